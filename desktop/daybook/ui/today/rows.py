"""What stands in which row of a day's list. Knows no widget; a hundred thousand rows cost nothing until one is asked
for."""

from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from daybook.domain.agenda import Part
from daybook.domain.entities import Entity, EntityRef
from daybook.work.agenda import Section, TodayContent


@dataclass(frozen=True, slots=True)
class Heading:
    """The line above a part; all there is of a folded one."""

    section: Section

    @property
    def folded(self) -> bool:
        """True while the rows below it are hidden."""
        return self.section.ids is None


@dataclass(frozen=True, slots=True)
class Doing:
    """An activity."""

    activity_id: int
    part: Part


@dataclass(frozen=True, slots=True)
class Forgotten:
    """An item for which nothing is planned."""

    entity: Entity


Row = Heading | Doing | Forgotten
Key = Part | int | EntityRef
"""What stays the same of a row when the list is read again."""


def key_of(row: Row) -> Key:
    """A heading by its part, an activity by its id, an item by its ref."""
    if isinstance(row, Heading):
        return row.section.part
    return row.activity_id if isinstance(row, Doing) else row.entity.ref


class Rows:
    """The rows of one content."""

    def __init__(self, content: TodayContent | None = None) -> None:
        self._sections = content.sections if content is not None else ()
        self._idle = content.idle if content is not None else ()
        sizes = (1 + self._shown(section) for section in self._sections)
        self._starts: Final = [0, *accumulate(sizes)]

    def __len__(self) -> int:
        return self._starts[-1]

    def at(self, number: int) -> Row:
        """The row with this number. Raises IndexError."""
        if not 0 <= number < len(self):
            raise IndexError(number)
        which = bisect_right(self._starts, number) - 1
        section, inside = self._sections[which], number - self._starts[which] - 1
        if inside < 0:
            return Heading(section)
        if section.part is Part.IDLE:
            return Forgotten(self._idle[inside])
        return Doing(section.ids[inside] if section.ids is not None else 0, section.part)

    def number_of(self, key: Key) -> int | None:
        """Where something stands; None when it is not in the list."""
        for start, section in zip(self._starts, self._sections, strict=False):
            inside = self._place(section, key)
            if inside is not None:
                return start + inside
        return None

    def numbers_of(self, keys: Set[Key]) -> list[int]:
        """Where these activities and items stand, ascending; what is not in the list is left out."""
        if not keys:
            return []
        parts = zip(self._starts, map(self._keys, self._sections), strict=False)
        return [start + number for start, held in parts for number, key in enumerate(held, start=1) if key in keys]

    def heading_of(self, number: int) -> int:
        """Where the heading above a row stands; that of a heading is itself."""
        return self._starts[bisect_right(self._starts, number) - 1]

    def headings(self) -> tuple[int, ...]:
        """Where the headings stand."""
        return tuple(self._starts[:-1])

    def ids_between(self, first: int, last: int) -> list[int]:
        """The activities in these rows, both included; what lies outside of the list is left out."""
        return [key for key in self.keys_between(first, last) if isinstance(key, int)]

    def keys_between(self, first: int, last: int) -> list[int | EntityRef]:
        """The activities and items in these rows, both included, without the headings."""
        found: list[int | EntityRef] = []
        for start, section in zip(self._starts, self._sections, strict=False):
            inside = slice(max(first - start - 1, 0), max(last - start, 0))
            found.extend(self._keys(section)[inside])
        return found

    def _shown(self, section: Section) -> int:
        if section.ids is None:
            return 0
        return len(self._idle) if section.part is Part.IDLE else len(section.ids)

    def _keys(self, section: Section) -> Sequence[int | EntityRef]:
        """What is in the rows below a heading."""
        if section.ids is None:
            return ()
        return [entity.ref for entity in self._idle] if section.part is Part.IDLE else section.ids

    def _place(self, section: Section, key: Key) -> int | None:
        """Counted from the heading, which is 0."""
        if isinstance(key, Part):
            return 0 if key is section.part else None
        if isinstance(key, EntityRef):
            found = (number for number, entity in enumerate(self._idle, start=1) if entity.ref == key)
            return next(found, None) if section.part is Part.IDLE and section.ids is not None else None
        try:
            return section.ids.index(key) + 1 if section.ids is not None else None
        except ValueError:
            return None
