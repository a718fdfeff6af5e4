"""Paints a row of the day: what is to be done, for whom, until when, and by whom."""

from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)  # fmt: skip
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from daybook.domain.agenda import Part
from daybook.domain.listing import ActivityLine
from daybook.domain.todo import TodoColor
from daybook.ui.entities.types import type_glyph
from daybook.ui.kit.avatar import paint_avatar
from daybook.ui.kit.colors import contrast
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, RADIUS, SMALL, TINY
from daybook.ui.kit.pill import HEIGHT as PILL
from daybook.ui.kit.pill import paint_pill, pill_width
from daybook.ui.layouts.portal_colors import portal_colors
from daybook.ui.timeline.kinds import kind_glyph
from daybook.ui.today.model import TodayModel
from daybook.ui.today.rows import Doing, Forgotten, Heading
from daybook.ui.today.words import TodayWords
from daybook.work.agenda import Mark
from daybook.work.today import Today

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT: Final = 44
DISC: Final = 22
WIDE: Final = 620
"""From this width on a row is one line; below it, two."""
_FACE: Final = 24
_WHEN: Final = 156
_CHEVRON: Final = 14
_OWNER_SHARE: Final = 0.34
_WAITS_SHARE: Final = 0.6
"""At most so much of the room of a title goes to what waits."""


def disc_rect(row: QRect) -> QRect:
    """Where a row that is read from left to right has its disc, which completes an activity when it is clicked."""
    return QRect(row.left() + MEDIUM, row.top() + (ROW_HEIGHT - DISC) // 2, DISC, DISC)


def disc_in_sight(row: QRect, direction: Qt.LayoutDirection) -> QRect:
    """Where a row has its disc, in whichever direction it is read."""
    return QStyle.visualRect(direction, row, disc_rect(row))


class TodayDelegate(QStyledItemDelegate):
    """Headings, activities, items. Fonts are made once; colours are asked for at each painting.

    Everything is measured as if it were read from left to right; what draws turns it round where it is not.
    """

    def __init__(self, look: Look, today: Today, words: TodayWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._today = today
        self._words = words
        self.over_disc: int | None = None
        """The row whose disc the pointer is on."""
        self.current: int | None = None
        """The row that the keys are about; a heading shows it, though it can't be chosen."""
        self._heading, self._title, self._small = font(Step.HEADING), font(Step.BODY), font(Step.SMALL)
        self._strong, self._caption = font(Step.SMALL_STRONG), font(Step.CAPTION)
        self._done = QFont(self._title)
        self._done.setStrikeOut(True)
        self._measures: dict[int, QFontMetrics] = {}
        self._direction, self._row = Qt.LayoutDirection.LeftToRight, QRect()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high as every other."""
        return QSize(240, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, and on it what the row is."""
        model = index.model()
        row = model.row(index.row()) if isinstance(model, TodayModel) else None
        if row is None or not isinstance(model, TodayModel):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, is_heading=isinstance(row, Heading), number=index.row())
        rect: QRect = option.rect
        self._direction, self._row = option.direction, rect
        if isinstance(row, Heading):
            self._paint_heading(painter, rect, row, model)
        elif isinstance(row, Forgotten):
            self._paint_forgotten(painter, rect, row, model)
        else:
            self._paint_activity(painter, rect, row, model, index.row())
        painter.restore()

    # Ground

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, *, is_heading: bool, number: int) -> None:
        state: QStyle.StateFlag = option.state
        theme = self._look.theme
        rect = QRectF(option.rect).adjusted(2, 1, -2, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected or (is_heading and number == self.current):
            painter.setBrush(theme.selection)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        elif state & QStyle.StateFlag.State_MouseOver and not is_heading:
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.focus, 1.5))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    # Headings

    def _paint_heading(self, painter: QPainter, rect: QRect, row: Heading, model: TodayModel) -> None:
        base = rect.bottom() - 12
        late = row.section.part is Part.OVERDUE
        left = rect.left() + MEDIUM
        onward = Glyph.CHEVRON_LEFT if self._is_mirrored else Glyph.CHEVRON_RIGHT
        chevron = onward if row.folded else Glyph.CHEVRON_DOWN
        self._draw_glyph(painter, chevron, "text_faint", QRect(left + 4, base - 12, _CHEVRON, _CHEVRON))
        left += DISC + MEDIUM
        title = self._words.heading(row, model.content)
        left = self._write(painter, QPoint(left, base), title, self._heading, "text") + SMALL
        count = self._words.count(row.section.count)
        left = (
            self._write(painter, QPoint(left, base), count, self._strong, "overdue" if late else "text_faint") + MEDIUM
        )
        beside = self._words.beside_heading(row, model.content)
        room = rect.right() - MEDIUM - left
        if beside and room > 60:
            self._write(painter, QPoint(left, base), self._cut(beside, self._small, room), self._small, "text_faint")
        if not row.folded:
            painter.setPen(self._look.theme.line)
            line = QRect(QPoint(rect.left() + MEDIUM + DISC + MEDIUM, rect.bottom()), rect.bottomRight())
            line = self._turned(line.adjusted(0, 0, -MEDIUM, 0))
            painter.drawLine(line.left(), rect.bottom(), line.right(), rect.bottom())

    # Items

    def _paint_forgotten(self, painter: QPainter, rect: QRect, row: Forgotten, model: TodayModel) -> None:
        entity = row.entity
        disc = disc_rect(rect)
        self._draw_glyph(painter, type_glyph(entity.ref.type_id), "text_faint", disc.adjusted(2, 2, -2, -2))
        person = model.person(entity.responsible_id)
        said = self._words.forgotten(entity, person)
        right = self._paint_face(painter, rect, entity.responsible_id, model)
        room = QRect(disc.right() + MEDIUM, rect.top(), right - disc.right() - 2 * MEDIUM, ROW_HEIGHT)
        painter.setFont(self._title)
        self._text(painter, room, said[0], self._title, "text")

    # Activities

    def _paint_activity(self, painter: QPainter, rect: QRect, row: Doing, model: TodayModel, number: int) -> None:
        line, mark = model.line(row.activity_id), self._today.mark(row.activity_id)
        disc = disc_rect(rect)
        if line is None:
            self._paint_coming(painter, rect, disc)
            return
        self._paint_disc(painter, disc, line, mark, hovered=self.over_disc == number)
        right = self._paint_face(painter, rect, line.responsible_id, model) - MEDIUM
        when = self._words.when(line, row.part, self._today.now())
        late = line.is_overdue(self._today.now())
        left = disc.right() + MEDIUM
        tone = "text_faint" if mark is not None else "text"
        lettering = self._done if mark is Mark.COMPLETING or line.completed else self._title
        if rect.width() >= WIDE:
            self._paint_when(painter, QRect(right - _WHEN, rect.top(), _WHEN, ROW_HEIGHT), when, late=late)
            right -= _WHEN + LARGE
            width = round((right - left) * _OWNER_SHARE)
            owner = QRect(right - width, rect.top(), width, ROW_HEIGHT)
            self._text(painter, owner, self._words.owner(line), self._small, "text_faint")
            subject = QRect(left, rect.top(), right - width - LARGE - left, ROW_HEIGHT)
            subject = self._paint_waiting(painter, subject, row, model)
            self._text(painter, subject, self._words.subject(line), lettering, tone)
            return
        first, second = (QRect(left, rect.top() + top, right - left, 19) for top in (4, 22))
        first = self._paint_waiting(painter, first, row, model)
        self._text(painter, first, self._words.subject(line), lettering, tone)
        if when:
            width = self._metrics(self._small).horizontalAdvance(when) + TINY
            self._paint_when(painter, QRect(right - width, second.top(), width, 19), when, late=late)
            second.setWidth(second.width() - width - SMALL)
        self._text(painter, second, self._words.owner(line), self._small, "text_faint")

    def _paint_waiting(self, painter: QPainter, room: QRect, row: Doing, model: TodayModel) -> QRect:
        """What waits to be applied, at the right end of the room of the title; returns what is left of that."""
        words = model.waiting.words(row.activity_id) if model.waiting is not None else ""
        if not words or model.waiting is None:
            return room
        glyph, tone = model.waiting.sign(row.activity_id)
        width = min(round(pill_width(words, glyph=True) + 1), round(room.width() * _WAITS_SHARE))
        height = min(PILL, room.height())
        pill = QRect(room.right() + 1 - width, room.center().y() - height // 2, width, height)
        ratio = painter.device().devicePixelRatio()
        paint_pill(painter, QRectF(self._turned(pill)), words, tone=tone, look=self._look, glyph=glyph, ratio=ratio)
        return room.adjusted(0, 0, -width - SMALL, 0)

    def _paint_coming(self, painter: QPainter, rect: QRect, disc: QRect) -> None:
        """A row that is still being read has the shape of one."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.hover)
        painter.drawEllipse(self._turned(disc))
        width = min(260, rect.width() // 3)
        painter.drawRoundedRect(self._turned(QRect(disc.right() + MEDIUM, rect.top() + 17, width, 10)), 5, 5)

    def _paint_disc(
        self, painter: QPainter, disc: QRect, line: ActivityLine, mark: Mark | None, *, hovered: bool
    ) -> None:
        theme = self._look.theme
        if mark is Mark.COMPLETING or hovered:
            painter.setPen(Qt.PenStyle.NoPen if mark is not None else QPen(theme.success, 1.5))
            painter.setBrush(theme.success if mark is not None else theme.success_soft)
            painter.drawEllipse(self._turned(disc.adjusted(1, 1, -1, -1)))
            ink = "surface" if mark is not None else "success"
            self._draw_glyph(painter, Glyph.CHECK, ink, disc.adjusted(4, 4, -4, -4))
        elif line.is_todo:
            self._paint_color(painter, disc, line.color)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_soft)
            painter.drawEllipse(self._turned(disc))
            self._draw_glyph(painter, kind_glyph(line), "accent", disc.adjusted(4, 4, -4, -4))

    def _paint_color(self, painter: QPainter, disc: QRect, color: TodoColor) -> None:
        """A ring in the to-do's colour; every colour but the usual one also says its number, which is its key."""
        disc = self._turned(disc)
        strong = portal_colors(self._look.theme).todos[color].strong
        if color is TodoColor.DEFAULT:
            painter.setPen(QPen(strong, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(disc.adjusted(2, 2, -2, -2))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(strong)
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        inks = (QColor(Qt.GlobalColor.white), QColor("#1b2030"))
        painter.setPen(max(inks, key=lambda ink: contrast(ink, strong)))
        painter.setFont(self._strong)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, color.value)

    def _paint_when(self, painter: QPainter, room: QRect, when: str, *, late: bool) -> None:
        tone = "overdue" if late else "text_soft"
        shown = self._cut(when, self._small, room.width())
        width = self._metrics(self._small).horizontalAdvance(shown)
        left = room.right() + 1 - width
        if late and left - LARGE >= room.left():
            clock = QRect(left - LARGE, room.center().y() - 6, 13, 13)
            self._draw_glyph(painter, Glyph.CLOCK, tone, clock)
        self._text(painter, QRect(left, room.top(), width + 1, room.height()), shown, self._small, tone)

    def _paint_face(self, painter: QPainter, rect: QRect, person_id: int | None, model: TodayModel) -> int:
        """Who does it, at the right end; returns where the room left of it ends."""
        left = rect.right() + 1 - MEDIUM - _FACE
        face = self._turned(QRect(left, rect.top() + (ROW_HEIGHT - _FACE) // 2, _FACE, _FACE))
        paint_avatar(painter, QRectF(face), model.person(person_id), self._look.theme)
        return left

    # Letters and drawings

    @property
    def _is_mirrored(self) -> bool:
        return self._direction is Qt.LayoutDirection.RightToLeft

    def _turned(self, room: QRect) -> QRect:
        """Where something stands in the row that is being painted."""
        return QStyle.visualRect(self._direction, self._row, room)

    def _text(self, painter: QPainter, room: QRect, text: str, lettering: QFont, tone: str) -> None:
        metrics = self._metrics(lettering)
        base = room.top() + (room.height() + metrics.ascent() - metrics.descent()) // 2
        self._write(painter, QPoint(room.left(), base), self._cut(text, lettering, room.width()), lettering, tone)

    def _write(self, painter: QPainter, at: QPoint, text: str, lettering: QFont, tone: str) -> int:
        """Text on its base line; returns where it ends."""
        width = self._metrics(lettering).horizontalAdvance(text)
        painter.setFont(lettering)
        painter.setPen(self._look.color(tone))
        painter.drawText(QPoint(self._turned(QRect(at.x(), at.y(), width, 1)).left(), at.y()), text)
        return at.x() + width

    def _cut(self, text: str, lettering: QFont, width: int) -> str:
        return self._metrics(lettering).elidedText(text, Qt.TextElideMode.ElideRight, max(width, 0))

    def _metrics(self, lettering: QFont) -> QFontMetrics:
        found = self._measures.get(id(lettering))
        if found is None:
            found = self._measures[id(lettering)] = QFontMetrics(lettering)
        return found

    def _draw_glyph(self, painter: QPainter, glyph: Glyph, tone: str, box: QRect) -> None:
        ratio = painter.device().devicePixelRatio()
        pixmap = self._look.icons.pixmap(glyph, self._look.color(tone), box.width(), ratio)
        painter.drawPixmap(self._turned(box).topLeft(), pixmap)
