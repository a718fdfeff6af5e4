"""What could follow in the filter: a list below the line, which leaves the focus where the typing is."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from daybook.ui.kit.metrics import TINY

_WIDTH: Final = 280
_ROW: Final = 28
_MOST: Final = 9
"""Rows that are seen at once."""


class _Rows(QStyledItemDelegate):
    """Every word has the room that a pointer needs."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as every other."""
        return QSize(super().sizeHint(option, index).width(), _ROW)


class Suggestions(QFrame):
    """Lies over the window. `anchor` is the line it belongs to; its keys are handed on by it."""

    chosen = Signal(str)

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._anchor = anchor
        self.setProperty("panel", "raised")
        self._model = QStringListModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("What could follow"))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self.chosen.emit(index.data()))
        column = QVBoxLayout(self)
        column.setContentsMargins(TINY, TINY, TINY, TINY)
        column.addWidget(self.list)
        self.hide()

    @property
    def words(self) -> list[str]:
        """What is offered; nothing while the list is hidden."""
        return self._model.stringList() if not self.isHidden() else []

    @property
    def current(self) -> str:
        """The word that the arrow keys have reached; "" before the first one."""
        return str(self.list.currentIndex().data() or "") if not self.isHidden() else ""

    def offer(self, words: Sequence[str], left: int) -> None:
        """Shows these words, `left` pixels from where the line begins; hides itself when there are none."""
        self._model.setStringList(list(words))
        self.list.setCurrentIndex(self._model.index(-1))
        window = self._anchor.window()
        if not words or window is self._anchor:
            self.hide()
            return
        self.setParent(window)
        below = self._anchor.mapTo(window, QPoint(left, self._anchor.height() + 2))
        height = min(len(words), _MOST) * _ROW + 2 * TINY + 4
        self.setGeometry(min(below.x(), window.width() - _WIDTH), below.y(), _WIDTH, height)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Goes to the next word, or to the one before it; stays at the ends."""
        row = min(max(self.list.currentIndex().row() + by, 0), self._model.rowCount() - 1)
        self.list.setCurrentIndex(self._model.index(row))

    def take(self) -> bool:
        """Chooses the current word, or the only one; False when none is meant."""
        word = self.current or (self.words[0] if len(self.words) == 1 else "")
        if word:
            self.hide()
            self.chosen.emit(word)
        return bool(word)
