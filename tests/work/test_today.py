"""The sheet of a day, on a real copy, with a clock that the test moves."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from daybook.domain.activity import Activity, ActivityKind, Direction
from daybook.domain.agenda import BEYOND_SPAN, DAYS, Part
from daybook.domain.entities import CONTACT, DEAL, Entity, EntityRef, Person
from daybook.domain.pending import Hindrance, Value
from daybook.domain.run import Field
from daybook.domain.todo import TodoColor
from daybook.store.copy.copy import PortalCopy
from daybook.work.agenda import Focus, Mark
from daybook.work.agenda_reading import IDLE_SHOWN
from daybook.work.pending.entry import Entered
from daybook.work.today import USUALLY_FOLDED, Today
from daybook.work.triage import Triage

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
"""A Wednesday, 12:00 in Berlin."""
ANNA, BORIS, CHLOE = Person(1, "Anna Adler"), Person(2, "Boris Berg"), Person(3, "Chloe Cole")
OWNER = EntityRef(DEAL, 1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class HandClock:
    """Stands still until the test moves it; then whoever's time has come wakes up."""

    def __init__(self) -> None:
        self.moment = NOON
        self._monotonic_s = 0.0
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        return self.moment

    def monotonic_s(self) -> float:
        return self._monotonic_s

    def seconds_since(self, moment: datetime) -> float:
        return (self.moment - moment).total_seconds()

    async def sleep(self, seconds: float) -> None:
        until_s = self._monotonic_s + seconds
        while self._monotonic_s < until_s:
            await self._moved.wait()

    def move(self, by: timedelta) -> None:
        self.moment += by
        self._monotonic_s += by.total_seconds()
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()


def todo(number: int, due: datetime | None = None, person: int | None = 1, **values: object) -> Activity:
    made = Activity(number, ActivityKind.TODO, OWNER, f"To-do {number}", deadline=due, responsible_id=person)
    return replace(made, **values)  # type: ignore[arg-type]


@pytest_asyncio.fixture
async def copy(tmp_path: Path) -> AsyncIterator[PortalCopy]:
    opened = await PortalCopy.open(tmp_path / "copy.sqlite", portal="https://northwind.bitrix24.com")
    await opened.put_people([ANNA, BORIS, CHLOE])
    yield opened
    await opened.aclose()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


def sheet_of(copy: PortalCopy, clock: HandClock) -> Today:
    return Today(copy, ANNA, clock, lambda: BERLIN)


@asynccontextmanager
async def kept_true(today: Today) -> AsyncIterator[None]:
    task = asyncio.create_task(today.run())
    try:
        await until(lambda: today.content.known)
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert task.cancelled()


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110  (only the file can tell)
            await asyncio.sleep(0.002)


async def until_in_time(clock: HandClock, holds: Callable[[], bool]) -> None:
    """Lets seconds go by until `holds`."""
    async with asyncio.timeout(10):
        while not holds():
            clock.move(timedelta(seconds=1))
            await asyncio.sleep(0.002)


def parts(today: Today) -> dict[Part, list[int] | int]:
    """Ids of what is unfolded, numbers of what is not."""
    return {each.part: each.count if each.ids is None else list(each.ids) for each in today.content.sections}


async def test_every_open_activity_of_mine_stands_in_its_part(copy: PortalCopy, clock: HandClock) -> None:
    await copy.put_activities(
        [
            todo(1, NOON - DAY),
            todo(2, NOON - 3 * DAY),
            todo(3, NOON + 3 * HOUR),
            todo(4, NOON + 10 * HOUR),
            todo(5, NOON + DAY),
            todo(6, NOON + 3 * DAY),
            todo(7, NOON + 30 * DAY),
            todo(8),
            todo(9, NOON - DAY, person=2),
            todo(10, NOON - DAY, completed=True),
        ]
    )
    today = sheet_of(copy, clock)
    await today.refresh()
    assert parts(today) == {
        Part.OVERDUE: [2, 1],
        Part.TODAY: [3, 4],
        Part.TOMORROW: [5],
        Part.WEEK: [6],
        Part.LATER: 1,
        Part.UNDATED: 1,
    }
    for part in USUALLY_FOLDED:
        await today.fold(part, False)
    assert parts(today)[Part.LATER] == [7]
    assert parts(today)[Part.UNDATED] == [8]
    await today.fold(Part.OVERDUE, True)
    assert parts(today)[Part.OVERDUE] == 2


async def test_it_begins_unknown_and_empty(copy: PortalCopy, clock: HandClock) -> None:
    today = sheet_of(copy, clock)
    assert not today.content.known
    await today.refresh()
    assert today.content.known
    assert today.content.sections == ()


async def test_those_who_ask_at_once_share_a_reading(copy: PortalCopy, clock: HandClock) -> None:
    today = sheet_of(copy, clock)
    told: list[int] = []
    today.changed.add(lambda: told.append(1))
    asking = [asyncio.create_task(today.refresh()) for _ in range(6)]
    await copy.put_activities([todo(1, NOON)])
    last = asyncio.create_task(today.refresh())
    await asyncio.gather(*asking, last)
    assert 1 <= len(told) <= 3
    assert parts(today) == {Part.TODAY: [1]}


async def test_lines_are_read_only_where_somebody_looks(copy: PortalCopy, clock: HandClock) -> None:
    await copy.put_activities([todo(number, NOON - number * HOUR) for number in range(1, 300)])
    today = sheet_of(copy, clock)
    await today.refresh()
    section = today.content.section(Part.OVERDUE)
    assert section is not None
    assert section.ids is not None
    assert len(section.ids) == 299
    assert all(today.line(each) is None for each in section.ids)
    told: list[int] = []
    today.lines_changed.add(lambda: told.append(1))
    await today.read_lines(section.ids[:40])
    assert [today.line(each) is not None for each in section.ids] == [True] * 40 + [False] * 259
    assert told == [1]
    await today.read_lines(section.ids[:40])
    assert told == [1]


async def test_a_change_of_the_copy_shows_by_itself(copy: PortalCopy, clock: HandClock) -> None:
    await copy.put_activities([todo(1, NOON - HOUR)])
    today = sheet_of(copy, clock)
    async with kept_true(today):
        await today.read_lines([1])
        await copy.put_activities([todo(1, NOON - HOUR, subject="Renamed"), todo(2, NOON + HOUR)])
        await until_in_time(clock, lambda: Part.TODAY in parts(today))
        line = today.line(1)
        assert line is not None
        assert line.subject == "Renamed"
    assert copy.observers == []


async def test_a_deadline_that_passes_moves_by_itself(copy: PortalCopy, clock: HandClock) -> None:
    await copy.put_activities([todo(1, NOON + timedelta(seconds=90)), todo(2, NOON + 2 * HOUR)])
    today = sheet_of(copy, clock)
    async with kept_true(today):
        assert parts(today) == {Part.TODAY: [1, 2]}
        await until_in_time(clock, lambda: parts(today) == {Part.OVERDUE: [1], Part.TODAY: [2]})
        assert clock.now() > NOON + timedelta(seconds=90)


async def test_at_midnight_a_new_day_begins(copy: PortalCopy, clock: HandClock) -> None:
    await copy.put_activities([todo(1, NOON + DAY)])
    today = sheet_of(copy, clock)
    async with kept_true(today):
        assert parts(today) == {Part.TOMORROW: [1]}
        clock.move(12 * HOUR)
        await until_in_time(clock, lambda: parts(today) == {Part.TODAY: [1]})


async def test_a_clock_that_is_set_back_is_believed(copy: PortalCopy, clock: HandClock) -> None:
    await copy.put_activities([todo(1, NOON - HOUR)])
    today = sheet_of(copy, clock)
    async with kept_true(today):
        assert parts(today) == {Part.OVERDUE: [1]}
        clock.moment -= 2 * HOUR
        await until_in_time(clock, lambda: parts(today) == {Part.TODAY: [1]})


async def test_loads_count_each_day_of_each_person(copy: PortalCopy, clock: HandClock) -> None:
    await copy.put_activities(
        [
            todo(1, NOON - HOUR),
            todo(2, NOON + HOUR),
            todo(3, NOON + HOUR, person=2),
            todo(4, NOON + DAY, person=2),
            todo(5, NOON + 40 * DAY, person=2),
            todo(6, person=2),
            todo(7, NOON + DAY, person=None),
        ]
    )
    today = sheet_of(copy, clock)
    await today.refresh()
    assert [(each.person_id, dict(each.counts)) for each in today.content.loads] == [(1, {0: 1, 1: 1})]
    await today.choose(None)
    assert [(each.person_id, dict(each.counts)) for each in today.content.loads] == [
        (1, {0: 1, 1: 1}),
        (2, {1: 1, 2: 1, BEYOND_SPAN: 1, None: 1}),
        (None, {2: 1}),
    ]
    assert DAYS < BEYOND_SPAN
    assert today.content.total(Part.OVERDUE) == 1
    assert today.content.total(Part.TOMORROW) == 2


async def test_somebody_chosen_with_nothing_to_do_has_a_row_too(copy: PortalCopy, clock: HandClock) -> None:
    today = sheet_of(copy, clock)
    await today.choose((3, 1))
    assert [each.person_id for each in today.content.loads] == [1, 3]


async def test_whose_day_is_shown_is_remembered(copy: PortalCopy, clock: HandClock) -> None:
    await sheet_of(copy, clock).choose((2, 3))
    again = sheet_of(copy, clock)
    await again.refresh()
    assert again.content.whose == (2, 3)
    await again.choose(None)
    everybody = sheet_of(copy, clock)
    await everybody.refresh()
    assert everybody.content.whose is None
    await everybody.choose(())
    assert everybody.content.whose == (1,)


async def test_a_wish_counts_though_another_takes_its_place_at_once(copy: PortalCopy, clock: HandClock) -> None:
    await copy.put_activities([todo(1, NOON - DAY, person=2), todo(2, NOON + DAY, person=2)])
    today = sheet_of(copy, clock)
    for quick in (today.choose((2,)), today.fold(Part.OVERDUE, True)):
        reading = asyncio.ensure_future(quick)
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
    await today.fold(Part.TOMORROW, True)

    assert parts(today) == {Part.OVERDUE: 1, Part.TOMORROW: 1}
    again = sheet_of(copy, clock)
    await again.refresh()
    assert again.content.whose == (2,)


@pytest.mark.parametrize("text", ["", "{", "[]", '["a"]', "7", "[true]"])
async def test_nonsense_in_the_file_means_oneself(copy: PortalCopy, clock: HandClock, text: str) -> None:
    await copy.put_mark("today_whose", text)
    today = sheet_of(copy, clock)
    await today.refresh()
    assert today.content.whose == (1,)


async def test_a_focus_leaves_one_person_and_day(copy: PortalCopy, clock: HandClock) -> None:
    await copy.put_activities(
        [
            todo(1, NOON + 3 * DAY),
            todo(2, NOON + 4 * DAY),
            todo(3, NOON + 3 * DAY, person=2),
            todo(4, NOON + 30 * DAY, person=2),
            todo(5, NOON - DAY, person=None),
        ]
    )
    today = sheet_of(copy, clock)
    await today.choose(None)
    await today.show_only(Focus(1, 4))
    assert parts(today) == {Part.WEEK: [1]}
    await today.show_only(Focus(2))
    assert parts(today) == {Part.WEEK: [3], Part.LATER: 1}
    await today.show_only(Focus(None, 0))
    assert parts(today) == {Part.OVERDUE: [5]}
    assert [each.person_id for each in today.content.loads] == [1, 2, None]
    await today.show_only(None)
    assert parts(today)[Part.WEEK] == [3, 1, 2]


async def test_items_for_which_nothing_is_planned_come_last(copy: PortalCopy, clock: HandClock) -> None:
    await copy.put_entities(
        [
            Entity(EntityRef(DEAL, 1), "Has a to-do", responsible_id=1),
            Entity(EntityRef(DEAL, 2), "Forgotten", responsible_id=1),
            Entity(EntityRef(DEAL, 3), "Boris forgot it", responsible_id=2),
            Entity(EntityRef(DEAL, 4), "Over", responsible_id=1, closed=True),
            Entity(EntityRef(CONTACT, 5), "Nobody plans for every contact", responsible_id=1),
        ]
    )
    await copy.put_activities([todo(1, NOON)])
    today = sheet_of(copy, clock)
    await today.refresh()
    assert [each.part for each in today.content.sections] == [Part.TODAY, Part.IDLE]
    assert [each.title for each in today.content.idle] == ["Forgotten"]
    await today.show_only(Focus(2))
    assert [each.title for each in today.content.idle] == ["Boris forgot it"]
    await today.show_only(Focus(2, 3))
    assert today.content.sections == ()
    assert IDLE_SHOWN >= 100


async def test_meetings_that_begin_today_are_counted(copy: PortalCopy, clock: HandClock) -> None:
    meeting = todo(1, NOON, kind=ActivityKind.MEETING, start=NOON - 3 * HOUR)
    await copy.put_activities(
        [meeting, replace(meeting, id=2, start=NOON + 14 * HOUR), replace(meeting, id=3, completed=True), todo(4, NOON)]
    )
    today = sheet_of(copy, clock)
    await today.refresh()
    assert today.content.meetings == 1


# Triage


class Portal:
    """Takes changes as `NowOrLater` does: into the copy; or refuses them, or lets them wait."""

    def __init__(self, copy: PortalCopy) -> None:
        self.copy = copy
        self.refuses = self.is_away = False
        self.go = asyncio.Event()
        self.go.set()

    async def change(self, activity: Activity, name: Field, value: Value) -> Entered | None:
        await self.go.wait()
        if self.refuses:
            raise PermissionError
        if self.is_away:
            return Entered((activity.id,))
        names = {Field.RESPONSIBLE: "responsible_id"}
        await self.copy.put_activities([replace(activity, **{names.get(name, str(name)): value})])  # type: ignore[arg-type]
        return None


def triage_of(copy: PortalCopy, clock: HandClock, today: Today) -> tuple[Triage, Portal]:
    portal = Portal(copy)
    return Triage(copy, portal, today, clock, lambda: BERLIN), portal


async def test_what_is_done_is_marked_until_it_is_gone(copy: PortalCopy, clock: HandClock) -> None:
    await copy.put_activities([todo(1, NOON - HOUR), todo(2, NOON - HOUR)])
    today = sheet_of(copy, clock)
    triage, portal = triage_of(copy, clock, today)
    async with kept_true(today):
        portal.go.clear()
        completing = asyncio.create_task(triage.complete(1))
        await until(lambda: today.mark(1) is Mark.COMPLETING)
        portal.go.set()
        await completing
        assert today.mark(1) is Mark.COMPLETING  # the row still stands there
        await until_in_time(clock, lambda: parts(today) == {Part.OVERDUE: [2]})
        assert today.mark(1) is None


async def test_what_waits_is_not_marked_and_stays(copy: PortalCopy, clock: HandClock) -> None:
    await copy.put_activities([todo(1, NOON - HOUR)])
    today = sheet_of(copy, clock)
    triage, portal = triage_of(copy, clock, today)
    portal.is_away = True
    assert await triage.complete(1) == Entered((1,))
    assert today.mark(1) is None
    await today.refresh()
    assert parts(today) == {Part.OVERDUE: [1]}


async def test_a_refusal_takes_the_mark_away(copy: PortalCopy, clock: HandClock) -> None:
    await copy.put_activities([todo(1, NOON - HOUR)])
    today = sheet_of(copy, clock)
    triage, portal = triage_of(copy, clock, today)
    portal.refuses = True
    with pytest.raises(PermissionError):
        await triage.complete(1)
    assert today.mark(1) is None


async def test_triage_changes_one_thing(copy: PortalCopy, clock: HandClock) -> None:
    before = todo(1, NOON - 3 * DAY)
    await copy.put_activities([before])
    today = sheet_of(copy, clock)
    triage, _ = triage_of(copy, clock, today)
    await triage.postpone(1)
    assert await copy.activity(1) == replace(before, deadline=NOON + DAY)
    await triage.paint(1, TodoColor.ROSE)
    await triage.hand_over(1, 2)
    assert await copy.activity(1) == replace(before, deadline=NOON + DAY, color=TodoColor.ROSE, responsible_id=2)
    await triage.complete(99)  # deleted meanwhile
    assert await copy.activity(99) is None


async def test_what_cannot_be_done_is_known_before(copy: PortalCopy, clock: HandClock) -> None:
    letter = todo(2, kind=ActivityKind.EMAIL, direction=Direction.OUTGOING)
    await copy.put_activities([todo(1), letter, todo(3, kind=ActivityKind.CALL)])
    today = sheet_of(copy, clock)
    triage, _ = triage_of(copy, clock, today)
    plain, mail, call = await copy.lines([1, 2, 3])
    assert triage.hindrance(plain, Field.DEADLINE) is None
    assert triage.hindrance(plain, Field.COMPLETED) is None
    assert triage.hindrance(mail, Field.COMPLETED) is Hindrance.WOULD_SEND_EMAIL
    assert triage.hindrance(call, Field.COMPLETED) is None
    assert triage.hindrance(call, Field.RESPONSIBLE) is Hindrance.NOT_A_TODO
