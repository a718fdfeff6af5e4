"""Who and when, where a change deals them out."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.bulk.picking import Calendar, Days, People
from daybook.bulk.skips import NO_DEADLINE, NO_ROOM, Skip
from daybook.domain.changes.change import (
    ByLoad,
    Day,
    RoundRobin,
    SetDeadline,
    ShiftDeadline,
    ShiftUnit,
    SpreadDeadline,
)
from daybook.domain.workdays import WorkWeek

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 3, 27, 15, 0, tzinfo=BERLIN)  # on Sunday the clocks go forward
CALENDAR = Calendar(FRIDAY.astimezone(UTC), BERLIN)


def shifted(amount: int, unit: ShiftUnit, start: datetime = FRIDAY) -> datetime:
    return Days(ShiftDeadline(amount, unit), CALENDAR).next(start, 1).astimezone(BERLIN)


def test_days_keep_the_hour_and_hours_pass() -> None:
    assert shifted(3, ShiftUnit.DAYS) == datetime(2026, 3, 30, 15, 0, tzinfo=BERLIN)
    assert shifted(72, ShiftUnit.HOURS) == datetime(2026, 3, 30, 16, 0, tzinfo=BERLIN)
    assert shifted(-90, ShiftUnit.MINUTES) == datetime(2026, 3, 27, 13, 30, tzinfo=BERLIN)
    assert shifted(1, ShiftUnit.WORKING_DAYS) == datetime(2026, 3, 30, 15, 0, tzinfo=BERLIN)


def test_holidays_are_no_working_days() -> None:
    calendar = Calendar(CALENDAR.now, BERLIN, WorkWeek(holidays=frozenset({date(2026, 3, 30)})))
    moved = Days(ShiftDeadline(1, ShiftUnit.WORKING_DAYS), calendar).next(FRIDAY, 1)
    assert moved.astimezone(BERLIN) == datetime(2026, 3, 31, 15, 0, tzinfo=BERLIN)


def test_a_day_counted_from_today() -> None:
    keeps = Days(SetDeadline(Day(1, working=True)), CALENDAR)
    assert keeps.next(FRIDAY.replace(hour=9), 1).astimezone(BERLIN) == datetime(2026, 3, 30, 9, 0, tzinfo=BERLIN)
    assert keeps.next(None, 1).astimezone(BERLIN).time() == time(18)
    at_ten = Days(SetDeadline(Day(0, hour=time(10))), CALENDAR)
    assert at_ten.next(FRIDAY, 1).astimezone(BERLIN) == FRIDAY.replace(hour=10)


def test_without_a_deadline_there_is_nothing_to_shift() -> None:
    with pytest.raises(Skip) as skip:
        Days(ShiftDeadline(1, ShiftUnit.DAYS), CALENDAR).next(None, 1)
    assert skip.value.reason == NO_DEADLINE


def test_where_nobody_ever_works_there_is_no_room() -> None:
    every_day = frozenset(date(2026, 1, 1) + timedelta(days=number) for number in range(4000))
    calendar = Calendar(CALENDAR.now, BERLIN, WorkWeek(holidays=every_day))
    for change in (ShiftDeadline(1, ShiftUnit.WORKING_DAYS), SpreadDeadline(FRIDAY, 5)):
        with pytest.raises(Skip) as skip:
            Days(change, calendar).next(FRIDAY, 1)
        assert skip.value.reason == NO_ROOM


@given(
    rows=st.lists(st.sampled_from((1, 2, None)), max_size=60),
    days=st.integers(1, 6),
    cap=st.integers(1, 8),
    taken=st.dictionaries(
        st.tuples(st.sampled_from((1, 2)), st.integers(0, 5).map(lambda n: date(2026, 3, 30) + timedelta(days=n))),
        st.integers(0, 9),
    ),
)
def test_a_spread_is_even_and_keeps_its_cap(
    rows: list[int | None], days: int, cap: int, taken: dict[tuple[int | None, date], int]
) -> None:
    spread = Days(SpreadDeadline(FRIDAY, days, cap), CALENDAR, taken)
    working = set(CALENDAR.days_from(FRIDAY.date(), days))
    dealt: Counter[tuple[int | None, date]] = Counter()
    left_out = Counter[int | None]()
    for person in rows:
        try:
            moment = spread.next(FRIDAY, person).astimezone(BERLIN)
        except Skip:
            left_out[person] += 1
            continue
        assert moment.date() in working
        assert moment.time() == FRIDAY.time()
        dealt[person, moment.date()] += 1
    for person in set(rows):
        loads = [dealt[person, day] + taken.get((person, day), 0) for day in working]
        for day in working:
            if dealt[person, day]:
                load = dealt[person, day] + taken.get((person, day), 0)
                assert load <= cap
                assert load - 1 <= min(loads), "another day had more room"
        assert not left_out[person] or all(load >= cap for load in loads)


def test_people_in_turn() -> None:
    people = People(RoundRobin((3, 1, 2)), {})
    assert [people.next(9) for _ in range(7)] == [3, 1, 2, 3, 1, 2, 3]


@given(
    counts=st.fixed_dictionaries({1: st.integers(0, 50), 2: st.integers(0, 50), 3: st.integers(0, 50)}),
    present=st.lists(st.sampled_from((1, 2, 3, 9)), max_size=60),
)
def test_the_load_evens_out(counts: dict[int, int], present: list[int]) -> None:
    """Each time whoever has least, the row itself taken off whoever has it now."""
    counts = {person: count + present.count(person) for person, count in counts.items()}
    people, loads = People(ByLoad((1, 2, 3)), counts), Counter(counts)
    for now in present:
        if now in loads:
            loads[now] -= 1
        chosen = people.next(now)
        assert loads[chosen] == min(loads[person] for person in (1, 2, 3))
        loads[chosen] += 1
