"""The list of a day: what the pointer and the keys do in it."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from daybook.domain.agenda import Part
from daybook.domain.entities import EntityRef
from daybook.ui.today.delegate import ROW_HEIGHT, TodayDelegate, disc_rect
from daybook.ui.today.model import TodayModel
from daybook.ui.today.rows import Doing, Forgotten, Heading, Key, Row, key_of
from daybook.work.agenda import TodayContent

Cursor = QAbstractItemView.CursorAction
NO_MODIFIER: Final = Qt.KeyboardModifier.NoModifier
_AHEAD: Final = 40
"""Rows that are read beyond those in sight, in either direction."""
_STEP: Final = 20
"""Pixels for one notch of the wheel, times three."""


class TodayList(QTableView):
    """One row is the current one. It stays where it is when the list is read again; when it is gone, the next is."""

    opened = Signal()  # a double click on a row that is no heading
    fold_wanted = Signal(object, bool)  # Part, and whether it shall be folded
    completion_wanted = Signal()  # a click on the disc of the current row
    menu_wanted = Signal(QPoint)  # in the window's own coordinates
    current_changed = Signal()
    sight_changed = Signal(object)  # list[int]: the activities in sight and around

    def __init__(self, model: TodayModel, delegate: TodayDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = delegate
        self._told: list[int] = []
        self._current_key: Key | None = None
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(self.tr("The day"))
        self.setProperty("ground", "own")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().hide()
        down = self.verticalHeader()
        down.setMinimumSectionSize(ROW_HEIGHT)
        down.setDefaultSectionSize(ROW_HEIGHT)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.hide()
        self.verticalScrollBar().setSingleStep(_STEP)
        self.verticalScrollBar().valueChanged.connect(self.look)
        self.doubleClicked.connect(self._double_clicked)
        self.selectionModel().currentChanged.connect(self._tell_current)

    # What is current

    @property
    def current(self) -> Row | None:
        """What the keys are about."""
        return self._model.row(self.currentIndex().row())

    @property
    def activity_id(self) -> int | None:
        """The current activity; None when another kind of row is current."""
        row = self.current
        return row.activity_id if isinstance(row, Doing) else None

    @property
    def item(self) -> EntityRef | None:
        """The current item for which nothing is planned."""
        row = self.current
        return row.entity.ref if isinstance(row, Forgotten) else None

    def go_to(self, number: int) -> None:
        """Makes a row the current one and brings it into sight."""
        if self._model.row(number) is not None:
            self.setCurrentIndex(self._model.index(number, 0))

    def go_to_part(self, part: Part) -> None:
        """To the first row of a part, with its heading in sight."""
        heading = self._model.rows.number_of(part)
        if heading is not None:
            self._enter(heading)

    def step(self, by: int) -> None:
        """One row down (1) or up (-1), as the arrow keys go."""
        self.go_to(self.moveCursor(Cursor.MoveDown if by > 0 else Cursor.MoveUp, NO_MODIFIER).row())

    def advance(self) -> None:
        """Goes on to the next row that can be worked on; the last one stays."""
        below = range(self.currentIndex().row() + 1, len(self._model.rows))
        following = (each for each in below if not isinstance(self._model.row(each), Heading))
        self.go_to(next(following, -1))

    def go_to_section(self, step: int) -> None:
        """To the first row of the next part, or of the part before."""
        headings = self._model.rows.headings()
        if not headings:
            return
        now = self._model.rows.heading_of(max(self.currentIndex().row(), 0))
        wanted = headings[max(0, min(headings.index(now) + step, len(headings) - 1))]
        self._enter(wanted)

    def enter_first(self) -> None:
        """With nothing current, the first row to work on is."""
        if not self.currentIndex().isValid() and len(self._model.rows):
            self._enter(0)

    def _enter(self, heading: int) -> None:
        below = self._model.row(heading + 1)
        self.go_to(heading if below is None or isinstance(below, Heading) else heading + 1)
        bar = self.verticalScrollBar()
        bar.setValue(min(bar.value(), heading * ROW_HEIGHT))  # the heading too, where there is room for it

    # Showing

    def show_content(self, content: TodayContent) -> None:
        """The list was read again. What the person looks at stays where it is on the screen; another list begins at
        its top."""
        before = self._model.content
        if (before.whose, before.focus) != (content.whose, content.focus):
            self._begin(content)
            return
        row, number, bar = self.current, self.currentIndex().row(), self.verticalScrollBar()
        anchor, offset = self._anchor()
        self._model.show(content)
        self.updateGeometries()
        rows = self._model.rows
        if row is not None:
            found = rows.number_of(key_of(row))
            self._mark_current(self._nearest(number) if found is None else found)
        held = rows.number_of(key_of(anchor)) if anchor is not None else None
        if held is not None:
            bar.setValue(max(0, held * ROW_HEIGHT - offset))
        if not self.currentIndex().isValid():
            self.enter_first()
        self.look()

    def _begin(self, content: TodayContent) -> None:
        self._model.show(content)
        self.updateGeometries()
        self.verticalScrollBar().setValue(0)
        self.enter_first()
        self.look()

    def _anchor(self) -> tuple[Row | None, int]:
        """The row that has to stay where it is, and how far below the upper edge: the current one if it is in sight."""
        top, number = self.verticalScrollBar().value(), self.currentIndex().row()
        if number < 0 or not -ROW_HEIGHT < number * ROW_HEIGHT - top < self.viewport().height():
            number = top // ROW_HEIGHT
        return self._model.row(number), number * ROW_HEIGHT - top

    def _mark_current(self, number: int | None) -> None:
        """Makes a row the current one without bringing it into sight."""
        if number is not None:
            self.setAutoScroll(False)
            self.go_to(number)
            self.setAutoScroll(True)

    def look(self) -> None:
        """Tells which activities are in sight, when they are others than before."""
        first = self.verticalScrollBar().value() // ROW_HEIGHT
        rows = self.viewport().height() // ROW_HEIGHT + 1
        seen = self._model.rows.ids_between(first - _AHEAD, first + rows + _AHEAD)
        if seen != self._told:
            self._told = seen
            self.sight_changed.emit(seen)

    def _nearest(self, number: int) -> int | None:
        """The row that stands where a vanished one stood, or the last one; a heading only when there is no other."""
        last = len(self._model.rows) - 1
        if last < 0:
            return None
        candidates = (*range(min(number, last), last + 1), *range(min(number, last), -1, -1))
        working = (each for each in candidates if not isinstance(self._model.row(each), Heading))
        return next(working, min(number, last))

    # Keys

    def moveCursor(self, action: Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Up and down pass by the headings whose rows are shown."""
        step = {Cursor.MoveUp: -1, Cursor.MoveDown: 1}.get(action)
        if step is None:
            return super().moveCursor(action, modifiers)
        number = self.currentIndex().row() + step
        while (row := self._model.row(number)) is not None:
            if not isinstance(row, Heading) or row.folded:
                return self._model.index(number, 0)
            number += step
        return self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows to the sides fold and unfold; Escape belongs to others, and letters are no search."""
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._fold(key == Qt.Key.Key_Left)
        elif key == Qt.Key.Key_Escape or (event.text() and event.text().isprintable()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _fold(self, folded: bool) -> None:
        """The part of the current row; its heading is current then."""
        if self.current is None:
            return
        heading = self._model.rows.heading_of(self.currentIndex().row())
        row = self._model.row(heading)
        if isinstance(row, Heading) and row.folded != folded:
            self.go_to(heading)
            self.fold_wanted.emit(row.section.part, folded)

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a heading folds it, on a disc completes; elsewhere it makes the row the current one."""
        super().mousePressEvent(event)
        row = self.current if self.indexAt(event.position().toPoint()).isValid() else None
        if event.button() != Qt.MouseButton.LeftButton or row is None:
            return
        if isinstance(row, Heading):
            self.fold_wanted.emit(row.section.part, not row.folded)
        elif isinstance(row, Doing) and self._disc_at(event.position().toPoint()) is not None:
            self.completion_wanted.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A disc shows what a click on it does."""
        super().mouseMoveEvent(event)
        self._hover(self._disc_at(event.position().toPoint()))

    def leaveEvent(self, event: object) -> None:
        """The pointer is elsewhere."""
        self._hover(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the current row."""
        self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer rows are in sight; what is current stays so."""
        super().resizeEvent(event)
        if event.oldSize().height() > self.viewport().height() and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.look()

    def current_rect(self) -> QRect:
        """Where the current row stands in the viewport."""
        return self.visualRect(self.currentIndex())

    def _tell_current(self) -> None:
        """The same thing in another row is no news."""
        row = self.current
        key = key_of(row) if row is not None else None
        if key != self._current_key:
            self._current_key = key
            self.current_changed.emit()

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.isValid() and not isinstance(self._model.row(index.row()), Heading):
            self.opened.emit()

    def _disc_at(self, point: QPoint) -> int | None:
        index = self.indexAt(point)
        if not index.isValid() or not isinstance(self._model.row(index.row()), Doing):
            return None
        return index.row() if disc_rect(self.visualRect(index)).contains(point) else None

    def _hover(self, row: int | None) -> None:
        if row != self._delegate.over_disc:
            self._delegate.over_disc = row
            self.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if row is not None else Qt.CursorShape.ArrowCursor
            )
            self.viewport().update()
