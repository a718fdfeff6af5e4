"""What a to-do is made of: its colour, its reminders, and a draft of one that a person is editing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from daybook.domain.entities import EntityRef

USUAL_PINGS: Final = (0, 15, 30, 60, 120, 1440)
"""Minutes before the deadline that the portal's own window offers."""
NEW_TODO_PINGS: Final = (0, 15)
"""What the portal's own window gives to a new to-do."""
MAX_BINDINGS: Final = 100


class TodoColor(StrEnum):
    """The eight looks of a to-do; the value is `colorId` on the wire (crm.activity.todo.updateColor).

    The portal has no names for them; the names are ours.
    """

    DEFAULT = "default"
    BLUE = "1"
    TURQUOISE = "2"
    ORANGE = "3"
    GREEN = "4"
    VIOLET = "5"
    GREY = "6"
    ROSE = "7"


class BadPing(ValueError):
    """A reminder that no portal would keep: it would come after the deadline."""


@dataclass(frozen=True, slots=True)
class PingOffsets:
    """Reminders in minutes before the deadline, each once, nearest first. Empty = none.

    The portal drops what it does not understand in silence, so this refuses it loudly: BadPing.
    """

    minutes: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        for value in self.minutes:
            if value < 0:
                raise BadPing(f"a reminder is 0 or more minutes before the deadline, not {value}")
        object.__setattr__(self, "minutes", tuple(sorted(set(self.minutes))))

    @classmethod
    def of(cls, minutes: Iterable[int]) -> "PingOffsets":
        """The reminders at these minutes before the deadline."""
        return cls(tuple(minutes))


@dataclass(frozen=True, slots=True)
class TodoDraft:
    """A to-do as a person wants it. `pings` or `parent_id` None = unknown and not touched.

    `deadline` None stands for a to-do that has none; the portal demands one when a to-do is created.
    """

    title: str
    description: str
    deadline: datetime | None
    color: TodoColor
    responsible_id: int | None
    pings: PingOffsets | None
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewTodo:
    """A to-do that does not exist yet, and the item it will belong to."""

    owner: EntityRef
    draft: TodoDraft
