"""The plate at the left of an open card: a calendar sheet with the day that counts, or what kind of activity it is."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from daybook.ui.kit.look import Look
from daybook.ui.layouts.pieces import Sheet, paint_pieces
from daybook.ui.layouts.plates import RADIUS, draw_sign, paint_calendar
from daybook.ui.layouts.portal_colors import portal_colors
from daybook.ui.layouts.stage import around
from daybook.ui.timeline.card_face import CardFace

_UNIT: Final = 80.0
"""The portal's plate; a smaller one scales it."""
_MIDDLE: Final = QPointF(0, 0)


def paint_plate(painter: QPainter, box: QRectF, face: CardFace, ground: QColor, look: Look) -> None:
    """The plate inside `box`, on its ground."""
    colors = portal_colors(look.theme)
    scale = box.width() / _UNIT
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, RADIUS * scale, RADIUS * scale)
    painter.save()
    painter.translate(box.center())
    painter.scale(scale, scale)
    if face.sheet is not None:
        paint_calendar(painter, around(_MIDDLE, 50), face.sheet, colors)
    else:
        sheet = Sheet()
        draw_sign(sheet, face.glyph, _MIDDLE, colors.sheet_accent, colors)
        paint_pieces(painter, sheet.pieces, around(_MIDDLE, _UNIT))
    painter.restore()
