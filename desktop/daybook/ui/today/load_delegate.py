"""Paints how much there is to do: a number, a bar, and a sign where it is too much."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from daybook.domain.agenda import OVERDUE_SPAN, TODAY_SPAN
from daybook.domain.workdays import WorkWeek
from daybook.ui.kit.avatar import paint_avatar
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import RADIUS_SMALL, SMALL
from daybook.ui.today.load_model import LoadModel, span_of
from daybook.work.agenda import PersonLoad

Index = QModelIndex | QPersistentModelIndex

CELL_HEIGHT: Final = 34
HEAD_HEIGHT: Final = 38
_FACE: Final = 22
_BAR: Final = 4
_SIGN: Final = 12
Side = Qt.AlignmentFlag
_MIDDLE: Final = Side.AlignHCenter


class LoadDelegate(QStyledItemDelegate):
    """Cells. Fonts are made once; colours are asked for at each painting."""

    def __init__(self, look: Look, model: LoadModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self._plain, self._strong = font(Step.BODY), font(Step.STRONG)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A person, or a number on its ground."""
        load = self._model.load(index.row())
        if load is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        span = span_of(index.column())
        self._paint_ground(painter, option, index)
        if span is None:
            self._paint_person(painter, rect, load, option.direction)
        else:
            self._paint_count(painter, rect, load, span)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state: QStyle.StateFlag = option.state
        theme = self._look.theme
        rect = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5)
        chosen = self._model.content.focus is not None and self._model.focus(index) == self._model.content.focus
        painter.setPen(QPen(theme.accent, 1.5) if chosen else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if chosen:
            painter.setBrush(theme.selection)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.hover)
        painter.drawRoundedRect(rect, RADIUS_SMALL, RADIUS_SMALL)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.focus, 2))
            painter.drawRoundedRect(rect, RADIUS_SMALL, RADIUS_SMALL)

    def _paint_person(self, painter: QPainter, rect: QRect, load: PersonLoad, direction: Qt.LayoutDirection) -> None:
        person = self._model.content.people.get(load.person_id) if load.person_id is not None else None
        face = QRect(rect.left() + SMALL, rect.top() + (rect.height() - _FACE) // 2, _FACE, _FACE)
        paint_avatar(painter, QRectF(QStyle.visualRect(direction, rect, face)), person, self._look.theme)
        room = QStyle.visualRect(direction, rect, rect.adjusted(SMALL + _FACE + SMALL, 0, -SMALL, 0))
        side = QStyle.visualAlignment(direction, Side.AlignLeft) | Side.AlignAbsolute
        self._write(painter, room, self._model.name(load), lettering=self._plain, tone="text", side=side)

    def _paint_count(self, painter: QPainter, rect: QRect, load: PersonLoad, span: int) -> None:
        count = load.count(span)
        late, much = span == OVERDUE_SPAN and count > 0, self._model.is_too_much(load, span)
        if not count:
            self._write(painter, rect, "·", lettering=self._plain, tone="text_faint")
            return
        tone = "overdue" if late else "danger" if much else "text"
        text = self._model.number(count)
        lettering = self._strong if late or much else self._plain
        room = rect if late else rect.adjusted(0, 0, 0, -_BAR - 3)
        if late or much:
            width = QFontMetrics(lettering).horizontalAdvance(text)
            glyph = Glyph.CLOCK if late else Glyph.WARNING
            left = room.center().x() - (width + _SIGN + 3) // 2
            self._draw(painter, glyph, tone, QRect(left, room.center().y() - _SIGN // 2 + 1, _SIGN, _SIGN))
            room = QRect(left + _SIGN + 3, room.top(), width + 2, room.height())
        self._write(painter, room, text, lettering=lettering, tone=tone)
        if not late:
            self._paint_bar(painter, rect, count / self._model.cap, "danger" if much else "accent")

    def _paint_bar(self, painter: QPainter, rect: QRect, share: float, tone: str) -> None:
        track = QRectF(rect.left() + 8, rect.bottom() - _BAR - 5, rect.width() - 16, _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.line)
        painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)
        track.setWidth(max(_BAR, track.width() * min(share, 1.0)))
        painter.setBrush(self._look.color(tone))
        painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)

    def _write(
        self,
        painter: QPainter,
        room: QRect,
        text: str,
        *,
        lettering: QFont,
        tone: str,
        side: Side = _MIDDLE,
    ) -> None:
        painter.setFont(lettering)
        painter.setPen(self._look.color(tone))
        shown = QFontMetrics(lettering).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, shown)

    def _draw(self, painter: QPainter, glyph: Glyph, tone: str, box: QRect) -> None:
        ratio = painter.device().devicePixelRatio()
        pixmap = self._look.icons.pixmap(glyph, self._look.color(tone), box.width(), ratio)
        painter.drawPixmap(box.topLeft(), pixmap)


class LoadHeader(QHeaderView):
    """Weekday above day. Today stands out; days on which nobody works step back. `week` is asked each time."""

    def __init__(
        self, look: Look, model: LoadModel, week: Callable[[], WorkWeek], parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._loads = model
        self._week = week
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(30)
        self.setFixedHeight(HEAD_HEIGHT)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        """Known, where Qt would measure every heading at each turn of the layout."""
        return QSize(0, HEAD_HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        """Two lines in the middle."""
        upper, lower = self._loads.head(column)
        span = span_of(column)
        if not upper or span is None:
            return
        painter.save()
        today = span == TODAY_SPAN
        works = span == OVERDUE_SPAN or self._week().works_on(self._loads.day(span))
        painter.setPen(self._look.color("accent" if today else "text_soft" if works else "text_faint"))
        middle = Qt.AlignmentFlag.AlignCenter
        if not lower:
            painter.setFont(font(Step.CAPTION))
            painter.drawText(rect, middle, upper)
        else:
            painter.setFont(font(Step.CAPTION))
            painter.drawText(rect.adjusted(0, 3, 0, -rect.height() // 2), middle, upper)
            painter.setFont(font(Step.STRONG if today else Step.BODY))
            painter.drawText(rect.adjusted(0, rect.height() // 2 - 4, 0, -1), middle, lower)
        painter.restore()
