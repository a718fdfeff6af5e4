"""The first rows of a search are the head of what the whole search finds, whichever way they are found."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.entities import DEAL, Entity, EntityRef, Person
from daybook.domain.filtering import Among, AnyOf, Clause, Fact, Filter, Moment, Order, Says, SortKey, Within
from daybook.domain.todo import TodoColor
from daybook.store.copy import first_rows, orders, select, writes
from daybook.store.copy.copy import PortalCopy
from daybook.store.copy.owners import Owners
from daybook.store.copy.recall import Recall
from daybook.store.copy.schema import MIGRATIONS, ORDERS
from daybook.store.copy.searching import Search, taken_apart
from daybook.store.copy.walking import walk

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
COUNT, HEAD = 8_000, 40
"""So that looking at rows is worth while for what is common, and not for what is rare."""
OPEN = Among(Fact.COMPLETED, frozenset({False}))
SUBJECTS = (
    "Call Contoso", "Čapek and Anna", "Check 田中 now", "Straße", "Confirm the contract", "ﬃnity", "zz 9", "Cancel",
    "Cut", "متابعة العقد", "Über Иванов", "Anna: site visit", "การโทร ๒", "", "¡Ça! call-back",
)  # fmt: skip
TITLES = ("Contoso", "Wingtip", "Ångström", "", "Anna 田", "Иван Company")
NEVER_THERE = ("q", "zzz", "contx", "田山", "-", " ")


def some(count: int = COUNT) -> list[Activity]:
    """Spread so that what is common stands everywhere."""
    colors = list(TodoColor)
    return [
        Activity(
            number, ActivityKind.CALL if number % 7 == 0 else ActivityKind.TODO,
            EntityRef(DEAL, number * number % 31 % 8 + 1),
            SUBJECTS[number * number % 17 % len(SUBJECTS)],
            deadline=NOW + timedelta(minutes=number * 37 % count) if number % 11 else None,
            created=NOW - timedelta(minutes=number * 13 % 999), updated=NOW - timedelta(hours=number % 300),
            completed=number % 6 == 0, responsible_id=number % 5 or None, color=colors[number % len(colors)],
        )
        for number in range(1, count + 1)
    ]  # fmt: skip


def items() -> list[Entity]:
    return [Entity(EntityRef(DEAL, number), title) for number, title in enumerate(TITLES, 1)]


async def fill(copy: PortalCopy, activities: list[Activity]) -> None:
    await copy.put_entities(items())
    await copy.put_activities(activities)


# By the plain definition


@cache
def filled(arranged: bool) -> sqlite3.Connection:
    """A copy in memory that all the examples read."""
    db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    db.row_factory = sqlite3.Row
    for script in MIGRATIONS:
        db.executescript(script)
    db.execute("BEGIN")
    writes.put_entities(db, items())
    writes.put_activities(db, some(3_000))
    writes.put_people(db, [Person(1, "Zoe"), Person(2, "Anna"), Person(3, "Čenek")])
    for index in ORDERS if arranged else ():
        db.execute(index)
    db.execute("COMMIT")
    return db


@pytest.fixture(scope="module", autouse=True)
def _closed() -> Iterator[None]:
    yield
    for arranged in (False, True):
        filled(arranged).close()
    filled.cache_clear()


def plainly(db: sqlite3.Connection, wanted: Filter, order: Order) -> list[int]:
    """What a filter shows, by one query that looks at every row and sorts what it finds."""
    condition = select.where(wanted)
    sql = f"SELECT a.id FROM activities a WHERE {condition.text} ORDER BY {select.order_by(order)}"
    return [number for (number,) in db.execute(sql, condition.values)]


@st.composite
def typed(draw: st.DrawFn) -> str:
    """A few letters or words out of what is there, as far as somebody has typed, and now and then something else."""
    whole = draw(st.sampled_from([each for each in (*SUBJECTS, *TITLES) if each]))
    parts = whole.split()
    begin = draw(st.integers(0, len(parts) - 1))
    text = " ".join(parts[begin:])[: draw(st.integers(1, 12))]
    return draw(st.sampled_from([text, text.upper(), draw(st.text(max_size=3)), draw(st.sampled_from(NEVER_THERE))]))


def says() -> st.SearchStrategy[Clause]:
    plain = st.builds(Says, typed())
    rarer = st.builds(Says, typed(), st.booleans()) | st.builds(
        lambda one, two: AnyOf((Filter((Says(one),)), Filter((Says(two), OPEN)))), typed(), typed()
    )
    return st.one_of(plain, plain, plain, rarer)


OTHERS: tuple[Clause, ...] = (
    OPEN,
    Among(Fact.KIND, frozenset({"call"})),
    Among(Fact.RESPONSIBLE, frozenset({1, None})),
    Within(Moment.DEADLINE, NOW, NOW + timedelta(hours=30)),
    Within(Moment.DEADLINE, none=True),
)
FILTERS = st.builds(
    lambda found, others: Filter((*others, *found)),
    st.lists(says(), min_size=1, max_size=3),
    st.lists(st.sampled_from(OTHERS), max_size=2, unique=True),
)
SORTED = st.builds(Order, st.sampled_from(SortKey), st.booleans())


@given(FILTERS, SORTED, st.integers(0, 300), st.booleans(), st.booleans())
def test_every_way_finds_what_the_plain_query_finds(
    wanted: Filter, order: Order, limit: int, arranged: bool, standing: bool
) -> None:
    db, recall = filled(arranged), Recall()
    if standing:
        orders.ids(db, taken_apart(wanted)[1], order, recall=recall)
    expected = plainly(db, wanted, order)

    assert list(orders.ids(db, wanted, order, limit, recall=recall)) == expected[:limit]
    assert list(orders.ids(db, wanted, order, recall=recall)) == expected
    assert list(orders.ids(db, wanted, order, limit, recall=recall)) == expected[:limit]


@given(st.lists(st.tuples(FILTERS, st.booleans(), st.none() | st.integers(0, 300)), min_size=2, max_size=5))
def test_what_is_remembered_of_one_question_does_not_spoil_the_next(
    questions: list[tuple[Filter, bool, int | None]],
) -> None:
    db, recall = filled(True), Recall()
    for wanted, descending, limit in questions:
        order = Order(descending=descending)
        for each in (Filter(wanted.clauses[1:]), wanted):  # the same with less besides, and then with all
            expected = plainly(db, each, order)
            assert list(orders.ids(db, each, order, limit, recall=recall)) == expected[:limit]
            assert list(orders.ids(db, each, order, recall=recall)) == expected


@given(st.lists(typed(), min_size=1, max_size=3), st.lists(st.integers(1, 3_200), max_size=400, unique=True))
def test_what_is_held_is_known_of_any_rows(texts: list[str], rows: list[int]) -> None:
    db = filled(True)
    wanted = Filter(tuple(map(Says, texts)))
    found = set(plainly(db, wanted, Order()))
    asked, _ = taken_apart(wanted)
    if not asked:
        assert len(found) == 3_000
        return
    search = Search(Recall().holdings(db, asked))

    assert search.among(rows) == [each for each in rows if each in found]
    assert set(search.found) == found
    assert all(0 <= each.share <= 1 for each in search.held)


@given(st.lists(st.lists(st.integers(1, 3_100), max_size=60, unique=True), max_size=6), st.integers(1, 100))
def test_whose_an_activity_is_is_known_however_little_is_remembered(questions: list[list[int]], most: int) -> None:
    db = filled(True)
    owners = Owners(db, most)
    owned = {each.id: each.owner.id for each in some(3_000)}
    numbers = {row["id"]: row["number"] for row in db.execute("SELECT id, number FROM entities")}

    for ids in questions:
        items = owners.items(ids)
        assert [items[each] for each in ids] == [numbers.get(owned.get(each, 0), 0) for each in ids]
        assert owners.unknown(ids) == 0


# By a copy on disk


@pytest.mark.parametrize("arranged", [False, True], ids=["while loading", "arranged"])
async def test_the_first_rows_are_the_head_of_all(copy: PortalCopy, arranged: bool) -> None:
    await fill(copy, some())
    if arranged:
        await copy.arrange()

    for text in ("c", "con", "cont", "č", "w", "田", "ß", "ffi", "9", "zz", "a", "å", "q", "-", "مت", "ив", "ก"):
        for others in ((), (OPEN,), (OPEN, Says("call"))):
            for order in (Order(), Order(descending=True), Order(SortKey.UPDATED), Order(SortKey.SUBJECT)):
                wanted = Filter((*others, Says(text)))
                whole = list(await copy.ids(wanted, order))
                assert list(await copy.ids(wanted, order, limit=HEAD)) == whole[:HEAD], (text, order)


def looked_at(copy: PortalCopy, text: str) -> list[int] | None:
    """What is found by looking at the first rows only."""
    with closing(sqlite3.connect(copy.path)) as db:
        asked, others = taken_apart(Filter((Says(text),)))
        with closing(walk(db, others, Order())) as standing:
            found = first_rows.first(Search(Recall().holdings(db, asked)), standing, HEAD)
    return None if found is None else list(found)


async def test_only_for_what_is_common_the_first_rows_are_looked_at(copy: PortalCopy) -> None:
    await fill(copy, some())

    for common in ("c", "cal", "contoso", "ann", "田", "مت"):
        assert looked_at(copy, common) == list(await copy.ids(Filter((Says(common),)), Order()))[:HEAD], common
    assert looked_at(copy, "zzz") is None


async def test_a_beginning_that_is_common_only_behind_the_first_rows(copy: PortalCopy) -> None:
    late = [each for each in some() if each.id <= 400]
    late += [
        Activity(number, ActivityKind.TODO, EntityRef(DEAL, 4), "Visit", deadline=NOW + timedelta(days=number))
        for number in range(401, COUNT)
    ]
    await fill(copy, late)
    assert looked_at(copy, "v") is None

    found = await copy.ids(Filter((Says("v"),)), Order(), limit=HEAD)

    assert list(found) == list(range(401, 401 + HEAD))


async def test_what_a_beginning_is_not_in(copy: PortalCopy) -> None:
    await fill(copy, some())
    wanted = Filter((Says("c", negated=True),))

    found = list(await copy.ids(wanted, Order(), limit=HEAD))

    assert found == list(await copy.ids(wanted, Order()))[:HEAD]


async def test_a_search_after_a_write_finds_what_was_written(copy: PortalCopy) -> None:
    await fill(copy, some())
    wanted, everything = Filter((Says("contoso"),)), Filter()
    before = list(await copy.ids(everything, Order()))
    found = set(await copy.ids(wanted, Order()))

    first, second = before[0], before[1]
    await copy.put_activities([Activity(first, ActivityKind.CALL, EntityRef(DEAL, 7), "Contoso again")])
    await copy.drop_activities([second])

    assert set(await copy.ids(everything, Order())) == set(before) - {second}
    whole = list(await copy.ids(wanted, Order()))
    assert set(whole) == (found | {first}) - {second}
    assert list(await copy.ids(wanted, Order(), limit=HEAD)) == whole[:HEAD]
