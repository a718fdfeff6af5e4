"""Notes on timeline entries, `crm.timeline.note.*`: one text an entry; saving again replaces it.

https://apidocs.bitrix24.com/api-reference/crm/timeline/note/. itemType 1 is an entry of the history, 2 an activity.
"""

import sqlite3

from daybook.sandbox import errors, records
from daybook.sandbox.errors import ApiError
from daybook.sandbox.method import Method, Param, Params
from daybook.sandbox.portal import Context
from daybook.sandbox.records import Ref

HISTORY, ACTIVITY = 1, 2
_KEY = ("entity_type", "entity_id", "item_type", "item_id")
_THIS = " AND ".join(f"{name} = ?" for name in _KEY)


def _not_found() -> ApiError:
    return ApiError("NOT_FOUND", "Element not found")


def _place(context: Context, params: Params) -> tuple[int, int, int, int]:
    """The entry that is meant. This portal keeps no history of its own, so entries of the history are taken as told."""
    ref = Ref(params.int("ownerTypeId"), params.int("ownerId"))
    if records.entity(context.db, ref) is None:
        raise _not_found()
    if not records.may_touch(context.db, context.caller, ref):
        raise errors.denied("Access denied")
    kind, item_id = params.int("itemType"), params.int("itemId")
    known = kind == ACTIVITY and ref in records.bindings(context.db, item_id)
    if not known and not (kind == HISTORY and item_id > 0):
        raise _not_found()
    return ref.type, ref.id, kind, item_id


def _stored(context: Context, place: tuple[int, int, int, int]) -> sqlite3.Row | None:
    row: sqlite3.Row | None = context.db.execute(f"SELECT * FROM note WHERE {_THIS}", place).fetchone()  # noqa: S608 - names are ours
    return row


def _save(context: Context, params: Params) -> object:
    place = _place(context, params)
    now = (context.caller.user_id, context.now_s)
    old = _stored(context, place)
    made = (old["created_by"], old["created_at"]) if old else now
    context.db.execute(f"DELETE FROM note WHERE {_THIS}", place)  # noqa: S608 - names are ours
    context.db.execute(
        "INSERT INTO note VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*place, params.text("text"), *made, *now)
    )
    return True


def _get(context: Context, params: Params) -> object:
    row = _stored(context, _place(context, params))
    if row is None:
        raise _not_found()
    return {
        "text": row["text"],
        "createdById": row["created_by"],
        "createdTime": context.clock.iso(row["created_at"]),
        "updatedById": row["updated_by"],
        "updatedTime": context.clock.iso(row["updated_at"]),
    }


def _delete(context: Context, params: Params) -> object:
    place = _place(context, params)
    if _stored(context, place) is None:
        raise _not_found()
    context.db.execute(f"DELETE FROM note WHERE {_THIS}", place)  # noqa: S608 - names are ours
    return True


_WHERE = tuple(Param(name, "int", required=True) for name in ("ownerTypeId", "ownerId", "itemType", "itemId"))

METHODS = (
    Method("crm.timeline.note.save", _save, (*_WHERE, Param("text", "text", required=True)), writes=True),
    Method("crm.timeline.note.get", _get, _WHERE),
    Method("crm.timeline.note.delete", _delete, _WHERE, writes=True),
)
