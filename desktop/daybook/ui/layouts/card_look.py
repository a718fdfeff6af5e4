"""The two looks of a card: that of an application, and the to-do that bears a set of blocks.

All lengths are pixels at the scale of the browser, read off the pictures of the REST documentation
(`api-reference/crm/timeline/`). The pictures of to-dos are newer than those of configurable activities, so both differ
in small things.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor

from daybook.domain.todo import TodoColor
from daybook.ui.layouts import portal_colors
from daybook.ui.layouts.picture import View
from daybook.ui.layouts.portal_colors import PortalColors, TagLook

PADDING: Final = 16.0
DISC: Final = 32.0
CARD_LEFT: Final = DISC + 12.0
DISC_MIDDLE: Final = 22.0
PLATE: Final = 80.0
COLUMN_LEFT: Final = PADDING + PLATE + PADDING
"""Of the blocks, from the card's left edge."""
COLUMN_DOWN: Final = 2.0
"""The blocks begin so far below the upper edge of the plate."""
BUTTON_HEIGHT: Final = 26.0
BUTTON_GAP: Final = 8.0


@dataclass(frozen=True, slots=True)
class BubbleLook:
    """The frame of a long text. `inset`: its right edge from that of the column."""

    inset: float
    tail: bool
    more_pixels: int
    """Type size of the pill that unfolds it."""
    below: float
    """From the frame of a folded text to the end of its block: half the pill, and air."""


@dataclass(frozen=True, slots=True)
class CardLook:
    """Colours and sizes of a whole card."""

    ground: QColor
    disc: QColor
    plate: QColor
    primary: QColor
    tags: Mapping[str, TagLook]
    button_width: float
    portrait_edge: float
    """From the portrait to the card's right edge."""
    bubble: BubbleLook


APPLICATION_BUBBLE: Final = BubbleLook(inset=0.0, tail=False, more_pixels=12, below=24.0)
TODO_BUBBLE: Final = BubbleLook(inset=22.0, tail=True, more_pixels=13, below=12.0)


def card_colors(view: View) -> PortalColors:
    """The portal's colours as they are looked at."""
    if view.dark:
        return portal_colors.AIR_DARK if view.air else portal_colors.DARK
    return portal_colors.AIR if view.air else portal_colors.PICTURED


def application_look(colors: PortalColors) -> CardLook:
    """The card of a configurable activity."""
    return CardLook(
        ground=colors.card_open,
        disc=colors.accent,
        plate=colors.plate,
        primary=colors.button,
        tags=colors.tags,
        button_width=181.0,
        portrait_edge=PADDING,
        bubble=APPLICATION_BUBBLE,
    )


def todo_look(colors: PortalColors, color: TodoColor) -> CardLook:
    """A to-do in one of its eight colours."""
    todo = colors.todos[color]
    return CardLook(
        ground=todo.ground,
        disc=todo.strong,
        plate=todo.plate,
        primary=colors.button,
        tags=colors.tags,
        button_width=126.0,
        portrait_edge=14.0,
        bubble=TODO_BUBBLE,
    )
