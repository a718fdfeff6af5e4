"""The last whole order that was read, as long as nobody has written since. For one reading thread.

Whoever types a search saw the same list without it before: what the search finds is picked out of that one.
"""

import sqlite3
from array import array
from collections.abc import Callable

from daybook.domain.filtering import Filter, Order

_Key = tuple[int, Filter, Order]


class LastOrder:
    """Keeps one list of ids; nobody may change it. Always ask it with the same connection."""

    def __init__(self) -> None:
        self._key: _Key | None = None
        self._ids = array("q")

    def known(self, db: sqlite3.Connection, wanted: Filter, order: Order) -> "array[int] | None":
        """The ids of what a filter shows, in order; None when they would have to be read."""
        return self._ids if self._key == _key(db, wanted, order) else None

    def read(
        self, db: sqlite3.Connection, wanted: Filter, order: Order, read: "Callable[[], array[int]]"
    ) -> "array[int]":
        """The same, read by `read` if need be; it is the last one from now on."""
        key = _key(db, wanted, order)
        if key != self._key:
            self._key, self._ids = None, read()
            self._key = key
        return self._ids


def _key(db: sqlite3.Connection, wanted: Filter, order: Order) -> _Key:
    # Another number when another connection, in whatever process, has written; one and the same in a transaction.
    version: int = db.execute("PRAGMA data_version").fetchone()[0]
    return version, wanted, order
