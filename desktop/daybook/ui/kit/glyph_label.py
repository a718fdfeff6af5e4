"""A glyph beside text: decoration in the colours of the theme, silent to a screen reader."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import ICON


class GlyphLabel(QWidget):
    """One glyph in a colour role; whatever it means must also stand beside it in words."""

    def __init__(self, look: Look, glyph: Glyph, tone: str = "text_soft", size: int = ICON) -> None:
        super().__init__()
        self._look = look
        self._glyph = glyph
        self._tone = tone
        self._size = size
        self.setFixedSize(size, size)
        look.theming.changed.connect(self.update)

    def show_glyph(self, glyph: Glyph, tone: str | None = None) -> None:
        """Another drawing or colour role."""
        self._glyph, self._tone = glyph, tone or self._tone
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The glyph at the sharpness of the screen it is on."""
        color = self._look.color(self._tone)
        pixmap = self._look.icons.pixmap(self._glyph, color, self._size, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 0, pixmap)
