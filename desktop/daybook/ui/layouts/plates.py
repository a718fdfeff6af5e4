"""The plate left of the blocks: a logo, or the calendar sheet of a to-do."""

from typing import Final, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from daybook.domain.layouts.model import Logo
from daybook.ui.layouts.codes import Drawing, drawing_of
from daybook.ui.layouts.pieces import Piece, Sheet
from daybook.ui.layouts.portal_colors import PortalColors
from daybook.ui.layouts.set_text import pixel_font, width_of
from daybook.ui.layouts.stage import Stage, around

RADIUS: Final = 12.0
_SHADE: Final = QColor(20, 80, 100, 38)


class CalendarDay(Protocol):
    """What stands on a calendar sheet, in words as they are shown."""

    @property
    def day(self) -> str:
        """Of the month: "04"."""

    @property
    def month(self) -> str:
        """Its name."""

    @property
    def hour(self) -> str:
        """Weekday and time."""


def draw_logo(stage: Stage, logo: Logo, plate: QRectF) -> None:
    """A sheet of paper for documents, a white disc with the sign of the code in it for everything else."""
    stage.sheet.box(plate, RADIUS, stage.look.plate)
    if logo.code.startswith("document"):
        _document(stage, plate.center())
    else:
        draw_sign(stage.sheet, drawing_of(logo.code), plate.center(), stage.look.disc, stage.colors)
    stage.sheet.spot(plate, logo.steps, logo.action)


def draw_calendar(stage: Stage, plate: QRectF) -> None:
    """The day of the to-do's deadline."""
    stage.sheet.box(plate, RADIUS, stage.look.plate)
    paper = around(plate.center(), 50)
    entry, colors = stage.entry, stage.colors
    stage.sheet.pieces.append(Piece(paper, lambda painter: paint_calendar(painter, paper, entry, colors)))


def paint_calendar(painter: QPainter, paper: QRectF, shown: CalendarDay, colors: PortalColors) -> None:
    """A sheet torn off a calendar, 50 pixels square: day, month, weekday and hour."""
    outline = QPainterPath()
    outline.addRoundedRect(paper.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    head = QPainterPath()
    head.addRect(QRectF(paper.left(), paper.top(), paper.width(), 9))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillPath(outline, colors.sheet)
    painter.fillPath(outline.intersected(head), colors.sheet_accent)
    painter.setBrush(colors.sheet)
    opacity = painter.opacity()
    painter.setOpacity(0.6 * opacity)
    for x in (-10.0, 10.0):
        painter.drawEllipse(QPointF(paper.center().x() + x, paper.top() + 4.5), 2, 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(colors.sheet_accent)
    painter.drawPath(outline)
    painter.setOpacity(opacity)
    _centred(painter, shown.day, 17, QRectF(paper.left() + 2, paper.top() + 11, 46, 20), colors.sheet_ink)
    _centred(painter, shown.month.upper(), 9, QRectF(paper.left() + 4, paper.top() + 29, 42, 9), colors.sheet_soft)
    _centred(painter, shown.hour.upper(), 9, QRectF(paper.left() + 4, paper.top() + 38, 42, 9), colors.sheet_accent)


def _centred(painter: QPainter, text: str, pixels: int, box: QRectF, ink: QColor) -> None:
    """A text too wide for the sheet is set smaller: "September" must fit too."""
    font = pixel_font(pixels)
    width = width_of(text, font)
    painter.save()
    painter.setFont(font)
    painter.setPen(ink)
    painter.translate(box.center())
    if width > box.width():
        painter.scale(box.width() / width, box.width() / width)
    painter.drawText(around(QPointF(0, 0), 2 * width + 2, 3 * box.height()), Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def draw_sign(sheet: Sheet, drawing: Drawing | None, middle: QPointF, ink: QColor, colors: PortalColors) -> None:
    """A white disc with a smaller one in it that bears the sign; None leaves that plain."""
    sheet.glow(middle + QPointF(0, 4), 36, _SHADE)
    sheet.box(around(middle, 64), 32, colors.sheet)
    sheet.box(around(middle, 32), 16, ink)
    if drawing is not None:
        sheet.glyph(drawing, around(middle + QPointF(0, 1), 20), colors.accent_ink)


def _document(stage: Stage, middle: QPointF) -> None:
    sheet, ink = stage.sheet, stage.look.disc
    paper, corner = around(middle, 45, 57), 12.0
    outline = QPainterPath(QPointF(paper.left() + 4, paper.top()))
    outline.lineTo(paper.right() - corner, paper.top())
    outline.lineTo(paper.right(), paper.top() + corner)
    outline.lineTo(paper.right(), paper.bottom() - 4)
    outline.quadTo(paper.right(), paper.bottom(), paper.right() - 4, paper.bottom())
    outline.lineTo(paper.left() + 4, paper.bottom())
    outline.quadTo(paper.left(), paper.bottom(), paper.left(), paper.bottom() - 4)
    outline.lineTo(paper.left(), paper.top() + 4)
    outline.quadTo(paper.left(), paper.top(), paper.left() + 4, paper.top())
    fill = stage.colors.sheet
    sheet.pieces.append(Piece(paper, lambda painter: painter.fillPath(outline, fill)))
    sheet.path(outline, ink)
    fold = QPainterPath(QPointF(paper.right() - corner, paper.top()))
    fold.lineTo(paper.right() - corner, paper.top() + corner)
    fold.lineTo(paper.right(), paper.top() + corner)
    sheet.path(fold, ink)
    for number in range(4):
        sheet.box(QRectF(paper.left() + 9, paper.top() + 21 + 8 * number, 27, 2), 1, ink)
