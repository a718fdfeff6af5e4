"""Finds out what became of steps whose answer is missing, by looking, and sends again what was not done.

A request whose answer is lost may still be running. That something *is* done can be believed at once; that it is not,
only when the portal can't be at it any more.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, TypeVar

from daybook.bitrix import activities
from daybook.bitrix.errors import AnswerLost, OperatingLimit, Throttled, Unreachable
from daybook.bitrix.portal import Portal
from daybook.bulk import plan, reading, values
from daybook.bulk.reading import Found
from daybook.bulk.runner import Ran, Runner
from daybook.domain.activity import Activity
from daybook.domain.clock import Clock
from daybook.domain.run import Field, Row, Settlement, Step, StepState
from daybook.store.journal import Journal, changed

T = TypeVar("T")

_log = logging.getLogger(__name__)

OVER_AFTER_S: Final = 60.0
"""A portal ends a request after this long (protocol: 60 s a request)."""
LEFT_WITHIN_S: Final = 180.0
"""How long after `sent` was written down a request may have left at the latest: it waits for its turn before."""
POLL_S: Final = 3.0
PATIENCE_S: Final = 120.0
"""How long looking is tried again while the portal can't be reached."""
ROUNDS: Final = 3
"""How often something is sent again whose answer keeps getting lost."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A row after looking. With `candidates`, two or more activities may be the one that was to be created."""

    ran: Ran
    candidates: tuple[Activity, ...] = ()


class Settler:
    """Settles unknown steps of one portal."""

    def __init__(self, portal: Portal, journal: Journal, clock: Clock, runner: Runner) -> None:
        self._portal = portal
        self._journal = journal
        self._clock = clock
        self._runner = runner

    async def settle(self, run_id: str, row: Row, *, author_id: int) -> Settled:
        """Looks until every step is decided, sends again what was not done, and looks after that too.

        Call it inside `Runner.keeping`. Raises PortalError when the portal can't be asked (the steps are unknown
        still), StoreUnusable.
        """
        row = await self._as_left_behind(run_id, row)
        ran = Ran(row)
        for _ in range(ROUNDS):
            row, candidates = await self._decided(run_id, ran.row, author_id)
            if candidates:
                return Settled(Ran(row), candidates)
            ran = replace(ran, row=row)
            if any(step.state is StepState.PLANNED for step in row.steps):
                ran = await self._runner.execute(run_id, row)
            if not _unknown(ran.row):
                break
        return Settled(ran)

    async def choose(self, run_id: str, row: Row, activity_id: int | None) -> Row:
        """A person says which activity was created; None = none of them, so it is planned again."""
        steps = [self._chosen(step, activity_id) for step in _unknown(row)]
        await self._journal.record(run_id, row.number, steps)
        if activity_id is not None:
            await self._journal.created(run_id, row.number, activity_id)
        return replace(changed(row, steps), activity_id=activity_id)

    async def _as_left_behind(self, run_id: str, row: Row) -> Row:
        """Steps that a program which ended left as `sent`: nobody saw them leave, nor what came back."""
        left = [step for step in row.steps if step.state is StepState.SENT]
        steps = [replace(step, state=StepState.UNKNOWN, sent_at=self._latest(step)) for step in left]
        await self._journal.record(run_id, row.number, steps)
        return changed(row, steps)

    async def _decided(self, run_id: str, row: Row, author_id: int) -> tuple[Row, tuple[Activity, ...]]:
        while unknown := _unknown(row):
            over = all(self._is_over(step) for step in unknown)
            if row.activity_id is None:
                steps, candidates = await self._creation(unknown[0], row, author_id, over=over)
            else:
                steps, candidates = judged(unknown, await self._read(row), over=over), ()
            await self._journal.record(run_id, row.number, steps)
            row = await self._known_creation(run_id, changed(row, steps))
            if candidates:
                return row, candidates
            if _unknown(row):
                await self._clock.sleep(POLL_S)
        return row, ()

    async def _read(self, row: Row) -> Found:
        return await self._patiently(lambda: reading.read(self._portal, row.activity_id or 0, row.steps))

    async def _creation(
        self, step: Step, row: Row, author_id: int, *, over: bool
    ) -> tuple[list[Step], tuple[Activity, ...]]:
        candidates = await self._candidates(step, row, author_id)
        if len(candidates) == 1:
            done = replace(step, state=StepState.DONE, settlement=Settlement.FOUND_DONE, result=candidates[0].id)
            return [done], ()
        if candidates:
            return [replace(step, settlement=Settlement.PERSON_DECIDES)], tuple(candidates)
        return ([found_not_done(step)] if over else []), ()

    async def _candidates(self, step: Step, row: Row, author_id: int) -> list[Activity]:
        if self._portal.server_clock_skew_s is None:
            await self._patiently(lambda: self._portal.call("server.time", writes=False))
        skew = timedelta(seconds=self._portal.server_clock_skew_s or 0.0)
        sent_at = step.server_sent_at or self._clock.now()
        return await self._patiently(
            lambda: activities.find_created(
                self._portal,
                row.owner,
                title=step.after[Field.TITLE],
                deadline=values.value_moment(step.after[Field.DEADLINE]),
                since=sent_at - skew,
                author_id=author_id,
            )
        )

    async def _patiently(self, look: Callable[[], Awaitable[T]]) -> T:
        waited_s = 0.0
        while True:
            try:
                return await look()
            except _PASSING as error:
                if waited_s >= PATIENCE_S:
                    raise
                _log.info("looking again after %s", type(error).__name__)
                await self._clock.sleep(POLL_S)
                waited_s += POLL_S

    async def _known_creation(self, run_id: str, row: Row) -> Row:
        for step in row.steps:
            if step.method == plan.ADD and step.state is StepState.DONE and row.activity_id is None:
                await self._journal.created(run_id, row.number, step.result)
                return replace(row, activity_id=step.result)
        return row

    @staticmethod
    def _chosen(step: Step, activity_id: int | None) -> Step:
        state = StepState.PLANNED if activity_id is None else StepState.DONE
        return replace(step, state=state, settlement=Settlement.PERSON_DECIDES, result=activity_id)

    def _is_over(self, step: Step) -> bool:
        return step.sent_at is None or self._clock.seconds_since(step.sent_at) >= OVER_AFTER_S

    def _latest(self, step: Step) -> datetime | None:
        """When a request that nobody watched may have left at the latest."""
        long_ago = step.sent_at is not None and self._clock.seconds_since(step.sent_at) > LEFT_WITHIN_S
        return step.sent_at if long_ago else self._clock.now()


_PASSING = (Unreachable, AnswerLost, Throttled, OperatingLimit)
"""What may be better in a moment."""


def judged(unknown: Sequence[Step], found: Found, *, over: bool) -> list[Step]:
    """What a fresh read says about unknown steps of one row; those it can't decide yet stay as they are. Pure.

    Commands of a batch run one after the other: when a later one shows as done, the earlier ones are over.
    """
    done = {step.order: step.batch for step in unknown if reading.shows(step, found)}
    decided = []
    for step in unknown:
        if step.order in done:
            decided.append(replace(step, state=StepState.DONE, settlement=Settlement.FOUND_DONE))
        elif over or any(step.order < order and step.batch == batch for order, batch in done.items()):
            decided.append(found_not_done(step) if reading.shows(step, found) is False else send_again(step))
    return decided


def found_not_done(step: Step) -> Step:
    """It can be sent again."""
    return replace(step, state=StepState.PLANNED, settlement=Settlement.FOUND_NOT_DONE)


def send_again(step: Step) -> Step:
    """Reminders can't be read, but writing them twice does no harm."""
    return replace(step, state=StepState.PLANNED, settlement=Settlement.SENT_AGAIN)


def _unknown(row: Row) -> list[Step]:
    return [step for step in row.steps if step.state is StepState.UNKNOWN]
