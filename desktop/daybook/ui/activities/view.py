"""The table itself: draws the rows that are in sight, moves among them, picks."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip, QWidget

from daybook.domain.columns import USUAL, Column
from daybook.domain.grouping import Group
from daybook.domain.listing import ActivityLine
from daybook.ui.activities.cell_states import CellStates
from daybook.ui.activities.cells import CellMaker, Faces
from daybook.ui.activities.column_words import NARROW, USUAL_WIDTHS, GroupWords, usual_widths
from daybook.ui.activities.header import LEAST, GutterState, PickGutter, TableHeader
from daybook.ui.activities.model import COLUMNS, ActivityModel, Index
from daybook.ui.activities.painter import ROW_HEIGHT, Place, RowPainter, RowState
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.work.activities_table import ActivitiesTable
from daybook.work.table_rows import TableRows

_LOGICAL: Final = {column: number for number, column in enumerate(COLUMNS)}
_WIDEST: Final = 1200
_READABLE: Final = 900
"""The eye loses a row whose deadline stands farther than this from its title."""
_STEP: Final = ROW_HEIGHT
"""Pixels for one notch of the wheel, times three."""


class ActivitiesView(QTableView):
    """Shows what the presenter has. The current cell, what is picked and the scroll position outlive new rows.

    Painting goes past Qt's delegates (`painter.RowPainter`); everything else is an ordinary table.
    """

    opened = Signal(object)  # int: Activity.id
    current_changed = Signal(object)  # int | None: Activity.id
    edit_wanted = Signal(str)  # what was typed, "" for a key that only begins
    cell_clicked = Signal(object)  # Column, of the current row
    menu_wanted = Signal(QPoint)  # where on the screen
    layout_changed = Signal()  # a column was moved, sized, shown or hidden by the person
    moved = Signal()  # scrolled, sized, or other rows: what lies over a cell has to follow

    def __init__(self, look: Look, formats: Formats, table: ActivitiesTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._table = table
        self._current_id: int | None = None
        self._current_group: Hashable = None
        self._on_heading = False
        self._anchor: int | None = None  # the id from which Shift picks
        self._hovered = -1
        self._shares: dict[Hashable, Qt.CheckState] = {}
        self._anew = False
        self._title_wish = USUAL_WIDTHS[Column.TITLE]
        self._usual_widths = usual_widths(formats)
        self._arranging = False
        self.maker = CellMaker(formats, table.person, table.now)
        self.faces = Faces(self.maker)
        self.groups = GroupWords(formats, table.person)
        self._formats = formats
        self._model = ActivityModel(table, self.maker, self.groups, self)
        self._rows_painter = RowPainter(look, self.faces)
        self._header = TableHeader(look, self)
        self._gutter = PickGutter(look, self)
        self._gutter.state_of = self._gutter_state
        self.setModel(self._model)
        self._dress()
        self.show_columns(USUAL, {})
        self._connect()

    # What others ask

    @property
    def header(self) -> TableHeader:
        """The names of the columns."""
        return self._header

    @property
    def gutter(self) -> PickGutter:
        """The boxes before the rows."""
        return self._gutter

    @property
    def activities(self) -> ActivityModel:
        """The rows."""
        return self._model

    @property
    def current_id(self) -> int | None:
        """The activity in the current row; None for a heading and for nothing."""
        return self._model.rows.id_at(self.currentIndex().row()) if self.currentIndex().isValid() else None

    @property
    def current_column(self) -> Column:
        """The current column; the title while there is none."""
        index = self.currentIndex()
        return COLUMNS[index.column()] if index.isValid() else Column.TITLE

    @property
    def current_group(self) -> Group | None:
        """The group whose heading is current."""
        return self._model.rows.group_at(self.currentIndex().row()) if self.currentIndex().isValid() else None

    @property
    def shown_columns(self) -> tuple[Column, ...]:
        """The columns in the order in which they stand."""
        header = self._header
        logical = (header.logicalIndex(place) for place in range(header.count()))
        return tuple(COLUMNS[each] for each in logical if not header.isSectionHidden(each))

    @property
    def widths(self) -> dict[Column, int]:
        """How wide the shown columns are wished to be."""
        wide = {column: self._header.sectionSize(_LOGICAL[column]) for column in self.shown_columns}
        if Column.TITLE in wide:
            wide[Column.TITLE] = self._title_wish
        return wide

    def use_states(self, states: CellStates, words: Callable[[int, Column], str]) -> None:
        """Shows the pending edits of `states`; `words` says of a cell what waits there."""
        self._rows_painter.states = self._model.states = states
        self._model.state_words = words
        self.viewport().update()

    def cell_rect(self, activity_id: int, column: Column) -> QRect:
        """Where a cell stands in the viewport; empty when it is not among the rows."""
        row = self._model.rows.row_of(activity_id)
        if row is None:
            return QRect()
        return self.visualRect(self._model.index(row, _LOGICAL[column]))

    def target_ids(self) -> list[int]:
        """What a command is about: everything picked, else the current activity."""
        if len(self._table.picks):
            return self._table.picks.in_order()
        return [] if self.current_id is None else [self.current_id]

    def lines_in_sight(self) -> list[ActivityLine]:
        """The lines that are drawn now."""
        offset, height = self.verticalScrollBar().value(), self.viewport().height()
        ids = self._model.rows.ids_in(offset // ROW_HEIGHT, (offset + height) // ROW_HEIGHT)
        return [line for each in ids if (line := self._table.line(each)) is not None]

    # Rows

    def show_rows(self) -> None:
        """Takes over the presenter's rows; whatever was current stays current, and where it was on the screen."""
        rows = self._table.rows
        if rows is self._model.rows:
            return
        keep, column = self._current_id, self.currentIndex().column()
        offset = self._offset_of_anchor(keep)
        self._model.show()
        self._shares.clear()
        if self._anew and len(rows):
            self._anew, keep = False, rows.first_shown()
            offset = None
            self.verticalScrollBar().setValue(0)
        self._restore(keep, column if column >= 0 else self._usual_column(), offset)
        self._tell_sight()
        self.viewport().update()
        self._gutter.viewport().update()
        self.moved.emit()

    def _restore(self, keep: int | None, column: int, offset: int | None) -> None:
        rows = self._model.rows
        row = rows.row_of(keep) if keep is not None else self._row_of_group(rows)
        if row is not None:
            self._set_current(row, column)
            self._scroll_to_offset(row, offset)
        elif len(rows) and keep is not None:
            self._current_id = None
            self.current_changed.emit(None)

    def _begin_at_first(self) -> None:
        """With nothing current, the first row is."""
        if not self.currentIndex().isValid() and len(self._model.rows):
            self._set_current(0, self._usual_column())

    def _usual_column(self) -> int:
        shown = self.shown_columns
        return _LOGICAL[Column.TITLE if Column.TITLE in shown else shown[0]]

    def begin_anew(self) -> None:
        """Something else is asked for: the next rows are shown from the first one on."""
        self._anew = True

    def show_lines(self) -> None:
        """Lines or people are others now."""
        self.viewport().update()

    def show_picks(self) -> None:
        """Other rows are picked."""
        self._shares.clear()
        self.viewport().update()
        self._gutter.viewport().update()

    def forget_faces(self) -> None:
        """Names, or the time of day, are others now."""
        self.faces.forget()
        self.viewport().update()

    def make_current(self, activity_id: int, column: Column | None = None) -> bool:
        """Goes to an activity; False when it is not among the rows."""
        row = self._model.rows.row_of(activity_id)
        if row is None:
            return False
        self._set_current(row, _LOGICAL[column or self.current_column])
        self.scrollTo(self.currentIndex())
        return True

    def enter_first(self) -> None:
        """Takes the focus; with nothing current, the first row is."""
        self._begin_at_first()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, rows: int, columns: int) -> None:
        """Moves the current cell; beyond the edge it stays."""
        index = self.currentIndex()
        if not index.isValid():
            return
        shown = self.shown_columns
        here = shown.index(self.current_column) if self.current_column in shown else 0
        column = shown[min(max(here + columns, 0), len(shown) - 1)]
        row = min(max(index.row() + rows, 0), len(self._model.rows) - 1)
        self._set_current(row, _LOGICAL[column])
        self.scrollTo(self.currentIndex())

    # Columns

    def show_columns(self, columns: Sequence[Column], widths: dict[Column, int]) -> None:
        """Which columns stand in which order, and how wide; those without a width have their usual one."""
        self._arranging = True
        wanted = [column for column in dict.fromkeys(columns) if column in _LOGICAL] or list(USUAL)
        for place, column in enumerate([*wanted, *(each for each in COLUMNS if each not in wanted)]):
            self._header.moveSection(self._header.visualIndex(_LOGICAL[column]), place)
            self._header.setSectionHidden(_LOGICAL[column], column not in wanted)
            width = min(max(widths.get(column, self._usual_widths[column]), LEAST), _WIDEST)
            self._header.resizeSection(_LOGICAL[column], USUAL_WIDTHS[column] if column in NARROW else width)
            self._header.setSectionResizeMode(
                _LOGICAL[column],
                QHeaderView.ResizeMode.Fixed if column in NARROW else QHeaderView.ResizeMode.Interactive,
            )
        self._title_wish = min(max(widths.get(Column.TITLE, USUAL_WIDTHS[Column.TITLE]), LEAST), _WIDEST)
        self._arranging = False
        self._stretch_title()
        self.viewport().update()

    def move_column(self, by: int) -> None:
        """Moves the current column among its neighbours."""
        shown = list(self.shown_columns)
        if self.current_column not in shown:
            return
        here = shown.index(self.current_column)
        there = min(max(here + by, 0), len(shown) - 1)
        shown.insert(there, shown.pop(here))
        self.show_columns(shown, self.widths)
        self.layout_changed.emit()

    def widen_column(self, by: int) -> None:
        """Makes the current column wider, or narrower."""
        column, wide = self.current_column, self.widths
        if column in wide and column not in NARROW:
            self.show_columns(self.shown_columns, {**wide, column: wide[column] + by})
            self.layout_changed.emit()

    # Picking

    def pick_all(self) -> None:
        """Everything the filter shows, however much that is."""
        self._table.picks.add(self._table.rows.ids)
        self._table.picks_changed.tell()

    def pick_none(self) -> None:
        """Nothing any more."""
        self._table.picks.clear()
        self._table.picks_changed.tell()

    def toggle_pick(self, row: int | None = None) -> None:
        """Picks or unpicks a row, the current one when none is named; a heading stands for its group."""
        row = self.currentIndex().row() if row is None else row
        group = self._model.rows.group_at(row)
        if group is not None:
            self._toggle_group(row, group)
            return
        activity_id = self._model.rows.id_at(row)
        if activity_id is not None:
            self._table.picks.toggle(activity_id)
            self._anchor = activity_id
            self._table.picks_changed.tell()

    def pick_to(self, row: int) -> None:
        """Everything from where picking began to a row."""
        start = self._model.rows.row_of(self._anchor) if self._anchor is not None else self.currentIndex().row()
        start = self.currentIndex().row() if start is None else start
        if self._anchor is None:
            self._anchor = self._model.rows.id_at(start)
        first, last = sorted((max(start, 0), row))
        self._table.picks.add(self._model.rows.ids_in(first, last))
        self._table.picks_changed.tell()

    def fold_current(self, folded: bool | None = None) -> bool:
        """Hides or shows what lies under the current heading; False when no heading is current."""
        group = self.current_group
        if group is None:
            return False
        now = self._model.rows.is_folded(group)
        if folded is None or folded != now:
            self._table.fold(group, not now)
        return True

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows that the damage touches."""
        damage = event.rect()
        offset = self.verticalScrollBar().value()
        first = (damage.top() + offset) // ROW_HEIGHT
        last = min((damage.bottom() + offset) // ROW_HEIGHT, len(self._model.rows) - 1)
        with QPainter(self.viewport()) as painter:
            painter.fillRect(damage, self._rows_painter.ground)
            self._rows_painter.mirrored = self.isRightToLeft()
            self._rows_painter.begin(painter, self.devicePixelRatioF())
            places = self._places(damage)
            for row in range(first, last + 1):
                self._paint_row(painter, row, row * ROW_HEIGHT - offset, places)

    def _paint_row(self, painter: QPainter, row: int, top: int, places: Sequence[Place]) -> None:
        room = QRect(0, top, self.viewport().width(), ROW_HEIGHT)
        rows = self._model.rows
        activity_id = rows.id_at(row)
        current = self.currentIndex()
        is_current = current.row() == row
        focused = is_current and self.hasFocus()
        if activity_id is None:
            self._paint_heading(painter, row, room, RowState(current=focused, hovered=row == self._hovered))
            return
        state = RowState(
            activity_id in self._table.picks,
            is_current,
            row == self._hovered,
            COLUMNS[current.column()] if focused else None,
        )
        line = self._table.line(activity_id)
        if line is None:
            self._rows_painter.paint_placeholder(painter, room, places, state)
        else:
            self._rows_painter.paint_line(painter, room, line, places, state)

    def _paint_heading(self, painter: QPainter, row: int, room: QRect, state: RowState) -> None:
        group = self._model.rows.group_at(row)
        if group is not None:
            named = self.groups.heading(group, self._table.question.group_by)
            count, folded = self._formats.number(group.count), self._model.rows.is_folded(group)
            self._rows_painter.paint_heading(painter, room, replace(named, count=count, folded=folded), state)

    def _places(self, damage: QRect) -> list[Place]:
        header = self._header
        places = []
        for visual in range(header.count()):
            logical = header.logicalIndex(visual)
            if header.isSectionHidden(logical):
                continue
            left, width = header.sectionViewportPosition(logical), header.sectionSize(logical)
            if left <= damage.right() and left + width > damage.left():
                places.append(Place(COLUMNS[logical], left, width))
        return places

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title takes what the others leave."""
        super().resizeEvent(event)
        self._stretch_title()
        self._tell_sight()
        self.moved.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Lines come into sight."""
        super().scrollContentsBy(dx, dy)
        if dy:
            self._tell_sight()
        self.moved.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The row under the pointer is another one afterwards."""
        super().wheelEvent(event)
        self._hover(self._row_at(self.viewport().mapFromGlobal(event.globalPosition().toPoint())))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer stands out."""
        self._hover(self._row_at(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer."""
        self._hover(-1)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes to a cell; with Ctrl or Shift it picks; on a heading it folds."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        left = event.button() == Qt.MouseButton.LeftButton
        if not index.isValid():
            super().mousePressEvent(event)
            return
        group = self._model.rows.group_at(index.row())
        was_current = index.row() == self.currentIndex().row()
        if left and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pick_to(index.row())
        self._set_current(index.row(), index.column())
        if not left:
            return
        if group is not None:
            self.fold_current()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.toggle_pick(index.row())
        elif not event.modifiers():
            self._anchor = self._model.rows.id_at(index.row())
            if was_current or COLUMNS[index.column()] is Column.DONE:
                self.cell_clicked.emit(COLUMNS[index.column()])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the activity."""
        if event.button() == Qt.MouseButton.LeftButton and self.current_id is not None:
            self.opened.emit(self.current_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the row, at the pointer or at the current cell."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            self.menu_wanted.emit(self.viewport().mapToGlobal(rect.center()))
        else:
            self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that need no command of their own: picking with Shift, folding with the arrows, typing into a cell."""
        key, modifiers = event.key(), event.modifiers()
        shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
        if modifiers == shift and key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._pick_by_key(event)
        elif key == Qt.Key.Key_Escape and len(self._table.picks):
            self.pick_none()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.current_group is not None and not modifiers:
            self.fold_current((key == Qt.Key.Key_Left) != self.isRightToLeft())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and modifiers in (ctrl, Qt.KeyboardModifier.NoModifier):
            self._jump(key == Qt.Key.Key_End, rows=bool(modifiers & ctrl))
        elif self._is_typing(event) and self.current_id is not None:
            self.edit_wanted.emit(event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The current cell has a frame; with none, Qt would take the first one, in which a key completes a row."""
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._begin_at_first()
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It has none any more."""
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """What is cut in a cell is told in whole where the pointer rests."""
        if event.type() == QEvent.Type.ToolTip:
            at = self.viewport().mapFromGlobal(self.cursor().pos())
            QToolTip.showText(self.cursor().pos(), self.tip(self.indexAt(at)), self.viewport())
            return True
        return super().viewportEvent(event)

    def tip(self, index: QModelIndex) -> str:
        """What a cell has no room for; "" when all of it is shown."""
        line = self._table.line_at(index.row()) if index.isValid() else None
        if line is None:
            return ""
        column = COLUMNS[index.column()]
        cell = self.maker.cell(self._rows_painter.states.overlaid(line), column)
        waiting = self._model.state_words(line.id, column)
        room = self._rows_painter.text_room(cell, self._header.sectionSize(index.column()))
        self._rows_painter.cut(cell, room)
        whole = cell.words if cell.shown != cell.text or not cell.text else ""
        return "\n".join(each for each in (whole, waiting) if each)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another row, perhaps."""
        super().currentChanged(current, previous)
        activity_id = self._model.rows.id_at(current.row()) if current.isValid() else None
        group = self._model.rows.group_at(current.row()) if current.isValid() else None
        if not current.isValid():
            return  # the rows are being replaced
        changed = activity_id != self._current_id
        self._current_id, self._on_heading = activity_id, group is not None
        self._current_group = None if group is None else group.key
        self.viewport().update()
        self._gutter.viewport().update()
        if changed:
            self.current_changed.emit(activity_id)

    # Inside

    def _dress(self) -> None:
        self.setAccessibleName(self.tr("Activities"))
        self.setHorizontalHeader(self._header)
        self.setVerticalHeader(self._gutter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(_STEP)
        # Every pixel is painted, so scrolling may shift what is there and draw only what comes into sight.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def _connect(self) -> None:
        self._look.theming.changed.connect(self._recolor)
        self._header.sectionResized.connect(self._section_resized)
        self._header.sectionMoved.connect(self._section_moved)
        self._gutter.toggled.connect(self._gutter_toggled)

    def _recolor(self) -> None:
        self._rows_painter.recolor()
        self.viewport().update()

    def _places_width(self) -> int:
        return sum(self._header.sectionSize(_LOGICAL[each]) for each in self.shown_columns)

    def _stretch_title(self) -> None:
        """The title has the width that was wished for, and whatever room the others leave."""
        logical = _LOGICAL[Column.TITLE]
        if self._header.isSectionHidden(logical) or self._arranging:
            return
        others = self._places_width() - self._header.sectionSize(logical)
        self._arranging = True
        room = min(self.viewport().width() - others, _READABLE)
        self._header.resizeSection(logical, max(self._title_wish, room))
        self._arranging = False

    def _section_resized(self, logical: int, _old: int, new: int) -> None:
        self.viewport().update()
        if self._arranging:
            return
        if COLUMNS[logical] is Column.TITLE:
            self._title_wish = new
        else:
            self._stretch_title()
        self.layout_changed.emit()
        self.moved.emit()

    def _section_moved(self) -> None:
        self.viewport().update()
        if not self._arranging:
            self.layout_changed.emit()

    def _gutter_state(self, row: int) -> GutterState:
        activity_id, group = self._model.rows.id_at(row), self._model.rows.group_at(row)
        picks = self._table.picks
        if group is not None:
            picked = self._share_of(group)
        else:
            picked = Qt.CheckState.Checked if activity_id in picks else Qt.CheckState.Unchecked
        return GutterState(picked, row == self.currentIndex().row(), len(picks) > 0, activity_id is None)

    def _share_of(self, group: Group) -> Qt.CheckState:
        """How much of a group is picked; counted once for each change, for a group may be the whole table."""
        if group.key not in self._shares:
            self._shares[group.key] = self._model.share_of(group)
        return self._shares[group.key]

    def _gutter_toggled(self, row: int, extend: bool) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if extend:
            self.pick_to(row)
        else:
            self.toggle_pick(row)
        self._set_current(row, max(0, self.currentIndex().column()))

    def _toggle_group(self, row: int, group: Group) -> None:
        ids = self._table.rows.ids_of(group)
        if all(each in self._table.picks for each in ids):
            self._table.picks.remove(ids)
        else:
            self._table.picks.add(ids)
        self._table.picks_changed.tell()

    def _pick_by_key(self, event: QKeyEvent) -> None:
        """The row one comes from and the one one gets to."""
        before = self.currentIndex().row()
        if self._anchor is None or self._anchor not in self._table.picks:
            self._anchor = self._model.rows.id_at(before)
        far = self.viewport().height() // ROW_HEIGHT if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) else 1
        self.step(-far if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageUp) else far, 0)
        self.pick_to(self.currentIndex().row())

    def _jump(self, to_end: bool, *, rows: bool) -> None:
        shown = self.shown_columns
        if rows:
            self.step(len(self._model.rows) if to_end else -len(self._model.rows), 0)
        else:
            self.step(0, len(shown) if to_end else -len(shown))

    def _is_typing(self, event: QKeyEvent) -> bool:
        others = (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        )
        return bool(event.text()) and event.text().isprintable() and not event.modifiers() & others

    def _set_current(self, row: int, logical: int) -> None:
        self.setCurrentIndex(self._model.index(row, logical))

    def _row_of_group(self, rows: TableRows) -> int | None:
        return rows.row_of_group(self._current_group) if self._on_heading else None

    def _row_at(self, at: QPoint) -> int:
        row = (at.y() + self.verticalScrollBar().value()) // ROW_HEIGHT
        return row if 0 <= row < len(self._model.rows) and self.viewport().rect().contains(at) else -1

    def _hover(self, row: int) -> None:
        if row == self._hovered:
            return
        for each in (self._hovered, row):
            if each >= 0:
                top = each * ROW_HEIGHT - self.verticalScrollBar().value()
                self.viewport().update(0, top, self.viewport().width(), ROW_HEIGHT)
                self._gutter.viewport().update(0, top, self._gutter.width(), ROW_HEIGHT)
        self._hovered = self._gutter.hovered = row

    def _offset_of_anchor(self, keep: int | None) -> int | None:
        """How far below the top the current row stands; None when it is out of sight or there is none."""
        row = self.currentIndex().row()
        if keep is None or row < 0:
            return None
        top = row * ROW_HEIGHT - self.verticalScrollBar().value()
        return top if -ROW_HEIGHT < top < self.viewport().height() else None

    def _scroll_to_offset(self, row: int, offset: int | None) -> None:
        if offset is not None:
            self.verticalScrollBar().setValue(row * ROW_HEIGHT - offset)

    def _tell_sight(self) -> None:
        if len(self._model.rows):
            offset, height = self.verticalScrollBar().value(), self.viewport().height()
            last = min((offset + height) // ROW_HEIGHT, len(self._model.rows) - 1)
            self._table.look(min(offset // ROW_HEIGHT, last), last)
