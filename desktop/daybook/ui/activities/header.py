"""The head of the table: what the columns are called, by which one is sorted; and the strip at the left that picks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QHeaderView, QWidget

from daybook.domain.columns import SORTED_BY, Column
from daybook.domain.filtering import Order
from daybook.ui.activities.column_words import NARROW, column_title
from daybook.ui.activities.model import COLUMNS
from daybook.ui.activities.painter import ROW_HEIGHT
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL

HEIGHT: Final = 32
LEAST: Final = 38
GUTTER: Final = 34
_BOX: Final = 16
_ARROW: Final = 14


class TableHeader(QHeaderView):
    """Names of columns; a click sorts, dragging moves, the border sizes, the right button offers more."""

    sort_wanted = Signal(object)  # Column
    menu_wanted = Signal(object, QPoint)  # Column, where on the screen

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._order = Order()
        self._font = font(Step.CAPTION)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Columns"))
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(LEAST)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer)
        self.sectionClicked.connect(self._clicked)
        look.theming.changed.connect(self.viewport().update)

    @property
    def order(self) -> Order:
        """What the arrow shows."""
        return self._order

    def show_order(self, order: Order) -> None:
        """Puts the arrow where it belongs."""
        if order != self._order:
            self._order = order
            self.viewport().update()

    def sizeHint(self) -> QSize:
        """As high as its words want it. Qt would ask for the words of many columns each time rows come."""
        return QSize(LEAST, HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  (Qt's own name)
        """A name, and the arrow of the order."""
        column = COLUMNS[logicalIndex]
        theme = self._look.theme
        painter.save()
        painter.fillRect(rect, theme.surface)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line_strong)
        sorted_by = SORTED_BY.get(column) is self._order.key
        ink = theme.text if sorted_by else theme.text_faint
        arrow = (_ARROW + 4) if sorted_by else 0
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = rect.adjusted(SMALL, 0, -SMALL, 0)
        painter.setFont(self._font)
        painter.setPen(ink)
        if column not in NARROW:
            metrics = QFontMetrics(self._font)
            text = metrics.elidedText(column_title(column), Qt.TextElideMode.ElideRight, room.width() - arrow)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
            painter.drawText(room, flags, text)
            left = room.left() + metrics.horizontalAdvance(text) + 4
            left = room.right() - metrics.horizontalAdvance(text) - 4 - _ARROW if mirrored else left
        else:
            left = rect.center().x() - _ARROW // 2
        if sorted_by:
            glyph = Glyph.CHEVRON_DOWN if self._order.descending else Glyph.CHEVRON_UP
            pixmap = self._look.icons.pixmap(glyph, ink, _ARROW, self.devicePixelRatioF())
            painter.drawPixmap(left, rect.center().y() - _ARROW // 2, pixmap)
        painter.restore()

    def _clicked(self, section: int) -> None:
        if COLUMNS[section] in SORTED_BY:
            self.sort_wanted.emit(COLUMNS[section])

    def _offer(self, at: QPoint) -> None:
        section = self.logicalIndexAt(at)
        self.menu_wanted.emit(COLUMNS[section] if section >= 0 else Column.TITLE, self.mapToGlobal(at))


@dataclass(frozen=True, slots=True)
class GutterState:
    """What the box before a row shows. `any_picked`: something is, be it elsewhere; `heading`: it is a group's."""

    picked: Qt.CheckState = Qt.CheckState.Unchecked
    current: bool = False
    any_picked: bool = False
    heading: bool = False


class PickGutter(QHeaderView):
    """A box before every row. It shows while the pointer is on its row, and wherever something is picked."""

    toggled = Signal(int, bool)  # row; True: everything from the last one to here

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._look = look
        self.hovered = -1
        self.state_of: Callable[[int], GutterState] = _nothing
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Selected rows"))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(ROW_HEIGHT)
        self.setMinimumSectionSize(ROW_HEIGHT)
        self.setFixedWidth(GUTTER)
        self.setHighlightSections(False)
        look.theming.changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        """As wide as a box wants it. Qt would ask for the words of a hundred rows each time some come."""
        return QSize(GUTTER, ROW_HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  (Qt's own name)
        """The ground of the row goes on here."""
        theme = self._look.theme
        state = self.state_of(logicalIndex)
        hovered = logicalIndex == self.hovered
        picked = state.picked is Qt.CheckState.Checked
        ground = theme.selection if picked else theme.hover if state.current or hovered else theme.surface
        if state.heading:
            ground = theme.hover if hovered else theme.window
        painter.fillRect(rect, ground)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line)
        if hovered or state.any_picked or state.current:
            self._paint_box(painter, rect, state.picked)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Picks or unpicks; with Shift, everything from the last one."""
        row = self.logicalIndexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            self.toggled.emit(row, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nothing is dragged here."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No keys of its own."""
        event.ignore()

    def _paint_box(self, painter: QPainter, rect: QRect, state: Qt.CheckState) -> None:
        """A tick for what is picked, a dash for a group of which some is."""
        theme, picked = self._look.theme, state is Qt.CheckState.Checked
        box = QRect(rect.center().x() - _BOX // 2, rect.center().y() - _BOX // 2, _BOX, _BOX)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.accent if picked else theme.text_faint)
        painter.setBrush(theme.accent if picked else theme.surface)
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 4, 4)
        if picked:
            tick = self._look.icons.pixmap(Glyph.CHECK, theme.accent_text, 12, self.devicePixelRatioF())
            painter.drawPixmap(box.left() + 2, box.top() + 2, tick)
        elif state is Qt.CheckState.PartiallyChecked:
            painter.fillRect(box.adjusted(4, _BOX // 2 - 1, -4, -(_BOX // 2 - 1)), theme.accent)
        painter.restore()


def _nothing(_row: int) -> GutterState:
    return GutterState()
