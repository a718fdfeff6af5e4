"""Looked-at edits on their way: one run for all rows, and what each of them came to."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, Protocol

from daybook.bulk import row_steps, values
from daybook.bulk.preparing import Plan
from daybook.bulk.row_steps import Base
from daybook.bulk.skips import Skip
from daybook.domain.activity import Activity
from daybook.domain.changes.change import Change
from daybook.domain.changes.recipe import Recipe, Selection
from daybook.domain.changes.recipe_file import write_recipe
from daybook.domain.pending import PendingEdit, Value
from daybook.domain.run import Field, Row, Step
from daybook.domain.todo import PingOffsets, TodoColor
from daybook.work.listeners import Listeners
from daybook.work.pending.preview import RowPreview
from daybook.work.running.line import Ending, RunLine


class Fate(Enum):
    """What became of one row."""

    DONE = "done"
    PARTLY_DONE = "partly_done"
    REFUSED = "refused"
    """The portal said no, or a rule of it that is known beforehand."""
    CONFLICT = "conflict"
    """Somebody changed it since it was looked at; nothing of the row was sent."""
    GONE = "gone"
    UNKNOWN = "unknown"
    """The answer was lost, and what became of it can't be asked now. It is, before anything is sent again."""
    NOT_SENT = "not_sent"
    """The portal could not be reached, or the person stopped; everything of the row waits still."""
    CHANGED = "changed"
    """The person changed it after it was looked at, so it was not sent."""


@dataclass(frozen=True, slots=True)
class Executed:
    """What a row came to: the fields that were written, those that were refused, and what the portal has now."""

    fate: Fate
    written: frozenset[Field] = frozenset()
    refused: Mapping[Field, Exception] = field(default_factory=dict)
    activity: Activity | None = None
    """None when it is gone, or nothing is known beyond what was looked at."""


@dataclass(frozen=True, slots=True)
class RowReport:
    """One row of the report."""

    activity_id: int
    title: str
    executed: Executed


class Sender(Protocol):
    """Sends a plan as one run; `work.running.desk.RunDesk` is the real one. Each raises StoreUnusable."""

    @property
    def changed(self) -> Listeners:
        """Told when a run is somewhere else now."""

    def ahead_of(self, run_id: str) -> RunLine | None:
        """The run at work, when this one waits for it to end; None when it does not wait."""

    async def carry_out(
        self,
        plan: Plan,
        title: str,
        *,
        recipe: str = "",
        begun: Callable[[str], Awaitable[None]],
        closed: Callable[[Sequence[Row]], None],
    ) -> Ending:
        """Returns when the run has ended, or had to stop and has given up what was not sent.

        `begun` is awaited with its id before anything is sent; `closed` is told the rows that were done with.
        """

    def call_off(self, run_id: str) -> None:
        """Sends nothing more of it; what is on its way ends."""

    async def carried_out(self) -> tuple[str, ...]:
        """The runs of `carry_out` that have not ended."""

    async def wind_up(self, run_id: str) -> Ending:
        """Gives up what was not sent of a run that was left behind, and finds out what became of the rest.

        Raises LookupError and ForeignRun.
        """

    async def rows(self, run_id: str) -> tuple[Row, ...]:
        """All rows of a run. Raises LookupError and ForeignRun."""

    async def show(self) -> None:
        """What was done so far is in the copy when this returns."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Looked-at rows as they are sent."""

    rows: tuple[Row, ...]
    ended: Mapping[int, Executed]
    """Rows of which nothing is sent: a rule stands in the way, or all of it is so already."""
    recipe: str
    """The same for trying failed rows once more."""

    @property
    def plan(self) -> Plan:
        """What goes into the journal."""
        return Plan(self.rows)


def planned(previews: Iterable[RowPreview], title: str, *, by_application: bool) -> Planned:
    """What sending the ready edits of these rows takes. Pure; thousands take a while, so call it in a thread."""
    rows: list[Row] = []
    ended: dict[int, Executed] = {}
    wanted: dict[int, dict[Field, Any]] = {}
    for each in previews:
        made = _steps_of(each, each.ready, by_application)
        if isinstance(made, Executed):
            ended[each.activity_id] = made
        elif each.activity is not None:
            rows.append(Row(len(rows), each.activity_id, each.activity.owner, each.activity.subject, made))
            wanted[each.activity_id] = _wanted(each.ready)
    recipe = Recipe(Selection(ids=tuple(wanted)), Change(values=wanted), title=title)
    return Planned(tuple(rows), ended, write_recipe(recipe).decode() if wanted else "")


def _steps_of(row: RowPreview, edits: Sequence[PendingEdit], by_application: bool) -> tuple[Step, ...] | Executed:
    if row.activity is None:
        return Executed(Fate.GONE)
    try:
        steps = row_steps.field_steps(Base(row.activity, row.known, by_application), _wanted(edits))
    except Skip as skip:
        return Executed(Fate.REFUSED, refused={edit.field: skip for edit in edits}, activity=row.activity)
    if not steps:
        return Executed(Fate.DONE, frozenset(edit.field for edit in edits), activity=row.activity)
    return steps


def _wanted(edits: Iterable[PendingEdit]) -> dict[Field, Any]:
    return {edit.field: journal_value(edit.wished) for edit in edits}


def journal_value(value: Value) -> Any:
    """A cell's value as the journal keeps it."""
    if isinstance(value, datetime):
        return values.moment_value(value)
    if isinstance(value, TodoColor):
        return value.value
    return list(value.minutes) if isinstance(value, PingOffsets) else value
