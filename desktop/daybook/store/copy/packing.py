"""Long columns of numbers out of SQLite, each as one text.

A hundred thousand rows cost twice as long one by one, and hold the interpreter all the while. An ordered query needs a
LIMIT (-1 for all): without one, SQLite may leave out the order of an inner query.
"""

import json
import sqlite3
from array import array
from collections.abc import Sequence
from typing import Any


def ids(db: sqlite3.Connection, sql: str, values: Sequence[Any]) -> "array[int]":
    """The column `id` of a query, in its order."""
    [listed] = _listed(db, sql, ("id",), values)
    return array("q", json.loads(listed))


def columns(db: sqlite3.Connection, sql: str, names: Sequence[str], values: Sequence[Any]) -> list[list[Any]]:
    """These columns of a query, in its order."""
    return [json.loads(listed) for listed in _listed(db, sql, names, values)]


def _listed(db: sqlite3.Connection, sql: str, names: Sequence[str], values: Sequence[Any]) -> tuple[str, ...]:
    listed = ", ".join(f"json_group_array({name})" for name in names)
    found: tuple[str, ...] = tuple(db.execute(f"SELECT {listed} FROM ({sql})", values).fetchone())
    return found
