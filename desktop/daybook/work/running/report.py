"""The rows of one run as they are looked at: the numbers of all of them in an array, their contents in portions.

A run of 20,000 rows would take seconds and hundreds of megabytes to hold whole; what is in sight is a page or two.
"""

import asyncio
from array import array
from collections import OrderedDict
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from daybook.bitrix.errors import PortalError
from daybook.bulk.report import ReportRow, report_row
from daybook.bulk.undo_many import why_not
from daybook.domain.entities import EntityRef
from daybook.domain.run import Field, Row, RowOutcome
from daybook.store.copy.copy import PortalCopy
from daybook.store.journal import Journal
from daybook.work.changing.judged import FieldChange, changes_of
from daybook.work.listeners import Listeners
from daybook.work.people import People

PAGE: Final = 100
KEPT_PAGES: Final = 30
ORDER: Final = (
    RowOutcome.FAILED,
    RowOutcome.CONFLICT,
    RowOutcome.PARTLY_DONE,
    RowOutcome.UNKNOWN,
    RowOutcome.PLANNED,
    RowOutcome.CANCELLED,
    RowOutcome.DONE,
    RowOutcome.UNDONE,
    RowOutcome.SKIPPED,
)
"""What needs somebody comes first."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One row of a run: what became of it, and of what."""

    report: ReportRow
    owner: EntityRef
    changes: tuple[FieldChange, ...]
    can_undo: bool

    @property
    def asks(self) -> bool:
        """True when a person has to say which activity it created."""
        return self.report.cause == "decide"


class RunReport:
    """The run that is looked at; nothing before `open`.

    `rows_changed` tells that there are other rows, `lines_changed` that contents or names of them are known now, and
    `wanted` that something in sight is to be read: then call `read`.
    """

    def __init__(self, journal: Journal, copy: PortalCopy, people: People) -> None:
        self._journal = journal
        self._copy = copy
        self._people = people
        self.run_id = ""
        self.outcome: RowOutcome | None = None
        """Only rows with this outcome; None = all."""
        self.rows_changed = Listeners()
        self.lines_changed = Listeners()
        self.wanted = Listeners()
        self._by_outcome: Mapping[RowOutcome, array[int]] = {}
        self._numbers = array("q")
        self._lines: OrderedDict[int, ReportLine] = OrderedDict()
        self._missing: set[int] = set()
        self._items: dict[EntityRef, str] = {}

    # What there is

    @property
    def counts(self) -> dict[RowOutcome, int]:
        """How many rows have which outcome, what needs somebody first."""
        return {each: len(self._by_outcome[each]) for each in ORDER if each in self._by_outcome}

    @property
    def total(self) -> int:
        """How many rows the run has."""
        return sum(map(len, self._by_outcome.values()))

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of the rows that are shown."""
        return self._numbers

    def line(self, place: int) -> ReportLine | None:
        """A row that is shown; None while it is not read yet, which it will be."""
        number = self._numbers[place]
        found = self._lines.get(number)
        if found is None and number not in self._missing:
            begin = place - place % PAGE
            self._missing.update(each for each in self._numbers[begin : begin + PAGE] if each not in self._lines)
            self.wanted.tell()
        return found

    def item(self, ref: EntityRef) -> str:
        """The title of an item; "" while it is not known."""
        return self._items.get(ref, "")

    # Looking

    async def open(self, run_id: str, outcome: RowOutcome | None = None) -> None:
        """Another run, or other rows of it. Raises StoreUnusable."""
        if run_id != self.run_id:
            self._lines.clear()
            self._by_outcome = {}
        self.run_id, self.outcome = run_id, outcome
        await self.refresh()

    async def refresh(self) -> None:
        """The rows as they are now; contents are kept until they are read anew. Raises StoreUnusable."""
        run_id = self.run_id
        found = await self._journal.outcomes(run_id) if run_id else {}
        every = await asyncio.to_thread(_all, found)
        if run_id != self.run_id:
            return
        self._by_outcome = found
        if self.outcome not in found:
            self.outcome = None
        self._numbers = every if self.outcome is None else found[self.outcome]
        self._missing.clear()
        self.rows_changed.tell()

    def forget(self, first: int, last: int) -> None:
        """What is in sight may have changed: these places are read anew, and shown as they were until then."""
        self._missing.update(self._numbers[max(0, first) : last + 1])
        self.wanted.tell()

    async def read(self) -> None:
        """Reads what was asked for, and then the names in it. Raises StoreUnusable."""
        run_id, asked = self.run_id, sorted(self._missing)
        rows: list[Row] = []
        for begin in range(0, len(asked), PAGE):
            rows += await self._journal.some_rows(run_id, asked[begin : begin + PAGE])
        if run_id != self.run_id:
            return
        self._missing.difference_update(asked)
        self._keep(rows)
        self.lines_changed.tell()
        if await self.learn_names(rows):
            self.lines_changed.tell()

    async def learn_names(self, rows: Sequence[Row]) -> bool:
        """Makes people and items of these rows known as far as they can be; True when there were any to learn."""
        refs = {row.owner for row in rows if row.owner.id and row.owner not in self._items}
        people = {person for row in rows for person in _people_in(row)} - self._people.known.keys()
        self._items |= dict.fromkeys(refs, "")
        self._items |= {each.ref: each.title for each in await self._copy.entities(refs)}
        if people:
            with suppress(PortalError):  # a number stands for a name then
                await self._people.know(people)
        return bool(refs or people)

    async def every(self, numbers: Sequence[int] | None = None) -> AsyncGenerator[list[ReportLine]]:
        """The rows in portions, with their names known: for a file. None = all that are shown."""
        asked = list(self._numbers if numbers is None else numbers)
        run_id = self.run_id
        for begin in range(0, len(asked), PAGE):
            rows = await self._journal.some_rows(run_id, asked[begin : begin + PAGE])
            await self.learn_names(rows)
            yield [line_of(row) for row in rows]

    def _keep(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self._lines[row.number] = line_of(row)
            self._lines.move_to_end(row.number)
        while len(self._lines) > KEPT_PAGES * PAGE:
            self._lines.popitem(last=False)


def line_of(row: Row) -> ReportLine:
    """A row of the journal as it is told."""
    return ReportLine(report_row(row), row.owner, changes_of(row), why_not(row) is None)


def _all(found: Mapping[RowOutcome, "array[int]"]) -> "array[int]":
    return array("q", sorted(number for numbers in found.values() for number in numbers))


def _people_in(row: Row) -> set[int]:
    values = [row.conflict, *(step.after for step in row.steps), *(step.before for step in row.steps)]
    people = {each.get(Field.RESPONSIBLE) for each in values}
    return {each for each in people if isinstance(each, int) and each > 0}
