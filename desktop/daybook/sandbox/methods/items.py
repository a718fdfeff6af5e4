"""CRM items of any type by the newer methods, `crm.item.*`: camelCase names and real numbers.

https://apidocs.bitrix24.com/api-reference/crm/universal/. Unlike the older lists, these refuse what they do not know.
"""

import re
import sqlite3
from collections.abc import Mapping

from daybook.sandbox import errors, filters, listing, records, values
from daybook.sandbox.errors import ApiError
from daybook.sandbox.filters import BadValue, Column, Condition
from daybook.sandbox.method import Method, Param, Params
from daybook.sandbox.methods.entities import MULTI_FIELDS, columns, multi_fields, restrict
from daybook.sandbox.portal import Context
from daybook.sandbox.records import Ref
from daybook.sandbox.tables import entity_types
from daybook.sandbox.tables.entity_types import EntityType
from daybook.sandbox.tables.field import Kind

_RENAMED = {
    "DATE_CREATE": "createdTime",
    "DATE_MODIFY": "updatedTime",
    "CREATED_BY_ID": "createdBy",
    "MODIFY_BY_ID": "updatedBy",
    "MOVED_BY_ID": "movedBy",
    "STATUS_ID": "stageId",
    "STATUS_SEMANTIC_ID": "stageSemanticId",
    "COMPANY_TYPE": "typeId",
}
_MAX_DEPTH = 8


def camel(name: str) -> str:
    """`ASSIGNED_BY_ID` as `assignedById`, with the names that crm.item.* gives anew."""
    return _RENAMED.get(name) or re.sub(r"_([a-z0-9])", lambda part: part.group(1).upper(), name.lower())


def _type(params: Params) -> EntityType:
    kind = entity_types.STORED.get(params.int("entityTypeId"))
    if kind is None:
        raise ApiError("NOT_FOUND", "SPA not found")
    return kind


def _columns(kind: EntityType) -> Mapping[str, Column]:
    return {camel(name): column for name, column in columns(kind).items()}


def _named(name: str) -> str:
    """The camelCase name that is meant; clients that know the older lists order by `ID`, and a portal lets them."""
    return camel(name) if name.isupper() else name


def _invalid(text: str) -> ApiError:
    return ApiError("INVALID_ARG_VALUE", text)


def _where(context: Context, given: Mapping[str, object], known: Mapping[str, Column], depth: int = 0) -> Condition:
    """A filter with nested groups and `logic: OR`. Raises INVALID_ARG_VALUE for what it does not know."""
    if depth > _MAX_DEPTH:
        raise _invalid("Invalid filter: too deep")
    either = values.as_text(given.get("logic")).upper() == "OR"
    parts = []
    for key, value in given.items():
        if key == "logic":
            continue
        if key.isdigit():
            parts.append(_where(context, values.as_map(value) or {}, known, depth + 1))
        else:
            parts.append(_one(context, key, value, known))
    if not parts:
        return Condition()
    sql = (" OR " if either else " AND ").join(f"({part.sql})" for part in parts)
    return Condition(sql, [argument for part in parts for argument in part.arguments])


def _one(context: Context, key: str, value: object, known: Mapping[str, Column]) -> Condition:
    operation, name = filters.split(key)
    if _named(name) not in known:
        raise _invalid(f"Invalid filter: field '{name}' is not allowed in filter")
    try:
        return filters.condition(known[_named(name)], operation, value, context.clock.zone)
    except BadValue:
        raise _invalid(f"Invalid filter: field '{name}' has invalid value") from None


def _order(given: Mapping[str, object], known: Mapping[str, Column]) -> str:
    terms = []
    for name, direction in given.items():
        word = values.as_text(direction).strip().upper()
        if _named(name) not in known:
            raise _invalid(f"Invalid order: field '{name}' is not allowed in order")
        if word not in ("ASC", "DESC"):
            raise _invalid(
                f"Invalid order: allowed sort directions are ASC, DESC. But got '{values.as_text(direction)}'"
                f" for field '{name}'"
            )
        terms.append(f"{known[_named(name)].sql} {word}")
    return ", ".join(terms)


def _value(context: Context, kind: Kind, value: object) -> object:
    if kind in (Kind.TIME, Kind.DATE):
        return context.clock.iso(value) if isinstance(value, int | float) else None
    if kind is Kind.INT:
        return value or 0
    if kind is Kind.REAL and isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _item(context: Context, kind: EntityType, row: sqlite3.Row, *, multi: bool) -> dict[str, object]:
    item: dict[str, object] = {
        camel(name): _value(context, field.kind, row[name])
        for name, field in kind.fields.items()
        if field.kind is not Kind.ELSEWHERE
    }
    if multi and any(name in kind.fields for name in MULTI_FIELDS):
        item["fm"] = [
            {"id": entry["id"], "typeId": entry["type_id"], "valueType": entry["value_type"], "value": entry["value"]}
            for entry in multi_fields(context, Ref(kind.id, row["ID"]))
        ]
    contact = item.get("contactId")
    if "CONTACT_IDS" in kind.fields:
        item["contactIds"] = [contact] if contact else []
    return item | {"observers": [], "entityTypeId": kind.id}


def _list(context: Context, params: Params) -> object:
    kind = _type(params)
    known = _columns(kind)
    where = _where(context, params.map("filter"), known)
    where = Condition(f"({where.sql})", where.arguments)
    where.add("entity_type = ?", kind.id)
    restrict(where, context)
    query = listing.Query("entity", "ID", where, _order(params.map("order"), known))
    wanted = [_named(values.as_text(name)) for name in params.list("select")]
    every = not wanted or "*" in wanted

    def rows(ids: list[int]) -> object:
        stored = [records.entity(context.db, Ref(kind.id, number)) for number in ids]
        items = [_item(context, kind, row, multi="*" in wanted) for row in stored if row is not None]
        if not every:
            items = [{name: value for name, value in item.items() if name in {"id", *wanted}} for item in items]
        return {"items": items}

    return listing.reply(query.page(context.db, params.int("start")), rows)


def _get(context: Context, params: Params) -> object:
    kind = _type(params)
    ref = Ref(kind.id, params.int("id"))
    row = records.entity(context.db, ref)
    if row is None:
        raise ApiError("NOT_FOUND", "Element not found")
    if not records.may_touch(context.db, context.caller, ref):
        raise errors.denied("You do not have permission to view this item")
    return {"item": _item(context, kind, row, multi=True)}


_TYPE = Param("entityTypeId", "int", required=True)
_UF_NAMES = Param("useOriginalUfNames", "flag")  # this portal has no custom fields

METHODS = (
    Method(
        "crm.item.list",
        _list,
        (
            _TYPE,
            Param("select", "list"),
            Param("filter", "map"),
            Param("order", "map"),
            Param("start", "int"),
            _UF_NAMES,
        ),
    ),
    Method("crm.item.get", _get, (_TYPE, Param("id", "int", required=True), _UF_NAMES)),
)
