"""The strip of loads: who has how much to do on which day, and a way to look at one of them."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from daybook.domain.agenda import DAYS
from daybook.domain.workdays import WorkWeek
from daybook.ui.kit.look import Look
from daybook.ui.kit.viewport import give_viewport
from daybook.ui.today.load_delegate import CELL_HEIGHT, HEAD_HEIGHT, LoadDelegate, LoadHeader
from daybook.ui.today.load_model import FIRST_SPAN_COLUMN, NAME_COLUMN, LoadModel
from daybook.work.agenda import TodayContent

_LEAST_DAYS: Final = 3
_NAME: Final = (112, 190)
_LATE: Final = 70
_DAY: Final = 52
"""The least width of a day; what is left over is shared out."""


class LoadStrip(QTableView):
    """As many days as there is room for. A cell is picked by a click, Enter or Space; picked again, it is let go."""

    picked = Signal(object)  # Focus, or None for "all again"
    left = Signal()  # Escape, or down from the last row: to the list

    def __init__(
        self, look: Look, model: LoadModel, week: Callable[[], WorkWeek], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        give_viewport(self)
        self._model = model
        self.week = week
        self._rows_at_most = 5
        self.setModel(model)
        self.setItemDelegate(LoadDelegate(look, model, self))
        self.setHorizontalHeader(LoadHeader(look, model, week, self))
        self.setAccessibleName(self.tr("Load of each person and day"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        down = self.verticalHeader()
        down.setMinimumSectionSize(CELL_HEIGHT)
        down.setDefaultSectionSize(CELL_HEIGHT)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.hide()
        self.clicked.connect(self._pick)
        self._fit()

    def show_content(self, content: TodayContent) -> None:
        """Takes over what the presenter shows now."""
        self._model.show(content)
        self._fit()
        self.viewport().update()

    def show_week(self) -> None:
        """Other days are working days now."""
        self.horizontalHeader().viewport().update()

    def limit_rows(self, rows: int) -> None:
        """Shows this many people at most without scrolling."""
        self._rows_at_most = max(1, rows)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(400, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space pick; Escape lets go, and leaves when nothing is picked."""
        key, index = event.key(), self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick(index)
        elif key == Qt.Key.Key_Escape and self._model.content.focus is not None:
            self.picked.emit(None)
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Down and index.row() == self._model.rowCount() - 1):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        """Begins with today."""
        begins = not self.currentIndex().isValid()
        super().focusInEvent(event)  # type: ignore[arg-type]
        if begins:
            self.setCurrentIndex(self._model.index(0, FIRST_SPAN_COLUMN + 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer days."""
        super().resizeEvent(event)
        self._share_out()

    def _fit(self) -> None:
        rows = min(max(self._model.rowCount(), 1), self._rows_at_most)
        self.setFixedHeight(HEAD_HEIGHT + rows * CELL_HEIGHT + 2)

    def _share_out(self) -> None:
        room = self.viewport().width()
        name = min(max(_NAME[0], room // 6), _NAME[1])
        days = min(max((room - name - _LATE) // _DAY, _LEAST_DAYS), DAYS)
        width = (room - name - _LATE) // days
        self.setColumnWidth(NAME_COLUMN, room - _LATE - width * days)
        self.setColumnWidth(FIRST_SPAN_COLUMN, _LATE)
        for number in range(DAYS):
            column = FIRST_SPAN_COLUMN + 1 + number
            self.setColumnHidden(column, number >= days)
            self.setColumnWidth(column, width)

    def _pick(self, index: QModelIndex) -> None:
        focus = self._model.focus(index)
        if focus is not None:
            self.picked.emit(None if focus == self._model.content.focus else focus)
