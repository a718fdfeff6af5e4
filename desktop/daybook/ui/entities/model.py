"""The rows of the entity list as Qt wants them."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from daybook.domain.entities import EntityRef
from daybook.ui.kit.format import Formats
from daybook.work.browser import BrowserContent, EntityRow

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a delegate may ask for besides Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1


class EntityModel(QAbstractTableModel):
    """One column of `EntityRow`s. Rows that stay are told to repaint, so selection and scroll position stay too."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._rows: tuple[EntityRow, ...] = ()

    def show(self, content: BrowserContent) -> None:
        """Takes over what the presenter shows now."""
        old, new = self._rows, content.rows
        kept = _common_start(old, new)
        if len(old) > kept:
            self.beginRemoveRows(QModelIndex(), kept, len(old) - 1)
            self._rows = old[:kept]
            self.endRemoveRows()
        changed = [number for number in range(kept) if old[number] != new[number]]
        self._rows = new[:kept]
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], 0))
        if len(new) > kept:
            self.beginInsertRows(QModelIndex(), kept, len(new) - 1)
            self._rows = new
            self.endInsertRows()

    def row_of(self, ref: EntityRef) -> int | None:
        """Where an item stands, None when it is not in the list."""
        return next((number for number, row in enumerate(self._rows) if row.entity.ref == ref), None)

    def row(self, index: Index) -> EntityRow | None:
        """The row behind an index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """One: everything about an item is painted together."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title, the sentence for a screen reader, or the whole row."""
        row = self.row(index)
        if row is None:
            return None
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.entity.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._sentence(row)
        return None

    def about(self, row: EntityRow) -> str:
        """The second line: amount, responsible person, a telephone number or address, and that it is closed."""
        parts = [
            self._formats.money(row.entity.money) if row.entity.money is not None else "",
            row.responsible.name if row.responsible is not None else "",
            row.entity.channels[0].value if row.entity.channels else "",
            self.tr("closed") if row.entity.closed else "",
        ]
        return "  ·  ".join(part for part in parts if part)

    def _sentence(self, row: EntityRow) -> str:
        parts = [row.entity.title, self.about(row)]
        if row.owed is not None:
            parts.append(self.tr("%n open", "", row.owed.open))
            if row.owed.overdue:
                parts.append(self.tr("%n overdue", "", row.owed.overdue))
        return ", ".join(part for part in parts if part)


def _common_start(old: tuple[EntityRow, ...], new: tuple[EntityRow, ...]) -> int:
    """How many rows from the top stand for the same items."""
    same = 0
    for before, after in zip(old, new, strict=False):
        if before.entity.ref != after.entity.ref:
            break
        same += 1
    return same
