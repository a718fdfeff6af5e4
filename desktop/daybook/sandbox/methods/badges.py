"""Badges of configurable activities on kanban cards, `crm.activity.badge.*`.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/configurable/badges/. A code is unique in the portal.
Title and value are a text, or texts by language.
"""

import json
import sqlite3

from daybook.sandbox import records
from daybook.sandbox.errors import ApiError
from daybook.sandbox.method import Method, Param, Params, Refusal
from daybook.sandbox.portal import Context

TYPES = ("success", "failure", "warning", "primary", "secondary")


def find(db: sqlite3.Connection, code: str) -> sqlite3.Row | None:
    """The badge of this code."""
    row: sqlite3.Row | None = db.execute("SELECT * FROM badge WHERE code = ?", (code,)).fetchone()
    return row


def _answer(row: sqlite3.Row) -> dict[str, object]:
    return {
        "code": row["code"],
        "title": json.loads(row["title"]),
        "value": json.loads(row["value"]),
        "type": row["type"],
    }


def _found(context: Context, params: Params) -> sqlite3.Row:
    row = find(context.db, params.text("code"))
    if row is None:
        raise ApiError("NOT_FOUND", "Not found.")
    return row


def _text(params: Params, name: str) -> str:
    given = params.raw(name)
    if isinstance(given, list) or given in ("", {}):
        raise ApiError("REQUIRED_ARG_MISSING", f"Required argument {name} is missing")
    return json.dumps(given if isinstance(given, dict) else params.text(name), ensure_ascii=False)


def _add(context: Context, params: Params) -> object:
    code, kind = params.text("code").strip(), params.text("type").strip()
    if not code or not kind:
        raise ApiError("REQUIRED_ARG_MISSING", f"Required argument {'type' if code else 'code'} is missing")
    row = {"code": code, "title": _text(params, "title"), "value": _text(params, "value"), "type": kind}
    if kind not in TYPES:
        raise ApiError("INVALID_ARG_VALUE", f"Argument type must be one of: {', '.join(TYPES)}")
    if find(context.db, code) is not None:
        raise ApiError("INVALID_ARG_VALUE", f"Badge {code} exists already")
    records.insert(context.db, "badge", row)
    return _get(context, params)


def _get(context: Context, params: Params) -> object:
    return {"badge": _answer(_found(context, params))}


def _list(context: Context, _params: Params) -> object:
    return {"badges": [_answer(row) for row in context.db.execute("SELECT * FROM badge ORDER BY rowid")]}


def _delete(context: Context, params: Params) -> object:
    row = _found(context, params)
    context.db.execute("DELETE FROM badge WHERE code = ?", (row["code"],))
    return True


_NO_ADMIN = Refusal("ACCESS_DENIED", "Access denied.")
_CODE = Param("code", "text", required=True)
_TEXTS = tuple(Param(name, required=True) for name in ("title", "value", "type"))

METHODS = (
    Method("crm.activity.badge.add", _add, (_CODE, *_TEXTS), writes=True, no_admin=_NO_ADMIN),
    Method("crm.activity.badge.get", _get, (_CODE,)),
    Method("crm.activity.badge.list", _list),
    Method("crm.activity.badge.delete", _delete, (_CODE,), writes=True, no_admin=_NO_ADMIN),
)
