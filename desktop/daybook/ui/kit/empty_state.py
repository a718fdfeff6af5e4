"""What stands where there is nothing to show: why that is, and what to do about it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.glyph_label import GlyphLabel
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL

_TEXT_WIDTH = 360


class EmptyState(QWidget):
    """A glyph, a title, a sentence and perhaps a button, in the middle of the room they have.

    `text_width` is how wide the sentence is; a narrow panel needs less than the usual.
    """

    def __init__(
        self,
        look: Look,
        glyph: Glyph,
        title: str = "",
        text: str = "",
        parent: QWidget | None = None,
        *,
        text_width: int = _TEXT_WIDTH,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._glyph = GlyphLabel(look, glyph, "text_faint", 40)
        self._title = label(title, Step.HEADING)
        self._text = label(text, tone="text_soft", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setFixedWidth(text_width)
        middle = QHBoxLayout()  # an alignment would keep a wrapped label on one line
        middle.addStretch(1)
        middle.addWidget(self._text)
        middle.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        self._column.setSpacing(SMALL)
        self._column.addStretch(2)
        self._column.addWidget(self._glyph, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(MEDIUM)
        self._column.addWidget(self._title, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._column.addLayout(middle)
        self._column.addSpacing(SMALL)
        self._column.addStretch(3)
        self.say(glyph, title, text)

    def say(self, glyph: Glyph, title: str, text: str = "") -> None:
        """Another reason for there being nothing."""
        self._glyph.show_glyph(glyph)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def add_button(self, text: str, run: Callable[[], object], *, kind: str = "", glyph: Glyph | None = None) -> None:
        """Something to do about it, below the sentence."""
        button = push_button(self._look, text, run, kind=kind, glyph=glyph)
        self._column.insertWidget(self._column.count() - 1, button, alignment=Qt.AlignmentFlag.AlignHCenter)
