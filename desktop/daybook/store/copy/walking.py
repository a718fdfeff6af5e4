"""The ids of what a filter shows, read out of an index as far as somebody goes. Pure work for a reading thread."""

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import chain
from typing import Final

from daybook.domain.filtering import Filter, Order, SortKey
from daybook.store.copy import reads, select
from daybook.store.copy.select import Sql

_AT_ONCE: Final = frozenset({SortKey.DEADLINE, SortKey.ID})
_ARRANGED: Final = frozenset({
    SortKey.UPDATED, SortKey.SUBJECT, SortKey.OWNER, SortKey.CREATED, SortKey.START, SortKey.END,
})  # fmt: skip


def can_walk(db: sqlite3.Connection, order: Order) -> bool:
    """False where everything would have to be sorted before the first id is known."""
    return order.key in _AT_ONCE or (order.key in _ARRANGED and reads.is_arranged(db))


def walk(db: sqlite3.Connection, wanted: Filter, order: Order) -> Generator[int]:
    """The ids one after the other, in order. Close it: it reads on until then."""
    for sql, values in legs(select.where_in_order(wanted, order), order):
        cursor = db.execute(f"{sql} LIMIT -1", values)
        cursor.row_factory = None
        with closing(cursor):
            yield from chain.from_iterable(cursor)


def legs(condition: Sql, order: Order) -> Iterator[tuple[str, tuple[object, ...]]]:
    """The queries, without a LIMIT, whose answers are the ids when they are put one behind the other."""
    parts = [(condition.text, select.order_by(order))]
    if order.key is SortKey.OWNER:
        # Owners without a name come last, either way: an index knows that only when they are asked for apart.
        by_name = select.order_by(order, all_named=True)
        parts = [(f"{named} AND {condition.text}", by_name) for named in ("owner_key > ''", select.NAMELESS)]
    for text, by in parts:
        yield f"SELECT a.id FROM activities a WHERE {text} ORDER BY {by}", condition.values
