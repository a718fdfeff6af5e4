"""Activities, their bindings and the CRM items they hang on, as rows; what one person may do with them.

Permission is checked on the CRM item that owns an activity, not on the activity. An administrator may do everything,
a plain user what is assigned to him.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from daybook.sandbox.access import Caller
from daybook.sandbox.clock import Clock
from daybook.sandbox.database import amount
from daybook.sandbox.tables import entity_types, fields
from daybook.sandbox.tables.field import Field, FieldTable, Kind

TODO, REST_APP, CONFIGURABLE = "CRM_TODO", "REST_APP", "CONFIGURABLE_REST_APP"

# How crm.activity.get orders and limits its answer; BINDINGS, COMMUNICATIONS and FILES are not part of it.
ACTIVITY_ANSWER = (
    "ID", "OWNER_ID", "OWNER_TYPE_ID", "TYPE_ID", "PROVIDER_ID", "PROVIDER_TYPE_ID", "PROVIDER_GROUP_ID",
    "ASSOCIATED_ENTITY_ID", "SUBJECT", "CREATED", "LAST_UPDATED", "START_TIME", "END_TIME", "DEADLINE", "COMPLETED",
    "STATUS", "RESPONSIBLE_ID", "PRIORITY", "NOTIFY_TYPE", "NOTIFY_VALUE", "DESCRIPTION", "DESCRIPTION_TYPE",
    "DIRECTION", "LOCATION", "SETTINGS", "ORIGINATOR_ID", "ORIGIN_ID", "AUTHOR_ID", "EDITOR_ID", "PROVIDER_PARAMS",
    "PROVIDER_DATA", "RESULT_MARK", "RESULT_VALUE", "RESULT_SUM", "RESULT_CURRENCY_ID", "RESULT_STATUS",
    "RESULT_STREAM", "RESULT_SOURCE_ID", "AUTOCOMPLETE_RULE",
)  # fmt: skip

ACTIVITY_DEFAULTS: Mapping[str, object] = {
    "ASSOCIATED_ENTITY_ID": 0, "SUBJECT": "", "COMPLETED": "N", "STATUS": 1, "PRIORITY": 2, "NOTIFY_TYPE": 0,
    "NOTIFY_VALUE": 0, "DESCRIPTION": "", "DESCRIPTION_TYPE": 1, "DIRECTION": 0, "LOCATION": "", "SETTINGS": "[]",
    "PROVIDER_PARAMS": "[]", "RESULT_MARK": 0, "RESULT_STATUS": 0, "RESULT_STREAM": 0, "AUTOCOMPLETE_RULE": 0,
    "IS_INCOMING_CHANNEL": "N",
}  # fmt: skip


@dataclass(frozen=True)
class Ref:
    """One CRM item: type and number."""

    type: int
    id: int


def text_of(field: Field, value: object, clock: Clock) -> object:
    """A stored value as the older methods print it: numbers as text, amounts with two decimals, `[]` for no object."""
    return _PRINTERS.get(field.kind, _plain)(value, clock)


def _object(value: object, _clock: Clock) -> object:
    return _STORED.raw_decode(str(value))[0] if value and value != "[]" else []


def _moment(value: object, clock: Clock) -> object:
    return clock.iso(value) if isinstance(value, int | float) else ""


def _amount(value: object, _clock: Clock) -> object:
    return amount(value)


def _plain(value: object, _clock: Clock) -> object:
    return None if value is None else str(value)


_STORED: Final = json.JSONDecoder()
"""Of texts that we wrote: nothing stands around them."""

Printer = Callable[[object, Clock], object]

_PRINTERS: Mapping[Kind, Printer] = {
    Kind.JSON: _object,
    Kind.TIME: _moment,
    Kind.DATE: _moment,
    Kind.REAL: _amount,
}
_MOMENTS: Final = (Kind.TIME, Kind.DATE)


Printed = dict[int, str]
"""Answers by id, as JSON."""
Columns = tuple[tuple[str, Kind], ...]
"""Fields by name, and how each is stored."""


@lru_cache(maxsize=64)
def _printing(columns: Columns, clock: Clock) -> str:
    """SQL that prints these fields of a row as one object, as `text_of` prints each of them."""
    shown = ", ".join(f"'{name}', {_printed(name, kind, clock)}" for name, kind in columns)
    return f"json_object({shown})"


def _printed(name: str, kind: Kind, clock: Clock) -> str:
    if kind in _MOMENTS:
        return clock.sql_iso(f'"{name}"')
    if kind is Kind.JSON:
        return f"json(coalesce(nullif(\"{name}\", ''), '[]'))"
    return f'amount("{name}")' if kind is Kind.REAL else f'CAST("{name}" AS TEXT)'


def _columns(names: Sequence[str], table: FieldTable) -> Columns:
    return tuple((name, table[name].kind) for name in names)


def _answers(db: sqlite3.Connection, source: str, ids: Sequence[int], columns: Columns, clock: Clock) -> Printed:
    """These fields of rows, as the older methods print them; who is not there is left out."""
    marks = ", ".join("?" * len(ids))
    printed = _printing(columns, clock)
    cursor = db.execute(f"SELECT ID, {printed} FROM {source} AND ID IN ({marks})", tuple(ids))  # noqa: S608 - names are ours
    cursor.row_factory = None
    return dict(cursor)


def insert(db: sqlite3.Connection, table: str, row: Mapping[str, object]) -> int:
    """Adds a row; returns its number."""
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    cursor = db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))  # noqa: S608 - names are ours
    return cursor.lastrowid or 0


def add_activity(db: sqlite3.Connection, row: Mapping[str, object], bindings: list[Ref]) -> int:
    """Stores an activity bound to these items, the first of which owns it."""
    owner = bindings[0]
    owned = {"OWNER_TYPE_ID": owner.type, "OWNER_ID": owner.id}
    activity_id = insert(db, "activity", {**ACTIVITY_DEFAULTS, **row, **owned})
    for ref in dict.fromkeys(bindings):
        bind(db, activity_id, ref)
    return activity_id


def activity(db: sqlite3.Connection, activity_id: int) -> sqlite3.Row | None:
    """The stored row of an activity."""
    row: sqlite3.Row | None = db.execute("SELECT * FROM activity WHERE ID = ?", (activity_id,)).fetchone()
    return row


def stored_activity(db: sqlite3.Connection, activity_id: int) -> sqlite3.Row:
    """The stored row of an activity that is known to be there. Raises KeyError otherwise."""
    row = activity(db, activity_id)
    if row is None:
        raise KeyError(activity_id)
    return row


def change_activity(
    db: sqlite3.Connection, activity_id: int, changes: Mapping[str, object], by: Caller, now_s: int
) -> None:
    """Writes some columns; LAST_UPDATED and EDITOR_ID move along."""
    row = {**changes, "LAST_UPDATED": now_s, "EDITOR_ID": by.user_id}
    assignments = ", ".join(f'"{name}" = ?' for name in row)
    db.execute(f"UPDATE activity SET {assignments} WHERE ID = ?", (*row.values(), activity_id))  # noqa: S608 - names are ours


def delete_activity(db: sqlite3.Connection, activity_id: int) -> None:
    """Removes an activity and all that hangs on it."""
    for table in ("binding", "communication", "file", "layout", "card", "transcript"):
        db.execute(f"DELETE FROM {table} WHERE activity_id = ?", (activity_id,))  # noqa: S608 - names are ours
    db.execute("DELETE FROM note WHERE item_type = 2 AND item_id = ?", (activity_id,))
    db.execute("DELETE FROM activity WHERE ID = ?", (activity_id,))


def settings(row: sqlite3.Row | Mapping[str, object]) -> dict[str, object]:
    """SETTINGS of a stored row, or of one about to be stored, as a map; `[]` is an empty one."""
    value = json.loads(str(row["SETTINGS"])) if "SETTINGS" in row.keys() else []  # noqa: SIM118 - sqlite3.Row
    return value if isinstance(value, dict) else {}


def bindings(db: sqlite3.Connection, activity_id: int) -> list[Ref]:
    """What an activity is bound to, oldest binding first."""
    rows = db.execute("SELECT entity_type, entity_id FROM binding WHERE activity_id = ? ORDER BY id", (activity_id,))
    return [Ref(row[0], row[1]) for row in rows]


def bind(db: sqlite3.Connection, activity_id: int, ref: Ref) -> None:
    """Adds a binding."""
    insert(db, "binding", {"activity_id": activity_id, "entity_type": ref.type, "entity_id": ref.id})


def unbind(db: sqlite3.Connection, activity_id: int, ref: Ref) -> None:
    """Removes a binding."""
    db.execute(
        "DELETE FROM binding WHERE activity_id = ? AND entity_type = ? AND entity_id = ?",
        (activity_id, ref.type, ref.id),
    )


def owner(row: sqlite3.Row) -> Ref:
    """The item that owns an activity."""
    return Ref(row["OWNER_TYPE_ID"], row["OWNER_ID"])


def entity(db: sqlite3.Connection, ref: Ref) -> sqlite3.Row | None:
    """The stored row of a CRM item."""
    row: sqlite3.Row | None = db.execute(
        "SELECT * FROM entity WHERE entity_type = ? AND ID = ?", (ref.type, ref.id)
    ).fetchone()
    return row


def add_entity(db: sqlite3.Connection, ref: Ref, row: Mapping[str, object]) -> None:
    """Stores a CRM item."""
    insert(db, "entity", {"entity_type": ref.type, "ID": ref.id, **row})


def next_entity_id(db: sqlite3.Connection, type_id: int) -> int:
    """The number of a new item of this type; numbers of removed items never come again."""
    row = db.execute(
        "SELECT max(COALESCE((SELECT max(ID) FROM entity WHERE entity_type = ?), 0),"
        " COALESCE((SELECT last FROM entity_number WHERE entity_type = ?), 0)) + 1",
        (type_id, type_id),
    ).fetchone()
    db.execute("INSERT OR REPLACE INTO entity_number VALUES (?, ?)", (type_id, row[0]))
    return int(row[0])


def change_entity(db: sqlite3.Connection, ref: Ref, changes: Mapping[str, object]) -> None:
    """Writes some columns of a CRM item."""
    assignments = ", ".join(f'"{name}" = ?' for name in changes)
    db.execute(
        f"UPDATE entity SET {assignments} WHERE entity_type = ? AND ID = ?",  # noqa: S608 - names are ours
        (*changes.values(), ref.type, ref.id),
    )


def delete_entity(db: sqlite3.Connection, ref: Ref) -> None:
    """Removes a CRM item and the activities that are bound to nothing else; others find their next owner."""
    db.execute(
        "INSERT INTO entity_number VALUES (?, ?)"
        " ON CONFLICT (entity_type) DO UPDATE SET last = max(last, excluded.last)",
        (ref.type, ref.id),
    )
    rows = db.execute("SELECT activity_id FROM binding WHERE entity_type = ? AND entity_id = ?", (ref.type, ref.id))
    for (activity_id,) in rows.fetchall():
        unbind(db, activity_id, ref)
        left = bindings(db, activity_id)
        if not left:
            delete_activity(db, activity_id)
        elif owner(stored_activity(db, activity_id)) == ref:
            db.execute(
                "UPDATE activity SET OWNER_TYPE_ID = ?, OWNER_ID = ? WHERE ID = ?",
                (left[0].type, left[0].id, activity_id),
            )
    db.execute("DELETE FROM multifield WHERE entity_type = ? AND entity_id = ?", (ref.type, ref.id))
    db.execute("DELETE FROM note WHERE entity_type = ? AND entity_id = ?", (ref.type, ref.id))
    db.execute("DELETE FROM entity WHERE entity_type = ? AND ID = ?", (ref.type, ref.id))


def may_touch(db: sqlite3.Connection, caller: Caller, ref: Ref) -> bool:
    """True when the caller may read and edit the item; False also when there is no such item and he is no admin."""
    if caller.admin:
        return True
    row = entity(db, ref)
    return row is not None and row["ASSIGNED_BY_ID"] == caller.user_id


def type_of(ref: Ref) -> entity_types.EntityType | None:
    """The type of an item; None for types this portal does not store."""
    return entity_types.STORED.get(ref.type)


def activity_answer(db: sqlite3.Connection, activity_id: int, clock: Clock) -> dict[str, object]:
    """An activity that is known to be there as crm.activity.get prints it. Raises KeyError otherwise."""
    found: dict[str, object] = json.loads(activity_answers(db, [activity_id], ACTIVITY_ANSWER, clock)[activity_id])
    return found


def activity_answers(db: sqlite3.Connection, ids: Sequence[int], names: Sequence[str], clock: Clock) -> Printed:
    """These fields of activities, as crm.activity.list prints them; who is not there is left out."""
    return _answers(db, "activity WHERE 1", ids, _columns(names, fields.CRM_ACTIVITY), clock)


def entity_answers(
    db: sqlite3.Connection, kind: entity_types.EntityType, ids: Sequence[int], names: Sequence[str], clock: Clock
) -> Printed:
    """These fields of items of a type, as the older lists print them; who is not there is left out."""
    source = f"entity WHERE entity_type = {int(kind.id)}"
    return _answers(db, source, ids, _columns(names, kind.fields), clock)
