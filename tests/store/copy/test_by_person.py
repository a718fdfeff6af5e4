"""What one person has to do is found without looking at what everybody else has, and it is the same as by looking."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.filtering import Among, Clause, Fact, Filter, Moment, Order, SortKey, Within
from daybook.domain.todo import TodoColor
from daybook.store.copy import orders, reads, writes
from daybook.store.copy.schema import MIGRATIONS, ORDERS

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
OTHERS, MINE = 4_000, 20
ME = 1
COLORS = list(TodoColor)

OPEN = Among(Fact.COMPLETED, frozenset({False}))
BY_ME = Among(Fact.RESPONSIBLE, frozenset({ME}))
OVERDUE = Within(Moment.DEADLINE, None, NOW)
BEGINS_TODAY = Within(Moment.START, NOW, NOW + DAY)


def some() -> list[Activity]:
    """Everybody's, a few of them mine; one in five is done, one in seven has no deadline."""
    return [
        Activity(
            number, ActivityKind.TODO, EntityRef(DEAL, 1), f"Activity {number}",
            deadline=None if number % 7 == 0 else NOW + timedelta(hours=number % 100 - 50),
            start=NOW + timedelta(hours=number % 1000 - 500), created=NOW - timedelta(minutes=number),
            completed=number % 5 == 0, color=COLORS[number % 8],
            responsible_id=ME if number % (OTHERS // MINE) == 1 else None if number % 11 == 0 else 2 + number % 3,
        )
        for number in range(1, OTHERS + 1)
    ]  # fmt: skip


TRUTHS: dict[str, tuple[tuple[Clause, ...], Callable[[Activity], bool]]] = {
    "open": ((OPEN, BY_ME), lambda each: not each.completed and each.responsible_id == ME),
    "done": (
        (Among(Fact.COMPLETED, frozenset({True})), BY_ME),
        lambda each: each.completed and each.responsible_id == ME,
    ),
    "overdue": (
        (OPEN, OVERDUE, BY_ME),
        lambda each: (
            not each.completed and each.responsible_id == ME and each.deadline is not None and each.deadline < NOW
        ),
    ),
    "begins today": (
        (OPEN, BY_ME, BEGINS_TODAY),
        lambda each: (
            not each.completed
            and each.responsible_id == ME
            and each.start is not None
            and NOW <= each.start < NOW + DAY
        ),
    ),
    "nobody's": (
        (OPEN, Among(Fact.RESPONSIBLE, frozenset({None}))),
        lambda each: not each.completed and each.responsible_id is None,
    ),
    "not mine": (
        (OPEN, Among(Fact.RESPONSIBLE, frozenset({ME}), negated=True)),
        lambda each: not each.completed and each.responsible_id != ME,
    ),
    "never": ((OPEN, Among(Fact.COMPLETED, frozenset({True})), BY_ME), lambda _: False),
    "red": (
        (BY_ME, OPEN, Among(Fact.COLOR, frozenset({COLORS[2].value}))),
        lambda each: not each.completed and each.responsible_id == ME and each.color is COLORS[2],
    ),
}


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    """A copy with all its orders."""
    with closing(sqlite3.connect(":memory:")) as made:
        made.row_factory = sqlite3.Row
        for step in MIGRATIONS:
            made.executescript(step)
        writes.put_activities(made, some())
        for index in ORDERS:
            made.execute(index)
        yield made


@pytest.mark.parametrize("name", TRUTHS)
@pytest.mark.parametrize("key", [SortKey.DEADLINE, SortKey.CREATED, SortKey.ID, SortKey.COLOR])
def test_it_is_what_looking_at_each_gives(db: sqlite3.Connection, name: str, key: SortKey) -> None:
    clauses, holds = TRUTHS[name]
    expected = {each.id for each in some() if holds(each)}

    for order in (Order(key), Order(key, descending=True)):
        found = list(orders.ids(db, Filter(clauses), order))
        assert set(found) == expected
        assert len(found) == len(expected)
        assert list(orders.ids(db, Filter(clauses), order, 7)) == found[:7]
    assert reads.count(db, Filter(clauses)) == len(expected)
    assert sum(each.count for each in reads.load(db, Filter(clauses), [NOW])) == len(expected)


@pytest.mark.parametrize("name", ["open", "overdue", "begins today", "red"])
def test_a_look_at_ones_own_costs_nothing_of_what_the_others_have(db: sqlite3.Connection, name: str) -> None:
    wanted = Filter(TRUTHS[name][0])

    for ask in (
        lambda: orders.ids(db, wanted, Order()),
        lambda: reads.count(db, wanted),
        lambda: reads.load(db, wanted, [NOW]),
    ):
        assert steps_of(db, ask) < OTHERS, "SQLite took at least one step for each activity"


def steps_of(db: sqlite3.Connection, ask: Callable[[], object]) -> int:
    """How many instructions SQLite's machine carried out."""
    steps = 0

    def count() -> None:
        nonlocal steps
        steps += 1

    db.set_progress_handler(count, 1)
    ask()
    db.set_progress_handler(None, 0)
    return steps
