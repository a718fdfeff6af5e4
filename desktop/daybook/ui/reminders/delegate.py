"""Paints one reminder that waits: what it is about, whose it is, and how late it is."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from daybook.domain.reminders import Reminder
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import ICON, MEDIUM, RADIUS, SMALL
from daybook.ui.kit.pill import paint_pill, pill_width
from daybook.ui.reminders.model import Role
from daybook.ui.reminders.words import ReminderWords

ROW_HEIGHT = 56
_PILL_HEIGHT = 22
_FIRST_LINE = (8, 20)  # top and height
_SECOND_LINE = (29, 19)


class ReminderDelegate(QStyledItemDelegate):
    """A bell or a clock, two lines, and a pill at the end. One that is being changed is faint."""

    def __init__(self, look: Look, words: ReminderWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._title = font(Step.STRONG)
        self._small = font(Step.SMALL)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is as high as every other."""
        return QSize(200, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground, the sign, the pill, and the two lines in the room that is left."""
        reminder: Reminder | None = index.data(Role.REMINDER)
        if reminder is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        if index.data(Role.BUSY):
            painter.setOpacity(0.45)
        room: QRect = option.rect.adjusted(MEDIUM, 0, -MEDIUM, 0)
        late = self._words.is_late(reminder)
        self._paint_sign(painter, room, late=late)
        room.setLeft(room.left() + ICON + MEDIUM)
        room.setRight(self._paint_pill(painter, room, self._words.when(reminder), late=late) - SMALL)
        self._paint_text(painter, _line(room, _FIRST_LINE), self._words.title(reminder), self._title, "text")
        self._paint_text(painter, _line(room, _SECOND_LINE), reminder.todo.owner_title, self._small, "text_soft")
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        rect = QRectF(option.rect).adjusted(0, 1, 0, -1)
        theme = self._look.theme
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(theme.selection)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.focus)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _paint_sign(self, painter: QPainter, room: QRect, *, late: bool) -> None:
        glyph, tone = (Glyph.CLOCK, "danger") if late else (Glyph.BELL, "accent")
        ratio = painter.device().devicePixelRatio()
        pixmap = self._look.icons.pixmap(glyph, self._look.color(tone), ICON, ratio)
        painter.drawPixmap(room.left(), room.top() + (room.height() - ICON) // 2, pixmap)

    def _paint_pill(self, painter: QPainter, room: QRect, text: str, *, late: bool) -> int:
        """At the right end; returns where it begins."""
        width = round(pill_width(text) + 0.5)
        left = room.right() + 1 - width
        rect = QRectF(left, room.top() + (room.height() - _PILL_HEIGHT) / 2, width, _PILL_HEIGHT)
        paint_pill(painter, rect, text, tone="danger" if late else "neutral", look=self._look)
        return left

    def _paint_text(self, painter: QPainter, room: QRect, text: str, lettering: QFont, tone: str) -> None:
        painter.setFont(lettering)
        painter.setPen(self._look.color(tone))
        shown = QFontMetrics(lettering).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _line(room: QRect, place: tuple[int, int]) -> QRect:
    top, height = place
    return QRect(room.left(), room.top() + top, room.width(), height)
