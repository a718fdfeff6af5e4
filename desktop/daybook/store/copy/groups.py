"""Activities cut into groups: told apart by SQL, put in order by name here. Pure work for a reading thread."""

import sqlite3
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import partial
from itertools import repeat
from typing import Any, Final

from daybook.domain.activity import ActivityKind
from daybook.domain.entities import EntityRef
from daybook.domain.filtering import Filter, Order, SortKey
from daybook.domain.grouping import Group, GroupBy, Standing
from daybook.domain.todo import TodoColor
from daybook.store.copy import packing, select
from daybook.store.copy.codes import COLOR_OF, KIND_OF, seconds
from daybook.store.copy.select import Sql

_DAY_S: Final = 86_400
_EPOCH: Final = date(1970, 1, 1)
_FIRST_OF_ALL: Final = _EPOCH.weekday()
_WEEKS: Final = 1_000_000
_STANDINGS: Final = (Standing.OVERDUE, Standing.OPEN, Standing.DONE)
_SAME: Final[Mapping[GroupBy, SortKey]] = {
    GroupBy.OWNER: SortKey.OWNER,
    GroupBy.RESPONSIBLE: SortKey.RESPONSIBLE,
    GroupBy.DAY: SortKey.DEADLINE,
    GroupBy.WEEK: SortKey.DEADLINE,
    GroupBy.COLOR: SortKey.COLOR,
    GroupBy.KIND: SortKey.KIND,
    GroupBy.STATE: SortKey.COMPLETED,
}
"""An order by the very thing that is grouped by turns the groups round."""
Key = tuple[int | None, int]
"""What SQL says of a group: one number, or two for an owner."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Where days and weeks begin: `zone` is where the person lives, `first_weekday` counts from Monday = 0.

    What is overdue is so at `now`.
    """

    now: datetime
    zone: tzinfo
    first_weekday: int = 0


def grouped(
    db: sqlite3.Connection, wanted: Filter, order: Order, by: GroupBy, calendar: Calendar
) -> "tuple[array[int], list[Group]]":
    """The ids of what a filter shows, group by group and in order within each; and the groups."""
    parts = heaps(db, wanted, _cut(db, by, calendar), select.order_by(order))
    keys = _in_order(parts, _ranks(db, by), descending=order.descending and order.key is _SAME[by])
    titles = _titles(db) if by is GroupBy.OWNER else {}
    found = [Group(_key(by, *key), len(parts[key]), titles.get(key, "")) for key in keys]
    return _joined(parts, keys), found


def ids_by_person(db: sqlite3.Connection, wanted: Filter, *, descending: bool) -> "array[int]":
    """The ids of what a filter shows, by the name of who is responsible."""
    parts = heaps(db, wanted, Sql("responsible AS one"), "a.id DESC")
    return _joined(parts, _in_order(parts, _ranks(db, GroupBy.RESPONSIBLE), descending=descending))


def ids_by_value(db: sqlite3.Connection, wanted: Filter, column: str, *, descending: bool) -> "array[int]":
    """The ids of what a filter shows, by a column that has few values and always one."""
    parts = heaps(db, wanted, Sql(f"{column} AS one"), "a.id DESC")
    return _joined(parts, _in_order(parts, None, descending=descending))


def heaps(db: sqlite3.Connection, wanted: Filter, key: Sql, order: str) -> "dict[Key, array[int]]":
    """What a filter shows, told apart by the column `one`, and `two` where there is one; in order within each."""
    condition = select.where(wanted)
    sql = f"SELECT a.id, {key.text} FROM activities a WHERE {condition.text} ORDER BY {order} LIMIT -1"
    names = ("id", "one", "two") if " AS two" in key.text else ("id", "one")
    ids, ones, *twos = packing.columns(db, sql, names, key.values + condition.values)
    parts: defaultdict[Key, array[int]] = defaultdict(partial(array, "q"))
    for number, one, two in zip(ids, ones, twos[0] if twos else repeat(0), strict=False):
        parts[one, two].append(number)
    return parts


def _joined(parts: "Mapping[Key, array[int]]", keys: Iterable[Key]) -> "array[int]":
    ids = array("q")
    for key in keys:
        ids.extend(parts[key])
    return ids


def _in_order(keys: Iterable[Key], ranks: Mapping[Key, Any] | None, *, descending: bool) -> list[Key]:
    """The groups as they stand; `ranks` None = by their numbers. Those without a name or a number come last."""
    given = sorted((key for key in keys if key[0] is not None), key=_numbers)
    ranked = [key for key in given if ranks is None or key in ranks]
    ranked.sort(key=_numbers if ranks is None else ranks.__getitem__, reverse=descending)
    nameless = [] if ranks is None else [key for key in given if key not in ranks]
    return [*ranked, *nameless, *(key for key in keys if key[0] is None)]


def _numbers(key: Key) -> tuple[int, int]:
    return key[0] or 0, key[1]


def _cut(db: sqlite3.Connection, by: GroupBy, calendar: Calendar) -> Sql:
    """The columns that tell the groups apart."""
    if by is GroupBy.OWNER:
        return Sql("owner_type AS one, owner_id AS two")
    if by is GroupBy.STATE:
        return Sql("CASE WHEN completed THEN 2 WHEN deadline < ? THEN 0 ELSE 1 END AS one", (seconds(calendar.now),))
    if by in (GroupBy.DAY, GroupBy.WEEK):
        day = _day(db, calendar.zone)
        if by is GroupBy.DAY:
            return Sql(f"{day.text} AS one", day.values)
        behind = (_FIRST_OF_ALL - calendar.first_weekday) % 7  # days from a week's beginning to 1 January 1970
        into = f"(({day.text} + {behind} + {_WEEKS * 7}) % 7)"  # a remainder has the sign of what was divided
        return Sql(f"{day.text} - {into} AS one", day.values * 2)
    columns = {GroupBy.RESPONSIBLE: "responsible", GroupBy.COLOR: "color", GroupBy.KIND: "kind"}
    return Sql(f"{columns[by]} AS one")


def _ranks(db: sqlite3.Connection, by: GroupBy) -> Mapping[Key, Any] | None:
    """By what the groups stand in order; None = by their numbers."""
    if by is GroupBy.RESPONSIBLE:
        return {(row[0], 0): row[1] for row in _rows(db, "SELECT id, name_key FROM people")}
    if by is GroupBy.OWNER:
        sql = "SELECT type_id, id, title_key FROM entities WHERE title_key <> ''"
        return {(row[0], row[1]): row[2] for row in _rows(db, sql)}
    return None


def _titles(db: sqlite3.Connection) -> Mapping[Key, str]:
    return {(row[0], row[1]): row[2] for row in _rows(db, "SELECT type_id, id, title FROM entities")}


def _rows(db: sqlite3.Connection, sql: str) -> sqlite3.Cursor:
    cursor = db.execute(sql)
    cursor.row_factory = None
    return cursor


def _key(by: GroupBy, one: int | None, two: int) -> Hashable:
    if by is GroupBy.RESPONSIBLE or one is None:
        return one
    if by is GroupBy.OWNER:
        return EntityRef(one, two)
    if by in (GroupBy.DAY, GroupBy.WEEK):
        return _EPOCH + timedelta(days=one)
    if by is GroupBy.COLOR:
        return COLOR_OF.get(one, TodoColor.DEFAULT)
    return KIND_OF.get(one, ActivityKind.OTHER) if by is GroupBy.KIND else _STANDINGS[one]


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
