"""The layouts of the documentation, good and bad, with what is said about each."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parents[2] / "layouts"


@dataclass(frozen=True)
class Example:
    """One file and what the index says: `error` None = the portal is not known to refuse it."""

    name: str
    text: str
    valid: bool
    dto: str
    path: str | None
    error: str | None


def examples() -> Iterator[Example]:
    """All of them, those that are beyond a schema last."""
    for folder in (FOLDER, FOLDER / "beyond_schema"):
        for name, about in json.loads((folder / "index.json").read_text("utf-8")).items():
            text = (folder / name).read_text("utf-8")
            yield Example(name, text, about["valid"], about["dto"], about.get("path"), about.get("error"))


def valid() -> list[Example]:
    """Those that a portal takes."""
    return [each for each in examples() if each.valid]


def data(example: Example) -> Any:
    """What Python's own reader makes of it."""
    return json.loads(example.text)
