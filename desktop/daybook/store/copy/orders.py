"""The ids of what a filter shows, in order. Pure work for a reading thread.

Sorting a hundred thousand activities takes longer than anything else the table asks for, so it is done as seldom as
possible: indexes stand in the orders that have many values (`schema.ORDERS`), and where there are few values, each has
a heap of its own. With a filter, what it shows is picked out of the whole order: an index knows nothing of filters, and
looking up row after row in the table takes as long as sorting.
"""

import json
import sqlite3
from array import array
from collections.abc import Mapping
from typing import Final

from daybook.domain.filtering import Filter, Order, SortKey
from daybook.store.copy import beginnings, groups, packing, select
from daybook.store.copy.select import Sql

_FEW: Final = 10
"""A filter that shows less than one in so many is sorted; what shows more is picked out of an index."""
_IN_INDEX: Final = frozenset({SortKey.SUBJECT, SortKey.OWNER, SortKey.CREATED, SortKey.START, SortKey.END})
_HEAPED: Final[Mapping[SortKey, str]] = {
    SortKey.KIND: "kind",
    SortKey.COLOR: "color",
    SortKey.COMPLETED: "completed",
    SortKey.PRIORITY: "priority",
}


def ids(db: sqlite3.Connection, wanted: Filter, order: Order, limit: int | None = None) -> "array[int]":
    """The ids of what a filter shows, in order; the first `limit` of them."""
    if limit is not None:
        found = beginnings.first(db, wanted, order, limit, lambda others, most: ids(db, others, order, most))
        if found is not None:
            return found
    if order.key in _IN_INDEX and wanted.clauses:
        return _picked(db, wanted, order, limit)
    if limit is None and order.key is SortKey.RESPONSIBLE:
        return groups.ids_by_person(db, wanted, descending=order.descending)
    if limit is None and order.key in _HEAPED:
        return groups.ids_by_value(db, wanted, _HEAPED[order.key], descending=order.descending)
    return _sorted(db, select.where(wanted), order, limit)


def _sorted(db: sqlite3.Connection, condition: Sql, order: Order, limit: int | None) -> "array[int]":
    """By SQLite itself: out of an index, or by sorting."""
    if order.key is not SortKey.OWNER:
        return _rows(db, condition, select.order_by(order), limit)
    # Owners without a name come last, either way: an index knows that only when they are asked for apart.
    by_name, values = select.order_by(order, all_named=True), condition.values
    found = _rows(db, Sql(f"owner_key > '' AND {condition.text}", values), by_name, limit)
    left = None if limit is None else limit - len(found)
    found.extend(_rows(db, Sql(f"{select.NAMELESS} AND {condition.text}", values), by_name, left))
    return found


def _rows(db: sqlite3.Connection, condition: Sql, order: str, limit: int | None) -> "array[int]":
    ending = -1 if limit is None else int(limit)
    sql = f"SELECT a.id FROM activities a WHERE {condition.text} ORDER BY {order} LIMIT {ending}"
    return packing.ids(db, sql, condition.values)


def _picked(db: sqlite3.Connection, wanted: Filter, order: Order, limit: int | None) -> "array[int]":
    condition = select.where(wanted)
    found = packing.ids(db, f"SELECT a.id FROM activities a WHERE {condition.text}", condition.values)
    if len(found) * _FEW < _count(db):
        listed = (json.dumps(found.tolist()),)
        return _sorted(db, Sql("a.id IN (SELECT value FROM json_each(?))", listed), order, limit)
    if limit is not None:
        return _sorted(db, condition, order, limit)
    everything = _sorted(db, Sql(select.ALWAYS), order, None)
    return array("q", filter(set(found).__contains__, everything))


def _count(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM activities").fetchone()[0])
