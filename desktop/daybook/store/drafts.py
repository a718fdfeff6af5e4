"""What a person typed and has not saved yet, kept so that a crash costs a second of typing at most."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from daybook.domain.entities import EntityRef
from daybook.domain.todo import PingOffsets, TodoColor, TodoDraft
from daybook.store.database import Database
from daybook.store.moments import from_text, to_text
from daybook.store.statements import statement

Subject = int | EntityRef
"""What a draft is about: the id of the activity it changes, or the owner of a to-do that does not exist yet."""


_PUT: Final = (
    "INSERT INTO drafts (connection_id, subject, draft, base, written) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET draft = excluded.draft, base = excluded.base, written = excluded.written"
)


class DraftUnsettled(Exception):
    """The draft is being saved, or its save is unknown: it can't be saved again until run `run_id` is settled."""

    def __init__(self, run_id: str) -> None:
        super().__init__(run_id)
        self.run_id = run_id


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as it lies on disk."""

    connection_id: str
    subject: Subject
    draft: TodoDraft
    base: TodoDraft | None
    """The values it was made from, to tell what the person changed; None for a new to-do."""
    written: datetime
    run_id: str | None = None
    """The run that saves it. Not None after a start means: whether it was saved is unknown, ask the journal."""

    @property
    def is_unsettled(self) -> bool:
        """True while it is being saved or that is unknown."""
        return self.run_id is not None


class Drafts:
    """One draft a connection and subject. Each call raises StoreUnusable when the file is at fault."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(
        self, connection_id: str, subject: Subject, draft: TodoDraft, base: TodoDraft | None, written: datetime
    ) -> None:
        """Keeps what was typed. A save under way stays under way: typing on settles nothing."""
        values = (connection_id, _key(subject), _to_json(draft), base and _to_json(base), to_text(written))
        await self._database.run(statement(_PUT, values))

    async def get(self, connection_id: str, subject: Subject) -> KeptDraft | None:
        """The draft; None when there is none."""

        def work(db: sqlite3.Connection) -> KeptDraft | None:
            row = _find(db, connection_id, subject)
            return None if row is None else _kept(row)

        return await self._database.run(work)

    async def all(self, connection_id: str) -> tuple[KeptDraft, ...]:
        """Every draft of a connection, the one written last first."""
        select = "SELECT * FROM drafts WHERE connection_id = ? ORDER BY written DESC"

        def work(db: sqlite3.Connection) -> tuple[KeptDraft, ...]:
            return tuple(_kept(row) for row in db.execute(select, (connection_id,)))

        return await self._database.run(work)

    async def drop(self, connection_id: str, subject: Subject) -> None:
        """Throws the draft away; one that is not there is no error."""
        delete = "DELETE FROM drafts WHERE connection_id = ? AND subject = ?"
        await self._database.run(statement(delete, (connection_id, _key(subject))))

    async def saving(self, connection_id: str, subject: Subject, run_id: str) -> None:
        """The draft is about to be saved by this run. To be called before anything is sent.

        Raises DraftUnsettled when another run has it, LookupError when there is no such draft.
        """
        update = "UPDATE drafts SET run_id = ? WHERE connection_id = ? AND subject = ?"

        def work(db: sqlite3.Connection) -> None:
            row = _find(db, connection_id, subject)
            if row is None:
                raise LookupError("no such draft")
            if row["run_id"] not in (None, run_id):
                raise DraftUnsettled(row["run_id"])
            db.execute(update, (run_id, connection_id, _key(subject)))

        await self._database.run(work)

    async def settled(self, run_id: str, *, saved: bool) -> None:
        """What became of the run is known: the draft goes when all of it was saved, else it may be saved again."""
        change = "DELETE FROM drafts" if saved else "UPDATE drafts SET run_id = NULL"
        await self._database.run(statement(f"{change} WHERE run_id = ?", (run_id,)))


def _find(db: sqlite3.Connection, connection_id: str, subject: Subject) -> sqlite3.Row | None:
    select = "SELECT * FROM drafts WHERE connection_id = ? AND subject = ?"
    row: sqlite3.Row | None = db.execute(select, (connection_id, _key(subject))).fetchone()
    return row


def _key(subject: Subject) -> str:
    return f"new:{subject.type_id}:{subject.id}" if isinstance(subject, EntityRef) else f"activity:{subject}"


def _subject(key: str) -> Subject:
    kind, *numbers = key.split(":")
    return EntityRef(int(numbers[0]), int(numbers[1])) if kind == "new" else int(numbers[0])


def _kept(row: sqlite3.Row) -> KeptDraft:
    return KeptDraft(
        connection_id=row["connection_id"],
        subject=_subject(row["subject"]),
        draft=_from_json(row["draft"]),
        base=row["base"] and _from_json(row["base"]),
        written=from_text(row["written"]),
        run_id=row["run_id"],
    )


def _to_json(draft: TodoDraft) -> str:
    return json.dumps(
        {
            "title": draft.title,
            "description": draft.description,
            "deadline": draft.deadline and to_text(draft.deadline),
            "color": draft.color,
            "responsible_id": draft.responsible_id,
            "pings": draft.pings and draft.pings.minutes,
            "parent_id": draft.parent_id,
        },
        # Half a surrogate pair, as a half-pasted emoji leaves it, is no UTF-8; escaped it survives.
        ensure_ascii=True,
    )


def _from_json(text: str) -> TodoDraft:
    found: dict[str, Any] = json.loads(text)
    deadline, pings = found["deadline"], found["pings"]
    return TodoDraft(
        title=found["title"],
        description=found["description"],
        deadline=None if deadline is None else from_text(deadline),
        color=TodoColor(found["color"]),
        responsible_id=found["responsible_id"],
        pings=None if pings is None else PingOffsets.of(pings),
        parent_id=found["parent_id"],
    )
