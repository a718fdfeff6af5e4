"""The small drawings in a table's cells: glyphs, people's discs, colours of to-dos. Each is made once."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from daybook.domain.entities import Person
from daybook.domain.todo import TodoColor
from daybook.ui.activities.column_words import Sign
from daybook.ui.kit.avatar import paint_avatar
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.layouts.portal_colors import portal_colors

SIZE = 18
"""Every sign is as wide as it is high."""


class Signs:
    """Pixmaps for one screen density; `forget` when the theme or the density is another one."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._ratio = 1.0
        self._made: dict[tuple[Sign, str], QPixmap] = {}

    def use(self, ratio: float) -> None:
        """The screen's pixels per device-independent pixel."""
        if ratio != self._ratio:
            self._ratio = ratio
            self.forget()

    def forget(self) -> None:
        """The colours are others now."""
        self._made.clear()

    def pixmap(self, sign: Sign, tone: str) -> QPixmap:
        """A sign; `tone` colours a glyph only."""
        made = self._made.get((sign, tone))
        if made is None:
            made = self._made[(sign, tone)] = self._make(sign, tone)
        return made

    def _make(self, sign: Sign, tone: str) -> QPixmap:
        if isinstance(sign, Glyph):
            return self._look.icons.pixmap(sign, self._look.color(tone), SIZE, self._ratio)
        pixmap = QPixmap(QSize(round(SIZE * self._ratio), round(SIZE * self._ratio)))
        pixmap.setDevicePixelRatio(self._ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if isinstance(sign, Person):
                paint_avatar(painter, QRectF(0, 0, SIZE, SIZE), sign, self._look.theme)
            else:
                self._paint_swatch(painter, sign)
        return pixmap

    def _paint_swatch(self, painter: QPainter, color: TodoColor) -> None:
        ground: QColor = portal_colors(self._look.theme).todos[color].strong
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(3, 3, SIZE - 6, SIZE - 6), 4, 4)
