"""What the window's colours are, by what they are for.

A widget never names a colour; it asks the current `Theme` for a role, so that light, dark and high contrast are three
values of one type. The colours of the portal's own to-dos are not here: they belong to what they picture.
"""

from dataclasses import dataclass, fields
from enum import StrEnum

from PySide6.QtGui import QColor


class ThemeName(StrEnum):
    """Which of the three looks; also the suffix of the few images that style sheets need from disk."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by role. Every text role reads at 4.5 : 1 or better on every ground it may stand on (WCAG 2.2, 1.4.3).

    Grounds: `window` behind everything, `surface` for what is read and edited, `surface_raised` for what floats above
    it, `rail` for the strip of workspaces; `hover` and `selection` on top of these. The `…_soft` colours are grounds
    for a pill or banner whose text has the colour of the same name.
    """

    name: ThemeName
    window: QColor
    surface: QColor
    surface_raised: QColor
    rail: QColor
    hover: QColor
    selection: QColor
    line: QColor
    line_strong: QColor
    text: QColor
    text_soft: QColor
    text_faint: QColor
    accent: QColor
    accent_hover: QColor
    accent_text: QColor
    accent_soft: QColor
    focus: QColor
    link: QColor
    danger: QColor
    danger_soft: QColor
    warning: QColor
    warning_soft: QColor
    success: QColor
    success_soft: QColor
    overdue: QColor
    shadow: QColor

    @property
    def dark(self) -> bool:
        """True when text is lighter than its ground."""
        return self.text.lightness() > self.surface.lightness()

    def hex(self, role: str) -> str:
        """A role as `#rrggbb`, or as `rgba()` when it lets something through: what a style sheet takes."""
        color: QColor = getattr(self, role)
        if color.alpha() == 255:
            return color.name()
        return f"rgba({color.red()}, {color.green()}, {color.blue()}, {color.alpha()})"


def color_roles() -> tuple[str, ...]:
    """The names of all colours of a theme."""
    return tuple(each.name for each in fields(Theme) if each.name != "name")


def contrast(one: QColor, other: QColor) -> float:
    """How well one colour reads on the other, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def blend(over: QColor, under: QColor, share: float) -> QColor:
    """`share` (0 to 1) of the colour `over`, the rest `under`."""
    parts = zip(over.getRgbF()[:3], under.getRgbF()[:3], strict=True)  # type: ignore[index]
    red, green, blue = (a * share + b * (1 - share) for a, b in parts)
    return QColor.fromRgbF(red, green, blue)


def _luminance(color: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


LIGHT = Theme(
    name=ThemeName.LIGHT,
    window=QColor("#f6f6f8"),
    surface=QColor("#ffffff"),
    surface_raised=QColor("#ffffff"),
    rail=QColor("#eeeff3"),
    hover=QColor("#f1f2f6"),
    selection=QColor("#e8ebfb"),
    line=QColor("#e6e8ee"),
    line_strong=QColor("#d3d7e0"),
    text=QColor("#1b2030"),
    text_soft=QColor("#4d5668"),
    text_faint=QColor("#5f687a"),
    accent=QColor("#4656d3"),
    accent_hover=QColor("#3a49bf"),
    accent_text=QColor("#ffffff"),
    accent_soft=QColor("#eaedfc"),
    focus=QColor("#5566e6"),
    link=QColor("#3a4bc8"),
    danger=QColor("#b4233c"),
    danger_soft=QColor("#fdebee"),
    warning=QColor("#87550a"),
    warning_soft=QColor("#fdf2dc"),
    success=QColor("#1b6e46"),
    success_soft=QColor("#e3f5ea"),
    overdue=QColor("#b4233c"),
    shadow=QColor(23, 28, 48, 34),
)

DARK = Theme(
    name=ThemeName.DARK,
    window=QColor("#15171d"),
    surface=QColor("#1b1e26"),
    surface_raised=QColor("#232731"),
    rail=QColor("#101218"),
    hover=QColor("#252934"),
    selection=QColor("#2b3154"),
    line=QColor("#2a2e39"),
    line_strong=QColor("#3b4150"),
    text=QColor("#eceef4"),
    text_soft=QColor("#b4bac7"),
    text_faint=QColor("#9aa2b2"),
    accent=QColor("#9aa7ff"),
    accent_hover=QColor("#b2bcff"),
    accent_text=QColor("#12141c"),
    accent_soft=QColor("#272c4b"),
    focus=QColor("#8a98ff"),
    link=QColor("#a9b4ff"),
    danger=QColor("#ff98a6"),
    danger_soft=QColor("#42222a"),
    warning=QColor("#f2c472"),
    warning_soft=QColor("#3d3018"),
    success=QColor("#7fd6a6"),
    success_soft=QColor("#1b3828"),
    overdue=QColor("#ff98a6"),
    shadow=QColor(0, 0, 0, 120),
)

HIGH_CONTRAST = Theme(
    name=ThemeName.CONTRAST,
    window=QColor("#000000"),
    surface=QColor("#000000"),
    surface_raised=QColor("#0b0b0b"),
    rail=QColor("#000000"),
    hover=QColor("#262626"),
    selection=QColor("#0a2f6b"),
    line=QColor("#8a8a8a"),
    line_strong=QColor("#ffffff"),
    text=QColor("#ffffff"),
    text_soft=QColor("#f2f2f2"),
    text_faint=QColor("#dcdcdc"),
    accent=QColor("#ffe14d"),
    accent_hover=QColor("#fff0a0"),
    accent_text=QColor("#000000"),
    accent_soft=QColor("#2b2600"),
    focus=QColor("#00e5ff"),
    link=QColor("#8fd0ff"),
    danger=QColor("#ff9d9d"),
    danger_soft=QColor("#3a0000"),
    warning=QColor("#ffd166"),
    warning_soft=QColor("#332200"),
    success=QColor("#7dffb0"),
    success_soft=QColor("#00290f"),
    overdue=QColor("#ff9d9d"),
    shadow=QColor(0, 0, 0, 0),
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK, HIGH_CONTRAST)}
