"""A file that the system hands to Daybook: by its menu entry, by a double click, or on the command line."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

RECIPE_SUFFIX: Final = ".daybook-recipe.json"
LAYOUT_SUFFIX: Final = ".daybook-layout.json"
LOOKED_AT_BYTES: Final = 4_000_000
_RECIPES_KEYS: Final = frozenset({"select", "change", "daybook_recipe"})


class Kind(StrEnum):
    """What a file holds."""

    RECIPE = "recipe"
    LAYOUT = "layout"


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file and what it holds. Whoever opens it reads it anew and says what is wrong with it."""

    path: Path
    kind: Kind

    @classmethod
    def at(cls, path: Path) -> "OpenedFile":
        """By its name where that tells, else by what is in it; a file that says nothing counts as a layout."""
        whole = path.expanduser().absolute()
        return cls(whole, kind_by_name(whole.name) or _kind_inside(whole))


def kind_by_name(name: str) -> Kind | None:
    """What a file's name says; None for any other name."""
    if name.lower().endswith(RECIPE_SUFFIX):
        return Kind.RECIPE
    return Kind.LAYOUT if name.lower().endswith(LAYOUT_SUFFIX) else None


def kind_by_content(data: bytes) -> Kind:
    """What the content says. Never raises: who opens the file says what is wrong with it."""
    import json  # noqa: PLC0415  (the first picture does without)

    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return Kind.LAYOUT
    return Kind.RECIPE if isinstance(said, dict) and _RECIPES_KEYS & said.keys() else Kind.LAYOUT


def _kind_inside(path: Path) -> Kind:
    try:
        with path.open("rb") as file:
            return kind_by_content(file.read(LOOKED_AT_BYTES))
    except OSError:
        return Kind.LAYOUT
