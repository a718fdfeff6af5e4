"""Making, changing and removing deals, leads, contacts and companies by the older methods.

https://apidocs.bitrix24.com/api-reference/crm/ (deals, leads, contacts, companies). Errors carry an EMPTY code. Fields
that nobody may set are ignored. Of PHONE and its like an update changes the lines it names by ID, adds those without
one, and removes those with an empty VALUE or with DELETE.
"""

import sqlite3
from collections.abc import Mapping

from daybook.sandbox import errors, records, values
from daybook.sandbox.entity_rows import entity_row
from daybook.sandbox.filters import BadValue, stored
from daybook.sandbox.method import Handler, Method, Param, Params
from daybook.sandbox.methods.entities import MULTI_FIELDS
from daybook.sandbox.portal import Context
from daybook.sandbox.records import Ref
from daybook.sandbox.tables import entity_types
from daybook.sandbox.tables.entity_types import COMPANY, CONTACT, DEAL, LEAD, EntityType
from daybook.sandbox.tables.field import Kind

_FIRST_STAGE: Mapping[int, Mapping[str, object]] = {
    DEAL: {"STAGE_ID": "NEW", "CATEGORY_ID": 0},
    LEAD: {"STATUS_ID": "NEW"},
}
_SUCCESS, _FAILURE, _PROCESS = "S", "F", "P"
_FINISHED = {
    "WON": _SUCCESS, "LOSE": _FAILURE, "APOLOGY": _FAILURE,
    "CONVERTED": _SUCCESS, "JUNK": _FAILURE,
}  # fmt: skip


def _changes(context: Context, kind: EntityType, given: Mapping[str, object], *, adding: bool) -> dict[str, object]:
    """The columns that these fields set; text that can't be read as its type leaves the column empty."""
    changes: dict[str, object] = {}
    for name, value in given.items():
        field = kind.fields.get(name.upper())
        if field is None or field.kind is Kind.ELSEWHERE or "readonly" in field.flags or field.name == "ID":
            continue
        if "immutable" in field.flags and not adding:
            continue
        try:
            changes[field.name] = None if value in (None, "") else stored(field.kind, value, context.clock.zone)
        except BadValue:
            changes[field.name] = None
    if changes.get("ASSIGNED_BY_ID", 1) in (None, 0):
        del changes["ASSIGNED_BY_ID"]
    return changes | _derived(kind, changes)


def _derived(kind: EntityType, changes: Mapping[str, object]) -> dict[str, object]:
    """What a stage says about an item: how it ended, and whether it is closed."""
    name = {DEAL: "STAGE_ID", LEAD: "STATUS_ID"}.get(kind.id)
    if name is None or name not in changes:
        return {}
    semantic = _FINISHED.get(values.as_text(changes[name]).rpartition(":")[2], _PROCESS)
    if kind.id == LEAD:
        return {"STATUS_SEMANTIC_ID": semantic}
    return {"STAGE_SEMANTIC_ID": semantic, "CLOSED": "N" if semantic == _PROCESS else "Y"}


def _check_named(kind: EntityType, row: Mapping[str, object]) -> None:
    if kind.id == COMPANY and not row.get("TITLE"):
        raise errors.plain("Required fields are not filled: Company Name")
    if kind.id == CONTACT and not (row.get("NAME") or row.get("LAST_NAME")):
        raise errors.plain("Required fields are not filled: First name, Last name")


def _add_of(kind: EntityType) -> Handler:
    def add(context: Context, params: Params) -> object:
        given = params.map("fields")
        changes = _changes(context, kind, given, adding=True)
        _check_named(kind, changes)
        number = records.next_entity_id(context.db, kind.id)
        if "TITLE" in kind.fields and not changes.get("TITLE"):
            changes["TITLE"] = f"{kind.name} #{number}"
        assigned = values.as_int(changes.get("ASSIGNED_BY_ID")) or context.caller.user_id
        first = _FIRST_STAGE.get(kind.id, {})
        row = entity_row(kind.id, context.now_s, assigned, {**first, **_derived(kind, first), **changes})
        row |= {"CREATED_BY_ID": context.caller.user_id, "MODIFY_BY_ID": context.caller.user_id}
        ref = Ref(kind.id, number)
        records.add_entity(context.db, ref, row)
        _change_lines(context.db, ref, kind, given)
        return number

    return add


def _found(context: Context, kind: EntityType, params: Params) -> Ref:
    number = values.as_int(params.raw("id"))
    if number is None or number <= 0:
        raise errors.plain("ID is not defined or invalid")
    ref = Ref(kind.id, number)
    if records.entity(context.db, ref) is None:
        raise errors.plain("Not found")
    if not records.may_touch(context.db, context.caller, ref):
        raise errors.plain("Access denied")
    return ref


def _update_of(kind: EntityType) -> Handler:
    def update(context: Context, params: Params) -> object:
        ref = _found(context, kind, params)
        given = params.map("fields")
        changes = _changes(context, kind, given, adding=False)
        if "TITLE" in changes or "NAME" in changes or "LAST_NAME" in changes:
            before = records.entity(context.db, ref)
            _check_named(kind, {**dict(before or {}), **changes})
        changes |= {"DATE_MODIFY": context.now_s, "MODIFY_BY_ID": context.caller.user_id}
        records.change_entity(context.db, ref, changes)
        _change_lines(context.db, ref, kind, given)
        return True

    return update


def _delete_of(kind: EntityType) -> Handler:
    def delete(context: Context, params: Params) -> object:
        records.delete_entity(context.db, _found(context, kind, params))
        return True

    return delete


def _change_lines(db: sqlite3.Connection, ref: Ref, kind: EntityType, given: Mapping[str, object]) -> None:
    upper = {name.upper(): value for name, value in given.items()}
    for name in MULTI_FIELDS:
        if name in kind.fields and name in upper:
            for line in values.as_list(upper[name]):
                _change_line(db, ref, name, line)
    for name in ("PHONE", "EMAIL"):
        if f"HAS_{name}" in kind.fields:
            records.change_entity(db, ref, {f"HAS_{name}": "Y" if _any_line(db, ref, name) else "N"})


def _any_line(db: sqlite3.Connection, ref: Ref, name: str) -> bool:
    return bool(
        db.execute(
            "SELECT 1 FROM multifield WHERE entity_type = ? AND entity_id = ? AND type_id = ?", (ref.type, ref.id, name)
        ).fetchone()
    )


def _change_line(db: sqlite3.Connection, ref: Ref, name: str, line: object) -> None:
    if not isinstance(line, dict):
        line = {"VALUE": line}
    number = values.as_int(line.get("ID"))
    text = values.as_text(line.get("VALUE")).strip()
    mine = (number, ref.type, ref.id, name)
    where = "WHERE id = ? AND entity_type = ? AND entity_id = ? AND type_id = ?"
    if number and (values.as_flag(line.get("DELETE")) or ("VALUE" in line and not text)):
        db.execute(f"DELETE FROM multifield {where}", mine)  # noqa: S608 - a fixed text
    elif number:
        set_ = "UPDATE multifield SET value = COALESCE(?, value), value_type = COALESCE(?, value_type)"
        db.execute(f"{set_} {where}", (text or None, _kind_of(line), *mine))
    elif text:
        row = {"entity_type": ref.type, "entity_id": ref.id, "type_id": name, "value": text}
        records.insert(db, "multifield", {**row, "value_type": _kind_of(line) or "WORK"})


def _kind_of(line: Mapping[str, object]) -> str | None:
    return values.as_text(line.get("VALUE_TYPE")) or None


def _family(kind: EntityType) -> tuple[Method, ...]:
    prefix = f"crm.{kind.name.lower()}"
    fields, more = Param("fields", "map", required=True), Param("params", "map")
    return (
        Method(f"{prefix}.add", _add_of(kind), (fields, more), writes=True),
        Method(f"{prefix}.update", _update_of(kind), (Param("id"), fields, more), writes=True),
        Method(f"{prefix}.delete", _delete_of(kind), (Param("id"),), writes=True),
    )


METHODS = tuple(method for kind in entity_types.STORED.values() if not kind.dynamic for method in _family(kind))
