"""Which activities and CRM items one call made, changed or removed.

SQLite's triggers note it, so no method can forget to, and a refused call's notes are rolled back with its work.
"""

import sqlite3
from dataclasses import dataclass

ADD, UPDATE, DELETE = "ADD", "UPDATE", "DELETE"
ACTIVITY = 6
"""The type of an activity among CRM types: https://apidocs.bitrix24.com/api-reference/crm/data-types.html."""

_NOTED = {ADD: ("INSERT", "NEW"), UPDATE: ("UPDATE", "NEW"), DELETE: ("DELETE", "OLD")}
_TABLES = {"activity": str(ACTIVITY), "entity": "{row}.entity_type"}


@dataclass(frozen=True)
class Change:
    """What became of one activity or item in one call: ADD, UPDATE or DELETE."""

    verb: str
    type: int
    id: int


def watch(db: sqlite3.Connection) -> None:
    """Notes every change from now on. On this connection only: the file, if there is one, holds no trigger."""
    db.execute("CREATE TEMP TABLE noted (number INTEGER PRIMARY KEY, verb TEXT, type INTEGER, id INTEGER)")
    for table, kind in _TABLES.items():
        for verb, (statement, row) in _NOTED.items():
            db.execute(
                f"CREATE TEMP TRIGGER noted_{table}_{verb} AFTER {statement} ON main.{table} BEGIN"  # noqa: S608 - names are ours
                f" INSERT INTO noted (verb, type, id) VALUES ('{verb}', {kind.format(row=row)}, {row}.ID); END"
            )


def taken(db: sqlite3.Connection) -> list[Change]:
    """The changes since the last look, one for each activity or item, in the order in which they began."""
    rows = db.execute("SELECT verb, type, id FROM noted ORDER BY number").fetchall()
    if not rows:
        return []
    db.execute("DELETE FROM noted")
    verbs: dict[tuple[int, int], list[str]] = {}
    for verb, kind, number in rows:
        verbs.setdefault((kind, number), []).append(verb)
    return [Change(verb, *key) for key, each in verbs.items() if (verb := _together(each))]


def _together(verbs: list[str]) -> str:
    """What several changes of one thing are as one; "" when it came and went."""
    if verbs[-1] == DELETE:
        return "" if verbs[0] == ADD else DELETE
    return ADD if verbs[0] == ADD else UPDATE
