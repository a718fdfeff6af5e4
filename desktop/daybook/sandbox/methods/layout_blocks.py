"""Content blocks of an application on somebody else's activity, `crm.activity.layout.blocks.*`.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/layout-blocks/. One set per application and activity,
drawn in the timeline of every bound item. Checked in this order: application context, owner, activity, binding, right,
type of the activity.
"""

import json
import sqlite3

from daybook.sandbox import errors, layout_rules, records
from daybook.sandbox.errors import ApiError
from daybook.sandbox.method import Method, Param, Params, Refusal
from daybook.sandbox.portal import Context
from daybook.sandbox.records import Ref

_OUTDATED_TYPES = (5,)  # calendar import


def _activity(context: Context, params: Params) -> sqlite3.Row:
    ref = Ref(params.int("entityTypeId"), params.int("entityId"))
    if records.entity(context.db, ref) is None:
        raise ApiError("OWNER_NOT_FOUND", "Owner not found")
    row = records.activity(context.db, params.int("activityId"))
    if row is None or ref not in records.bindings(context.db, row["ID"]):
        raise ApiError("NOT_FOUND", "Not found.")
    if not records.may_touch(context.db, context.caller, ref):
        raise errors.denied("Access denied")
    return row


def _suitable(row: sqlite3.Row) -> None:
    if row["PROVIDER_ID"] == records.CONFIGURABLE or row["TYPE_ID"] in _OUTDATED_TYPES:
        raise ApiError("UNSUITABLE_ACTIVITY_TYPE_ERROR", "This type of activity takes no content blocks")


def store(db: sqlite3.Connection, activity_id: int, application: str, layout: object) -> None:
    """Puts a set in the place of the application's former one."""
    db.execute(
        "INSERT INTO layout (activity_id, application, layout) VALUES (?, ?, ?)"
        " ON CONFLICT (activity_id, application) DO UPDATE SET layout = excluded.layout",
        (activity_id, application, json.dumps(layout, ensure_ascii=False)),
    )


def _set(context: Context, params: Params) -> object:
    row = _activity(context, params)
    _suitable(row)
    layout = layout_rules.check(params.raw("layout"))
    store(context.db, row["ID"], context.caller.application or "", layout)
    context.portal.stats.write(row["ID"], context.method.name)
    return {"success": True}


def _get(context: Context, params: Params) -> object:
    row = _activity(context, params)
    stored = _stored(context, row)
    return {"layout": json.loads(stored["layout"]) if stored else None}


def _delete(context: Context, params: Params) -> object:
    row = _activity(context, params)
    _suitable(row)
    if _stored(context, row) is None:
        raise ApiError("NOT_FOUND", "Not found.")
    context.db.execute(
        "DELETE FROM layout WHERE activity_id = ? AND application = ?", (row["ID"], context.caller.application)
    )
    context.portal.stats.write(row["ID"], context.method.name)
    return {"success": True}


def _stored(context: Context, row: sqlite3.Row) -> sqlite3.Row | None:
    found: sqlite3.Row | None = context.db.execute(
        "SELECT layout FROM layout WHERE activity_id = ? AND application = ?",
        (row["ID"], context.caller.application),
    ).fetchone()
    return found


_WEBHOOK = Refusal("ERROR_WRONG_CONTEXT", "The method can only be called in the context of a REST application")
_WHERE = tuple(Param(name, "int", required=True) for name in ("entityTypeId", "entityId", "activityId"))

METHODS = (
    Method(
        "crm.activity.layout.blocks.set",
        _set,
        (*_WHERE, Param("layout", "map", required=True)),
        writes=True,
        webhook=_WEBHOOK,
    ),
    Method("crm.activity.layout.blocks.get", _get, _WHERE, webhook=_WEBHOOK),
    Method("crm.activity.layout.blocks.delete", _delete, _WHERE, writes=True, webhook=_WEBHOOK),
)
