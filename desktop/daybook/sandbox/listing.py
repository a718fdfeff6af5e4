"""Pages of 50: `start`, `total`, `next`, and `start=-1` that counts nothing.

https://apidocs.bitrix24.com/settings/how-to-call-rest-api/list-methods-pecularities.html
"""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from daybook.sandbox import errors, filters, values
from daybook.sandbox.filters import Condition
from daybook.sandbox.method import Param, Params
from daybook.sandbox.wire.envelope import Reply

PAGE = 50
FEW = 10_000
"""Up to so many rows are found first and sorted then. Above it the order's index is walked until a page is full."""

PARAMS = (Param("select", "list"), Param("filter", "any"), Param("order", "any"), Param("start", "int"))


@dataclass(frozen=True)
class Query:
    """What to list: SQL of the source, its id, conditions and order."""

    source: str
    id: str
    where: Condition
    order: str

    def page(self, db: sqlite3.Connection, start: int) -> tuple[list[int], int, int | None]:
        """The ids of one page, the number of all rows, and where the next page begins (None behind the last)."""
        by_id = self.order.partition(" ")[0] in ("", self.id)
        total = None if start < 0 and by_id else self._total(db)
        ids = self._ids(db, max(0, start), few=total is not None and total <= FEW) if total != 0 else []
        if total is None or start < 0:
            return ids, 0, None
        return ids, total, start + PAGE if start + PAGE < total else None

    def _total(self, db: sqlite3.Connection) -> int:
        count = f"SELECT COUNT(*) FROM {self.source} WHERE {self.where.sql}"  # noqa: S608 - our own columns, bound values
        return int(db.execute(count, self.where.arguments).fetchone()[0])

    def _ids(self, db: sqlite3.Connection, start: int, *, few: bool) -> list[int]:
        order = ", ".join(filter(None, (self.order, self.id)))
        plus = "+" if few else ""  # keeps SQLite from walking the index, which looks up row after row in vain
        rows = db.execute(
            f"SELECT {self.id} FROM {self.source} WHERE {self.where.sql} ORDER BY {plus}{order} LIMIT ? OFFSET ?",  # noqa: S608 - as above
            (*self.where.arguments, PAGE, start),
        )
        return [row[0] for row in rows]


def reply(page: tuple[list[int], int, int | None], rows: Callable[[list[int]], object]) -> Reply:
    """The answer of a list method; `rows` prints the items of these ids, in this order."""
    ids, total, following = page
    return Reply(rows(ids), total, following)


def legacy_map(params: Params, name: str) -> dict[str, object]:
    """`filter` or `order` of the older list methods. Raises ApiError when it is no map."""
    given = values.as_map(params.raw(name))
    if given is None:
        raise errors.plain(f"Parameter '{name}' must be array.")
    return given


def legacy_order(given: Mapping[str, object], columns: Mapping[str, filters.Column], default: str) -> str:
    """The SQL order asked for, or the method's own."""
    return filters.order(given, columns) or default


def selected(params: Params, every: list[str], on_request: frozenset[str]) -> list[str]:
    """The fields a list shall show: all ordinary ones without `select` or with `*`; others only by name; ID always."""
    wanted = [values.as_text(name) for name in params.list("select")]
    if not wanted or "*" in wanted:
        return every + [name for name in wanted if name in on_request]
    known = {*every, *on_request}
    return list(dict.fromkeys(["ID", *(name for name in wanted if name in known)]))
