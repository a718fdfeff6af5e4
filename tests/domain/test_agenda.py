"""The sheet of a day: exact days in any zone, and each deadline in exactly one part."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.agenda import BEYOND_SPAN, DAYS, Part, Sheet, start_of, tomorrow_at_its_hour

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [
    ZoneInfo(name)
    for name in (
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/Sao_Paulo",  # changed its clocks at midnight
        "America/Havana",
        "Africa/Cairo",
        "Asia/Beirut",
        "Asia/Kolkata",
        "Australia/Lord_Howe",  # by half an hour
        "Pacific/Apia",  # left out a whole day
        "Pacific/Kiritimati",
        "America/St_Johns",
    )
]
SECOND = timedelta(seconds=1)
MONDAY, SATURDAY, SUNDAY = 0, 5, 6

zones = st.sampled_from(ZONES)
moments = st.integers(800_000_000_000, 2_100_000_000_000).map(lambda ms: datetime.fromtimestamp(ms / 1000, UTC))
weekdays = st.integers(0, 6)


def berlin(day: int, hour: int = 0, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


@given(moments, zones, weekdays)
def test_every_day_begins_at_its_first_moment(now: datetime, zone: ZoneInfo, first: int) -> None:
    sheet = Sheet.at(now, zone, first)
    today = now.astimezone(zone).date()
    assert sheet.starts[0] <= now < sheet.starts[1]
    for number, start in enumerate(sheet.starts):
        day = today + timedelta(days=number)
        assert start.astimezone(zone).date() >= day  # later only where the zone left the day out
        assert (start - SECOND).astimezone(zone).date() < day


@given(moments, zones, weekdays, st.one_of(st.none(), moments))
def test_each_deadline_stands_in_one_part_only(
    now: datetime, zone: ZoneInfo, first: int, deadline: datetime | None
) -> None:
    sheet = Sheet.at(now, zone, first)
    holding = []
    for part in (each for each in Part if each is not Part.IDLE):
        within = sheet.within(part)
        if deadline is None:
            fits = within.none
        else:
            after = within.since is None or within.since <= deadline
            before = within.until is None or deadline < within.until
            fits = after and before and not within.none
        if fits:
            holding.append(part)
    assert holding == [sheet.part_of(deadline)]


@given(moments, zones, weekdays, st.integers(0, BEYOND_SPAN))
def test_a_span_lies_within_its_part(now: datetime, zone: ZoneInfo, first: int, span: int) -> None:
    sheet = Sheet.at(now, zone, first)
    inner, outer = sheet.within_span(span), sheet.within(sheet.part_of_span(span))
    assert outer.since is None or (inner.since is not None and inner.since >= outer.since)
    assert outer.until is None or (inner.until is not None and inner.until <= outer.until)


@given(moments, zones, weekdays)
def test_the_week_ends_where_weeks_end(now: datetime, zone: ZoneInfo, first: int) -> None:
    sheet = Sheet.at(now, zone, first)
    end = now.astimezone(zone).date() + timedelta(days=sheet.week_days)
    assert end.weekday() == first
    assert 3 <= sheet.week_days <= 9 <= DAYS


@pytest.mark.parametrize(
    ("day", "first", "days", "is_next"),
    [
        pytest.param(2, MONDAY, 7, False, id="on a Monday the week lasts until Sunday"),
        pytest.param(6, MONDAY, 3, False, id="on a Friday, Sunday is left of it"),
        pytest.param(7, MONDAY, 9, True, id="on a Saturday nothing is left behind tomorrow"),
        pytest.param(8, MONDAY, 8, True, id="on a Sunday tomorrow begins the next"),
        pytest.param(8, SUNDAY, 7, False, id="where weeks begin on Sunday, Sunday is the first day"),
        pytest.param(6, SATURDAY, 8, True, id="where weeks begin on Saturday, Friday is the last day"),
    ],
)
def test_weeks_begin_where_the_person_begins_them(day: int, first: int, days: int, is_next: bool) -> None:
    sheet = Sheet.at(berlin(day, 9), BERLIN, first)
    assert (sheet.week_days, sheet.is_next_week) == (days, is_next)


def test_the_night_of_summer_time_is_short() -> None:
    sheet = Sheet.at(berlin(28, 12), BERLIN)  # 29 March 2026: 02:00 becomes 03:00
    assert sheet.starts[2] - sheet.starts[1] == timedelta(hours=23)
    assert sheet.part_of(berlin(29, 23, 59)) is Part.TOMORROW
    assert sheet.part_of(berlin(30)) is Part.WEEK


def test_a_deadline_that_passes_becomes_overdue_in_that_second() -> None:
    deadline = berlin(2, 15)
    assert Sheet.at(deadline, BERLIN).part_of(deadline) is Part.TODAY
    assert Sheet.at(deadline + SECOND, BERLIN).part_of(deadline) is Part.OVERDUE


def test_a_midnight_that_is_left_out_begins_the_day_when_the_clocks_jump() -> None:
    zone = ZoneInfo("America/Sao_Paulo")
    start = start_of(date(2018, 11, 4), zone)
    assert start.astimezone(zone).isoformat() == "2018-11-04T01:00:00-02:00"


@given(st.one_of(st.none(), moments), moments, zones)
def test_tomorrow_is_tomorrow(deadline: datetime | None, now: datetime, zone: ZoneInfo) -> None:
    moved = tomorrow_at_its_hour(deadline, now, zone)
    days = (moved.date() - now.astimezone(zone).date()).days
    assert days == 1 or str(zone) == "Pacific/Apia"


def test_tomorrow_keeps_the_hour() -> None:
    now = berlin(2, 9)
    assert tomorrow_at_its_hour(berlin(1, 15, 30), now, BERLIN) == berlin(3, 15, 30)
    assert tomorrow_at_its_hour(None, now, BERLIN) == berlin(3, 18)


def test_tomorrow_at_an_hour_that_the_clock_skips_is_an_hour_later() -> None:
    moved = tomorrow_at_its_hour(berlin(20, 2, 30), berlin(28, 9), BERLIN)
    assert moved.isoformat() == "2026-03-29T03:30:00+02:00"
