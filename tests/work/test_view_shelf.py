"""Saved views: kept in their order, written to files and read from them, whatever is in the files."""

import json
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from daybook.domain.columns import Column
from daybook.domain.filtering import Order, SortKey
from daybook.domain.grouping import GroupBy
from daybook.domain.query_reader import QueryReader
from daybook.domain.view import View, ViewColumn
from daybook.store.memory import open_memory
from daybook.store.views import ViewNameTaken, Views
from daybook.work.view_shelf import SUFFIX, ViewShelf

LATE = View(
    "Late", "is:overdue resp:me", (ViewColumn(Column.TITLE, 222), ViewColumn(Column.OWNER)),
    Order(SortKey.OWNER, True), GroupBy.DAY,
)  # fmt: skip


@pytest_asyncio.fixture
async def shelf(tmp_path: Path) -> AsyncIterator[ViewShelf]:
    database = open_memory(tmp_path / "memory.sqlite")
    yield ViewShelf(Views(database, "https://northwind.bitrix24.com"), QueryReader())
    await database.aclose()


async def put(shelf: ViewShelf, *names: str) -> None:
    for name in names:
        await shelf.put(View(name, "type:call"))


def in_folder(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def names(shelf: ViewShelf) -> list[str]:
    return [view.name for view in shelf.all]


async def test_they_are_moved_within_their_list(shelf: ViewShelf) -> None:
    await put(shelf, "a", "b", "c")

    await shelf.move("c", -1)
    assert names(shelf) == ["a", "c", "b"]
    await shelf.move("a", -1)
    await shelf.move("a", 99)
    assert names(shelf) == ["c", "b", "a"]


async def test_what_was_deleted_comes_back_to_its_place(shelf: ViewShelf) -> None:
    await put(shelf, "a", "b", "c")
    gone = shelf.all[1]

    await shelf.delete("b")
    assert names(shelf) == ["a", "c"]
    await shelf.put_back(gone, 1)
    assert shelf.all[1] == gone
    assert names(shelf) == ["a", "b", "c"]


async def test_renaming_tells_and_may_fail(shelf: ViewShelf) -> None:
    await put(shelf, "a", "b")
    told: list[int] = []
    shelf.changed.add(lambda: told.append(1))

    await shelf.rename("a", "Z")
    assert (names(shelf), len(told)) == (["Z", "b"], 1)
    with pytest.raises(ViewNameTaken):
        await shelf.rename("Z", "B")
    assert shelf.named("z") == shelf.all[0]


async def test_a_view_goes_into_a_file_and_comes_back_under_a_free_name(shelf: ViewShelf, tmp_path: Path) -> None:
    await shelf.put(LATE)
    path = tmp_path / f"Late{SUFFIX}"

    await shelf.export(LATE, path)
    reading = await shelf.take(path)

    assert reading.mistakes == ()
    assert reading.view is not None
    assert reading.view.name == "Late (2)"
    assert (reading.view.filter, reading.view.columns, reading.view.order, reading.view.group) == (
        LATE.filter, LATE.columns, LATE.order, LATE.group,
    )  # fmt: skip
    assert names(shelf) == ["Late", "Late (2)"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no files")
async def test_a_full_disk_costs_nothing_but_the_new_file(tmp_path: Path) -> None:
    import resource

    path = tmp_path / f"{'ü' * 110}{SUFFIX}"
    await ViewShelf.export(LATE, path)
    before = path.read_bytes()
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, usual[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            await ViewShelf.export(replace(LATE, filter="is:open"), path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert path.read_bytes() == before
    assert in_folder(tmp_path) == [path]


@pytest.mark.parametrize(
    ("text", "is_used", "mistakes"),
    [
        pytest.param(json.dumps({"daybook_view": 1, "filter": "is:open", "colums": ["title"]}), True, 1, id="a typo"),
        pytest.param(json.dumps({"daybook_view": 1, "filter": "colour:rde"}), False, 1, id="a wrong filter"),
        pytest.param("{", False, 1, id="half of it"),
        pytest.param("\x00\xff", False, 1, id="noise"),
        pytest.param(json.dumps({"daybook_view": 1}), True, 0, id="hardly anything"),
    ],
)
async def test_files_written_by_hand(shelf: ViewShelf, tmp_path: Path, text: str, is_used: bool, mistakes: int) -> None:
    path = tmp_path / f"By hand{SUFFIX}"
    path.write_text(text, "latin-1")

    reading = await shelf.take(path)

    assert (reading.view is not None, len(reading.mistakes)) == (is_used, mistakes)
    assert names(shelf) == (["By hand"] if is_used else [])


async def test_a_file_that_is_not_there(shelf: ViewShelf, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        await shelf.take(tmp_path / "nothing.json")
