"""What the ticked rows of a preview come to: how many, who hears of it, what can't be taken back."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from daybook.ui.changing.preview_words import PreviewWords
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.glyph_label import GlyphLabel
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL, TINY
from daybook.work.changing.judged import Lost, Sums

_GLYPH = 15


class SumsView(QWidget):
    """A line for each thing there is to know."""

    def __init__(self, look: Look, words: PreviewWords) -> None:
        super().__init__()
        self._words = words
        self._count = label(step=Step.STRONG)
        self._messages, self._messages_line = _fact(look, Glyph.CHAT, "accent")
        self._losses = {each: _fact(look, Glyph.WARNING, "warning") for each in Lost}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addWidget(self._count)
        column.addWidget(self._messages_line)
        for _, line in self._losses.values():
            column.addWidget(line)
        self.show_sums(None)

    @property
    def texts(self) -> list[str]:
        """Everything it says, from the top."""
        facts = [self._messages, *(each for each, _ in self._losses.values())]
        return [each.text() for each in (self._count, *facts) if each.text()]

    def show_sums(self, sums: Sums | None) -> None:
        """Other sums; None for none."""
        self._count.setText(self._words.sums(sums) if sums is not None else "")
        messages = self._words.messages(sums.told) if sums is not None else ""
        self._messages.setText(messages)
        self._messages_line.setVisible(bool(messages))
        for each, (text, line) in self._losses.items():
            rows = sums.lost.get(each, 0) if sums is not None else 0
            text.setText(self._words.loss(each, rows) if rows else "")
            line.setVisible(rows > 0)


def _fact(look: Look, glyph: Glyph, tone: str) -> tuple[QLabel, QWidget]:
    text = label(step=Step.SMALL, tone=tone, wrap=True)
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SMALL)
    row.addWidget(GlyphLabel(look, glyph, tone, _GLYPH))
    row.addWidget(text, 1)
    return text, line
