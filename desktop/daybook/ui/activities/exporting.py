"""Writes what the table shows to a file: CSV, a workbook, a calendar."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale, QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from daybook.domain.clock import Zone
from daybook.domain.columns import Column
from daybook.domain.listing import ActivityLine
from daybook.store.copy.copy import PortalCopy
from daybook.ui.activities.cells import CellMaker
from daybook.ui.activities.column_words import column_title
from daybook.ui.activities.copying import MOMENTS
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.quiet_line import QuietLine
from daybook.work.exporting import table as sheets
from daybook.work.exporting.csv_file import CsvFormat
from daybook.work.exporting.ics_file import IcsFormat
from daybook.work.exporting.writing import ExportFailed, Format, Tally, TooManyLines, in_portions, write_file
from daybook.work.exporting.xlsx_file import XlsxFormat

EXPORT_JOB: Final = "activities export"


class Kind(Enum):
    """The kinds of files; the value is how their names end."""

    CSV = ".csv"
    XLSX = ".xlsx"
    ICS = ".ics"


class Exporting(QObject):
    """Asks where to, and writes. `say` shows how far it is; "" when it has ended."""

    def __init__(
        self,
        copy: PortalCopy,
        maker: CellMaker,
        formats: Formats,
        zone: Zone,
        *,
        jobs: Jobs,
        quiet: QuietLine,
        say: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._copy = copy
        self._maker = maker
        self._formats = formats
        self._zone = zone
        self._jobs = jobs
        self._quiet = quiet
        self._say = say
        self.dialog: QFileDialog | None = None

    def titles(self) -> dict[Kind, str]:
        """What the kinds are called, in the order of the menu."""
        return {
            Kind.CSV: self.tr("CSV for any spreadsheet"),
            Kind.XLSX: self.tr("Excel workbook"),
            Kind.ICS: self.tr("Calendar (ICS)"),
        }

    def ask(self, kind: Kind, name: str, ids: Sequence[int], columns: Sequence[Column], parent: QWidget) -> None:
        """Opens the dialog that asks for the file; writing begins when it is answered."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(parent, self.tr("Export"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{self.titles()[kind]} (*{kind.value})")
        dialog.setDefaultSuffix(kind.value.removeprefix("."))
        dialog.selectFile(file_name(name) + kind.value)
        dialog.fileSelected.connect(lambda path: self.write(kind, Path(path), name, ids, columns))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def write(self, kind: Kind, path: Path, name: str, ids: Sequence[int], columns: Sequence[Column]) -> None:
        """Writes these activities to a file."""
        work = self._write(path, self._form(kind, name, columns), ids)
        self._jobs.start(work, key=EXPORT_JOB, again=lambda: self.write(kind, path, name, ids, columns))

    async def _write(self, path: Path, form: Format, ids: Sequence[int]) -> None:
        number = self._formats.number

        def progress(done: int) -> None:
            self._say(self.tr("Writing {done} of {total}").format(done=number(done), total=number(len(ids))))

        try:
            tally = await write_file(path, in_portions(ids, self._copy.lines), form, progress)
            self._quiet.tell(self._told(path, tally), seconds=8)
        except ExportFailed as error:
            self._quiet.tell(self._failure(error), tone="danger", seconds=12)
        except TooManyLines as error:
            said = self.tr("A sheet holds at most {rows} rows. Choose CSV, or filter.")
            self._quiet.tell(said.format(rows=number(error.limit)), tone="danger", seconds=12)
        finally:
            self._say("")

    def _told(self, path: Path, tally: Tally) -> str:
        said = self.tr("%Ln activity(ies) written to {file}", "", tally.lines).format(file=path.name)
        if tally.left_out:
            said += " · " + self.tr("%Ln without a date left out", "", tally.left_out)
        return said

    def _failure(self, error: ExportFailed) -> str:
        said = {
            "full": self.tr("The disk is full. {file} was not written."),
            "forbidden": self.tr("{file} may not be written there."),
            "nowhere": self.tr("There is no such folder for {file}."),
            "name": self.tr("No file can be called {file}."),
            "open_elsewhere": self.tr("{file} is open in another program. Close it there."),
        }.get(error.reason) or self.tr("{file} could not be written.")
        return said.format(file=error.path.name)

    def _form(self, kind: Kind, name: str, columns: Sequence[Column]) -> Format:
        if kind is Kind.ICS:
            return IcsFormat(self._copy.portal, name, datetime.now(self._zone()))
        made = [sheets.Column(each.value, column_title(each), _value_of(each, self._maker)) for each in columns]
        if kind is Kind.XLSX:
            return XlsxFormat(made, self._zone(), name)
        return CsvFormat(made, self._zone(), _separator(self._formats.locale), self._formats.locale.decimalPoint())


def _value_of(column: Column, maker: CellMaker) -> Callable[[ActivityLine], sheets.Cell]:
    if column in MOMENTS:
        name = MOMENTS[column]
        return lambda line: getattr(line, name)
    if column is Column.TITLE:
        return lambda line: line.subject
    return lambda line: maker.cell(line, column).words


def _separator(locale: QLocale) -> str:
    """What separates cells where the person lives: a semicolon where the comma is in numbers."""
    return ";" if locale.decimalPoint() == "," else ","


def file_name(name: str) -> str:
    """A name for a file: what any system takes of it."""
    kept = "".join(letter if letter.isalnum() or letter in " -_,’" else "-" for letter in name).strip()
    return kept[:60] or "activities"
