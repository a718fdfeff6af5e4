"""The bill of materials of the frozen program (CycloneDX). Runs in the build environment.

`python -m installers.materials FILE`. The tool of the standard's own people describes a list of requirements; the list
is made from what Daybook needs here, so neither PyInstaller nor the tool itself is in it. Python is told of beside it.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from installers.closure import runtime_packages


def main(words: Sequence[str]) -> int:
    """Writes the file."""
    target = Path(words[0])
    needed = sorted(runtime_packages() - {"daybook"})
    listed = "".join(f"{name}=={metadata.version(name)}\n" for name in needed)
    tool = [
        sys.executable,
        "-m",
        "cyclonedx_py",
        "requirements",
        "-",
        "--output-reproducible",
        "--of",
        "JSON",
        "-o",
        "-",
    ]
    done = subprocess.run(tool, input=listed, capture_output=True, text=True, check=True)
    target.write_text(json.dumps(completed(json.loads(done.stdout)), indent=2) + "\n", "utf-8")
    return 0


def completed(bill: dict[str, object]) -> dict[str, object]:
    """With Daybook as its subject and Python among its parts."""
    subject = {"type": "application", "name": "daybook", "version": metadata.version("daybook"), "bom-ref": "daybook"}
    python = {"type": "platform", "name": "Python", "version": sys.version.split()[0], "bom-ref": "python"}
    notes, parts = bill.get("metadata"), bill.get("components")
    return bill | {
        "metadata": (notes if isinstance(notes, dict) else {}) | {"component": subject},
        "components": [python, *(parts if isinstance(parts, list) else [])],
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
