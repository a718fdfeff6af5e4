"""What was left of a connection, as one JSON file (UTF-8) that people and scripts can read.

    {
      "daybook_leftovers": 1,
      "written": "2026-11-21T08:00:00+00:00",
      "connection": {"name", "portal", "user_id", "user_name", "kind"},
      "shared_with": [names of other connections of the same person],
      "drafts": [{"activity" or "new_for", "title", "description", "deadline", "color", "responsible_id",
                  "ping_minutes", "parent_id", "made_from": the former values or null, "written", "saved_by_run"}],
      "compositions": [{"kind", "for", "subject", "contacted", "direction", "start", …, "attachments", "sent"}],
      "page_drafts": [{"page": "change" or "details ID", "written", and what stood half-done there}],
      "pending_edits": [{"activity", "title", "field", "was", "wished", "made", "saved_by_run"}],
      "unfinished_runs": [{"id", "title", "kind", "created", "undo_of", "rows": [{"activity", "owner", "label",
                           "outcome", "undone_by", "steps": [{"method", "params", "before", "after", "state", …}]}]}],
      "undoable_runs": [as above],
      "views": [as `domain.view_file` writes them],
      "workflow_actions": [{"code", and the definition as it was sent}]
    }

Moments are ISO 8601 with their offset, null is "none" or "unknown", items are {"type", "id"}. `saved_by_run` and `sent`
that are not null mean: nobody knows yet whether it was saved. Whatever looks like a secret is masked, also inside what
people typed.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

from daybook import privacy
from daybook.domain.entities import EntityRef
from daybook.domain.run import Row, RunHead, Step
from daybook.domain.todo import PingOffsets, TodoDraft
from daybook.domain.view import View
from daybook.domain.view_file import write_view
from daybook.store.compositions import KeptComposition
from daybook.store.connections import Connection
from daybook.store.drafts import KeptDraft
from daybook.store.page_drafts import KeptPage
from daybook.store.pending import KeptEdit
from daybook.work.exporting.writing import Tally

VERSION: Final = 1
SECTIONS: Final = (
    "drafts",
    "compositions",
    "page_drafts",
    "pending_edits",
    "unfinished_runs",
    "undoable_runs",
    "views",
    "workflow_actions",
)
"""The lists of the file, in their order."""

Json = Mapping[str, Any]
Part = tuple[str, Json]
"""One entry: in which section, and what."""


@dataclass(frozen=True, slots=True)
class LeftoversFormat:
    """The file of one connection; parts must come in the order of `SECTIONS`."""

    connection: Connection
    shared_with: Sequence[str]
    written: datetime
    suffix: str = ".json"
    at_once: int = 4

    def begin(self, file: BinaryIO, scratch: Path) -> "LeftoversWriter":  # noqa: ARG002  (a writer may ask for a folder)
        """Writes whose file it is."""
        return LeftoversWriter(file, self._head())

    def _head(self) -> Json:
        names = ("name", "portal", "user_id", "user_name", "kind")
        return {
            "daybook_leftovers": VERSION,
            "written": self.written.isoformat(),
            "connection": {name: getattr(self.connection, name) for name in names},
            "shared_with": list(self.shared_with),
        }


class LeftoversWriter:
    """Writes entries as they come; see `writing.WriterOf`."""

    def __init__(self, file: BinaryIO, head: Json) -> None:
        self._file = file
        self._left = list(SECTIONS)
        self._section = ""
        self._first = True
        self._count = 0
        self._write(_text(head, "").removesuffix("\n}"))

    def put(self, lines: Sequence[Part]) -> None:
        """One entry each."""
        for section, entry in lines:
            while self._section != section:
                self._next_section()
            self._write(("\n" if self._first else ",\n") + "    " + _text(entry, "    "))
            self._first = False
            self._count += 1

    def finish(self) -> Tally:
        """Ends the list that is open, and writes the empty ones."""
        while self._left:
            self._next_section()
        self._end_section()
        self._write("\n}\n")
        return Tally(self._count)

    def discard(self) -> None:
        """Holds nothing but the file."""

    def _next_section(self) -> None:
        self._end_section()
        self._section, self._first = self._left.pop(0), True
        self._write(f',\n  "{self._section}": [')

    def _end_section(self) -> None:
        if self._section:
            self._write("]" if self._first else "\n  ]")

    def _write(self, text: str) -> None:
        # Half a surrogate pair is no UTF-8; written as an escape it is JSON all the same.
        self._file.write(text.encode("utf-8", "backslashreplace"))


def draft(kept: KeptDraft) -> Json:
    """An unsaved to-do."""
    subject = kept.subject
    about = {"new_for": _item(subject)} if isinstance(subject, EntityRef) else {"activity": subject}
    return {
        **about,
        **_todo(kept.draft),
        "made_from": None if kept.base is None else _todo(kept.base),
        "written": kept.written.isoformat(),
        "saved_by_run": kept.run_id,
    }


def page(kept: KeptPage) -> Json:
    """What stood half-done on a page."""
    return {"page": kept.page, "written": kept.written.isoformat(), **kept.draft}


def composition(kept: KeptComposition) -> Json:
    """A call, meeting, e-mail or own activity that was begun."""
    begun = kept.draft
    return {
        "kind": begun.kind,
        "for": _item(begun.owner),
        "subject": begun.subject,
        "contacted": [{"value": each.value, "item": _item(each.entity)} for each in begun.contacted],
        "direction": begun.direction.name.lower(),
        "start": _moment(begun.start),
        "end": _moment(begun.end),
        "priority": begun.priority.name.lower(),
        "location": begun.location,
        "description": begun.description,
        "responsible_id": begun.responsible_id,
        "done": begun.done,
        "attachments": list(begun.attachments),
        "sender": begun.sender,
        "own_copy": begun.own_copy,
        "own_type": begun.own_type,
        "sent": _moment(kept.sent),
    }


def edit(kept: KeptEdit) -> Json:
    """A cell that waits to be applied."""
    wish = kept.edit
    return {
        "activity": wish.activity_id,
        "title": wish.title,
        "field": wish.field,
        "was": _value(wish.base),
        "wished": _value(wish.wished),
        "made": wish.made.isoformat(),
        "saved_by_run": kept.run_id,
    }


def run(head: RunHead, rows: Sequence[Row]) -> Json:
    """A run with all its steps, as the journal has them."""
    return {
        "id": head.id,
        "title": head.title,
        "kind": head.kind,
        "created": head.created.isoformat(),
        "undo_of": head.undo_of or None,
        "rows": [_row(each) for each in rows],
    }


def view(saved: View) -> Json:
    """A saved view."""
    found: Json = json.loads(write_view(saved))
    return found


def _row(row: Row) -> Json:
    return {
        "activity": row.activity_id,
        "owner": _item(row.owner),
        "label": row.label,
        "outcome": row.outcome,
        "skipped": row.skipped or None,
        "conflict": dict(row.conflict),
        "undone_by": row.undone_by or None,
        "steps": [_step(each) for each in row.steps],
    }


def _step(step: Step) -> Json:
    return {
        "method": step.method,
        "params": dict(step.params),
        "before": dict(step.before),
        "after": dict(step.after),
        "state": step.state,
        "settlement": step.settlement,
        "sent_at": _moment(step.sent_at),
        "error_code": step.error_code,
        "error_text": step.error_text or None,
    }


def _todo(values: TodoDraft) -> Json:
    return {
        "title": values.title,
        "description": values.description,
        "deadline": _moment(values.deadline),
        "color": values.color.value,
        "responsible_id": values.responsible_id,
        "ping_minutes": None if values.pings is None else list(values.pings.minutes),
        "parent_id": values.parent_id,
    }


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value.minutes) if isinstance(value, PingOffsets) else value


def _item(ref: EntityRef) -> Json:
    return {"type": ref.type_id, "id": ref.id}


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _text(value: Json, indent: str) -> str:
    return json.dumps(_masked(value), indent=2, ensure_ascii=False).replace("\n", f"\n{indent}")


def _masked(value: Any) -> Any:
    """Each text by itself: masked as a whole, the file might be JSON no longer."""
    if isinstance(value, str):
        return privacy.mask(value)
    if isinstance(value, Mapping):
        return {name: _masked(each) for name, each in value.items()}
    return [_masked(each) for each in value] if isinstance(value, list | tuple) else value
