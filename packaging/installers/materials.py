"""The bill of materials of the frozen program (CycloneDX). Runs in the build environment.

`python -m installers.materials FILE`. The tool of the standard's own people describes the environment that builds, with
licences and with what needs what. Of that is kept what Daybook needs: neither PyInstaller nor the tool itself is in it.
"""

import json
import subprocess
import sys
from collections.abc import Collection, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from installers.closure import canonical, runtime_packages

SUBJECT = "daybook"


def main(words: Sequence[str]) -> int:
    """Writes the file."""
    tool = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON", "-o", "-"]
    done = subprocess.run([*tool, sys.executable], capture_output=True, text=True, check=True)
    bill = reduced(json.loads(done.stdout), runtime_packages() - {SUBJECT}, metadata.version(SUBJECT))
    Path(words[0]).write_text(json.dumps(bill, indent=2) + "\n", "utf-8")
    return 0


def reduced(bill: dict[str, Any], needed: Collection[str], version: str) -> dict[str, Any]:
    """The bill of Daybook in this version: of the parts only those that are `needed`, by canonical name, and Python."""
    parts = [part for part in bill.get("components", []) if canonical(part["name"]) in needed]
    refs = {part["bom-ref"] for part in parts}
    links = [
        {"ref": link["ref"], "dependsOn": sorted(refs & {*link.get("dependsOn", ())})}
        for link in bill.get("dependencies", [])
        if link["ref"] in refs
    ]
    subject = {"type": "application", "name": SUBJECT, "version": version, "bom-ref": SUBJECT}
    python = {"type": "platform", "name": "Python", "version": sys.version.split()[0], "bom-ref": "python"}
    whole = {"ref": SUBJECT, "dependsOn": sorted({*refs, "python"})}
    return bill | {
        "metadata": bill.get("metadata", {}) | {"component": subject},
        "components": [python, *parts],
        "dependencies": [whole, {"ref": "python"}, *links],
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
