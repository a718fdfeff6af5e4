"""One SQLite file and the one thread that may touch it."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

FOLDER_MODE = 0o700
FILE_MODE = 0o600


class StoreUnusable(Exception):
    """The file cannot be opened, read or written: a full disk, a missing right, a file of a newer program.

    `path` names the file, `reason` is one of `newer`, `damaged`, `disk`, `locked`; the cause is chained.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.name}: {reason}")
        self.path = path
        self.reason = reason


class Database:
    """A SQLite file behind `async` calls; everything runs in order on one thread of its own.

    `migrations` are SQL scripts; the file's `user_version` says how many have run. `durable` is for a journal
    (`synchronous=FULL`: on disk when the call returns); a cache does without. `page_bytes` is what a new file is made
    of, a power of two; None for SQLite's own 4,096.
    """

    def __init__(
        self, path: Path, migrations: Sequence[str], *, durable: bool = False, page_bytes: int | None = None
    ) -> None:
        self.path = path
        self._migrations = tuple(migrations)
        self._durable = durable
        self._page_bytes = page_bytes
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"sqlite-{path.stem}")
        self._connection: sqlite3.Connection | None = None
        self._closed = False

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` returns, in one transaction that is rolled back when it raises.

        Raises StoreUnusable when the file is at fault. Work that has begun is finished even if the caller is cancelled.
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._transact, work)

    async def aclose(self) -> None:
        """Ends what is under way and closes the file. Calling it twice is allowed."""
        await asyncio.to_thread(self.close)

    def close(self) -> None:
        """The same, for callers without a loop."""
        if not self._closed:
            self._closed = True
            self._thread.submit(self._disconnect).result()
            self._thread.shutdown(wait=True)

    def _transact(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            connection = self._connected()
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                return work(connection)
        except sqlite3.DatabaseError as exc:
            if isinstance(exc, sqlite3.IntegrityError | sqlite3.ProgrammingError):
                raise
            raise StoreUnusable(self.path, reason_of(exc)) from exc

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._open()
        return self._connection

    def _open(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            self.path.touch(mode=FILE_MODE, exist_ok=True)
            self.path.chmod(FILE_MODE)  # one that was copied here may be open to all; -wal and -shm take after it
        except OSError as exc:
            raise StoreUnusable(self.path, "disk") from exc
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=10)
        connection.row_factory = sqlite3.Row
        try:
            if self._page_bytes is not None:
                connection.execute(f"PRAGMA page_size = {self._page_bytes}")  # first: a file in WAL keeps what it has
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA synchronous = {'FULL' if self._durable else 'NORMAL'}")
            connection.execute("PRAGMA foreign_keys = ON")
            self._migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        done = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if done > len(self._migrations):
            raise StoreUnusable(self.path, "newer")
        for number, script in enumerate(self._migrations[done:], start=done + 1):
            connection.executescript(f"BEGIN; {script}; PRAGMA user_version = {number}; COMMIT;")

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def reason_of(exc: sqlite3.DatabaseError) -> str:
    """The `reason` of a StoreUnusable for what SQLite says."""
    code = exc.sqlite_errorcode & 0xFF  # Python gives the extended code; its last byte is the primary one
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "locked"
    damaged = code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    return "damaged" if damaged else "disk"
