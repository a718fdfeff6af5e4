"""Paints a line of a preview: a heading with its count, or a row with what becomes of it."""

from typing import Final

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from daybook.domain.run import Row
from daybook.ui.changing.preview_model import Index, Role
from daybook.ui.changing.preview_words import PreviewWords
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, RADIUS_SMALL, SMALL, TINY
from daybook.work.changing.lines import Heading

ROW_HEIGHT: Final = 46
_BOX: Final = 16
_GLYPH: Final = 16
_ITEM_SHARE: Final = 0.38
"""Of the upper line, at most so much for the item behind the title."""


class PreviewDelegate(QStyledItemDelegate):
    """Words are made here, for the few rows that are in sight."""

    def __init__(self, look: Look, words: PreviewWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        steps = (Step.STRONG, Step.BODY, Step.SMALL)
        self._fonts = {step: (font(step), QFontMetrics(font(step))) for step in steps}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every line is as high as every other."""
        return QSize(240, ROW_HEIGHT)

    @staticmethod
    def box_rect(rect: QRect) -> QRect:
        """Where the box of a line is."""
        return QRect(rect.left() + MEDIUM, rect.center().y() - _BOX // 2, _BOX, _BOX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, box, words."""
        line = index.data(Role.LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option)
        rect: QRect = option.rect
        ticked = index.data(Role.TICKED)
        if ticked is not None:
            self._box(painter, self.box_rect(rect), Qt.CheckState(ticked))
        room = rect.adjusted(MEDIUM + _BOX + SMALL + 2, 0, -MEDIUM, 0)
        if isinstance(line, Heading):
            self._heading(painter, room, line)
        elif isinstance(row := index.data(Role.ROW), Row):
            if ticked is None:
                self._icon(painter, self.box_rect(rect), Glyph.CIRCLE_MINUS, "text_faint")
            self._row(painter, room, row, dead=ticked != Qt.CheckState.Checked)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        theme, rect = self._look.theme, QRectF(option.rect).adjusted(TINY, 1, -TINY, -1)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.selection if selected else theme.hover)
            painter.drawRoundedRect(rect, RADIUS_SMALL, RADIUS_SMALL)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.focus)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_SMALL, RADIUS_SMALL)

    def _heading(self, painter: QPainter, room: QRect, heading: Heading) -> None:
        glyph = Glyph.CHEVRON_RIGHT if heading.folded else Glyph.CHEVRON_DOWN
        at = QRect(room.left(), room.center().y() - _GLYPH // 2, _GLYPH, _GLYPH)
        self._icon(painter, at, glyph, "text_soft")
        words = room.adjusted(_GLYPH + TINY, 0, 0, 0)
        self._text(painter, words, self._words.chip(heading.group, heading.count), Step.STRONG, "text")

    def _row(self, painter: QPainter, room: QRect, row: Row, *, dead: bool) -> None:
        half = room.height() // 2
        upper = QRect(room.left(), room.top() + 3, room.width(), half - 3)
        lower = QRect(room.left(), room.top() + half, room.width(), half - 4)
        item = self._words.values.item(row.owner)
        title = self._words.title(row)
        if item and item != title:
            wide = self._fonts[Step.SMALL][1].horizontalAdvance(item) + 2
            width = min(wide, round(room.width() * _ITEM_SHARE))
            aside = QRect(upper.right() - width, upper.top(), width, upper.height())
            self._text(painter, aside, item, Step.SMALL, "text_faint")
            upper.setRight(aside.left() - SMALL)
        self._text(painter, upper, title, Step.BODY, "text_faint" if dead else "text")
        self._text(painter, lower, self._words.about(row), Step.SMALL, "text_faint" if dead else "text_soft")

    def _box(self, painter: QPainter, rect: QRect, state: Qt.CheckState) -> None:
        theme = self._look.theme
        full = state != Qt.CheckState.Unchecked
        painter.setPen(theme.accent if full else theme.text_faint)
        painter.setBrush(theme.accent if full else theme.surface)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        if state == Qt.CheckState.Checked:
            self._icon(painter, rect.adjusted(1, 1, -1, -1), Glyph.CHECK, "accent_text")
        elif state == Qt.CheckState.PartiallyChecked:
            middle = rect.center()
            painter.fillRect(QRect(QPoint(rect.left() + 4, middle.y()), QSize(_BOX - 8, 2)), theme.accent_text)

    def _text(self, painter: QPainter, room: QRect, text: str, step: Step, tone: str) -> None:
        lettering, metrics = self._fonts[step]
        painter.setFont(lettering)
        painter.setPen(self._look.color(tone))
        shown = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _icon(self, painter: QPainter, rect: QRect, glyph: Glyph, tone: str) -> None:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(rect.topLeft(), self._look.icons.pixmap(glyph, self._look.color(tone), rect.width(), ratio))
