"""A notice inside a view: something to know before going on. Colour, glyph and words say the same."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from daybook.ui.kit.fonts import Step
from daybook.ui.kit.glyph_label import GlyphLabel
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label, set_tone
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, SMALL, TINY
from daybook.ui.kit.theme import restyle

_GLYPHS = {
    "danger": Glyph.ERROR,
    "warning": Glyph.WARNING,
    "success": Glyph.CIRCLE_CHECK,
    "info": Glyph.INFO,
}


class Banner(QFrame):
    """Title, sentence and perhaps buttons on a soft ground. `tone`: danger, warning, success or info."""

    def __init__(
        self, look: Look, tone: str = "info", title: str = "", text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._glyph = GlyphLabel(look, Glyph.INFO)
        self._title = label(step=Step.STRONG, wrap=True)
        self._text = label(wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SMALL)
        words = QVBoxLayout()
        words.setSpacing(TINY // 2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(MEDIUM, MEDIUM - 2, MEDIUM, MEDIUM - 2)
        row.setSpacing(MEDIUM - 2)
        row.addWidget(self._glyph, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addLayout(self._buttons)
        self.say(tone, title, text)

    def say(self, tone: str, title: str, text: str = "") -> None:
        """Another notice."""
        ink = "accent" if tone == "info" else tone
        self.setProperty("panel", f"banner-{tone}")
        restyle(self)
        self._glyph.show_glyph(_GLYPHS[tone], ink)
        set_tone(self._title, ink)
        for shown, words in ((self._title, title), (self._text, text)):
            shown.setText(words)
            shown.setVisible(bool(words))
        self.setAccessibleName(title or text)
        self.setAccessibleDescription(text if title else "")

    def add_button(self, button: QAbstractButton) -> None:
        """Something to do about it."""
        self._buttons.addWidget(button)
