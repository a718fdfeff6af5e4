"""Rows of texts as CSV, for tables that are no lists of activities: the report of a run."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from daybook.work.exporting.csv_file import BYTE_ORDER_MARK, guarded
from daybook.work.exporting.table import cleaned
from daybook.work.exporting.writing import Tally

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class CellsFormat:
    """CSV with these titles; `separator` is the list separator of the person's system. Formulas stand as texts."""

    titles: Cells
    separator: str = ","
    suffix: str = ".csv"
    at_once: int = 200

    def begin(self, file: BinaryIO, scratch: Path) -> "CellsWriter":  # noqa: ARG002  (a writer may ask for a folder)
        """Writes the line of titles."""
        return CellsWriter(self, file)


class CellsWriter:
    """Writes rows as they come; see `writing.WriterOf`."""

    def __init__(self, form: CellsFormat, file: BinaryIO) -> None:
        self._form = form
        self._file = file
        self._rows = 0
        file.write(BYTE_ORDER_MARK)
        self._write([form.titles])

    def put(self, lines: Sequence[Cells]) -> None:
        """One row for each."""
        self._write(lines)
        self._rows += len(lines)

    def finish(self) -> Tally:
        """CSV has no end of its own."""
        return Tally(self._rows)

    def discard(self) -> None:
        """Holds nothing but the file."""

    def _write(self, rows: Sequence[Cells]) -> None:
        text = io.StringIO(newline="")
        told = [[guarded(cleaned(cell)) for cell in row] for row in rows]
        csv.writer(text, delimiter=self._form.separator, quoting=csv.QUOTE_ALL).writerows(told)
        self._file.write(text.getvalue().encode())
