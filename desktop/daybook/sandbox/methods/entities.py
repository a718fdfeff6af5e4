"""Deals, leads, contacts and companies by the older methods: numbers are text, amounts have two decimals.

https://apidocs.bitrix24.com/api-reference/crm/ (deals, leads, contacts, companies). Errors carry an EMPTY code.
"""

import sqlite3
from collections.abc import Mapping

from daybook.sandbox import errors, filters, listing, records, values
from daybook.sandbox.filters import Column, Condition
from daybook.sandbox.method import Handler, Method, Param, Params
from daybook.sandbox.portal import Context
from daybook.sandbox.records import Ref
from daybook.sandbox.tables import entity_types
from daybook.sandbox.tables.entity_types import EntityType
from daybook.sandbox.tables.field import Kind
from daybook.sandbox.wire.printed import PrintedRows, with_more

MULTI_FIELDS = ("PHONE", "EMAIL", "WEB", "IM", "LINK")


def columns(kind: EntityType) -> Mapping[str, Column]:
    """What items of this type may be filtered and sorted by."""
    return {
        name: Column(name, field.kind)
        for name, field in kind.fields.items()
        if field.kind is not Kind.ELSEWHERE and field.type != "file"
    }


def restrict(where: Condition, context: Context) -> None:
    """Limits a list to what the caller may read."""
    if not context.caller.admin:
        where.add("ASSIGNED_BY_ID = ?", context.caller.user_id)


def multi_fields(context: Context, ref: Ref) -> list[sqlite3.Row]:
    """Phones, addresses and the like of one item."""
    return context.db.execute(
        "SELECT * FROM multifield WHERE entity_type = ? AND entity_id = ? ORDER BY id", (ref.type, ref.id)
    ).fetchall()


def _phones(kind: EntityType, key: str, value: object) -> Condition | None:
    """PHONE and EMAIL can be filtered too, by the exact value only."""
    name = filters.split(key)[1]
    if name not in MULTI_FIELDS or name not in kind.fields:
        return None
    wanted = [values.as_text(item) for item in values.as_list(value)] or [""]
    marks = ", ".join("?" * len(wanted))
    sql = f"ID IN (SELECT entity_id FROM multifield WHERE entity_type = ? AND type_id = ? AND value IN ({marks}))"  # noqa: S608 - marks only
    return Condition(sql, [kind.id, name, *wanted])


def _answer(context: Context, kind: EntityType, row: sqlite3.Row, names: list[str]) -> dict[str, object]:
    ordinary = [name for name in names if kind.fields[name].kind is not Kind.ELSEWHERE]
    answer = {name: records.text_of(kind.fields[name], row[name], context.clock) for name in ordinary}
    asked = [name for name in names if name in MULTI_FIELDS]
    return answer | _multi_answer(context, Ref(kind.id, row["ID"]), asked)


def _multi_answer(context: Context, ref: Ref, names: list[str]) -> dict[str, object]:
    """The multi-fields of these names; absent, not empty, when the item has none."""
    if not names:
        return {}
    found: dict[str, list[dict[str, str]]] = {}
    for entry in multi_fields(context, ref):
        if entry["type_id"] in names:
            one = {"ID": str(entry["id"]), "VALUE_TYPE": entry["value_type"], "VALUE": entry["value"]}
            found.setdefault(entry["type_id"], []).append({**one, "TYPE_ID": entry["type_id"]})
    return dict(found)


def _ordinary(kind: EntityType) -> list[str]:
    return [name for name, field in kind.fields.items() if field.kind is not Kind.ELSEWHERE]


def _get_of(kind: EntityType) -> Handler:
    def get(context: Context, params: Params) -> object:
        number = values.as_int(params.raw("id"))
        if number is None or number <= 0:
            raise errors.plain("ID is not defined or invalid")
        ref = Ref(kind.id, number)
        row = records.entity(context.db, ref)
        if row is None:
            raise errors.plain("Not found")
        if not records.may_touch(context.db, context.caller, ref):
            raise errors.plain("Access denied")
        multi = [name for name in MULTI_FIELDS if name in kind.fields]
        return _answer(context, kind, row, _ordinary(kind) + multi)

    return get


def _list_of(kind: EntityType) -> Handler:
    known = columns(kind)
    on_request = frozenset(name for name in MULTI_FIELDS if name in kind.fields)

    def list_(context: Context, params: Params) -> object:
        given = listing.legacy_map(params, "filter")
        order = listing.legacy_order(listing.legacy_map(params, "order"), known, "ID ASC")
        zone = context.clock.zone
        where = filters.lenient(given, known, zone, lambda key, value: _phones(kind, key, value))
        where.add("entity_type = ?", kind.id)
        restrict(where, context)
        names = listing.selected(params, _ordinary(kind), on_request)
        ordinary = [name for name in names if kind.fields[name].kind is not Kind.ELSEWHERE]
        asked = [name for name in names if name in MULTI_FIELDS]

        def rows(ids: list[int]) -> object:
            found = records.entity_answers(context.db, kind, ids, ordinary, context.clock)
            return PrintedRows(
                with_more(found[number], _multi_answer(context, Ref(kind.id, number), asked)) for number in ids
            )

        query = listing.Query("entity", "ID", where, order)
        return listing.reply(query.page(context.db, params.int("start")), rows)

    return list_


def _fields_of(kind: EntityType) -> Handler:
    return lambda _context, _params: {name: field.describe() for name, field in kind.fields.items()}


def _family(kind: EntityType) -> tuple[Method, ...]:
    prefix = f"crm.{kind.name.lower()}"
    return (
        Method(f"{prefix}.list", _list_of(kind), listing.PARAMS),
        Method(f"{prefix}.get", _get_of(kind), (Param("id"),)),
        Method(f"{prefix}.fields", _fields_of(kind)),
    )


METHODS = tuple(method for kind in entity_types.STORED.values() if not kind.dynamic for method in _family(kind))
