"""The first rows of a search are the head of what the whole search finds, whichever way they are found."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.entities import DEAL, Entity, EntityRef
from daybook.domain.filtering import Among, Fact, Filter, Order, Says, SortKey
from daybook.store.copy import beginnings, orders
from daybook.store.copy.copy import PortalCopy

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
COUNT, HEAD = 8_000, 40
"""So that looking at rows is worth while for what is common, and not for what is rare."""
OPEN = Among(Fact.COMPLETED, frozenset({False}))
SUBJECTS = ("Call Contoso", "Čapek", "Check 田中", "Straße", "Confirm", "ﬃnity", "zz 9", "Cancel", "Cut")
TITLES = ("Contoso", "Wingtip", "Ångström", "")


def some(subject_of_late: str = "") -> list[Activity]:
    """Two of three begin with C; `subject_of_late` is that of all but the first 400 by deadline."""
    return [
        Activity(
            number, ActivityKind.TODO, EntityRef(DEAL, number % len(TITLES) + 1),
            subject_of_late if subject_of_late and number > 400 else SUBJECTS[number * number % 9],
            deadline=NOW + timedelta(minutes=number), updated=NOW - timedelta(hours=number % 300),
            completed=number % 6 == 0,
        )
        for number in range(1, COUNT + 1)
    ]  # fmt: skip


async def fill(copy: PortalCopy, activities: list[Activity]) -> None:
    await copy.put_entities([Entity(EntityRef(DEAL, number), title) for number, title in enumerate(TITLES, 1)])
    await copy.put_activities(activities)


def looked_at(copy: PortalCopy, typed: str, order: Order) -> list[int] | None:
    """What is found by looking at the first rows only."""
    with closing(sqlite3.connect(copy.path)) as db:
        found = beginnings.first(
            db, Filter((Says(typed),)), order, HEAD, lambda others, most: orders.ids(db, others, order, most)
        )
    return None if found is None else list(found)


@pytest.mark.parametrize("arranged", [False, True], ids=["while loading", "arranged"])
async def test_the_first_rows_are_the_head_of_all(copy: PortalCopy, arranged: bool) -> None:
    await fill(copy, some())
    if arranged:
        await copy.arrange()

    for typed in ("c", "co", "con", "cont", "č", "w", "田", "str", "ß", "ffi", "9", "z", "zz", "a", "å", "q", "-"):
        for others in ((), (OPEN,), (OPEN, Says("call"))):
            for order in (Order(), Order(descending=True), Order(SortKey.UPDATED), Order(SortKey.SUBJECT)):
                wanted = Filter((*others, Says(typed)))
                whole = list(await copy.ids(wanted, order))
                assert list(await copy.ids(wanted, order, limit=HEAD)) == whole[:HEAD], (typed, order)


async def test_only_for_what_is_common_the_first_rows_are_looked_at(copy: PortalCopy) -> None:
    await fill(copy, some())

    common = looked_at(copy, "c", Order())

    assert common == list(await copy.ids(Filter((Says("c"),)), Order()))[:HEAD]
    assert looked_at(copy, "str", Order()) is None
    assert looked_at(copy, "call", Order()) is None  # four letters
    assert looked_at(copy, "c", Order(SortKey.SUBJECT)) is None


async def test_a_beginning_that_is_common_only_behind_the_first_rows(copy: PortalCopy) -> None:
    await fill(copy, some(subject_of_late="Visit"))
    assert looked_at(copy, "v", Order()) is None

    found = await copy.ids(Filter((Says("v"),)), Order(), limit=HEAD)

    assert list(found) == list(range(401, 401 + HEAD))


async def test_what_a_beginning_is_not_in(copy: PortalCopy) -> None:
    await fill(copy, some())
    wanted = Filter((Says("c", negated=True),))

    found = list(await copy.ids(wanted, Order(), limit=HEAD))

    assert found == list(await copy.ids(wanted, Order()))[:HEAD]
