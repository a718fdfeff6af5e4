"""Fetches the clients: `python -m tests.outside.install FOLDER`."""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

PYTHON_CLIENTS = ("fast_bitrix24==1.8.14", "b24pysdk==1.3.2")
NODE_CLIENTS = ("@bitrix24/b24jssdk",)


def main() -> None:
    """Makes a virtual environment and, where there is npm, a folder of modules."""
    folder = Path(sys.argv[1]).absolute()
    venv.create(folder / "python", with_pip=True)
    subprocess.run([str(python_of(folder)), "-m", "pip", "install", "--quiet", *PYTHON_CLIENTS], check=True)
    if npm := shutil.which("npm"):
        (folder / "node").mkdir(exist_ok=True)
        subprocess.run([npm, "install", "--silent", "--prefix", str(folder / "node"), *NODE_CLIENTS], check=True)


def python_of(folder: Path) -> Path:
    """The interpreter that has the Python clients."""
    return folder / "python" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


if __name__ == "__main__":
    main()
