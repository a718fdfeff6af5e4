"""Universal activities, `crm.activity.todo.*`.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/todo/. Parameters stand at the top level and are
camelCase; every method names the owner besides the activity. `update` OVERWRITES: what a call leaves out is gone,
except colour and responsible person. Reminders can't be read back.
"""

import json
import sqlite3

from daybook.sandbox import errors, records, values
from daybook.sandbox.errors import ApiError
from daybook.sandbox.method import Method, Param, Params
from daybook.sandbox.portal import Context
from daybook.sandbox.records import Ref
from daybook.sandbox.stats import Creation

COLORS = frozenset("1234567")
DEFAULT_COLOR = "default"
COMPLETED = "CAN_NOT_UPDATE_COMPLETED_TODO"


def _owner(context: Context, params: Params) -> Ref:
    """The item named as owner. Raises OWNER_NOT_FOUND, ACCESS_DENIED."""
    ref = Ref(params.int("ownerTypeId"), params.int("ownerId"))
    if records.entity(context.db, ref) is None:
        raise ApiError("OWNER_NOT_FOUND", "Owner not found")
    if not records.may_touch(context.db, context.caller, ref):
        raise errors.denied("Access denied")
    return ref


def _todo(context: Context, params: Params, completed_code: str = COMPLETED) -> sqlite3.Row:
    """The open to-do that a call means. Raises also NOT_FOUND and the method's code for a completed one.

    An activity of another kind, and one that is not bound to the named owner, are not found: the documents are silent.
    """
    owner = _owner(context, params)
    row = records.activity(context.db, params.int("id"))
    if row is None or row["PROVIDER_ID"] != records.TODO or owner not in records.bindings(context.db, row["ID"]):
        raise ApiError("NOT_FOUND", "Not found.")
    if row["COMPLETED"] == "Y":
        raise ApiError(completed_code, "The activity is completed and can not be changed")
    return row


def _change(context: Context, row: sqlite3.Row, changes: dict[str, object]) -> dict[str, int]:
    records.change_activity(context.db, row["ID"], changes, context.caller, context.now_s)
    context.portal.stats.write(row["ID"], context.method.name)
    return {"id": row["ID"]}


def _deadline(context: Context, params: Params, name: str) -> int:
    moment = values.as_time(params.raw(name), context.clock.zone)
    if moment is None:
        raise ApiError("WRONG_DATETIME_FORMAT", "The date is not recognised")
    return moment


def _pings(params: Params) -> str:
    """Whole numbers >= 0; others are dropped in silence, duplicates merged."""
    numbers = {values.as_int(item) for item in params.list("pingOffsets")}
    return json.dumps(sorted(number for number in numbers if number is not None and number >= 0))


def _parent(context: Context, params: Params, *, open_only: bool) -> int | None:
    parent_id = params.int("parentActivityId")
    if parent_id <= 0:
        return None
    row = records.activity(context.db, parent_id)
    if row is None:
        raise ApiError("NOT_FOUND", "Not found.")
    if open_only and row["COMPLETED"] == "Y":
        raise ApiError("ERROR_PARENT_ACTIVITY_RESTRICT", "The parent activity is completed")
    return parent_id


def _colored(settings: dict[str, object], color: str) -> str:
    """SETTINGS with this colour, as stored; an unknown colour changes nothing."""
    if color in COLORS:
        settings = {**settings, "COLOR": color}
    elif color == DEFAULT_COLOR:
        settings = {key: value for key, value in settings.items() if key != "COLOR"}
    return json.dumps(settings or [], ensure_ascii=False)


def _add(context: Context, params: Params) -> object:
    owner = _owner(context, params)
    deadline = _deadline(context, params, "deadline")
    responsible = params.int("responsibleId")
    now_s = context.now_s
    row = {
        "TYPE_ID": 6,
        "PROVIDER_ID": records.TODO,
        "PROVIDER_TYPE_ID": "TODO",
        "SUBJECT": params.text("title"),
        "DESCRIPTION": params.text("description"),
        "CREATED": now_s,
        "LAST_UPDATED": now_s,
        "START_TIME": now_s,
        "END_TIME": deadline,
        "DEADLINE": deadline,
        "RESPONSIBLE_ID": responsible if responsible > 0 else context.caller.user_id,
        "AUTHOR_ID": context.caller.user_id,
        "EDITOR_ID": context.caller.user_id,
        "SETTINGS": _colored({}, params.text("colorId")),
        "PINGS": _pings(params),
        "PARENT_ID": _parent(context, params, open_only=False),
    }
    activity_id = records.add_activity(context.db, row, [owner])
    context.portal.stats.creation(creation(context, activity_id))
    return {"id": activity_id}


def creation(context: Context, activity_id: int) -> Creation:
    """A new activity as the statistics show it."""
    row = records.stored_activity(context.db, activity_id)
    clock = context.clock
    none = row["DEADLINE"] == clock.no_deadline_s()
    return Creation(
        context.method.name,
        activity_id,
        f"{row['OWNER_TYPE_ID']}:{row['OWNER_ID']}",
        row["SUBJECT"],
        None if none else clock.iso(row["DEADLINE"]),
        clock.iso(row["CREATED"]),
    )


def _update(context: Context, params: Params) -> object:
    row = _todo(context, params)
    deadline = _deadline(context, params, "deadline")
    changes: dict[str, object] = {
        "DEADLINE": deadline,
        "END_TIME": deadline,
        "SUBJECT": params.text("title"),
        "DESCRIPTION": params.text("description"),
        "PINGS": _pings(params),
        "PARENT_ID": _parent(context, params, open_only=True),
        "SETTINGS": _colored(records.settings(row), params.text("colorId")),
    }
    if params.int("responsibleId") > 0:
        changes["RESPONSIBLE_ID"] = params.int("responsibleId")
    return _change(context, row, changes)


def _update_color(context: Context, params: Params) -> object:
    row = _todo(context, params, "CAN_NOT_UPDATE_COLOR_COMPLETED_TODO")
    color = params.text("colorId")
    if color not in COLORS and color != DEFAULT_COLOR:
        raise ApiError("CAN_NOT_UPDATE_WRONG_COLOR_TODO", "The colour is not known")
    return _change(context, row, {"SETTINGS": _colored(records.settings(row), color)})


def _update_deadline(context: Context, params: Params) -> object:
    row = _todo(context, params)
    deadline = _deadline(context, params, "value")
    return _change(context, row, {"DEADLINE": deadline, "END_TIME": deadline})


def _update_description(context: Context, params: Params) -> object:
    return _change(context, _todo(context, params), {"DESCRIPTION": params.text("value")})


def _update_responsible(context: Context, params: Params) -> object:
    responsible = params.int("responsibleId")
    if responsible <= 0:
        raise ApiError("INVALID_ARG_VALUE", 'Parameter "responsibleId" must be greater than 0')
    row = _todo(context, params, "CAN_NOT_UPDATE_RESPONSIBLE_USER_COMPLETED_TODO")
    return _change(context, row, {"RESPONSIBLE_ID": responsible})


_OWNER = (Param("ownerTypeId", "int", required=True), Param("ownerId", "int", required=True))
_WHICH = (Param("id", "int", required=True), *_OWNER)
_CONTENT = (
    Param("deadline", "text", required=True),
    Param("title", "text"),
    Param("description", "text"),
    Param("responsibleId", "int"),
    Param("parentActivityId", "int"),
    Param("pingOffsets", "list"),
    Param("colorId", "text"),
)

METHODS = (
    Method("crm.activity.todo.add", _add, (*_OWNER, *_CONTENT), writes=True),
    Method("crm.activity.todo.update", _update, (*_WHICH, *_CONTENT), writes=True),
    Method(
        "crm.activity.todo.updateColor", _update_color, (*_WHICH, Param("colorId", "text", required=True)), writes=True
    ),
    Method(
        "crm.activity.todo.updateDeadline",
        _update_deadline,
        (*_WHICH, Param("value", "text", required=True)),
        writes=True,
    ),
    Method(
        "crm.activity.todo.updateDescription",
        _update_description,
        (*_WHICH, Param("value", "text", required=True)),
        writes=True,
    ),
    Method(
        "crm.activity.todo.updateResponsibleUser",
        _update_responsible,
        (*_WHICH, Param("responsibleId", "int", required=True)),
        writes=True,
    ),
)
