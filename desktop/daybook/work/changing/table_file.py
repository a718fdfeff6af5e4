"""A table as somebody saved it, CSV or XLSX, as texts with their lines. No meaning yet."""

import codecs
import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

MOST_BYTES: Final = 50_000_000
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 500
_SEPARATORS: Final = (",", ";", "\t")
_HINT: Final = "sep="
"""Excel's own first line, by which it is told the separator."""


class FileFault(StrEnum):
    """Why a file is no table at all. The values are stable."""

    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    """It can't be opened."""
    NOT_A_TABLE = "not_a_table"
    """Neither text nor a workbook, or a damaged one."""
    LOCKED = "locked"
    """A password is needed."""
    EMPTY = "empty"


class BadTable(Exception):
    """The file is no table. `line` counts from 1; 0 = all of it."""

    def __init__(self, reason: FileFault, line: int = 0) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.line = line


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row. `line` is where it stands in the file, from 1 on."""

    line: int
    cells: Sequence[str]


def read_table(path: Path, headings: Collection[str]) -> list[TextRow]:
    """The rows of a file, the one with the headings first; empty ones are left out. Call it in a thread.

    `headings` (in lower case) tell which separator is meant. Raises BadTable.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadTable(FileFault.TOO_LARGE)
        data = path.read_bytes()
    except OSError as exc:
        raise BadTable(FileFault.UNREADABLE) from exc
    return rows_of(data, headings)


def rows_of(data: bytes, headings: Collection[str]) -> list[TextRow]:
    """The same of bytes. Raises BadTable and nothing else."""
    rows = [row for row in _rows(data, headings) if any(cell.strip() for cell in row.cells)]
    if not rows:
        raise BadTable(FileFault.EMPTY)
    if len(rows) > MOST_ROWS + 1:
        raise BadTable(FileFault.TOO_LARGE)
    return rows


def _rows(data: bytes, headings: Collection[str]) -> Iterator[TextRow]:
    return _sheet_rows(data) if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) else _csv_rows(data, headings)


# CSV


def _csv_rows(data: bytes, headings: Collection[str]) -> Iterator[TextRow]:
    text = _decoded(data)
    first = 0
    if text[: len(_HINT)].casefold() == _HINT:
        first, text = 1, text.partition("\n")[2]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text, headings))
    begins = 1
    try:
        for cells in reader:
            yield TextRow(first + begins, cells)
            begins = reader.line_num + 1
    except csv.Error as exc:
        raise BadTable(FileFault.NOT_A_TABLE, first + begins) from exc


def _decoded(data: bytes) -> str:
    """Excel saves "CSV" in the system's old 8-bit encoding, and "Unicode text" as UTF-16."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\x00" in data[:4096]:
        raise BadTable(FileFault.NOT_A_TABLE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _separator(text: str, headings: Collection[str]) -> str:
    """The one by which most headings are found."""

    def found(separator: str) -> int:
        try:
            first = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
        except csv.Error:
            return 0
        return sum(cell.strip().casefold() in headings for cell in first)

    return max(_SEPARATORS, key=found)


# Workbooks


def _sheet_rows(data: bytes) -> Iterator[TextRow]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415  (few open a workbook)

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = book.get_sheet_by_index(0)
        if sheet.width > MOST_COLUMNS:
            raise BadTable(FileFault.TOO_LARGE)
        first = (sheet.start or (0, 0))[0] + 1
        rows = sheet.to_python(nrows=MOST_ROWS + 2)
    except PasswordError as exc:
        raise BadTable(FileFault.LOCKED) from exc
    except (CalamineError, OSError, ValueError, IndexError) as exc:
        raise BadTable(FileFault.NOT_A_TABLE) from exc
    for number, cells in enumerate(rows, start=first):
        yield TextRow(number, [_text(cell) for cell in cells])


def _text(cell: Any) -> str:
    """A cell of a workbook as a person would type it."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):  # spreadsheets count days in fractions: a minute may be short of a millisecond
        return f"{cell + timedelta(seconds=30):%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return str(cell)
