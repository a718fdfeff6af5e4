"""Writes the report of a run to a file: CSV, or a PDF to print."""

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from daybook.ui.activities.exporting import file_name
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.wording.keys import export_reason
from daybook.ui.runs.pdf_report import PdfReport
from daybook.ui.runs.report_model import Column, ReportModel
from daybook.ui.runs.row_words import RowWords
from daybook.work.exporting.cells_file import CellsFormat
from daybook.work.exporting.writing import ExportFailed, write_file
from daybook.work.running.report import ReportLine, RunReport

EXPORT_JOB: Final = "runs export"
_SHARES: Final = (0.12, 0.22, 0.16, 0.26, 0.24)


class Kind(Enum):
    """The kinds of files; the value is how their names end."""

    CSV = ".csv"
    PDF = ".pdf"


class ReportExporting(QObject):
    """Asks where to, and writes the rows that are shown."""

    def __init__(
        self,
        report: RunReport,
        model: ReportModel,
        words: RowWords,
        formats: Formats,
        *,
        jobs: Jobs,
        quiet: QuietLine,
    ) -> None:
        super().__init__()
        self._report = report
        self._model = model
        self._words = words
        self._formats = formats
        self._jobs = jobs
        self._quiet = quiet
        self.dialog: QFileDialog | None = None

    def ask(self, kind: Kind, title: str, about: Sequence[str], parent: QWidget) -> None:
        """Opens the dialog that asks for the file; writing begins when it is answered."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(parent, self.tr("Export the report"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        names = {Kind.CSV: self.tr("CSV for any spreadsheet"), Kind.PDF: self.tr("PDF to print")}
        dialog.setNameFilter(f"{names[kind]} (*{kind.value})")
        dialog.setDefaultSuffix(kind.value.removeprefix("."))
        dialog.selectFile(file_name(title) + kind.value)
        dialog.fileSelected.connect(lambda path: self.write(kind, Path(path), title, about))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def write(self, kind: Kind, path: Path, title: str, about: Sequence[str]) -> None:
        """Writes the rows that are shown to a file."""
        work = self._csv(path) if kind is Kind.CSV else self._pdf(path, title, about)
        self._jobs.start(self._told(path, work), key=EXPORT_JOB)

    async def _told(self, path: Path, work: Coroutine[Any, Any, int]) -> None:
        try:
            written = await work
        except ExportFailed as error:
            said = self.tr("{file} was not written. {why}").format(file=path.name, why=export_reason(error.reason))
            self._quiet.tell(said, tone="danger", seconds=12)
        else:
            said = self.tr("%Ln row(s) written to {file}", "", written).replace("{file}", path.name)
            self._quiet.lead(said, self.tr("Open"), partial(_open, path), seconds=8)

    async def _csv(self, path: Path) -> int:
        titles = (self.tr("Number"), *self._titles(), self.tr("Next step"), self.tr("The portal’s words"))
        separator = ";" if self._formats.locale.decimalPoint() == "," else ","
        return (await write_file(path, self._portions(), CellsFormat(titles, separator))).lines

    async def _portions(self) -> AsyncGenerator[list[list[str]]]:
        async for lines in self._report.every():
            yield [self._cells_of(line) for line in lines]

    def _cells_of(self, line: ReportLine) -> list[str]:
        number = "" if line.report.activity_id is None else str(line.report.activity_id)
        said = self._words.said_by_portal(line).replace("\n", ": ")
        return [number, *self._cells(line), self._words.cause(line).advice, said]

    async def _pdf(self, path: Path, title: str, about: Sequence[str]) -> int:
        pdf = PdfReport(path, self._titles(), _SHARES)
        written = 0
        try:
            pdf.begin(title, about, self.tr("Page {number}"))
            async for lines in self._report.every():
                for begin in range(0, len(lines), _AT_ONCE):
                    pdf.put([self._cells(line) for line in lines[begin : begin + _AT_ONCE]])
                    await asyncio.sleep(0)  # the window goes on between portions
                written += len(lines)
            pdf.finish()
        finally:
            pdf.discard()
        return written

    def _titles(self) -> list[str]:
        titles = self._model.titles()
        return [titles[each] for each in Column]

    def _cells(self, line: ReportLine) -> list[str]:
        words = self._words
        why = words.cause(line).title
        return [
            words.outcome(line),
            words.title(line),
            words.values.item(line.owner),
            words.change_lines(line),
            " ".join(filter(None, (why, words.theirs(line)))),
        ]


def _open(path: Path) -> None:
    """In the system's own program, which prints it too: a print dialog of our own would make Daybook larger."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


_AT_ONCE: Final = 10
"""Rows painted before others have their turn."""
