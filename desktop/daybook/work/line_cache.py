"""The lines of a long list that are in memory: those that were looked at last."""

from collections.abc import Iterable
from typing import Final

from daybook.domain.listing import ActivityLine

PORTION: Final = 128
"""Lines read at a time: two screens full, about 2 ms of SQLite."""
MOST: Final = 60 * PORTION
"""Lines kept; about 8 MB."""


class LineCache:
    """Lines by id. A line that was changed meanwhile is still shown, and read again when it comes into sight."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lines: dict[int, ActivityLine] = {}  # the one that was read or looked at last stands last
        self._stale: set[int] = set()
        self._all_stale = False
        self._fresh: set[int] = set()  # since everything became stale
        self._expired: set[int] | None = set()  # while lines are being read; None = all

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def get(self, activity_id: int) -> ActivityLine | None:
        """The line, be it stale; None when it was not read or was forgotten since."""
        return self._lines.get(activity_id)

    def wants(self, activity_id: int) -> bool:
        """True for a line that has to be read before it is shown."""
        if activity_id not in self._lines or activity_id in self._stale:
            return True
        return self._all_stale and activity_id not in self._fresh

    def begin(self) -> None:
        """Lines are about to be read: what expires from now on may be older in them than it is."""
        self._expired = set()

    def put(self, found: Iterable[ActivityLine]) -> None:
        """Lines as they were at `begin`; the ones that nobody looked at for longest go."""
        for line in found:
            self._lines.pop(line.id, None)
            self._lines[line.id] = line
            if self._expired is not None and line.id not in self._expired:
                self._stale.discard(line.id)
                self._fresh.add(line.id)
        self._prune()

    def touch(self, ids: Iterable[int]) -> None:
        """These are being looked at: they go last."""
        for each in ids:
            if (line := self._lines.pop(each, None)) is not None:
                self._lines[each] = line

    def expire(self, ids: frozenset[int] | None) -> None:
        """These may be others now; None = any of them."""
        if ids is None:
            self._expired = None
            self._all_stale = True
            self._fresh.clear()
            self._stale.clear()
        else:
            if self._expired is not None:
                self._expired |= ids
            self._stale |= self._lines.keys() & ids
            self._fresh -= ids

    def drop(self, activity_id: int) -> None:
        """It is gone."""
        self._lines.pop(activity_id, None)
        self._stale.discard(activity_id)
        self._fresh.discard(activity_id)

    def _prune(self) -> None:
        over = len(self._lines) - self._most
        if over > 0:
            for each in [activity_id for activity_id, _ in zip(self._lines, range(over), strict=False)]:
                self.drop(each)
