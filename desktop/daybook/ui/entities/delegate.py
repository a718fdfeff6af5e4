"""Paints one row of the entity list: what it is, what it is worth, whose it is, and what it owes."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from daybook.ui.entities.model import EntityModel
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, RADIUS, SMALL, TINY
from daybook.ui.kit.pill import HEIGHT, paint_pill, pill_width
from daybook.work.browser import EntityRow, Owed

ROW_HEIGHT = 58


class EntityDelegate(QStyledItemDelegate):
    """Two lines and two counters a row. Fonts are made once; colours are asked for at each painting."""

    def __init__(self, look: Look, formats: Formats) -> None:
        super().__init__()
        self._look = look
        self._formats = formats
        self._title = font(Step.STRONG)
        self._small = font(Step.SMALL)
        self._title_metrics = QFontMetrics(self._title)
        self._small_metrics = QFontMetrics(self._small)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is as high as every other."""
        return QSize(200, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground, then the counters from the right, then the two lines in what room is left."""
        model = index.model()
        if not isinstance(model, EntityModel) or (row := model.row(index)) is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option)
        room: QRect = option.rect.adjusted(LARGE, 0, -LARGE, 0)
        right = self._counters(painter, room, row.owed)
        self._lines(painter, QRect(room.left(), room.top(), right - room.left(), room.height()), row, model.about(row))
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        rect = QRectF(option.rect).adjusted(SMALL / 2, 1, -SMALL / 2, -1)
        theme = self._look.theme
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(theme.selection)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
            painter.setBrush(theme.accent)
            painter.drawRoundedRect(QRectF(rect.left(), rect.top() + 14, 3, rect.height() - 28), 1.5, 1.5)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.focus)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _lines(self, painter: QPainter, room: QRect, row: EntityRow, about: str) -> None:
        theme = self._look.theme
        width = room.width() - SMALL
        painter.setFont(self._title)
        painter.setPen(theme.text_soft if row.entity.closed else theme.text)
        title = self._title_metrics.elidedText(row.entity.title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(room.left(), room.top() + 10, width, 20), Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(self._small)
        painter.setPen(theme.text_faint)
        about = self._small_metrics.elidedText(about, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(room.left(), room.top() + 30, width, 18), Qt.AlignmentFlag.AlignVCenter, about)

    def _counters(self, painter: QPainter, room: QRect, owed: Owed | None) -> int:
        """Paints the counters from the right; returns where the room left of them ends."""
        right = room.right()
        if owed is None:
            return right
        if owed.open:
            right = self._pill(painter, room, right, self._formats.number(owed.open))
        if owed.overdue:
            right = self._pill(
                painter, room, right, self._formats.number(owed.overdue), tone="danger", glyph=Glyph.CLOCK
            )
        return right

    def _pill(
        self,
        painter: QPainter,
        room: QRect,
        right: int,
        text: str,
        *,
        tone: str = "neutral",
        glyph: Glyph | None = None,
    ) -> int:
        width = round(pill_width(text, glyph=glyph is not None))
        rect = QRectF(right - width, room.center().y() - HEIGHT / 2, width, HEIGHT)
        ratio = painter.device().devicePixelRatio()
        paint_pill(painter, rect, text, tone=tone, look=self._look, glyph=glyph, ratio=ratio)
        return right - width - TINY
