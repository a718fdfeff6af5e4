"""Pending edits on disk: durable, everybody's own, and apart from the copy."""

import asyncio
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.pending import PendingEdit, Value
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets, TodoColor
from daybook.store.copy.copy import PortalCopy, set_aside
from daybook.store.database import Database
from daybook.store.memory import MIGRATIONS, open_memory
from daybook.store.pending import KeptEdit, PendingEditBook

PORTAL = "https://example.bitrix24.com"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]

moments = st.integers(0, 10**9).map(lambda seconds: NOW + timedelta(seconds=seconds))
VALUES: dict[Field, st.SearchStrategy[Value]] = {
    Field.TITLE: st.text(),
    Field.DESCRIPTION: st.text(),
    Field.DEADLINE: st.none() | moments,
    Field.COLOR: st.sampled_from(TodoColor),
    Field.RESPONSIBLE: st.none() | st.integers(1, 2**40),
    Field.COMPLETED: st.booleans(),
    Field.PINGS: st.none() | st.builds(PingOffsets.of, st.lists(st.integers(0, 10_000))),
}


def edits_of(name: Field) -> st.SearchStrategy[PendingEdit]:
    return st.builds(
        PendingEdit,
        activity_id=st.integers(1, 2**45),
        field=st.just(name),
        base=VALUES[name],
        wished=VALUES[name],
        made=moments,
        title=st.text(st.characters(exclude_categories=["Cs"])),
    )


edits = st.sampled_from(sorted(VALUES)).flatmap(edits_of)


def edit(number: int = 1, name: Field = Field.TITLE, wished: Value = "New") -> PendingEdit:
    return PendingEdit(number, name, "Old", wished, NOW, "Call Andrew")


@pytest.fixture
def book(memory: Database) -> PendingEditBook:
    return PendingEditBook(memory, PORTAL, 7)


@settings(max_examples=60, deadline=None)
@given(made=st.lists(edits, max_size=8, unique_by=lambda each: (each.activity_id, each.field)))
def test_every_value_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, made: list[PendingEdit]) -> None:
    async def there_and_back() -> set[PendingEdit]:
        database = open_memory(tmp_path_factory.mktemp("pending") / "memory.sqlite")
        book = PendingEditBook(database, PORTAL, 7)
        await book.change(made, ())
        found = await book.all()
        await database.aclose()
        return {each.edit for each in found}

    assert asyncio.run(there_and_back()) == set(made)


async def test_one_edit_a_cell_and_the_newest_wish_counts(book: PendingEditBook) -> None:
    await book.change([edit(wished="First"), edit(name=Field.COLOR, wished=TodoColor.BLUE)], ())
    await book.change([edit(wished="Second")], [(1, Field.COLOR)])
    assert [each.edit.wished for each in await book.all()] == ["Second"]
    assert await book.count() == 1


async def test_each_person_on_each_portal_has_her_own(book: PendingEditBook, memory: Database) -> None:
    await book.change([edit()], ())
    for portal, user in ((PORTAL, 8), ("https://other.bitrix24.com", 7)):
        other = PendingEditBook(memory, portal, user)
        assert await other.all() == ()
        await other.change((), [(1, Field.TITLE)])
    assert await book.count() == 1


async def test_a_run_that_writes_it_stays_noted_until_it_is_settled(book: PendingEditBook) -> None:
    await book.change([edit(), edit(2)], ())
    await book.sending([(1, Field.TITLE)], "r1")
    await book.change([edit(wished="Typed on")], ())
    assert {each.edit.activity_id: each.run_id for each in await book.all()} == {1: "r1", 2: None}
    await book.sending([(1, Field.TITLE)], None)
    assert {each.run_id for each in await book.all()} == {None}


WRITE_AND_DIE = """
import asyncio, os, signal, sys
from pathlib import Path
from tests.store.test_pending import PORTAL, PendingEditBook, edit, open_memory

async def main():
    book = PendingEditBook(open_memory(Path(sys.argv[1])), PORTAL, 7)
    await book.change([edit(), edit(2)], ())
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
async def test_what_was_kept_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    assert _exit_code_of(WRITE_AND_DIE, path) == -signal.SIGKILL
    database = open_memory(path)
    assert [each.edit for each in await PendingEditBook(database, PORTAL, 7).all()] == [edit(), edit(2)]
    await database.aclose()


def _exit_code_of(program: str, path: Path) -> int:
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "desktop"), str(ROOT)))}
    return subprocess.run([sys.executable, "-c", program, str(path)], cwd=ROOT, env=paths, check=False).returncode


async def test_a_copy_that_is_rebuilt_takes_nothing_with_it(
    tmp_path: Path, memory: Database, book: PendingEditBook
) -> None:
    path = tmp_path / "copy.sqlite"
    copy = await PortalCopy.open(path, portal=PORTAL, memory=memory.path)
    await copy.put_activities([Activity(1, ActivityKind.TODO, EntityRef(DEAL, 1), "Call Andrew")])
    await book.change([edit()], ())
    await copy.aclose()
    set_aside(path)
    copy = await PortalCopy.open(path, portal=PORTAL, memory=memory.path)
    assert await copy.activity(1) is None
    assert await book.all() == (KeptEdit(edit()),)
    await copy.aclose()


async def test_an_older_file_learns_of_pending_edits(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    older = Database(path, MIGRATIONS[:3])
    await older.run(lambda db: db.execute("INSERT INTO settings VALUES ('a', 'b')").rowcount)
    await older.aclose()
    newer = open_memory(path)
    await PendingEditBook(newer, PORTAL, 7).change([edit()], ())
    assert await PendingEditBook(newer, PORTAL, 7).count() == 1
    await newer.aclose()
