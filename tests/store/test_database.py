"""A file that cannot be used says why: newer, damaged, disk or locked."""

import asyncio
import os
import sqlite3
import stat
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from daybook.store.database import Database, StoreUnusable

MIGRATIONS = ("CREATE TABLE things (name TEXT PRIMARY KEY) STRICT",)
NOBODY = 65534

Open = Callable[..., Database]


@pytest_asyncio.fixture
async def open_database(tmp_path: Path) -> AsyncIterator[Open]:
    opened: list[Database] = []

    def open_(
        path: Path = tmp_path / "things.sqlite",
        migrations: tuple[str, ...] = MIGRATIONS,
        page_bytes: int | None = None,
    ) -> Database:
        opened.append(Database(path, migrations, page_bytes=page_bytes))
        return opened[-1]

    yield open_
    for database in opened:
        await database.aclose()


def put(name: str) -> Callable[[sqlite3.Connection], int]:
    return lambda db: db.execute("INSERT INTO things VALUES (?)", (name,)).rowcount


def names(db: sqlite3.Connection) -> list[str]:
    return [row["name"] for row in db.execute("SELECT name FROM things ORDER BY name")]


async def reason_of(work: Awaitable[object]) -> str:
    with pytest.raises(StoreUnusable) as caught:
        await work
    return caught.value.reason


async def test_what_was_written_is_there_after_opening_again(open_database: Open) -> None:
    first = open_database()
    await first.run(put("one"))
    await first.aclose()

    assert await open_database().run(names) == ["one"]


async def test_a_file_keeps_the_pages_it_was_begun_with(open_database: Open) -> None:
    for wanted in (None, 16_384):
        database = open_database(page_bytes=wanted)
        assert await database.run(lambda db: db.execute("PRAGMA page_size").fetchone()[0]) == 4_096
        await database.run(put("Acme" if wanted is None else "Berg"))
        await database.aclose()
    assert await open_database().run(names) == ["Acme", "Berg"]


async def test_a_new_file_has_the_pages_that_are_wanted(open_database: Open) -> None:
    database = open_database(page_bytes=8_192)
    assert await database.run(lambda db: db.execute("PRAGMA page_size").fetchone()[0]) == 8_192
    assert await database.run(lambda db: db.execute("PRAGMA journal_mode").fetchone()[0]) == "wal"


async def test_work_that_raises_leaves_nothing_behind(open_database: Open) -> None:
    database = open_database()

    def half(db: sqlite3.Connection) -> None:
        put("one")(db)
        raise KeyError("no")

    with pytest.raises(KeyError):
        await database.run(half)
    assert await database.run(names) == []


async def test_a_broken_rule_is_the_callers_error_and_not_the_files(open_database: Open) -> None:
    database = open_database()
    await database.run(put("one"))

    with pytest.raises(sqlite3.IntegrityError):
        await database.run(put("one"))


async def test_a_migration_runs_once_and_on_top_of_the_older_ones(open_database: Open) -> None:
    await open_database().run(put("one"))

    newer = open_database(migrations=(*MIGRATIONS, "ALTER TABLE things ADD COLUMN note TEXT"))
    await newer.run(lambda db: db.execute("UPDATE things SET note = 'kept'").rowcount)

    assert await newer.run(lambda db: [tuple(row) for row in db.execute("SELECT * FROM things")]) == [("one", "kept")]


async def test_a_migration_that_fails_leaves_the_file_as_it_was(open_database: Open) -> None:
    await open_database().run(put("one"))
    broken = open_database(migrations=(*MIGRATIONS, "DELETE FROM things; CREATE TABLE things (name TEXT)"))

    assert await reason_of(broken.run(names)) == "disk"
    assert await open_database().run(names) == ["one"]


async def test_a_file_of_a_newer_program_is_not_touched(open_database: Open) -> None:
    newer = open_database(migrations=(*MIGRATIONS, "CREATE TABLE more (name TEXT)"))
    await newer.run(put("one"))

    assert await reason_of(open_database().run(names)) == "newer"
    assert await newer.run(names) == ["one"]


async def test_a_file_that_is_no_database_is_damaged(open_database: Open, tmp_path: Path) -> None:
    path = tmp_path / "scribble.sqlite"
    path.write_bytes(b"this was never a database, whatever its name says" * 100)

    assert await reason_of(open_database(path).run(names)) == "damaged"


async def test_a_file_with_overwritten_pages_is_damaged(open_database: Open, tmp_path: Path) -> None:
    path = tmp_path / "things.sqlite"
    first = open_database(path)
    many = [(f"{number:0500}",) for number in range(200)]
    await first.run(lambda db: db.executemany("INSERT INTO things VALUES (?)", many).rowcount)
    await first.aclose()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (path.stat().st_size - 4096))

    assert await reason_of(open_database(path).run(names)) == "damaged"


async def test_a_full_disk_is_the_disks_fault_and_reading_goes_on(open_database: Open) -> None:
    database = open_database()
    await database.run(put("one"))
    await database.run(lambda db: db.execute("PRAGMA max_page_count = 4").fetchone())

    assert await reason_of(database.run(put("x" * 100_000))) == "disk"
    assert await database.run(names) == ["one"]


async def test_a_file_that_another_program_holds_is_locked(open_database: Open, tmp_path: Path) -> None:
    database = open_database()
    await database.run(lambda db: db.execute("PRAGMA busy_timeout = 50").fetchone())
    other = sqlite3.connect(tmp_path / "things.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    assert await reason_of(database.run(put("one"))) == "locked"

    other.execute("ROLLBACK")
    other.close()
    assert await database.run(put("one")) == 1


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (sqlite3.SQLITE_CORRUPT_INDEX, "damaged"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "locked"),
        (sqlite3.SQLITE_IOERR_WRITE, "disk"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "disk"),
    ],
)
async def test_extended_codes_mean_what_their_primary_code_means(open_database: Open, code: int, reason: str) -> None:
    def fail(db: sqlite3.Connection) -> None:
        error = sqlite3.DatabaseError()
        error.sqlite_errorcode = code
        raise error

    assert await reason_of(open_database().run(fail)) == reason


async def test_a_folder_that_is_a_file_is_the_disks_fault(open_database: Open, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")

    assert await reason_of(open_database(tmp_path / "data" / "things.sqlite").run(names)) == "disk"


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A folder in which this process may not write. Root may write anywhere, so root becomes somebody else here."""
    with tempfile.TemporaryDirectory(prefix="daybook-") as name:
        folder = Path(name)
        folder.chmod(0o555)
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(NOBODY)
        yield folder
        if is_root:
            os.seteuid(0)
        folder.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
async def test_a_folder_that_may_not_be_written_is_the_disks_fault(read_only_folder: Path) -> None:
    database = Database(read_only_folder / "things.sqlite", MIGRATIONS)

    assert await reason_of(database.run(names)) == "disk"
    await database.aclose()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
async def test_a_file_that_others_could_read_is_closed_to_them(open_database: Open, tmp_path: Path) -> None:
    path = tmp_path / "open" / "things.sqlite"
    path.parent.mkdir(mode=0o755)
    path.touch(mode=0o644)

    await open_database(path).run(put("one"))

    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert set(modes.values()) == {0o600}, modes
    assert len(modes) == 3


async def test_a_slow_query_does_not_hold_the_loop(open_database: Open) -> None:
    database = open_database()
    slow = asyncio.ensure_future(
        database.run(
            lambda db: db.execute(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000) SELECT max(i) FROM n"
            ).fetchone()[0]
        )
    )
    turns = 0
    while not slow.done():
        await asyncio.sleep(0.001)
        turns += 1

    assert await slow == 2_000_000
    assert turns > 5
