"""Texts as a card sets them: laid out once for a width, and painted where they belong."""

import re
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QTextLayout, QTextOption

from daybook import resources

FAMILY: Final = "Open Sans"
"""The portal's own face (Apache License 2.0)."""
PLAIN: Final = QFont.Weight.Normal
STRONG: Final = QFont.Weight.DemiBold
"""Of texts and links that are bold."""
HEAVY: Final = QFont.Weight.Bold
"""Of titles, tags and buttons."""
FACES: Final = {PLAIN: "Regular", STRONG: "Semibold", HEAVY: "Bold"}
"""The files of the face."""
KEPT: Final = 512
"""Laid-out texts that are kept: an edit changes one block, and the others are there already."""
ENDLESS: Final = 1000
"""Letters of a word that is broken at steps instead of at the edge: Qt takes a fifth of a second for 50,000 of them."""
_STEP: Final = 8
_WORD: Final = re.compile(r"\S+")
_MAY_BREAK: Final = "\u200b"
LINE_BREAK: Final = "\u2028"


@lru_cache(maxsize=64)
def pixel_font(pixels: int, weight: QFont.Weight = PLAIN) -> QFont:
    """What is so many pixels high on the pictures of the portal, and measures as much there.

    Their texts are 6 % narrower than Open Sans of that size, with an x-height that is less by as much: they were set in
    a face of the system. Open Sans one pixel smaller keeps the lines, pills and tags of the pictures, and so does its
    semi-bold for what is bold there.
    """
    _load()
    made = QFont(FAMILY)
    made.setPixelSize(pixels - 1)
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@lru_cache(maxsize=1)
def _load() -> None:
    """Only a card needs this face, so it is read when the first one is drawn."""
    for face in FACES.values():
        QFontDatabase.addApplicationFontFromData(resources.data(f"fonts/OpenSans-{face}.ttf"))


def width_of(words: str, font: QFont) -> float:
    """How wide one line of it is."""
    return QFontMetricsF(font).horizontalAdvance(words)


def cut(words: str, font: QFont, width: float) -> str:
    """The words on one line of this width, with dots where they do not fit."""
    return QFontMetricsF(font).elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=KEPT)
def lines(words: str, font: QFont, width: float, pitch: float) -> QTextLayout:
    """The words broken to a width, `pitch` from line to line."""
    made = QTextLayout(breakable(words), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setTextOption(option)
    made.setCacheEnabled(True)
    made.beginLayout()
    top = 0.0
    while (line := made.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        line.setPosition(QPointF(0, top + (pitch - line.height()) / 2))
        top += pitch
    made.endLayout()
    return made


def breakable(words: str) -> str:
    """The same to the eye, with places in endless words where a line may end."""
    if len(words) <= ENDLESS or max(map(len, words.split()), default=0) <= ENDLESS:
        return words
    return _WORD.sub(lambda word: _in_steps(word[0]), words)


def _in_steps(word: str) -> str:
    if len(word) <= ENDLESS:
        return word
    return _MAY_BREAK.join(word[at : at + _STEP] for at in range(0, len(word), _STEP))


def height_of(made: QTextLayout, pitch: float) -> float:
    """How high a text is; one without words is a line high."""
    return max(made.lineCount(), 1) * pitch


def folded_lines(words: str) -> str:
    """Line breaks are blanks, as a browser has them."""
    return " ".join(words.split("\n"))


def kept_lines(words: str) -> str:
    """Line breaks stay."""
    return words.replace("\r\n", "\n").replace("\n", LINE_BREAK)
