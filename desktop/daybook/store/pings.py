"""Reminders and parents of to-dos that Daybook itself wrote: no REST method can read them back.

Known is what we wrote last. Somebody may have changed it in the portal since; `written` tells how old the knowledge is.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from daybook.domain.todo import PingOffsets
from daybook.store.database import Database
from daybook.store.moments import from_text, to_text
from daybook.store.statements import statement

_REMEMBER: Final = (
    "INSERT INTO known_todos (portal, activity_id, pings, parent_id, written) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET pings = coalesce(excluded.pings, pings),"
    " parent_id = coalesce(excluded.parent_id, parent_id), written = excluded.written"
)


@dataclass(frozen=True, slots=True)
class KnownTodo:
    """What is known of one to-do beyond what the portal tells; None = unknown."""

    pings: PingOffsets | None = None
    parent_id: int | None = None
    written: datetime | None = None


NOTHING_KNOWN = KnownTodo()


class KnownTodos:
    """By portal (scheme://host) and activity id. Each call raises StoreUnusable when the file is at fault."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known(self, portal: str, activity_id: int) -> KnownTodo:
        """What is known; every field None when that is nothing."""
        select = "SELECT * FROM known_todos WHERE portal = ? AND activity_id = ?"

        def work(db: sqlite3.Connection) -> KnownTodo:
            row = db.execute(select, (portal, activity_id)).fetchone()
            return NOTHING_KNOWN if row is None else _known(row)

        return await self._database.run(work)

    async def among(self, portal: str, ids: Iterable[int]) -> dict[int, KnownTodo]:
        """What is known of these, by id; of whichever nothing is known, nothing is said."""
        wanted = frozenset(ids)
        select = "SELECT * FROM known_todos WHERE portal = ?"

        def work(db: sqlite3.Connection) -> dict[int, KnownTodo]:
            rows = db.execute(select, (portal,))
            return {row["activity_id"]: _known(row) for row in rows if row["activity_id"] in wanted}

        return await self._database.run(work)

    async def learn(self, portal: str, written: datetime, known: Mapping[int, KnownTodo | None]) -> None:
        """What was written of several to-dos at once; None = nothing is known of it any longer."""
        delete = "DELETE FROM known_todos WHERE portal = ? AND activity_id = ?"
        rows = [
            (portal, number, json.dumps(each.pings.minutes), each.parent_id, to_text(written))
            for number, each in known.items()
            if each is not None and each.pings is not None
        ]

        def work(db: sqlite3.Connection) -> None:
            db.executemany(delete, [(portal, number) for number in known])
            db.executemany(_REMEMBER, rows)

        await self._database.run(work)

    async def remember(
        self,
        portal: str,
        activity_id: int,
        written: datetime,
        *,
        pings: PingOffsets | None = None,
        parent_id: int | None = None,
    ) -> None:
        """The portal said yes to these; what is None stays as it was known."""
        kept_pings = None if pings is None else json.dumps(pings.minutes)
        row = (portal, activity_id, kept_pings, parent_id, to_text(written))
        await self._database.run(statement(_REMEMBER, row))

    async def forget(self, portal: str, activity_id: int) -> None:
        """Nothing is known any longer: the to-do is gone, or a write of ours is unknown."""
        delete = "DELETE FROM known_todos WHERE portal = ? AND activity_id = ?"
        await self._database.run(statement(delete, (portal, activity_id)))


def _known(row: sqlite3.Row) -> KnownTodo:
    pings = row["pings"]
    return KnownTodo(
        pings=None if pings is None else PingOffsets.of(json.loads(pings)),
        parent_id=row["parent_id"],
        written=from_text(row["written"]),
    )
