"""Runs PyInstaller, and cleans what comes out of what only this machine knows."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from installers import tree
from installers.project import COMMAND, Project
from installers.tools import environment_of
from machine import environment
from machine.console import run, step

SPEC = Path(__file__).with_name("daybook.spec")


def freeze(project: Project, stage: Path, *, program: str = COMMAND, icon: Path | None = None) -> Path:
    """Freezes `program`, whose first lines stand in `stage` as `<program>_start.py`; returns its folder.

    On macOS the folder lies beside the app bundle. Raises Trouble.
    """
    here = environment_of(project)
    out, work = project.build / "frozen", project.build / "work" / program
    shutil.rmtree(out / program, ignore_errors=True)
    words = [str(here.python), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN"]
    words += ["--distpath", str(out), "--workpath", str(work), str(SPEC)]
    advice = "PyInstaller could not freeze the program."
    with step(f"Freezing {program}"):
        run(words, advice=advice, env=variables(project, stage, program, icon))
    folder = out / program
    if sys.platform == "linux":
        with step("Pointing its libraries at each other"):
            point_inside(folder)
    tree.settle(folder, project.moment)
    return folder


def variables(project: Project, stage: Path, program: str, icon: Path | None) -> dict[str, str]:
    """The variables of a freeze: the same sources give the same bytes, and the spec learns what it freezes."""
    own = {
        "SOURCE_DATE_EPOCH": str(project.moment),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "DAYBOOK_PACKAGING": str(project.checkout / "packaging"),
        "DAYBOOK_STAGE": str(stage),
        "DAYBOOK_PROGRAM": program,
        "DAYBOOK_VERSION": project.version,
        "DAYBOOK_ICON": str(icon or ""),
        "PYINSTALLER_CONFIG_DIR": str(project.build / "cache"),  # else below the person's home
    }
    return environment.clean(os.environ) | own


def point_inside(folder: Path) -> None:
    """Makes every library find the others by where it lies itself.

    Else they would be looked for on this machine first, whose folders stand in them, and what the program starts anew
    (the sample portal) would find none: the boot loader sets a search path for the first process only.
    """
    found = {file: needed(file) for file in tree.binaries(folder) if file.parent != folder}
    places = {file.name: file.parent for file in found if not file.is_symlink()}
    for file, names in found.items():
        paths = run_path(file, (places[name] for name in names if name in places))
        change = ["--set-rpath", paths] if paths else ["--remove-rpath"]
        run(["patchelf", *change, str(file)], advice=f"The library paths of {file.name} could not be set.")


def run_path(file: Path, places: Iterable[Path]) -> str:
    """The search path of a library for others in these folders, as the dynamic loader reads it."""
    ways = {Path(os.path.relpath(place, file.parent)).as_posix() for place in places}
    return ":".join(sorted("$ORIGIN" if way == "." else f"$ORIGIN/{way}" for way in ways))


def needed(file: Path) -> list[str]:
    """The names of the libraries that a library needs."""
    words = ["patchelf", "--print-needed", str(file)]
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout.split()
