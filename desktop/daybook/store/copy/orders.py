"""The ids of what a filter shows, in order. Pure work for a reading thread.

Sorting a hundred thousand activities takes longer than anything else the table asks for, so it is done as seldom as
possible: indexes stand in the orders that have many values (`schema.ORDERS`), and where there are few values, each has
a heap of its own. With a filter, what it shows is picked out of the whole order: an index knows nothing of filters, and
looking up row after row in the table takes as long as sorting.
"""

import json
import sqlite3
from array import array
from collections.abc import Collection, Generator, Mapping
from contextlib import closing
from typing import Final

from daybook.domain.filtering import Filter, Order, SortKey
from daybook.store.copy import first_rows, groups, packing, picking, select
from daybook.store.copy.recall import Recall
from daybook.store.copy.searching import Search, taken_apart
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


def ids(
    db: sqlite3.Connection, wanted: Filter, order: Order, limit: int | None = None, *, recall: Recall | None = None
) -> "array[int]":
    """The ids of what a filter shows, in order; the first `limit` of them. `recall` lives from question to question."""
    recall = recall or Recall()
    recall.look(db)
    asked, others = taken_apart(wanted)
    if not asked:
        return _read(db, others, order, limit) if limit is not None else _listed(db, others, order, recall)
    standing = recall.list_of(others, order)
    if standing is None and not can_walk(db, order):
        return _read(db, wanted, order, limit)
    search = Search(recall.holdings(db, asked))
    try:
        if limit is None:
            return _all(db, search, others, order, recall)
        with closing(walk(db, others, order) if standing is None else _each(standing)) as rows:
            found = first_rows.first(search, rows, limit)
        return _few(db, search, others, order, limit) if found is None else found
    finally:
        recall.rest()


def _listed(db: sqlite3.Connection, wanted: Filter, order: Order, recall: Recall) -> "array[int]":
    known = recall.list_of(wanted, order)
    return recall.keep(wanted, order, _read(db, wanted, order, None)) if known is None else known


def _all(db: sqlite3.Connection, search: Search, others: Filter, order: Order, recall: Recall) -> "array[int]":
    """All that is searched. What is common is picked out of the list that stands without the search."""
    few = _FEW if recall.list_of(others, order) is None else _FEWER
    if len(search.found) * few < search.rows:
        return _few(db, search, others, order, None)
    return _only(db, search.found, _listed(db, others, order, recall))


def _few(db: sqlite3.Connection, search: Search, others: Filter, order: Order, limit: int | None) -> "array[int]":
    """What is rare is sorted."""
    condition = select.where(others)
    text = f"a.id IN (SELECT value FROM json_each(?)) AND {condition.text}"
    return _sorted(db, Sql(text, (json.dumps(search.found), *condition.values)), order, limit)


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
    return _sorted(db, select.where_in_order(wanted, order), order, limit)


def _sorted(db: sqlite3.Connection, condition: Sql, order: Order, limit: int | None) -> "array[int]":
    """By SQLite itself: out of an index, or by sorting."""
    found = array("q")
    for sql, values in legs(condition, order):
        left = -1 if limit is None else limit - len(found)
        found.extend(packing.ids(db, f"{sql} LIMIT {left}", values))
    return found


def _picked(db: sqlite3.Connection, wanted: Filter, order: Order, limit: int | None) -> "array[int]":
    found = _unordered(db, select.where(wanted, by_person=True))
    if len(found) * _FEW < _count(db):
        listed = (json.dumps(found.tolist()),)
        return _sorted(db, Sql("a.id IN (SELECT value FROM json_each(?))", listed), order, limit)
    if limit is not None:
        return _sorted(db, select.where_in_order(wanted, order), order, limit)
    return _only(db, found, _sorted(db, Sql(select.ALWAYS), order, None))


def _unordered(db: sqlite3.Connection, condition: Sql) -> "array[int]":
    return packing.ids(db, f"SELECT a.id FROM activities a WHERE {condition.text}", condition.values)


def _only(db: sqlite3.Connection, wanted: Collection[int], everything: "array[int]") -> "array[int]":
    highest = int(db.execute("SELECT coalesce(max(id), 0) FROM activities").fetchone()[0])
    return picking.only(everything, wanted, highest)


def _count(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM activities").fetchone()[0])
