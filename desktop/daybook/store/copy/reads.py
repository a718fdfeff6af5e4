"""The questions that are put to the copy. Pure work for a reading thread."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from daybook.domain.activity import Activity
from daybook.domain.entities import Entity, EntityRef, Person
from daybook.domain.filtering import Filter
from daybook.domain.listing import ActivityLine
from daybook.domain.todo import PingOffsets
from daybook.store.copy import lines, select, words
from daybook.store.copy.codes import moment, seconds
from daybook.store.copy.schema import LAST_ORDER

_PINGS: Final = """
    SELECT activity_id, pings FROM memory.known_todos
    WHERE portal = ? AND pings IS NOT NULL AND activity_id IN (SELECT value FROM json_each(?))
"""
_BINDINGS: Final = "SELECT * FROM bindings WHERE activity IN (SELECT value FROM json_each(?))"
_IDLE: Final = """
    SELECT * FROM entities e
    WHERE NOT closed
    AND NOT EXISTS (
        SELECT 1 FROM activities a WHERE a.owner_type = e.type_id AND a.owner_id = e.id AND a.completed = 0
    )
    AND NOT EXISTS (
        SELECT 1 FROM bindings b JOIN activities a ON a.id = b.activity
        WHERE b.type_id = e.type_id AND b.id = e.id AND a.completed = 0
    )
"""


@dataclass(frozen=True, slots=True)
class Load:
    """How many activities one person has in one span of time. `span` counts the spans asked for; None = no deadline."""

    responsible_id: int | None
    span: int | None
    count: int


def count(db: sqlite3.Connection, wanted: Filter) -> int:
    """How many activities a filter shows."""
    condition = select.where(wanted, by_person=True)
    return int(db.execute(f"SELECT count(*) FROM activities a WHERE {condition.text}", condition.values).fetchone()[0])


def activity_lines(
    db: sqlite3.Connection, wanted: Iterable[int], *, portal: str, with_pings: bool
) -> list[ActivityLine]:
    """The lines of these activities, in the order asked for; those that are gone are left out."""
    asked = list(wanted)
    listed = json.dumps(asked)
    bound: defaultdict[int, list[EntityRef]] = defaultdict(list)
    for row in db.execute(_BINDINGS, (listed,)):
        bound[row["activity"]].append(EntityRef(row["type_id"], row["id"]))
    bindings = {number: tuple(refs) for number, refs in bound.items()}
    pings = _pings(db, portal, listed) if with_pings else {}
    found = {row["id"]: lines.line(row, bindings, pings) for row in db.execute(lines.LINES, (listed,))}
    return [found[each] for each in asked if each in found]


def activity(db: sqlite3.Connection, number: int) -> Activity | None:
    """A whole activity."""
    row = db.execute(lines.WHOLE, (number,)).fetchone()
    return None if row is None else lines.whole(row)


def entities(db: sqlite3.Connection, refs: Iterable[EntityRef]) -> list[Entity]:
    """The items that were read, in the order asked for."""
    find = "SELECT * FROM entities WHERE type_id = ? AND id = ?"
    rows = (db.execute(find, (ref.type_id, ref.id)).fetchone() for ref in refs)
    return [lines.entity(row) for row in rows if row is not None]


def find_entities(db: sqlite3.Connection, type_id: int, text: str, start: int, limit: int) -> tuple[list[Entity], int]:
    """Items of a type whose title holds the words of `text`, newest first from `start`, and how many there are."""
    asked = words.question(text)
    condition, values = "type_id = ?", list[int | str]([type_id])
    if asked is not None:
        number = text.strip().removeprefix("#")
        wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 12 else 0
        condition += " AND (id = ? OR number IN (SELECT rowid FROM entity_words WHERE entity_words MATCH ?))"
        values += [wanted, asked]
    count = db.execute(f"SELECT count(*) FROM entities WHERE {condition}", values).fetchone()[0]
    sql = f"SELECT * FROM entities WHERE {condition} ORDER BY id DESC LIMIT ? OFFSET ?"
    return [lines.entity(row) for row in db.execute(sql, [*values, limit, start])], int(count)


def activities_of(db: sqlite3.Connection, refs: Iterable[EntityRef], *, only_open: bool) -> list[Activity]:
    """The activities that these items own, or are known to be bound to; each once."""
    state = "AND a.completed = 0" if only_open else ""
    find = f"""
        SELECT a.*, t.* FROM activities a JOIN texts t ON t.id = a.id
        WHERE (a.owner_type = ?1 AND a.owner_id = ?2
               OR a.id IN (SELECT activity FROM bindings WHERE type_id = ?1 AND id = ?2)) {state}
    """
    rows = (row for ref in refs for row in db.execute(find, (ref.type_id, ref.id)))
    return list({row["id"]: lines.whole(row) for row in rows}.values())


def entity_ids(db: sqlite3.Connection, type_id: int) -> list[int]:
    """The ids of all items of a type, ascending."""
    return [row[0] for row in db.execute("SELECT id FROM entities WHERE type_id = ? ORDER BY id", (type_id,))]


def idle_entities(
    db: sqlite3.Connection, type_ids: Sequence[int], responsible: Sequence[int] | None, limit: int
) -> tuple[list[Entity], int]:
    """Open items of these types without any open activity, newest first, and how many there are altogether.

    `responsible` None = everybody's.
    """
    condition, values = f"type_id IN ({', '.join('?' * len(type_ids))})", list(type_ids)
    if responsible is not None:
        condition += f" AND responsible IN ({', '.join('?' * len(responsible))})"
        values += responsible
    number = db.execute(f"SELECT count(*) FROM ({_IDLE} AND {condition})", values).fetchone()[0]
    rows = db.execute(f"{_IDLE} AND {condition} ORDER BY id DESC LIMIT ?", [*values, limit])
    return [lines.entity(row) for row in rows], int(number)


def load(db: sqlite3.Connection, wanted: Filter, bounds: Sequence[datetime]) -> list[Load]:
    """How many activities each person has between one of the ascending `bounds` and the next.

    Span 0 lies before the first bound, span n behind the n-th.
    """
    condition = select.where(wanted, by_person=True)
    cases = " ".join(f"WHEN deadline < ? THEN {number}" for number in range(len(bounds)))
    span = f"CASE WHEN deadline IS NULL THEN NULL {cases} ELSE {len(bounds)} END"
    sql = (
        f"SELECT responsible, {span} AS span, count(*) AS number FROM activities a WHERE {condition.text} GROUP BY 1, 2"
    )
    values = (*(seconds(bound) for bound in bounds), *condition.values)
    return [Load(row["responsible"], row["span"], row["number"]) for row in db.execute(sql, values)]


def first_deadline(db: sqlite3.Connection, wanted: Filter) -> datetime | None:
    """The earliest deadline of what a filter shows; None when nothing of it has one."""
    condition = select.where(wanted, by_person=True)
    sql = f"SELECT min(deadline) FROM activities a WHERE {condition.text}"
    return moment(db.execute(sql, condition.values).fetchone()[0])


def people(db: sqlite3.Connection) -> list[Person]:
    """Everybody who was read, by name."""
    return [lines.person(row) for row in db.execute("SELECT * FROM people ORDER BY name_key, id")]


def unknown_people(db: sqlite3.Connection) -> set[int]:
    """Whoever is responsible for an activity, wrote one or owns an item, and was not read."""
    sql = (
        "SELECT responsible FROM activities UNION SELECT author FROM activities UNION SELECT editor FROM activities"
        " UNION SELECT responsible FROM entities EXCEPT SELECT id FROM people"
    )
    return {row[0] for row in db.execute(sql) if row[0] is not None}


def mark(db: sqlite3.Connection, name: str) -> str | None:
    """What was noted under a name."""
    row = db.execute("SELECT value FROM marks WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row["value"])


def is_arranged(db: sqlite3.Connection) -> bool:
    """True when the indexes that orders are read from are there."""
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (LAST_ORDER,)).fetchone() is not None


def _pings(db: sqlite3.Connection, portal: str, listed: str) -> dict[int, PingOffsets]:
    return {
        row["activity_id"]: PingOffsets.of(json.loads(row["pings"])) for row in db.execute(_PINGS, (portal, listed))
    }
