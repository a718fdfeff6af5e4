"""What a copy says at one moment: several questions for one turn of the reading thread."""

import sqlite3
from array import array
from collections.abc import Sequence
from datetime import datetime

from daybook.domain.entities import Entity
from daybook.domain.filtering import Filter, Order
from daybook.store.copy import orders, reads
from daybook.store.copy.reads import Load
from daybook.store.copy.recall import Recall


class Look:
    """Handed to what `PortalCopy.look` is given, on the reading thread, and good until that returns."""

    def __init__(self, db: sqlite3.Connection, recall: Recall) -> None:
        self._db = db
        self._recall = recall

    def ids(self, wanted: Filter, order: Order) -> "array[int]":
        """The ids of what a filter shows, in order."""
        return orders.ids(self._db, wanted, order, recall=self._recall)

    def count(self, wanted: Filter) -> int:
        """How many activities a filter shows."""
        return reads.count(self._db, wanted)

    def load(self, wanted: Filter, bounds: Sequence[datetime]) -> list[Load]:
        """How many activities each person has between these ascending moments (`reads.load`)."""
        return reads.load(self._db, wanted, bounds)

    def first_deadline(self, wanted: Filter) -> datetime | None:
        """The earliest deadline of what a filter shows; None when nothing of it has one."""
        return reads.first_deadline(self._db, wanted)

    def idle_entities(
        self, type_ids: Sequence[int], responsible: Sequence[int] | None, *, limit: int
    ) -> tuple[list[Entity], int]:
        """Open items without an open activity, newest first, and how many there are; `responsible` None = all."""
        return reads.idle_entities(self._db, type_ids, responsible, limit)
