"""Keeps the icon of a button in the colours of the theme that is on."""

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QAbstractButton

from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import ICON


class IconFollower(QObject):
    """A child of its button: tints it now, and again whenever the theme changes."""

    def __init__(self, look: Look, button: QAbstractButton, glyph: Glyph, tone: str, size: int = ICON) -> None:
        super().__init__(button)
        self._look = look
        self._button = button
        self._glyph = glyph
        self._tone = tone
        button.setIconSize(QSize(size, size))
        self._tint()
        look.theming.changed.connect(self._tint)

    def show(self, glyph: Glyph, tone: str | None = None) -> None:
        """Another drawing or colour role."""
        self._glyph = glyph
        self._tone = tone or self._tone
        self._tint()

    def _tint(self) -> None:
        self._button.setIcon(self._look.icon(self._glyph, self._tone))
