"""The virtual environment `.venv` of a checkout: made once, and again only when what it stands on has changed."""

import hashlib
import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from machine.console import Trouble, run, step

# Variables that would let another Python's files, or pip's habits of this person, into the environment.
FOREIGN = frozenset({"PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"})


@dataclass(frozen=True, slots=True)
class Environment:
    """Where a checkout's environment is and what belongs into it. Making the object changes nothing on the disk."""

    checkout: Path
    name: str = ".venv"
    lock_name: str = "lock.txt"

    @property
    def folder(self) -> Path:
        """The virtual environment."""
        return self.checkout / self.name

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def lock(self) -> Path:
        """The exact versions and hashes of everything in the environment."""
        return self.checkout / "packaging" / self.lock_name

    @property
    def stamp(self) -> Path:
        """The file that says for which state of the checkout the environment was completed."""
        return self.folder / "daybook-ready"

    def is_ready(self) -> bool:
        """Whether the environment holds what the checkout and this Python ask for."""
        try:
            return self.python.is_file() and self.stamp.read_text("utf-8") == self.fingerprint()
        except FileNotFoundError:
            return False

    def fingerprint(self) -> str:
        """A word that changes with the lock, the project's declaration, the Python and the place."""
        parts = [f"{sys.version_info[:2]} {platform.machine()} {sys.base_prefix} {self.folder}".encode()]
        parts += [(self.checkout / name).read_bytes() for name in self._declarations]
        return hashlib.sha256(b"\0".join(parts)).hexdigest()

    @property
    def _declarations(self) -> tuple[str, ...]:
        return f"packaging/{self.lock_name}", "pyproject.toml", "setup.py"

    def prepare(self) -> None:
        """Makes or completes the environment; does nothing when it is ready. Raises Trouble."""
        if self.is_ready():
            return
        self.stamp.unlink(missing_ok=True)
        if not self.is_usable():
            self._make()
        self._install()
        self.stamp.write_text(self.fingerprint(), "utf-8")

    def is_usable(self) -> bool:
        """Whether there is an environment that this Python made in this place, and its pip runs."""
        try:
            notes = read_notes((self.folder / "pyvenv.cfg").read_text("utf-8"))
        except FileNotFoundError:
            return False
        return is_made_here(notes, self.folder, base_python()) and self._pip_runs()

    def _pip_runs(self) -> bool:
        words = [str(self.python), "-m", "pip", "--version"]
        try:
            return subprocess.run(words, capture_output=True, env=clean(os.environ), check=False).returncode == 0
        except OSError:
            return False

    def _make(self) -> None:
        advice = f"The folder {self.folder} could not be made. Is the disk full, or the checkout read-only?"
        with step(f"Making the virtual environment {self.name}"):
            words = [str(base_python()), "-m", "venv", "--clear", str(self.folder)]
            run(words, advice=advice, env=clean(os.environ))

    def _install(self) -> None:
        pip = [str(self.python), "-m", "pip", "install", "--no-deps"]
        env = clean(os.environ) | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
        offline = "The Python packages could not be installed. Is this machine online? Behind a proxy, set HTTPS_PROXY."
        with step("Installing the locked Python packages"):
            run([*pip, "--require-hashes", "-r", str(self.lock)], advice=offline, env=env)
        broken = f"Daybook itself could not be installed. Delete the folder {self.name} and try again."
        with step("Installing Daybook itself"):
            run([*pip, "--no-build-isolation", "-e", str(self.checkout)], advice=broken, env=env)


def base_python() -> Path:
    """The interpreter outside any virtual environment, also when this process runs inside one."""
    return Path(getattr(sys, "_base_executable", None) or sys.executable)


def read_notes(text: str) -> dict[str, str]:
    """The keys and values of a `pyvenv.cfg`."""
    pairs = (line.partition("=") for line in text.splitlines())
    return {key.strip(): value.strip() for key, _, value in pairs}


def is_made_here(notes: Mapping[str, str], folder: Path, python: Path) -> bool:
    """Whether a `pyvenv.cfg` tells of this Python and this folder: scripts hold both, so a moved one is of no use."""
    version = ".".join(str(part) for part in sys.version_info[:2])
    same_python = notes.get("home") == str(python.parent) and notes.get("version", "").startswith(f"{version}.")
    return same_python and notes.get("command", "").endswith(str(folder))


def clean(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables for a process of the environment: the person's, without those that lead to other Pythons."""
    return {name: value for name, value in environ.items() if name not in FOREIGN}


def of_this_checkout() -> Environment:
    """The environment of the checkout that this file lies in."""
    checkout = Path(__file__).resolve().parents[2]
    if not (checkout / "pyproject.toml").is_file():
        raise Trouble(f"{checkout} is not a whole checkout of Daybook: pyproject.toml is missing.")
    return Environment(checkout)
