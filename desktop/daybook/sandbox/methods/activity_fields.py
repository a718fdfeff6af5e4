"""The `fields` of crm.activity.add and crm.activity.update as columns to store.

DEADLINE is derived: from START_TIME for calls and meetings, from END_TIME for tasks. Other kinds take the one given.
Completing sets STATUS 2, reopening 1.
"""

import json
import sqlite3
from collections.abc import Mapping

from daybook.sandbox import errors, values
from daybook.sandbox.filters import BadValue, stored
from daybook.sandbox.portal import Context
from daybook.sandbox.tables import fields
from daybook.sandbox.tables.field import Field, Kind

MEETING, CALL, TASK, EMAIL, PROVIDER = 1, 2, 3, 4, 6
_DEADLINE_FROM = {MEETING: "START_TIME", CALL: "START_TIME", TASK: "END_TIME"}
_ELSEWHERE = frozenset({"COMMUNICATIONS", "FILES", "WEBDAV_ELEMENTS", "BINDINGS"})


def writable(name: str, *, adding: bool) -> Field | None:
    """The field when a caller may set it; None for read-only, unknown and (after creation) immutable ones."""
    field = fields.CRM_ACTIVITY.get(name)
    if field is None or name in _ELSEWHERE or "readonly" in field.flags:
        return None
    return None if "immutable" in field.flags and not adding else field


def read_changes(context: Context, given: Mapping[str, object], row: sqlite3.Row | None) -> dict[str, object]:
    """The columns that these fields change; `row` is the activity as it is, None for a new one.

    Fields that can't be set are ignored, as the portal does. Raises ApiError for an empty subject or a bad responsible.
    """
    changes: dict[str, object] = {}
    for name, value in given.items():
        if field := writable(name, adding=row is None):
            changes[name] = _column(context, field, value)
    if "ORIGIN_VERSION" in given:
        changes["ORIGIN_VERSION"] = values.as_text(given["ORIGIN_VERSION"])
    if "SUBJECT" in changes and not values.as_text(changes["SUBJECT"]).strip():
        raise errors.plain("The field SUBJECT is not defined or empty")
    if "RESPONSIBLE_ID" in changes and (values.as_int(changes["RESPONSIBLE_ID"]) or 0) <= 0:
        raise errors.plain("The field RESPONSIBLE_ID is not defined or invalid")
    _complete(changes)
    type_id = changes.get("TYPE_ID") if row is None else row["TYPE_ID"]
    _derive_deadline(context, changes, type_id if isinstance(type_id, int) else 0)
    return changes


def _column(context: Context, field: Field, value: object) -> object:
    if field.kind is Kind.JSON:
        return json.dumps(value if isinstance(value, dict | list) and value else [], ensure_ascii=False)
    if field.kind is Kind.TIME and (value is None or value == ""):
        return None
    try:
        return stored(field.kind, value, context.clock.zone)
    except BadValue:
        return None if field.kind is Kind.TIME else 0


def _complete(changes: dict[str, object]) -> None:
    """COMPLETED and STATUS say the same; COMPLETED wins."""
    if "COMPLETED" in changes:
        done = changes["COMPLETED"] = "Y" if changes["COMPLETED"] == "Y" else "N"
        changes["STATUS"] = 2 if done == "Y" else 1
    elif "STATUS" in changes:
        changes["COMPLETED"] = "Y" if changes["STATUS"] in (2, 3) else "N"


def _derive_deadline(context: Context, changes: dict[str, object], type_id: int) -> None:
    none = context.clock.no_deadline_s()
    source = _DEADLINE_FROM.get(type_id)
    if source is not None:
        changes.pop("DEADLINE", None)
        if source in changes:
            changes["DEADLINE"] = none if changes[source] is None else changes[source]
    elif "DEADLINE" in changes and changes["DEADLINE"] is None:
        changes["DEADLINE"] = none
