"""Every order is the one that sorting would give, whichever way it is found."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from daybook.domain.activity import Activity, ActivityKind, Priority
from daybook.domain.entities import DEAL, Entity, EntityRef, Person
from daybook.domain.filtering import Among, Fact, Filter, Moment, Order, Says, SortKey, Within
from daybook.domain.todo import TodoColor
from daybook.store.copy import words
from daybook.store.copy.codes import COLORS, KINDS
from daybook.store.copy.copy import PortalCopy
from daybook.store.copy.schema import MIGRATIONS, ORDERS
from tests.store.copy.conftest import PORTAL

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TITLES = {1: "Zebra", 2: "Ärger", 3: "Zebra", 4: "", 5: "apple"}  # the sixth was not read
NAMES = {1: "Zoe", 2: "Anna"}  # the third was not read
FILTERS = {
    "all": Filter(),
    "most": Filter((Among(Fact.COMPLETED, frozenset({False})),)),
    "few": Filter((Among(Fact.COLOR, frozenset({"3"})), Among(Fact.KIND, frozenset({"call"})))),
    "made lately": Filter((Within(Moment.CREATED, NOW - timedelta(days=2), None),)),
    "by a word": Filter((Says("activity 1"),)),
    "none": Filter((Among(Fact.RESPONSIBLE, frozenset({77})),)),
}


def some() -> list[Activity]:
    kinds = [ActivityKind.TODO, ActivityKind.CALL, ActivityKind.EMAIL]
    moments = [None, *(NOW - timedelta(hours=7 * (number % 17)) for number in range(40))]
    return [
        Activity(
            number, kinds[number % 3], EntityRef(DEAL, number % 6 + 1), f"Activity {number % 25}",
            deadline=moments[number % 13], created=moments[number % 41], updated=moments[number % 29],
            start=moments[number % 5], end=moments[number % 7], completed=number % 6 == 0,
            responsible_id=number % 4 or None, color=list(TodoColor)[number % 8], priority=Priority(number % 4),
        )
        for number in range(1, 301)
    ]  # fmt: skip


FACTS: dict[SortKey, Callable[[Activity], object]] = {
    SortKey.SUBJECT: lambda each: words.sort_key(each.subject),
    SortKey.OWNER: lambda each: words.sort_key(TITLES.get(each.owner.id, "")) or None,
    SortKey.RESPONSIBLE: lambda each: words.sort_key(NAMES.get(each.responsible_id or 0, "")) or None,
    SortKey.KIND: lambda each: KINDS[each.kind],
    SortKey.COLOR: lambda each: COLORS[each.color],
    SortKey.COMPLETED: lambda each: each.completed,
    SortKey.PRIORITY: lambda each: each.priority,
    SortKey.DEADLINE: lambda each: each.deadline,
    SortKey.CREATED: lambda each: each.created,
    SortKey.UPDATED: lambda each: each.updated,
    SortKey.START: lambda each: each.start,
    SortKey.END: lambda each: each.end,
    SortKey.ID: lambda each: each.id,
}


def sorted_by(found: list[Activity], order: Order) -> list[int]:
    """As a person would say it: what has no value comes last either way, and equals stand newest first."""
    rest = sorted(found, key=lambda each: each.id, reverse=True)
    if order.key is SortKey.OWNER:
        rest.sort(key=lambda each: each.owner)
    if order.key is SortKey.RESPONSIBLE:  # somebody without a name, and then nobody
        rest.sort(key=lambda each: (each.responsible_id is None, each.responsible_id or 0))
    fact = FACTS[order.key]
    valued = [each for each in rest if fact(each) is not None]
    valued.sort(key=fact, reverse=order.descending)  # type: ignore[arg-type]
    return [each.id for each in (*valued, *(each for each in rest if fact(each) is None))]


async def fill(copy: PortalCopy) -> None:
    await copy.put_entities([Entity(EntityRef(DEAL, number), title) for number, title in TITLES.items()])
    await copy.put_activities(some())
    await copy.put_people([Person(number, name) for number, name in NAMES.items()])


@pytest.mark.parametrize("arranged", [False, True], ids=["while loading", "arranged"])
@pytest.mark.parametrize("descending", [False, True], ids=["up", "down"])
@pytest.mark.parametrize("key", list(SortKey))
async def test_an_order_is_what_sorting_gives(copy: PortalCopy, key: SortKey, descending: bool, arranged: bool) -> None:
    await fill(copy)
    if arranged:
        await copy.arrange()
    order = Order(key, descending)

    for name, wanted in FILTERS.items():
        shown = set(await copy.ids(wanted, Order(SortKey.ID)))
        expected = sorted_by([each for each in some() if each.id in shown], order)
        assert list(await copy.ids(wanted, order)) == expected, name
        assert list(await copy.ids(wanted, order, limit=40)) == expected[:40], name
        assert list(await copy.ids(wanted, order, limit=0)) == [], name


async def test_arranging_twice_and_writing_afterwards(copy: PortalCopy) -> None:
    await fill(copy)
    await copy.arrange()
    await copy.arrange()

    await copy.put_activities([replace(some()[0], subject="zzz")])
    await copy.put_entities([Entity(EntityRef(DEAL, 5), "Zulu")])

    assert list(await copy.ids(Filter(), Order(SortKey.SUBJECT, descending=True), limit=1)) == [1]
    last = await copy.ids(Filter(), Order(SortKey.OWNER, descending=True), limit=1)
    assert [line.owner_title for line in await copy.lines(last)] == ["Zulu"]
    assert list(await copy.ids(Filter((Says("zzz"),)), Order())) == [1]


async def test_a_file_of_an_earlier_daybook_is_arranged_too(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(f"PRAGMA journal_mode = WAL; {MIGRATIONS[0]}; PRAGMA user_version = 1")
    copy = await PortalCopy.open(path, portal=PORTAL)
    await fill(copy)

    await copy.arrange()

    assert list(await copy.ids(Filter(), Order(SortKey.UPDATED))) == sorted_by(some(), Order(SortKey.UPDATED))
    await copy.aclose()
    with closing(sqlite3.connect(path)) as db:
        names = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    assert len([name for name in names if name.startswith("by_")]) == len(ORDERS) + 2


async def test_the_second_daybook_leaves_arranging_to_the_first(copy: PortalCopy) -> None:
    await fill(copy)
    second = await PortalCopy.open(copy.path, portal=PORTAL)
    await second.arrange()
    assert list(await second.ids(Filter(), Order(SortKey.SUBJECT))) == sorted_by(some(), Order(SortKey.SUBJECT))
    await second.aclose()
    with closing(sqlite3.connect(copy.path)) as db:
        assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'by_subject'").fetchone()


async def test_items_are_renamed_many_at_once(copy: PortalCopy) -> None:
    await fill(copy)
    titles = {5: "First", 4: "Second", 3: "Zebra", 2: "Third", 6: "New", 2**62: "Far"}
    renamed = [Entity(EntityRef(DEAL, number), title) for number, title in titles.items()]
    await copy.put_entities([Entity(EntityRef(DEAL, 5), "Never"), *renamed])

    found = await copy.ids(Filter(), Order(SortKey.OWNER))
    titles_in_order = list(dict.fromkeys(line.owner_title for line in await copy.lines(found)))
    assert titles_in_order == ["First", "New", "Second", "Third", "Zebra"]
    for word, number in (("second", 50), ("ärger", 0), ("apple", 0), ("never", 0), ("new", 50), ("zebra", 100)):
        assert len(await copy.ids(Filter((Says(word),)), Order())) == number, word
    far, count = await copy.find_entities(DEAL, "far")
    assert ([each.ref.id for each in far], count) == ([2**62], 1)


async def test_the_search_is_put_in_order_once_when_many_rows_come(copy: PortalCopy) -> None:
    await copy.expect_many()
    for each in some()[:40]:
        await copy.put_activities([each])
    assert pieces(copy.path) == 40
    assert list(await copy.ids(Filter((Says("activity 7"),)), Order(SortKey.ID))) == [7, 32]

    await copy.arrange()
    assert pieces(copy.path) == 1
    for each in some()[40:90]:
        await copy.put_activities([each])

    assert pieces(copy.path) < 20
    assert list(await copy.ids(Filter((Says("activity 7"),)), Order(SortKey.ID))) == [7, 32, 57, 82]


def pieces(path: Path) -> int:
    """Of how many the search index consists."""
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("SELECT count(DISTINCT segid) FROM words_idx").fetchone()[0])
