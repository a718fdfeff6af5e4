"""The keys of triage, at the foot of the list: as many as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from daybook.ui.kit.fonts import Step
from daybook.ui.kit.key_hint import KeyHint
from daybook.ui.kit.labels import label
from daybook.ui.kit.metrics import LARGE, TINY

_HEIGHT = 28


class KeyLine(QWidget):
    """Keys and what they do, the most useful first."""

    def __init__(self, hints: Sequence[tuple[Sequence[str], str]]) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Keys"))
        self._hints = [_hint(keys, words) for keys, words in hints]
        self.said = label(step=Step.SMALL_STRONG, tone="accent")
        self.said.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(LARGE)
        row.addWidget(self.said)
        for hint in self._hints:
            row.addWidget(hint)
        row.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """May be narrow: then it says less."""
        return QSize(0, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows what fits."""
        super().resizeEvent(event)
        self._fit()

    def say(self, text: str) -> None:
        """What the keys are about, before them; "" for what is current."""
        if text != self.said.text():
            self.said.setText(text)
            self.said.setAccessibleName(text)
            self.said.setVisible(bool(text))
            self._fit()

    def _fit(self) -> None:
        left = self.width() - (self.said.sizeHint().width() + LARGE if self.said.text() else 0)
        for hint in self._hints:
            left -= hint.sizeHint().width()
            hint.setVisible(left >= 0)
            left -= LARGE


def _hint(keys: Sequence[str], words: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(TINY)
    for number, key in enumerate(keys):
        if number:
            row.addWidget(label("–", Step.CAPTION, "text_faint"))
        row.addWidget(KeyHint(key))
    row.addSpacing(2)
    row.addWidget(label(words, Step.SMALL, "text_faint"))
    made.setAccessibleName(words)
    return made
