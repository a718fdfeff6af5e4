"""The history as a list: one row a run, newest first."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from daybook.bulk.running.progress import Progress
from daybook.ui.kit.format import Formats
from daybook.ui.runs.run_words import RunWords
from daybook.work.running.line import RunLine

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a delegate asks for."""

    LINE = Qt.ItemDataRole.UserRole
    BADGE = Qt.ItemDataRole.UserRole + 1
    ABOUT = Qt.ItemDataRole.UserRole + 2


class HistoryModel(QAbstractListModel):
    """Runs that stay in their place only look different; the list is laid out anew only when there are others."""

    def __init__(self, words: RunWords, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._formats = formats
        self._lines: list[RunLine] = []
        self._progress: Progress | None = None
        self._current_id = ""

    def show_lines(self, lines: Sequence[RunLine], current_id: str, progress: Progress | None) -> None:
        """The history as it is now; `progress` is that of the run `current_id`."""
        self._current_id, self._progress = current_id, progress
        new = len(lines) - len(self._lines)
        if self._ids(lines) == self._ids(self._lines):
            changed = [at for at, line in enumerate(lines) if line != self._lines[at]]
            self._lines = list(lines)
            for at in changed:
                self._tell(at)
        elif new > 0 and self._ids(lines[new:]) == self._ids(self._lines):
            self.beginInsertRows(QModelIndex(), 0, new - 1)
            self._lines = list(lines)
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._lines = list(lines)
            self.endResetModel()

    def show_progress(self, current_id: str, progress: Progress | None) -> None:
        """The run at work went on."""
        self._current_id, self._progress = current_id, progress
        at = self.place(current_id)
        if at is not None:
            self._tell(at)

    def line(self, at: int) -> RunLine | None:
        """The run in a row."""
        return self._lines[at] if 0 <= at < len(self._lines) else None

    def place(self, run_id: str) -> int | None:
        """Where a run is; None when it is not there."""
        return next((at for at, line in enumerate(self._lines) if line.head.id == run_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many runs."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words are made for rows in sight only."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == Role.LINE:
            return line
        if role == Role.BADGE:
            return self._words.badge(line, self._progress if line.head.id == self._current_id else None)
        if role == Role.ABOUT:
            return self._about(line)
        if role == Qt.ItemDataRole.DisplayRole:
            return line.head.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            badge = index.data(Role.BADGE)
            return self.tr("{title}, {state}, {about}").format(
                title=line.head.title, state=badge.text, about=self._about(line)
            )
        return None

    def _about(self, line: RunLine) -> str:
        rows = self._words.count(line.rows) if line.counts is not None else ""
        return " · ".join(filter(None, (self._formats.brief(line.head.created), rows)))

    def _tell(self, at: int) -> None:
        self.dataChanged.emit(self.index(at), self.index(at))

    @staticmethod
    def _ids(lines: Sequence[RunLine]) -> list[str]:
        return [line.head.id for line in lines]
