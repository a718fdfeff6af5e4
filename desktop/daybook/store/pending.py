"""Pending edits on disk: what a person wants of cells and has not sent yet, by portal and person.

They stand apart from the copy of the portal's data, so that a copy that is rebuilt takes nothing with it.
"""

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from daybook.domain.pending import PendingEdit, Value
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets, TodoColor
from daybook.store.database import Database
from daybook.store.moments import from_text, to_text

Key = tuple[int, Field]
"""Which cell: the activity's id and the field."""

_PUT: Final = (
    "INSERT INTO pending_edits (portal, user_id, activity_id, field, base, wished, made, title, run_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)"
    " ON CONFLICT DO UPDATE SET base = excluded.base, wished = excluded.wished, made = excluded.made,"
    " title = excluded.title"
)
_HERE: Final = "portal = ? AND user_id = ?"
_CELL: Final = f"{_HERE} AND activity_id = ? AND field = ?"


@dataclass(frozen=True, slots=True)
class KeptEdit:
    """A pending edit as it lies on disk."""

    edit: PendingEdit
    run_id: str | None = None
    """The run that writes it. Not None after a start means: whether it was written is unknown, ask the journal."""


class PendingEditBook:
    """The pending edits of one person on one portal (scheme://host). Each call raises StoreUnusable."""

    def __init__(self, database: Database, portal: str, user_id: int) -> None:
        self._database = database
        self._here = (portal, user_id)

    async def all(self) -> tuple[KeptEdit, ...]:
        """Every edit, the oldest first."""
        select = f"SELECT * FROM pending_edits WHERE {_HERE} ORDER BY made, activity_id, field"

        def work(db: sqlite3.Connection) -> tuple[KeptEdit, ...]:
            return tuple(_kept(row) for row in db.execute(select, self._here))

        return await self._database.run(work)

    async def count(self) -> int:
        """How many there are: named before a connection is deleted."""
        select = f"SELECT count(*) FROM pending_edits WHERE {_HERE}"

        def work(db: sqlite3.Connection) -> int:
            return int(db.execute(select, self._here).fetchone()[0])

        return await self._database.run(work)

    async def change(self, put: Sequence[PendingEdit], drop: Collection[Key]) -> None:
        """Keeps these and forgets those, all of it or nothing. One that is put anew stays under way if it was."""
        here = self._here

        def work(db: sqlite3.Connection) -> None:
            db.executemany(f"DELETE FROM pending_edits WHERE {_CELL}", ((*here, number, name) for number, name in drop))
            db.executemany(_PUT, ((*here, *_values(edit)) for edit in put))

        await self._database.run(work)

    async def sending(self, cells: Collection[Key], run_id: str | None) -> None:
        """These are about to be written by this run, to be called before anything is sent; None = by none any more."""
        rows = [(run_id, *self._here, number, name) for number, name in cells]

        def work(db: sqlite3.Connection) -> None:
            db.executemany(f"UPDATE pending_edits SET run_id = ? WHERE {_CELL}", rows)

        await self._database.run(work)


def _values(edit: PendingEdit) -> tuple[object, ...]:
    base, wished = _to_json(edit.base), _to_json(edit.wished)
    return (edit.activity_id, edit.field, base, wished, to_text(edit.made), _storable(edit.title))


def _kept(row: sqlite3.Row) -> KeptEdit:
    name = Field(row["field"])
    edit = PendingEdit(
        activity_id=row["activity_id"],
        field=name,
        base=_from_json(name, row["base"]),
        wished=_from_json(name, row["wished"]),
        made=from_text(row["made"]),
        title=row["title"],
    )
    return KeptEdit(edit, row["run_id"])


def _to_json(value: Value) -> str:
    """Half a surrogate pair, as a half-pasted emoji leaves it, is no UTF-8; escaped it survives."""
    if isinstance(value, datetime):
        return json.dumps(to_text(value))
    return json.dumps(value.minutes if isinstance(value, PingOffsets) else value, ensure_ascii=True)


def _from_json(name: Field, text: str) -> Value:
    value = json.loads(text)
    if value is None:
        return None
    if name is Field.DEADLINE:
        return from_text(value)
    if name is Field.COLOR:
        return TodoColor(value)
    if name is Field.PINGS:
        return PingOffsets.of(value)
    found: str | int | bool = value
    return found


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
