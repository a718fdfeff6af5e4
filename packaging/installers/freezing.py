"""Runs PyInstaller, and cleans what comes out of what only this machine knows."""

import os
import shutil
import subprocess
import sys
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
        with step("Removing this machine's library paths"):
            remove_run_paths(folder)
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


def remove_run_paths(folder: Path) -> None:
    """Takes the search paths that point outside out of every library: they name this machine's folders."""
    for file in tree.binaries(folder):
        words = ["patchelf", "--print-rpath", str(file)]
        said = subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()
        if not said:
            continue
        kept = [path for path in said.split(":") if path.startswith("$ORIGIN")]
        change = ["--set-rpath", ":".join(kept)] if kept else ["--remove-rpath"]
        if kept != said.split(":"):
            run(["patchelf", *change, str(file)], advice=f"The library paths of {file.name} could not be removed.")
