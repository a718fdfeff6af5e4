"""Which activities hold words that are searched for. Pure work for a reading thread.

SQLite tells of an activity whether it holds a word, and of a word which activities hold it. The first takes longer for
each, the second goes through all of them: what is quicker depends on how common the word is, which the newest
activities tell well enough. Whatever is found is exact; only the way to it is guessed.
"""

import json
import sqlite3
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from daybook.store.copy import packing
from daybook.store.copy.owners import Owners

INDEXED_LETTERS: Final = 3
"""As `prefix` of the search index says. For longer ones it would go through every word that begins so, at each look."""
_LOOK: Final = 60
"""Looking whether one activity holds a beginning takes as long as going through so many that do (8 µs and 0.12 µs)."""
_SAMPLE: Final = 2_000
_MUCH: Final = 15_000
"""Ids that are not worth keeping in memory while nothing is asked; about 1 MB."""
_NEWEST: Final = "SELECT min(id), count(*) FROM (SELECT id FROM activities ORDER BY id DESC LIMIT ?)"
_COUNTED: Final = "SELECT count(*) FROM words WHERE words MATCH ? AND rowid >= ?"
_OWN: Final = "SELECT rowid AS id FROM words WHERE words MATCH ?"
_TITLED: Final = "SELECT rowid AS id FROM entity_words WHERE entity_words MATCH ?"
_LOOKED_AT: Final = """
    SELECT c.value AS id FROM json_each(?) c
    WHERE EXISTS (SELECT 1 FROM words WHERE words.rowid = c.value AND words MATCH ?)
"""
_GONE_THROUGH: Final = """
    SELECT rowid AS id FROM words WHERE words MATCH ?2 AND +rowid IN (SELECT value FROM json_each(?1))
"""
_OWNED_BY_TITLED: Final = """
    SELECT x.id FROM entity_words w CROSS JOIN entities e ON e.number = w.rowid
    CROSS JOIN activities x ON x.owner_type = e.type_id AND x.owner_id = e.id WHERE entity_words MATCH ?1
"""
_OWNED_GONE_THROUGH: Final = f"{_OWNED_BY_TITLED} AND +x.id IN (SELECT value FROM json_each(?2))"


class Sample:
    """The newest activities, from `since` on, standing for all of them. `size` is 0 when there are none."""

    def __init__(self, db: sqlite3.Connection) -> None:
        since, self.size = db.execute(_NEWEST, (_SAMPLE,)).fetchone()
        self.since = int(since or 0)
        self.activities = int(db.execute("SELECT count(*) FROM activities").fetchone()[0])
        self.items = int(db.execute("SELECT count(*) FROM entities").fetchone()[0])


class Holding:
    """The activities that hold what `asked` (`words.question`) asks for, in their own texts or in their item's title.

    Good as long as nobody writes: what was found once is not looked up again.
    """

    def __init__(self, db: sqlite3.Connection, asked: str, sample: Sample, owners: Owners) -> None:
        self._db = db
        self._owners = owners
        self._asked = asked
        self._sample = sample
        letters = asked.removeprefix('"').removesuffix('"*')
        self._is_indexed = " " not in letters and len(letters) <= INDEXED_LETTERS

    @property
    def activities(self) -> int:
        """How many activities there are, whatever they hold."""
        return self._sample.activities

    @cached_property
    def share(self) -> float:
        """About how many of all activities hold it, from 0 to 1."""
        own = self._number / max(1, self._sample.activities)
        return min(1.0, own + len(self._items) / max(1, self._sample.items))

    def among(self, ids: Sequence[int]) -> list[int]:
        """Those of these activities that hold it, in the same order."""
        owned = self._owned_of(ids)
        own = self._own_of([each for each in ids if each not in owned])
        return [each for each in ids if each in owned or each in own]

    def all(self) -> list[int]:
        """Every activity that holds it, in no order; one that holds it twice may stand there twice."""
        own = self._listed(_OWN, self._asked) if self._is_indexed else list(self._own)
        return own + self._listed(_OWNED_BY_TITLED, self._asked)

    def forget_much(self) -> None:
        """Lets go of what takes much memory."""
        if len(self.__dict__.get("_own", ())) > _MUCH:
            del self._own

    def _own_of(self, ids: Sequence[int]) -> set[int]:
        if not self._is_indexed:
            return self._own
        if not ids:
            return set()
        sql = _LOOKED_AT if len(ids) * _LOOK < self._number else _GONE_THROUGH
        return self._ids(sql, json.dumps(ids), self._asked)

    def _owned_of(self, ids: Sequence[int]) -> set[int]:
        if not self._items:
            return set()
        if self._owners.unknown(ids) > len(self._items):  # what an item owns is found as quickly as whose a row is
            return self._ids(_OWNED_GONE_THROUGH, self._asked, json.dumps(ids))
        items = self._owners.items(ids)
        return {each for each in ids if items[each] in self._items}

    @cached_property
    def _number(self) -> float:
        """About how many activities hold it in their own texts. Words that are no beginning are found as a whole."""
        if not self._is_indexed:
            return len(self._own)
        [sampled] = self._db.execute(_COUNTED, (self._asked, self._sample.since)).fetchone()
        return float(sampled / max(1, self._sample.size) * self._sample.activities)

    @cached_property
    def _own(self) -> set[int]:
        return self._ids(_OWN, self._asked)

    @cached_property
    def _items(self) -> set[int]:
        return self._ids(_TITLED, self._asked)

    def _ids(self, sql: str, *values: str) -> set[int]:
        return set(self._listed(sql, *values))

    def _listed(self, sql: str, *values: str) -> list[int]:
        return packing.columns(self._db, sql, ("id",), values)[0]
