"""The few letterings a card uses, and how much room words take in them."""

from enum import Enum
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from daybook.ui.kit.fonts import Step, font


class Letter(Enum):
    """One kind of text on a card. Sizes follow the portal's pictures (title 14, buttons 11 and tags 10 in capitals)."""

    TITLE = "title"
    TAG = "tag"
    WHEN = "when"
    FIELD = "field"
    FIELD_STRONG = "field_strong"
    BUTTON = "button"
    FOLD = "fold"
    SECTION = "section"


@cache
def letter_font(letter: Letter) -> QFont:
    """The font of one kind of text, made once. Copy it before changing it."""
    step, pixels, weight = {
        Letter.TITLE: (Step.STRONG, 14, QFont.Weight.Bold),
        Letter.TAG: (Step.STRONG, 10, QFont.Weight.Bold),
        Letter.WHEN: (Step.SMALL, 12, QFont.Weight.Normal),
        Letter.FIELD: (Step.BODY, 13, QFont.Weight.Normal),
        Letter.FIELD_STRONG: (Step.STRONG, 13, QFont.Weight.DemiBold),
        Letter.BUTTON: (Step.STRONG, 11, QFont.Weight.Bold),
        Letter.FOLD: (Step.SMALL, 12, QFont.Weight.Medium),
        Letter.SECTION: (Step.SMALL_STRONG, 12, QFont.Weight.DemiBold),
    }[letter]
    made = QFont(font(step))
    made.setPixelSize(pixels)
    made.setWeight(weight)
    if letter in (Letter.TAG, Letter.BUTTON):
        made.setCapitalization(QFont.Capitalization.AllUppercase)
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 102)
    return made


@cache
def metrics(letter: Letter) -> QFontMetricsF:
    """How large words are in this lettering, in device-independent pixels."""
    return QFontMetricsF(letter_font(letter))


class FontMeasures:
    """Asks the real fonts; a card's geometry is tested with made-up ones."""

    def advance(self, letter: Letter, text: str) -> float:
        """How wide `text` is on one line."""
        return metrics(letter).horizontalAdvance(text)

    def wrap(self, letter: Letter, text: str, width: float, lines: int) -> tuple[str, ...]:
        """`text` on at most `lines` lines, the last one cut with "…" when there is more; long words break."""
        made: list[str] = []
        rest = text
        while rest and len(made) < lines - 1:
            length = _fitting(letter, rest, width)
            made.append(rest[:length].rstrip())
            rest = rest[length:].lstrip()
        if rest:
            made.append(self.cut(letter, rest, width))
        return tuple(made)

    def cut(self, letter: Letter, text: str, width: float) -> str:
        """As much of `text` as fits on one line, ending in "…" when that is not all."""
        return metrics(letter).elidedText(text, Qt.TextElideMode.ElideRight, width)


def _fitting(letter: Letter, text: str, width: float) -> int:
    """How many characters the first line takes; at least one, so that even the narrowest card goes on."""
    layout = QTextLayout(text, letter_font(letter))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(max(width, 1.0))
    layout.endLayout()
    return max(1, line.textLength())
