"""The parts of a card: what a pointer can mean and what can be done with one."""

from dataclasses import dataclass
from enum import Enum


class Area(Enum):
    """A part of a card; DELETE stands in its menu only."""

    CARD = "card"
    """The card itself, where nothing else is."""
    DISC = "disc"
    CHECK = "check"
    TITLE = "title"
    TAGS = "tags"
    WHEN = "when"
    SQUARE = "square"
    PERSON = "person"
    DEADLINE = "deadline"
    TEXT = "text"
    BLOCKS = "blocks"
    """What an application put on the card; what of it does something, its spots tell."""
    FOLD = "fold"
    COMPLETE = "complete"
    REOPEN = "reopen"
    EDIT = "edit"
    UNDO = "undo"
    MENU = "menu"
    DELETE = "delete"


BUTTONS = (Area.COMPLETE, Area.REOPEN, Area.EDIT, Area.UNDO)
PRESSABLE = frozenset({*BUTTONS, Area.CHECK, Area.TITLE, Area.DEADLINE, Area.FOLD, Area.MENU})
"""What does something when it is pressed."""


@dataclass(frozen=True, slots=True)
class Use:
    """Somebody used a part of a card, by hand or by key."""

    activity_id: int
    area: Area
