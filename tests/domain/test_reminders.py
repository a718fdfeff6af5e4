"""What comes when, what is told together, and what is told never again."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.quiet import QuietHours
from daybook.domain.reminders import (
    OLDEST,
    Cause,
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
from daybook.domain.todo import PingOffsets

BERLIN = ZoneInfo("Europe/Berlin")
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LONG_AGO = NINE - timedelta(days=365)
NOTHING = Kept()
A_MINUTE = timedelta(minutes=1)
LOUD = Options()
NIGHT = Options(has_quiet=True, hours=QuietHours(time(20, 0), time(8, 0)))


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def todo(deadline: datetime, *pings: int, number: int = 1, updated: datetime | None = None) -> OpenTodo:
    known = PingOffsets(pings) if pings else None
    return OpenTodo(number, f"To-do {number}", EntityRef(DEAL, 1), deadline, "Contoso", known, updated)


def span(now: datetime, looked: timedelta = A_MINUTE, begun: datetime = LONG_AGO) -> Span:
    return Span(begun, now - looked, now)


def told(todos: list[OpenTodo], now: datetime, kept: Kept = NOTHING, looked: timedelta = A_MINUTE) -> list[int]:
    return [each.offset for each in came(todos, kept, span(now, looked))]


@pytest.mark.parametrize(
    ("now", "offsets"),
    [
        (NINE - minutes(61), []),
        (NINE - minutes(60), [60]),
        (NINE - minutes(15), [60, 15]),
        (NINE, [60, 15, 0]),
    ],
)
def test_each_known_ping_and_the_deadline_have_their_moment(now: datetime, offsets: list[int]) -> None:
    assert told([todo(NINE, 15, 60)], now, looked=timedelta(days=1)) == offsets


def test_unknown_pings_leave_the_deadline() -> None:
    assert told([todo(NINE)], NINE - minutes(1)) == []
    assert told([todo(NINE)], NINE) == [0]


def test_what_was_told_is_never_told_again_unless_the_deadline_is_another() -> None:
    kept = Kept(told=frozenset({Key(1, NINE, 0)}))

    assert told([todo(NINE)], NINE, kept) == []
    assert told([todo(NINE + minutes(5))], NINE + minutes(5), kept) == [0]


def test_a_moment_that_had_passed_when_the_deadline_was_given_never_comes() -> None:
    made_now = todo(NINE + minutes(30), 60, 15, updated=NINE)

    assert told([made_now], NINE) == []
    assert told([made_now], NINE + minutes(15)) == [15]


def test_one_that_arrives_late_is_told_late() -> None:
    made_yesterday = todo(NINE, updated=NINE - timedelta(days=1))
    assert told([made_yesterday], NINE + minutes(10), looked=minutes(1)) == [0]


def test_what_came_before_reminding_was_switched_on_is_no_news() -> None:
    assert came([todo(NINE)], NOTHING, Span(NINE, NINE, NINE + minutes(1))) == []
    assert came([todo(NINE + minutes(1))], NOTHING, Span(NINE, NINE, NINE + minutes(1))) != []


def test_what_is_a_month_old_is_no_news_either() -> None:
    now = NINE + OLDEST
    assert came([todo(NINE)], NOTHING, span(now, timedelta(days=60))) == []
    assert came([todo(NINE + minutes(1))], NOTHING, span(now, timedelta(days=60))) != []


def test_one_that_comes_again_does_so_at_its_new_moment_once() -> None:
    key = Key(1, NINE, 15)
    kept = Kept(told=frozenset({key}), again={key: NINE + minutes(2)})
    one = todo(NINE + minutes(0), 15)

    assert told([one], NINE + minutes(1), replace(kept, told=kept.told | {Key(1, NINE, 0)})) == []
    found = came([one], kept, span(NINE + minutes(2)))
    assert [(each.offset, each.at) for each in found] == [(0, NINE), (15, NINE + minutes(2))]


def test_one_that_comes_again_is_forgotten_with_its_deadline() -> None:
    kept = Kept(again={Key(1, NINE, 0): NINE + minutes(2)})
    moved = todo(NINE + timedelta(days=1))
    assert came([moved], kept, span(NINE + minutes(5))) == []
    assert next_at([moved], kept, NINE) == moved.deadline


def test_of_several_of_one_activity_the_last_says_everything() -> None:
    found = came([todo(NINE, 60, 15), todo(NINE - minutes(30), number=2)], NOTHING, span(NINE, timedelta(hours=5)))

    assert [(each.todo.id, each.offset) for each in latest(found)] == [(2, 0), (1, 0)]


@pytest.mark.parametrize(
    ("now", "expected"),
    [(NINE - minutes(90), NINE - minutes(60)), (NINE - minutes(60), NINE - minutes(15)), (NINE, None)],
)
def test_the_next_moment(now: datetime, expected: datetime | None) -> None:
    assert next_at([todo(NINE, 15, 60)], NOTHING, now) == expected


def test_what_waits_is_the_most_urgent_first_and_once_for_each_activity() -> None:
    kept = Kept(waiting=frozenset({Key(1, NINE, 60), Key(1, NINE, 0), Key(2, NINE - minutes(5), 0), Key(3, NINE, 0)}))
    todos = [todo(NINE), todo(NINE - minutes(5), number=2), todo(NINE + minutes(1), number=3)]

    assert [(each.todo.id, each.offset) for each in waiting(todos, kept)] == [(2, 0), (1, 0)]


def some(number: int) -> list[Reminder]:
    return [Reminder(todo(NINE, number=each), 0, NINE) for each in range(1, number + 1)]


@pytest.mark.parametrize(
    ("number", "looked", "cause", "is_list"),
    [
        pytest.param(1, minutes(1), Cause.DUE, False, id="one speaks for itself"),
        pytest.param(3, minutes(1), Cause.DUE, False, id="three at once do so too"),
        pytest.param(4, minutes(1), Cause.DUE, True, id="four at once are a list"),
        pytest.param(1, timedelta(hours=8), Cause.AWAY, False, id="one that was missed speaks for itself"),
        pytest.param(7, timedelta(hours=8), Cause.AWAY, True, id="seven that were missed are one list"),
    ],
)
def test_alone_or_as_a_list(number: int, looked: timedelta, cause: Cause, is_list: bool) -> None:
    said = announce(some(number), span(NINE, looked), LOUD, BERLIN)

    assert said is not None
    assert (said.cause, said.is_list, len(said.reminders)) == (cause, is_list, number)


def test_nothing_is_told_while_it_is_quiet_and_all_at_its_end() -> None:
    evening, morning = NINE.replace(hour=21), NINE.replace(day=3, hour=7)  # 22:00 and 8:00 in Berlin

    held = [replace(each, at=evening) for each in some(2)]

    assert announce(held, span(evening), NIGHT, BERLIN) is None
    said = announce(held, Span(LONG_AGO, evening, morning), NIGHT, BERLIN)
    assert said is not None
    assert (said.cause, said.is_list) == (Cause.QUIET, True)


def test_nothing_is_told_when_there_is_nothing_or_nobody_wants_it() -> None:
    assert announce([], span(NINE), LOUD, BERLIN) is None
    assert announce(some(1), span(NINE), Options(on=False), BERLIN) is None


@pytest.mark.parametrize(
    ("deadline", "now", "expected"),
    [
        pytest.param("2026-03-02T15:00", "2026-03-02T15:00", "2026-03-03T15:00", id="today's"),
        pytest.param("2026-02-20T15:00", "2026-03-02T09:00", "2026-03-03T15:00", id="one long overdue"),
        pytest.param("2026-03-28T02:30", "2026-03-28T09:00", "2026-03-29T03:30", id="an hour that the clocks skip"),
        pytest.param("2026-10-24T09:00", "2026-10-24T23:30", "2026-10-25T09:00", id="over the long night"),
    ],
)
def test_tomorrow_is_the_day_after_today_at_the_same_hour(deadline: str, now: str, expected: str) -> None:
    was, at, will = (datetime.fromisoformat(each).replace(tzinfo=BERLIN) for each in (deadline, now, expected))
    assert tomorrow(was.astimezone(UTC), at.astimezone(UTC), BERLIN) == will


OFFSETS = st.frozensets(st.integers(0, 3_000), max_size=4)
TODOS = st.lists(
    st.builds(
        lambda number, after, pings: todo(NINE + minutes(after), *pings, number=number),
        st.integers(1, 5), st.integers(-3_000, 3_000), OFFSETS,
    ),
    max_size=5, unique_by=lambda each: each.id,
)  # fmt: skip


@given(TODOS, st.lists(st.integers(0, 500), min_size=1, max_size=12))
def test_whatever_the_steps_of_the_clock_everything_is_told_once(todos: list[OpenTodo], steps: list[int]) -> None:
    kept, looked = NOTHING, NINE - timedelta(minutes=1)
    said: list[Key] = []
    for step in steps:
        now = looked + minutes(step)
        keys = [each.key for each in came(todos, kept, Span(NINE - minutes(1), looked, now))]
        said += keys
        kept, looked = Kept(told=kept.told | set(keys)), now

    assert len(said) == len(set(said))
    offsets = {each.id: {0, *(each.pings.minutes if each.pings else ())} for each in todos}
    expected = {
        Key(each.id, each.deadline, offset)
        for each in todos
        for offset in offsets[each.id]
        if NINE - minutes(1) < each.deadline - minutes(offset) <= looked
    }
    assert set(said) == expected
