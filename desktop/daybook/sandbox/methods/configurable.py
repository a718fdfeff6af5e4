"""Configurable activities, `crm.activity.configurable.*`: the card and its data belong to one application.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/configurable/. Names are camelCase, numbers and flags
real ones. An update replaces the whole layout and those fields that it names.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping

from daybook.sandbox import errors, layout_rules, records, values
from daybook.sandbox.errors import ApiError
from daybook.sandbox.layout_rules import CARD
from daybook.sandbox.method import Method, Param, Params, Refusal
from daybook.sandbox.methods import badges, custom_types
from daybook.sandbox.methods.custom_types import PLAIN_CONFIGURABLE
from daybook.sandbox.methods.todos import creation
from daybook.sandbox.portal import Context
from daybook.sandbox.records import Ref

FIELDS = (
    "typeId", "completed", "deadline", "pingOffsets", "isIncomingChannel", "responsibleId", "badgeCode", "originatorId",
    "originId",
)  # fmt: skip


def _wrong(name: str) -> ApiError:
    return ApiError("WRONG_FIELD_VALUE", f"Field {name} has a wrong value")


def _flag(name: str, value: object) -> str:
    flag = values.as_flag(value)
    if flag is None:
        raise _wrong(name)
    return "Y" if flag else "N"


def _columns(context: Context, given: Mapping[str, object]) -> dict[str, object]:
    """The columns that these fields set. Raises FIELD_IS_REDUNDANT, WRONG_FIELD_VALUE."""
    read: Mapping[str, Callable[[Context, object], dict[str, object]]] = {
        "typeId": _type,
        "completed": _completed,
        "deadline": _deadline,
        "pingOffsets": _pings,
        "isIncomingChannel": lambda _context, value: {"IS_INCOMING_CHANNEL": _flag("isIncomingChannel", value)},
        "responsibleId": _responsible,
        "badgeCode": _badge,
        "originatorId": lambda _context, value: {"ORIGINATOR_ID": values.as_text(value) or None},
        "originId": lambda _context, value: {"ORIGIN_ID": values.as_text(value) or None},
    }
    columns: dict[str, object] = {}
    for name, value in given.items():
        if name not in read:
            raise ApiError("FIELD_IS_REDUNDANT", f"Field {name} is redundant in fields")
        columns |= read[name](context, value)
    return columns


def _type(context: Context, value: object) -> dict[str, object]:
    type_id = values.as_text(value) or PLAIN_CONFIGURABLE
    if type_id != PLAIN_CONFIGURABLE:
        registered = custom_types.find(context, type_id)
        if registered is None or registered["IS_CONFIGURABLE_TYPE"] != "Y":
            raise _wrong("typeId")
    return {"PROVIDER_TYPE_ID": type_id}


def _completed(_context: Context, value: object) -> dict[str, object]:
    done = _flag("completed", value)
    return {"COMPLETED": done, "STATUS": 2 if done == "Y" else 1}


def _deadline(context: Context, value: object) -> dict[str, object]:
    none = context.clock.no_deadline_s()
    moment = none if value in (None, "") else values.as_time(value, context.clock.zone)
    if moment is None:
        raise _wrong("deadline")
    return {"DEADLINE": moment, "END_TIME": None if moment == none else moment}


def _pings(_context: Context, value: object) -> dict[str, object]:
    numbers = {values.as_int(item) for item in values.as_list(value)}
    return {"PINGS": json.dumps(sorted(number for number in numbers if number is not None and number >= 0))}


def _responsible(context: Context, value: object) -> dict[str, object]:
    number = values.as_int(value)
    if number is None or context.db.execute("SELECT 1 FROM user WHERE ID = ?", (number,)).fetchone() is None:
        raise _wrong("responsibleId")
    return {"RESPONSIBLE_ID": number}


def _badge(context: Context, value: object) -> dict[str, object]:
    code = values.as_text(value)
    if code and badges.find(context.db, code) is None:
        raise _wrong("badgeCode")
    return {"BADGE": code}


def _check_incoming(context: Context, row: Mapping[str, object]) -> None:
    with_deadline = row["DEADLINE"] not in (None, context.clock.no_deadline_s())
    if with_deadline and row["IS_INCOMING_CHANNEL"] == "Y":
        raise ApiError("INCOMING_ACTIVITY_CAN_NOT_BE_WITH_DEADLINE", "An incoming activity can not have a deadline")


def _title(layout: Mapping[str, object]) -> str:
    """What the lists show as SUBJECT: the card's title, in English where it is translated."""
    header = layout["header"]
    title = header.get("title") if isinstance(header, dict) else ""
    if isinstance(title, dict):
        title = title.get("en") or next(iter(title.values()), "")
    return values.as_text(title)


def _keep_layout(context: Context, activity_id: int, layout: Mapping[str, object]) -> None:
    context.db.execute(
        "INSERT OR REPLACE INTO card VALUES (?, ?)", (activity_id, json.dumps(layout, ensure_ascii=False))
    )


def add_card(context: Context, owner: Ref, fields: Mapping[str, object], layout: Mapping[str, object]) -> int:
    """Makes one; returns its number. Raises ApiError for fields and layouts that a portal refuses."""
    now_s = context.now_s
    row = {
        "DEADLINE": context.clock.no_deadline_s(),
        "IS_INCOMING_CHANNEL": "N",
        "RESPONSIBLE_ID": context.caller.user_id,
        "PROVIDER_TYPE_ID": PLAIN_CONFIGURABLE,
        "PINGS": "[]",
        "BADGE": "",
        **_columns(context, fields),
        "TYPE_ID": 6,
        "PROVIDER_ID": records.CONFIGURABLE,
        "SUBJECT": _title(layout),
        "START_TIME": now_s,
        "CREATED": now_s,
        "LAST_UPDATED": now_s,
        "AUTHOR_ID": context.caller.user_id,
        "EDITOR_ID": context.caller.user_id,
        "APPLICATION": context.caller.application,
    }
    _check_incoming(context, row)
    activity_id = records.add_activity(context.db, row, [owner])
    _keep_layout(context, activity_id, layout)
    return activity_id


def _add(context: Context, params: Params) -> object:
    owner = Ref(params.int("ownerTypeId"), params.int("ownerId"))
    if records.entity(context.db, owner) is None or not records.may_touch(context.db, context.caller, owner):
        raise errors.denied("Access denied")
    layout = layout_rules.check(params.raw("layout"), CARD)
    activity_id = add_card(context, owner, params.map("fields"), layout)
    context.portal.stats.creation(creation(context, activity_id))
    return {"activity": {"id": activity_id}}


def _found(context: Context, params: Params) -> sqlite3.Row:
    row = records.activity(context.db, params.int("id"))
    if row is None or row["PROVIDER_ID"] != records.CONFIGURABLE:
        raise ApiError("NOT_FOUND", "Not found.")
    if not records.may_touch(context.db, context.caller, records.owner(row)):
        raise errors.denied("Access denied")
    if row["APPLICATION"] != context.caller.application:
        raise ApiError("ERROR_WRONG_APPLICATION", "The activity was made by another application")
    return row


def _update(context: Context, params: Params) -> object:
    row = _found(context, params)
    changes = _columns(context, params.map("fields"))
    _check_incoming(context, {**dict(row), **changes})
    if params.has("layout"):
        layout = layout_rules.check(params.raw("layout"), CARD)
        changes["SUBJECT"] = _title(layout)
        _keep_layout(context, row["ID"], layout)
    records.change_activity(context.db, row["ID"], changes, context.caller, context.now_s)
    context.portal.stats.write(row["ID"], context.method.name)
    return {"activity": {"id": row["ID"]}}


def _get(context: Context, params: Params) -> object:
    row = _found(context, params)
    owner = records.owner(row)
    card = context.db.execute("SELECT layout FROM card WHERE activity_id = ?", (row["ID"],)).fetchone()
    return {
        "activity": {
            "id": row["ID"],
            "ownerTypeId": owner.type,
            "ownerId": owner.id,
            "fields": _fields(context, row),
            "layout": json.loads(card["layout"]) if card else None,
        }
    }


def _fields(context: Context, row: sqlite3.Row) -> dict[str, object]:
    none = row["DEADLINE"] in (None, context.clock.no_deadline_s())
    return {
        "typeId": row["PROVIDER_TYPE_ID"],
        "completed": row["COMPLETED"] == "Y",
        "deadline": None if none else context.clock.iso(row["DEADLINE"]),
        "pingOffsets": json.loads(row["PINGS"] or "[]"),
        "isIncomingChannel": row["IS_INCOMING_CHANNEL"] == "Y",
        "responsibleId": row["RESPONSIBLE_ID"],
        "badgeCode": row["BADGE"] or "",
        "originatorId": row["ORIGINATOR_ID"],
        "originId": row["ORIGIN_ID"],
    }


_WEBHOOK = Refusal("ERROR_WRONG_CONTEXT", "Method call is only possible in the context of an application")
_ID = Param("id", "int", required=True)
_OWNER = (Param("ownerTypeId", "int", required=True), Param("ownerId", "int", required=True))
_DATA = Param("fields", "map", required=True)

METHODS = (
    Method(
        "crm.activity.configurable.add",
        _add,
        (*_OWNER, _DATA, Param("layout", required=True)),
        writes=True,
        webhook=_WEBHOOK,
    ),
    Method("crm.activity.configurable.update", _update, (_ID, _DATA, Param("layout")), writes=True, webhook=_WEBHOOK),
    Method("crm.activity.configurable.get", _get, (_ID,), webhook=_WEBHOOK),
)
