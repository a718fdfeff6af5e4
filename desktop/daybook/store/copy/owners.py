"""Which item an activity belongs to, remembered for the rows that stand first: every search looks at them."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Final

from daybook.store.copy import packing

_MOST: Final = 8_000
"""Activities that are remembered; about 1 MB."""
_UNREAD: Final = 0
"""No item has this number."""
_ITEMS: Final = """
    SELECT a.id, e.number FROM json_each(?) c CROSS JOIN activities a ON a.id = c.value
    CROSS JOIN entities e ON e.type_id = a.owner_type AND e.id = a.owner_id
"""


class Owners:
    """The numbers of items by activity. Good as long as nobody writes."""

    def __init__(self, db: sqlite3.Connection, most: int = _MOST) -> None:
        self._db = db
        self._most = most
        self._items: dict[int, int] = {}

    def unknown(self, ids: Sequence[int]) -> int:
        """Of how many of the activities the item would have to be looked up."""
        return sum(each not in self._items for each in ids)

    def items(self, ids: Sequence[int]) -> Mapping[int, int]:
        """The item of each of these activities, and perhaps of others; 0 for one that was not read."""
        wanted = [each for each in ids if each not in self._items]
        if len(self._items) + len(wanted) > self._most:
            self._items, wanted = {}, list(ids)
        if wanted:
            found, items = packing.columns(self._db, _ITEMS, ("id", "number"), (json.dumps(wanted),))
            self._items |= dict.fromkeys(wanted, _UNREAD) | dict(zip(found, items, strict=True))
        return self._items
