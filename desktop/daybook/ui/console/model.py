"""The calls as a table; rows that stay are not shown anew."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from daybook.bitrix.call_log import Recorded
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import plain_tip
from daybook.ui.kit.look import Look

Index = QModelIndex | QPersistentModelIndex
CALL_ROLE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """From left to right."""

    TIME = 0
    METHOD = 1
    OUTCOME = 2
    DURATION = 3
    SIZE = 4


class CallModel(QAbstractTableModel):
    """Shows what it is given; texts are made only for rows that are painted."""

    def __init__(self, look: Look, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._formats = formats
        self._calls: list[Recorded] = []

    def show_calls(self, calls: Sequence[Recorded]) -> None:
        """Others, or the same with more behind and fewer before them."""
        gone = self._gone(calls)
        if gone is None:
            self.beginResetModel()
            self._calls = list(calls)
            self.endResetModel()
            return
        if gone:
            self.beginRemoveRows(QModelIndex(), 0, gone - 1)
            del self._calls[:gone]
            self.endRemoveRows()
        if len(calls) > len(self._calls):
            self.beginInsertRows(QModelIndex(), len(self._calls), len(calls) - 1)
            self._calls += calls[len(self._calls) :]
            self.endInsertRows()

    def call(self, row: int) -> Recorded | None:
        """The call in a row."""
        return self._calls[row] if 0 <= row < len(self._calls) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self._calls)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Always the same."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the columns are called."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.TIME: self.tr("Time"),
            Column.METHOD: self.tr("Method"),
            Column.OUTCOME: self.tr("Outcome"),
            Column.DURATION: self.tr("Took"),
            Column.SIZE: self.tr("Answer"),
        }[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        call = self.call(index.row())
        if call is None:
            return None
        if role == CALL_ROLE:
            return call
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(call, column)
        if role == Qt.ItemDataRole.DecorationRole and column is Column.OUTCOME:
            return self._look.icon(*_sign(call))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(call.problem or self._text(call, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.headerData(column, Qt.Orientation.Horizontal)}: {self._text(call, column)}"
        return None

    def _text(self, call: Recorded, column: Column) -> str:
        locale = self._formats.locale
        if column is Column.TIME:
            return self._formats.local(call.began).strftime("%H:%M:%S")
        if column is Column.METHOD:
            commands = self.tr("batch of %Ln command(s)", "", len(call.parts)) if call.parts else ""
            return commands or call.method
        if column is Column.OUTCOME:
            return self._outcome(call)
        if column is Column.DURATION:
            return self.tr("{count} ms").format(count=locale.toString(round(call.duration_s * 1000)))
        return locale.formattedDataSize(call.answer_size)

    def _outcome(self, call: Recorded) -> str:
        if call.status is None:
            return self.tr("no answer")
        if call.failed:
            return call.code or call.problem
        if call.refused_parts:
            return self.tr("%Ln refused", "", call.refused_parts)
        return self.tr("done")

    def _gone(self, calls: Sequence[Recorded]) -> int | None:
        """How many of the first rows are gone while all others stay; None when it is another list."""
        if not self._calls or not calls:
            return None
        first = calls[0].number
        gone = next((row for row, call in enumerate(self._calls) if call.number == first), None)
        if gone is None:
            return None
        kept = self._calls[gone:]
        same = len(kept) <= len(calls) and all(
            mine.number == theirs.number for mine, theirs in zip(kept, calls, strict=False)
        )
        return gone if same else None


def _alignment(column: Column) -> int:
    """Figures stand below each other, and their titles above them."""
    side = Qt.AlignmentFlag.AlignRight if column in (Column.DURATION, Column.SIZE) else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _sign(call: Recorded) -> tuple[Glyph, str]:
    if call.failed:
        return Glyph.ERROR, "danger"
    if call.refused_parts:
        return Glyph.WARNING, "warning"
    return Glyph.CIRCLE_CHECK, "success"
