"""Going through a list quickly, several activities at once: looked at, sent as one run, taken back as one. Knows no
widget."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from daybook.bulk.picking import Calendar
from daybook.bulk.preparing import Plan
from daybook.domain.changes.change import Change, Day, SetDeadline, SetResponsible
from daybook.domain.changes.recipe import Recipe, Selection
from daybook.domain.changes.recipe_file import write_recipe
from daybook.domain.listing import ActivityLine
from daybook.domain.pending import Value
from daybook.domain.run import Field, RowOutcome
from daybook.domain.todo import TodoColor
from daybook.store.copy.copy import PortalCopy
from daybook.work.agenda import Mark
from daybook.work.changing.changing import Planning
from daybook.work.changing.judged import JudgedPlan, judge
from daybook.work.listeners import Listeners
from daybook.work.pending.entry import Entered
from daybook.work.running.line import AT_WORK, RunLine

TO_TOMORROW: Final = Change(deadline=SetDeadline(Day(1)))
"""Each at the hour it had."""
TO_DONE: Final = Change(completed=True)


def to_color(color: TodoColor) -> Change:
    """Another look."""
    return Change(color=color)


def to_person(person_id: int) -> Change:
    """Somebody else is to do it."""
    return Change(responsible=SetResponsible(person_id))


class Running(Protocol):
    """Sends plans; `work.running.desk.RunDesk` is the real one. Each method raises StoreUnusable."""

    @property
    def changed(self) -> Listeners:
        """Told when a run is somewhere else now."""

    def line(self, run_id: str) -> RunLine | None:
        """Where a run is; None for one that is not known."""

    async def start(self, plan: Plan, title: str, *, recipe: str = "", undo_of: str = "") -> str:
        """Writes the plan down and begins it; returns the id of the run."""

    async def plan_undo(self, run_id: str, numbers: Collection[int] | None = None) -> Plan:
        """What takes a run back. Raises PortalError."""


class Later(Protocol):
    """Who keeps what can't be sent since the portal is away (`NowOrLater`)."""

    @property
    def is_away(self) -> bool:
        """True while it is known that nothing gets to the portal."""

    async def leave(self, wishes: Mapping[int, Value], name: Field) -> Entered:
        """Lets wishes, by the activity's id, wait as one action. Raises StoreUnusable."""


class Marking(Protocol):
    """Who shows that something is being done (`Today`)."""

    def begin_many(self, ids: Sequence[int], mark: Mark) -> None:
        """Something is being done to these."""

    def end_many(self, ids: Sequence[int], *, done: bool) -> None:
        """It came to an end."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is looked at before it is sent; `undo_of` is the run that it takes back, "" for a change."""

    judged: JudgedPlan
    change: Change = field(default_factory=Change)
    ids: tuple[int, ...] = ()
    undo_of: str = ""


class TriageOfMany:
    """Nothing is sent before `start`. `ended` is told each run that was begun here and is over, or was left.

    Without the portal there is nothing to look at: the change is left, and looked at when the portal is back.
    """

    def __init__(
        self,
        planning: Planning,
        running: Running,
        marking: Marking,
        copy: PortalCopy,
        later: Later,
        *,
        calendar: Callable[[], Calendar],
        me: int,
        ended: Callable[[RunLine], object],
    ) -> None:
        self._planning = planning
        self._running = running
        self._marking = marking
        self._copy = copy
        self._later = later
        self._calendar = calendar
        self._me = me
        self._under_way: dict[str, tuple[int, ...]] = {}
        self._ended = ended
        self._end = running.changed.add(self._look)

    def detach(self) -> None:
        """Tells nothing any more; runs go on."""
        self._end()

    async def look(self, ids: Sequence[int], change: Change) -> Order:
        """What would become of each, after a fresh read. Raises PortalError, StoreUnusable."""
        plan = await self._planning.plan(Selection(ids=tuple(ids)), change, self._calendar())
        return Order(await self._judged(plan), change, tuple(ids))

    @property
    def is_away(self) -> bool:
        """True while it is known that nothing gets to the portal."""
        return self._later.is_away

    async def leave(self, ids: Sequence[int], change: Change) -> Entered:
        """Lets one of the changes above wait with the pending edits, for each that the copy has, as one action.

        Raises StoreUnusable.
        """
        name, value_of = _wish(change, self._calendar())
        lines = await self._copy.lines(ids)
        return await self._later.leave({line.id: value_of(line) for line in lines}, name)

    async def look_back(self, run_id: str) -> Order:
        """What would take a run back. Raises PortalError, StoreUnusable, LookupError."""
        plan = await self._running.plan_undo(run_id)
        ids = tuple(row.activity_id for row in plan.rows if row.activity_id is not None)
        return Order(await self._judged(plan), ids=ids, undo_of=run_id)

    async def start(self, order: Order, plan: Plan, title: str) -> str:
        """Sends what is left of the plan that was looked at; returns the id of the run. Raises StoreUnusable."""
        ids = tuple(row.activity_id for row in plan.rows if row.activity_id is not None and not row.skipped)
        self._marking.begin_many(ids, Mark.COMPLETING if order.change.completed else Mark.CHANGING)
        try:
            recipe = ""
            if not order.undo_of:
                kept = Recipe(Selection(ids=order.ids), order.change, title=title)
                recipe = (await asyncio.to_thread(write_recipe, kept)).decode()
            run_id = await self._running.start(plan, title, recipe=recipe, undo_of=order.undo_of)
        except BaseException:
            self._marking.end_many(ids, done=False)
            raise
        self._under_way[run_id] = ids
        self._look()
        return run_id

    async def _judged(self, plan: Plan) -> JudgedPlan:
        return await asyncio.to_thread(judge, plan, me=self._me)

    def _look(self) -> None:
        """The marks go when a run is over: by then the copy knows what became of its rows."""
        for run_id, ids in list(self._under_way.items()):
            line = self._running.line(run_id)
            if line is not None and line.standing in AT_WORK:
                continue
            del self._under_way[run_id]
            self._marking.end_many(ids, done=True)
            if line is not None:
                self._ended(line)


def _wish(change: Change, calendar: Calendar) -> tuple[Field, Callable[[ActivityLine], Value]]:
    """The field that a change is about, and what each activity is to have there. Raises ValueError for any other."""
    color, who, when = change.color, change.responsible, change.deadline
    if change.completed is not None:
        return Field.COMPLETED, lambda _line: change.completed
    if color is not None:
        return Field.COLOR, lambda _line: color
    if isinstance(who, SetResponsible):
        return Field.RESPONSIBLE, lambda _line: who.person_id
    if isinstance(when, SetDeadline):
        return Field.DEADLINE, lambda line: calendar.moment(when.moment, line.deadline)
    raise ValueError(change)


def trouble(counts: Mapping[RowOutcome, int]) -> int:
    """How many rows of a run did not become what they were to be, though somebody wanted it."""
    wanted = (
        RowOutcome.FAILED,
        RowOutcome.PARTLY_DONE,
        RowOutcome.CONFLICT,
        RowOutcome.UNKNOWN,
        RowOutcome.CANCELLED,
    )
    return sum(counts.get(each, 0) for each in wanted)
