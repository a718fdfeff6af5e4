"""Runs of one person on one portal: begun from a plan, executed, gone on with, taken back."""

import asyncio
import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from daybook.bitrix.portal import Portal
from daybook.bulk import selecting
from daybook.bulk.leasing import leased
from daybook.bulk.planning import Fresh
from daybook.bulk.preparing import Plan
from daybook.bulk.running.progress import Phase
from daybook.bulk.running.run import Run
from daybook.bulk.running.steps import cancelled
from daybook.bulk.settle import LEFT_WITHIN_S
from daybook.bulk.skips import UNTICKED
from daybook.bulk.undo_many import carried_out, inverse, why_not
from daybook.domain.clock import Clock
from daybook.domain.run import Field, Row, RowOutcome, RunHead, RunKind, Step, StepState
from daybook.store.journal import Journal, RowChange
from daybook.store.pings import NOTHING_KNOWN, KnownTodos


class Runs:
    """Each method raises StoreUnusable; those that name a run raise LookupError and ForeignRun besides."""

    def __init__(
        self, *, connection_id: str, portal: Portal, journal: Journal, known: KnownTodos, clock: Clock, me: int
    ) -> None:
        self._connection_id = connection_id
        self._portal = portal
        self._journal = journal
        self._known = known
        self._clock = clock
        self._me = me
        self._process = uuid.uuid4().hex

    async def begin(
        self, plan: Plan, title: str, *, recipe: str = "", undo_of: str = "", kind: RunKind = RunKind.BULK
    ) -> RunHead:
        """Writes a plan down as a run; with `undo_of` it is an undo, whatever `kind` says. Nothing is sent."""
        head = RunHead(
            id=uuid.uuid4().hex,
            connection_id=self._connection_id,
            portal=self._portal.address,
            user_id=self._me,
            kind=RunKind.UNDO if undo_of else kind,
            title=title,
            created=self._clock.now(),
            undo_of=undo_of,
            recipe=recipe,
            many=True,
        )
        await self._journal.create(head, plan.rows)
        return head

    async def execute(
        self,
        run_id: str,
        started: Callable[[Run], None] = lambda _run: None,
        closed: Callable[[Sequence[Row]], None] = lambda _rows: None,
    ) -> Phase:
        """Sends what is open, settles what is unknown; also goes on with what was left behind.

        `started` is given what can be paused and asked. Returns ENDED, or STOPPED when it has to be gone on with later.
        Raises RunBusy while another process is at it.
        """
        head = await self.head(run_id)
        if head.finished:
            return Phase.ENDED
        run: Run | None = None

        def lost(error: Exception) -> None:
            if run is not None:
                run.stop_for(error)

        async with leased(self._journal, self._clock, run_id, self._process, lost):
            rows = await self._left_behind(run_id)
            run = Run(
                run_id,
                rows,
                portal=self._portal,
                journal=self._journal,
                known=self._known,
                clock=self._clock,
                author_id=self._me,
                closed=closed,
                sparing=head.kind is RunKind.PENDING,  # the person goes on working meanwhile
            )
            started(run)
            await run.go()
            phase = run.progress.phase
            if phase is Phase.ENDED:
                await self._conclude(head)
        return phase

    async def give_up(self, run_id: str) -> bool:
        """Ends a run without the portal; False when that has to be asked first what became of some rows.

        What was not sent is given up in any case. When False, `execute` it, and cancel it as soon as it is `started`:
        what turns out not to be done would be sent again. Raises RunBusy.
        """
        head = await self.head(run_id)
        async with leased(self._journal, self._clock, run_id, self._process, lambda _error: None):
            rows = await self._journal.open_rows(run_id)
            await self._journal.note(run_id, [RowChange(row.number, cancelled(row)) for row in rows])
            if any(step.state in (StepState.SENT, StepState.UNKNOWN) for row in rows for step in row.steps):
                return False
            await self._conclude(head)
        return True

    async def head(self, run_id: str) -> RunHead:
        """What is known of a run."""
        return await self._journal.head(run_id, self._portal.address, self._me)

    async def rows(self, run_id: str) -> tuple[Row, ...]:
        """All rows of a run."""
        await self.head(run_id)
        return await self._journal.rows(run_id)

    async def plan_undo(self, run_id: str, numbers: Collection[int] | None = None) -> Plan:
        """The plan that takes a run back, or these rows of it, after a fresh look. Raises PortalError."""
        rows = [row for row in await self.rows(run_id) if numbers is None or row.number in numbers]
        possible = [row for row in rows if why_not(row) is None and row.activity_id is not None]
        fresh = await self._fresh(possible)
        by_application = self._portal.is_application

        def planned() -> tuple[Row, ...]:
            return tuple(inverse(row, fresh.get(row.activity_id or 0), by_application=by_application) for row in rows)

        return Plan(await asyncio.to_thread(planned))

    async def failed(self, run_id: str) -> tuple[Row, ...]:
        """The rows that did not become as they were to be, for another try."""
        again = {RowOutcome.FAILED, RowOutcome.PARTLY_DONE, RowOutcome.CONFLICT, RowOutcome.CANCELLED}
        return tuple(row for row in await self.rows(run_id) if row.outcome in again)

    # Inside

    async def _fresh(self, rows: Sequence[Row]) -> dict[int, Fresh]:
        """As the portal has them now. Raises PortalError."""
        ids = [row.activity_id for row in rows if row.activity_id is not None]
        bound_ids = [
            row.activity_id
            for row in rows
            if row.activity_id is not None and any(Field.BINDING in step.fields for step in carried_out(row))
        ]
        bound = await selecting.bindings_of(self._portal, bound_ids) if bound_ids else {}
        known = await self._known.among(self._portal.address, ids)
        fresh: dict[int, Fresh] = {}
        async for portion in selecting.by_ids(self._portal, ids):
            for number, activity in portion.items():
                fresh[number] = Fresh(activity, bound.get(number, ()), None, known.get(number, NOTHING_KNOWN))
        return fresh

    async def _left_behind(self, run_id: str) -> list[Row]:
        """The open rows. What a program that ended left as `sent`, nobody saw leave, nor what came back."""
        rows = []
        changes = []
        for row in await self._journal.open_rows(run_id):
            left = tuple(self._unwatched(step) for step in row.steps if step.state is StepState.SENT)
            if left:
                changes.append(RowChange(row.number, left))
                by_order = {step.order: step for step in left}
                row = replace(row, steps=tuple(by_order.get(step.order, step) for step in row.steps))  # noqa: PLW2901
            rows.append(row)
        await self._journal.note(run_id, changes)
        return rows

    def _unwatched(self, step: Step) -> Step:
        return replace(step, state=StepState.UNKNOWN, sent_at=self._latest(step.sent_at))

    def _latest(self, sent_at: datetime | None) -> datetime:
        """When a request that nobody watched may have left at the latest."""
        now = self._clock.now()
        if sent_at is None or self._clock.seconds_since(sent_at) <= LEFT_WITHIN_S:
            return now
        return min(sent_at + timedelta(seconds=LEFT_WITHIN_S), now)

    async def _conclude(self, head: RunHead) -> None:
        if head.undo_of:
            rows = await self._journal.rows(head.id)
            done = [row.number for row in rows if row.outcome is RowOutcome.DONE]
            await self._journal.undone(head.undo_of, done, head.id)
        await self._journal.finish(head.id, self._clock.now())


def ticked(plan: Plan, left_out: Collection[int]) -> Plan:
    """The plan without the rows that a person took out."""
    return plan.without(left_out, UNTICKED)
