"""The table that is edited in a spreadsheet: its columns, and the marks by which an edited cell is told from others.

The last column holds a short mark of each cell as it was written. A cell that still fits its mark was not touched, so
that a value somebody else changed in the portal meanwhile is not put back by a table that is an hour old.
"""

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from daybook.domain.listing import ActivityLine
from daybook.domain.pending import Value, value_of
from daybook.domain.run import Field
from daybook.work.exporting.table import Cell, Column, cleaned, on_the_clock

FIELDS: Final = (
    Field.TITLE,
    Field.DEADLINE,
    Field.RESPONSIBLE,
    Field.COLOR,
    Field.COMPLETED,
    Field.PINGS,
)
"""What a table is written with, in this order. A description may be read, but lists do not hold whole ones."""
READ: Final = (*FIELDS, Field.DESCRIPTION)
ID: Final = "id"
MARKS: Final = "marks"
_BEGIN: Final = "daybook:"
_BETWEEN: Final = "-"


@dataclass(frozen=True, slots=True)
class TableWords:
    """The person's words for the table. `write` gives a value as a cell shows it and `CellReader` reads it again."""

    id: str
    marks: str
    fields: Mapping[Field, str]
    write: Callable[[Field, Value], Cell]


def columns(words: TableWords, zone: tzinfo) -> list[Column]:
    """The columns of the table to write."""
    made = [Column(ID, words.id, lambda line: line.id)]
    made += [Column(name.value, words.fields[name], _cell_of(words, name)) for name in FIELDS]
    return [*made, Column(MARKS, words.marks, lambda line: marks_of(line, words, zone))]


def _cell_of(words: TableWords, name: Field) -> Callable[[ActivityLine], Cell]:
    return lambda line: words.write(name, line_value(line, name))


def line_value(line: ActivityLine, name: Field) -> Value:
    """What a line has in a column; None for reminders that nobody knows."""
    return line.pings if name is Field.PINGS else value_of(line, name)


def shown(cell: Cell, zone: tzinfo) -> str:
    """A cell as text: what it is compared by, whatever a spreadsheet makes of dates and blanks."""
    if isinstance(cell, datetime):
        return f"{on_the_clock(cell, zone):%Y-%m-%d %H:%M}"
    return " ".join(cleaned("" if cell is None else str(cell)).split())


def mark(text: str) -> str:
    """The mark of one cell."""
    return f"{zlib.crc32(text.encode('utf-8', 'replace')):08x}"


def marks_of(line: ActivityLine, words: TableWords, zone: tzinfo) -> str:
    """The marks of a row."""
    found = (mark(shown(words.write(name, line_value(line, name)), zone)) for name in FIELDS)
    return _BEGIN + _BETWEEN.join(found)


def read_marks(text: str) -> Mapping[Field, str]:
    """The marks by field; none when these are no marks."""
    parts: Sequence[str] = text.strip().removeprefix(_BEGIN).split(_BETWEEN)
    if not text.strip().startswith(_BEGIN) or len(parts) != len(FIELDS):
        return {}
    return dict(zip(FIELDS, parts, strict=True))
