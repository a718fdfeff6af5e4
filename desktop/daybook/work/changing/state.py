"""What the page of a change shows, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from daybook.domain.changes.change import Change
from daybook.domain.changes.recipe import Options, Selection
from daybook.work.changing.judged import JudgedPlan, Ticks
from daybook.work.changing.parts import Part, change_of


@dataclass(frozen=True, slots=True)
class Picked:
    """Which rows a change is about, and where they came from in the window's words."""

    select: Selection
    origin: str = ""

    @property
    def count(self) -> int | None:
        """How many were selected; None where only the portal can tell."""
        return None if self.select.ids is None else len(self.select.ids)

    @property
    def of_items(self) -> bool:
        """True when items are selected, for which something may be created."""
        return self.select.entity_type is not None


@dataclass(frozen=True, slots=True)
class Looked:
    """What looking has shown: the plan of this change of these rows, as the portal was at `read_at`."""

    judged: JudgedPlan
    ticks: Ticks
    change: Change
    select: Selection
    read_at: datetime


@dataclass(frozen=True, slots=True)
class ChangingState:
    """Everything there is to show; a new value after each change."""

    picked: Picked | None = None
    parts: Mapping[Part, Any] = field(default_factory=dict)
    looking: bool = False
    done: int = 0
    total: int = 0
    """Rows read so far, and how many there are; 0 while that is not known."""
    looked: Looked | None = None
    """What was seen last, also when something else is being composed by now."""
    problem: Exception | None = None
    """Why it could not be looked at."""
    options: Options = field(default_factory=Options)
    """Of the recipe that was opened: its own days off, and what guards it without a window."""
    title: str = ""
    """What the recipe is called."""
    ordering: bool = False
    """What was seen is just being written down as a run."""

    @property
    def change(self) -> Change | None:
        """What is composed; None while it is nothing, or not complete."""
        return change_of(self.parts)

    @property
    def can_look(self) -> bool:
        """True when there is something to look at."""
        return self.picked is not None and self.picked.count != 0 and self.change is not None

    @property
    def is_fresh(self) -> bool:
        """True when what was seen is what is composed now."""
        looked = self.looked
        if looked is None or self.picked is None or self.looking:
            return False
        return (looked.change, looked.select) == (self.change, self.picked.select)
