"""The rows of a preview for keys, screen readers and the view. Nothing is put into words before it is to be seen."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from daybook.domain.run import Row
from daybook.ui.changing.preview_words import PreviewWords
from daybook.ui.kit.labels import plain_tip
from daybook.work.changing.judged import CHANGES, JudgedPlan, Ticks
from daybook.work.changing.lines import Heading, Line

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a line knows beside its words."""

    LINE = Qt.ItemDataRole.UserRole + 1  # Heading, or the place of a row
    ROW = Qt.ItemDataRole.UserRole + 2  # Row
    TICKED = Qt.ItemDataRole.UserRole + 3  # Qt.CheckState; None where there is no box


class PreviewModel(QAbstractTableModel):
    """Lines over a plan that never changes; ticks do."""

    def __init__(self, words: PreviewWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._judged: JudgedPlan | None = None
        self._ticks: Ticks | None = None
        self._lines: Sequence[Line] = ()

    def show(self, judged: JudgedPlan | None, ticks: Ticks | None, lines: Sequence[Line]) -> None:
        """Another plan, or other lines of it."""
        self.beginResetModel()
        self._judged, self._ticks, self._lines = judged, ticks, lines
        self.endResetModel()

    def refresh(self) -> None:
        """The same lines, with other ticks or names."""
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, 0))

    def line(self, number: int) -> Line | None:
        """What stands there."""
        return self._lines[number] if 0 <= number < len(self._lines) else None

    def number_of(self, line: Line | None) -> int | None:
        """Where a row stands, or the heading of a group however many it counts; None when it is not to be seen."""
        if isinstance(line, Heading):
            return next((at for at, each in enumerate(self._lines) if _same_group(each, line)), None)
        if line is None:
            return None
        try:
            return self._lines.index(line)
        except ValueError:
            return None

    def row(self, line: Line | None) -> Row | None:
        """The row of a line; None for a heading."""
        if self._judged is None or line is None or isinstance(line, Heading):
            return None
        return self._judged.plan.rows[line]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """One."""
        return 0 if parent.isValid() else 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The header is hidden; a screen reader still asks."""
        return self.tr("Row") if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line, its words, its box."""
        line = self.line(index.row())
        if line is None:
            return None
        if role == Role.LINE:
            return line
        if role == Role.ROW:
            return self.row(line)
        if role in (Role.TICKED, Qt.ItemDataRole.CheckStateRole):
            return self._ticked(line)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(line)
        if role == Qt.ItemDataRole.ToolTipRole and (row := self.row(line)) is not None:
            return plain_tip(f"{self._words.title(row)}\n{self._words.lines(row)}")
        return None

    def _said(self, line: Line) -> str:
        row = self.row(line)
        if row is None or self._ticks is None:
            return self._words.heading(line) if isinstance(line, Heading) else ""
        return self._words.spoken(row, ticked=isinstance(line, int) and self._ticks.has(line))

    def _ticked(self, line: Line) -> Qt.CheckState | None:
        if self._judged is None or self._ticks is None:
            return None
        if isinstance(line, int):
            if line not in self._judged.weights:
                return None
            return Qt.CheckState.Checked if self._ticks.has(line) else Qt.CheckState.Unchecked
        if line.group != CHANGES:
            return None
        count = self._ticks.count
        if count == len(self._judged.ready):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if count else Qt.CheckState.Unchecked


def _same_group(one: Line, other: Heading) -> bool:
    return isinstance(one, Heading) and one.group == other.group
