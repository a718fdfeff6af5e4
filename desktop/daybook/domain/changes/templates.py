"""Texts with names in braces: `Call about {deal.title}`. `{{` and `}}` stand for braces themselves."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

NAMES: Final = (
    "deal.title",
    "lead.title",
    "contact.name",
    "company.title",
    "item.title",  # of the owner, whatever it is
    "title",
    "description",
    "deadline",
    "responsible",
    "id",
)
"""What a text may name. A blank around a name and capital letters in it do not matter."""

_PIECE: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+")


class BadTemplate(ValueError):
    """A text with a brace that is neither part of a name nor doubled; `at` is its place from 0 on."""

    def __init__(self, at: int) -> None:
        super().__init__(f"a single brace at {at}")
        self.at = at


class MissingValue(LookupError):
    """A name that has no value here, such as `deal.title` for an activity of a lead."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def names_in(text: str) -> tuple[str, ...]:
    """The names of a text, each once, in their order; also those that are not among NAMES. Raises BadTemplate."""
    return tuple(dict.fromkeys(name for name, _ in _pieces(text) if name is not None))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with values for its names; braces in the values stay as they are.

    Raises MissingValue for the first name without a value, and BadTemplate.
    """
    return "".join(said if name is None else _value(name, values) for name, said in _pieces(text))


def literal(text: str) -> str:
    """A template that is filled to exactly this text."""
    return text.replace("{", "{{").replace("}", "}}")


def _value(name: str, values: Mapping[str, str]) -> str:
    try:
        return values[name]
    except KeyError:
        raise MissingValue(name) from None


def _pieces(text: str) -> Iterator[tuple[str | None, str]]:
    """(None, letters as they are) or (name, ""), in turn."""
    for match in _PIECE.finditer(text):
        said = match[0]
        if said in ("{", "}"):
            raise BadTemplate(match.start())
        if match[1] is not None:
            yield match[1].strip().casefold(), ""
        else:
            yield None, said[0] if said in ("{{", "}}") else said
