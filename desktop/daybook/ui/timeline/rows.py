"""The rows of a timeline: two headings and the cards below them, and what turns one list of rows into another."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from daybook.work.timeline import Card, TimelineContent


class Part(Enum):
    """The two halves of a timeline."""

    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: which half begins here and how many cards it has."""

    part: Part
    count: int


Row = Section | Card
Key = Part | int
"""What stays the same while a row changes: the half, or the activity's id."""


def key_of(row: Row) -> Key:
    """By what a row is known again."""
    return row.part if isinstance(row, Section) else row.activity.id


def rows_of(content: TimelineContent) -> tuple[Row, ...]:
    """All rows from top to bottom; none at all when there is no card.

    The heading of the open half stands there even when nothing is open: that something should be is the point.
    """
    if not content.open and not content.done:
        return ()
    rows: list[Row] = [Section(Part.OPEN, len(content.open)), *content.open]
    if content.done:
        rows += [Section(Part.DONE, len(content.done)), *content.done]
    return tuple(rows)


def movers(old: Sequence[Key], new: Sequence[Key]) -> list[Key]:
    """The fewest keys that must be moved so that what both lists hold stands as in `new`; in the order of `new`.

    `old` and `new` hold each key at most once. Whatever lies on the longest common run stays where it is.
    """
    place = {key: number for number, key in enumerate(old)}
    both = [key for key in new if key in place]
    staying = _longest_rising([place[key] for key in both])
    return [key for key in both if place[key] not in staying]


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The members of a longest rising subsequence (patience sorting)."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        pile = bisect_left(tails, number)
        before[number] = tails[pile - 1] if pile else None
        tails[pile : pile + 1] = [number]
    found: set[int] = set()
    step = tails[-1] if tails else None
    while step is not None:
        found.add(step)
        step = before[step]
    return found
