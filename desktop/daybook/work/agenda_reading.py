"""Reads the sheet of a day out of the copy: a handful of questions, none of which fetches a row that nobody sees."""

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


class AgendaReader:
    """Answers one wish after the other. Every call raises StoreUnusable when the copy is at fault."""

    def __init__(self, copy: PortalCopy, me: int) -> None:
        self._copy = copy
        self._me = me

    async def read(self, sheet: Sheet, wanted: Wanted, people: Mapping[int, Person]) -> TodayContent:
        """Everything the sheet shows but the lines themselves."""
        found = await self._copy.load(_filter(wanted.whose), sheet.bounds)
        names = {key: person.name for key, person in people.items()}
        loads = loads_of(found, wanted.whose or (self._me,), names, self._me)
        sections = await self._sections(sheet, wanted, loads)
        idle, count = await self._idle(wanted)
        if count:
            sections.append(Section(Part.IDLE, count, None if Part.IDLE in wanted.folded else array("q")))
        return TodayContent(
            sheet=sheet,
            whose=wanted.whose,
            known=True,
            focus=wanted.focus,
            sections=tuple(sections),
            idle=tuple(idle),
            loads=loads,
            meetings=await self._copy.count(_filter(wanted.whose, _MEETING, _begins_today(sheet))),
            people=people,
        )

    async def next_change(self, sheet: Sheet, whose: Whose) -> datetime:
        """When the first thing moves by itself: a deadline passes, or the day is over."""
        first = await self._copy.ids(_filter(whose, sheet.within(Part.TODAY)), _order(Part.TODAY), limit=1)
        lines = await self._copy.lines(first)
        passed = (line.deadline + timedelta(seconds=1) for line in lines if line.deadline is not None)
        return min([sheet.tomorrow, *passed])

    async def _sections(self, sheet: Sheet, wanted: Wanted, loads: Iterable[PersonLoad]) -> list[Section]:
        counts = dict.fromkeys(Part, 0)
        for load in loads:
            for span, count in load.counts.items():
                if _is_shown(wanted.focus, load.person_id, span):
                    counts[sheet.part_of_span(span)] += count
        return [await self._section(sheet, wanted, part, counts[part]) for part in Part if counts[part]]

    async def _section(self, sheet: Sheet, wanted: Wanted, part: Part, count: int) -> Section:
        """What is asked for by its span is shown, folded or not."""
        whose: Iterable[int | None] | None = wanted.whose
        within, folded = sheet.within(part), part in wanted.folded
        if wanted.focus is not None:
            whose = (wanted.focus.person_id,)
            if wanted.focus.span is not None:
                within, folded = sheet.within_span(wanted.focus.span), False
        if folded:
            return Section(part, count)
        ids = await self._copy.ids(_filter(whose, within), _order(part))
        return Section(part, len(ids), ids)

    async def _idle(self, wanted: Wanted) -> tuple[list[Entity], int]:
        whose = wanted.whose
        if wanted.focus is not None:
            if wanted.focus.span is not None or wanted.focus.person_id is None:
                return [], 0
            whose = (wanted.focus.person_id,)
        return await self._copy.idle_entities(IDLE_TYPES, whose, limit=IDLE_SHOWN)


def _filter(whose: Iterable[int | None] | None, *clauses: Clause) -> Filter:
    people = () if whose is None else (Among(Fact.RESPONSIBLE, frozenset(whose)),)
    return Filter((_OPEN, *people, *clauses))


def _is_shown(focus: Focus | None, person_id: int | None, span: int | None) -> bool:
    return focus is None or (focus.person_id == person_id and focus.span in (None, span))


def _order(part: Part) -> Order:
    return Order(SortKey.CREATED, descending=True) if part is Part.UNDATED else Order(SortKey.DEADLINE)


def _begins_today(sheet: Sheet) -> Within:
    return Within(Moment.START, sheet.starts[0], sheet.tomorrow)
