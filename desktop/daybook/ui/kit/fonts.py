"""The type scale, set in Inter, which comes along; other scripts fall back to what the system has."""

from enum import Enum
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from daybook import resources

FACES = ("Regular", "Italic", "Medium", "SemiBold", "Bold")
FAMILY = "Inter"
"""What the bundled files call themselves (SIL Open Font License 1.1)."""


class Step(Enum):
    """One step of the scale: pixel size and weight."""

    CAPTION = (11, QFont.Weight.Medium)
    SMALL = (12, QFont.Weight.Normal)
    SMALL_STRONG = (12, QFont.Weight.DemiBold)
    BODY = (13, QFont.Weight.Normal)
    STRONG = (13, QFont.Weight.DemiBold)
    LEAD = (15, QFont.Weight.Normal)
    HEADING = (16, QFont.Weight.DemiBold)
    SUBTITLE = (18, QFont.Weight.DemiBold)
    TITLE = (21, QFont.Weight.DemiBold)
    DISPLAY = (32, QFont.Weight.Bold)

    @property
    def pixels(self) -> int:
        """Size in device-independent pixels."""
        return self.value[0]

    @property
    def weight(self) -> QFont.Weight:
        """How heavy."""
        return self.value[1]


def load() -> tuple[str, ...]:
    """Makes the bundled faces known to Qt; returns the families they brought. Needs a QGuiApplication."""
    families: dict[str, None] = {}
    for face in FACES:
        number = QFontDatabase.addApplicationFontFromData(resources.data(f"fonts/Inter-{face}.otf"))
        families.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)))
    return tuple(families)


@cache
def font(step: Step) -> QFont:
    """The font of one step, made once. Copy it before changing it."""
    made = QFont(FAMILY)
    made.setPixelSize(step.pixels)
    made.setWeight(step.weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if step in (Step.TITLE, Step.DISPLAY):
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98)
    return made
