"""The person's working days, on a real file and the real list of holidays."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
import pytest_asyncio

from daybook.domain.calendar import UnknownCountry, UnknownRegion, WorkCalendar
from daybook.domain.quiet import QuietHours
from daybook.domain.workdays import WorkWeek
from daybook.store.database import Database
from daybook.store.holidays import Holidays
from daybook.store.memory import open_memory
from daybook.store.settings import CALENDAR, USUAL_CALENDAR, Settings
from daybook.work.workdays import DayKind, SpecialDay, Workdays
from tests.helpers.clock import FakeClock

NOW = datetime(2026, 11, 24, 11, tzinfo=UTC)
CHRISTMAS = date(2026, 12, 25)
BRIDGE = date(2026, 12, 28)
MONDAY_TO_FRIDAY = frozenset(range(5))


@pytest_asyncio.fixture
async def memory(tmp_path: Path) -> AsyncIterator[Database]:
    database = open_memory(tmp_path / "memory.sqlite")
    yield database
    await database.aclose()


def in_country(settings: Settings, country: str = "DE", *, now: datetime = NOW) -> Workdays:
    usual = WorkCalendar(country, weekdays=MONDAY_TO_FRIDAY)
    return Workdays(settings, Holidays(), FakeClock(now), lambda: UTC, usual=usual, language="en_GB")


@pytest.fixture
def settings(memory: Database) -> Settings:
    return Settings(memory)


async def test_until_something_is_set_the_computers_country_counts(settings: Settings) -> None:
    workdays = in_country(settings)
    told: list[WorkWeek] = []
    workdays.changed.add(lambda: told.append(workdays.week()))
    assert workdays.week() == WorkWeek()

    await workdays.load()

    assert CHRISTMAS in workdays.week().holidays
    assert {day.year for day in workdays.week().holidays} >= {2025, 2026, 2027, 2028, 2029}
    assert told == [workdays.week()]


async def test_days_off_count_before_the_holidays_are_known(settings: Settings) -> None:
    await settings.put(CALENDAR, WorkCalendar(days_off=frozenset({BRIDGE}), weekdays=frozenset({0, 1})))

    assert in_country(settings).week() == WorkWeek(frozenset({0, 1}), frozenset({BRIDGE}))


async def test_what_is_set_counts_at_once_and_after_a_restart(settings: Settings, memory: Database) -> None:
    workdays = in_country(settings)
    await workdays.load()
    told: list[WorkWeek] = []
    workdays.changed.add(lambda: told.append(workdays.week()))

    await workdays.put(WorkCalendar("US", None, frozenset({BRIDGE})))

    assert told == [workdays.week()]
    assert {date(2026, 11, 26), BRIDGE} <= workdays.week().holidays
    again = Settings(memory)
    await again.load()
    restarted = in_country(again)
    await restarted.load()
    assert restarted.week() == workdays.week()


async def test_what_changes_nothing_is_not_told(settings: Settings) -> None:
    workdays = in_country(settings)
    told: list[None] = []
    await workdays.load()
    workdays.changed.add(lambda: told.append(None))

    await workdays.put(WorkCalendar("DE", weekdays=MONDAY_TO_FRIDAY))

    assert told == []


@pytest.mark.parametrize(
    ("wrong", "error"), [(WorkCalendar("ZZ"), UnknownCountry), (WorkCalendar("DE", "Atlantis"), UnknownRegion)], ids=str
)
async def test_a_place_that_nobody_knows_is_refused_and_changes_nothing(
    settings: Settings, wrong: WorkCalendar, error: type[Exception]
) -> None:
    workdays = in_country(settings)
    await workdays.load()
    before = workdays.week()

    with pytest.raises(error):
        await workdays.put(wrong)

    assert (workdays.calendar, workdays.week()) == (WorkCalendar(), before)


async def test_a_country_that_was_set_and_is_known_no_longer_is_said(settings: Settings) -> None:
    await settings.put(CALENDAR, WorkCalendar("ZZ", days_off=frozenset({BRIDGE})))
    workdays = in_country(settings)

    with pytest.raises(UnknownCountry):
        await workdays.load()

    assert workdays.week().holidays == {BRIDGE}


async def test_a_computer_in_no_country_has_no_holidays(settings: Settings) -> None:
    workdays = in_country(settings, "001")
    await workdays.load()

    assert workdays.week() == WorkWeek()
    assert await workdays.regions() == ()


async def test_who_has_no_window_counts_the_same_days(settings: Settings, memory: Database) -> None:
    """`daybook bulk` knows no locale: it fills what was left open with what the window found."""
    workdays = in_country(settings)
    await workdays.load()
    elsewhere = Settings(memory)
    await elsewhere.load()

    calendar = elsewhere[CALENDAR].asked(None, ()).filled(elsewhere[USUAL_CALENDAR])

    assert await Holidays().week(calendar, range(2025, 2032)) == workdays.week()


async def test_special_days_are_named_and_those_that_change_nothing_are_marked(settings: Settings) -> None:
    workdays = in_country(settings)
    await workdays.load()
    await workdays.put(WorkCalendar(days_off=frozenset({BRIDGE, date(2026, 1, 2)})))

    first, second, third, *rest = await workdays.special_days()

    assert first == SpecialDay(CHRISTMAS, DayKind.HOLIDAY, "Christmas Day")
    assert second == SpecialDay(date(2026, 12, 26), DayKind.HOLIDAY, "Second Day of Christmas", matters=False)
    assert third == SpecialDay(BRIDGE, DayKind.OWN)
    assert all(NOW.date() <= each.day < date(2027, 11, 25) for each in rest)
    assert rest == sorted(rest, key=lambda each: each.day)


async def test_a_day_worked_in_place_of_another_is_special(settings: Settings) -> None:
    workdays = in_country(settings, "CN", now=datetime(2025, 9, 20, tzinfo=UTC))
    await workdays.load()

    assert SpecialDay(date(2025, 10, 11), DayKind.MADE_UP) in await workdays.special_days()


async def test_holidays_are_quiet_unless_every_day_is_loud(settings: Settings) -> None:
    workdays = in_country(settings)
    await workdays.load()
    noon = datetime(2026, 12, 25, 12, tzinfo=UTC)
    usual, every_day = QuietHours(time(20), time(8), WorkWeek()), QuietHours(time(20), time(8))
    assert not usual.holds(noon, UTC)

    assert workdays.quiet(usual).holds(noon, UTC)
    assert not workdays.quiet(usual).holds(datetime(2026, 12, 24, 12, tzinfo=UTC), UTC)
    assert workdays.quiet(every_day) == every_day


async def test_the_regions_are_those_of_the_country_that_counts(settings: Settings) -> None:
    workdays = in_country(settings)

    assert "BY" in {each.code for each in await workdays.regions()}
    await workdays.put(WorkCalendar("US"))
    assert "CA" in {each.code for each in await workdays.regions()}
    assert {"DE", "US"} <= set(await workdays.countries())
