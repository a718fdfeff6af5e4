"""A table that was edited elsewhere, read back as a diff: which cells are to have which values. Sends nothing. Pure.

An empty cell leaves things as they are. Whatever can't be read is named with its line and column and left out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any, Final

from daybook.bulk.values import moment_value
from daybook.domain.cell_reading import BadCell, CellReader
from daybook.domain.listing import ActivityLine
from daybook.domain.pending import Value, same
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets, TodoColor
from daybook.work.changing.table import ID, MARKS, READ, TableWords, line_value, mark, read_marks, shown
from daybook.work.changing.table_file import TextRow
from daybook.work.exporting.csv_file import guarded

MOST_FAULTS: Final = 200
"""So many are named; the others are counted."""
LARGEST_ID: Final = 2**63 - 1
_ID: Final = re.compile(r"#?\s*([1-9][0-9]{0,18})", re.ASCII)
_OTHER_NAMES: Final[Mapping[Field, tuple[str, ...]]] = {
    Field.TITLE: ("subject", "name"),
    Field.COLOR: ("colour",),
    Field.COMPLETED: ("done", "state"),
    Field.PINGS: ("reminders",),
}
"""What columns may be called in English besides the name of the field."""


class TableFault(StrEnum):
    """What can be wrong with a table, besides the reasons of `BadCell`. The values are stable."""

    NO_ID_COLUMN = "no_id_column"
    NOTHING_TO_WRITE = "nothing_to_write"
    """No column is one that can be written."""
    DOUBLE_COLUMN = "double_column"
    NO_ID = "no_id"
    """The cell in the column of numbers is no number."""
    DOUBLE_ID = "double_id"
    UNKNOWN_ID = "unknown_id"


@dataclass(frozen=True, slots=True)
class TableMistake:
    """One thing that is wrong. `line` counts from 1; `column` is its heading as it stands there."""

    reason: TableFault | str
    line: int
    column: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class TableReading:
    """What a table says. `values` are journal values, of rows with at least one edited cell."""

    values: Mapping[int, Mapping[Field, Any]] = field(default_factory=dict)
    rows: int = 0
    """Rows whose activity is known."""
    mistakes: tuple[TableMistake, ...] = ()
    more_mistakes: int = 0
    """Beyond those that are named."""

    @property
    def cells(self) -> int:
        """How many cells were edited."""
        return sum(map(len, self.values.values()))


@dataclass(slots=True)
class _Notes:
    mistakes: list[TableMistake] = field(default_factory=list)
    more: int = 0

    def add(self, reason: TableFault | str, line: int, column: str = "", said: str = "") -> None:
        if len(self.mistakes) < MOST_FAULTS:
            self.mistakes.append(TableMistake(reason, line, column, said[:80]))
        else:
            self.more += 1


def headings(words: TableWords) -> Mapping[str, str]:
    """What a heading in lower case stands for: ID, MARKS or the value of a field."""
    found = {ID: ID, "#": ID, MARKS: MARKS, words.id.casefold(): ID, words.marks.casefold(): MARKS}
    for name in READ:
        for said in (name.value, *_OTHER_NAMES.get(name, ()), words.fields.get(name, name.value)):
            found[said.casefold()] = name.value
    return found


def ids_in(rows: Sequence[TextRow], words: TableWords) -> list[int]:
    """The numbers that a table names, to look them up before it is read; none when it has no such column."""
    places = _places(rows[0], headings(words), _Notes()) if rows else {}
    if ID not in places:
        return []
    found = (_number(_cell(row, places[ID])) for row in rows[1:])
    return list(dict.fromkeys(each for each in found if each is not None))


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads rows with the same reader as a cell of the window's own table."""

    words: TableWords
    reader: CellReader
    zone: tzinfo
    now: datetime

    def read(self, rows: Sequence[TextRow], known: Mapping[int, ActivityLine]) -> TableReading:
        """What is to change of the activities that are `known`. The first row holds the headings."""
        notes = _Notes()
        layout = _layout(rows[0], headings(self.words), notes) if rows else None
        if layout is None:
            return TableReading(mistakes=tuple(notes.mistakes))
        values: dict[int, Mapping[Field, Any]] = {}
        seen: set[int] = set()
        for row in rows[1:]:
            number = _known_number(row, layout, known, notes)
            if number is None:
                continue
            if number in seen:
                notes.add(TableFault.DOUBLE_ID, row.line, layout.heading(layout.id), str(number))
                continue
            seen.add(number)
            if found := self._row(row, layout, known[number], notes):
                values[number] = found
        return TableReading(values, len(seen), tuple(notes.mistakes), notes.more)

    def _row(self, row: TextRow, layout: "_Layout", line: ActivityLine, notes: _Notes) -> dict[Field, Any]:
        marks = read_marks(_cell(row, layout.marks)) if layout.marks is not None else {}
        found: dict[Field, Any] = {}
        for name, place in layout.fields.items():
            said = _cell(row, place)
            if not said.strip() or self._is_untouched(said, marks.get(name)):
                continue
            try:
                value = self._value(name, said, line)
            except BadCell as bad:
                notes.add(bad.reason, row.line, layout.heading(place), said)
                continue
            if self._is_edited(name, value, line, marks.get(name)):
                found[name] = journal_value(value)
        return found

    def _is_untouched(self, said: str, written: str | None) -> bool:
        return written is not None and written in (mark(shown(said, self.zone)), mark(shown(_bare(said), self.zone)))

    def _value(self, name: Field, said: str, line: ActivityLine) -> Value:
        base = None if name is Field.DESCRIPTION else line_value(line, name)
        return self.reader.read(name, _bare(said), now=self.now, base=base)

    def _is_edited(self, name: Field, value: Value, line: ActivityLine, written: str | None) -> bool:
        """By its mark; in a table without marks, by what the activity has now."""
        if written is not None:
            return mark(shown(self.words.write(name, value), self.zone)) != written
        return name is Field.DESCRIPTION or not same(name, value, line_value(line, name))


def journal_value(value: Value) -> Any:
    """The value as the journal keeps it."""
    if isinstance(value, datetime):
        return moment_value(value)
    if isinstance(value, TodoColor):
        return value.value
    return list(value.minutes) if isinstance(value, PingOffsets) else value


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where each column stands."""

    first: TextRow
    id: int
    fields: Mapping[Field, int]
    marks: int | None

    def heading(self, place: int) -> str:
        """What stands above a column."""
        return _cell(self.first, place).strip()


def _layout(first: TextRow, meanings: Mapping[str, str], notes: _Notes) -> _Layout | None:
    """None, with the reason noted, when nothing can be read by these headings."""
    places = _places(first, meanings, notes)
    fields = {name: places[name.value] for name in READ if name.value in places}
    if ID not in places:
        notes.add(TableFault.NO_ID_COLUMN, first.line)
        return None
    if not fields:
        notes.add(TableFault.NOTHING_TO_WRITE, first.line)
        return None
    return _Layout(first, places[ID], fields, places.get(MARKS))


def _places(first: TextRow, meanings: Mapping[str, str], notes: _Notes) -> dict[str, int]:
    """Where each column stands; of two that mean the same the first counts."""
    found: dict[str, int] = {}
    for place, said in enumerate(first.cells):
        meaning = meanings.get(said.strip().casefold())
        if meaning is None:
            continue
        if meaning in found:
            notes.add(TableFault.DOUBLE_COLUMN, first.line, said.strip())
        else:
            found[meaning] = place
    return found


def _cell(row: TextRow, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""


def _known_number(row: TextRow, layout: _Layout, known: Mapping[int, ActivityLine], notes: _Notes) -> int | None:
    """The activity of a row; None, with the reason noted, when there is none."""
    said = _cell(row, layout.id)
    number = _number(said)
    if number is not None and number in known:
        return number
    reason = TableFault.NO_ID if number is None else TableFault.UNKNOWN_ID
    notes.add(reason, row.line, layout.heading(layout.id), said)
    return None


def _number(said: str) -> int | None:
    match = _ID.fullmatch(said.strip())
    number = int(match[1]) if match else None
    return number if number is not None and number <= LARGEST_ID else None


def _bare(said: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from calculating a text."""
    return said[1:] if said.startswith("'") and guarded(said[1:]) == said else said
