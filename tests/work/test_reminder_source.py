"""What the copy knows of my open activities."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest_asyncio

from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.entities import DEAL, Entity, EntityRef
from daybook.domain.reminders import OpenTodo
from daybook.domain.todo import PingOffsets
from daybook.store.copy.copy import PortalCopy
from daybook.store.memory import open_memory
from daybook.store.pings import KnownTodos
from daybook.work.reminder_source import CopySource

PORTAL, ME = "https://northwind.bitrix24.com", 1
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OWNER = EntityRef(DEAL, 102)
DAY = timedelta(days=1)


@pytest_asyncio.fixture
async def copy(tmp_path: Path) -> AsyncIterator[PortalCopy]:
    opened = await PortalCopy.open(tmp_path / "copy.sqlite", portal=PORTAL, memory=tmp_path / "memory.sqlite")
    yield opened
    await opened.aclose()


def todo(number: int, **values: object) -> Activity:
    made = Activity(
        number, ActivityKind.TODO, OWNER, f"To-do {number}", deadline=NOW, responsible_id=ME, updated=NOW - DAY,
        provider_id="CRM_TODO", type_id=6,
    )  # fmt: skip
    return replace(made, **values)  # type: ignore[arg-type]


async def test_mine_that_are_open_and_have_a_deadline_in_time(copy: PortalCopy) -> None:
    source = CopySource(copy, by_application=False)
    await copy.put_activities(
        [
            todo(1),
            todo(2, completed=True),
            todo(3, responsible_id=2),
            todo(4, deadline=None),
            todo(5, deadline=NOW - DAY - timedelta(seconds=1)),
            todo(6, deadline=NOW + DAY),
            todo(7, kind=ActivityKind.EMAIL, type_id=4, provider_id="CRM_EMAIL"),
            todo(8, kind=ActivityKind.CALL, type_id=2, provider_id="VOXIMPLANT_CALL"),
        ]
    )

    assert {each.id for each in await source.open_todos(ME, NOW - DAY, NOW + DAY)} == {1, 8}
    assert {each.id for each in await source.these(ME, range(1, 10))} == {1, 5, 6, 8}


async def test_everything_that_a_reminder_says(copy: PortalCopy, tmp_path: Path) -> None:
    memory = open_memory(tmp_path / "memory.sqlite")
    await KnownTodos(memory).remember(PORTAL, 1, NOW, pings=PingOffsets((0, 15)))
    await memory.aclose()
    await copy.put_entities([Entity(OWNER, "Northwind renewal")])
    await copy.put_activities([todo(1), todo(2, kind=ActivityKind.MEETING, type_id=1, provider_id="CRM_MEETING")])

    known, unknown = sorted(
        await CopySource(copy, by_application=False).open_todos(ME, NOW, NOW + DAY), key=lambda each: each.id
    )
    assert known == OpenTodo(1, "To-do 1", OWNER, NOW, "Northwind renewal", PingOffsets((0, 15)), NOW - DAY)
    assert (unknown.pings, unknown.can_complete, unknown.can_move) == (None, True, False)


async def test_it_tells_of_changes(copy: PortalCopy) -> None:
    source = CopySource(copy, by_application=False)
    told: list[bool] = []
    source.changed.add(lambda: told.append(True))
    await copy.put_activities([todo(1)])
    await copy.put_entities([Entity(OWNER, "Northwind renewal")])
    assert len(told) == 2
