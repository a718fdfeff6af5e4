"""Paints one row of the entity list: whose it is, what it is, what it is worth, and what it still owes."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from daybook.ui.entities.model import Role
from daybook.ui.entities.row_words import RowWords
from daybook.ui.kit.avatar import paint_avatar
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, RADIUS, SMALL, TINY
from daybook.ui.kit.pill import paint_pill, pill_width
from daybook.work.browser import EntityRow

ROW_HEIGHT = 60
_AVATAR = 32
_PILL_HEIGHT = 20
_FIRST_LINE = (9, 20)  # top and height
_SECOND_LINE = (31, _PILL_HEIGHT)
_BAR = 3


class EntityDelegate(QStyledItemDelegate):
    """A portrait, the title over the whole width, and below it a line with the counters at its end.

    Fonts are made once; colours are asked for at each painting.
    """

    def __init__(self, look: Look, words: RowWords, parent: QObject | None = None) -> None:
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
        """The ground, the portrait, the title, and the second line from its right end."""
        row: EntityRow | None = index.data(Role.ROW)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        rect: QRect = option.rect
        portrait = QRectF(rect.left() + LARGE, rect.top() + (ROW_HEIGHT - _AVATAR) / 2, _AVATAR, _AVATAR)
        paint_avatar(painter, portrait, row.responsible, self._look.theme)
        room = rect.adjusted(LARGE + _AVATAR + MEDIUM, 0, -LARGE, 0)
        self._paint_title(painter, _line(room, _FIRST_LINE), row)
        self._paint_second(painter, _line(room, _SECOND_LINE), row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        rect = QRectF(option.rect).adjusted(SMALL - 2, 1, 2 - SMALL, -1)
        theme = self._look.theme
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(theme.selection)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
            painter.setBrush(theme.accent)
            bar = QRectF(rect.left(), rect.top() + LARGE, _BAR, rect.height() - 2 * LARGE)
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.focus)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _paint_title(self, painter: QPainter, room: QRect, row: EntityRow) -> None:
        tone = "text_soft" if row.entity.closed else "text"
        self._paint_text(painter, room, row.entity.title, self._title, tone)

    def _paint_second(self, painter: QPainter, room: QRect, row: EntityRow) -> None:
        right = self._paint_counters(painter, room, row)
        left = QRect(room.left(), room.top(), right - room.left() - SMALL, room.height())
        self._paint_text(painter, left, self._words.about(row), self._small, "text_faint")

    def _paint_text(self, painter: QPainter, room: QRect, text: str, lettering: QFont, tone: str) -> None:
        painter.setFont(lettering)
        painter.setPen(self._look.color(tone))
        shown = QFontMetrics(lettering).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_counters(self, painter: QPainter, room: QRect, row: EntityRow) -> int:
        """Paints from the right; returns where the room left of the counters ends."""
        left = room.right() + 1
        if count := self._words.open(row):
            left = self._paint_pill(painter, _until(room, left), count)
        if count := self._words.overdue(row):
            left = self._paint_pill(painter, _until(room, left), count, "danger", Glyph.CLOCK)
        if self._words.is_forgotten(row):
            left = self._paint_gap(painter, _until(room, left))
        return left

    def _paint_pill(
        self, painter: QPainter, room: QRect, text: str, tone: str = "neutral", glyph: Glyph | None = None
    ) -> int:
        """A count at the right end of `room`; returns where the room left of it ends."""
        width = round(pill_width(text, glyph=glyph is not None))
        left = room.right() + 1 - width
        rect = QRectF(left, room.top(), width, room.height())
        ratio = painter.device().devicePixelRatio()
        paint_pill(painter, rect, text, tone=tone, look=self._look, glyph=glyph, ratio=ratio)
        return left - TINY

    def _paint_gap(self, painter: QPainter, room: QRect) -> int:
        """The sign for "nothing planned", in place of a count."""
        ratio = painter.device().devicePixelRatio()
        pixmap = self._look.icons.pixmap(Glyph.CIRCLE_DASHED, self._look.color("text_faint"), LARGE, ratio)
        left = room.right() + 1 - LARGE
        painter.drawPixmap(left, room.top() + (room.height() - LARGE) // 2, pixmap)
        return left - TINY


def _until(room: QRect, right: int) -> QRect:
    """The part of `room` left of `right`."""
    return QRect(room.left(), room.top(), right - room.left(), room.height())


def _line(room: QRect, place: tuple[int, int]) -> QRect:
    top, height = place
    return QRect(room.left(), room.top() + top, room.width(), height)
