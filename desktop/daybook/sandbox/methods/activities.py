"""Reading, listing, changing and deleting activities of any kind, `crm.activity.*`.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/activity-base/. Numbers are text in the answers;
errors carry an EMPTY code and are told apart by their text.
"""

import sqlite3
from collections.abc import Callable, Mapping

from daybook.sandbox import errors, filters, listing, records, values
from daybook.sandbox.database import FOLDED
from daybook.sandbox.filters import Column, Condition
from daybook.sandbox.method import Method, Param, Params
from daybook.sandbox.methods import activity_files, communications
from daybook.sandbox.methods.activity_add import add
from daybook.sandbox.methods.activity_fields import PROVIDER, read_changes
from daybook.sandbox.portal import Context
from daybook.sandbox.tables import fields
from daybook.sandbox.tables.field import Kind
from daybook.sandbox.wire.printed import PrintedRows, with_more

_COLUMNS: Mapping[str, Column] = {
    name: Column(f"a.{name}", field.kind, f"a.{name}_FOLDED" if name in FOLDED else "")
    for name, field in fields.CRM_ACTIVITY.items()
    if field.kind not in (Kind.ELSEWHERE, Kind.JSON)
}
# CROSS JOIN, because SQLite keeps its order: what is fewest first. The plus takes away the type that columns of items
# have and those of activities have not: else their index could not be used.
_BOUND = "binding b CROSS JOIN activity a ON a.ID = b.activity_id"
_TO_OWN_ITEMS = " CROSS JOIN entity e ON e.entity_type = a.OWNER_TYPE_ID AND e.ID = a.OWNER_ID"
_OF_OWN_ITEMS = "entity e CROSS JOIN activity a ON a.OWNER_TYPE_ID = +e.entity_type AND a.OWNER_ID = +e.ID"
_AND_BOUND = " CROSS JOIN binding b INDEXED BY sqlite_autoindex_binding_1 ON b.activity_id = a.ID"  # its UNIQUE
_READ_ON_REQUEST: Mapping[str, Callable[[Context, int], object]] = {
    "COMMUNICATIONS": communications.of,
    "FILES": activity_files.of,
    "STORAGE_ELEMENT_IDS": activity_files.ids,
}
_ON_REQUEST = frozenset({"COMMUNICATIONS", "FILES", "STORAGE_ELEMENT_IDS", "IS_INCOMING_CHANNEL"})
APPLICATION_REQUIRED = "Access denied! Application context required"


def _found(context: Context, params: Params) -> sqlite3.Row:
    """The activity that a call means, when the caller may touch it."""
    row = records.activity(context.db, params.int("id"))
    if row is None:
        raise errors.plain("Activity is not found")
    if not records.may_touch(context.db, context.caller, records.owner(row)):
        raise errors.plain("Access denied.")
    if row["PROVIDER_ID"] == records.REST_APP and row["APPLICATION"] != (context.caller.application or ""):
        raise errors.plain(APPLICATION_REQUIRED)
    return row


def _get(context: Context, params: Params) -> object:
    return records.activity_answer(context.db, _found(context, params)["ID"], context.clock)


def _update(context: Context, params: Params) -> object:
    row = _found(context, params)
    if row["PROVIDER_ID"] == records.CONFIGURABLE:
        raise errors.plain("Use crm.activity.configurable.update for this activity provider")
    given = params.map("fields")
    _check_kind(given, row)
    changes = read_changes(context, given, row)
    if "COMMUNICATIONS" in given:
        communications.replace(context, row["ID"], communications.read(given["COMMUNICATIONS"], row["TYPE_ID"]))
    activity_files.add(context, row["ID"], given.get("FILES"))
    records.change_activity(context.db, row["ID"], changes, context.caller, context.now_s)
    context.portal.stats.write(row["ID"], context.method.name)
    return True


def _check_kind(given: Mapping[str, object], row: sqlite3.Row) -> None:
    """The kind can't be changed, yet a wrong one is refused."""
    if "TYPE_ID" in given and (values.as_int(given["TYPE_ID"]) or 0) not in range(1, PROVIDER + 1):
        raise errors.plain("The field TYPE_ID is not defined or invalid")
    if row["TYPE_ID"] == PROVIDER and "PROVIDER_ID" in given and not values.as_text(given["PROVIDER_ID"]):
        raise errors.plain("The custom activity without provider is not supported in current context")


def _delete(context: Context, params: Params) -> object:
    row = _found(context, params)
    records.delete_activity(context.db, row["ID"])
    context.portal.stats.write(row["ID"], context.method.name)
    return True


def _list(context: Context, params: Params) -> object:
    wanted = listing.legacy_map(params, "filter")
    where = filters.lenient(wanted, _COLUMNS, context.clock.zone)
    if "BINDINGS" in wanted:
        bound = _bound_to(wanted["BINDINGS"])
        where.add(bound.sql, *bound.arguments)
    if not context.caller.admin:
        where.add("e.ASSIGNED_BY_ID = ?", context.caller.user_id)
    source = _source(wanted, admin=context.caller.admin)
    order = listing.legacy_order(listing.legacy_map(params, "order"), _COLUMNS, "a.START_TIME ASC")
    names = listing.selected(params, list(records.ACTIVITY_ANSWER), _ON_REQUEST)
    query = listing.Query(source, "a.ID", where, order)
    return listing.reply(query.page(context.db, params.int("start")), lambda ids: _rows(context, ids, names))


def _source(wanted: Mapping[str, object], *, admin: bool) -> str:
    """Where SQLite begins to look: at what there is less of."""
    if "BINDINGS" not in wanted:
        return "activity a" if admin else _OF_OWN_ITEMS
    if admin:
        return _BOUND
    named = all(kind is not None and item is not None for kind, item in _pairs(wanted["BINDINGS"]))
    return _BOUND + _TO_OWN_ITEMS if named else _OF_OWN_ITEMS + _AND_BOUND


def _pairs(given: object) -> list[tuple[int | None, int | None]]:
    """Types and numbers of items, either of which may be left open."""
    pairs = [given] if isinstance(given, dict) and not _numbered(given) else values.as_list(given)
    return [(_number(pair, "OWNER_TYPE_ID"), _number(pair, "OWNER_ID")) for pair in pairs]


def _bound_to(given: object) -> Condition:
    """Bound to any of these items. One row per match, so an activity may come twice."""
    whole: dict[int, list[int]] = {}
    parts = []
    for kind, item in _pairs(given):
        if kind is not None and item is not None:
            whole.setdefault(kind, []).append(item)
        elif kind is not None:
            parts.append(Condition("b.entity_type = ?", [kind]))
        elif item is not None:
            parts.append(Condition("b.entity_id = ?", [item]))
    for kind, items in whole.items():  # by type, so that the index serves each term
        marks = ", ".join("?" * len(items))
        parts.append(Condition(f"b.entity_type = ? AND b.entity_id IN ({marks})", [kind, *items]))
    sql = " OR ".join(f"({part.sql})" for part in parts) or "0"
    return Condition(sql, [argument for part in parts for argument in part.arguments])


def _number(pair: object, name: str) -> int | None:
    return values.as_compared(pair.get(name)) if isinstance(pair, dict) else None


def _numbered(given: dict[str, object]) -> bool:
    return all(key.isdigit() for key in given)


def _rows(context: Context, ids: list[int], names: list[str]) -> object:
    ordinary = tuple(name for name in names if name in fields.CRM_ACTIVITY and name not in ("COMMUNICATIONS", "FILES"))
    answers = records.activity_answers(context.db, ids, ordinary, context.clock)
    asked = [(name, read) for name, read in _READ_ON_REQUEST.items() if name in names]
    if asked:
        answers = {
            number: with_more(row, {name: read(context, number) for name, read in asked})
            for number, row in answers.items()
        }
    return PrintedRows([answers[number] for number in ids if number in answers])


def _fields(_context: Context, _params: Params) -> object:
    return {name: field.describe() for name, field in fields.CRM_ACTIVITY.items()}


def _communication_fields(_context: Context, _params: Params) -> object:
    return {name: field.describe() for name, field in fields.CRM_ACTIVITY_COMMUNICATION.items()}


_ID = Param("id", "int", required=True)
_FIELDS = Param("fields", "map", required=True)

METHODS = (
    Method("crm.activity.add", add, (_FIELDS,), writes=True),
    Method("crm.activity.get", _get, (_ID,)),
    Method("crm.activity.list", _list, listing.PARAMS),
    Method("crm.activity.fields", _fields),
    Method("crm.activity.update", _update, (_ID, _FIELDS), writes=True),
    Method("crm.activity.delete", _delete, (_ID,), writes=True),
    Method("crm.activity.communication.fields", _communication_fields),
)
