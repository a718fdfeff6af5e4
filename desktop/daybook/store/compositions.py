"""Calls, meetings and e-mails that were begun and are not created yet: one an item, on disk while they are written."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from daybook.domain.activity import Direction, Priority
from daybook.domain.composition import Composition, CompositionKind, Contacted
from daybook.domain.entities import EntityRef
from daybook.store.database import Database
from daybook.store.moments import from_text, to_text
from daybook.store.statements import statement


@dataclass(frozen=True, slots=True)
class KeptComposition:
    """What lies on disk. `sent` is when it went to the portal; not None means that nobody knows what became of it."""

    draft: Composition
    sent: datetime | None = None


class Compositions:
    """One a connection and item. Every method raises StoreUnusable."""

    def __init__(self, database: Database, connection_id: str) -> None:
        self._database = database
        self._connection_id = connection_id

    async def put(self, draft: Composition, sent: datetime | None = None) -> None:
        """Keeps it in the place of the former one."""
        insert = "INSERT OR REPLACE INTO compositions VALUES (?, ?, ?, ?, ?)"
        owner = draft.owner
        values = (self._connection_id, owner.type_id, owner.id, _to_json(draft), sent and to_text(sent))
        await self._database.run(statement(insert, values))

    async def get(self, owner: EntityRef) -> KeptComposition | None:
        """What was begun for an item; None when nothing was, or it can't be read any more."""
        select = "SELECT draft, sent FROM compositions WHERE connection_id = ? AND type_id = ? AND item_id = ?"

        def work(db: sqlite3.Connection) -> tuple[str, str | None] | None:
            row = db.execute(select, (self._connection_id, owner.type_id, owner.id)).fetchone()
            return (row["draft"], row["sent"]) if row is not None else None

        found = await self._database.run(work)
        return None if found is None else _kept(*found, owner)

    async def all(self) -> tuple[KeptComposition, ...]:
        """Everything that was begun, by item; what can't be read any more is left out."""
        select = "SELECT * FROM compositions WHERE connection_id = ? ORDER BY type_id, item_id"

        def work(db: sqlite3.Connection) -> tuple[KeptComposition, ...]:
            rows = db.execute(select, (self._connection_id,))
            read = (_kept(row["draft"], row["sent"], EntityRef(row["type_id"], row["item_id"])) for row in rows)
            return tuple(each for each in read if each is not None)

        return await self._database.run(work)

    async def drop(self, owner: EntityRef) -> None:
        """Throws it away; none is no error."""
        delete = "DELETE FROM compositions WHERE connection_id = ? AND type_id = ? AND item_id = ?"
        await self._database.run(statement(delete, (self._connection_id, owner.type_id, owner.id)))


def _kept(draft: str, sent: str | None, owner: EntityRef) -> KeptComposition | None:
    try:
        return KeptComposition(_from_json(draft, owner), from_text(sent) if sent else None)
    except (ValueError, KeyError, TypeError):
        return None


def _to_json(draft: Composition) -> str:
    values: dict[str, Any] = {
        "kind": draft.kind,
        "subject": draft.subject,
        "contacted": [[each.value, each.entity.type_id, each.entity.id] for each in draft.contacted],
        "direction": int(draft.direction),
        "start": draft.start and to_text(draft.start),
        "end": draft.end and to_text(draft.end),
        "priority": int(draft.priority),
        "location": draft.location,
        "description": draft.description,
        "responsible_id": draft.responsible_id,
        "done": draft.done,
        "attachments": list(draft.attachments),
        "sender": draft.sender,
        "own_copy": draft.own_copy,
        "own_type": draft.own_type,
    }
    return json.dumps(values)  # escaped: half a surrogate pair is no UTF-8


def _from_json(text: str, owner: EntityRef) -> Composition:
    found: dict[str, Any] = json.loads(text)
    start, end = found["start"], found["end"]
    return Composition(
        kind=CompositionKind(found["kind"]),
        owner=owner,
        subject=found["subject"],
        contacted=tuple(Contacted(value, EntityRef(type_id, number)) for value, type_id, number in found["contacted"]),
        direction=Direction(found["direction"]),
        start=from_text(start) if start else None,
        end=from_text(end) if end else None,
        priority=Priority(found["priority"]),
        location=found["location"],
        description=found["description"],
        responsible_id=found["responsible_id"],
        done=found["done"],
        attachments=tuple(found["attachments"]),
        sender=found["sender"],
        own_copy=found["own_copy"],
        own_type=found["own_type"],
    )
