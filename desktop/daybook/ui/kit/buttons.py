"""Buttons whose icons follow the theme and that always have a name."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from daybook.ui.kit.icon_follower import IconFollower
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import ICON


def push_button(
    look: Look,
    text: str,
    run: Callable[[], object],
    *,
    glyph: Glyph | None = None,
    kind: str = "",
    compact: bool = False,
) -> QPushButton:
    """A button with words. `kind`: "primary", "quiet", "danger", "link" or "" for the plain one."""
    made = QPushButton(text)
    made.setProperty("look", kind)
    made.setProperty("compact", compact)
    made.setAccessibleName(text.replace("&", ""))
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda _checked=False: run())
    if glyph is not None:
        tone = {"primary": "accent_text", "danger": "danger", "quiet": "text_soft", "link": "link"}.get(kind, "text")
        IconFollower(look, made, glyph, tone)
    return made


def rename(button: QPushButton, text: str) -> None:
    """Other words on a button, for those who hear them too."""
    if button.text() != text:
        button.setText(text)
        button.setAccessibleName(text.replace("&", ""))


def icon_button(
    look: Look,
    glyph: Glyph,
    name: str,
    run: Callable[[], object] | None = None,
    *,
    tone: str = "text_soft",
    size: int = ICON,
) -> QToolButton:
    """A button that is only an icon; `name` is its tooltip and what a screen reader says."""
    made = QToolButton()
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    IconFollower(look, made, glyph, tone, size)
    if run is not None:
        made.clicked.connect(lambda _checked=False: run())
    return made
