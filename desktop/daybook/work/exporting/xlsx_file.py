"""A table as XLSX: real dates, real numbers, and texts that are nothing but texts.

Text cells are written as strings, never parsed, so no text can become a formula or a link, whatever it begins with.
XlsxWriter keeps one row in memory and the rest in files of the scratch folder (`constant_memory`).
"""

import io
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, BinaryIO, Final

from daybook.domain.listing import ActivityLine
from daybook.work.exporting.table import Cell, Column, cleaned, on_the_clock
from daybook.work.exporting.writing import Tally, TooManyLines

MOST_LINES: Final = 1_048_575
"""Rows of a sheet, less the one of titles ("Excel specifications and limits")."""
MOST_CHARACTERS: Final = 32_767
"""Of a cell, counted as Excel does: in UTF-16 units ("Excel specifications and limits")."""
MOST_EXACT: Final = 10**15
"""Excel keeps 15 digits of a number; a longer id is written as text, else its end would turn to zeros."""
FIRST_YEAR: Final = 1900
"""Excel knows no dates before."""

_MOMENT: Final = "yyyy-mm-dd hh:mm"
_MOMENT_WIDTH: Final = 17
_NARROWEST: Final = 6
_WIDEST: Final = 60
_LONGEST_NAME: Final = 31
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\\s]|[^\u0000-\uffff]")
"""Excel counts UTF-16 units, so characters that need two are left out as well."""


@dataclass(frozen=True, slots=True)
class XlsxFormat:
    """A workbook of one sheet called `title`. Moments stand as `zone` has them: a spreadsheet's dates know no zone.

    Raises TooManyLines while writing: a sheet without its last rows would look whole.
    """

    columns: Sequence[Column]
    zone: tzinfo
    title: str = "Daybook"
    suffix: str = ".xlsx"
    at_once: int = 25
    most_lines: int = MOST_LINES

    def begin(self, file: BinaryIO, scratch: Path) -> "XlsxWriter":
        """Opens the workbook and writes the row of titles."""
        return XlsxWriter(self, file, scratch)


class XlsxWriter:
    """Writes lines as they come; see `writing.Writer`."""

    def __init__(self, form: XlsxFormat, file: BinaryIO, scratch: Path) -> None:
        import xlsxwriter  # noqa: PLC0415  (a start of the program must not wait for it)

        self._form = form
        self._outlet = _Outlet(file)
        options = {"constant_memory": True, "tmpdir": str(scratch), "use_zip64": True}
        self._book: Any = xlsxwriter.Workbook(self._outlet, options)
        self._moment = self._book.add_format({"num_format": _MOMENT, "align": "left"})
        self._sheet: Any = self._book.add_worksheet(sheet_name(form.title))
        self._widths = [_NARROWEST] * len(form.columns)
        self._lines = 0
        self._cut = 0
        self._put_titles(self._book.add_format({"bold": True, "bottom": 1}))

    def put(self, lines: Sequence[ActivityLine]) -> None:
        """One row for each activity. Raises TooManyLines."""
        if self._lines + len(lines) > self._form.most_lines:
            raise TooManyLines(self._form.most_lines)
        for line in lines:
            self._lines += 1
            for at, column in enumerate(self._form.columns):
                self._put_cell(self._lines, at, column.value(line))

    def finish(self) -> Tally:
        """Puts the sheet's frame around the rows and packs the workbook."""
        import xlsxwriter.exceptions as problems  # noqa: PLC0415

        for at, width in enumerate(self._widths):
            self._sheet.set_column(at, at, width)
        if self._widths:
            self._sheet.autofilter(0, 0, self._lines, len(self._widths) - 1)
        try:
            self._book.close()
        except problems.FileCreateError as exc:
            raise (exc.args[0] if exc.args and isinstance(exc.args[0], OSError) else OSError(str(exc))) from exc
        return Tally(self._lines, cut_cells=self._cut)

    def discard(self) -> None:
        """Lets go of everything without packing it."""
        self._outlet.shut()
        for file in (self._sheet.row_data_fh, self._sheet.fh, self._book.fh):
            if file is not None:
                with suppress(OSError, ValueError):
                    file.close()

    def _put_titles(self, bold: object) -> None:
        self._sheet.freeze_panes(1, 0)
        for at, column in enumerate(self._form.columns):
            self._sheet.write_string(0, at, self._fitting(at, column.title), bold)

    def _put_cell(self, row: int, at: int, value: Cell) -> None:
        match value:
            case None | "":
                return
            case bool():
                self._sheet.write_boolean(row, at, value)
            case datetime():
                self._put_moment(row, at, on_the_clock(value, self._form.zone))
            case int() | float() if abs(value) < MOST_EXACT:
                self._widths[at] = max(self._widths[at], len(str(value)) + 1)
                self._sheet.write_number(row, at, value)
            case _:
                self._sheet.write_string(row, at, self._fitting(at, str(value)))

    def _put_moment(self, row: int, at: int, clock: datetime) -> None:
        if clock.year < FIRST_YEAR:
            self._sheet.write_string(row, at, clock.isoformat(" ", "minutes"))
            return
        self._widths[at] = max(self._widths[at], _MOMENT_WIDTH)
        self._sheet.write_datetime(row, at, clock, self._moment)

    def _fitting(self, at: int, text: str) -> str:
        """The text as far as a cell holds it; the column grows with it."""
        clean = cleaned(text)
        kept = shortened(clean)
        self._cut += kept is not clean
        self._widths[at] = min(_WIDEST, max(self._widths[at], len(kept) + 2))
        return kept


def sheet_name(title: str) -> str:
    """The title as Excel lets a sheet be called: 31 characters, none of []:*?/\\, no apostrophe at either end."""
    name = _NOT_IN_A_NAME.sub(" ", cleaned(title))[:_LONGEST_NAME].strip("' ")
    return name if name and name.casefold() != "history" else "Daybook"


def shortened(text: str) -> str:
    """The text itself if a cell holds it, else its beginning with an ellipsis; no character is halved."""
    if len(text) * 2 <= MOST_CHARACTERS or len(text.encode("utf-16-le")) // 2 <= MOST_CHARACTERS:
        return text
    kept = text.encode("utf-16-le")[: (MOST_CHARACTERS - 1) * 2]
    return kept.decode("utf-16-le", "ignore") + "…"


class _Outlet:
    """The file, as the ZIP archive sees it. After `shut` it takes everything and keeps nothing.

    An archive that was given up on tries to write its end when it is collected: by then our file is closed, or gone.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file: BinaryIO = file

    def shut(self) -> None:
        """From now on nothing reaches the file."""
        self._file = io.BytesIO()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
