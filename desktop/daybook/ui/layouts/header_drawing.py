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
TAG_SIDE: Final = 9.0
LEAST_TAG: Final = 34.0
LEAST_TITLE: Final = 60.0
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
    tags = _tags(stage, line.tags, right - left - LEAST_TITLE)
    title = cut(line.title, font, max(right - left - sum(each.width + GAP for each in tags), 20.0))
    place = QRectF(left, middle - 10, width_of(title, font) + 1, 20)
    sheet.line(title, font, place, colors.title, _LEFT)
    sheet.spot(place, line.steps, line.action)
    left = place.right() - 1 + GAP
    for tag in tags:
        left = _tag(stage, tag, left, middle + 1) + GAP
    _time(stage, left if tags else left + 2, right, middle)


@dataclass(frozen=True, slots=True)
class _Pill:
    """A tag that was measured."""

    tag: Tag
    words: str
    width: float


def _tags(stage: Stage, tags: tuple[Tag, ...], room: float) -> list[_Pill]:
    """The tags within so much room: cut where they are too long, left out where not even their beginning fits."""
    font = pixel_font(10, HEAVY)
    made: list[_Pill] = []
    for place, tag in enumerate(tags):
        words = stage.said(tag.title).upper()
        share = room / (len(tags) - place) - GAP
        words = cut(words, font, share - 2 * TAG_SIDE) if width_of(words, font) + 2 * TAG_SIDE > share else words
        width = width_of(words, font) + 2 * TAG_SIDE
        if share >= LEAST_TAG:
            made.append(_Pill(tag, words, width))
            room -= width + GAP
    return made


def _tag(stage: Stage, made: _Pill, left: float, middle: float) -> float:
    look = stage.look.tags[made.tag.type.value]
    pill = QRectF(left, middle - TAG / 2, made.width, TAG)
    stage.sheet.box(pill, TAG / 2, look.fill)
    stage.sheet.line(made.words, pixel_font(10, HEAVY), pill, look.ink, Qt.AlignmentFlag.AlignHCenter)
    stage.sheet.spot(pill, made.tag.steps, made.tag.action, tip=stage.said(made.tag.title) if "…" in made.words else "")
    return pill.right()


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
