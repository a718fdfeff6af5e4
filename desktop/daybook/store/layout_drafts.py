"""Layouts that were written and not saved to a file yet, kept so that a crash costs a second of typing at most."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from daybook.store.database import Database
from daybook.store.moments import from_text, to_text
from daybook.store.statements import statement

MOST: Final = 20
"""Layouts that are kept; of more the oldest goes."""

_PUT: Final = "INSERT OR REPLACE INTO layout_drafts (id, name, path, text, is_open, written) VALUES (?, ?, ?, ?, ?, ?)"
_TRIM: Final = "DELETE FROM layout_drafts WHERE id NOT IN (SELECT id FROM layout_drafts ORDER BY written DESC LIMIT ?)"
MOST_FILES: Final = 8
_TRIM_FILES: Final = (
    "DELETE FROM layout_files WHERE path NOT IN (SELECT path FROM layout_files ORDER BY opened DESC LIMIT ?)"
)


@dataclass(frozen=True, slots=True)
class LayoutDraft:
    """A layout as it was typed last.

    `path` is the file it came from, None for one that has none yet. `is_open`: it stood in the studio, and is there
    again after a start; the others wait until somebody asks for them.
    """

    id: str
    name: str
    path: str | None
    text: str
    is_open: bool
    written: datetime


class LayoutDrafts:
    """What was not saved, of no portal. Each call raises StoreUnusable when the file is at fault."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, draft: LayoutDraft) -> None:
        """Keeps a draft in the place of its former text; an open one closes the others."""

        def work(db: sqlite3.Connection) -> None:
            if draft.is_open:
                db.execute("UPDATE layout_drafts SET is_open = 0 WHERE id <> ?", (draft.id,))
            text = json.dumps(draft.text)  # half a letter is no UTF-8; escaped it survives
            values = (draft.id, draft.name, draft.path, text, int(draft.is_open), to_text(draft.written))
            db.execute(_PUT, values)
            db.execute(_TRIM, (MOST,))

        await self._database.run(work)

    async def all(self) -> tuple[LayoutDraft, ...]:
        """Every draft, the one written last first."""
        select = "SELECT * FROM layout_drafts ORDER BY written DESC"
        return await self._database.run(lambda db: tuple(map(_draft, db.execute(select))))

    async def drop(self, draft_id: str) -> None:
        """Throws a draft away; one that is not there is no error."""
        await self._database.run(statement("DELETE FROM layout_drafts WHERE id = ?", (draft_id,)))

    # Files

    async def remember_file(self, path: str, opened: datetime) -> None:
        """A file that was opened or saved."""

        def work(db: sqlite3.Connection) -> None:
            db.execute("INSERT OR REPLACE INTO layout_files (path, opened) VALUES (?, ?)", (path, to_text(opened)))
            db.execute(_TRIM_FILES, (MOST_FILES,))

        await self._database.run(work)

    async def files(self) -> tuple[str, ...]:
        """Files that were open lately, the last one first."""
        select = "SELECT path FROM layout_files ORDER BY opened DESC, path"
        return await self._database.run(lambda db: tuple(row["path"] for row in db.execute(select)))


def _draft(row: Any) -> LayoutDraft:
    return LayoutDraft(
        row["id"], row["name"], row["path"], json.loads(row["text"]), bool(row["is_open"]), from_text(row["written"])
    )
