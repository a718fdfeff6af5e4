"""What a to-do itself shows above the blocks that an application put on it: deadline field and description."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt

from daybook.ui.layouts.block_drawing import CHEVRON, LARGE_PADDING, LARGE_PITCH, LARGE_TOP, chevron_down, large_widths
from daybook.ui.layouts.pieces import PortalGlyph
from daybook.ui.layouts.set_text import cut, height_of, kept_lines, lines, pixel_font, width_of
from daybook.ui.layouts.stage import Stage, around

FIELD_HEIGHT: Final = 33.0
FIELD_SIDE: Final = 10.0
BELOW_FIELD: Final = 6.0
BELOW_DESCRIPTION: Final = 18.0
"""From the frame of the description to the first block."""
BELOW_BLOCKS: Final = 8.0
_LEFT: Final = Qt.AlignmentFlag.AlignLeft


def draw_todo_body(stage: Stage, left: float, top: float) -> float:
    """Puts the field and the description on the sheet; returns where the frame of the description ends."""
    _until(stage, left, top)
    return _description(stage, left, top + FIELD_HEIGHT + BELOW_FIELD)


def _until(stage: Stage, left: float, top: float) -> None:
    sheet, entry, colors = stage.sheet, stage.entry, stage.colors
    font = pixel_font(13)
    room = max(stage.right - left - 2 * FIELD_SIDE - CHEVRON - 4, 20.0)
    label = width_of(entry.until + " ", font)
    if label + width_of(entry.deadline, font) > room:
        label = 0.0  # the date says more than the words before it
    words = cut(entry.deadline, font, max(room - label, 20.0))
    width = min(label + width_of(words, font), room)
    field = QRectF(left, top, width + 2 * FIELD_SIDE + CHEVRON + 4, FIELD_HEIGHT)
    sheet.box(field, 6, stage.look.plate)
    inner = field.adjusted(FIELD_SIDE, 0, -FIELD_SIDE, 0)
    if label:
        sheet.line(entry.until, font, inner, colors.texts["base_70"], _LEFT)
    sheet.line(words, font, inner.adjusted(label, 0, 0, 0), colors.until, _LEFT)
    sheet.path(chevron_down(field.right() - FIELD_SIDE - CHEVRON + 1, field.center().y()), colors.idle)
    if field.right() + 21 < stage.right:
        bell = around(QPointF(field.right() + 15, field.center().y()), 12, 14)
        sheet.glyph(PortalGlyph.BELL, bell, colors.texts["base_60"])


def _description(stage: Stage, left: float, top: float) -> float:
    outer, width = large_widths(stage.right - left, stage.look.bubble.inset)
    words = kept_lines(stage.entry.description)
    made = lines(words, pixel_font(14), width, LARGE_PITCH)
    height = height_of(made, LARGE_PITCH)
    frame = QRectF(left, top, outer, height + 2 * LARGE_TOP - 2)
    stage.sheet.bubble(frame, stage.colors.frame, stage.colors.line)
    place = QPointF(left + LARGE_PADDING, top + LARGE_TOP - 1)
    stage.sheet.text(made, place, height, width, stage.colors.title)
    if not stage.view.readonly:
        end = made.lineAt(made.lineCount() - 1).naturalTextWidth() if made.lineCount() else 0.0
        middle = QPointF(place.x() + end + 12 + 5.5, top + LARGE_TOP + height - LARGE_PITCH / 2 - 1)
        stage.sheet.glyph(PortalGlyph.PENCIL, around(middle, 11), stage.colors.pencil)
    return frame.bottom()
