"""Actions of the workflow designer, `bizproc.activity.*`: nothing to do with CRM activities.

https://apidocs.bitrix24.com/api-reference/bizproc/bizproc-activity/. For administrators, inside an application; a code
is unique in its application. An update takes at least one field and leaves the others.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from daybook.sandbox import records, values
from daybook.sandbox.errors import ApiError
from daybook.sandbox.method import Method, Param, Params, Refusal
from daybook.sandbox.portal import Context

TYPES = ("bool", "date", "datetime", "double", "file", "int", "select", "string", "text", "user")
EDITIONS = ("b24", "box")
_CODE = re.compile(r"[A-Za-z0-9._-]+")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def _invalid(text: str) -> ApiError:
    return ApiError("ERROR_ACTIVITY_VALIDATION_FAILURE", text)


def _code(params: Params) -> str:
    code = params.text("CODE").strip()
    if not code:
        raise _invalid("Empty activity code!")
    if not _CODE.fullmatch(code):
        raise _invalid("Wrong activity code!")
    return code


def read_handler(value: object) -> object:
    """An address of the application. This portal knows no domains of applications, so any host will do."""
    try:
        parts = urlsplit(values.as_text(value).strip())
        host = parts.hostname
    except ValueError:
        raise ApiError("ERROR_WRONG_HANDLER_URL", "Wrong handler URL") from None
    if parts.scheme and parts.scheme.lower() not in ("http", "https"):
        raise ApiError("ERROR_UNSUPPORTED_PROTOCOL", "Unsupported handler protocol")
    if not parts.scheme or not host:
        raise ApiError("ERROR_WRONG_HANDLER_URL", "Wrong handler URL")
    return values.as_text(value)


def _name(value: object) -> object:
    texts = list(value.values()) if isinstance(value, dict) else [value]
    if not any(values.as_text(text).strip() for text in texts):
        raise _invalid("Empty activity NAME!")
    return value


def _properties(value: object) -> object:
    given = values.as_map(value)
    if given is None:
        raise _invalid("Wrong properties array!")
    for key, described in given.items():
        if not _KEY.fullmatch(key):
            raise _invalid(f"Wrong property key {key}!")
        if not isinstance(described, dict):
            raise _invalid("Wrong properties array!")
        name = next((item for label, item in described.items() if label.lower() == "name"), None)
        if not (any(name.values()) if isinstance(name, dict) else values.as_text(name).strip()):
            raise _invalid(f"Empty property NAME {key}!")
    return given


def _document_type(value: object) -> object:
    parts = values.as_list(value)
    if len(parts) != 3 or not all(isinstance(part, str) and part for part in parts):
        raise _invalid("Wrong activity DOCUMENT_TYPE!")
    return parts


def _filter(value: object) -> object:
    given = values.as_map(value)
    if given is None or not {key.upper() for key in given} <= {"INCLUDE", "EXCLUDE"}:
        raise _invalid("Wrong activity FILTER!")
    for rules in given.values():
        for rule in values.as_list(rules):
            parts = [rule] if isinstance(rule, str) else values.as_list(rule)
            if not parts or len(parts) > 3 or not all(isinstance(part, str) and part for part in parts):
                raise _invalid("Wrong activity FILTER!")
    return given


def _as_given(value: object) -> object:
    return value


_READ: Mapping[str, Callable[[object], object]] = {
    "HANDLER": read_handler,
    "AUTH_USER_ID": lambda value: values.as_int(value) or 0,
    "USE_SUBSCRIPTION": _as_given,
    "NAME": _name,
    "DESCRIPTION": _as_given,
    "PROPERTIES": _properties,
    "RETURN_PROPERTIES": _properties,
    "DOCUMENT_TYPE": _document_type,
    "FILTER": _filter,
    "USE_PLACEMENT": lambda value: "Y" if values.as_flag(value) else "N",
    "PLACEMENT_HANDLER": lambda value: read_handler(value) if value else "",
}


def _data(given: Mapping[str, object]) -> dict[str, object]:
    upper = {name.upper(): value for name, value in given.items()}
    data = {name: read(upper[name]) for name, read in _READ.items() if upper.get(name) is not None}
    if data.get("USE_PLACEMENT") == "Y" and not data.get("PLACEMENT_HANDLER"):
        raise ApiError("ERROR_WRONG_HANDLER_URL", "Wrong handler URL")
    return data


def _stored(context: Context, code: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = context.db.execute(
        "SELECT * FROM workflow_action WHERE application = ? AND code = ?", (context.caller.application, code)
    ).fetchone()
    return row


def _found(context: Context, code: str) -> sqlite3.Row:
    row = _stored(context, code)
    if row is None:
        raise ApiError("ERROR_ACTIVITY_NOT_FOUND", "Activity or Automation rule not found!")
    return row


def _add(context: Context, params: Params) -> object:
    given = {name: params.raw(name) for name in ("CODE", *_READ)}
    if all(value in (None, "", [], {}) for value in given.values()):
        raise _invalid("Empty data!")
    code = _code(params)
    read_handler(params.raw("HANDLER"))
    _name(params.raw("NAME"))
    data = _data(given)
    if _stored(context, code) is not None:
        raise ApiError("ERROR_ACTIVITY_ALREADY_INSTALLED", "Activity or Robot already installed!")
    row = {"application": context.caller.application, "code": code, "data": json.dumps(data, ensure_ascii=False)}
    records.insert(context.db, "workflow_action", row)
    return True


def _update(context: Context, params: Params) -> object:
    code = _code(params)
    changes = _data(params.map("FIELDS"))
    if not changes:
        raise _invalid("No fields to update")
    row = _found(context, code)
    data = {**json.loads(row["data"]), **changes}
    context.db.execute(
        "UPDATE workflow_action SET data = ? WHERE id = ?", (json.dumps(data, ensure_ascii=False), row["id"])
    )
    return True


def _list(context: Context, _params: Params) -> object:
    rows = context.db.execute(
        "SELECT code FROM workflow_action WHERE application = ? ORDER BY id", (context.caller.application,)
    )
    return [row["code"] for row in rows]


def _delete(context: Context, params: Params) -> object:
    row = _found(context, _code(params))
    context.db.execute("DELETE FROM workflow_action WHERE id = ?", (row["id"],))
    return True


_WEBHOOK = Refusal("ACCESS_DENIED", "Application context required")
_NO_ADMIN = Refusal("ACCESS_DENIED", "Access denied!")
_CODE_PARAM = Param("CODE", "text")
_ALL = tuple(Param(name) for name in _READ)


def _method(name: str, handler: Callable[[Context, Params], object], *params: Param, writes: bool = True) -> Method:
    return Method(
        f"bizproc.activity.{name}",
        handler,
        params,
        scopes=("bizproc",),
        writes=writes,
        webhook=_WEBHOOK,
        no_admin=_NO_ADMIN,
    )


METHODS = (
    _method("add", _add, _CODE_PARAM, *_ALL),
    _method("update", _update, _CODE_PARAM, Param("FIELDS", "map")),
    _method("list", _list, writes=False),
    _method("delete", _delete, _CODE_PARAM),
)
