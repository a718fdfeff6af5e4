"""Groups add up to the list, and days are those of the person's own calendar."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.entities import COMPANY, DEAL, Entity, EntityRef, Person
from daybook.domain.filtering import Among, Fact, Filter, Order, SortKey
from daybook.domain.grouping import GroupBy, Standing
from daybook.domain.listing import ActivityLine
from daybook.domain.todo import TodoColor
from daybook.store.copy.copy import PortalCopy
from daybook.store.copy.groups import offsets

NOW = datetime(2026, 3, 29, 9, 0, tzinfo=UTC)  # the day on which Berlin changes its clocks
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = ("UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca")


def some() -> list[Activity]:
    kinds = list(ActivityKind)
    return [
        Activity(
            number, kinds[number % 3], EntityRef(DEAL, number % 5 + 1) if number % 7 else EntityRef(COMPANY, 9),
            f"Activity {number}", deadline=NOW + timedelta(hours=5 * number - 300) if number % 4 else None,
            completed=number % 6 == 0, responsible_id=number % 3 or None, color=list(TodoColor)[number % 8],
        )
        for number in range(1, 121)
    ]  # fmt: skip


def key(line: ActivityLine, by: GroupBy) -> Hashable:
    """The group by the line's own facts."""
    if by is GroupBy.DAY:
        return None if line.deadline is None else line.deadline.astimezone(BERLIN).date()
    if by is GroupBy.WEEK:
        day = None if line.deadline is None else line.deadline.astimezone(BERLIN).date()
        return None if day is None else day - timedelta(days=day.weekday())
    if by is GroupBy.STATE:
        late = line.is_overdue(NOW)
        return Standing.DONE if line.completed else Standing.OVERDUE if late else Standing.OPEN
    facts: dict[GroupBy, Hashable] = {
        GroupBy.OWNER: line.owner,
        GroupBy.RESPONSIBLE: line.responsible_id,
        GroupBy.COLOR: line.color,
        GroupBy.KIND: line.kind,
    }
    return facts[by]


@pytest.mark.parametrize("order", [Order(), Order(SortKey.SUBJECT, descending=True), Order(SortKey.DEADLINE, True)])
@pytest.mark.parametrize("by", list(GroupBy))
async def test_every_activity_stands_in_its_group(copy: PortalCopy, by: GroupBy, order: Order) -> None:
    await copy.put_activities(some())
    await copy.put_entities([Entity(EntityRef(DEAL, 2), "Ärger"), Entity(EntityRef(DEAL, 3), "Zebra")])
    await copy.put_people([Person(1, "Zoe"), Person(2, "Anna")])

    ids, groups = await copy.grouped(Filter(), order, by, now=NOW, zone=BERLIN)
    lines = await copy.lines(ids)

    found = [(name, len(list(part))) for name, part in groupby(lines, lambda line: key(line, by))]
    assert found == [(group.key, group.count) for group in groups]
    assert Counter(ids) == Counter(each.id for each in some())
    inside = {name: [line.id for line in part] for name, part in groupby(lines, lambda line: key(line, by))}
    flat = list(await copy.ids(Filter(), order))
    assert all(part == [each for each in flat if each in set(part)] for part in inside.values())


async def test_owners_are_named_and_stand_by_name(copy: PortalCopy) -> None:
    await copy.put_activities(some())
    await copy.put_entities([Entity(EntityRef(DEAL, 2), "Zebra"), Entity(EntityRef(DEAL, 3), "Ärger")])

    _, groups = await copy.grouped(Filter(), Order(), GroupBy.OWNER, now=NOW, zone=UTC)

    assert [group.title for group in groups] == ["Ärger", "Zebra", "", "", "", ""]


async def test_no_deadline_comes_last_and_the_order_turns_the_days(copy: PortalCopy) -> None:
    await copy.put_activities(some())

    _, rising = await copy.grouped(Filter(), Order(), GroupBy.DAY, now=NOW, zone=BERLIN)
    _, falling = await copy.grouped(Filter(), Order(descending=True), GroupBy.DAY, now=NOW, zone=BERLIN)

    assert rising[-1].key is falling[-1].key is None
    assert [group.key for group in falling[:-1]] == [group.key for group in rising[-2::-1]]


async def test_groups_of_a_filter_and_of_nothing(copy: PortalCopy) -> None:
    await copy.put_activities(some())
    calls = Filter((Among(Fact.KIND, frozenset({ActivityKind.CALL.value})),))
    nobody = Filter((Among(Fact.RESPONSIBLE, frozenset({77})),))

    ids, groups = await copy.grouped(calls, Order(), GroupBy.KIND, now=NOW, zone=UTC)

    assert [(group.key, group.count) for group in groups] == [(ActivityKind.CALL, len(ids))]
    assert await copy.grouped(nobody, Order(), GroupBy.DAY, now=NOW, zone=UTC) == (ids[:0], [])


async def test_deadlines_far_away(copy: PortalCopy) -> None:
    far = [datetime(1965, 5, 4, 23, 59, 59, tzinfo=UTC), datetime(9998, 12, 30, 1, tzinfo=UTC)]
    await copy.put_activities([replace(some()[0], id=number, deadline=each) for number, each in enumerate(far, 1)])

    _, groups = await copy.grouped(Filter(), Order(), GroupBy.DAY, now=NOW, zone=UTC)

    assert [group.key for group in groups] == [each.date() for each in far]


@given(
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    moments=st.lists(st.integers(0, 2_500_000_000), min_size=1, max_size=20),
)
def test_the_clocks_of_a_zone(zone: ZoneInfo, moments: list[int]) -> None:
    turns = list(offsets(zone, min(moments), max(moments)))

    for moment in moments:
        ahead = next(ahead for until, ahead in turns if moment < until)
        exact = datetime.fromtimestamp(moment, UTC).astimezone(zone).utcoffset()
        assert exact == timedelta(seconds=ahead)


@pytest.mark.parametrize("first_weekday", range(7), ids=["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
async def test_weeks_begin_where_people_begin_them(copy: PortalCopy, first_weekday: int) -> None:
    far = [datetime(1965, 5, 4, 23, 59, 59, tzinfo=UTC) + timedelta(days=day) for day in range(9)]
    near = [NOW + timedelta(days=day) for day in range(9)]
    dated = [replace(some()[0], id=number, deadline=each) for number, each in enumerate([*far, *near], 1)]
    await copy.put_activities(dated)

    ids, groups = await copy.grouped(Filter(), Order(), GroupBy.WEEK, now=NOW, zone=UTC, first_weekday=first_weekday)

    days = [each.date() for each in (*far, *near)]
    weeks = Counter(day - timedelta(days=(day.weekday() - first_weekday) % 7) for day in days)
    assert [(group.key, group.count) for group in groups] == list(weeks.items())
    assert list(ids) == [each.id for each in dated]
