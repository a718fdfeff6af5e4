"""Reminders and parents that only we know."""

from datetime import UTC, datetime, timedelta

import pytest

from daybook.domain.todo import PingOffsets
from daybook.store.database import Database
from daybook.store.pings import NOTHING_KNOWN, KnownTodo, KnownTodos

PORTAL, OTHER = "https://northwind.bitrix24.com", "https://contoso.bitrix24.com"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def todos(memory: Database) -> KnownTodos:
    return KnownTodos(memory)


async def test_what_nobody_wrote_is_unknown(todos: KnownTodos) -> None:
    assert await todos.known(PORTAL, 7) == NOTHING_KNOWN


async def test_no_reminders_at_all_is_something_else_than_unknown(todos: KnownTodos) -> None:
    await todos.remember(PORTAL, 7, NOW, pings=PingOffsets())

    assert await todos.known(PORTAL, 7) == KnownTodo(PingOffsets(), None, NOW)


async def test_learning_one_thing_keeps_the_other(todos: KnownTodos) -> None:
    await todos.remember(PORTAL, 7, NOW, pings=PingOffsets((0, 60)))
    await todos.remember(PORTAL, 7, NOW + timedelta(hours=1), parent_id=5)

    assert await todos.known(PORTAL, 7) == KnownTodo(PingOffsets((0, 60)), 5, NOW + timedelta(hours=1))


async def test_the_same_number_in_another_portal_is_another_todo(todos: KnownTodos) -> None:
    await todos.remember(PORTAL, 7, NOW, pings=PingOffsets((0,)))
    await todos.remember(OTHER, 7, NOW, pings=PingOffsets((15,)))
    await todos.forget(PORTAL, 7)
    await todos.forget(PORTAL, 7)

    assert await todos.known(PORTAL, 7) == NOTHING_KNOWN
    assert await todos.known(OTHER, 7) == KnownTodo(PingOffsets((15,)), None, NOW)
