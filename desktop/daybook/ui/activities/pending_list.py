"""The list of pending edits: what was, what is wished for, and how it stands. Thousands cost no more than one page."""

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)  # fmt: skip
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from daybook.domain.run import Field
from daybook.ui.activities.cell_words import CellTexts, cell_name
from daybook.ui.activities.pending_items import Item, Lines
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import plain_tip
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, RADIUS_SMALL, SMALL, TINY
from daybook.ui.timeline.kinds import kind_glyph
from daybook.work.pending.state import Mark

translate = QCoreApplication.translate

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 32
_NAME_WIDTH = 84
_BEFORE_SHARE = 0.25
_CROSS = 14
_GLYPH = 16
_SIGNS = {
    Mark.CONFLICT: (Glyph.WARNING, "warning"),
    Mark.HINDERED: (Glyph.CIRCLE_MINUS, "text_faint"),
    Mark.REFUSED: (Glyph.ERROR, "danger"),
    Mark.SENDING: (Glyph.HOURGLASS, "accent"),
}


class Role(IntEnum):
    """What a line knows beside its words."""

    ITEM = Qt.ItemDataRole.UserRole + 1


class PendingModel(QAbstractTableModel):
    """The lines. A new state brings new ones; where only their values differ, nothing jumps."""

    def __init__(self, texts: CellTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._lines = Lines()

    def show(self, lines: Lines) -> None:
        """Other lines; those that stand where they stood only look different."""
        if lines.has_places_of(self._lines):
            self._lines = lines
            if len(lines):
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, 0))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """One."""
        return 0 if parent.isValid() else 1

    def row_of(self, item: Item) -> int | None:
        """Where a line stands; None when it is not there."""
        return self._lines.row_of(item)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words, what a screen reader says, or the line itself."""
        item = self._lines.at(index.row()) if index.isValid() else None
        if item is None:
            return None
        if role == Role.ITEM:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(item)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._said(item))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The header is hidden; a screen reader still asks."""
        return self.tr("Change") if role == Qt.ItemDataRole.DisplayRole else None

    def _said(self, item: Item) -> str:
        if item.field is None or item.edit is None:
            return self.tr("{title}: not there any more").format(title=item.title) if item.gone else item.title
        before, after = self._texts.text(item.field, item.before), self._texts.text(item.field, item.edit.wished)
        said = self.tr("{field}: {before} becomes {after}").format(
            field=cell_name(item.field), before=before, after=after
        )
        state = mark_words(item.mark)
        return f"{said}, {state}" if state else said


def mark_words(mark: Mark) -> str:
    """How a change stands; "" for one about which there is nothing to say."""
    return {
        Mark.PENDING: "",
        Mark.CONFLICT: translate("PendingMarks", "conflict"),
        Mark.HINDERED: translate("PendingMarks", "not possible"),
        Mark.REFUSED: translate("PendingMarks", "refused"),
        Mark.SENDING: translate("PendingMarks", "being sent"),
    }[mark]


class PendingDelegate(QStyledItemDelegate):
    """Paints a line: a title, or a field's name with what was, an arrow, and what is wished for."""

    def __init__(self, look: Look, texts: CellTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._texts = texts
        self._fonts = {step: (font(step), QFontMetrics(font(step))) for step in (Step.STRONG, Step.BODY, Step.SMALL)}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every line is as high as every other."""
        return QSize(240, ROW_HEIGHT)

    def cross_rect(self, rect: QRect) -> QRect:
        """Where the cross that drops a change is, in a line."""
        return QRect(rect.right() - MEDIUM - _CROSS, rect.center().y() - _CROSS // 2, _CROSS, _CROSS)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, words, sign, cross."""
        item = index.data(Role.ITEM)
        if not isinstance(item, Item):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self._ground(painter, option)
        room: QRect = option.rect.adjusted(MEDIUM, 0, -MEDIUM, 0)
        if hot and item.mark is not Mark.SENDING:
            self._icon(painter, self.cross_rect(option.rect), Glyph.CLOSE, "text_soft")
        room.setRight(room.right() - _CROSS - SMALL)
        if item.field is None:
            self._activity(painter, room, item)
        else:
            self._cell(painter, room, item)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> bool:
        """Paints what lies below; True for the line that the mouse or the choice is on."""
        state: QStyle.StateFlag = option.state
        theme, rect = self._look.theme, QRectF(option.rect).adjusted(TINY, 1, -TINY, -1)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or hovered:
            painter.setBrush(theme.selection if selected else theme.hover)
            painter.drawRoundedRect(rect, RADIUS_SMALL, RADIUS_SMALL)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.focus)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)
        return selected or hovered

    def _activity(self, painter: QPainter, room: QRect, item: Item) -> None:
        glyph = kind_glyph(item.activity) if item.activity is not None else Glyph.ACTIVITY
        self._icon(painter, QRect(room.left(), room.center().y() - _GLYPH // 2, _GLYPH, _GLYPH), glyph, "text_soft")
        room.setLeft(room.left() + _GLYPH + SMALL)
        if item.gone:
            self._right(painter, room, self.tr("not there any more"), "danger")
        elif item.under_way:
            self._right(painter, room, self.tr("not known yet"), "warning")
        elif item.mark is Mark.SENDING:
            self._right(painter, room, mark_words(item.mark), "accent")
        self._text(painter, room, item.title, Step.STRONG, "text_faint" if item.gone else "text")

    def _cell(self, painter: QPainter, room: QRect, item: Item) -> None:
        if item.field is None or item.edit is None:
            return
        room.setLeft(room.left() + _GLYPH + SMALL)
        name = QRect(room.left(), room.top(), min(_NAME_WIDTH, room.width() // 3), room.height())
        if item.mark in _SIGNS and not item.gone:
            glyph, tone = _SIGNS[item.mark]
            self._right(painter, room, mark_words(item.mark), tone, glyph)
        self._text(painter, name, cell_name(item.field), Step.SMALL, "text_faint")
        room.setLeft(name.right() + SMALL)
        self._change(painter, room, item)

    def _change(self, painter: QPainter, room: QRect, item: Item) -> None:
        """What was yields to what is wished for. A title that stands above already is not said twice."""
        assert item.field is not None and item.edit is not None  # noqa: S101, PT018  (only cells are asked for)
        before, after = self._texts.brief(item.field, item.before), self._texts.brief(item.field, item.edit.wished)
        if item.field is not Field.TITLE or item.before != item.title:
            metrics = self._fonts[Step.BODY][1]
            free = room.width() - _GLYPH - 2 * TINY
            yields = max(round(free * _BEFORE_SHARE), free - metrics.horizontalAdvance(after) - 2)
            width = min(metrics.horizontalAdvance(before) + 2, yields)
            self._text(painter, QRect(room.left(), room.top(), width, room.height()), before, Step.BODY, "text_faint")
            room.setLeft(room.left() + width + TINY)
        arrow = QRect(room.left(), room.center().y() - _GLYPH // 2, _GLYPH, _GLYPH)
        self._icon(painter, arrow, Glyph.ARROW_RIGHT, "text_faint")
        room.setLeft(arrow.right() + 1 + TINY)
        dead = item.gone or item.mark is Mark.HINDERED
        self._text(painter, room, after, Step.BODY, "text_faint" if dead else "text")

    def _right(self, painter: QPainter, room: QRect, text: str, tone: str, glyph: Glyph | None = None) -> None:
        """Words at the right end of the room, which is the smaller for it."""
        metrics = self._fonts[Step.SMALL][1]
        width = metrics.horizontalAdvance(text) + 2
        self._text(painter, QRect(room.right() - width, room.top(), width, room.height()), text, Step.SMALL, tone)
        room.setRight(room.right() - width - TINY)
        if glyph is not None:
            at = QRect(room.right() - _GLYPH, room.center().y() - _GLYPH // 2, _GLYPH, _GLYPH)
            self._icon(painter, at, glyph, tone)
            room.setRight(room.right() - _GLYPH)
        room.setRight(room.right() - SMALL)

    def _text(self, painter: QPainter, room: QRect, text: str, step: Step, tone: str) -> None:
        lettering: QFont
        lettering, metrics = self._fonts[step]
        painter.setFont(lettering)
        painter.setPen(self._look.color(tone))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _icon(self, painter: QPainter, rect: QRect, glyph: Glyph, tone: str) -> None:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(rect.topLeft(), self._look.icons.pixmap(glyph, self._look.color(tone), rect.width(), ratio))


class PendingList(QTableView):
    """↑ ↓ choose, Delete drops the change (or all of its activity), M and T decide a conflict, Enter shows it."""

    drop_wanted = Signal(object)  # Item
    shown = Signal(object)  # Item
    decided = Signal(object, bool)  # Item, mine
    chosen = Signal(object)  # Item or None

    def __init__(self, look: Look, texts: CellTexts) -> None:
        super().__init__()
        self._pending_model = PendingModel(texts, self)
        self._delegate = PendingDelegate(look, texts, self)
        self._kept: Item | None = None  # the choice, also while what it was of is just going
        self.setModel(self._pending_model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Changes that wait"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.selectionModel().currentChanged.connect(self._tell_chosen)
        look.theming.changed.connect(self.viewport().update)

    @property
    def item(self) -> Item | None:
        """The line that is chosen."""
        item = self.currentIndex().data(Role.ITEM)
        return item if isinstance(item, Item) else None

    @property
    def lines(self) -> list[str]:
        """What it shows, from the top."""
        model = self._pending_model
        return [str(model.index(number, 0).data()) for number in range(model.rowCount())]

    def show_lines(self, lines: Lines) -> None:
        """Other lines; the choice stays where it was, or goes to what is there now."""
        kept, row = self._kept, self.currentIndex().row()
        self._pending_model.show(lines)
        if not len(lines):
            self.chosen.emit(None)
            return
        found = self._pending_model.row_of(kept) if kept is not None else None
        self.choose(found if found is not None else max(0, min(row, len(lines) - 1)))
        self._tell_chosen()

    def choose(self, row: int) -> None:
        """Chooses a line."""
        self.setCurrentIndex(self._pending_model.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that do something with the chosen line."""
        item, key = self.item, event.key()
        if item is not None and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.drop_wanted.emit(item)
        elif item is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.shown.emit(item)
        elif item is not None and item.mark is Mark.CONFLICT and key in (Qt.Key.Key_M, Qt.Key.Key_T):
            self.decided.emit(item, key == Qt.Key.Key_M)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the cross drops the change."""
        super().mouseReleaseEvent(event)
        point: QPoint = event.position().toPoint()
        index = self.indexAt(point)
        item = index.data(Role.ITEM)
        hit = self._delegate.cross_rect(self.visualRect(index)).adjusted(-TINY, -TINY, TINY, TINY).contains(point)
        if isinstance(item, Item) and hit and item.mark is not Mark.SENDING:
            self.drop_wanted.emit(item)

    def _tell_chosen(self) -> None:
        self._kept = self.item or self._kept
        self.chosen.emit(self.item)
