"""The book of connections: ids are fixed, names are only shown."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from daybook.domain.pending import PendingEdit
from daybook.domain.run import Field
from daybook.store.connections import (
    ENTERPRISE_BURST,
    ENTERPRISE_RATE_PER_S,
    Connection,
    ConnectionBook,
    ConnectionKind,
    NameTaken,
    NoSuchConnection,
    new_id,
)
from daybook.store.database import Database
from daybook.store.drafts import Drafts
from daybook.store.pending import PendingEditBook
from daybook.store.reminders import RemindersTold
from tests.store.test_drafts import DRAFT

MADE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def a_connection(name: str, user_id: int = 1) -> Connection:
    return Connection(
        new_id(), name, "https://northwind.bitrix24.com", user_id, "Anna Berg", ConnectionKind.WEBHOOK, MADE
    )


@pytest.fixture
def book(memory: Database) -> ConnectionBook:
    return ConnectionBook(memory)


async def test_a_connection_comes_back_as_it_was(book: ConnectionBook) -> None:
    added = replace(a_connection("Northwind"), last_used=MADE + timedelta(days=1), kind=ConnectionKind.APPLICATION)
    await book.add(added)

    assert await book.all() == (added,)
    assert await book.get(added.id) == added


async def test_two_users_of_one_portal_live_side_by_side(book: ConnectionBook) -> None:
    anna, boris = a_connection("Northwind, Anna", 1), a_connection("Northwind, Boris", 2)
    await book.add(boris)
    await book.add(anna)

    assert await book.all() == (anna, boris)


async def test_renaming_keeps_the_id(book: ConnectionBook) -> None:
    before = a_connection("Northwind")
    await book.add(before)

    await book.rename(before.id, "Office")

    assert await book.all() == (replace(before, name="Office"),)


async def test_a_name_is_given_once_whatever_its_capitals(book: ConnectionBook) -> None:
    first, second = a_connection("Northwind"), a_connection("Contoso")
    await book.add(first)
    await book.add(second)

    with pytest.raises(NameTaken):
        await book.add(a_connection("NORTHWIND"))
    with pytest.raises(NameTaken):
        await book.rename(second.id, "northwind")
    await book.rename(first.id, "NorthWind")

    assert [each.name for each in await book.all()] == ["Contoso", "NorthWind"]


async def test_one_connection_at_most_is_current(book: ConnectionBook) -> None:
    first, second = a_connection("One"), a_connection("Two")
    await book.add(first)
    await book.add(second)
    assert await book.current_id() is None

    await book.set_current(first.id)
    await book.set_current(second.id)
    assert await book.current_id() == second.id

    await book.remove(second.id)
    assert await book.current_id() is None


async def test_use_and_limits_are_written_down(book: ConnectionBook) -> None:
    made = a_connection("Northwind")
    await book.add(made)

    await book.touch(made.id, MADE + timedelta(hours=1))
    await book.set_limits(made.id, ENTERPRISE_RATE_PER_S, ENTERPRISE_BURST)
    await book.set_remembered(made.id, False)

    assert await book.get(made.id) == replace(
        made,
        last_used=MADE + timedelta(hours=1),
        rate_per_s=ENTERPRISE_RATE_PER_S,
        burst=ENTERPRISE_BURST,
        remembered=False,
    )


async def test_a_forgotten_connection_takes_its_drafts_along_and_leaves_the_others(
    book: ConnectionBook, memory: Database
) -> None:
    gone, stays = a_connection("Gone"), a_connection("Stays")
    drafts = Drafts(memory)
    for each in (gone, stays):
        await book.add(each)
        await drafts.put(each.id, 7, DRAFT, None, MADE)

    await book.remove(gone.id)
    await book.remove(gone.id)

    assert await book.all() == (stays,)
    assert await drafts.all(gone.id) == ()
    assert len(await drafts.all(stays.id)) == 1


async def test_what_was_forgotten_cannot_be_changed(book: ConnectionBook) -> None:
    unknown = new_id()
    for change in (
        book.get(unknown),
        book.rename(unknown, "x"),
        book.touch(unknown, MADE),
        book.set_current(unknown),
        book.set_limits(unknown, 2, 50),
        book.set_remembered(unknown, True),
    ):
        with pytest.raises(NoSuchConnection):
            await change


async def test_a_failed_choice_leaves_the_old_one_current(book: ConnectionBook) -> None:
    made = a_connection("Northwind")
    await book.add(made)
    await book.set_current(made.id)

    with pytest.raises(NoSuchConnection):
        await book.set_current(new_id())

    assert await book.current_id() == made.id


def test_ids_say_nothing_and_differ() -> None:
    ids = {new_id() for _ in range(100)}

    assert len(ids) == 100
    assert all(len(each) == 32 and int(each, 16) >= 0 for each in ids)


async def test_what_a_person_left_on_a_portal_goes_with_the_last_connection(
    book: ConnectionBook, memory: Database
) -> None:
    webhook, application, other = a_connection("Webhook"), a_connection("Application"), a_connection("Boris", 2)
    for each in (webhook, application, other):
        await book.add(each)
    edit = PendingEdit(5, Field.TITLE, "Old", "New", MADE, "Call Andrew")
    mine, theirs = (PendingEditBook(memory, webhook.portal, user_id) for user_id in (1, 2))
    told = RemindersTold(memory, webhook.portal, 1)
    await mine.change([edit], [])
    await theirs.change([edit], [])
    await told.begin(MADE, anew=False)

    await book.remove(webhook.id)
    assert (await mine.count(), await theirs.count()) == (1, 1)

    await book.remove(application.id)
    assert (await mine.count(), await theirs.count()) == (0, 1)
    assert (await told.begin(MADE + timedelta(days=400), anew=False)).until == MADE + timedelta(days=400)
