"""A change: what is to become of each selected activity, in the field's own terms. It says nothing of which ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, time
from enum import StrEnum
from typing import Any

from daybook.domain.activity import ActivityKind
from daybook.domain.entities import EntityRef
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets, TodoColor


class ShiftUnit(StrEnum):
    """What a shift counts; the value is how a recipe writes it."""

    MINUTES = "m"
    HOURS = "h"
    DAYS = "d"
    WORKING_DAYS = "wd"


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is only known when the change is planned: today and so many days, or working days, from it."""

    days: int = 0
    working: bool = False
    hour: time | None = None
    """The hour of that day; None = it keeps that of the deadline, or takes the usual one where there is none."""


@dataclass(frozen=True, slots=True)
class SetDeadline:
    """One moment for all: an aware one, or a day counted from today."""

    moment: datetime | Day


@dataclass(frozen=True, slots=True)
class ShiftDeadline:
    """Moves each deadline by so much, earlier when negative. Days and working days keep the hour."""

    amount: int
    unit: ShiftUnit


@dataclass(frozen=True, slots=True)
class SpreadDeadline:
    """Lays the deadlines out over `days` working days from `first` on, as evenly as `cap` and each person's own
    deadlines allow; each keeps its hour."""

    first: datetime | Day
    days: int
    cap: int | None = None
    """At most so many open activities a person and day, counting those that are there already; None = no limit."""


@dataclass(frozen=True, slots=True)
class SetResponsible:
    """One person for all."""

    person_id: int


@dataclass(frozen=True, slots=True)
class RoundRobin:
    """These people in turn."""

    person_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ByLoad:
    """Of these people, each time the one with the fewest open activities."""

    person_ids: tuple[int, ...]


class TextOperation(StrEnum):
    """What is done to a text; the value is how a recipe writes it."""

    SET = "set"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class TextChange:
    """What is done to a text. `text` may hold `{deal.title}` and its like (`changes.templates`)."""

    operation: TextOperation
    text: str
    """The new text; with REPLACE what stands in the place of `old`."""
    old: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """From one item to another."""

    source: EntityRef
    target: EntityRef


@dataclass(frozen=True, slots=True)
class Blocks:
    """Content blocks for each activity (crm.activity.layout.blocks.*); `layout` None takes them away."""

    layout: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Template:
    """An activity that is created for each selected item. Undoing deletes it again."""

    kind: ActivityKind
    """A to-do, a call or a meeting."""
    title: str
    deadline: datetime | Day
    """Of a call or a meeting: when it starts. A day without an hour is at the usual one."""
    description: str = ""
    responsible: SetResponsible | RoundRobin | ByLoad | None = None
    """None = whoever runs it."""
    color: TodoColor = TodoColor.DEFAULT
    pings: PingOffsets | None = None
    """None = none. To-dos only, as is the colour."""
    minutes: int = 30
    """How long a call or a meeting takes."""


Deadline = SetDeadline | ShiftDeadline | SpreadDeadline
Responsible = SetResponsible | RoundRobin | ByLoad
RowValues = Mapping[Field, Any]
"""New values of one activity, as `bulk.values` writes them into the journal."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to each row; None = left alone. At least one is given; `create` and `delete` stand alone."""

    deadline: Deadline | None = None
    responsible: Responsible | None = None
    color: TodoColor | None = None
    pings: PingOffsets | None = None
    title: TextChange | None = None
    description: TextChange | None = None
    completed: bool | None = None
    bind: tuple[EntityRef, ...] = ()
    unbind: tuple[EntityRef, ...] = ()
    move: Move | None = None
    blocks: Blocks | None = None
    create: Template | None = None
    delete: bool = False
    values: Mapping[int, RowValues] = field(default_factory=dict)
    """Values of their own for some activities, by id: from a table that was imported. They win over the rest."""

    @property
    def given(self) -> frozenset[str]:
        """The names of what is to be changed."""
        left_alone = (None, (), False)
        told = {each.name for each in fields(self) if getattr(self, each.name) not in left_alone}
        told |= {"completed"} if self.completed is False else set()
        return frozenset(told if self.values else told - {"values"})
