"""The scrolling list of a preview: what the pointer and the keys do in it."""

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from daybook.ui.changing.preview_delegate import ROW_HEIGHT, PreviewDelegate
from daybook.ui.changing.preview_model import PreviewModel
from daybook.ui.changing.preview_words import PreviewWords
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL
from daybook.work.changing.lines import Heading, Line

_STEP: Final = 20
"""Pixels for one notch of the wheel, times three."""


class PreviewList(QTableView):
    """↑ ↓ move, Space takes a row in or out, ← and → fold and unfold a group."""

    tick_wanted = Signal(object)  # Line
    fold_wanted = Signal(str, bool)  # group, and whether it shall be folded
    current_changed = Signal(object)  # Line or None

    def __init__(self, look: Look, words: PreviewWords) -> None:
        super().__init__()
        self.rows = PreviewModel(words, self)
        self._delegate = PreviewDelegate(look, words, self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("What will become of each row"))
        self.setProperty("ground", "own")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(_STEP)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down = self.verticalHeader()
        down.hide()
        down.setMinimumSectionSize(ROW_HEIGHT)
        down.setDefaultSectionSize(ROW_HEIGHT)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.current_changed.emit(self.line))
        look.theming.changed.connect(self.viewport().update)

    @property
    def line(self) -> Line | None:
        """The line that is current."""
        return self.rows.line(self.currentIndex().row())

    def go_to(self, number: int) -> None:
        """Makes a line current."""
        self.setCurrentIndex(self.rows.index(max(0, min(number, self.rows.rowCount() - 1)), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that do something with the current line."""
        line, key = self.line, event.key()
        if line is not None and key == Qt.Key.Key_Space:
            self.tick_wanted.emit(line)
        elif isinstance(line, Heading) and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.fold_wanted.emit(line.group, key == Qt.Key.Key_Left)
        elif isinstance(line, Heading) and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.fold_wanted.emit(line.group, not line.folded)
        elif isinstance(line, int) and key == Qt.Key.Key_Left:
            self._go_to_heading()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the box takes in or out; one on a heading folds it."""
        super().mouseReleaseEvent(event)
        point: QPoint = event.position().toPoint()
        index = self.indexAt(point)
        line = self.rows.line(index.row()) if index.isValid() else None
        if line is None or event.button() != Qt.MouseButton.LeftButton:
            return
        box = self._delegate.box_rect(self.visualRect(index)).adjusted(-SMALL, -SMALL, SMALL, SMALL)
        if box.contains(point):
            self.tick_wanted.emit(line)
        elif isinstance(line, Heading):
            self.fold_wanted.emit(line.group, not line.folded)

    def _go_to_heading(self) -> None:
        above = range(self.currentIndex().row(), -1, -1)
        self.go_to(next((at for at in above if isinstance(self.rows.line(at), Heading)), 0))
