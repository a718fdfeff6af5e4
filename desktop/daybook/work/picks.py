"""Which activities are picked for whatever is to be done with them; a filter that hides one does not unpick it."""

from collections.abc import Iterable, Sequence

Ids = frozenset[int]


class Picks:
    """A set of ids, and how many of them the present filter hides."""

    def __init__(self) -> None:
        self._ids: set[int] = set()
        self._seen: Sequence[int] = ()
        self._hidden: int | None = 0  # None: to be counted

    def __len__(self) -> int:
        """How many are picked."""
        return len(self._ids)

    def __contains__(self, activity_id: object) -> bool:
        """True for one that is picked."""
        return activity_id in self._ids

    @property
    def ids(self) -> Ids:
        """Those that are picked."""
        return frozenset(self._ids)

    @property
    def hidden(self) -> int:
        """How many of them the filter hides."""
        if self._hidden is None:
            # One pass in C over the list, however many are picked; what is picked is usually the smaller part.
            self._hidden = len(self._ids) - len(self._ids.intersection(self._seen))
        return self._hidden

    def count_among(self, ids: Iterable[int]) -> int:
        """How many of these are picked."""
        return len(self._ids.intersection(ids)) if self._ids else 0

    def hide_all_but(self, seen: Sequence[int]) -> None:
        """The list shows these now."""
        self._seen = seen
        self._hidden = None if self._ids else 0

    def toggle(self, activity_id: int) -> None:
        """Picks it, or unpicks it."""
        self._ids ^= {activity_id}
        self._hidden = None

    def add(self, ids: Iterable[int]) -> None:
        """Picks these as well."""
        self._ids.update(ids)
        self._hidden = None

    def remove(self, ids: Iterable[int]) -> None:
        """Unpicks these."""
        self._ids.difference_update(ids)
        self._hidden = None

    def clear(self) -> None:
        """Nothing is picked."""
        self._ids.clear()
        self._hidden = 0

    def in_order(self) -> list[int]:
        """Those that the list shows, as they stand in it, then the hidden ones by number."""
        shown = [each for each in self._seen if each in self._ids]
        return shown + sorted(self._ids.difference(shown))
