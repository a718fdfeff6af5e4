"""The keys of triage, at the foot of the list: as many as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from daybook.ui.kit.fonts import Step
from daybook.ui.kit.key_hint import KeyHint
from daybook.ui.kit.labels import label
from daybook.ui.kit.metrics import LARGE, TINY

_HEIGHT = 28
_FITS_AT = (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Resize)


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
        self._added: QWidget | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(LARGE)
        self._row.addWidget(self.said)
        for hint in self._hints:
            self._row.addWidget(hint)
        self._row.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """May be narrow: then it says less."""
        return QSize(0, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows what fits."""
        super().resizeEvent(event)
        self._fit()

    def add(self, widget: QWidget) -> None:
        """Something more, at the end."""
        self._added = widget
        widget.installEventFilter(self)
        self._row.addWidget(widget)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What was added takes room when it comes, and gives it when it goes."""
        if watched is self._added and event.type() in _FITS_AT:
            self._fit()
        return super().eventFilter(watched, event)

    def say(self, text: str) -> None:
        """What the keys are about, before them; "" for what is current."""
        if text != self.said.text():
            self.said.setText(text)
            self.said.setAccessibleName(text)
            self.said.setVisible(bool(text))
            self._fit()

    def _fit(self) -> None:
        left = self.width() - (self.said.sizeHint().width() + LARGE if self.said.text() else 0)
        if self._added is not None and not self._added.isHidden():
            left -= self._added.sizeHint().width() + LARGE
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
