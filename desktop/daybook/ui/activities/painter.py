"""Paints rows of the table. Thrifty: fonts, colours and signs are made once, a text is measured once a width.

One pass over a row costs a tenth of what Qt's delegates take for its cells: no option is copied, no style asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap

from daybook.domain.columns import Column
from daybook.domain.listing import ActivityLine
from daybook.ui.activities.cell_states import NOTHING_PENDING, CellStates
from daybook.ui.activities.cells import Cell, Faces
from daybook.ui.activities.column_words import FIELDS, NARROW, Heading
from daybook.ui.activities.signs import SIZE, Signs
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, SMALL
from daybook.work.pending.state import Mark

ROW_HEIGHT: Final = 34
_GAP: Final = 7
_BAR: Final = 3
_MOST_CUTS: Final = 4000
"""Names, colours and days stand in many rows: they are measured once."""
_MARKS: Final = {
    Mark.PENDING: ("warning", Glyph.PENCIL),
    Mark.SENDING: ("accent", Glyph.HOURGLASS),
    Mark.CONFLICT: ("danger", Glyph.WARNING),
    Mark.REFUSED: ("danger", Glyph.ERROR),
    Mark.HINDERED: ("danger", Glyph.LOCK),
}
"""The tone of a cell that waits, and the sign at its end: colour is never the only one."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column stands in the viewport."""

    column: Column
    left: int
    width: int


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row is drawn. `cell` is the current column, where the current row has the focus."""

    picked: bool = False
    current: bool = False
    hovered: bool = False
    cell: Column | None = None


class RowPainter:
    """Draws lines, placeholders and headings. `mirrored`: the window is read from right to left."""

    def __init__(self, look: Look, faces: Faces, states: CellStates = NOTHING_PENDING) -> None:
        self.states = states
        self._look = look
        self._faces = faces
        self.signs = Signs(look)
        self.mirrored = False
        self._font = font(Step.BODY)
        self._strong = font(Step.STRONG)
        self._small = font(Step.SMALL)
        self._metrics = QFontMetrics(self._font)
        self._baseline = (ROW_HEIGHT + self._metrics.ascent() - self._metrics.descent()) // 2
        self._pens: dict[str, QPen] = {}
        self._cuts: dict[tuple[str, int], tuple[str, int]] = {}
        self.recolor()

    def recolor(self) -> None:
        """The theme is another one."""
        theme = self._look.theme
        self.signs.forget()
        self._pens.clear()
        self.ground, self._line = theme.surface, theme.line
        self._hover, self._picked, self._window = theme.hover, theme.selection, theme.window

    def begin(self, painter: QPainter, ratio: float) -> None:
        """Sets the painter up for a frame."""
        self.signs.use(ratio)
        painter.setFont(self._font)

    def paint_line(
        self, painter: QPainter, room: QRect, line: ActivityLine, places: Sequence[Place], state: RowState
    ) -> None:
        """One activity over the width of the table."""
        self._paint_ground(painter, room, state)
        shown = self.states.overlaid(line)
        tone = ""
        for place in places:
            cell = self._faces.cell(shown, place.column)
            right = self._paint_mark(painter, room.top(), line.id, place)
            if cell.tone != tone:
                tone = cell.tone
                painter.setPen(self._pen(tone))
            self._paint_cell(painter, room.top(), place, cell, right)
        self._paint_focus(painter, room, places, state)

    def paint_placeholder(self, painter: QPainter, room: QRect, places: Sequence[Place], state: RowState) -> None:
        """A row whose line is not there yet: quiet bars where the words will be."""
        self._paint_ground(painter, room, state)
        top = room.top() + (ROW_HEIGHT - 8) // 2
        for place in places:
            if place.column not in NARROW:
                width = min(place.width - 2 * SMALL, place.width * 3 // 5)
                painter.fillRect(QRect(place.left + SMALL, top, width, 8), self._line)
        self._paint_focus(painter, room, places, state)

    def paint_heading(self, painter: QPainter, room: QRect, heading: Heading, state: RowState) -> None:
        """The row above a group."""
        painter.fillRect(room, self._hover if state.hovered else self._window)
        painter.fillRect(room.left(), room.bottom(), room.width(), 1, self._line)
        chevron = (
            (Glyph.CHEVRON_LEFT if self.mirrored else Glyph.CHEVRON_RIGHT) if heading.folded else Glyph.CHEVRON_DOWN
        )
        at = self._advance(painter, room, SMALL, self.signs.pixmap(chevron, "text_soft"))
        if heading.sign is not None:
            tone = heading.tone if heading.tone != "text" else "text_soft"
            at = self._advance(painter, room, at, self.signs.pixmap(heading.sign, tone))
        painter.setFont(self._strong)
        painter.setPen(self._pen(heading.tone))
        metrics = QFontMetrics(self._strong)
        text = metrics.elidedText(heading.text, Qt.TextElideMode.ElideRight, max(80, room.width() - at - 140))
        at = self._write(painter, room, at, text, metrics.horizontalAdvance(text))
        painter.setFont(self._small)
        painter.setPen(self._pen("text_faint"))
        self._write(painter, room, at, heading.count, QFontMetrics(self._small).horizontalAdvance(heading.count))
        painter.setFont(self._font)
        if state.current:
            self._frame(painter, room)

    def cut(self, cell: Cell, width: int) -> None:
        """Finds out how much of the text fits, unless that is known for this width."""
        if cell.width == width:
            return
        cell.width = width
        known = self._cuts.get((cell.text, width))
        if known is None:
            if len(self._cuts) >= _MOST_CUTS:
                self._cuts.clear()
            known = self._cuts[cell.text, width] = self._measured(cell.text, width)
        cell.shown, cell.advance = known

    def _measured(self, text: str, width: int) -> tuple[str, int]:
        advance = self._metrics.horizontalAdvance(text)
        if advance <= width:  # most texts fit, and to cut a text measures it as well
            return text, advance
        shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return shown, self._metrics.horizontalAdvance(shown)

    def text_room(self, cell: Cell, width: int) -> int:
        """How much of a column's width is left for the words."""
        return width - 2 * SMALL - (SIZE + _GAP if cell.sign is not None else 0)

    # Inside

    def _paint_ground(self, painter: QPainter, room: QRect, state: RowState) -> None:
        if state.picked:
            painter.fillRect(room, self._picked)
        elif state.current or state.hovered:
            painter.fillRect(room, self._hover)
        painter.fillRect(room.left(), room.bottom(), room.width(), 1, self._line)

    def _paint_cell(self, painter: QPainter, top: int, place: Place, cell: Cell, taken: int) -> None:
        room = self.text_room(cell, place.width) - taken
        if cell.sign is not None:
            inset = (place.width - SIZE) // 2 if place.column in NARROW else SMALL
            left = place.left + place.width - inset - SIZE if self.mirrored else place.left + inset
            pixmap = self.signs.pixmap(cell.sign, cell.sign_tone)
            painter.drawPixmap(left, top + (ROW_HEIGHT - SIZE) // 2, pixmap)
        if cell.text and room > 0:
            self.cut(cell, room)
            before = SMALL + (SIZE + _GAP if cell.sign is not None else 0)
            left = place.left + place.width - before - cell.advance if self.mirrored else place.left + before
            painter.drawText(left, top + self._baseline, cell.shown)

    def _paint_mark(self, painter: QPainter, top: int, activity_id: int, place: Place) -> int:
        """The ground and the sign of a cell that waits; returns how much room the sign takes."""
        name = FIELDS.get(place.column)
        state = self.states.cell(activity_id, name) if name is not None else None
        if state is None:
            return 0
        tone, glyph = _MARKS[state.mark]
        room = QRect(place.left, top, place.width, ROW_HEIGHT - 1)
        painter.fillRect(room, self._look.color(f"{tone}_soft"))
        left = room.right() + 1 - _BAR if self.mirrored else room.left()
        painter.fillRect(left, top, _BAR, room.height(), self._look.color(tone))
        if place.column in NARROW:
            return 0
        at = room.left() + SMALL if self.mirrored else room.right() - SMALL - SIZE + 1
        painter.drawPixmap(at, top + (ROW_HEIGHT - SIZE) // 2, self.signs.pixmap(glyph, tone))
        return SIZE + _GAP

    def _paint_focus(self, painter: QPainter, room: QRect, places: Sequence[Place], state: RowState) -> None:
        if state.cell is None:
            return
        place = next((each for each in places if each.column is state.cell), None)
        if place is not None:
            self._frame(painter, QRect(place.left, room.top(), place.width, room.height() - 1))

    def _frame(self, painter: QPainter, room: QRect) -> None:
        painter.setPen(QPen(self._look.color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(room).adjusted(1, 1, -1, -1))

    def _advance(self, painter: QPainter, room: QRect, at: int, pixmap: QPixmap) -> int:
        """Draws a sign `at` pixels from where reading begins; returns where the next thing may stand."""
        left = room.right() + 1 - at - SIZE if self.mirrored else room.left() + at
        painter.drawPixmap(left, room.top() + (ROW_HEIGHT - SIZE) // 2, pixmap)
        return at + SIZE + _GAP

    def _write(self, painter: QPainter, room: QRect, at: int, text: str, advance: int) -> int:
        left = room.right() + 1 - at - advance if self.mirrored else room.left() + at
        painter.drawText(left, room.top() + self._baseline, text)
        return at + advance + MEDIUM

    def _pen(self, tone: str) -> QPen:
        made = self._pens.get(tone)
        if made is None:
            color: QColor = self._look.color(tone)
            made = self._pens[tone] = QPen(color)
        return made
