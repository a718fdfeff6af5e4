"""The rows of the entity list as Qt wants them."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from daybook.domain.entities import EntityRef
from daybook.ui.entities.row_words import RowWords
from daybook.ui.kit.labels import plain_tip
from daybook.work.browser import BrowserContent, EntityRow

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What may be asked for besides Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1


class EntityModel(QAbstractListModel):
    """The items in their order. Those that stay are only told to repaint, so selection and scroll position stay too."""

    def __init__(self, words: RowWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: tuple[EntityRow, ...] = ()

    def show(self, content: BrowserContent) -> None:
        """Takes over what the presenter shows now."""
        new = content.rows
        start = _common_start(self._rows, new)
        end = _common_end(self._rows[start:], new[start:])
        self._remove(start, len(self._rows) - end)
        self._insert(start, new[start : len(new) - end])
        self._renew(new)

    def row_of(self, ref: EntityRef | None) -> int | None:
        """Where an item stands, None when it is not in the list."""
        return next((number for number, row in enumerate(self._rows) if row.entity.ref == ref), None)

    def row(self, index: Index) -> EntityRow | None:
        """The row behind an index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many items there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title, what a screen reader says, the tooltip, or the whole row."""
        row = self.row(index)
        if row is None:
            return None
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.entity.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(self._words.all(row))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(self._words.all(row)))
        return None

    def _remove(self, begin: int, end: int) -> None:
        if end > begin:
            self.beginRemoveRows(QModelIndex(), begin, end - 1)
            self._rows = self._rows[:begin] + self._rows[end:]
            self.endRemoveRows()

    def _insert(self, begin: int, added: tuple[EntityRow, ...]) -> None:
        if added:
            self.beginInsertRows(QModelIndex(), begin, begin + len(added) - 1)
            self._rows = self._rows[:begin] + added + self._rows[begin:]
            self.endInsertRows()

    def _renew(self, new: tuple[EntityRow, ...]) -> None:
        """The same items in the same order by now; some say something else."""
        changed = [number for number, row in enumerate(new) if row != self._rows[number]]
        self._rows = new
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], 0))


def _common_start(old: tuple[EntityRow, ...], new: tuple[EntityRow, ...]) -> int:
    """How many rows from the top stand for the same items."""
    same = 0
    for before, after in zip(old, new, strict=False):
        if before.entity.ref != after.entity.ref:
            break
        same += 1
    return same


def _common_end(old: tuple[EntityRow, ...], new: tuple[EntityRow, ...]) -> int:
    """How many rows from the bottom stand for the same items."""
    return _common_start(old[::-1], new[::-1])
