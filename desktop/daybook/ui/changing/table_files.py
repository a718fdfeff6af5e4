"""The table of a change as a file: written, and read back. The window never waits for the disk."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from daybook.domain.cell_reading import CellReader, People
from daybook.domain.clock import Zone
from daybook.domain.entities import Person
from daybook.domain.listing import ActivityLine
from daybook.store.copy.copy import PortalCopy
from daybook.ui.activities.cell_words import cell_words
from daybook.ui.changing.table_words import bad_table_words, table_words
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.wording import keys
from daybook.ui.todo.contract import Clockwork
from daybook.work.changing.table import columns
from daybook.work.changing.table_file import BadTable, read_table
from daybook.work.changing.table_import import TableReader, TableReading, headings, ids_in
from daybook.work.exporting.csv_file import CsvFormat
from daybook.work.exporting.writing import ExportFailed, in_portions, write_file
from daybook.work.exporting.xlsx_file import XlsxFormat

JOB: Final = "change table"
_PORTION: Final = 500


class TableFiles(QObject):
    """`read_done` brings the name of the file and a TableReading, `failed` why it is no table."""

    read_done = Signal(str, object)  # TableReading
    failed = Signal(str)

    def __init__(
        self,
        formats: Formats,
        zone: Zone,
        parent: QWidget,
        *,
        copy: PortalCopy,
        clockwork: Clockwork,
        me: Person,
        jobs: Jobs,
        quiet: QuietLine,
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._zone = zone
        self._copy = copy
        self._clockwork = clockwork
        self._me = me
        self._parent = parent
        self._jobs = jobs
        self._quiet = quiet
        self.dialog: QFileDialog | None = None

    def ask_where(self, ids: Sequence[int]) -> None:
        """Asks where to write the table of these activities."""
        dialog = self._dialog(self.tr("Write the table"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(self.tr("Activities") + ".xlsx")
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda path: self.write(Path(path), ids))
        dialog.open()

    def ask_which(self) -> None:
        """Asks for a table that was edited."""
        dialog = self._dialog(self.tr("Read a table"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.open()

    def write(self, path: Path, ids: Sequence[int]) -> None:
        """Writes the table of these activities, as CSV where the name says so, else as XLSX."""
        self._jobs.start(self._write(path, ids), key=JOB, again=partial(self.write, path, ids))

    def read(self, path: Path) -> None:
        """Reads a table back; sends nothing."""
        self._jobs.start(self._read(path), key=JOB, again=partial(self.read, path))

    async def _write(self, path: Path, ids: Sequence[int]) -> None:
        made = columns(table_words(await self._person_of()), self._zone())
        locale = self._formats.locale
        comma = locale.decimalPoint() == ","
        is_csv = path.suffix.casefold() == ".csv"
        zone = self._zone()
        form = CsvFormat(made, zone, ";" if comma else ",") if is_csv else XlsxFormat(made, zone)
        try:
            tally = await write_file(path, in_portions(ids, self._copy.lines), form)
        except ExportFailed as error:
            self._quiet.tell(f"{path.name}: {keys.export_reason(error.reason)}", tone="danger", seconds=12)
        else:
            said = self.tr("%Ln row(s) are in {file}. Edit it and read it back.", "", tally.lines)
            self._quiet.tell(said.format(file=path.name), seconds=8)

    async def _read(self, path: Path) -> None:
        person_of = await self._person_of()
        words = table_words(person_of)
        try:
            rows = await asyncio.to_thread(read_table, path, headings(words))
        except BadTable as bad:
            self.failed.emit(f"{path.name}: {bad_table_words(bad)}")
            return
        ids = await asyncio.to_thread(ids_in, rows, words)
        known: dict[int, ActivityLine] = {}
        for at in range(0, len(ids), _PORTION):
            known |= {line.id: line for line in await self._copy.lines(ids[at : at + _PORTION])}
        people = People([self._me, *await self._copy.people()], self._me.id)
        cells = CellReader(self._clockwork.reader, people, cell_words())
        reader = TableReader(words, cells, self._zone(), self._clockwork.now())
        reading: TableReading = await asyncio.to_thread(reader.read, rows, known)
        self.read_done.emit(path.name, reading)

    async def _person_of(self) -> Callable[[int], Person | None]:
        """Everybody in the copy; a name that two people have stands as a number, which is never mistaken."""
        people = {each.id: each for each in (self._me, *await self._copy.people())}
        names = [each.name.casefold() for each in people.values()]
        plain = {number: each for number, each in people.items() if names.count(each.name.casefold()) == 1}
        return plain.get

    def _dialog(self, title: str) -> QFileDialog:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._parent, title, folder)
        dialog.setNameFilter(self.tr("Tables (*.xlsx *.csv)"))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        return dialog
