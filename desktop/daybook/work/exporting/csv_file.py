"""A table as CSV (RFC 4180): what every spreadsheet, database and script reads.

UTF-8 with a byte order mark, without which Excel takes the file for the system's old 8-bit encoding. Every field is in
quotation marks: a text that holds another country's separator stays in its cell.

Texts that a spreadsheet would calculate get an apostrophe in front. OWASP ("CSV Injection") names = + - @ and their
full-width twins, tab, carriage return and line feed as first characters; we look behind blanks and invisible marks as
well, because some programs trim them first. The apostrophe stays visible in Excel and the text is no longer quite the
person's own ("'+49 30 …"), but titles come from customers' e-mails and web forms, and a formula in a manager's
spreadsheet can send what stands beside it to a stranger. XLSX has typed cells and needs no apostrophe.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import BinaryIO, Final

from daybook.domain.listing import ActivityLine
from daybook.work.exporting.table import Cell, Column, cleaned, on_the_clock
from daybook.work.exporting.writing import Tally

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

_FORMULA: Final = re.compile(
    "[\\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]"
)


@dataclass(frozen=True, slots=True)
class CsvFormat:
    """CSV as one person's spreadsheet expects it.

    `separator` is the list separator of the person's system: "," or ";" (where "," is the decimal mark). Opened with
    the wrong one, a spreadsheet shows one column. Moments stand as `zone` has them: 2026-11-20 15:00.
    """

    columns: Sequence[Column]
    zone: tzinfo
    separator: str = ","
    decimal_mark: str = "."
    suffix: str = ".csv"
    at_once: int = 100

    def begin(self, file: BinaryIO, scratch: Path) -> "CsvWriter":  # noqa: ARG002  (a writer may ask for a folder)
        """Writes the line of titles."""
        return CsvWriter(self, file)


class CsvWriter:
    """Writes lines as they come; see `writing.Writer`."""

    def __init__(self, form: CsvFormat, file: BinaryIO) -> None:
        self._form = form
        self._file = file
        self._lines = 0
        file.write(BYTE_ORDER_MARK)
        self._write([[guarded(cleaned(column.title)) for column in form.columns]])

    def put(self, lines: Sequence[ActivityLine]) -> None:
        """One row for each activity."""
        self._write([[self._text(column.value(line)) for column in self._form.columns] for line in lines])
        self._lines += len(lines)

    def finish(self) -> Tally:
        """CSV has no end of its own."""
        return Tally(self._lines)

    def discard(self) -> None:
        """Holds nothing but the file."""

    def _write(self, rows: Sequence[Sequence[str]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=self._form.separator, quoting=csv.QUOTE_ALL).writerows(rows)
        self._file.write(text.getvalue().encode())

    def _text(self, value: Cell) -> str:
        match value:
            case None:
                return ""
            case str():
                return guarded(cleaned(value))
            case bool():
                return "TRUE" if value else "FALSE"
            case datetime():
                return on_the_clock(value, self._form.zone).isoformat(" ", "minutes")
            case _:
                return str(value).replace(".", self._form.decimal_mark)


def guarded(text: str) -> str:
    """The text, with an apostrophe in front if a spreadsheet might calculate it."""
    return f"'{text}" if _FORMULA.match(text) else text
