"""The operating system's part: libraries and fonts for Qt, a keyring service for the tests, Debian's own venv.

Only Linux lacks any of it: elsewhere Qt's wheels bring all they need. What is there is asked of the machine itself (the
dynamic loader, the search path, dpkg), so a person's own builds count too; what is missing is installed where apt is.
"""

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from machine.console import Trouble, run, step


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that has to be there, how to ask for it, and the package of Debian and Ubuntu that brings it."""

    package: str
    thing: str
    is_there: Callable[[str], bool]


def has_library(soname: str) -> bool:
    """Whether the dynamic loader finds a library and all that it needs in turn."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_program(name: str) -> bool:
    """Whether the search path holds a program."""
    return shutil.which(name) is not None


def has_package(name: str) -> bool:
    """Whether dpkg installed a package that has nothing to load or call. Other systems are taken to have their own."""
    return not has_apt() or Path(f"/var/lib/dpkg/info/{name}.md5sums").is_file()


def has_module(name: str) -> bool:
    """Whether the running Python has a module."""
    return importlib.util.find_spec(name) is not None


def has_apt() -> bool:
    """Whether packages are installed by apt here."""
    return has_program("apt-get")


# Without a display Qt draws to memory ("offscreen"), and even that links against these.
QT = (
    Need("libegl1", "libEGL.so.1", has_library),
    Need("libgl1", "libGL.so.1", has_library),
    Need("libx11-6", "libX11.so.6", has_library),
    Need("libglib2.0-0", "libglib-2.0.so.0", has_library),
    Need("libdbus-1-3", "libdbus-1.so.3", has_library),
    Need("libfontconfig1", "libfontconfig.so.1", has_library),
    Need("libxkbcommon0", "libxkbcommon.so.0", has_library),
    # Daybook's own font is Latin, Greek and Cyrillic; customers' names are Arabic, Hebrew and Chinese too, with emoji.
    Need("fonts-dejavu-core", "fonts-dejavu-core", has_package),
    Need("fonts-droid-fallback", "fonts-droid-fallback", has_package),
    Need("fonts-noto-color-emoji", "fonts-noto-color-emoji", has_package),
)
# A window on X11 or Wayland.
SCREEN = (
    Need("libxkbcommon-x11-0", "libxkbcommon-x11.so.0", has_library),
    Need("libxcb-cursor0", "libxcb-cursor.so.0", has_library),
    Need("libxcb-icccm4", "libxcb-icccm.so.4", has_library),
    Need("libxcb-keysyms1", "libxcb-keysyms.so.1", has_library),
    Need("libxcb-shape0", "libxcb-shape.so.0", has_library),
    Need("libwayland-cursor0", "libwayland-cursor.so.0", has_library),
    Need("libwayland-egl1", "libwayland-egl.so.1", has_library),
)
# The tests talk to a Secret Service of their own, on a bus of its own.
KEYRING = (
    Need("dbus", "dbus-daemon", has_program),
    Need("gnome-keyring", "gnome-keyring-daemon", has_program),
)
# Debian and Ubuntu keep this half of `python -m venv` in a package of its own.
VENV = Need(f"python3.{sys.version_info.minor}-venv", "ensurepip", has_module)


def supply(needs: Iterable[Need]) -> None:
    """Makes sure that all needs are met; on Linux, installs by apt what is missing.

    Raises Trouble with the line to run when the person has to do it.
    """
    if sys.platform != "linux":
        return
    missing = [need for need in (VENV, *needs) if not need.is_there(need.thing)]
    if VENV in missing and not is_debian_python():
        raise Trouble(f"{sys.executable} was built without `{VENV.thing}`. Use another Python 3.11 to 3.14.")
    if not missing:
        return
    if not has_apt():
        raise Trouble(
            "Daybook needs these from your system's package manager, and it can't find them: "
            f"{', '.join(need.thing for need in missing)}."
        )
    _install([need.package for need in missing])


def is_debian_python() -> bool:
    """Whether the running Python came by apt, so that apt has its missing half."""
    return has_apt() and sys.base_prefix == "/usr"


def _install(packages: Sequence[str]) -> None:
    by_hand = line_to_run(packages, has_sudo=has_program("sudo"))
    prefix = _root_prefix()
    if prefix is None:
        raise Trouble(f"{_count(packages)} must be installed by root. Run this line, then try again:\n\n{by_hand}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", _root_path(), "apt-get", "-o", "DPkg::Lock::Timeout=300"]
    advice = f"apt-get failed. Is this machine online? To do the step by hand:\n\n{by_hand}"
    with step(f"Installing {_count(packages)} by apt: {' '.join(packages)}"):
        # A foreign package source that doesn't answer is no reason to stop: the installation tells whether ours did.
        subprocess.run([*apt, "--quiet", "update"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
        run([*apt, "--yes", "--no-install-recommends", "install", *packages], advice=advice)


def line_to_run(packages: Sequence[str], *, has_sudo: bool) -> str:
    """The shell line with which a person installs the packages."""
    line = f"apt-get update && apt-get install --yes --no-install-recommends {' '.join(packages)}"
    return f"{'sudo sh' if has_sudo else 'su'} -c {shlex.quote(line)}"


def _root_prefix() -> list[str] | None:
    """The words before a command that root has to run; None when this process can't become root."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    if not has_program("sudo"):
        return None
    if subprocess.run(["sudo", "--non-interactive", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "--non-interactive"]
    if not sys.stdin.isatty():
        return None
    print("sudo may ask for your password, to install what Qt needs from your system.", flush=True)
    return ["sudo"]


def _root_path() -> str:
    """The search path for dpkg, which wants the administrator's folders that `su` alone doesn't add."""
    return f"PATH={os.environ.get('PATH', os.defpath)}:/usr/local/sbin:/usr/sbin:/sbin"


def _count(packages: Sequence[str]) -> str:
    return "1 system package" if len(packages) == 1 else f"{len(packages)} system packages"
