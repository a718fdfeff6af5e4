"""The rows of a run as a table: read, and put into words, only where they are in sight."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from daybook.ui.kit.labels import plain_tip
from daybook.ui.kit.look import Look
from daybook.ui.runs.row_words import RowWords
from daybook.ui.runs.run_words import GLYPHS, TONES
from daybook.work.running.report import ReportLine, RunReport

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole
_INK = {"neutral": "text_soft"}


class Column(IntEnum):
    """From left to right."""

    OUTCOME = 0
    TITLE = 1
    ITEM = 2
    CHANGE = 3
    CAUSE = 4


class ReportModel(QAbstractTableModel):
    """Shows a `RunReport`."""

    def __init__(self, look: Look, words: RowWords, report: RunReport, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._report = report
        self._count = 0
        self._merged = False

    def merge(self, merged: bool) -> None:
        """Whether the reason of a row stands in the place of its change, for want of a column of its own."""
        if merged != self._merged:
            self._merged = merged
            self.show_lines()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.CHANGE, Column.CHANGE)

    def show_rows(self) -> None:
        """There are other rows, or the same ones in another state."""
        count = len(self._report.numbers)
        if count == self._count and count:
            self.show_lines()
            return
        self.beginResetModel()
        self._count = count
        self.endResetModel()

    def show_lines(self) -> None:
        """Contents or names are known now."""
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(Column) - 1))

    def line(self, row: int) -> ReportLine | None:
        """The row; None while it is not read."""
        within = 0 <= row < min(self._count, len(self._report.numbers))
        return self._report.line(row) if within else None

    def number(self, row: int) -> int | None:
        """The number of a row in its run."""
        within = 0 <= row < min(self._count, len(self._report.numbers))
        return self._report.numbers[row] if within else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Always the same."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the columns are called."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if self._merged and section == Column.CHANGE:
            return self.tr("Change, or why not")
        return self.titles()[Column(section)]

    def titles(self) -> dict[Column, str]:
        """The columns by name."""
        return {
            Column.OUTCOME: self.tr("Outcome"),
            Column.TITLE: self.tr("Activity"),
            Column.ITEM: self.tr("Belongs to"),
            Column.CHANGE: self.tr("Change"),
            Column.CAUSE: self.tr("Why"),
        }

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        if not index.isValid():
            return None
        line = self.line(index.row())
        column = Column(index.column())
        if line is None:
            waiting = column is Column.TITLE and role == Qt.ItemDataRole.DisplayRole
            return self.tr("…") if waiting else None
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._text(line, column)) or None
        if role == Qt.ItemDataRole.DecorationRole and column is Column.OUTCOME:
            tone = TONES[line.report.outcome]
            return self._look.icon(GLYPHS[line.report.outcome], _INK.get(tone, tone))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self.titles()[column]
            return self.tr("{column}: {text}").format(column=title, text=self._text(line, column))
        return None

    def _text(self, line: ReportLine, column: Column) -> str:
        if column is Column.OUTCOME:
            return self._words.outcome(line)
        if column is Column.TITLE:
            return self._words.title(line)
        if column is Column.ITEM:
            return self._words.values.item(line.owner)
        if column is Column.CHANGE:
            return (self._merged and self._words.brief_cause(line)) or self._words.changes(line)
        return self._words.brief_cause(line)
