"""What an activity hangs on, `crm.activity.binding.*`. Numbers are real integers here.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/binding/
"""

import sqlite3

from daybook.sandbox import errors, records
from daybook.sandbox.errors import ApiError
from daybook.sandbox.method import Method, Param, Params
from daybook.sandbox.portal import Context
from daybook.sandbox.records import Ref

MAX_BINDINGS = 100


def _activity(context: Context, params: Params) -> sqlite3.Row:
    row = records.activity(context.db, params.int("activityId"))
    if row is None:
        raise ApiError("NOT_FOUND", "Element not found")
    return row


def _target(context: Context, ref: Ref) -> Ref:
    """An item that the caller may edit. Raises OWNER_NOT_FOUND, ACCESS_DENIED."""
    if records.entity(context.db, ref) is None:
        raise ApiError("OWNER_NOT_FOUND", "Owner not found")
    if not records.may_touch(context.db, context.caller, ref):
        raise errors.denied("Access denied")
    return ref


def _named(params: Params, prefix: str = "") -> Ref:
    if prefix:
        return Ref(params.int(f"{prefix}EntityTypeId"), params.int(f"{prefix}EntityId"))
    return Ref(params.int("entityTypeId"), params.int("entityId"))


def _add(context: Context, params: Params) -> object:
    row = _activity(context, params)
    ref = _target(context, _named(params))
    bound = records.bindings(context.db, row["ID"])
    if ref in bound:
        raise ApiError("ACTIVITY_IS_ALREADY_BOUND", "The activity is already bound to this item")
    if len(bound) >= MAX_BINDINGS:  # the documents give the limit and no code
        raise ApiError("BINDINGS_LIMIT_EXCEEDED", f"An activity has at most {MAX_BINDINGS} bindings")
    records.bind(context.db, row["ID"], ref)
    return _done(context, row, {})


def _list(context: Context, params: Params) -> object:
    row = _activity(context, params)
    bound = records.bindings(context.db, row["ID"])
    readable = [ref for ref in bound if records.may_touch(context.db, context.caller, ref)]
    if not readable:
        raise errors.denied("Access denied")
    return [{"entityTypeId": ref.type, "entityId": ref.id} for ref in readable]


def _move(context: Context, params: Params) -> object:
    row = _activity(context, params)
    source, target = _named(params, "source"), _named(params, "target")
    if source.type != target.type:
        raise ApiError("SOURCE_AND_TARGET_ENTITY_TYPES_ARE_NOT_EQUAL_ERROR", "The items are of different types")
    if source.id == target.id:
        raise ApiError("SOURCE_AND_TARGET_ENTITY_ID_ARE_EQUAL_ERROR", "The items are the same")
    _target(context, source)
    _target(context, target)
    bound = records.bindings(context.db, row["ID"])
    if source not in bound:
        raise ApiError("BINDING_NOT_FOUND", "The activity is not bound to the source")
    if target in bound:
        raise ApiError("ACTIVITY_IS_ALREADY_BOUND", "The activity is already bound to this item")
    context.db.execute(
        "UPDATE binding SET entity_id = ? WHERE activity_id = ? AND entity_type = ? AND entity_id = ?",
        (target.id, row["ID"], source.type, source.id),
    )
    owner = target if records.owner(row) == source else None
    return _done(context, row, _owned_by(_sole(context, row) or owner))


def _delete(context: Context, params: Params) -> object:
    row = _activity(context, params)
    ref = _target(context, _named(params))
    bound = records.bindings(context.db, row["ID"])
    if ref not in bound:
        raise ApiError("BINDING_NOT_FOUND", "The activity is not bound to this item")
    if len(bound) == 1:
        raise ApiError("LAST_BINDING_CANNOT_BE_DELETED", "The last binding can not be deleted")
    records.unbind(context.db, row["ID"], ref)
    # With several left the owner stays; if it was the owner's binding, the first remaining one takes over.
    owner = next(other for other in bound if other != ref) if records.owner(row) == ref else None
    return _done(context, row, _owned_by(_sole(context, row) or owner))


def _sole(context: Context, row: sqlite3.Row) -> Ref | None:
    """The only item left: it becomes the owner."""
    bound = records.bindings(context.db, row["ID"])
    return bound[0] if len(bound) == 1 else None


def _owned_by(ref: Ref | None) -> dict[str, object]:
    return {} if ref is None else {"OWNER_TYPE_ID": ref.type, "OWNER_ID": ref.id}


def _done(context: Context, row: sqlite3.Row, changes: dict[str, object]) -> bool:
    records.change_activity(context.db, row["ID"], changes, context.caller, context.now_s)
    context.portal.stats.write(row["ID"], context.method.name)
    return True


def _ints(*names: str) -> tuple[Param, ...]:
    return tuple(Param(name, "int", required=True) for name in names)


_ONE = _ints("activityId", "entityTypeId", "entityId")

METHODS = (
    Method("crm.activity.binding.add", _add, _ONE, writes=True),
    Method("crm.activity.binding.list", _list, _ints("activityId")),
    Method(
        "crm.activity.binding.move",
        _move,
        _ints("activityId", "sourceEntityTypeId", "sourceEntityId", "targetEntityTypeId", "targetEntityId"),
        writes=True,
    ),
    Method("crm.activity.binding.delete", _delete, _ONE, writes=True),
)
