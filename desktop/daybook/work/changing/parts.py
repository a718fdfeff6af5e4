"""What a change is put together from, one line of the form each, and what fits beside what. Pure."""

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, Final

from daybook.domain.changes.change import Change


class Part(StrEnum):
    """One line of the form; the value is the field of `Change` that it fills."""

    DEADLINE = "deadline"
    RESPONSIBLE = "responsible"
    COLOR = "color"
    PINGS = "pings"
    TITLE = "title"
    DESCRIPTION = "description"
    COMPLETED = "completed"
    BIND = "bind"
    UNBIND = "unbind"
    MOVE = "move"
    BLOCKS = "blocks"
    VALUES = "values"
    CREATE = "create"
    DELETE = "delete"


ALONE: Final = frozenset({Part.CREATE, Part.DELETE})
"""They stand beside nothing."""
_NOT_WITH_MOVE: Final = frozenset({Part.BIND, Part.UNBIND})

Parts = Mapping[Part, Any]
"""What the person chose, in the order of the lines. None = the line is there and not filled in yet."""


def offered(parts: Parts, *, of_items: bool) -> tuple[Part, ...]:
    """The lines that may be added to these; `of_items`: items are selected, and no activities."""
    if of_items:
        return () if parts else (Part.CREATE,)
    if not parts:
        return tuple(Part)
    if parts.keys() & ALONE:
        return ()
    excluded = {*parts, *ALONE}
    if Part.MOVE in parts:
        excluded |= _NOT_WITH_MOVE
    if parts.keys() & _NOT_WITH_MOVE:
        excluded.add(Part.MOVE)
    return tuple(each for each in Part if each not in excluded)


def change_of(parts: Parts) -> Change | None:
    """The change, None while a line is empty or there is none."""
    if not parts or any(value is None for value in parts.values()):
        return None
    return Change(**{part.value: value for part, value in parts.items()})


def parts_of(change: Change) -> dict[Part, Any]:
    """The lines of a change, such as one that was read from a recipe."""
    order = {part.value: part for part in Part}
    given = {each.name for each in fields(change)} & change.given
    return {part: getattr(change, name) for name, part in order.items() if name in given}
