"""The reminders that wait, as Qt wants them."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from daybook.domain.reminders import Reminder
from daybook.ui.kit.labels import plain_tip
from daybook.ui.reminders.words import ReminderWords

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What may be asked for besides Qt's own roles."""

    REMINDER = Qt.ItemDataRole.UserRole + 1
    BUSY = Qt.ItemDataRole.UserRole + 2


class ReminderModel(QAbstractListModel):
    """Most urgent first."""

    def __init__(self, words: ReminderWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: tuple[Reminder, ...] = ()
        self._busy: frozenset[int] = frozenset()

    def show(self, reminders: tuple[Reminder, ...], busy: frozenset[int]) -> None:
        """Takes over what waits now."""
        if [each.todo.id for each in reminders] == [each.todo.id for each in self._rows]:
            self._rows, self._busy = reminders, busy
            self.repaint()
            return
        self.beginResetModel()
        self._rows, self._busy = reminders, busy
        self.endResetModel()

    def repaint(self) -> None:
        """Time has passed: what is due now says so."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def row_of(self, activity_id: int) -> int | None:
        """Where an activity stands; None when it does not wait."""
        return next((number for number, each in enumerate(self._rows) if each.todo.id == activity_id), None)

    def reminder(self, index: Index) -> Reminder | None:
        """The one behind an index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many wait."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title, what a screen reader says, the tooltip, or the reminder itself."""
        reminder = self.reminder(index)
        if reminder is None:
            return None
        if role == Role.REMINDER:
            return reminder
        if role == Role.BUSY:
            return reminder.todo.id in self._busy
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words.title(reminder)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words.spoken(reminder)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._words.spoken(reminder))
        return None
