"""What was told stays told: in the file, by portal and user, also between two programs."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from daybook.domain.reminders import Kept, Key
from daybook.domain.todo import PingOffsets
from daybook.store.database import Database
from daybook.store.memory import open_memory
from daybook.store.pings import KnownTodos
from daybook.store.reminders import FORGET_AFTER, RemindersTold, Told

PORTAL, OTHER = "https://northwind.bitrix24.com", "https://contoso.bitrix24.com"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AT, BEFORE = Key(7, NOW, 0), Key(7, NOW, 15)


@pytest.fixture
def kept(memory: Database) -> RemindersTold:
    return RemindersTold(memory, PORTAL, 1)


async def test_reminding_begins_once(kept: RemindersTold) -> None:
    assert await kept.begin(NOW, anew=False) == Told(NOW, NOW)
    await kept.tell([], [], NOW + timedelta(hours=1))

    assert await kept.begin(NOW + timedelta(days=1), anew=False) == Told(NOW, NOW + timedelta(hours=1))
    assert await kept.begin(NOW + timedelta(days=2), anew=True) == Told(
        NOW + timedelta(days=2), NOW + timedelta(days=2)
    )


async def test_what_was_told_is_told_and_waits_until_somebody_does_something(kept: RemindersTold) -> None:
    assert await kept.tell([AT, BEFORE], [AT], NOW) == {AT, BEFORE}
    assert await kept.kept() == Kept(frozenset({AT, BEFORE}), frozenset({AT}))

    await kept.settle([AT])
    assert await kept.kept() == Kept(frozenset({AT, BEFORE}))


async def test_one_that_comes_again_waits_then_and_not_before(kept: RemindersTold) -> None:
    await kept.tell([AT], [AT], NOW)
    again = NOW + timedelta(minutes=15)
    await kept.snooze([AT], again)
    assert await kept.kept() == Kept(frozenset({AT}), frozenset(), {AT: again})

    assert await kept.tell([AT], [AT], again) == {AT}
    assert await kept.kept() == Kept(frozenset({AT}), frozenset({AT}))


async def test_a_deadline_in_another_zone_is_the_same_deadline(kept: RemindersTold) -> None:
    await kept.tell([Key(7, NOW.astimezone(timezone(timedelta(hours=3))), 0)], [], NOW)

    assert (await kept.kept()).told == {AT}


async def test_of_two_programs_only_one_tells(kept: RemindersTold, memory: Database) -> None:
    second = open_memory(memory.path)
    try:
        others = RemindersTold(second, PORTAL, 1)
        assert await kept.tell([AT], [AT], NOW) == {AT}
        assert await others.tell([AT, BEFORE], [AT, BEFORE], NOW) == {BEFORE}
    finally:
        await second.aclose()


async def test_each_portal_and_each_user_is_told_by_itself(kept: RemindersTold, memory: Database) -> None:
    await kept.tell([AT], [AT], NOW)

    for portal, user in ((OTHER, 1), (PORTAL, 2)):
        assert await RemindersTold(memory, portal, user).kept() == Kept()


async def test_it_survives_the_program(tmp_path: Path) -> None:
    for expected in (frozenset({AT}), frozenset[Key]()):
        database = open_memory(tmp_path / "once.sqlite")
        assert await RemindersTold(database, PORTAL, 1).tell([AT], [], NOW) == expected
        await database.aclose()


async def test_what_is_very_old_is_forgotten_unless_it_comes_again(kept: RemindersTold) -> None:
    old, snoozed = Key(1, NOW, 0), Key(2, NOW, 0)
    await kept.tell([old, snoozed, Key(3, NOW + timedelta(days=1), 0)], [], NOW)
    await kept.snooze([snoozed], NOW + FORGET_AFTER)

    await kept.begin(NOW + FORGET_AFTER + timedelta(seconds=1), anew=False)
    assert {key.activity_id for key in (await kept.kept()).told} == {2, 3}


async def test_the_longest_reminder_of_the_portal(kept: RemindersTold, memory: Database) -> None:
    assert await kept.longest() == timedelta(0)
    todos = KnownTodos(memory)
    await todos.remember(PORTAL, 1, NOW, pings=PingOffsets((0, 1440)))
    await todos.remember(PORTAL, 2, NOW, pings=PingOffsets((0, 60)))
    await todos.remember(PORTAL, 3, NOW, parent_id=1)
    await todos.remember(OTHER, 4, NOW, pings=PingOffsets((10_080,)))

    assert await kept.longest() == timedelta(days=1)
