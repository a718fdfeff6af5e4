"""A copy of the sources, the wheel built from it without a network, and bare environments to install into."""

import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import pytest

from machine import environment

CHECKOUT = Path(__file__).parents[2]
SOURCES = ("pyproject.toml", "setup.py", "README.md", "LICENSE", "desktop", "resources")
# pip as it is for everybody: without this person's settings, and without a network.
ENV = environment.clean(os.environ) | {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


@dataclass(frozen=True)
class Bare:
    """A virtual environment without Daybook. Its dependencies are the ones of the running tests."""

    folder: Path

    @property
    def programs(self) -> Path:
        """Where its commands are."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def install(self, *words: str) -> None:
        """Installs into it with pip, from what is on this disk alone."""
        run(sys.executable, "-m", "pip", f"--python={self.folder}", "install", *OFFLINE, *words)


OFFLINE = ("--quiet", "--no-deps", "--no-index", "--no-build-isolation")


def run(*words: str | Path, cwd: Path | None = None) -> str:
    """What a command prints; fails the test with all of its output when it fails."""
    done = subprocess.run(words, env=ENV, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def make_bare(folder: Path) -> Bare:
    """A bare environment in a new folder."""
    run(sys.executable, "-m", "venv", "--without-pip", folder)
    packages = sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)})
    Path(packages, "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return Bare(folder)


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all that a wheel is built from: a build writes into its sources."""
    copy = tmp_path_factory.mktemp("sources")
    for name in SOURCES:
        if (CHECKOUT / name).is_dir():
            shutil.copytree(CHECKOUT / name, copy / name, ignore=shutil.ignore_patterns("*.egg-info"))
        else:
            shutil.copy(CHECKOUT / name, copy / name)
    return copy


@pytest.fixture(scope="session")
def wheel(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that `pip install .` would make."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", *OFFLINE, f"--wheel-dir={folder}", sources)
    (file,) = folder.glob("*.whl")
    return file
