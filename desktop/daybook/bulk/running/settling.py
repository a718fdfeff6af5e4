"""Finding out what became of rows whose answer is missing: by looking, no earlier than it can be believed.

That something *is* done can be believed at once; that it is not, only when the portal can't be at it any more: a minute
after it was sent, or when something behind it in the same batch shows as done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from daybook.bitrix import activities, bindings, system_activities
from daybook.bitrix.batch import MAX_COMMANDS
from daybook.bitrix.command import Command
from daybook.bitrix.errors import NotFound
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import Priority
from daybook.bulk import reading, values
from daybook.bulk.outcomes import creates
from daybook.bulk.reading import Found
from daybook.bulk.running.board import Board
from daybook.bulk.settle import OVER_AFTER_S, found_not_done, send_again
from daybook.domain.activity import Activity
from daybook.domain.clock import Clock
from daybook.domain.run import Field, Row, Settlement, Step, StepState
from daybook.store.journal import RowChange

LATER_S: Final = 9.0
"""Between looks while it may still be running."""
AFTER_S: Final = 0.5
"""So long after the minute is over."""
MARGIN: Final = activities.SETTLING_MARGIN


class Settling:
    """Decides the unknown rows of a board, as many at once as are due."""

    def __init__(self, portal: Portal, clock: Clock, board: Board, author_id: int) -> None:
        self._portal = portal
        self._clock = clock
        self._board = board
        self._author_id = author_id
        self._busy = False
        self._ours: set[int] = set()

    @property
    def next_s(self) -> float | None:
        """When the next look is due, by the monotonic clock; None while nothing is unknown, or one is under way."""
        if self._busy:
            return None
        return min((each.next_s for each in self._board.unknown.values()), default=None)

    def take_due(self, now_s: float) -> list[int]:
        """The rows to `look` at now, which has to follow; none while that is under way, or nothing is due."""
        if self._busy:
            return []
        due = [number for number, each in self._board.unknown.items() if each.next_s <= now_s]
        self._busy = bool(due)
        return due

    async def look(self, numbers: Sequence[int]) -> list[RowChange]:
        """What was decided. Raises PortalError when nothing could be asked; then it is due again soon."""
        try:
            return await self._look(numbers)
        finally:
            self._busy = False
            for number in numbers:
                self._postpone(number)

    def _postpone(self, number: int) -> None:
        unknown = self._board.unknown.get(number)
        if unknown is None:
            return
        now_s = self._clock.monotonic_s()
        over_s = unknown.since_s + OVER_AFTER_S + AFTER_S
        unknown.looks += 1
        later_s = now_s + LATER_S * min(unknown.looks, 3)
        unknown.next_s = min(later_s, over_s) if now_s < over_s else now_s + LATER_S

    async def _look(self, numbers: Sequence[int]) -> list[RowChange]:
        rows = [self._board.rows[number] for number in numbers if number in self._board.rows]
        created = [row for row in rows if row.activity_id is None]
        found = await self._read([row for row in rows if row.activity_id is not None])
        changes = self._judge(found)
        for row in created:
            changes += self._board.mark({row.number: steps} if (steps := await self._created(row)) else {})
        self._board.settled(
            number for number in numbers if number not in self._board.rows or not _unknown(self._board.rows[number])
        )
        return changes

    # What can be read

    async def _read(self, rows: Sequence[Row]) -> dict[int, Found]:
        """What the portal shows of each; rows that a list leaves out are asked for one by one."""
        by_id = await activities.by_ids(self._portal, [row.activity_id or 0 for row in rows], priority=Priority.BULK)
        bound = [row.activity_id or 0 for row in rows if any(Field.BINDING in step.fields for step in row.steps)]
        items = await bindings.lists_of(self._portal, bound, priority=Priority.BULK) if bound else {}
        missing = [row for row in rows if row.activity_id not in by_id]
        gone = await self._really_gone(missing)
        found: dict[int, Found] = {}
        for row in rows:
            key = row.activity_id or 0
            if key in by_id and (key not in bound or key in items):
                found[row.number] = Found(by_id[key], frozenset(items.get(key, ())))
            elif row.number in gone:
                found[row.number] = Found(None)
        return found

    async def _really_gone(self, rows: Sequence[Row]) -> set[int]:
        gone: set[int] = set()
        for begin in range(0, len(rows), MAX_COMMANDS):
            portion = rows[begin : begin + MAX_COMMANDS]
            commands = {row.number: activities.get_command(row.activity_id or 0) for row in portion}
            answers = await self._portal.batch(commands, writes=False, priority=Priority.BULK)
            gone |= {number for number, outcome in answers.items() if isinstance(outcome, NotFound)}
        return gone

    def _judge(self, found: Mapping[int, Found]) -> list[RowChange]:
        last_done = self._last_done(found)
        changes: list[RowChange] = []
        for number, seen in found.items():
            row = self._board.rows[number]
            decided = [self._decided(row, step, seen, last_done) for step in _unknown(row)]
            changes += self._board.mark({number: [step for step in decided if step is not None]})
        return changes

    def _last_done(self, found: Mapping[int, Found]) -> dict[str, str]:
        """By batch, the last place in it that shows as done: all before it is over."""
        last: dict[str, str] = {}
        for number, seen in found.items():
            for step in _unknown(self._board.rows[number]):
                batch, _, place = step.batch.partition(":")
                if place and reading.shows(step, seen):
                    last[batch] = max(last.get(batch, ""), place)
        return last

    def _decided(self, row: Row, step: Step, seen: Found, last_done: Mapping[str, str]) -> Step | None:
        shown = reading.shows(step, seen)
        if shown:
            return replace(step, state=StepState.DONE, settlement=Settlement.FOUND_DONE)
        batch, _, place = step.batch.partition(":")
        if not (self._is_over(row) or (place and last_done.get(batch, "") > place)):
            return None
        return found_not_done(step) if shown is False else send_again(step)

    def _is_over(self, row: Row) -> bool:
        """By the clock that nobody sets: the time of day may jump while a run goes on."""
        unknown = self._board.unknown.get(row.number)
        return unknown is not None and self._clock.monotonic_s() - unknown.since_s >= OVER_AFTER_S

    # What was to be created

    async def _created(self, row: Row) -> list[Step]:
        step = next(iter(_unknown(row)), None)
        if step is None or not creates(step) or step.settlement is Settlement.PERSON_DECIDES:
            return []
        candidates = [each for each in await self._candidates(row, step) if each.id not in self._taken()]
        if len(candidates) == 1:
            self._ours.add(candidates[0].id)
            return [replace(step, state=StepState.DONE, settlement=Settlement.FOUND_DONE, result=candidates[0].id)]
        if candidates and self._is_over(row):
            return [replace(step, settlement=Settlement.PERSON_DECIDES)]
        return [found_not_done(step)] if not candidates and self._is_over(row) else []

    def _taken(self) -> set[int]:
        """What this run is known to have created is no candidate for another of its rows."""
        return self._ours | self._board.created

    async def _candidates(self, row: Row, step: Step) -> list[Activity]:
        command = self._search(row, step)
        answer = await self._portal.run(command, writes=False, priority=Priority.BULK)
        title = str(step.after[Field.TITLE]).strip()
        deadline = values.value_moment(step.after[Field.DEADLINE])
        return [
            each
            for each in activities.read_page(answer, self._portal)
            if each.subject.strip() == title and (each.deadline is None or _same_second(each, deadline))
        ]

    def _search(self, row: Row, step: Step) -> Command:
        sent = step.server_sent_at or step.sent_at or self._clock.now()
        if step.server_sent_at is None:
            sent += timedelta(seconds=self._portal.server_clock_skew_s or 0.0)
        type_id = None
        if step.method == system_activities.ADD:
            type_id = int(step.params["fields"]["TYPE_ID"])
        return activities.created_command(self._portal, row.owner, sent - MARGIN, self._author_id, type_id=type_id)


def _same_second(activity: Activity, deadline: datetime | None) -> bool:
    return values.moment_value(activity.deadline) == values.moment_value(deadline)


def _unknown(row: Row) -> list[Step]:
    return [step for step in row.steps if step.state is StepState.UNKNOWN]
