"""The list of a day: what the pointer and the keys do in it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)  # fmt: skip
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from daybook.domain.agenda import Part
from daybook.domain.entities import EntityRef
from daybook.ui.kit.viewport import give_viewport
from daybook.ui.today.choosing import Choosing
from daybook.ui.today.delegate import ROW_HEIGHT, TodayDelegate, disc_in_sight
from daybook.ui.today.model import TodayModel
from daybook.ui.today.rows import Doing, Forgotten, Heading, Key, Row, key_of
from daybook.work.agenda import TodayContent

Cursor = QAbstractItemView.CursorAction
NO_MODIFIER: Final = Qt.KeyboardModifier.NoModifier
_MOVES: Final = {
    Qt.Key.Key_Up: Cursor.MoveUp,
    Qt.Key.Key_Down: Cursor.MoveDown,
    Qt.Key.Key_PageUp: Cursor.MovePageUp,
    Qt.Key.Key_PageDown: Cursor.MovePageDown,
    Qt.Key.Key_Home: Cursor.MoveHome,
    Qt.Key.Key_End: Cursor.MoveEnd,
}
_AHEAD: Final = 40
"""Rows that are read beyond those in sight, in either direction."""
_STEP: Final = 20
"""Pixels for one notch of the wheel, times three."""


class TodayList(QTableView):
    """One row is the current one. It stays where it is when the list is read again; when it is gone, the next is.

    With Ctrl or Shift several are chosen (`choosing`), and the keys are about all of them.
    """

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
        self._drags = False
        self._told: list[int] = []
        self._current_key: Key | None = None
        self.setModel(model)
        self.setItemDelegate(delegate)
        give_viewport(self)
        self.setAccessibleName(self.tr("The day"))
        self.setProperty("ground", "own")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
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
        self.choosing = Choosing(model, self.selectionModel(), self)

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
    def chosen(self) -> list[int]:
        """The activities that the keys are about: those that are chosen, or the current one."""
        chosen = self.choosing.ids
        current = self.activity_id
        return chosen or ([current] if current is not None else [])

    @property
    def item(self) -> EntityRef | None:
        """The current item for which nothing is planned."""
        row = self.current
        return row.entity.ref if isinstance(row, Forgotten) else None

    def go_to(self, number: int) -> None:
        """Makes a row the current one, alone, and brings it into sight."""
        if self._model.row(number) is not None:
            self.choosing.only(number)

    def go_to_part(self, part: Part) -> None:
        """To the first row of a part, with its heading in sight."""
        heading = self._model.rows.number_of(part)
        if heading is not None:
            self._enter(heading)

    def step(self, by: int) -> None:
        """One row down (1) or up (-1), as the arrow keys go."""
        self.go_to(self._beside(by))

    def step_keeping(self, by: int) -> None:
        """The same, and what is chosen stays so."""
        if self._model.row(self._beside(by)) is not None:
            self.choosing.go_to(self._beside(by))

    def toggle(self) -> None:
        """The current row is chosen too, or not any more."""
        if self.current is not None:
            self.choosing.toggle(self.currentIndex().row())

    def choose_part(self) -> None:
        """All rows of the part; once more, all that there are."""
        if self.current is not None:
            self.choosing.whole_part(self.currentIndex().row())

    def choose_current(self) -> None:
        """The current row and no other."""
        self.go_to(self.currentIndex().row())

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
        chosen = frozenset(self.choosing.keys)
        below = frozenset(self._model.rows.keys_between(number + 1, number + _AHEAD))
        self._model.show(content)
        self.updateGeometries()
        rows = self._model.rows
        if row is not None:
            found = rows.number_of(key_of(row))
            kept = rows.numbers_of(chosen) if len(chosen) > 1 else []
            if found is None:
                found = next(iter(kept or rows.numbers_of(below)), self._nearest(number))
            self._mark_again(found, kept)
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

    def _mark_again(self, current: int | None, chosen: Sequence[int]) -> None:
        """What was current and chosen is so again, where it stands now, without being brought into sight."""
        if current is None:
            return
        self.setAutoScroll(False)
        if chosen:
            self.choosing.go_to(current)
            self.choosing.again(chosen)
        else:
            self.go_to(current)
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
        """Up and down pass by the headings whose rows are shown; Home and End go to the ends of the list, not of the
        row."""
        begins = {Cursor.MoveHome: -1, Cursor.MoveEnd: len(self._model.rows)}
        step = {Cursor.MoveUp: -1, Cursor.MoveDown: 1, Cursor.MoveHome: 1, Cursor.MoveEnd: -1}.get(action)
        if step is None:
            return super().moveCursor(action, modifiers)
        number = begins.get(action, self.currentIndex().row()) + step
        while (row := self._model.row(number)) is not None:
            if not isinstance(row, Heading) or row.folded:
                return self._model.index(number, 0)
            number += step
        return self.currentIndex()

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """What is chosen is decided here (`choosing`), not by Qt: it would forget where Shift began at each reading."""
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows to the sides fold and unfold; Escape belongs to others, and letters are no search."""
        key = event.key()
        shift = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ShiftModifier
        if key in _MOVES:
            self._move(self.moveCursor(_MOVES[Qt.Key(key)], NO_MODIFIER).row(), reaching=shift)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._fold((key == Qt.Key.Key_Left) != self.isRightToLeft())
        elif key == Qt.Key.Key_Escape or (event.text() and event.text().isprintable()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _move(self, number: int, *, reaching: bool) -> None:
        if self._model.row(number) is not None:
            (self.choosing.reach if reaching else self.go_to)(number)

    def _beside(self, by: int) -> int:
        return self.moveCursor(Cursor.MoveDown if by > 0 else Cursor.MoveUp, NO_MODIFIER).row()

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
        """A click on a heading folds it, on a disc completes; elsewhere it makes the row the current one.

        With Ctrl it is chosen beside others, with Shift all up to it are; the right button leaves chosen ones chosen.
        """
        super().mousePressEvent(event)
        place = event.position().toPoint()
        number = self.indexAt(place).row()
        row, left = self._model.row(number), event.button() == Qt.MouseButton.LeftButton
        self._drags = False
        if row is None:
            return
        if left and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.choosing.toggle(number)
        elif left and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.choosing.reach(number)
        elif left or not self.selectionModel().isSelected(self._model.index(number, 0)):
            self._press(row, number, place, left=left)
        else:
            self.choosing.go_to(number)

    def _press(self, row: Row, number: int, place: QPoint, *, left: bool) -> None:
        """Without Ctrl or Shift, a row that is the only one from now on."""
        self.go_to(number)
        if left and isinstance(row, Heading):
            self.fold_wanted.emit(row.section.part, not row.folded)
        elif left and self._disc_at(place) is not None:
            self.completion_wanted.emit()
        else:
            self._drags = left

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A disc shows what a click on it does; with the button down, all rows on the way are chosen."""
        before = self.currentIndex().row()
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        self._hover(self._disc_at(place))
        number, held = self.indexAt(place).row(), bool(event.buttons() & Qt.MouseButton.LeftButton)
        if self._drags and held and number not in (-1, before):
            self.choosing.reach(number)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The button is up."""
        super().mouseReleaseEvent(event)
        self._drags = False

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
        self._delegate.current = self.currentIndex().row() if row is not None else None
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
        return index.row() if disc_in_sight(self.visualRect(index), self.layoutDirection()).contains(point) else None

    def _hover(self, row: int | None) -> None:
        if row != self._delegate.over_disc:
            self._delegate.over_disc = row
            self.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if row is not None else Qt.CursorShape.ArrowCursor
            )
            self.viewport().update()
