"""Which activity, or which heading, stands in each row of a long table. Pure."""

from array import array
from bisect import bisect_right
from collections.abc import Collection, Hashable, Iterator, Sequence
from itertools import islice

from daybook.domain.grouping import Group


class TableRows:
    """Ids in order; with groups, each has a heading, and the activities of a folded one have no rows.

    The groups' counts add up to the number of ids.
    """

    def __init__(
        self, ids: "array[int] | None" = None, groups: Sequence[Group] = (), folded: Collection[Hashable] = ()
    ) -> None:
        self.ids = array("q") if ids is None else ids
        self.groups = tuple(groups)
        self.folded = frozenset(folded)
        self._rows: list[int] = []  # where each group's heading stands
        self._firsts: list[int] = []  # where its first id stands among the ids
        row = first = 0
        for group in self.groups:
            self._rows.append(row)
            self._firsts.append(first)
            first += group.count
            row += 1 + (0 if group.key in self.folded else group.count)
        self._length = row if self.groups else len(self.ids)

    def __len__(self) -> int:
        """How many rows there are, headings included."""
        return self._length

    def id_at(self, row: int) -> int | None:
        """The activity in a row; None for a heading and beyond the end."""
        if not 0 <= row < self._length:
            return None
        if not self.groups:
            return self.ids[row]
        group = bisect_right(self._rows, row) - 1
        if self._rows[group] == row:
            return None
        return self.ids[self._firsts[group] + row - self._rows[group] - 1]

    def group_at(self, row: int) -> Group | None:
        """The group whose heading stands in a row; None for an activity."""
        if not self.groups or not 0 <= row < self._length:
            return None
        group = bisect_right(self._rows, row) - 1
        return self.groups[group] if self._rows[group] == row else None

    def heading_above(self, row: int) -> int | None:
        """The row of the heading that a row belongs to; itself for a heading, None without groups."""
        return self._rows[bisect_right(self._rows, row) - 1] if self.groups and 0 <= row < self._length else None

    def is_folded(self, group: Group) -> bool:
        """True when only the group's heading is shown."""
        return group.key in self.folded

    def row_of(self, activity_id: int | None) -> int | None:
        """Where an activity stands; the heading's row when its group is folded; None when it is not here."""
        if activity_id is None:
            return None
        try:
            index = self.ids.index(activity_id)
        except ValueError:
            return None
        if not self.groups:
            return index
        group = bisect_right(self._firsts, index) - 1
        if self.groups[group].key in self.folded:
            return self._rows[group]
        return self._rows[group] + 1 + index - self._firsts[group]

    def row_of_group(self, key: Hashable) -> int | None:
        """Where the heading of a group stands."""
        return next((row for row, group in zip(self._rows, self.groups, strict=True) if group.key == key), None)

    def ids_in(self, first: int, last: int) -> Iterator[int]:
        """The activities from one row to another, both included."""
        for row in range(max(0, first), min(last, self._length - 1) + 1):
            if (activity_id := self.id_at(row)) is not None:
                yield activity_id

    def ids_of(self, group: Group) -> "array[int]":
        """The activities of a group, folded or not."""
        first = self._firsts[self.groups.index(group)]
        return self.ids[first : first + group.count]

    def first_shown(self) -> int | None:
        """The first activity that is in no folded group."""
        return next(self.ids_in(0, self._length), None)

    def first_ids(self, number: int) -> list[int]:
        """The first few activities."""
        return list(islice(self.ids, number))

    def with_folded(self, folded: Collection[Hashable]) -> "TableRows":
        """The same with other groups folded."""
        return TableRows(self.ids, self.groups, folded)

    def same_as(self, other: "TableRows") -> bool:
        """True when nothing has moved."""
        return (
            len(self.ids) == len(other.ids)
            and self.groups == other.groups
            and self.folded == other.folded
            and self.ids.tobytes() == other.ids.tobytes()
        )
