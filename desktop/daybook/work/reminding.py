"""Reminds a person of what she has to do, while the window is open. Knows no widget and no desktop.

look → what has come (`domain.reminders`) → written down as told → announced; then sleep until the next one
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, Protocol

from daybook.domain.clock import Clock, Zone
from daybook.domain.reminders import (
    SNOOZE,
    Announcement,
    Kept,
    Key,
    OpenTodo,
    Options,
    Reminder,
    Span,
    announce,
    came,
    latest,
    next_at,
    tomorrow,
    waiting,
)
from daybook.store.database import StoreUnusable
from daybook.store.reminders import RemindersTold, Told
from daybook.work.listeners import Listeners
from daybook.work.pending.entry import Entered
from daybook.work.reminder_source import ReminderSource

TICK_S: Final = 20.0
"""Looks at least this often: a computer that slept, or a clock that was set, is noticed by looking at it again."""
SETTLE_S: Final = 1.0
"""After a change of the activities, so long is waited for the next one: a first loading tells of thousands."""
AHEAD: Final = timedelta(hours=1)
"""Deadlines so far ahead are read, besides those with earlier reminders."""
WRITTEN_EVERY: Final = timedelta(minutes=1)
"""How often it is written down that nothing came."""


class ReminderWrites(Protocol):
    """What the answers to a reminder change in the portal, each as a run of one row that can be taken back.

    Both return what waits since the portal can't be reached, None when it was written; and raise PortalError,
    PlanRefused, ChangedMeanwhile.
    """

    async def complete(self, activity_id: int) -> Entered | None:
        """Completes an activity."""

    async def move(self, activity_id: int, deadline: datetime) -> Entered | None:
        """Gives an activity another deadline."""


class Reminding:
    """The reminders of one person in one portal.

    `announce` shows what is due and does not raise; `failed` is told once when the files can't be read.
    """

    def __init__(
        self,
        *,
        source: ReminderSource,
        told: RemindersTold,
        writes: ReminderWrites,
        me: int,
        clock: Clock,
        zone: Zone,
        options: Callable[[], Options],
        announce: Callable[[Announcement], Awaitable[None]],
        failed: Callable[[Exception], None],
    ) -> None:
        self._source = source
        self._told = told
        self._writes = writes
        self._me = me
        self._clock = clock
        self._zone = zone
        self._options = options
        self._announce = announce
        self._failed = failed
        self._span: Told | None = None
        self._written = clock.now()
        self._was_off = False
        self._is_failing = False
        self._next: datetime | None = None
        self._woken = asyncio.Event()
        self._turn = asyncio.Lock()
        self.waiting: tuple[Reminder, ...] = ()
        """What was told and waits for somebody to do something, most urgent first."""
        self.held = 0
        """How many are held back until quiet hours end."""
        self.busy: frozenset[int] = frozenset()
        """Activities that are being changed."""
        self.changed = Listeners()

    async def run(self) -> None:
        """Goes on until it is cancelled."""
        end = self._source.changed.add(self._woken.set)
        try:
            while True:
                await self._look_or_fail()
                await self._rest()
        finally:
            end()

    def wake(self) -> None:
        """Something was changed, such as the options: looks again at once."""
        self._woken.set()

    async def look(self) -> None:
        """Announces what has come since the last look. Raises StoreUnusable; then the next look finds it too."""
        async with self._turn:
            said = await self._come(self._clock.now(), self._options())
        if said is not None:
            await self._announce(said)

    # What a person answers

    async def done(self, reminder: Reminder) -> Entered | None:
        """Completes it; returns what waits with the pending edits since the portal can't be reached.

        Raises PortalError, PlanRefused, ChangedMeanwhile; then it waits on.
        """
        return await self._change(reminder, self._writes.complete(reminder.todo.id))

    async def tomorrow(self, reminder: Reminder) -> Entered | None:
        """Moves its deadline to tomorrow, same hour. Returns and raises the same.

        While the new deadline waits, no activity has it: so the reminder itself comes again then.
        """
        deadline = tomorrow(reminder.todo.deadline, self._clock.now(), self._zone())
        return await self._change(reminder, self._writes.move(reminder.todo.id, deadline), again=deadline)

    async def snooze(self, reminder: Reminder) -> None:
        """Comes again in a quarter of an hour; the deadline stays. Raises StoreUnusable."""
        await self._told.settle(_keys_of(reminder, await self._told.kept()))
        await self._told.snooze([reminder.key], self._clock.now() + SNOOZE)
        await self.look()

    async def dismiss(self, reminders: Iterable[Reminder]) -> None:
        """Takes them off the list; nothing else happens to them. Raises StoreUnusable."""
        kept = await self._told.kept()
        await self._told.settle([key for each in reminders for key in _keys_of(each, kept)])
        await self.look()

    # Inside

    async def _come(self, now: datetime, options: Options) -> Announcement | None:
        self._next = None
        if not options.on:
            self._was_off = True
            self._show((), 0)
            return None
        span = await self._begin(now)
        kept = await self._told.kept()
        todos = await self._todos(kept, span)
        found, news = await asyncio.to_thread(_came, todos, kept, span)
        if options.quiet is not None and options.quiet.holds(now, self._zone()):
            self._next = options.quiet.end(now, self._zone())
            self._show(await asyncio.to_thread(waiting, todos, kept), len(news))
            return None
        said = await self._write_down(found, announce(news, span, options, self._zone()), now)
        kept = await self._told.kept() if found else kept
        waits, self._next = await asyncio.to_thread(_left, todos, kept, now)
        self._show(waits, 0)
        return said

    async def _change(
        self, reminder: Reminder, work: Awaitable[Entered | None], again: datetime | None = None
    ) -> Entered | None:
        self._set_busy(self.busy | {reminder.todo.id})
        try:
            waits = await work
            if waits is None or not waits.left_out:
                await self._told.settle(_keys_of(reminder, await self._told.kept()))
            if waits is not None and waits.ids and again is not None:
                await self._told.snooze([reminder.key], again)
        finally:
            self._set_busy(self.busy - {reminder.todo.id})
        await self.look()
        return waits

    async def _begin(self, now: datetime) -> Span:
        if self._span is None or self._was_off:
            self._span = await self._told.begin(now, anew=self._was_off)
            self._was_off, self._written = False, self._span.until
        # A clock that was set back: what was told stays told, and time goes on from here.
        self._span = replace(self._span, until=min(self._span.until, now))
        return Span(self._span.begun, self._span.until, now)

    async def _todos(self, kept: Kept, span: Span) -> list[OpenTodo]:
        """All that may have something to remind of before long."""
        ahead = await self._told.longest() + AHEAD
        found = await self._source.open_todos(self._me, span.since, span.now + ahead)
        others = {key.activity_id for key in {*kept.waiting, *kept.again}} - {each.id for each in found}
        return [*found, *(await self._source.these(self._me, others) if others else ())]

    async def _write_down(
        self, found: Sequence[Reminder], said: Announcement | None, now: datetime
    ) -> Announcement | None:
        """Told before it is shown: a program that ends in between has it in its list, and never shows it twice."""
        shown = () if said is None else said.reminders
        if self._span is not None:
            self._span = replace(self._span, until=now)
        if not found and abs(now - self._written) < WRITTEN_EVERY:
            return None
        ours = await self._told.tell([each.key for each in found], [each.key for each in shown], now)
        self._written = now
        left = tuple(each for each in shown if each.key in ours)
        return replace(said, reminders=left) if said is not None and left else None

    async def _look_or_fail(self) -> None:
        try:
            await self.look()
        except StoreUnusable as error:
            if not self._is_failing:
                self._failed(error)
            self._is_failing = True
        else:
            self._is_failing = False

    async def _rest(self) -> None:
        """Until the next reminder, the next change, or the next tick."""
        left_s = TICK_S if self._next is None else (self._next - self._clock.now()).total_seconds()
        sleep = asyncio.ensure_future(self._clock.sleep(min(TICK_S, max(left_s, 0.0))))
        change = asyncio.ensure_future(self._woken.wait())
        try:
            await asyncio.wait({sleep, change}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in (sleep, change):
                each.cancel()
            await asyncio.gather(sleep, change, return_exceptions=True)
        if self._woken.is_set():
            await self._clock.sleep(SETTLE_S)
            self._woken.clear()

    def _show(self, waits: Sequence[Reminder], held: int) -> None:
        if (self.waiting, self.held) != (tuple(waits), held):
            self.waiting, self.held = tuple(waits), held
            self.changed.tell()

    def _set_busy(self, busy: frozenset[int]) -> None:
        self.busy = busy
        self.changed.tell()


def _came(todos: Sequence[OpenTodo], kept: Kept, span: Span) -> tuple[list[Reminder], list[Reminder]]:
    """What has come, and of it what is worth telling. In a thread: somebody may have thousands on one day."""
    found = came(todos, kept, span)
    return found, latest(found)


def _left(todos: Sequence[OpenTodo], kept: Kept, now: datetime) -> tuple[list[Reminder], datetime | None]:
    return waiting(todos, kept), next_at(todos, kept, now)


def _keys_of(reminder: Reminder, kept: Kept) -> set[Key]:
    """The key of a reminder, and those of other ones of the same activity and deadline that wait or come again."""
    others = {*kept.waiting, *kept.again}
    same = {key for key in others if (key.activity_id, key.deadline) == (reminder.todo.id, reminder.todo.deadline)}
    return {reminder.key, *same}
