"""The bottom line of a card: buttons at the left, the note and the three dots of the menu at the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt

from daybook.domain.layouts.model import Action, Button, ButtonType, Footer, Steps
from daybook.ui.layouts.card_look import BUTTON_GAP, BUTTON_HEIGHT
from daybook.ui.layouts.picture import Spot
from daybook.ui.layouts.pieces import PortalGlyph
from daybook.ui.layouts.set_text import HEAVY, cut, pixel_font
from daybook.ui.layouts.stage import Stage, around

ABOVE_BUTTONS: Final = 16.0
ABOVE_SIGNS: Final = 6.0
"""A line without buttons is lower and nearer to the body."""
SIGNS_HEIGHT: Final = 20.0
DOT: Final = 5.0
DOTS: Final = 21.0
NOTE: Final = 17.5
MENU: Final[Steps] = ("footer", "menu")
"""The way to the menu, also in a layout that says nothing about it."""


@dataclass(frozen=True, slots=True)
class BottomButton:
    """A button in words as they are shown; `steps` () = the portal's own."""

    words: str
    primary: bool
    steps: Steps = ()
    action: Action | None = None


def buttons_of(stage: Stage, buttons: Sequence[Button]) -> list[BottomButton]:
    """Those that whoever looks gets to see."""
    return [
        BottomButton(stage.said(each.title), each.type is ButtonType.PRIMARY, each.steps, each.action)
        for each in buttons
        if stage.shows(each.scope, hidden_if_readonly=each.hide_if_readonly)
    ]


def draw_bottom_line(stage: Stage, buttons: Sequence[BottomButton], top: float, footer: Footer | None) -> float:
    """Puts the line below a body that ends at `top`; returns where it ends. Without `footer` it is the portal's own."""
    row = top + (ABOVE_BUTTONS if buttons else ABOVE_SIGNS)
    height = BUTTON_HEIGHT if buttons else SIGNS_HEIGHT
    left = _signs(stage, row + height / 2, footer) - BUTTON_GAP
    room = left - stage.left
    width = min(stage.look.button_width, (room - BUTTON_GAP * (len(buttons) - 1)) / max(len(buttons), 1))
    for place, button in enumerate(buttons):
        rect = QRectF(stage.left + place * (width + BUTTON_GAP), row, max(width, 1.0), BUTTON_HEIGHT)
        draw_button(stage, button, rect)
    return row + height


def _signs(stage: Stage, middle: float, footer: Footer | None) -> float:
    """Returns the left edge of what stands at the right."""
    sheet, idle = stage.sheet, stage.colors.idle
    dots = QRectF(stage.right - 3 - DOTS, middle - DOT / 2 + 1, DOTS, DOT)
    for number in range(3):
        sheet.box(QRectF(dots.left() + 8 * number, dots.top(), DOT, DOT), DOT / 2, idle)
    if footer is not None:
        place = dots.adjusted(-6, -10, 6, 10)
        sheet.spots.append(Spot(place, MENU, folds=True))
    if footer is not None and not footer.show_note:
        return dots.left()
    note = around(QPointF(dots.left() - 17 - NOTE / 2, middle + 1), NOTE)
    sheet.glyph(PortalGlyph.NOTE, note, idle)
    return note.left()


def draw_button(stage: Stage, button: BottomButton, rect: QRectF) -> None:
    """A button of this size; words that do not fit are cut."""
    edge = None if button.primary else stage.colors.button_edge
    stage.sheet.box(rect, rect.height() / 2, stage.look.primary if button.primary else None, edge)
    font = pixel_font(12, HEAVY)
    words = cut(button.words.upper(), font, rect.width() - 16)
    ink = stage.colors.accent_ink if button.primary else stage.colors.button_ink
    stage.sheet.line(words, font, rect, ink, Qt.AlignmentFlag.AlignHCenter)
    if button.steps:
        stage.sheet.spot(rect, button.steps, button.action)
