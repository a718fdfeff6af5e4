"""What stands half-done on a page of the window, kept so that a crash costs a second of work at most.

Drafts of to-dos and compositions have tables of their own, for they are sent; these are only shown again.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from daybook.store.database import Database
from daybook.store.moments import from_text, to_text
from daybook.store.statements import statement

Draft = Mapping[str, Any]
"""What a page puts away, as JSON holds it; only the page itself knows what it means."""

_PUT: Final = "INSERT OR REPLACE INTO page_drafts (connection_id, page, draft, written) VALUES (?, ?, ?, ?)"
_HERE: Final = "connection_id = ? AND page = ?"


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A draft as it lies on disk. `page` names what it is about, such as "change" or "details 12"."""

    page: str
    draft: Draft
    written: datetime


class PageDrafts:
    """One draft a connection and page. Each call raises StoreUnusable when the file is at fault."""

    def __init__(self, database: Database, connection_id: str) -> None:
        self._database = database
        self._connection_id = connection_id

    async def put(self, page: str, draft: Draft, written: datetime) -> None:
        """Keeps it in the place of the former one."""

        def work(db: sqlite3.Connection) -> None:
            text = json.dumps(draft)  # half a letter is no UTF-8; escaped it survives
            db.execute(_PUT, (self._connection_id, page, text, to_text(written)))

        await self._database.run(work)

    async def get(self, page: str) -> KeptPage | None:
        """The draft of a page; None when there is none."""
        select = f"SELECT page, draft, written FROM page_drafts WHERE {_HERE}"

        def work(db: sqlite3.Connection) -> KeptPage | None:
            row = db.execute(select, (self._connection_id, page)).fetchone()
            return None if row is None else _kept(row)

        return await self._database.run(work)

    async def all(self) -> tuple[KeptPage, ...]:
        """Every draft of the connection, the one written last first."""
        select = "SELECT page, draft, written FROM page_drafts WHERE connection_id = ? ORDER BY written DESC, page"

        def work(db: sqlite3.Connection) -> tuple[KeptPage, ...]:
            return tuple(map(_kept, db.execute(select, (self._connection_id,))))

        return await self._database.run(work)

    async def drop(self, page: str) -> None:
        """Throws a draft away; one that is not there is no error."""
        await self._database.run(statement(f"DELETE FROM page_drafts WHERE {_HERE}", (self._connection_id, page)))


def _kept(row: sqlite3.Row) -> KeptPage:
    return KeptPage(row["page"], json.loads(row["draft"]), from_text(row["written"]))
