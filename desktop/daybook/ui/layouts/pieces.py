"""What a card is put together from: pieces that know where they are and how they are painted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout
from PySide6.QtSvg import QSvgRenderer

from daybook import resources
from daybook.domain.layouts.links import opens
from daybook.domain.layouts.model import Action, Redirect, Steps
from daybook.ui.kit.icons import Glyph
from daybook.ui.layouts.picture import Spot

Paint = Callable[[QPainter], None]


@dataclass(frozen=True)
class Piece:
    """Something to paint, and the rectangle that it does not leave."""

    rect: QRectF
    paint: Paint


@dataclass
class Sheet:
    """The pieces and spots of a card while it is put together."""

    pieces: list[Piece] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)

    def text(self, made: QTextLayout, place: QPointF, height: float, width: float, ink: QColor) -> None:
        """A text that was laid out, its upper left corner here."""
        rect = QRectF(place, QSizeF(width, height))

        def paint(painter: QPainter) -> None:
            painter.setPen(ink)
            clip = painter.clipBoundingRect() if painter.hasClipping() else rect
            made.draw(painter, place, [], clip)

        self.pieces.append(Piece(rect, paint))

    def line(self, words: str, font: QFont, rect: QRectF, ink: QColor, align: Qt.AlignmentFlag) -> None:
        """Words on one line, in the middle of the rectangle's height."""

        def paint(painter: QPainter) -> None:
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignVCenter), words)

        self.pieces.append(Piece(rect, paint))

    def box(self, rect: QRectF, radius: float, fill: QColor | None, edge: QColor | None = None) -> None:
        """A rounded rectangle."""

        def paint(painter: QPainter) -> None:
            painter.setPen(Qt.PenStyle.NoPen if edge is None else QPen(edge, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else fill)
            inset = 0.0 if edge is None else 0.5
            painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)

        self.pieces.append(Piece(rect, paint))

    def glyph(self, glyph: Glyph, rect: QRectF, ink: QColor) -> None:
        """One of our own drawings, which stand in for the portal's: those can't be asked for."""
        self.pieces.append(Piece(rect, lambda painter: drawing(glyph, ink.name()).render(painter, rect)))

    def spot(self, rect: QRectF, steps: Steps, action: Action | None = None, tip: str = "") -> None:
        """What can be pointed at. Where a link leads is said."""
        if isinstance(action, Redirect) and opens(action.uri):
            tip = tip or action.uri
        self.spots.append(Spot(rect, steps, action, tip=tip))


@lru_cache(maxsize=128)
def drawing(glyph: Glyph, ink: str) -> QSvgRenderer:
    """The glyph in this colour; Qt SVG does not know `currentColor`, so it is written in."""
    return QSvgRenderer(QByteArray(resources.text(f"icons/{glyph}.svg").replace("currentColor", ink).encode()))
