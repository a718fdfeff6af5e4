"""Reading a SQLite file beside the one thread that writes it (WAL), without ever waiting for that one."""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

from daybook.store.database import StoreUnusable, reason_of

T = TypeVar("T")


STEPS: Final = 20_000
"""Instructions of SQLite's machine between two looks whether the answer is still wanted; a millisecond or so."""


class _Wish:
    """Whether somebody still waits."""

    is_over = False


class Reading:
    """A read-only view of a database that exists already; everything runs in order on one thread of its own.

    `beside` are further files by schema name, which the work may read too; one that can't be opened is left out.
    """

    def __init__(self, path: Path, *, beside: Mapping[str, Path] | None = None) -> None:
        self._path = path
        self._beside = dict(beside or {})
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"reading-{path.stem}")
        self._connection: sqlite3.Connection | None = None
        self._closed = False

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` reads, all of it from one moment. Raises StoreUnusable.

        Cancelling ends the query at once: whoever types on no longer wants the answer to half a word.
        """
        wish = _Wish()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._read, work, wish)
        except asyncio.CancelledError:
            wish.is_over = True
            raise

    def close(self) -> None:
        """Ends what is under way and closes the file. Calling it twice is allowed."""
        if not self._closed:
            self._closed = True
            self._thread.submit(self._disconnect).result()
            self._thread.shutdown(wait=True)

    def _read(self, work: Callable[[sqlite3.Connection], T], wish: "_Wish") -> T:
        try:
            connection = self._connected()
            # Looked at by SQLite itself every so often; `interrupt` would miss a statement that is about to begin.
            connection.set_progress_handler(lambda: wish.is_over, STEPS)
            try:
                connection.execute("BEGIN")
                return work(connection)
            finally:
                connection.set_progress_handler(None, 0)
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
        except sqlite3.DatabaseError as exc:
            if isinstance(exc, sqlite3.ProgrammingError):
                raise
            raise StoreUnusable(self._path, reason_of(exc)) from exc

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._open()
        return self._connection

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(_read_only(self._path), uri=True, isolation_level=None, timeout=10)
        connection.row_factory = sqlite3.Row
        try:
            connection.execute("PRAGMA query_only = ON")
            for name, path in self._beside.items():
                self._attach(connection, name, path)
        except BaseException:
            connection.close()
            raise
        return connection

    def _attach(self, connection: sqlite3.Connection, name: str, path: Path) -> None:
        try:
            connection.execute(f"ATTACH ? AS {name}", (_read_only(path),))
            connection.execute(f"SELECT count(*) FROM {name}.sqlite_master")
        except sqlite3.DatabaseError:
            self._beside = {each: where for each, where in self._beside.items() if each != name}

    async def version(self) -> int:
        """A number that changes when anybody else, in whatever process, has written into the file."""
        return await self.run(lambda db: int(db.execute("PRAGMA data_version").fetchone()[0]))

    @property
    def beside(self) -> frozenset[str]:
        """The schema names that can be read."""
        return frozenset(self._beside)

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _read_only(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"
