"""What Daybook is called and which version this is, read from the program's own files."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from machine.console import Trouble

APPLICATION_ID = "app.daybook.Daybook"
"""The id of the menu entry's metadata and of the macOS bundle."""
NAME = "Daybook"
COMMAND = "daybook"
SUMMARY = "Sales activities of Bitrix24, in one window"
MAINTAINER = "The Daybook authors <maintainers@daybook.example>"
RECIPE_SUFFIX = ".daybook-recipe.json"
LAYOUT_SUFFIX = ".daybook-layout.json"
RECIPE_TYPE = "application/vnd.daybook.recipe+json"
LAYOUT_TYPE = "application/vnd.daybook.layout+json"


@dataclass(frozen=True, slots=True)
class Project:
    """One checkout: where it is, its version, and the moment that everything built from it carries.

    `moment` is in seconds since 1970, so that the same sources give the same bytes.
    """

    checkout: Path
    version: str
    moment: int

    @property
    def build(self) -> Path:
        """What is made on the way. May be deleted at any time."""
        return self.checkout / "build"

    @property
    def dist(self) -> Path:
        """What is handed out."""
        return self.checkout / "dist"


def of_checkout(checkout: Path) -> Project:
    """The project in a checkout. Raises Trouble when it holds none."""
    return Project(
        checkout, version_in((checkout / "desktop/daybook/__init__.py").read_text("utf-8")), moment(checkout)
    )


def version_in(text: str) -> str:
    """The version that the program's package declares. Raises Trouble when it declares none."""
    found = re.search(r'^__version__ = "([0-9]+(?:\.[0-9]+){2}(?:(?:a|b|rc|\.dev)[0-9]+)?)"$', text, re.MULTILINE)
    if found is None:
        raise Trouble("desktop/daybook/__init__.py declares no version such as 1.2.3.")
    return found[1]


def moment(checkout: Path) -> int:
    """`SOURCE_DATE_EPOCH`, else when the last commit was made, else when the changelog was last written."""
    if given := os.environ.get("SOURCE_DATE_EPOCH", ""):
        if not given.isdecimal():
            raise Trouble(f"SOURCE_DATE_EPOCH is a number of seconds since 1970, not {given}.")
        return int(given)
    words = ["git", "-C", str(checkout), "log", "-1", "--format=%ct"]
    try:
        said = subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        said = ""
    return int(said) if said.isdecimal() else int((checkout / "CHANGELOG.md").stat().st_mtime)
