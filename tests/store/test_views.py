"""Saved views: each portal's own, one of each name, in the person's order."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given, settings

from daybook.domain.columns import Column
from daybook.domain.filtering import Order, SortKey
from daybook.domain.grouping import GroupBy
from daybook.domain.view import View, ViewColumn
from daybook.store.database import Database
from daybook.store.memory import open_memory
from daybook.store.views import NoSuchView, ViewNameTaken, Views
from tests.domain.queries import views as any_views

HERE, THERE = "https://northwind.bitrix24.com", "https://contoso.bitrix24.com"
LATE = View(
    "Late",
    "is:overdue resp:me",
    (ViewColumn(Column.TITLE, 300), ViewColumn(Column.DEADLINE)),
    Order(SortKey.DEADLINE, descending=True),
    GroupBy.RESPONSIBLE,
)
CALLS, RED = View("Calls of this week", "type:call due:thisweek"), View("Red", "colour:rose")


@pytest.fixture
def views(memory: Database) -> Views:
    return Views(memory, HERE)


async def names(views: Views) -> list[str]:
    return [view.name for view in await views.all()]


@settings(max_examples=25, deadline=None)
@given(view=any_views)
def test_whatever_was_saved_is_there_after_a_restart(tmp_path_factory: pytest.TempPathFactory, view: View) -> None:
    path = tmp_path_factory.mktemp("views") / "memory.sqlite"

    async def write_and_read_with_another_connection() -> tuple[View, ...]:
        writing, reading = open_memory(path), open_memory(path)
        try:
            await Views(writing, HERE).put(view)
            return await Views(reading, HERE).all()
        finally:
            await writing.aclose()
            await reading.aclose()

    assert asyncio.run(write_and_read_with_another_connection()) == (view,)


async def test_a_new_view_comes_last_and_a_known_one_stays_where_it_is(views: Views) -> None:
    for view in (LATE, CALLS, RED):
        await views.put(view)
    louder = replace(LATE, name="LATE", group=None)
    await views.put(louder)

    assert await views.all() == (louder, CALLS, RED)


async def test_each_portal_has_its_own(views: Views, memory: Database) -> None:
    await views.put(LATE)
    await Views(memory, THERE).put(replace(LATE, filter="is:open"))
    await views.delete("Late")

    assert await views.all() == ()
    assert await Views(memory, THERE).all() == (replace(LATE, filter="is:open"),)


async def test_a_renamed_view_stays_where_it_is(views: Views) -> None:
    for view in (LATE, CALLS, RED):
        await views.put(view)
    await views.rename("calls of this WEEK", "Telephone")
    await views.rename("Telephone", "TELEPHONE")

    assert await views.all() == (LATE, replace(CALLS, name="TELEPHONE"), RED)


async def test_a_name_belongs_to_one_view(views: Views) -> None:
    await views.put(LATE)
    await views.put(RED)

    with pytest.raises(ViewNameTaken):
        await views.rename("Red", "late")
    with pytest.raises(NoSuchView):
        await views.rename("Blue", "Green")
    with pytest.raises(ValueError, match="name"):
        await views.rename("Red", "  ")
    assert await views.all() == (LATE, RED)


async def test_views_stand_as_the_person_arranges_them(views: Views) -> None:
    for view in (LATE, CALLS, RED):
        await views.put(view)
    await views.arrange(["red", "nobody", "Late", "Red"])
    assert await names(views) == ["Red", "Late", "Calls of this week"]

    await views.delete("Late")
    await views.delete("Late")
    await views.put(LATE)
    assert await names(views) == ["Red", "Calls of this week", "Late"]


async def test_a_filter_nobody_could_read_is_refused(views: Views) -> None:
    with pytest.raises(ValueError, match="filter"):
        await views.put(View("Typo", "reps:me"))
    assert await views.all() == ()


async def test_a_view_that_cannot_be_read_any_more_is_left_out_and_kept(views: Views, memory: Database) -> None:
    await views.put(LATE)
    await views.put(RED)
    with closing(sqlite3.connect(memory.path)) as db, db:
        db.execute("UPDATE saved_views SET file = '{}' WHERE name_key = 'late'")

    assert await views.all() == (RED,)
    with pytest.raises(NoSuchView):
        await views.rename("Late", "Later")
    await views.arrange(["Red", "Late"])
    await views.put(LATE)
    assert await views.all() == (RED, LATE)


async def test_half_a_character_survives_in_a_name(views: Views) -> None:
    broken = View("Smile \ud83d")
    await views.put(broken)
    assert await views.all() == (broken,)
