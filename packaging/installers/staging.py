"""The sources as they are frozen: the program and its resources side by side, as a wheel would lay them out."""

import shutil
from pathlib import Path

LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", "*.egg-info")
START = "daybook_start.py"


def lay_out(checkout: Path, folder: Path) -> Path:
    """Fills `folder` anew with what PyInstaller is to see; returns it."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(checkout / "desktop" / "daybook", folder / "daybook", ignore=LEFT_OUT)
    shutil.copytree(checkout / "resources", folder / "daybook_resources", ignore=LEFT_OUT)
    shutil.copy(Path(__file__).with_name("start.py"), folder / START)
    return folder
