"""A card in a file looks as it does in the window."""

import asyncio

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from daybook.domain.layouts.judging import judge
from daybook.ui.layouts.card_drawing import MENU, CardPicture, draw
from daybook.ui.layouts.picture import View
from daybook.ui.studio import exporting
from tests.domain.layouts.examples import examples

pytestmark = pytest.mark.usefixtures("qapp")

NAMES = (
    "valid_activity_all_block_types.json",
    "valid_activity_menu_item_extras.json",
    "valid_blocks_documented_seven.json",
)
VIEWS = (View(), View(dark=True, unfolded=frozenset([MENU])))


def picture_of(name: str, view: View) -> CardPicture:
    layout = judge(next(each.text for each in examples() if each.name == name)).layout
    assert layout is not None
    return asyncio.run(draw(layout, view))


def ground(picture: CardPicture) -> QImage:
    image = QImage(picture.size.toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor("#eef2f4"))
    return image


def painted(picture: CardPicture) -> QImage:
    image = ground(picture)
    with QPainter(image) as painter:
        picture.paint(painter)
    return image


def rendered(picture: CardPicture) -> QImage:
    image = ground(picture)
    renderer = QSvgRenderer(QByteArray(exporting.svg(picture, "A card")))
    assert renderer.isValid()
    with QPainter(image) as painter:
        renderer.render(painter)
    return image


def unlike(one: QImage, other: QImage) -> int:
    """How many pixels are clearly another colour."""
    places = [(x, y) for x in range(one.width()) for y in range(one.height())]
    pairs = ((one.pixelColor(x, y), other.pixelColor(x, y)) for x, y in places if one.pixel(x, y) != other.pixel(x, y))
    return sum(abs(a.lightness() - b.lightness()) > 90 for a, b in pairs)


@pytest.mark.parametrize("view", VIEWS, ids=["light", "dark with the menu"])
@pytest.mark.parametrize("name", NAMES)
def test_the_svg_looks_like_the_card(name: str, view: View) -> None:
    picture = picture_of(name, view)
    assert unlike(painted(picture), rendered(picture)) <= 12
