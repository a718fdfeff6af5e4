"""What a card is put together from: pieces that know where they are and how they are painted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QRadialGradient, QTextLayout
from PySide6.QtSvg import QSvgRenderer

from daybook import resources
from daybook.domain.layouts.links import opens
from daybook.domain.layouts.model import Action, Redirect, Steps
from daybook.ui.kit.icons import Glyph
from daybook.ui.layouts.picture import Spot

Paint = Callable[[QPainter], None]
TAIL_HEIGHT: Final = 11.0


class PortalGlyph(StrEnum):
    """Small pictures of the portal, drawn after its screenshots; in `resources/portal`, in one colour."""

    BELL = "bell"
    BUBBLE = "bubble"
    INFO = "info"
    NOTE = "note"
    PENCIL = "pencil"
    PERSON = "person"
    TICK = "tick"


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
            hair = hairline(painter)
            painter.setPen(Qt.PenStyle.NoPen if edge is None else QPen(edge, hair))
            painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else fill)
            inset = 0.0 if edge is None else hair / 2
            painter.drawRoundedRect(snapped(painter, rect).adjusted(inset, inset, -inset, -inset), radius, radius)

        self.pieces.append(Piece(rect, paint))

    def path(self, path: QPainterPath, ink: QColor) -> None:
        """A hairline along a path."""

        def paint(painter: QPainter) -> None:
            painter.setPen(QPen(ink, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)

        self.pieces.append(Piece(path.boundingRect().adjusted(-1, -1, 1, 1), paint))

    def bubble(self, frame: QRectF, edge: QColor, tail: QColor | None) -> None:
        """The frame of a long text; with `tail` that of a speech bubble, whose tail has a colour of its own."""

        def paint(painter: QPainter) -> None:
            hair, place = hairline(painter), snapped(painter, frame)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(edge, hair))
            painter.drawPath(bubble(place, hair / 2, tail=tail is not None))
            if tail is not None:
                painter.setPen(QPen(tail, hair))
                painter.drawPath(bubble_tail(place, hair / 2))

        self.pieces.append(Piece(frame.adjusted(-1, -4, 12, 1), paint))

    def glow(self, middle: QPointF, radius: float, ink: QColor) -> None:
        """A round shadow that has run out at its radius."""
        rect = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        clear = QColor(ink)
        clear.setAlpha(0)

        def paint(painter: QPainter) -> None:
            shade = QRadialGradient(middle, radius)
            shade.setColorAt(0.7, ink)
            shade.setColorAt(1.0, clear)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawEllipse(rect)

        self.pieces.append(Piece(rect, paint))

    def glyph(self, glyph: Glyph | PortalGlyph, rect: QRectF, ink: QColor) -> None:
        """One of our own drawings, which stand in for the portal's: those can't be asked for."""
        self.pieces.append(Piece(rect, lambda painter: drawing(glyph, ink.name()).render(painter, rect)))

    def spot(self, rect: QRectF, steps: Steps, action: Action | None = None, tip: str = "") -> None:
        """What can be pointed at. Where a link leads is said."""
        if isinstance(action, Redirect) and opens(action.uri):
            tip = tip or action.uri
        self.spots.append(Spot(rect, steps, action, tip=tip))


def paint_pieces(painter: QPainter, pieces: Iterable[Piece], whole: QRectF) -> None:
    """Draws what of them is in sight; `whole` is where they are, for a painter that draws everything."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    clip = painter.clipBoundingRect() if painter.hasClipping() else whole
    for piece in pieces:
        if piece.rect.intersects(clip):
            piece.paint(painter)


def hairline(painter: QPainter) -> float:
    """The thickness of a line of one pixel, as a browser draws it: whole pixels of the device, at least one."""
    scale = painter.deviceTransform().m11()
    return max(int(scale), 1) / scale if scale > 0 else 1.0


def snapped(painter: QPainter, rect: QRectF) -> QRectF:
    """The rectangle on whole pixels of the device, so that its edges are sharp at any scale."""
    there = painter.deviceTransform()
    on_device = there.mapRect(rect)
    left, top = round(on_device.left()), round(on_device.top())
    right, bottom = max(round(on_device.right()), left + 1), max(round(on_device.bottom()), top + 1)
    return there.inverted()[0].mapRect(QRectF(left, top, right - left, bottom - top))


def bubble(frame: QRectF, inset: float, *, tail: bool) -> QPainterPath:
    """The frame of a long text; with `tail` it is open at the upper right corner."""
    box, r = frame.adjusted(inset, inset, -inset, -inset), 12.0
    path = QPainterPath()
    if not tail:
        path.addRoundedRect(box, r, r)
        return path
    path.moveTo(box.right(), box.top() + TAIL_HEIGHT)
    path.lineTo(box.right(), box.bottom() - r)
    path.quadTo(box.right(), box.bottom(), box.right() - r, box.bottom())
    path.lineTo(box.left() + r, box.bottom())
    path.quadTo(box.left(), box.bottom(), box.left(), box.bottom() - r)
    path.lineTo(box.left(), box.top() + r)
    path.quadTo(box.left(), box.top(), box.left() + r, box.top())
    path.lineTo(box.right() - r, box.top())
    return path


def bubble_tail(frame: QRectF, inset: float) -> QPainterPath:
    """The tail of a speech bubble, which closes the frame of a to-do's text."""
    top, right = frame.top() + inset, frame.right() - inset
    path = QPainterPath(QPointF(right - 12, top))
    path.cubicTo(right - 6, top + 1, right + 2, top, right + 7, top - 2.5)
    path.quadTo(right + 9, top - 2.5, right + 7.5, top)
    path.quadTo(right + 3, top + 7, right, top + TAIL_HEIGHT)
    return path


@lru_cache(maxsize=128)
def drawing(glyph: Glyph | PortalGlyph, ink: str) -> QSvgRenderer:
    """The glyph in this colour; Qt SVG does not know `currentColor`, so it is written in.

    Where a card is written as SVG, Qt gives what has no outline a black one: so everything has one of its own colour.
    """
    folder = "portal" if isinstance(glyph, PortalGlyph) else "icons"
    text = resources.text(f"{folder}/{glyph}.svg").replace('stroke="none"', 'stroke="currentColor" stroke-width="0.1"')
    return QSvgRenderer(QByteArray(text.replace("currentColor", ink).encode()))
