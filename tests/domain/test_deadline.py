"""What a person may type as a deadline, and what it means."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.deadline import BadDeadline, DeadlineReader, from_portal
from daybook.domain.workdays import WorkWeek

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 11, 20, 14, 7, tzinfo=BERLIN)
READER = DeadlineReader(lambda: BERLIN)


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today 16:00", at(2026, 11, 20, 16)),
        ("  Tomorrow  at 10:00 ", at(2026, 11, 21, 10)),
        ("tomorrow 10", at(2026, 11, 21, 10)),
        ("tomorrow", at(2026, 11, 21, 18)),
        ("monday 9", at(2026, 11, 23, 9)),
        ("next Friday", at(2026, 11, 27, 18)),
        ("fri 9:30", at(2026, 11, 27, 9, 30)),
        ("9 pm", at(2026, 11, 20, 21)),
        ("tomorrow 12am", at(2026, 11, 21, 0)),
        ("15:00", at(2026, 11, 20, 15)),
        ("13:00", at(2026, 11, 21, 13)),
        ("+3 working days", at(2026, 11, 25, 14, 7)),
        ("+3wd 9:00", at(2026, 11, 25, 9)),
        ("-1 wd", at(2026, 11, 19, 14, 7)),
        ("+2 days", at(2026, 11, 22, 14, 7)),
        ("+1w", at(2026, 11, 27, 14, 7)),
        ("+90 min", at(2026, 11, 20, 15, 37)),
        ("+2h", at(2026, 11, 20, 16, 7)),
        ("2026-12-24 09:15", at(2026, 12, 24, 9, 15)),
        ("2026-12-24T09:15", at(2026, 12, 24, 9, 15)),
        ("24.12.2026 9:00", at(2026, 12, 24, 9)),
        ("24.12.", at(2026, 12, 24, 18)),
        ("3.2.", at(2027, 2, 3, 18)),
        ("3/4/27", at(2027, 4, 3, 18)),
    ],
)
def test_reads_what_people_type(typed: str, meant: datetime) -> None:
    assert READER.read(typed, now=FRIDAY) == meant


def test_month_comes_first_where_people_write_it_so() -> None:
    american = DeadlineReader(lambda: BERLIN, day_first=False)
    assert american.read("3/4/2027", now=FRIDAY) == at(2027, 3, 4, 18)
    assert american.read("3.4.2027", now=FRIDAY) == at(2027, 4, 3, 18)


def test_a_shift_starts_at_the_present_deadline() -> None:
    assert READER.read("+1 working day", now=FRIDAY, base=at(2026, 11, 27, 10)) == at(2026, 11, 30, 10)


@pytest.mark.parametrize("typed", ["none", "No deadline", "-"])
def test_none_is_a_deadline_too(typed: str) -> None:
    assert READER.read(typed, now=FRIDAY) is None


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("soon", "not_understood"),
        ("tomorow 10:00", "not_understood"),
        ("+3 moons", "not_understood"),
        ("31.2.2027", "no_such_day"),
        ("2026-13-01", "no_such_day"),
        ("tomorrow 25:00", "no_such_time"),
        ("tomorrow 13pm", "no_such_time"),
        ("1.1.2999", "too_far"),
        ("0001-01-01", "too_far"),
        ("+99999 days", "too_far"),
        ("+99999 weeks", "too_far"),
    ],
)
def test_says_what_is_wrong(typed: str, reason: str) -> None:
    with pytest.raises(BadDeadline) as caught:
        READER.read(typed, now=FRIDAY)
    assert caught.value.reason == reason
    assert caught.value.text == typed


def test_an_hour_that_the_clock_skips_moves_to_one_that_exists() -> None:
    found = READER.read("2027-03-28 02:30", now=FRIDAY)
    assert found is not None
    assert found == found.astimezone(UTC)
    assert found.astimezone(UTC).astimezone(BERLIN).hour == found.hour == 3


def test_hours_are_real_hours_when_the_clocks_change() -> None:
    before = datetime(2026, 10, 24, 22, 0, tzinfo=BERLIN)
    found = READER.read("+12h", now=before)
    assert found is not None
    assert found.astimezone(UTC) - before.astimezone(UTC) == timedelta(hours=12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 June 15:00", "2027-06-04 15:00"),
        ("Dec 4, 9:30", "2026-12-04 09:30"),
        ("December 4", "2026-12-04 18:00"),
        ("4th december 2027 8", "2027-12-04 08:00"),
        ("Tue, 3 March, 10:00", "2026-03-03 10:00"),
        ("Wed, 3 March, 10:00", "2027-03-03 10:00"),
        ("Thu, 5 March 2026, 10:00", "2026-03-05 10:00"),
        ("Tue, March 3, 10:00 am", "2026-03-03 10:00"),
        ("2026/12/24 09:00", "2026-12-24 09:00"),
        ("2026-12-24T09:00:00+03:00", "2026-12-24 07:00"),
        ("2026-12-24T09:00:00.000Z", "2026-12-24 10:00"),
    ],
)
def test_months_may_be_named_and_programs_write_offsets(text: str, expected: str) -> None:
    found = READER.read(text, now=FRIDAY)
    assert found is not None
    assert f"{found:%Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize(
    "text", ["31 June", "June 31 9:00", "29 February", "2026-12-24T29:00:00Z", "2026-13-01t09:00z"]
)
def test_days_that_no_calendar_has_are_refused(text: str) -> None:
    with pytest.raises(BadDeadline) as bad:
        READER.read(text, now=FRIDAY)
    assert bad.value.reason == "no_such_day"


@given(st.text(max_size=40) | st.from_regex(r"[+-]?\d{1,5} ?[a-z/.:-]{1,4}\d{0,4}( \d{1,2}(:\d{2})?)?", fullmatch=True))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = READER.read(text, now=FRIDAY)
    except BadDeadline as exc:
        said = exc.reason
    else:
        assert found is None or (found.tzinfo is not None and found.second == 0 and found.year < 9999)
        said = "understood"
    assert said in {"understood", "empty", "not_understood", "no_such_day", "no_such_time", "too_far"}


def test_the_portals_none_is_no_deadline() -> None:
    assert from_portal(datetime(9999, 12, 31, tzinfo=UTC)) is None
    assert from_portal(None) is None
    assert from_portal(FRIDAY) == FRIDAY


@given(
    days=st.integers(-300, 300),
    start=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001  (hypothesis wants them so)
    off=st.sets(st.integers(0, 6), max_size=6),
)
def test_a_shift_counts_exactly_the_working_days_between(days: int, start: datetime, off: set[int]) -> None:
    week = WorkWeek(weekdays=frozenset(range(7)) - off)
    moved = week.shift(start, days)
    first, last = sorted((start.date(), moved.date()))
    between = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    counted = between[1:] if days > 0 else between[:-1]
    assert sum(week.works_on(day) for day in counted) == abs(days)
    assert moved.time() == start.time()
    assert days == 0 or week.works_on(moved.date())


def test_a_week_without_work_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        WorkWeek(weekdays=frozenset())
