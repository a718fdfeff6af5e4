"""A home that is nobody's: what the tests write and ask stays away from the person's files, keyring and desktop."""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

# Ways to the person's desktop: a bus, a keyring behind it, a screen.
DOORS = frozenset({"DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL", "SSH_AUTH_SOCK", "DISPLAY", "WAYLAND_DISPLAY"})
FOLDERS = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
    "TMPDIR": "tmp",
}
WINDOWS_FOLDERS = {"USERPROFILE": "home", "APPDATA": "config", "LOCALAPPDATA": "data", "TEMP": "tmp", "TMP": "tmp"}


@contextmanager
def home() -> Iterator[Path]:
    """A folder with one subfolder for each kind of file, deleted at the end.

    Its path is short: D-Bus refuses sockets whose path is over 107 bytes, and tests add much of their own.
    """
    with tempfile.TemporaryDirectory(prefix="db-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        for inside in {*FOLDERS.values(), *WINDOWS_FOLDERS.values()}:
            (folder / inside).mkdir(mode=0o700)
        yield folder


def variables(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The variables for a process that lives in `folder` and draws to memory."""
    kept = {name: value for name, value in environ.items() if name not in DOORS and not name.startswith("DAYBOOK_")}
    places = FOLDERS | (WINDOWS_FOLDERS if os.name == "nt" else {})
    kept |= {name: str(folder / inside) for name, inside in places.items()}
    kept["QT_QPA_PLATFORM"] = "offscreen"
    if sys.platform == "linux":
        kept["LC_ALL"] = "C.UTF-8"  # Qt warns about any locale that isn't UTF-8
    else:
        kept["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # the system's own asks for no address
    if os.name == "nt":
        kept["QT_QPA_FONTDIR"] = str(Path(environ.get("SYSTEMROOT", r"C:\Windows"), "Fonts"))
    return kept
