"""Work for `Database.run` that is one statement and returns nothing."""

import sqlite3
from collections.abc import Callable, Sequence


def statement(sql: str, values: Sequence[object]) -> Callable[[sqlite3.Connection], None]:
    """The work of executing `sql` once. Its cursor stays on the database's own thread."""

    def work(db: sqlite3.Connection) -> None:
        db.execute(sql, tuple(values))

    return work
