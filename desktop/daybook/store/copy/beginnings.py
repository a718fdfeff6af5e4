"""The first rows of a search for the beginning of a word. Pure work for a reading thread.

Half of all activities may hold a word that begins with the letter that was typed first. Finding them all takes longer
than a person types, and only a screenful is shown before the next letter comes: so the rows that would stand first are
looked at one by one, which the search index does in a few microseconds as far as it knows beginnings (`schema`).
"""

import json
import math
import sqlite3
from array import array
from collections.abc import Callable
from typing import Final

from daybook.domain.filtering import Filter, Order, Says, SortKey
from daybook.store.copy import packing, words

INDEXED_LETTERS: Final = 3
"""As `prefix` of the search index says. For longer ones it would go through every word that begins so, at each row."""
WORTH: Final = 50
"""Looking at a row takes as long as finding so many of all that hold a beginning (15 µs and 0.3 µs)."""
IN_HAND: Final = 1.3
"""The rows that hold it don't stand at even distances."""
_QUICK: Final = frozenset({SortKey.DEADLINE, SortKey.UPDATED, SortKey.ID})
"""Orders whose first rows are there at once, whatever else is filtered by."""
_HOLDING: Final = """
    SELECT c.value AS id FROM json_each(?) c
    WHERE EXISTS (SELECT 1 FROM words WHERE words.rowid = c.value AND words MATCH ?)
    OR EXISTS (
        SELECT 1 FROM activities a CROSS JOIN entities e ON e.type_id = a.owner_type AND e.id = a.owner_id
        CROSS JOIN entity_words w ON w.rowid = e.number
        WHERE a.id = c.value AND entity_words MATCH ?
    )
    LIMIT ?
"""

_COUNTED: Final = """
    SELECT
        (SELECT count(*) FROM activities),
        (SELECT count(*) FROM words WHERE words MATCH ?1),
        (SELECT count(*) FROM entity_words WHERE entity_words MATCH ?1) * 1.0
        / max(1, (SELECT count(*) FROM entities))
"""

First = Callable[[Filter, int], "array[int]"]
"""The first ids of what a filter shows, in the order asked for."""


def first(db: sqlite3.Connection, wanted: Filter, order: Order, limit: int, first_of: First) -> "array[int] | None":
    """The first `limit` ids; None when that is nothing for here, or too few of the first rows hold the word.

    Either way nothing is left out: a search that ends here has as many rows as it may, or has looked at all there are.
    """
    sought = [each for each in wanted.clauses if isinstance(each, Says)]
    if order.key not in _QUICK or len(sought) != 1 or not _is_beginning(sought[0]):
        return None
    asked = words.question(sought[0].text)
    looked_at = _to_look_at(db, asked, limit)
    if looked_at is None:
        return None
    others = Filter(tuple(each for each in wanted.clauses if each is not sought[0]))
    rows = first_of(others, looked_at)
    found = packing.ids(db, _HOLDING, (json.dumps(rows.tolist()), asked, asked, limit))
    return found if len(found) == limit or len(rows) < looked_at else None


def _to_look_at(db: sqlite3.Connection, asked: str | None, limit: int) -> int | None:
    """How many rows are likely to hold a beginning `limit` times; None when finding all that hold it is quicker."""
    rows, own, owners_share = db.execute(_COUNTED, (asked,)).fetchone()
    holding = own + owners_share * rows
    looked_at = math.ceil(IN_HAND * limit * rows / max(1, min(holding, rows)))
    return looked_at if looked_at * WORTH < holding else None


def _is_beginning(clause: Says) -> bool:
    """True for the first letters of one word."""
    typed = clause.text.strip()
    return not clause.negated and typed.isalnum() and len(typed) <= INDEXED_LETTERS
