"""What a reading thread remembers of the copy from question to question, as long as nobody has written since.

Whoever types a search saw the same list without it before: what the search finds is picked out of that one. And word
after word is typed, of which the earlier ones stay.
"""

import sqlite3
from array import array

from daybook.domain.filtering import Filter, Order
from daybook.store.copy.holding import Holding, Sample
from daybook.store.copy.owners import Owners


class Recall:
    """Ask it with one connection only, and `look` first in each transaction."""

    def __init__(self) -> None:
        self._version: int | None = None
        self._sample: Sample | None = None
        self._owners: Owners | None = None
        self._held: dict[str, Holding] = {}
        self._list: tuple[Filter, Order] | None = None
        self._ids = array("q")

    def look(self, db: sqlite3.Connection) -> None:
        """Forgets everything if somebody has written, in whatever process."""
        version: int = db.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            self._version, self._sample, self._owners, self._held = version, None, None, {}
            self._list, self._ids = None, array("q")

    def list_of(self, wanted: Filter, order: Order) -> "array[int] | None":
        """All ids of what a filter shows, in order, if that was the last one to be kept."""
        return self._ids if self._list == (wanted, order) else None

    def keep(self, wanted: Filter, order: Order, ids: "array[int]") -> "array[int]":
        """Remembers the ids, which nobody may change from now on; the last ones are forgotten."""
        self._list, self._ids = (wanted, order), ids
        return ids

    def holdings(self, db: sqlite3.Connection, asked: set[str]) -> list[Holding]:
        """For each of the words who holds it, the rarest first. What is known of other words is forgotten."""
        sample = self._sample = self._sample or Sample(db)
        owners = self._owners = self._owners or Owners(db)
        self._held = {each: self._held.get(each) or Holding(db, each, sample, owners) for each in asked}
        return sorted(self._held.values(), key=lambda each: each.share)

    def rest(self) -> None:
        """Nothing is asked for a while: lets go of what takes much memory."""
        for each in self._held.values():
            each.forget_much()
