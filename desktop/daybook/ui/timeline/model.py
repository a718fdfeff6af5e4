"""The rows of a timeline as Qt wants them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from daybook.ui.timeline.rows import Key, Row, Section, key_of, movers, rows_of
from daybook.ui.timeline.sentence import Sentences
from daybook.work.timeline import TimelineContent

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What may be asked for besides Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Changes:
    """What newer content did to the rows that stayed."""

    moved: frozenset[Key]
    changed: frozenset[Key]


class TimelineModel(QAbstractTableModel):
    """One column of headings and cards.

    What changes is told row by row, so that selection and scroll position survive: gone, moved, come, changed.
    """

    def __init__(self, sentences: Sentences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sentences = sentences
        self._rows: list[Row] = []

    def show(self, content: TimelineContent) -> Changes:
        """Takes over what the presenter shows now."""
        new = rows_of(content)
        self._drop(new)
        moved = self._move(new)
        self._insert(new)
        return Changes(moved=moved, changed=self._update(new))

    def start_over(self, content: TimelineContent) -> None:
        """Shows another item: nothing of what stood here is the same."""
        self.beginResetModel()
        self._rows = list(rows_of(content))
        self.endResetModel()

    def row(self, index: Index) -> Row | None:
        """The row behind an index."""
        return self.row_at(index.row()) if index.isValid() else None

    def row_at(self, number: int) -> Row | None:
        """The row at a place, None beyond the end."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def index_of(self, key: Key) -> QModelIndex:
        """Where a card or heading stands; an invalid index when it does not."""
        found = next((number for number, row in enumerate(self._rows) if key_of(row) == key), None)
        return QModelIndex() if found is None else self.index(found, 0)

    @property
    def rows(self) -> Sequence[Row]:
        """All rows from top to bottom."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """One: a card is painted as a whole."""
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cards can be chosen, headings cannot."""
        if isinstance(self.row(index), Section):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title, the sentence for a screen reader, or the whole row."""
        row = self.row(index)
        if row is None:
            return None
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._sentences.heading(row) if isinstance(row, Section) else row.activity.subject
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentences.heading(row) if isinstance(row, Section) else self._sentences.card(row)
        return None

    def _drop(self, new: tuple[Row, ...]) -> None:
        staying = {key_of(row) for row in new}
        end = len(self._rows)
        while end:
            if key_of(self._rows[end - 1]) in staying:
                end -= 1
                continue
            start = end - 1
            while start and key_of(self._rows[start - 1]) not in staying:
                start -= 1
            self.beginRemoveRows(QModelIndex(), start, end - 1)
            del self._rows[start:end]
            self.endRemoveRows()
            end = start

    def _move(self, new: tuple[Row, ...]) -> frozenset[Key]:
        """Brings each row that has to move behind the one that goes before it in `new`."""
        keys = [key_of(row) for row in self._rows]
        here = set(keys)
        wanted = [key for key in map(key_of, new) if key in here]
        moving = movers(keys, wanted)
        for key in moving:
            source = keys.index(key)
            place = wanted.index(key)
            target = keys.index(wanted[place - 1]) + 1 if place else 0
            if not self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), target):
                continue
            at = target - 1 if target > source else target
            keys.insert(at, keys.pop(source))
            self._rows.insert(at, self._rows.pop(source))
            self.endMoveRows()
        return frozenset(moving)

    def _insert(self, new: tuple[Row, ...]) -> None:
        here = {key_of(row) for row in self._rows}
        start = 0
        while start < len(new):
            end = start
            while end < len(new) and key_of(new[end]) not in here:
                end += 1
            if end > start:
                self.beginInsertRows(QModelIndex(), start, end - 1)
                self._rows[start:start] = new[start:end]
                self.endInsertRows()
            start = end + 1

    def _update(self, new: tuple[Row, ...]) -> frozenset[Key]:
        changed = set()
        for number, row in enumerate(new):
            if self._rows[number] != row:
                self._rows[number] = row
                self.dataChanged.emit(self.index(number, 0), self.index(number, 0))
                changed.add(key_of(row))
        return frozenset(changed)
