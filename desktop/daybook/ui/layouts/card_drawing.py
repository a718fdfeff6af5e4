"""A card as the portal draws it: disc, top line, plate, blocks, bottom line.

Sizes are those of the pictures in the REST documentation, in pixels at their own scale. What the portal adds by itself
(time, check box, portrait, deadline, a to-do around a set of blocks) is drawn with sample values. Dark is our own.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from daybook.domain.layouts.model import BlockSet, Card, Layout
from daybook.ui.layouts.block_drawing import Column
from daybook.ui.layouts.card_look import (
    CARD_LEFT,
    COLUMN_DOWN,
    COLUMN_LEFT,
    DISC,
    DISC_MIDDLE,
    PADDING,
    PLATE,
    application_look,
    card_colors,
    todo_look,
)
from daybook.ui.layouts.codes import drawing_of
from daybook.ui.layouts.entry import sample_entry
from daybook.ui.layouts.footer_drawing import MENU, BottomButton, buttons_of, draw_bottom_line
from daybook.ui.layouts.header_drawing import TopLine, draw_top_line
from daybook.ui.layouts.menu_drawing import draw_menu
from daybook.ui.layouts.picture import Spot, View
from daybook.ui.layouts.pieces import Piece, PortalGlyph, Sheet, paint_pieces
from daybook.ui.layouts.plates import draw_calendar, draw_logo
from daybook.ui.layouts.stage import Stage, around
from daybook.ui.layouts.todo_drawing import BELOW_BLOCKS, BELOW_DESCRIPTION, draw_todo_body

__all__ = ["MENU", "CardPicture", "draw"]
RADIUS: Final = 10.0
BELOW_TOP_LINE: Final = 21.5
"""From the middle of the top line to the plate, without tags; two more with them."""


@dataclass(frozen=True)
class CardPicture:
    """A card that was measured."""

    size: QSizeF
    spots: tuple[Spot, ...]
    pieces: tuple[Piece, ...]

    def paint(self, painter: QPainter) -> None:
        """Draws what of it is in sight."""
        paint_pieces(painter, self.pieces, QRectF(QPointF(0, 0), self.size))


async def draw(layout: Layout, view: View) -> CardPicture:
    """The card of an application, or a to-do that bears the set of blocks."""
    colors = card_colors(view)
    look = application_look(colors) if isinstance(layout, Card) else todo_look(colors, view.color)
    entry = view.entry or sample_entry()
    stage = Stage(Sheet(), view, colors, look, entry, CARD_LEFT + PADDING, max(view.width - PADDING, CARD_LEFT + 80.0))
    return await (_card(stage, layout) if isinstance(layout, Card) else _todo(stage, layout))


async def _card(stage: Stage, layout: Card) -> CardPicture:
    header, footer = layout.header, layout.footer
    line = TopLine(stage.said(header.title), header.steps, header.title_action, header.tags)
    draw_top_line(stage, line)
    plate = _plate(stage, line)
    draw_logo(stage, layout.body.logo, plate)
    bottom = await _column(stage).draw(layout.blocks, plate.top() + COLUMN_DOWN)
    bottom = max(bottom, plate.bottom())
    bottom = draw_bottom_line(stage, buttons_of(stage, footer.buttons), bottom, footer)
    disc = QRectF(0, DISC_MIDDLE - DISC / 2, DISC, DISC)
    drawing = drawing_of(layout.icon.code)
    ground = _ground(stage, bottom + PADDING)
    ground.box(disc, DISC / 2, stage.look.disc)
    if drawing is not None:
        ground.glyph(drawing, around(disc.center(), 20), stage.colors.accent_ink)
    ground.spot(disc, layout.icon.steps)
    end = bottom + PADDING
    if MENU in stage.view.unfolded:
        end = max(end, draw_menu(stage, footer.menu, bottom + 2, stage.right))
    return _picture(stage, ground, end)


async def _todo(stage: Stage, layout: BlockSet) -> CardPicture:
    entry = stage.entry
    line = TopLine(entry.title, square=True)
    draw_top_line(stage, line)
    plate = _plate(stage, line)
    draw_calendar(stage, plate)
    top = draw_todo_body(stage, CARD_LEFT + COLUMN_LEFT, plate.top() + COLUMN_DOWN)
    bottom = await _column(stage).draw(layout.blocks, top + BELOW_DESCRIPTION)
    bottom = bottom + BELOW_BLOCKS if bottom > top + BELOW_DESCRIPTION else top
    buttons = [BottomButton(entry.complete, primary=True), BottomButton(entry.edit, primary=False)]
    bottom = draw_bottom_line(stage, [] if stage.view.readonly else buttons, max(bottom, plate.bottom()), None)
    ground = _ground(stage, bottom + PADDING)
    disc = around(QPointF(DISC / 2, DISC_MIDDLE), DISC)
    ground.box(disc, DISC / 2, stage.look.disc)
    ground.box(around(disc.center(), 18), 9, stage.colors.accent_ink)
    ground.glyph(PortalGlyph.TICK, around(disc.center(), 14), stage.look.disc)
    return _picture(stage, ground, bottom + PADDING)


def _plate(stage: Stage, line: TopLine) -> QRectF:
    top = line.middle + BELOW_TOP_LINE + (2.0 if line.tags else 0.0)
    return QRectF(stage.left, top, PLATE, PLATE)


def _column(stage: Stage) -> Column:
    left = CARD_LEFT + COLUMN_LEFT
    return Column(
        sheet=stage.sheet,
        view=stage.view,
        colors=stage.colors,
        ground=stage.look.ground,
        bubble=stage.look.bubble,
        left=left,
        width=max(stage.right - left, 60.0),
        deadline=stage.entry.deadline,
        more=stage.entry.more,
        less=stage.entry.less,
    )


def _ground(stage: Stage, height: float) -> Sheet:
    """The line of the timeline, what connects it with the card, and the card itself."""
    sheet, middle, line = Sheet(), DISC / 2, stage.colors.line
    sheet.box(QRectF(middle - 0.5, 0, 1, height), 0, line)
    sheet.box(QRectF(middle, DISC_MIDDLE - 0.5, CARD_LEFT - middle, 1), 0, line)
    card = QRectF(CARD_LEFT, 0, stage.view.width - CARD_LEFT, height)
    sheet.box(card, RADIUS, stage.look.ground, stage.colors.card_edge if stage.view.dark else None)
    return sheet


def _picture(stage: Stage, ground: Sheet, height: float) -> CardPicture:
    size = QSizeF(stage.view.width, height)
    spots = (*ground.spots, *stage.sheet.spots)
    return CardPicture(size, spots, (*ground.pieces, *stage.sheet.pieces))
