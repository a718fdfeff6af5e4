"""The ids of what a filter shows, in order. Pure work for a reading thread.

Sorting a hundred thousand activities takes longer than anything else the table asks for, so it is done as seldom as
possible: indexes stand in the orders that have many values (`schema.ORDERS`), and where there are few values, each has
a heap of its own. With a filter, what it shows is picked out of the whole order: an index knows nothing of filters, and
looking up row after row in the table takes as long as sorting.
"""

import json
import sqlite3
from array import array
from collections.abc import Generator, Mapping, Set
from contextlib import closing
from typing import Final

from daybook.domain.filtering import Filter, Order, SortKey
from daybook.store.copy import first_rows, groups, packing, select
from daybook.store.copy.last_order import LastOrder
from daybook.store.copy.searching import Search
from daybook.store.copy.select import Sql
from daybook.store.copy.walking import can_walk, legs, walk

_FEW: Final = 10
"""A filter that shows less than one in so many is sorted; what shows more is picked out of an index."""
_FEWER: Final = 30
"""The same where the whole order is known already."""
_IN_INDEX: Final = frozenset({SortKey.SUBJECT, SortKey.OWNER, SortKey.CREATED, SortKey.START, SortKey.END})
_HEAPED: Final[Mapping[SortKey, str]] = {
    SortKey.KIND: "kind",
    SortKey.COLOR: "color",
    SortKey.COMPLETED: "completed",
    SortKey.PRIORITY: "priority",
}
_PORTION: Final = 8_192
"""Ids that are gone through while no other thread runs; a fraction of a millisecond."""


def ids(
    db: sqlite3.Connection, wanted: Filter, order: Order, limit: int | None = None, *, last: LastOrder | None = None
) -> "array[int]":
    """The ids of what a filter shows, in order; the first `limit` of them. `last` is kept from question to question."""
    last = last or LastOrder()
    search = Search.of(db, wanted)
    if search is not None:
        return _searched(db, search, order, limit, last)
    if limit is not None:
        return _read(db, wanted, order, limit)
    return last.read(db, wanted, order, lambda: _read(db, wanted, order, None))


def _searched(db: sqlite3.Connection, search: Search, order: Order, limit: int | None, last: LastOrder) -> "array[int]":
    """What is common is picked out of the order that stands without the search; what is rare is sorted."""
    others = search.others
    standing = last.known(db, others, order)
    if standing is None and not can_walk(db, order):
        return _read(db, search.wanted, order, limit)
    if limit is not None:
        with closing(walk(db, others, order) if standing is None else _each(standing)) as rows:
            found = first_rows.first(search, rows, limit)
        if found is not None:
            return found
    few = _FEW if standing is None else _FEWER
    if limit is not None or len(search.found) * few < search.rows:
        condition = select.where(others)
        listed = json.dumps(list(search.found))
        text = f"a.id IN (SELECT value FROM json_each(?)) AND {condition.text}"
        return _sorted(db, Sql(text, (listed, *condition.values)), order, limit)
    return _only(search.found, last.read(db, others, order, lambda: _read(db, others, order, None)))


def _each(ids: "array[int]") -> Generator[int]:
    yield from ids


def _read(db: sqlite3.Connection, wanted: Filter, order: Order, limit: int | None) -> "array[int]":
    """All of it by SQLite."""
    if order.key in _IN_INDEX and wanted.clauses:
        return _picked(db, wanted, order, limit)
    if limit is None and order.key is SortKey.RESPONSIBLE:
        return groups.ids_by_person(db, wanted, descending=order.descending)
    if limit is None and order.key in _HEAPED:
        return groups.ids_by_value(db, wanted, _HEAPED[order.key], descending=order.descending)
    return _sorted(db, select.where(wanted), order, limit)


def _sorted(db: sqlite3.Connection, condition: Sql, order: Order, limit: int | None) -> "array[int]":
    """By SQLite itself: out of an index, or by sorting."""
    found = array("q")
    for sql, values in legs(condition, order):
        left = -1 if limit is None else limit - len(found)
        found.extend(packing.ids(db, f"{sql} LIMIT {left}", values))
    return found


def _picked(db: sqlite3.Connection, wanted: Filter, order: Order, limit: int | None) -> "array[int]":
    condition = select.where(wanted)
    found = packing.ids(db, f"SELECT a.id FROM activities a WHERE {condition.text}", condition.values)
    if len(found) * _FEW < _count(db):
        listed = (json.dumps(found.tolist()),)
        return _sorted(db, Sql("a.id IN (SELECT value FROM json_each(?))", listed), order, limit)
    if limit is not None:
        return _sorted(db, condition, order, limit)
    return _only(set(found), _sorted(db, Sql(select.ALWAYS), order, None))


def _only(wanted: Set[int], everything: "array[int]") -> "array[int]":
    """Those of the ids that are wanted, in their order."""
    found = array("q")
    for begin in range(0, len(everything), _PORTION):
        found.extend(filter(wanted.__contains__, everything[begin : begin + _PORTION]))
    return found


def _count(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM activities").fetchone()[0])
