"""The plate at the left of an open card: a calendar sheet with the day that counts, or what kind of activity it is."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from daybook.ui.kit.look import Look
from daybook.ui.layouts.portal_colors import PortalColors, portal_colors
from daybook.ui.timeline.card_face import CardFace, Sheet
from daybook.ui.timeline.lettering import Letter, letter_font, metrics

_UNIT = 80.0
"""Sizes below are for the portal's plate of 80; a smaller plate scales them."""
_CENTRED = Qt.AlignmentFlag.AlignCenter


def paint_plate(painter: QPainter, box: QRectF, face: CardFace, ground: QColor, look: Look) -> None:
    """The plate inside `box`, on its ground."""
    colors = portal_colors(look.theme)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    radius = 12 * box.width() / _UNIT
    painter.drawRoundedRect(box, radius, radius)
    painter.save()
    painter.translate(box.center())
    scale = box.width() / _UNIT
    painter.scale(scale, scale)
    if face.sheet is not None:
        _paint_sheet(painter, face.sheet, colors)
    else:
        _paint_disc(painter, face, colors, look)
    painter.restore()


def _paint_sheet(painter: QPainter, sheet: Sheet, colors: PortalColors) -> None:
    paper = QRectF(-25, -25, 50, 50)
    outline = QPainterPath()
    outline.addRoundedRect(paper, 5, 5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors.sheet)
    painter.drawPath(outline)
    painter.save()
    painter.setClipPath(outline)
    painter.fillRect(QRectF(-25, -25, 50, 9), colors.sheet_accent)
    painter.restore()
    painter.setBrush(colors.sheet)
    for x in (-10.0, 10.0):
        painter.drawEllipse(QPointF(x, -20.5), 2, 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(colors.sheet_accent)
    painter.drawPath(outline)
    _line(painter, Letter.SHEET_DAY, sheet.day, QRectF(-24, -14.5, 48, 19), colors.sheet_ink)
    _line(painter, Letter.SHEET_LINE, sheet.month, QRectF(-21, 3.5, 42, 9), colors.sheet_soft)
    _line(painter, Letter.SHEET_LINE, sheet.hour, QRectF(-21, 13, 42, 9), colors.tags["primary"].ink)


def _line(painter: QPainter, letter: Letter, text: str, box: QRectF, ink: QColor) -> None:
    """Centred; a text too wide for the sheet is set smaller, for "September" must fit too."""
    painter.save()
    painter.setFont(letter_font(letter))
    painter.setPen(ink)
    width = metrics(letter).horizontalAdvance(text)
    painter.translate(box.center())
    if width > box.width():
        painter.scale(box.width() / width, box.width() / width)
    painter.drawText(QRectF(-width, -box.height(), 2 * width, 2 * box.height()), _CENTRED, text)
    painter.restore()


def _paint_disc(painter: QPainter, face: CardFace, colors: PortalColors, look: Look) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.theme.shadow)
    painter.drawEllipse(QPointF(0, 1.2), 30.5, 30.5)
    painter.setBrush(colors.sheet)
    painter.drawEllipse(QPointF(0, 0), 30, 30)
    painter.setBrush(colors.sheet_accent)
    painter.drawEllipse(QPointF(0, 0), 17, 17)
    ratio = painter.device().devicePixelRatio()
    pixmap = look.icons.pixmap(face.glyph, colors.accent_ink, 20, ratio)
    painter.drawPixmap(QPointF(-10, -10), pixmap)
