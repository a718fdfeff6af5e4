"""The portal's own colours, in one table: what a card, a tag, a to-do looks like there.

The light values were read off the pictures in the REST documentation (`api-reference/crm/timeline/`, the folder of
configurable activities) and, where a picture shows a design token, off the public token list of Bitrix24's UI kit. The
portal has no dark look for its timeline: `DARK` and `CONTRAST` are ours and keep each colour's hue.

These are for drawing what the portal draws. Everything else in the window takes its colours from `kit.colors.Theme`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtGui import QColor

from daybook.domain.todo import TodoColor
from daybook.ui.kit.colors import Theme, ThemeName


@dataclass(frozen=True, slots=True)
class TodoLook:
    """One of the eight looks of a to-do."""

    strong: QColor
    """The disc on the timeline and the square beside the responsible person."""
    ground: QColor
    """The card."""
    plate: QColor
    """The plate behind the calendar sheet and the "do until" field."""


@dataclass(frozen=True, slots=True)
class TagLook:
    """A tag or badge: a fully round pill and what stands in it."""

    fill: QColor
    ink: QColor


@dataclass(frozen=True, slots=True)
class PortalColors:
    """Everything the portal colours on a timeline."""

    page: QColor
    line: QColor
    """The vertical line of the timeline and the connectors to the cards."""
    card_open: QColor
    """An open activity that is no to-do."""
    card_plain: QColor
    card_edge: QColor
    """A hairline around a card; the portal has none in light."""
    accent: QColor
    """Discs of everything that is no to-do, and primary buttons."""
    accent_hover: QColor
    button: QColor
    """A primary button on a card: a shade off the accent."""
    accent_ink: QColor
    """What is written on the accent, and glyphs on discs."""
    plate: QColor
    sheet: QColor
    """Paper: the calendar sheet and the disc on a plate."""
    sheet_ink: QColor
    sheet_soft: QColor
    sheet_accent: QColor
    """The head of the calendar sheet."""
    title: QColor
    check_edge: QColor
    portrait: QColor
    """Somebody without a picture of their own."""
    portrait_ink: QColor
    pencil: QColor
    until: QColor
    """The deadline in the field of a to-do."""
    idle: QColor
    """Time of a card and icons at rest. Too pale to read on (2 : 1): our own cards use the theme's soft text."""
    link: QColor
    frame: QColor
    """The box around a large text."""
    button_edge: QColor
    button_ink: QColor
    deadline: TagLook
    texts: Mapping[str, QColor]
    """By the `color` of a text block."""
    tags: Mapping[str, TagLook]
    """By the `type` of a header tag."""
    badges: Mapping[str, TagLook]
    """By the `type` of a badge (crm.activity.badge.add)."""
    todos: Mapping[TodoColor, TodoLook]


def _todo(strong: str, ground: str, plate: str) -> TodoLook:
    return TodoLook(QColor(strong), QColor(ground), QColor(plate))


def _tag(fill: str, ink: str) -> TagLook:
    return TagLook(QColor(fill), QColor(ink))


LIGHT: Final = PortalColors(
    page=QColor("#eef2f4"),
    line=QColor("#dfe0e3"),
    card_open=QColor("#fefcee"),
    card_plain=QColor("#ffffff"),
    card_edge=QColor(27, 32, 48, 16),
    accent=QColor("#2fc6f6"),
    accent_hover=QColor("#5dd3f8"),
    button=QColor("#3bc8f5"),
    accent_ink=QColor("#ffffff"),
    plate=QColor("#e5f9ff"),
    sheet=QColor("#ffffff"),
    sheet_ink=QColor("#525c69"),
    sheet_soft=QColor("#828b95"),
    sheet_accent=QColor("#2fc6f6"),
    title=QColor("#333333"),
    check_edge=QColor("#767676"),
    portrait=QColor("#7b8691"),
    portrait_ink=QColor("#ffffff"),
    pencil=QColor("#cbcabe"),
    until=QColor("#151515"),
    idle=QColor("#bdc1c6"),
    link=QColor("#2066b0"),
    frame=QColor("#e4e2d6"),
    button_edge=QColor("#c6cdd3"),
    button_ink=QColor("#525c69"),
    deadline=_tag("#fef3b8", "#828b95"),
    texts={
        "": QColor("#333333"),
        "base_90": QColor("#525c69"),
        "base_70": QColor("#828b95"),
        "base_60": QColor("#959ca4"),
        "base_50": QColor("#a8adb4"),
    },
    tags={
        "success": _tag("#e2f1b3", "#698800"),
        "failure": _tag("#ffe4e2", "#c21b17"),
        "warning": _tag("#faf4ae", "#7a5100"),
        "primary": _tag("#d3f4ff", "#008dba"),
        "secondary": _tag("#e6e7e9", "#333333"),
    },
    badges={
        "success": _tag("#e8f6d6", "#333333"),
        "failure": _tag("#f3d5d3", "#333333"),
        "warning": _tag("#ebe997", "#333333"),
        "primary": _tag("#e1f3f9", "#333333"),
        "secondary": _tag("#eaebed", "#333333"),
    },
    todos={
        TodoColor.DEFAULT: _todo("#ffc34d", "#fefcee", "#fff1d6"),
        TodoColor.BLUE: _todo("#4090c7", "#f4fcfe", "#e5f9ff"),
        TodoColor.TURQUOISE: _todo("#29d9d0", "#f2fffe", "#dafffc"),
        TodoColor.ORANGE: _todo("#f57e02", "#fff7ef", "#ffeedd"),
        TodoColor.GREEN: _todo("#8fb035", "#fafded", "#f1fbd0"),
        TodoColor.VIOLET: _todo("#b37dc4", "#fcfaff", "#f7efff"),
        TodoColor.GREY: _todo("#858f9e", "#fcfcfd", "#ecedee"),
        TodoColor.ROSE: _todo("#da7790", "#fff8fb", "#ffe9f3"),
    },
)

PICTURED_TAGS: Final[Mapping[str, TagLook]] = {
    "success": _tag("#dff5c2", "#589309"),
    "failure": _tag("#ffe6e6", "#c21b17"),
    "warning": _tag("#faf397", "#9d7e2b"),
    "primary": _tag("#e0f6f0", "#1097c2"),
    "secondary": _tag("#e0e2e4", "#333333"),
}
"""Tags on the pictures of configurable activities: older than `tags`, and paler to read."""

DARK: Final = PortalColors(
    page=QColor("#15171d"),
    line=QColor("#353a46"),
    card_open=QColor("#27261f"),
    card_plain=QColor("#1e212a"),
    card_edge=QColor(255, 255, 255, 18),
    accent=QColor("#1fa9d6"),
    accent_hover=QColor("#35b9e4"),
    button=QColor("#1fa9d6"),
    accent_ink=QColor("#08161c"),
    plate=QColor("#1d3541"),
    sheet=QColor("#2a2f3a"),
    sheet_ink=QColor("#eceef4"),
    sheet_soft=QColor("#b4bac7"),
    sheet_accent=QColor("#1fa9d6"),
    title=QColor("#eceef4"),
    check_edge=QColor("#7f8797"),
    portrait=QColor("#5b6473"),
    portrait_ink=QColor("#eceef4"),
    pencil=QColor("#5d594c"),
    until=QColor("#eceef4"),
    idle=QColor("#7f8797"),
    link=QColor("#8fc1f5"),
    frame=QColor(255, 255, 255, 34),
    button_edge=QColor("#525969"),
    button_ink=QColor("#c6cbd6"),
    deadline=_tag("#453d1c", "#d9cf9f"),
    texts={
        "": QColor("#eceef4"),
        "base_90": QColor("#c6cbd6"),
        "base_70": QColor("#a5acba"),
        "base_60": QColor("#959dac"),
        "base_50": QColor("#868e9e"),
    },
    tags={
        "success": _tag("#33401a", "#c5df7f"),
        "failure": _tag("#4a2325", "#ffa7a2"),
        "warning": _tag("#453a17", "#f0d27c"),
        "primary": _tag("#12394a", "#7fd6f5"),
        "secondary": _tag("#363b47", "#d8dce5"),
    },
    badges={
        "success": _tag("#2f3d20", "#dff0cf"),
        "failure": _tag("#4a2a2c", "#ffd6d3"),
        "warning": _tag("#434118", "#f1efb0"),
        "primary": _tag("#1c3945", "#d5f0fa"),
        "secondary": _tag("#363b47", "#e2e5ec"),
    },
    todos={
        TodoColor.DEFAULT: _todo("#e0ab43", "#2a2821", "#4a4030"),
        TodoColor.BLUE: _todo("#4a9bd3", "#1f2a36", "#25394b"),
        TodoColor.TURQUOISE: _todo("#27c4bc", "#1e2f35", "#20474c"),
        TodoColor.ORANGE: _todo("#e67a0c", "#2f2824", "#4d3621"),
        TodoColor.GREEN: _todo("#8fb035", "#262d29", "#37402b"),
        TodoColor.VIOLET: _todo("#b785c9", "#2a2735", "#3f354b"),
        TodoColor.GREY: _todo("#8a94a3", "#252931", "#353a43"),
        TodoColor.ROSE: _todo("#da7790", "#2e2731", "#473440"),
    },
)


def _contrast_todo(strong: str) -> TodoLook:
    return _todo(strong, "#000000", "#1c1c1c")


CONTRAST: Final = PortalColors(
    page=QColor("#000000"),
    line=QColor("#8a8a8a"),
    card_open=QColor("#000000"),
    card_plain=QColor("#000000"),
    card_edge=QColor("#ffffff"),
    accent=QColor("#5fd6ff"),
    accent_hover=QColor("#a6e8ff"),
    button=QColor("#5fd6ff"),
    accent_ink=QColor("#000000"),
    plate=QColor("#1c1c1c"),
    sheet=QColor("#000000"),
    sheet_ink=QColor("#ffffff"),
    sheet_soft=QColor("#f2f2f2"),
    sheet_accent=QColor("#5fd6ff"),
    title=QColor("#ffffff"),
    check_edge=QColor("#ffffff"),
    portrait=QColor("#5fd6ff"),
    portrait_ink=QColor("#000000"),
    pencil=QColor("#dcdcdc"),
    until=QColor("#ffffff"),
    idle=QColor("#dcdcdc"),
    link=QColor("#8fd0ff"),
    frame=QColor("#ffffff"),
    button_edge=QColor("#ffffff"),
    button_ink=QColor("#ffffff"),
    deadline=_tag("#332200", "#ffd166"),
    texts={name: QColor("#ffffff") for name in ("", "base_90", "base_70", "base_60", "base_50")},
    tags={
        "success": _tag("#00290f", "#7dffb0"),
        "failure": _tag("#3a0000", "#ff9d9d"),
        "warning": _tag("#332200", "#ffd166"),
        "primary": _tag("#00283a", "#8fd0ff"),
        "secondary": _tag("#262626", "#ffffff"),
    },
    badges={
        "success": _tag("#00290f", "#ffffff"),
        "failure": _tag("#3a0000", "#ffffff"),
        "warning": _tag("#332200", "#ffffff"),
        "primary": _tag("#00283a", "#ffffff"),
        "secondary": _tag("#262626", "#ffffff"),
    },
    todos={
        TodoColor.DEFAULT: _contrast_todo("#ffcf6b"),
        TodoColor.BLUE: _contrast_todo("#6fc3ff"),
        TodoColor.TURQUOISE: _contrast_todo("#45f0e6"),
        TodoColor.ORANGE: _contrast_todo("#ff9a33"),
        TodoColor.GREEN: _contrast_todo("#b9e04f"),
        TodoColor.VIOLET: _contrast_todo("#d9a6ea"),
        TodoColor.GREY: _contrast_todo("#c3cad6"),
        TodoColor.ROSE: _contrast_todo("#ff9fb6"),
    },
)

PICTURED: Final = replace(LIGHT, tags=PICTURED_TAGS)
"""The screenshots of configurable activities, which a card is drawn after."""
_AIR_TEXTS: Final = {
    "": "#333333",
    "base_90": "#525c69",
    "base_70": "#828b95",
    "base_60": "#a8adb4",
    "base_50": "#c9ccd0",
}
AIR: Final = replace(
    LIGHT,
    page=QColor("#f6f6f6"),
    card_open=QColor("#ffffff"),
    accent=QColor("#0075ff"),
    button=QColor("#0075ff"),
    plate=QColor("#e5f1ff"),
    sheet_accent=QColor("#0075ff"),
    link=QColor("#0154c8"),
    frame=QColor("#dfe0e3"),
    texts={name: QColor(color) for name, color in _AIR_TEXTS.items()},
)
"""The newer design, after its public colour tokens; no picture of the documentation shows a card in it."""
AIR_DARK: Final = replace(DARK, accent=QColor("#3d96ff"), button=QColor("#3d96ff"), sheet_accent=QColor("#3d96ff"))

_BY_THEME: Final = {ThemeName.LIGHT: LIGHT, ThemeName.DARK: DARK, ThemeName.CONTRAST: CONTRAST}


def portal_colors(theme: Theme) -> PortalColors:
    """The portal's colours as they go with a theme of ours."""
    return _BY_THEME[theme.name]
