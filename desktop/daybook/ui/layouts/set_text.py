"""Texts as a card sets them: laid out once for a width, and painted where they belong."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from daybook.ui.kit.fonts import FAMILY

KEPT: Final = 512
"""Laid-out texts that are kept: an edit changes one block, and the others are there already."""
LINE_BREAK: Final = "\u2028"


@lru_cache(maxsize=64)
def pixel_font(pixels: int, *, bold: bool = False, capitals: bool = False) -> QFont:
    """A font of so many pixels; the portal's Open Sans is not bundled, so it is set in the program's own face."""
    made = QFont(FAMILY)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if capitals:
        made.setCapitalization(QFont.Capitalization.AllUppercase)
    return made


def width_of(words: str, font: QFont) -> float:
    """How wide one line of it is."""
    return QFontMetricsF(font).horizontalAdvance(words)


def cut(words: str, font: QFont, width: float) -> str:
    """The words on one line of this width, with dots where they do not fit."""
    return QFontMetricsF(font).elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=KEPT)
def lines(words: str, font: QFont, width: float, pitch: float) -> QTextLayout:
    """The words broken to a width, `pitch` from line to line."""
    made = QTextLayout(words, font)
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


def height_of(made: QTextLayout, pitch: float) -> float:
    """How high a text is; one without words is a line high."""
    return max(made.lineCount(), 1) * pitch


def folded_lines(words: str) -> str:
    """Line breaks are blanks, as a browser has them."""
    return " ".join(words.split("\n"))


def kept_lines(words: str) -> str:
    """Line breaks stay."""
    return words.replace("\r\n", "\n").replace("\n", LINE_BREAK)
