"""Reminding as a person lives it: work, sleep, nights, restarts, a clock that is set; on a real file."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from daybook.domain.cell_paste import LeftOut, Misfit
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.quiet import QuietHours
from daybook.domain.reminders import Announcement, Cause, OpenTodo, Options
from daybook.domain.todo import PingOffsets
from daybook.store.database import Database, StoreUnusable
from daybook.store.pings import KnownTodos
from daybook.store.reminders import RemindersTold
from daybook.work.listeners import Listeners
from daybook.work.pending.entry import Entered
from daybook.work.reminding import Reminding
from tests.helpers.clock import FakeClock

PORTAL, ME = "https://northwind.bitrix24.com", 1
BERLIN = ZoneInfo("Europe/Berlin")
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TOMORROW = timedelta(days=1)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def todo(number: int, deadline: datetime, *pings: int) -> OpenTodo:
    return OpenTodo(
        number, f"To-do {number}", EntityRef(DEAL, 1), deadline, pings=PingOffsets(pings) if pings else None
    )


class Shelf:
    """Activities as the copy would hold them."""

    def __init__(self) -> None:
        self.changed = Listeners()
        self.todos: dict[int, OpenTodo] = {}
        self.error: Exception | None = None

    def put(self, *todos: OpenTodo) -> None:
        self.todos.update({each.id: each for each in todos})
        self.changed.tell()

    def drop(self, number: int) -> None:
        del self.todos[number]
        self.changed.tell()

    async def open_todos(self, me: int, since: datetime, until: datetime) -> Sequence[OpenTodo]:
        if self.error is not None:
            raise self.error
        assert me == ME
        return [each for each in self.todos.values() if since <= each.deadline < until]

    async def these(self, me: int, ids: Iterable[int]) -> Sequence[OpenTodo]:
        return [self.todos[each] for each in ids if each in self.todos]


@dataclass
class Life:
    """The presenter with everything around it."""

    memory: Database
    clock: FakeClock
    shelf: Shelf = field(default_factory=Shelf)
    options: Options = field(default_factory=Options)
    said: list[Announcement] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    refusal: Exception | None = None
    away: Entered | None = None
    """What is left with the pending edits while the portal is away."""

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """The program begins (again)."""
        self.reminding = Reminding(
            source=self.shelf, told=RemindersTold(self.memory, PORTAL, ME), writes=self, me=ME, clock=self.clock,
            zone=lambda: BERLIN, options=lambda: self.options, announce=self._hear, failed=self.failures.append,
        )  # fmt: skip

    async def complete(self, activity_id: int) -> Entered | None:
        if self.refusal is not None:
            raise self.refusal
        if self.away is None:
            self.shelf.drop(activity_id)
        return self.away

    async def move(self, activity_id: int, deadline: datetime) -> Entered | None:
        if self.away is None:
            self.shelf.put(replace(self.shelf.todos[activity_id], deadline=deadline))
        return self.away

    async def work(self, span: timedelta) -> list[tuple[Cause, list[tuple[int, int]]]]:
        """Time passes with the program open; what is said meanwhile, as activity and offset."""
        before = len(self.said)
        for _ in range(int(span / minutes(1))):
            await self.reminding.look()
            self.clock.advance(60)
        await self.reminding.look()
        return [(each.cause, [(one.todo.id, one.offset) for one in each.reminders]) for each in self.said[before:]]

    async def sleep(self, span: timedelta) -> list[tuple[Cause, list[tuple[int, int]]]]:
        """The computer sleeps, and wakes up."""
        self.clock.advance(span.total_seconds())
        return await self.work(timedelta(0))

    @property
    def waiting(self) -> list[int]:
        return [each.todo.id for each in self.reminding.waiting]

    async def _hear(self, said: Announcement) -> None:
        self.said.append(said)


async def until(holds: Callable[[], bool]) -> None:
    """Lets the others run until `holds`; fails after five seconds."""
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110  (only the clock can tell)
            await asyncio.sleep(0)


@pytest.fixture
async def life(memory: Database, fake_clock: FakeClock) -> Life:
    made = Life(memory, fake_clock)
    await made.reminding.look()
    return made


async def test_each_ping_and_the_deadline_are_told_in_their_minute(life: Life) -> None:
    life.shelf.put(todo(1, NINE + minutes(20), 15))

    assert await life.work(minutes(4)) == []
    assert await life.work(minutes(1)) == [(Cause.DUE, [(1, 15)])]
    assert await life.work(minutes(60)) == [(Cause.DUE, [(1, 0)])]
    assert life.waiting == [1]


async def test_a_reminder_a_week_before_is_seen_in_time(life: Life, memory: Database) -> None:
    week = 7 * 24 * 60
    await KnownTodos(memory).remember(PORTAL, 1, NINE, pings=PingOffsets((week,)))
    life.shelf.put(todo(1, NINE + minutes(week + 2), week))

    assert await life.work(minutes(3)) == [(Cause.DUE, [(1, week)])]


async def test_after_sleep_all_that_was_missed_is_one_list(life: Life) -> None:
    life.shelf.put(*(todo(number, NINE + minutes(10 * number), 15) for number in range(1, 8)))

    assert await life.sleep(timedelta(hours=5)) == [(Cause.AWAY, [(number, 0) for number in range(1, 8)])]
    assert life.said[0].is_list
    assert await life.work(minutes(30)) == []


async def test_after_a_restart_so_too_and_nothing_is_told_twice(life: Life) -> None:
    life.shelf.put(todo(1, NINE + minutes(1)), todo(2, NINE + minutes(60)), todo(3, NINE + minutes(70)))
    await life.work(minutes(2))
    life.start()

    assert await life.sleep(timedelta(hours=5)) == [(Cause.AWAY, [(2, 0), (3, 0)])]
    assert life.waiting == [1, 2, 3]


async def test_the_first_start_does_not_tell_of_the_past(memory: Database, fake_clock: FakeClock) -> None:
    life = Life(memory, fake_clock)
    life.shelf.put(*(todo(number, NINE - minutes(number)) for number in range(500)))

    assert await life.work(minutes(5)) == []
    assert life.waiting == []


async def test_quiet_hours_hold_everything_back_and_tell_it_at_their_end(life: Life) -> None:
    life.options = Options(has_quiet=True, hours=QuietHours(time(20, 0), time(8, 0)))
    evening = NINE.replace(hour=18, minute=30)  # 19:30 in Berlin
    life.shelf.put(todo(1, evening), todo(2, evening + minutes(60)), todo(3, evening + minutes(90)))
    assert await life.work(timedelta(hours=9, minutes=31)) == [(Cause.DUE, [(1, 0)])]

    assert await life.work(timedelta(hours=10)) == []
    assert life.reminding.held == 2
    assert await life.work(timedelta(hours=4)) == [(Cause.QUIET, [(2, 0), (3, 0)])]
    assert life.clock.now() > evening.replace(day=3, hour=7, minute=0)
    assert life.reminding.held == 0


async def test_what_a_night_held_back_survives_a_restart_in_it(life: Life) -> None:
    life.options = Options(has_quiet=True, hours=QuietHours(time(20, 0), time(8, 0)))
    night = NINE.replace(hour=21)
    life.shelf.put(todo(1, night), todo(2, night + minutes(5)))
    await life.work(timedelta(hours=13))
    life.start()

    assert await life.sleep(timedelta(hours=12)) == [(Cause.QUIET, [(1, 0), (2, 0)])]


async def test_what_reaches_this_machine_late_is_told_late_but_not_days_later(life: Life) -> None:
    await life.work(minutes(2))
    life.clock.advance(3 * 24 * 3600)
    await life.work(minutes(1))
    now = life.clock.now()
    life.shelf.put(todo(1, now - timedelta(hours=5)), todo(2, now - timedelta(hours=30)))

    assert await life.work(timedelta(0)) == [(Cause.DUE, [(1, 0)])]


async def test_another_deadline_makes_another_reminder(life: Life) -> None:
    life.shelf.put(todo(1, NINE + minutes(1)))
    await life.work(minutes(2))
    life.shelf.put(todo(1, NINE + minutes(5)))

    assert await life.work(minutes(1)) == []
    assert life.waiting == []
    assert await life.work(minutes(5)) == [(Cause.DUE, [(1, 0)])]


async def test_what_is_completed_waits_no_more(life: Life) -> None:
    life.shelf.put(todo(1, NINE + minutes(1)))
    await life.work(minutes(2))
    life.shelf.drop(1)
    await life.work(timedelta(0))

    assert life.waiting == []


async def test_a_quarter_of_an_hour_more_leaves_the_deadline(life: Life) -> None:
    life.shelf.put(todo(1, NINE + minutes(1), 0))
    await life.work(minutes(1))
    await life.reminding.snooze(life.reminding.waiting[0])
    assert life.waiting == []

    assert await life.work(minutes(14)) == []
    life.start()
    assert await life.work(minutes(2)) == [(Cause.DUE, [(1, 0)])]
    assert life.shelf.todos[1].deadline == NINE + minutes(1)
    assert await life.work(minutes(60)) == []


async def test_tomorrow_moves_the_deadline_a_day_and_tells_of_it_then(life: Life) -> None:
    life.shelf.put(todo(1, NINE + minutes(1)))
    await life.work(minutes(2))
    await life.reminding.tomorrow(life.reminding.waiting[0])

    assert life.shelf.todos[1].deadline == NINE + minutes(1) + TOMORROW
    assert life.waiting == []
    assert await life.work(TOMORROW) == [(Cause.DUE, [(1, 0)])]


async def test_done_completes(life: Life) -> None:
    life.shelf.put(todo(1, NINE + minutes(1), 1))
    await life.work(minutes(2))
    await life.reminding.done(life.reminding.waiting[0])

    assert life.shelf.todos == {}
    assert life.waiting == []


async def test_what_the_portal_refuses_waits_on(life: Life) -> None:
    life.shelf.put(todo(1, NINE + minutes(1)))
    await life.work(minutes(2))
    life.refusal = ConnectionError("no way")
    with pytest.raises(ConnectionError):
        await life.reminding.done(life.reminding.waiting[0])

    assert life.waiting == [1]
    assert life.reminding.busy == frozenset()


async def test_done_that_waits_for_the_portal_is_answered(life: Life) -> None:
    life.shelf.put(todo(1, NINE + minutes(1)))
    await life.work(minutes(1))
    life.away = Entered((1,))

    assert await life.reminding.done(life.reminding.waiting[0]) == life.away
    assert life.waiting == []
    assert await life.work(timedelta(hours=30)) == []


async def test_tomorrow_that_waits_for_the_portal_is_told_of_then_all_the_same(life: Life) -> None:
    life.shelf.put(todo(1, NINE + minutes(1)))
    await life.work(minutes(1))
    life.away = Entered((1,))

    await life.reminding.tomorrow(life.reminding.waiting[0])
    assert life.waiting == []
    assert await life.work(timedelta(hours=23, minutes=59)) == []
    assert await life.work(minutes(1)) == [(Cause.DUE, [(1, 0)])]
    assert life.waiting == [1]


async def test_tomorrow_that_was_applied_meanwhile_is_told_of_once(life: Life) -> None:
    life.shelf.put(todo(1, NINE + minutes(1)))
    await life.work(minutes(1))
    life.away = Entered((1,))
    await life.reminding.tomorrow(life.reminding.waiting[0])
    await life.work(minutes(30))
    life.shelf.put(todo(1, NINE + minutes(1) + timedelta(days=1)))

    assert await life.work(timedelta(hours=24)) == [(Cause.DUE, [(1, 0)])]


async def test_what_can_not_even_wait_is_not_answered(life: Life) -> None:
    life.shelf.put(todo(1, NINE + minutes(1)))
    await life.work(minutes(1))
    life.away = Entered(left_out=(LeftOut(0, 0, "", Misfit.BEING_SENT, 1),))

    await life.reminding.tomorrow(life.reminding.waiting[0])
    assert life.waiting == [1]


async def test_dismissing_takes_all_of_an_activity_off_the_list_for_good(life: Life) -> None:
    life.shelf.put(todo(1, NINE + minutes(20), 15), todo(2, NINE + minutes(20)))
    await life.work(minutes(30))
    await life.reminding.dismiss(life.reminding.waiting)
    life.start()

    assert await life.work(minutes(30)) == []
    assert life.waiting == []


async def test_a_clock_that_is_set_back_repeats_nothing_and_loses_nothing(life: Life) -> None:
    life.shelf.put(todo(1, NINE + minutes(5)), todo(2, NINE + minutes(50)))
    await life.work(minutes(10))
    life.clock.set_back(3600)

    assert await life.work(minutes(120)) == [(Cause.DUE, [(2, 0)])]


async def test_a_clock_that_is_set_forward_is_like_sleep(life: Life) -> None:
    life.shelf.put(todo(1, NINE + minutes(30)), todo(2, NINE + minutes(50)))
    life.clock.set_back(-3600)

    assert await life.work(timedelta(0)) == [(Cause.AWAY, [(1, 0), (2, 0)])]


async def test_switched_off_it_is_silent_and_on_again_it_does_not_tell_of_the_past(life: Life) -> None:
    life.options = Options(on=False)
    life.shelf.put(todo(1, NINE + minutes(5)), todo(2, NINE + minutes(20)))
    assert await life.work(minutes(10)) == []
    life.options = Options()

    assert await life.work(minutes(11)) == [(Cause.DUE, [(2, 0)])]


async def test_a_second_program_does_not_tell_it_again(life: Life, memory: Database) -> None:
    other = Life(memory, life.clock, shelf=life.shelf)
    await other.reminding.look()
    life.shelf.put(todo(1, NINE + minutes(1)))
    life.clock.advance(60)
    await asyncio.gather(life.reminding.look(), other.reminding.look())

    assert len(life.said) + len(other.said) == 1


async def test_running_it_sleeps_to_the_moment_and_looks_when_something_changes(life: Life) -> None:
    life.shelf.put(todo(1, NINE + timedelta(seconds=95)))
    running = asyncio.create_task(life.reminding.run())
    await until(lambda: bool(life.said))
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert life.clock.now() - (NINE + timedelta(seconds=95)) < timedelta(seconds=20)
    assert 15.0 in life.clock.slept_s
    assert max(life.clock.slept_s) <= 20.0


async def test_a_file_that_cant_be_read_is_said_once_and_tried_again(life: Life, memory: Database) -> None:
    life.shelf.error = StoreUnusable(memory.path, "disk")
    life.shelf.put(todo(1, NINE + minutes(1)))
    running = asyncio.create_task(life.reminding.run())
    await until(lambda: life.clock.now() > NINE + minutes(10))
    assert len(life.failures) == 1
    life.shelf.error = None
    await until(lambda: bool(life.said))
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert [each.todo.id for each in life.said[0].reminders] == [1]
