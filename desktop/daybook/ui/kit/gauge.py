"""A small bar that says how much of something is used up."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from daybook.ui.kit.look import Look

_WIDTH, _HEIGHT, _BAR = 56, 14, 5
HIGH = 0.75
"""From this share on the bar warns."""


class Gauge(QWidget):
    """A share from 0 to 1 as a bar; the words beside it are the tooltip and what a screen reader says."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._name = name
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        look.theming.changed.connect(self.update)

    @property
    def share(self) -> float:
        """What is shown, from 0 to 1."""
        return self._share

    def show_share(self, share: float, words: str) -> None:
        """Another share; `words` say the same in figures."""
        self._share = min(1.0, max(0.0, share))
        self.setToolTip(words)
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Always the same."""
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The track and what is used of it."""
        track = QRectF(0, (self.height() - _BAR) / 2, self.width(), _BAR)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.color("line_strong"))
            painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)
            if self._share > 0:
                track.setWidth(max(_BAR, track.width() * self._share))
                painter.setBrush(self._look.color("warning" if self._share >= HIGH else "accent"))
                painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)
