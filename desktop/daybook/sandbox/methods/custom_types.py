"""An application's own activity types, `crm.activity.type.*`: for administrators, inside an application.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/types/. A type belongs to the application that
registered it; others neither see it nor may delete it.
"""

import sqlite3

from daybook.sandbox import records, values
from daybook.sandbox.errors import ApiError
from daybook.sandbox.method import Method, Param, Params, Refusal
from daybook.sandbox.methods import uploads
from daybook.sandbox.portal import Context

PLAIN_CONFIGURABLE = "CONFIGURABLE"


def find(context: Context, type_id: str) -> sqlite3.Row | None:
    """A type of the calling application."""
    row: sqlite3.Row | None = context.db.execute(
        "SELECT * FROM custom_type WHERE application = ? AND TYPE_ID = ?", (context.caller.application, type_id)
    ).fetchone()
    return row


def _add(context: Context, params: Params) -> object:
    given = params.map("fields")
    type_id = values.as_text(given.get("TYPE_ID")).strip()
    if not type_id:
        raise ApiError("INVALID_ARG_VALUE", "TYPE_ID is empty")
    if find(context, type_id) is not None:
        raise ApiError("INVALID_ARG_VALUE", f"Type {type_id} exists already")
    row = {
        "application": context.caller.application,
        "TYPE_ID": type_id,
        "NAME": values.as_text(given.get("NAME")),
        "IS_CONFIGURABLE_TYPE": "Y" if values.as_flag(given.get("IS_CONFIGURABLE_TYPE")) else "N",
        "ICON_ID": uploads.keep(context, given.get("ICON_FILE")),
    }
    records.insert(context.db, "custom_type", row)
    return True


def _list(context: Context, _params: Params) -> object:
    rows = context.db.execute(
        "SELECT * FROM custom_type WHERE application = ? ORDER BY rowid", (context.caller.application,)
    )
    return [{name: str(row[name]) for name in ("TYPE_ID", "NAME", "IS_CONFIGURABLE_TYPE", "ICON_ID")} for row in rows]


def _delete(context: Context, params: Params) -> object:
    type_id = params.text("TYPE_ID")
    if find(context, type_id) is None:
        raise ApiError("INVALID_ARG_VALUE", f"Type {type_id} is not found")
    context.db.execute(
        "DELETE FROM custom_type WHERE application = ? AND TYPE_ID = ?", (context.caller.application, type_id)
    )
    return True


_WEBHOOK = Refusal("ACCESS_DENIED", "Access denied! Application context required")
_NO_ADMIN = Refusal("", "Admin permissions required")

METHODS = (
    Method(
        "crm.activity.type.add",
        _add,
        (Param("fields", "map", required=True),),
        writes=True,
        webhook=_WEBHOOK,
        no_admin=_NO_ADMIN,
    ),
    Method("crm.activity.type.list", _list, webhook=_WEBHOOK, no_admin=_NO_ADMIN),
    Method(
        "crm.activity.type.delete",
        _delete,
        (Param("TYPE_ID", "text", required=True),),
        writes=True,
        webhook=_WEBHOOK,
        no_admin=_NO_ADMIN,
    ),
)
