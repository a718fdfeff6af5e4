"""What the sheet of a day shows: values only, made by `work.today`."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from daybook.domain.agenda import OVERDUE_SPAN, Part, Sheet
from daybook.domain.entities import Entity, Person
from daybook.store.copy.reads import Load

Whose = tuple[int, ...] | None
"""Whose activities are shown: user ids, or None for everybody's."""


@dataclass(frozen=True, slots=True)
class Focus:
    """One person, and one span of time (`domain.agenda`) when `span` is not None; the sheet shows only that then.

    `person_id` None = what nobody is responsible for.
    """

    person_id: int | None
    span: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the sheet. `ids` are in the order of the sheet; None while the part is folded: they are not read."""

    part: Part
    count: int
    ids: "array[int] | None" = None


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """How much one person has to do, by span; span None = without a deadline. `person_id` None = nobody."""

    person_id: int | None
    counts: Mapping[int | None, int] = field(default_factory=dict)

    def count(self, span: int | None) -> int:
        """How many activities there are in a span."""
        return self.counts.get(span, 0)

    @property
    def late(self) -> int:
        """How many are overdue."""
        return self.count(OVERDUE_SPAN)


class Mark(Enum):
    """What is being done to an activity just now; its row says so until the copy knows."""

    COMPLETING = "completing"
    CHANGING = "changing"


@dataclass(frozen=True, slots=True)
class TodayContent:
    """Everything the sheet shows. `known` is False until the copy was asked for the first time.

    `sections` hold what the focus leaves, those with something in them only; `loads` and `meetings` do not go by the
    focus. `people` are all that the copy knows, by id.
    """

    sheet: Sheet
    whose: Whose
    known: bool = False
    focus: Focus | None = None
    sections: tuple[Section, ...] = ()
    idle: tuple[Entity, ...] = ()
    """The first of the items for which nothing is planned; the section's count says how many there are."""
    loads: tuple[PersonLoad, ...] = ()
    meetings: int = 0
    """How many open meetings begin today."""
    people: Mapping[int, Person] = field(default_factory=dict)

    def section(self, part: Part) -> Section | None:
        """One part; None when there is nothing in it."""
        return next((each for each in self.sections if each.part is part), None)

    def total(self, part: Part) -> int:
        """How many activities of the chosen people a part holds, whatever the focus."""
        return sum(
            count for load in self.loads for span, count in load.counts.items() if self.sheet.part_of_span(span) is part
        )


def loads_of(found: Iterable[Load], always: Iterable[int], order: Mapping[int, str], me: int) -> tuple[PersonLoad, ...]:
    """A load for each person that was found, and for each that is `always` shown: oneself first, then by name.

    `order` holds names by user id. Nobody comes last.
    """
    counts: dict[int | None, dict[int | None, int]] = {each: {} for each in always}
    for load in found:
        counts.setdefault(load.responsible_id, {})[load.span] = load.count

    def place(person_id: int | None) -> tuple[bool, bool, str, int]:
        number = person_id or 0
        return person_id is None, number != me, order.get(number, "").casefold(), number

    return tuple(PersonLoad(each, counts[each]) for each in sorted(counts, key=place))
