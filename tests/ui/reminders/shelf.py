"""The reminders of a person in a real window: activities a test puts there, a real file, a desktop on paper."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from PySide6.QtWidgets import QApplication

from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.quiet import QuietHours
from daybook.domain.reminders import OpenTodo, Options
from daybook.domain.todo import PingOffsets
from daybook.store.database import Database
from daybook.store.reminders import RemindersTold
from daybook.ui.kit.commands import Commands
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.lifetime import delete
from daybook.ui.kit.look import Look
from daybook.ui.kit.writes import Writes
from daybook.ui.reminders.center import Reminders
from daybook.ui.shell import MainWindow
from daybook.work.listeners import Listeners
from daybook.work.notifying import Notice, Notifier, NotifierSilent
from daybook.work.pending.entry import Entered
from tests.helpers.clock import FakeClock

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PORTAL, ME = "https://northwind.bitrix24.com", 1


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def todo(number: int, deadline: datetime, *pings: int, subject: str = "", owner: str = "Contoso rollout") -> OpenTodo:
    known = PingOffsets(pings) if pings else None
    return OpenTodo(number, subject or f"Call {number}", EntityRef(DEAL, number), deadline, owner, known)


class HeldClock(FakeClock):
    """Nobody's sleep ends by itself: the test says when time passes."""

    resting = False
    """True while the presenter waits for the next moment."""

    async def sleep(self, seconds: float) -> None:
        """Waits to be cancelled, but for the moment in which changes are gathered."""
        self.slept_s.append(seconds)
        if seconds <= 1:
            return
        self.resting = True
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            self.resting = False


class PaperNotifier:
    """A desktop on paper. `reason` set: it is silent."""

    def __init__(self) -> None:
        self.reason: str | None = None
        self.shown: dict[str, tuple[Notice, Callable[[str], None]]] = {}
        self.withdrawn: list[str] = []
        self.closed = False

    async def show(self, notice: Notice, answered: Callable[[str], None]) -> str:
        if self.reason is not None:
            raise NotifierSilent(self.reason)
        number = str(len(self.shown) + 1)
        self.shown[number] = (notice, answered)
        return number

    async def withdraw(self, notice_id: str) -> None:
        self.withdrawn.append(notice_id)

    async def aclose(self) -> None:
        self.closed = True

    @property
    def titles(self) -> list[str]:
        return [notice.title for notice, _ in self.shown.values()]

    def press(self, number: int, key: str) -> None:
        self.shown[str(number)][1](key)


class Shelf:
    """Activities as the copy would hold them, and what the answers do to them."""

    def __init__(self) -> None:
        self.changed = Listeners()
        self.todos: dict[int, OpenTodo] = {}
        self.done: list[int] = []
        self.gate: asyncio.Event | None = None

    def put(self, *todos: OpenTodo) -> None:
        self.todos.update({each.id: each for each in todos})

    async def open_todos(self, me: int, since: datetime, until: datetime) -> Sequence[OpenTodo]:
        return [each for each in self.todos.values() if since <= each.deadline < until]

    async def these(self, me: int, ids: Iterable[int]) -> Sequence[OpenTodo]:
        return [self.todos[each] for each in ids if each in self.todos]

    async def complete(self, activity_id: int) -> None:
        if self.gate is not None:
            await self.gate.wait()
        self.done.append(activity_id)
        del self.todos[activity_id]

    async def move(self, activity_id: int, deadline: datetime) -> None:
        self.todos[activity_id] = replace(self.todos[activity_id], deadline=deadline)


class Room:
    """The window with the bell in it."""

    def __init__(self, look: Look, formats: Formats, memory: Database, clock: HeldClock, notifier: Notifier) -> None:
        self.shelf, self.clock = Shelf(), clock
        self.options = Options()
        self.zone: tzinfo = UTC
        self.holidays: frozenset[date] = frozenset()
        self.jobs, self.writes = Jobs(), Writes()
        self.commands = Commands()
        self.window = MainWindow(look, formats, self.commands)
        self.failures: list[Exception] = []
        self.opened: list[OpenTodo] = []
        self.waiting: list[tuple[Entered, str]] = []
        self._closed = False
        self.reminders = Reminders(
            self.window, self.commands, look, formats,
            source=self.shelf, told=RemindersTold(memory, PORTAL, ME), portal_writes=self.shelf, notifier=notifier,
            me=ME, clock=clock, zone=lambda: self.zone, options=lambda: self.options, put_options=self._put,
            quieted=self._quieted, waits=lambda entered, title: self.waiting.append((entered, title)),
            failed=lambda _key, error: self.failures.append(error), jobs=self.jobs, writes=self.writes,
        )  # fmt: skip
        self.reminders.open_wanted.connect(self.opened.append)

    async def look(self) -> None:
        """Looks, and waits for what follows."""
        await self.reminders.reminding.look()
        await self.settled()

    async def pass_time(self, span: timedelta) -> None:
        """A minute at a time, as with the window open."""
        for _ in range(int(span / minutes(1))):
            self.clock.advance(60)
            await self.look()

    async def settled(self) -> None:
        """Returns when nothing is under way.

        A test that leaves something under way ends with it: between a test and its teardown no loop is running.
        """
        await asyncio.sleep(0)
        async with asyncio.timeout(10):
            while not self._is_resting():  # noqa: ASYNC110  (only the loop can tell)
                await asyncio.sleep(0.001)
        QApplication.sendPostedEvents()

    async def close(self) -> None:
        """The connection closes; a second time is nothing."""
        if not self._closed:
            self._closed = True
            await self.reminders.aclose()
            await self.jobs.aclose()

    def _is_resting(self) -> bool:
        woken = self.reminders.reminding._woken.is_set()
        return not (self.jobs.busy or self.writes.pending or woken) and self.clock.resting

    def _quieted(self, hours: QuietHours) -> QuietHours:
        return replace(hours, week=replace(hours.week, holidays=self.holidays))

    def _put(self, options: Options) -> None:
        self.options = options


@asynccontextmanager
async def open_room(
    look: Look, formats: Formats, memory: Database, clock: HeldClock, notifier: Notifier
) -> AsyncIterator[Room]:
    """The window, shown; gone afterwards."""
    room = Room(look, formats, memory, clock, notifier)
    try:
        room.window.resize(1100, 720)
        room.window.status.show()
        room.window.show()
        room.window.activateWindow()
        room.reminders.start()
        await room.settled()
        yield room
        await room.close()
    finally:
        delete(room.window)
    assert not room.failures, room.failures
