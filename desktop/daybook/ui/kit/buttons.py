"""Buttons whose icons follow the theme and that always have a name."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QToolButton

from daybook.ui.kit.icon_follower import IconFollower
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import plain_tip
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import ICON

_NARROW: Final = 120
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Button(QPushButton):
    """A button that Enter presses as Space does; Qt leaves that to dialogs."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, once each time it goes down."""
        if not _pressed_by_enter(self, event):
            super().keyPressEvent(event)


class ShortenedButton(Button):
    """Its words end in "…" where there is no room for them; then they are its tooltip. `text` has all of them.

    They may hold names, so that "&" is a letter and no mnemonic.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Other words."""
        super().setText(text)
        self._show_tip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less of the words fit."""
        super().resizeEvent(event)
        self._show_tip()

    def minimumSizeHint(self) -> QSize:
        """May be narrow."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _NARROW), hint.height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """What is painted."""
        super().initStyleOption(option)
        option.text = self._fitting().replace("&", "&&")

    def _fitting(self) -> str:
        option = QStyleOptionButton()
        super().initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def _show_tip(self) -> None:
        self.setToolTip(plain_tip(self.text()) if self._fitting() != self.text() else "")


class IconButton(QToolButton):
    """The same for a button that is only an icon."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, once each time it goes down."""
        if not _pressed_by_enter(self, event):
            super().keyPressEvent(event)


def _pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """True for Enter without Ctrl and the like. While it is held down it presses nothing anew."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() not in _ENTER or modifiers != Qt.KeyboardModifier.NoModifier:
        return False
    event.accept()
    if not event.isAutoRepeat():
        button.click()
    return True


def push_button(
    look: Look,
    text: str,
    run: Callable[[], object],
    *,
    glyph: Glyph | None = None,
    kind: str = "",
    compact: bool = False,
    shortens: bool = False,
) -> QPushButton:
    """A button with words. `kind`: "primary", "quiet", "danger", "link" or "" for the plain one.

    `shortens`: it may be narrower than its words, such as those that name people.
    """
    made = ShortenedButton(text) if shortens else Button(text)
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
        button.setAccessibleName(text if isinstance(button, ShortenedButton) else text.replace("&", ""))


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
    made = IconButton()
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    IconFollower(look, made, glyph, tone, size)
    if run is not None:
        made.clicked.connect(lambda _checked=False: run())
    return made
