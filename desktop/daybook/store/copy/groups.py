"""Activities cut into groups: what SQL orders and counts them by. Pure work for a reading thread."""

import sqlite3
from array import array
from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, Final

from daybook.domain.activity import ActivityKind
from daybook.domain.entities import EntityRef
from daybook.domain.filtering import Filter, Order, SortKey
from daybook.domain.grouping import Group, GroupBy, Standing
from daybook.domain.todo import TodoColor
from daybook.store.copy import select
from daybook.store.copy.codes import COLOR_OF, KIND_OF, seconds
from daybook.store.copy.select import Sql

_DAY_S: Final = 86_400
_EPOCH: Final = date(1970, 1, 1)
_STANDINGS: Final = (Standing.OVERDUE, Standing.OPEN, Standing.DONE)
_SAME: Final[Mapping[GroupBy, SortKey]] = {
    GroupBy.OWNER: SortKey.OWNER,
    GroupBy.RESPONSIBLE: SortKey.RESPONSIBLE,
    GroupBy.DAY: SortKey.DEADLINE,
    GroupBy.COLOR: SortKey.COLOR,
    GroupBy.KIND: SortKey.KIND,
    GroupBy.STATE: SortKey.COMPLETED,
}
"""An order by the very thing that is grouped by turns the groups round."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How a grouping is said in SQL: `key` in a column or two, and by what the groups stand in order."""

    key: Sql
    order: str


def grouped(
    db: sqlite3.Connection, wanted: Filter, order: Order, by: GroupBy, *, now: datetime, zone: tzinfo
) -> "tuple[array[int], list[Group]]":
    """The ids of what a filter shows, group by group and in order within each; and the groups."""
    condition = select.where(wanted)
    cut = _cut(db, by, now, zone, "DESC" if order.descending and order.key is _SAME[by] else "ASC")
    sql = f"SELECT a.id, {cut.key.text} FROM activities a WHERE {condition.text}"
    counted = (
        f"SELECT key1, key2, count(*) AS number FROM (SELECT a.*, {cut.key.text} FROM activities a"
        f" WHERE {condition.text}) AS a GROUP BY key1, key2 ORDER BY {cut.order}"
    )
    values = cut.key.values + condition.values
    cursor = db.execute(f"{sql} ORDER BY {cut.order}, {select.order_by(order)}", values)
    cursor.row_factory = None
    ids = array("q", (row[0] for row in cursor))
    return ids, list(_groups(db, by, db.execute(counted, values).fetchall()))


def _cut(db: sqlite3.Connection, by: GroupBy, now: datetime, zone: tzinfo, way: str) -> Cut:
    if by is GroupBy.OWNER:
        order = f"owner_key = '', owner_key {way}, owner_type, owner_id"
        return Cut(Sql("owner_type AS key1, owner_id AS key2"), order)
    if by is GroupBy.RESPONSIBLE:
        name = "(SELECT name_key FROM people WHERE people.id = a.responsible)"
        order = f"responsible IS NULL, {name} IS NULL, {name} {way}, responsible"
        return Cut(Sql("responsible AS key1, 0 AS key2"), order)
    if by is GroupBy.STATE:
        standing = "CASE WHEN completed THEN 2 WHEN deadline < ? THEN 0 ELSE 1 END AS key1, 0 AS key2"
        return Cut(Sql(standing, (seconds(now),)), f"key1 {way}")
    if by is GroupBy.DAY:
        day = _day(db, zone)
        return Cut(Sql(f"{day.text} AS key1, 0 AS key2", day.values), f"key1 {way} NULLS LAST")
    return Cut(Sql(f"{'color' if by is GroupBy.COLOR else 'kind'} AS key1, 0 AS key2"), f"key1 {way}")


def _groups(db: sqlite3.Connection, by: GroupBy, rows: list[sqlite3.Row]) -> Iterator[Group]:
    titles = _titles(db) if by is GroupBy.OWNER else {}
    for row in rows:
        key = _key(by, row["key1"], row["key2"])
        yield Group(key, row["number"], titles.get((row["key1"], row["key2"]), ""))


def _key(by: GroupBy, one: int | None, two: int) -> Hashable:
    if by is GroupBy.RESPONSIBLE or one is None:
        return one
    if by is GroupBy.OWNER:
        return EntityRef(one, two)
    if by is GroupBy.DAY:
        return _EPOCH + timedelta(days=one)
    if by is GroupBy.COLOR:
        return COLOR_OF.get(one, TodoColor.DEFAULT)
    return KIND_OF.get(one, ActivityKind.OTHER) if by is GroupBy.KIND else _STANDINGS[one]


def _titles(db: sqlite3.Connection) -> dict[tuple[int, int], str]:
    cursor = db.execute("SELECT type_id, id, title FROM entities")
    cursor.row_factory = None
    return {(type_id, number): title for type_id, number, title in cursor}


def _day(db: sqlite3.Connection, zone: tzinfo) -> Sql:
    """The day of the deadline where the person lives, counted from 1970."""
    first, last = db.execute("SELECT min(deadline), max(deadline) FROM activities").fetchone()
    if first is None:
        return Sql("NULL")
    turns = list(offsets(zone, first, last))
    cases = " ".join("WHEN deadline < ? THEN ?" for _ in turns[:-1])
    values: tuple[Any, ...] = tuple(value for turn in turns[:-1] for value in turn)
    shift = f"CASE {cases} ELSE ? END" if cases else "?"
    # Division cuts towards zero; deadlines before 1970 are pushed up by a whole number of days first.
    text = f"((deadline + {shift} + {_DAY_S * 1_000_000}) / {_DAY_S} - 1000000)"
    return Sql(f"CASE WHEN deadline IS NULL THEN NULL ELSE {text} END", (*values, turns[-1][1]))


_FORESEEN_S: Final = 4_102_444_800
"""2100: no law about clocks reaches farther, and `zoneinfo` would repeat its last rule for 8,000 years."""
_STEP_S: Final = 7 * _DAY_S


def offsets(zone: tzinfo, first: int, last: int) -> Iterator[tuple[int, int]]:
    """How many seconds the clocks of a zone are ahead of UTC: (until, ahead), until `last` is covered.

    Moments are seconds since 1970. Clocks are taken to be changed at most once a week.
    """
    at, end = max(first, 0), min(last, _FORESEEN_S)
    ahead = _ahead(zone, at)
    while at < end:
        following = min(at + _STEP_S, end)
        changed = _ahead(zone, following)
        if changed != ahead:
            moments = range(at, following + 1)
            yield moments[bisect_right(moments, 0, key=lambda each: int(_ahead(zone, each) != ahead))], ahead
            ahead = changed
        at = following
    yield last + 1, ahead


def _ahead(zone: tzinfo, moment: int) -> int:
    shift = datetime.fromtimestamp(moment, UTC).astimezone(zone).utcoffset()
    return 0 if shift is None else int(shift.total_seconds())
