"""The sources as they are frozen: the program and its resources side by side, as a wheel would lay them out."""

import shutil
from pathlib import Path

LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", "*.egg-info")
START = "daybook_start.py"
UPDATES_VARIABLE = "DAYBOOK_UPDATES_ADDRESS"
"""Where the program that is being built looks for newer versions, unless its person says otherwise."""
UPDATES_FILE = "release/updates.txt"
"""As `daybook.work.updates.BUILT_IN` reads it."""


def lay_out(checkout: Path, folder: Path, *, updates: str = "") -> Path:
    """Fills `folder` anew with what PyInstaller is to see; returns it. `updates` is an address, or "" for none."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(checkout / "desktop" / "daybook", folder / "daybook", ignore=LEFT_OUT)
    shutil.copytree(checkout / "resources", folder / "daybook_resources", ignore=LEFT_OUT)
    shutil.copy(Path(__file__).with_name("start.py"), folder / START)
    if updates:
        file = folder / "daybook_resources" / UPDATES_FILE
        file.parent.mkdir(parents=True)
        file.write_text(f"{updates}\n", "utf-8")
    return folder
