"""The wheel holds the whole program, its data and its commands, and nothing else."""

import configparser
import zipfile
from pathlib import Path

import pytest

from tests.packaging.conftest import CHECKOUT, make_bare, run


@pytest.fixture
def names(wheel: Path) -> set[str]:
    """The files of the wheel, without its own notes."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def files_of(folder: Path, name: str) -> set[str]:
    """The files below a folder as the wheel would call them, without what only the makers of Daybook read."""
    files = (file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return {f"{name}/{file.relative_to(folder).as_posix()}" for file in files if file.suffix != ".md"}


def test_no_room_is_forgotten_and_nothing_foreign_comes_along(names: set[str]) -> None:
    program = files_of(CHECKOUT / "desktop" / "daybook", "daybook")
    assert names == program | files_of(CHECKOUT / "resources", "daybook_resources")


def test_types_are_published(names: set[str]) -> None:
    assert "daybook/py.typed" in names


def test_commands_are_declared(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (notes,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        declared = configparser.ConfigParser()
        declared.read_string(archive.read(notes).decode())
    assert dict(declared["console_scripts"]) == {"daybook": "daybook.cli:main"}
    assert dict(declared["gui_scripts"]) == {"daybook-window": "daybook.cli:main"}, "no console window on Windows"


def test_an_installed_daybook_runs(wheel: Path, tmp_path: Path) -> None:
    bare = make_bare(tmp_path / "venv")
    bare.install(str(wheel))
    version = wheel.name.split("-")[1]
    assert run(bare.programs / "daybook", "--version", cwd=tmp_path).split() == ["daybook", version]
