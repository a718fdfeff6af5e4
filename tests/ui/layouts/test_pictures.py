"""Our cards beside the pictures of the REST documentation: every part where it is there, and in the same colour.

The pictures and our drawings stand side by side in `tests/output/contact_sheet.png` when these tests have run.
"""

import asyncio
import json
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter

from daybook.domain.layouts.judging import judge
from daybook.ui.layouts.card_drawing import CardPicture, draw
from daybook.ui.layouts.card_look import CARD_LEFT
from daybook.ui.layouts.picture import View
from daybook.ui.layouts.portal_colors import LIGHT
from tests.ui.layouts.measuring import Shot, distance, rgb
from tests.ui.layouts.pictured import FOLDER, PICTURES, Part, Pictured

pytestmark = pytest.mark.usefixtures("qapp")

WITHIN = 4
"""Pixels of the picture."""
ALIKE = 3
"""Of 255, in each channel."""
ROOM = WITHIN + 1
"""A part is looked for so far around the place where it should be."""
LONGER = 12
"""Letters of another face end so much later."""
FINE = 4
"""Letters are thin: their colour is looked for in a drawing so many times larger."""
SHEET = Path(__file__).resolve().parents[2] / "output" / "contact_sheet.png"
CASES = [(pictured, part) for pictured in PICTURES for part in pictured.parts]


@pytest.mark.parametrize(("pictured", "part"), CASES, ids=lambda each: each.name)
def test_a_part_is_where_the_portal_has_it(pictured: Pictured, part: Part) -> None:
    there, here = found(pictured, part, theirs(pictured)), found(pictured, part, ours(pictured))
    off = moved(pictured, part)
    assert abs(here.left() - there.left() - off.x()) <= WITHIN, (there, here, off)
    assert abs(here.top() - there.top() - off.y()) <= WITHIN, (there, here, off)
    if not part.text:
        assert abs(here.width() - there.width()) <= WITHIN, (there, here)
        assert abs(here.height() - there.height()) <= WITHIN, (there, here)


@pytest.mark.parametrize(("pictured", "part"), CASES, ids=lambda each: each.name)
def test_a_part_has_the_colour_of_the_portals(pictured: Pictured, part: Part) -> None:
    there, shown = theirs(pictured).nearest(part.rect, part.color)
    place = found(pictured, part, ours(pictured))
    fine = QRect(place.topLeft() * FINE, place.size() * FINE)
    here, drawn = ours(pictured, FINE).nearest(fine, part.color)
    assert there <= ALIKE, (part.color, shown)
    assert here <= ALIKE, (part.color, drawn)


@pytest.mark.parametrize("pictured", [each for each in PICTURES if each.card[0] > 0], ids=lambda each: each.name)
def test_the_ground_of_card_and_page_is_the_portals(pictured: Pictured) -> None:
    everywhere = theirs(pictured).image.rect()
    left, top = map(round, pictured.card)
    card, page = QRect(left, top, everywhere.width() - left - 20, 40), QRect(0, 0, left - 16, 8)
    for region in (card, page):
        there, here = theirs(pictured).most(region), ours(pictured).most(region)
        assert distance(rgb(there), rgb(here)) <= ALIKE, (there, here)


def test_the_contact_sheet() -> None:
    """Theirs at the left, ours at the right, each at the size and scale of the picture."""
    pairs = [(theirs(each).image, ours(each).image) for each in PICTURES]
    width = max(one.width() + other.width() for one, other in pairs) + 48
    sheet = QImage(width, sum(one.height() + 16 for one, _ in pairs) + 16, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#8a90a0"))
    painter, top = QPainter(sheet), 16
    for one, other in pairs:
        painter.drawImage(16, top, one)
        painter.drawImage(width // 2 + 8, top, other)
        top += one.height() + 16
    painter.end()
    SHEET.parent.mkdir(exist_ok=True)
    assert sheet.save(str(SHEET))


def moved(pictured: Pictured, part: Part) -> QPoint:
    """How far the part may stand off because a text before it is set in another face."""
    off = QPoint(0, 0)
    for anchor in (each for each in pictured.parts if each.name in (part.after, part.below, part.beside)):
        there, here = found(pictured, anchor, theirs(pictured)), found(pictured, anchor, ours(pictured))
        if anchor.name == part.after:
            off += QPoint(here.right() - there.right(), 0)
        elif anchor.name == part.below:
            off += QPoint(0, here.bottom() - there.bottom())
        else:
            off += here.topLeft() - there.topLeft()
    return off


@cache
def found(pictured: Pictured, part: Part, shot: Shot) -> QRect:
    """Where the part is in a picture."""
    region = part.rect.adjusted(-ROOM, -ROOM, LONGER if part.text else ROOM, ROOM)
    if shot is not theirs(pictured):
        region.translate(moved(pictured, part))
    if part.text:
        ground = part.on or (pictured.ground if shot is theirs(pictured) else LIGHT.card_open.name())
        place = shot.written(region, ground, distance(rgb(ground), rgb(part.color)) * 45 // 100)
    else:
        place = shot.of_color(region, part.color, 12)
    assert place is not None, (pictured.name, part.name)
    return place


@cache
def theirs(pictured: Pictured) -> Shot:
    return Shot.read(FOLDER / f"{pictured.name}.png")


@cache
def ours(pictured: Pictured, fine: int = 1) -> Shot:
    """Our drawing of the same data, where the picture has it and as large."""
    picture, scale = card_of(pictured), pictured.scale * fine
    image = QImage(theirs(pictured).image.size() * fine, QImage.Format.Format_RGB32)
    image.fill(LIGHT.page)
    painter = QPainter(image)
    painter.translate(pictured.card[0] * fine - CARD_LEFT * scale, pictured.card[1] * fine)
    painter.scale(scale, scale)
    picture.paint(painter)
    painter.end()
    return Shot(image)


def card_of(pictured: Pictured) -> CardPicture:
    judgement = judge(json.dumps(pictured.layout))
    assert judgement.layout is not None, judgement.errors
    assert judgement.valid, judgement.errors
    view = View(width=round(pictured.width / pictured.scale), language="ru", entry=pictured.entry)
    return asyncio.run(draw(judgement.layout, view))
