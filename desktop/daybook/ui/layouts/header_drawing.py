"""The top line of a card: check box, title, tags, time, and at the right the colour of a to-do and a portrait."""

from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt

from daybook.domain.layouts.model import Action, Steps, Tag
from daybook.ui.layouts.pieces import PortalGlyph
from daybook.ui.layouts.set_text import HEAVY, cut, pixel_font, width_of
from daybook.ui.layouts.stage import Stage, around

LOW: Final = 20.5
"""Middle of the line."""
HIGH: Final = 23.5
"""Middle of a line with tags, which is higher."""
TAG: Final = 21.0
CHECK: Final = 13.0
SQUARE: Final = 12.0
PORTRAIT: Final = 20.0
GAP: Final = 8.0
_LEFT: Final = Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class TopLine:
    """What it says. `square`: a to-do shows its colour."""

    title: str
    steps: Steps = ()
    action: Action | None = None
    tags: tuple[Tag, ...] = field(default=())
    square: bool = False

    @property
    def middle(self) -> float:
        """Of the line, from the card's upper edge."""
        return HIGH if self.tags else LOW


def draw_top_line(stage: Stage, line: TopLine) -> None:
    """Puts the line on the sheet. A long title is cut before the tags, and the time left out where there is no room."""
    sheet, colors, middle = stage.sheet, stage.colors, line.middle
    check = QRectF(stage.left, middle - CHECK / 2, CHECK, CHECK)
    sheet.box(check, 2.5, colors.sheet, colors.check_edge)
    right = _right_end(stage, line) - GAP
    left = check.right() + GAP
    font = pixel_font(14, HEAVY)
    tags = sum(_tag_width(stage, each) + GAP for each in line.tags)
    title = cut(line.title, font, max(right - left - tags, 60.0))
    place = QRectF(left, middle - 10, width_of(title, font) + 1, 20)
    sheet.line(title, font, place, colors.title, _LEFT)
    sheet.spot(place, line.steps, line.action)
    left = place.right() - 1 + GAP
    for tag in line.tags:
        left = _tag(stage, tag, left, middle + 1) + GAP
    _time(stage, left if line.tags else left + 2, right, middle)


def _tag(stage: Stage, tag: Tag, left: float, middle: float) -> float:
    look = stage.look.tags[tag.type.value]
    pill = QRectF(left, middle - TAG / 2, _tag_width(stage, tag), TAG)
    stage.sheet.box(pill, TAG / 2, look.fill)
    words = stage.said(tag.title).upper()
    stage.sheet.line(words, pixel_font(10, HEAVY), pill, look.ink, Qt.AlignmentFlag.AlignHCenter)
    stage.sheet.spot(pill, tag.steps, tag.action)
    return pill.right()


def _tag_width(stage: Stage, tag: Tag) -> float:
    return width_of(stage.said(tag.title).upper(), pixel_font(10, HEAVY)) + 18


def _time(stage: Stage, left: float, right: float, middle: float) -> None:
    font = pixel_font(14)
    width = width_of(stage.entry.moment, font) + 1
    if left + width < right:
        place = QRectF(left, middle - 10, width, 20)
        stage.sheet.line(stage.entry.moment, font, place, stage.colors.idle, _LEFT)


def _right_end(stage: Stage, line: TopLine) -> float:
    """Returns where the words of the line have to end."""
    portrait = stage.right + 16 - stage.look.portrait_edge - PORTRAIT
    middle = QPointF(portrait + PORTRAIT / 2, line.middle if line.square else line.middle + 1.5)
    stage.sheet.box(around(middle, PORTRAIT), PORTRAIT / 2, stage.colors.portrait)
    stage.sheet.glyph(PortalGlyph.PERSON, around(middle, PORTRAIT), stage.colors.portrait_ink)
    if not line.square:
        return portrait
    square = QRectF(portrait - 11 - SQUARE, line.middle - SQUARE / 2, SQUARE, SQUARE)
    stage.sheet.box(square, 2, stage.look.disc)
    return square.left()
