"""What is written into the copy. Work for the writing thread; each call is part of one transaction."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from daybook.domain.activity import Activity, TextFormat
from daybook.domain.entities import Entity, EntityRef, Person
from daybook.store.copy import lines, words

_OLD: Final = """
    SELECT a.id, t.subject, t.description, t.text_format, t.location
    FROM activities a JOIN texts t ON t.id = a.id WHERE a.id IN (SELECT value FROM json_each(?))
"""
_TAKE_WORDS: Final = "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)"
_GIVE_WORDS: Final = "INSERT INTO words (rowid, text) VALUES (?, ?)"
_TITLED: Final = """
    SELECT e.type_id, e.id, e.number, e.title FROM json_each(?) asked
    CROSS JOIN entities e
    ON e.type_id = json_extract(asked.value, '$[0]') AND e.id = json_extract(asked.value, '$[1]')
"""
_TITLE, _TITLE_KEY = 2, 3  # in a row of `lines.entity_row`
_RENAME: Final = "UPDATE activities SET owner_key = ? WHERE owner_type = ? AND owner_id = ? AND owner_key <> ?"


ReadyActivity = tuple[tuple[Any, ...], tuple[Any, ...], str]
"""An activity as it is written: the values of both tables, and the words that the search is told."""
Ready = Mapping[int, ReadyActivity]
"""By id."""


def made_ready(found: Iterable[Activity]) -> Ready:
    """What `put_ready` takes. Pure: it takes as long as the writing, and need not be done by the thread that writes."""
    last = {each.id: lines.tidy(each) for each in found if lines.fits(each)}
    return {number: _ready(each) for number, each in last.items()}


def put_activities(db: sqlite3.Connection, found: Iterable[Activity]) -> None:
    """Takes these activities as they are now; known ones are replaced, what else is known of them stays."""
    put_ready(db, made_ready(found))


def put_ready(db: sqlite3.Connection, ready: Ready) -> None:
    """The same for what `made_ready` gave."""
    # Upwards: FTS5 writes out all it has in memory at each number below the one before, and a portal lists downwards.
    numbers = sorted(ready)
    known = _searched(db, numbers)
    other = [number for number in numbers if known.get(number) != ready[number][2]]
    db.executemany(_TAKE_WORDS, [(number, known[number]) for number in other if number in known])
    db.executemany(lines.PUT_ACTIVITY, [ready[number][0] for number in numbers])
    db.executemany(lines.PUT_TEXTS, [ready[number][1] for number in numbers])
    db.executemany(_GIVE_WORDS, [(number, ready[number][2]) for number in other])


def drop_activities(db: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Forgets these activities and everything that hangs on them."""
    gone = [(number,) for number in sorted(numbers)]
    known = _searched(db, [number for (number,) in gone])
    db.executemany(_TAKE_WORDS, sorted(known.items()))
    for table, column in (("activities", "id"), ("texts", "id"), ("bindings", "activity")):
        db.executemany(f"DELETE FROM {table} WHERE {column} = ?", gone)


def put_entities(db: sqlite3.Connection, found: Iterable[Entity]) -> None:
    """Takes these items as they are now; their activities are ordered by the new title."""
    newest = {each.ref: lines.entity_row(each) for each in found if each.ref.id <= lines.LARGEST}
    before = _titled(db, newest)
    db.executemany(lines.PUT_ENTITY, newest.values())
    other = {ref: row for ref, row in newest.items() if ref not in before or before[ref][1] != row[_TITLE]}
    gone = sorted((number, words.searchable(title)) for ref, (number, title) in before.items() if ref in other)
    db.executemany("INSERT INTO entity_words (entity_words, rowid, text) VALUES ('delete', ?, ?)", gone)
    there = sorted((number, words.searchable(title)) for number, title in _titled(db, other).values())
    db.executemany("INSERT INTO entity_words (rowid, text) VALUES (?, ?)", there)
    keys = ((row[_TITLE_KEY], ref) for ref, row in other.items())
    db.executemany(_RENAME, [(key, ref.type_id, ref.id, key) for key, ref in keys])


def drop_entities(db: sqlite3.Connection, refs: Iterable[EntityRef]) -> None:
    """Forgets these items; activities that they own stay until the portal says that those are gone too."""
    for ref in refs:
        row = db.execute(
            "DELETE FROM entities WHERE type_id = ? AND id = ? RETURNING number, title", (ref.type_id, ref.id)
        ).fetchone()
        if row is not None:
            _take_entity_words(db, row)
            db.execute(_RENAME, ("", ref.type_id, ref.id, ""))


def put_people(db: sqlite3.Connection, found: Iterable[Person]) -> None:
    """Takes these people as they are now."""
    db.executemany(lines.PUT_PERSON, map(lines.person_row, found))


def put_bindings(db: sqlite3.Connection, number: int, refs: Sequence[EntityRef], read_s: int) -> None:
    """Takes what an activity is bound to, read from the portal at `read_s` (seconds since 1970)."""
    db.execute("DELETE FROM bindings WHERE activity = ?", (number,))
    db.executemany("INSERT OR IGNORE INTO bindings VALUES (?, ?, ?)", [(number, ref.type_id, ref.id) for ref in refs])
    db.execute("UPDATE activities SET bound_at = ? WHERE id = ?", (read_s, number))


def put_mark(db: sqlite3.Connection, name: str, value: str | None) -> None:
    """Notes something under a name; None forgets it."""
    if value is None:
        db.execute("DELETE FROM marks WHERE name = ?", (name,))
    else:
        db.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (name, value))


_INDEXES: Final = ("words", "entity_words")
_PIECES_MEANWHILE: Final = 64
_PIECES_USUALLY: Final = (4, 16)
"""https://www.sqlite.org/fts5.html: what `automerge` and `crisismerge` are when nothing is said."""


def postpone_merging(db: sqlite3.Connection) -> None:
    """Each portion stays a piece of the search indexes until `merge_words`: done in between, it is done many times."""
    _merge_by_itself(db, 0, _PIECES_MEANWHILE)


def resume_merging(db: sqlite3.Connection) -> None:
    """The search indexes are kept in order by themselves, as they are from the beginning."""
    _merge_by_itself(db, *_PIECES_USUALLY)


def _merge_by_itself(db: sqlite3.Connection, some: int, most: int) -> None:
    for table in _INDEXES:
        for name, pieces in (("automerge", some), ("crisismerge", most)):
            db.execute(f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)", (name, pieces))


_MERGED_PAGES: Final = 500
"""Of a search index, in one go: some tens of milliseconds."""


def merge_words(db: sqlite3.Connection) -> bool:
    """Brings some of what was written portion by portion together in the search indexes; True when that is done."""
    # https://www.sqlite.org/fts5.html#the_merge_command: a negative number takes pieces of all sizes, and less than two
    # changes say that nothing was left to do.
    for table in _INDEXES:
        before = db.total_changes
        db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)", (-_MERGED_PAGES,))
        if db.total_changes - before >= 2:
            return False
    return True


def _ready(each: Activity) -> ReadyActivity:
    plain = lines.plain_of(each.description, each.text_format)
    searched = lines.searched_of(each.subject, plain, each.location)
    return lines.activity_row(each), lines.texts_row(each, plain), searched


def _searched(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    """What the index was told of these activities; it has to be told the same to forget them."""
    return {
        row["id"]: lines.searched_of(
            row["subject"],
            lines.plain_of(row["description"], TextFormat(row["text_format"])),
            row["location"],
        )
        for row in db.execute(_OLD, (json.dumps(list(numbers)),))
    }


def _titled(db: sqlite3.Connection, refs: Iterable[EntityRef]) -> dict[EntityRef, tuple[int, str]]:
    """The number and the title of those items that are here."""
    asked = json.dumps([(ref.type_id, ref.id) for ref in refs])
    return {EntityRef(row[0], row[1]): (row[2], row[3]) for row in db.execute(_TITLED, (asked,))}


def _take_entity_words(db: sqlite3.Connection, row: sqlite3.Row) -> None:
    db.execute(
        "INSERT INTO entity_words (entity_words, rowid, text) VALUES ('delete', ?, ?)",
        (row["number"], words.searchable(row["title"])),
    )
