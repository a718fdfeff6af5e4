"""A card in a file looks as it does in the window."""

import asyncio
import base64
import re
import struct
import zlib
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QRawFont
from PySide6.QtSvg import QSvgRenderer

from daybook import resources
from daybook.domain.layouts.judging import judge
from daybook.ui.layouts import set_text
from daybook.ui.layouts.card_drawing import MENU, CardPicture, draw
from daybook.ui.layouts.picture import View
from daybook.ui.studio import exporting, svg_faces
from daybook.ui.studio.font_parts import woff
from tests.domain.layouts.examples import examples

pytestmark = pytest.mark.usefixtures("qapp")

NAMES = (
    "valid_activity_all_block_types.json",
    "valid_activity_menu_item_extras.json",
    "valid_blocks_documented_seven.json",
)
FACE = re.compile(r'@font-face\{font-family:"Open Sans";font-weight:(\d+);src:url\("data:font/woff;base64,([^"]+)"\)')
WEIGHT = re.compile(r'<text [^>]*font-family="Open Sans"[^>]*font-weight="(\d+)"')
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
    renderer = QSvgRenderer(QByteArray(exporting.svg(picture, "A card")()))
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


@pytest.mark.parametrize("view", VIEWS, ids=["light", "dark with the menu"])
def test_the_svg_brings_the_face_of_its_texts_and_stays_small(view: View) -> None:
    data = exporting.svg(picture_of(NAMES[0], view), "A card")()
    rules = FACE.findall(data.decode())
    assert {int(weight) for weight, _ in rules} == {int(each) for each in WEIGHT.findall(data.decode())}
    assert len(data) < 150_000
    assert ET.fromstring(data).tag.endswith("svg")
    for _, face in rules:
        assert base64.b64decode(face).startswith(b"wOFF")


WORDS = "Office: Ällowed “Tö” ſhow ½ Привет AVATAR Ǻ ffi."
NOT_ASKED_FOR = "Q"


@pytest.mark.parametrize("weight", list(set_text.FACES), ids=lambda weight: weight.name)
def test_the_face_draws_its_letters_as_the_whole_one_does_and_no_others(weight: QFont.Weight) -> None:
    font = set_text.pixel_font(15, weight)
    (glyphs,) = svg_faces.glyphs_by_weight(
        f'<text font-family="Open Sans" font-size="14" font-weight="{weight.value}">{WORDS}</text>'
    ).values()
    whole = resources.data(f"fonts/OpenSans-{set_text.FACES[weight]}.ttf")
    part = unpacked(woff(whole, glyphs))
    assert len(part) < len(whole) / 6
    assert outlines(part, WORDS) == outlines(whole, WORDS)
    assert font.family() == set_text.FAMILY
    assert outlines(whole, NOT_ASKED_FOR) != [""]
    assert outlines(part, NOT_ASKED_FOR) == [""]


def outlines(face: bytes, words: str) -> list[str]:
    """The letters of a face, drawn one by one."""
    raw = QRawFont(QByteArray(face), 40.0, QFont.HintingPreference.PreferNoHinting)
    assert raw.isValid()
    made = []
    for glyph in raw.glyphIndexesForString(words):
        path = raw.pathForGlyph(glyph)
        points = (path.elementAt(number) for number in range(path.elementCount()))
        made.append(" ".join(f"{each.x:.2f},{each.y:.2f}" for each in points))
    return made


def test_letters_keep_their_distances() -> None:
    """Read off the tables: of the whole one, which is longer than the format can say, FreeType sees but a part."""
    whole = resources.data("fonts/OpenSans-Regular.ttf")
    glyphs = svg_faces.glyphs_by_weight(
        '<text font-family="Open Sans" font-size="14" font-weight="400">AVATAR To</text>'
    )[400]
    kept = pairs(unpacked(woff(whole, glyphs)))
    assert kept
    assert kept == {pair: value for pair, value in pairs(whole).items() if set(pair) <= {0, *glyphs}}


def pairs(face: bytes) -> dict[tuple[int, int], int]:
    """The distances of pairs of glyphs, of the only list of them."""
    (count,) = struct.unpack_from(">H", face, 4)
    records = {face[12 + 16 * each : 16 + 16 * each]: 12 + 16 * each for each in range(count)}
    (at,) = struct.unpack_from(">I", face, records[b"kern"] + 8)
    (listed,) = struct.unpack_from(">H", face, at + 10)
    found = (struct.unpack_from(">HHh", face, at + 18 + 6 * each) for each in range(listed))
    return {(left, right): value for left, right, value in found}


def unpacked(packed: bytes) -> bytes:
    """The TrueType face in a WOFF, put together by what the format's description says."""
    signature, flavor, length, count, _, size = struct.unpack_from(">4sIIHHI", packed)
    assert (signature, length) == (b"wOFF", len(packed))
    records, data = b"", b""
    for number in range(count):
        tag, at, small, whole, checksum = struct.unpack_from(">4sIIII", packed, 44 + 20 * number)
        assert at % 4 == 0
        table = packed[at : at + small]
        table = zlib.decompress(table) if small < whole else table
        padded = table + bytes(-len(table) % 4)
        assert len(table) == whole
        assert sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF == checksum
        records += struct.pack(">4sIII", tag, checksum, 12 + 16 * count + len(data), whole)
        data += padded
    face = struct.pack(">IHHHH", flavor, count, 0, 0, 0) + records + data
    assert len(face) == size
    return face
