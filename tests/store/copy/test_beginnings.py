"""The first rows of a search are the head of what the whole search finds, whichever way they are found."""

from datetime import UTC, datetime, timedelta

import pytest

from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.entities import DEAL, Entity, EntityRef
from daybook.domain.filtering import Among, Fact, Filter, Order, Says, SortKey
from daybook.store.copy.beginnings import LOOKED_AT
from daybook.store.copy.copy import PortalCopy

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
COUNT = 2 * LOOKED_AT
OPEN = Among(Fact.COMPLETED, frozenset({False}))
SUBJECTS = ("Call Contoso", "Write to Čapek", "田中 anrufen", "Straße", "Visit", "ﬃnity", "zz 9")
TITLES = ("Contoso", "Wingtip", "Ångström", "")


def some() -> list[Activity]:
    """The rare one stands last; what begins with C is common, first among all with a deadline."""
    return [
        Activity(
            number, ActivityKind.TODO, EntityRef(DEAL, number % len(TITLES) + 1), SUBJECTS[number * number % 7],
            "" if number < COUNT else "rarity", deadline=NOW + timedelta(hours=number % 400),
            updated=NOW - timedelta(hours=number % 300), completed=number % 6 == 0,
        )
        for number in range(1, COUNT + 1)
    ]  # fmt: skip


@pytest.mark.parametrize("arranged", [False, True], ids=["while loading", "arranged"])
async def test_the_first_rows_are_the_head_of_all(copy: PortalCopy, arranged: bool) -> None:
    await copy.put_entities([Entity(EntityRef(DEAL, number), title) for number, title in enumerate(TITLES, 1)])
    await copy.put_activities(some())
    if arranged:
        await copy.arrange()

    for typed in ("c", "co", "con", "cont", "č", "w", "田", "str", "ß", "ffi", "9", "z", "zz", "r", "a", "å", "q", "-"):
        for others in ((), (OPEN,), (OPEN, Says("call"))):
            for order in (Order(), Order(descending=True), Order(SortKey.UPDATED), Order(SortKey.SUBJECT)):
                wanted = Filter((*others, Says(typed)))
                whole = list(await copy.ids(wanted, order))
                assert list(await copy.ids(wanted, order, limit=200)) == whole[:200], (typed, order)


async def test_a_beginning_that_is_common_only_behind_the_first_rows(copy: PortalCopy) -> None:
    late = [
        Activity(
            number, ActivityKind.TODO, EntityRef(DEAL, 1), "Visit" if number <= LOOKED_AT else "Call",
            deadline=NOW + timedelta(hours=number),
        )
        for number in range(1, COUNT + 1)
    ]  # fmt: skip
    await copy.put_activities(late)

    found = await copy.ids(Filter((Says("c"),)), Order(), limit=200)

    assert list(found) == list(range(LOOKED_AT + 1, LOOKED_AT + 201))


async def test_what_a_beginning_is_not_in(copy: PortalCopy) -> None:
    await copy.put_activities(some())
    wanted = Filter((Says("c", negated=True),))

    found = list(await copy.ids(wanted, Order(), limit=200))

    assert found == list(await copy.ids(wanted, Order()))[:200]
