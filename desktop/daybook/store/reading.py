"""Reading a SQLite file beside the one thread that writes it (WAL), without ever waiting for that one."""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import TypeVar

from daybook.store.database import StoreUnusable, reason_of

T = TypeVar("T")


class Reading:
    """A read-only view of a database that exists already; everything runs in order on one thread of its own.

    `beside` are further files by schema name, which the work may read too; one that can't be opened is left out.
    """

    def __init__(self, path: Path, *, beside: Mapping[str, Path] | None = None) -> None:
        self._path = path
        self._beside = dict(beside or {})
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"reading-{path.stem}")
        self._connection: sqlite3.Connection | None = None
        self._lock = Lock()
        self._current: object | None = None
        self._closed = False

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` reads, all of it from one moment. Raises StoreUnusable.

        Cancelling ends the query at once: whoever types on no longer wants the answer to half a word.
        """
        token = object()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._read, work, token)
        except asyncio.CancelledError:
            self._interrupt(token)
            raise

    def close(self) -> None:
        """Ends what is under way and closes the file. Calling it twice is allowed."""
        if not self._closed:
            self._closed = True
            self._thread.submit(self._disconnect).result()
            self._thread.shutdown(wait=True)

    def _read(self, work: Callable[[sqlite3.Connection], T], token: object) -> T:
        try:
            connection = self._connected()
            with self._lock:
                self._current = token
            try:
                connection.execute("BEGIN")
                return work(connection)
            finally:
                with self._lock:
                    self._current = None
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
        except sqlite3.DatabaseError as exc:
            if isinstance(exc, sqlite3.ProgrammingError):
                raise
            raise StoreUnusable(self._path, reason_of(exc)) from exc

    def _interrupt(self, token: object) -> None:
        with self._lock:
            if self._current is token and self._connection is not None:
                self._connection.interrupt()

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
