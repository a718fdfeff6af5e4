"""The first rows of a search. Pure work for a reading thread.

Half of all activities may hold a word that begins with the letters typed so far. Finding and sorting them all takes
longer than a person types, and only a screenful is shown before the next letter comes: so the rows that would stand
first are looked at, portion by portion, until enough of them hold what is searched.
"""

import math
from array import array
from collections.abc import Iterator
from itertools import islice
from typing import Final

from daybook.store.copy.searching import Search

_IN_HAND: Final = 1.2
"""The rows that hold it don't stand at even distances."""
_WORTH: Final = 2
"""Finding and sorting one row that holds it takes as long as looking at so many rows."""


def first(search: Search, standing: Iterator[int], limit: int) -> "array[int] | None":
    """The first `limit` of the `standing` ids that hold what is searched; None when sorting all that do is quicker.

    Nothing is left out: where these end, there are as many as there may be, or no more.
    """
    found, looked_at = array("q"), 0
    portion = _portion(limit, min(each.share for each in search.held), search.rows)
    while portion:
        rows = list(islice(standing, portion))
        if not rows:
            return found
        found.extend(search.among(rows))
        looked_at += len(rows)
        if len(found) >= limit:
            return found[:limit]
        portion = _portion(limit - len(found), len(found) / looked_at, search.rows)
    return None


def _portion(missing: int, share: float, rows: int) -> int:
    """How many rows are likely to hold it so many times; 0 when looking at them is not worth while."""
    looked_at = _IN_HAND * missing / share if share else math.inf
    return math.ceil(looked_at) if looked_at <= _WORTH * share * rows else 0
