"""Reads the sheet of a day out of the copy: a handful of questions, none of which fetches a row that nobody sees.

They are asked in one go: each way to the reading thread and back takes a turn of the window's loop.
"""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from daybook.domain.activity import ActivityKind
from daybook.domain.agenda import Part, Sheet
from daybook.domain.entities import DEAL, LEAD, Entity, Person
from daybook.domain.filtering import Among, Clause, Fact, Filter, Moment, Order, SortKey, Within
from daybook.store.copy.copy import PortalCopy
from daybook.store.copy.look import Look
from daybook.work.agenda import Focus, PersonLoad, Section, TodayContent, Whose, loads_of

IDLE_TYPES: Final = (DEAL, LEAD)
"""Items that somebody should always have a plan for."""
IDLE_SHOWN: Final = 200
_OPEN: Final = Among(Fact.COMPLETED, frozenset({False}))
_MEETING: Final = Among(Fact.KIND, frozenset({ActivityKind.MEETING.value}))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the sheet is to show."""

    whose: Whose
    focus: Focus | None
    folded: frozenset[Part]


@dataclass(frozen=True, slots=True)
class Day:
    """The sheet without its lines. `due` is when the first thing of it moves by itself."""

    content: TodayContent
    due: datetime


async def read_day(copy: PortalCopy, sheet: Sheet, wanted: Wanted, people: Mapping[int, Person], me: int) -> Day:
    """The sheet as the copy has it at one moment. Raises StoreUnusable."""
    return await copy.look(lambda look: _Reader(look, sheet, wanted).read(people, me))


class _Reader:
    """Answers one wish, on the reading thread."""

    def __init__(self, look: Look, sheet: Sheet, wanted: Wanted) -> None:
        self._look = look
        self._sheet = sheet
        self._wanted = wanted

    def read(self, people: Mapping[int, Person], me: int) -> Day:
        sheet, wanted = self._sheet, self._wanted
        found = self._look.load(_filter(wanted.whose), sheet.bounds)
        names = {key: person.name for key, person in people.items()}
        loads = loads_of(found, wanted.whose or (me,), names, me)
        sections = self._sections(loads)
        idle, count = self._idle()
        if count:
            sections.append(Section(Part.IDLE, count, None if Part.IDLE in wanted.folded else array("q")))
        content = TodayContent(
            sheet=sheet,
            whose=wanted.whose,
            known=True,
            focus=wanted.focus,
            sections=tuple(sections),
            idle=tuple(idle),
            loads=loads,
            meetings=self._look.count(_filter(wanted.whose, _MEETING, _begins_today(sheet))),
            people=people,
        )
        return Day(content, self._due())

    def _due(self) -> datetime:
        """When a deadline passes, or the day is over."""
        first = self._look.first_deadline(_filter(self._wanted.whose, self._sheet.within(Part.TODAY)))
        ends = self._sheet.tomorrow
        return ends if first is None else min(ends, first + timedelta(seconds=1))

    def _sections(self, loads: Iterable[PersonLoad]) -> list[Section]:
        counts = dict.fromkeys(Part, 0)
        for load in loads:
            for span, count in load.counts.items():
                if _is_shown(self._wanted.focus, load.person_id, span):
                    counts[self._sheet.part_of_span(span)] += count
        return [self._section(part, counts[part]) for part in Part if counts[part]]

    def _section(self, part: Part, count: int) -> Section:
        """What is asked for by its span is shown, folded or not."""
        sheet, focus = self._sheet, self._wanted.focus
        whose: Iterable[int | None] | None = self._wanted.whose
        within, folded = sheet.within(part), part in self._wanted.folded
        if focus is not None:
            whose = (focus.person_id,)
            if focus.span is not None:
                within, folded = sheet.within_span(focus.span), False
        if folded:
            return Section(part, count)
        ids = self._look.ids(_filter(whose, within), _order(part))
        return Section(part, len(ids), ids)

    def _idle(self) -> tuple[list[Entity], int]:
        whose, focus = self._wanted.whose, self._wanted.focus
        if focus is not None:
            if focus.span is not None or focus.person_id is None:
                return [], 0
            whose = (focus.person_id,)
        return self._look.idle_entities(IDLE_TYPES, whose, limit=IDLE_SHOWN)


def _filter(whose: Iterable[int | None] | None, *clauses: Clause) -> Filter:
    people = () if whose is None else (Among(Fact.RESPONSIBLE, frozenset(whose)),)
    return Filter((_OPEN, *people, *clauses))


def _is_shown(focus: Focus | None, person_id: int | None, span: int | None) -> bool:
    return focus is None or (focus.person_id == person_id and focus.span in (None, span))


def _order(part: Part) -> Order:
    return Order(SortKey.CREATED, descending=True) if part is Part.UNDATED else Order(SortKey.DEADLINE)


def _begins_today(sheet: Sheet) -> Within:
    return Within(Moment.START, sheet.starts[0], sheet.tomorrow)
