"""Working days: holidays rest, made-up days count, and nothing counts for ever."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.deadline import BadDeadline, DeadlineReader
from daybook.domain.workdays import LONGEST_BREAK_DAYS, NoWorkingDay, WorkWeek

THURSDAY = date(2026, 12, 24)
FREE = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)})
DAYS = st.dates(date(2025, 1, 1), date(2028, 1, 1))
WEEKS = st.builds(
    WorkWeek,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.frozensets(DAYS, max_size=40),
    st.frozensets(DAYS, max_size=40),
)


def test_a_holiday_does_not_count() -> None:
    week = WorkWeek(holidays=FREE)

    assert week.shift(datetime(2026, 12, 24, 15, tzinfo=UTC), 1) == datetime(2026, 12, 29, 15, tzinfo=UTC)
    assert week.shift(datetime(2026, 12, 29, 9, tzinfo=UTC), -1) == datetime(2026, 12, 24, 9, tzinfo=UTC)


def test_a_saturday_worked_in_the_place_of_another_day_counts_unless_it_is_a_holiday() -> None:
    saturday = date(2026, 12, 26)

    assert WorkWeek(made_up=frozenset({saturday})).works_on(saturday)
    assert not WorkWeek(holidays=frozenset({saturday}), made_up=frozenset({saturday})).works_on(saturday)


def test_days_are_laid_out_over_working_days_only() -> None:
    days = WorkWeek(holidays=FREE).days_from(date(2026, 12, 25), 4)

    assert list(days) == [date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 4)]


def test_no_days_are_none() -> None:
    assert list(WorkWeek().days_from(THURSDAY, 0)) == []


def test_a_calendar_of_nothing_but_holidays_ends_at_once() -> None:
    never = WorkWeek(holidays=frozenset(THURSDAY + timedelta(days=each) for each in range(-4000, 4000)))
    noon = datetime(2026, 12, 24, 12, tzinfo=UTC)

    with pytest.raises(NoWorkingDay):
        never.next_working(THURSDAY)
    for days in (1, -1):
        with pytest.raises(NoWorkingDay):
            never.shift(noon, days)
    with pytest.raises(NoWorkingDay):
        list(never.days_from(THURSDAY, 3))


def test_a_long_break_is_still_a_break() -> None:
    away = frozenset(THURSDAY + timedelta(days=each) for each in range(LONGEST_BREAK_DAYS - 2))

    assert WorkWeek(holidays=away).next_working(THURSDAY) > THURSDAY + timedelta(days=LONGEST_BREAK_DAYS - 3)


def test_the_end_of_the_calendar_is_an_overflow() -> None:
    with pytest.raises(OverflowError):
        WorkWeek().shift(datetime(9999, 12, 30, tzinfo=UTC), 5)


def test_who_types_working_days_meets_the_holidays_of_the_week_that_counts_now() -> None:
    weeks = [WorkWeek()]
    reader = DeadlineReader(lambda: UTC, week=lambda: weeks[-1])
    now = datetime(2026, 12, 24, 12, tzinfo=UTC)
    assert reader.read("+1wd", now=now) == now + timedelta(days=1)

    weeks.append(WorkWeek(holidays=FREE))

    assert reader.read("+1wd", now=now) == now + timedelta(days=5)


def test_who_types_working_days_where_none_are_is_told_it_is_too_far() -> None:
    never = WorkWeek(holidays=frozenset(THURSDAY + timedelta(days=each) for each in range(2000)))

    with pytest.raises(BadDeadline, match="too_far"):
        DeadlineReader(lambda: UTC, week=lambda: never).read("+1wd", now=datetime(2026, 12, 24, tzinfo=UTC))


@given(WEEKS, DAYS)
def test_the_next_working_day_is_the_first_on_which_there_is_work(week: WorkWeek, day: date) -> None:
    found = week.next_working(day)

    assert week.works_on(found)
    assert not any(week.works_on(day + timedelta(days=each)) for each in range((found - day).days))


@given(WEEKS, DAYS, st.integers(0, 40))
def test_days_in_a_row_are_working_days_with_none_left_out(week: WorkWeek, first: date, count: int) -> None:
    days = list(week.days_from(first, count))

    span = [first + timedelta(days=each) for each in range((days[-1] - first).days + 1)] if days else []
    assert days == [day for day in span if week.works_on(day)]
    assert len(days) == count


@given(WEEKS, DAYS, st.integers(-60, 60))
def test_a_shift_counts_the_working_days_it_passes(week: WorkWeek, day: date, days: int) -> None:
    moved = week.shift(datetime(day.year, day.month, day.day, 9, tzinfo=UTC), days).date()

    passed = [day + timedelta(days=each * (1 if days > 0 else -1)) for each in range(1, abs((moved - day).days) + 1)]
    assert sum(map(week.works_on, passed)) == abs(days)
    assert not days or week.works_on(moved)
