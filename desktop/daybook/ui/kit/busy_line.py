"""The thin line that says that something is still coming."""

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from daybook.ui.kit.look import Look

HEIGHT = 2
_FRAME_MS = 33
_PERIOD_MS = 1400
_GRACE_MS = 150
"""What comes sooner than this needs no line: it would only flicker."""


class BusyLine(QWidget):
    """A line with a light running along it; takes its two pixels always, so nothing jumps."""

    def __init__(self, look: Look, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._busy = False
        self._since = QElapsedTimer()
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(name or self.tr("Loading"))

    @property
    def busy(self) -> bool:
        """True while it runs."""
        return self._busy

    def set_busy(self, busy: bool) -> None:
        """Runs, or rests and cannot be seen."""
        if busy == self._busy:
            return
        self._busy = busy
        if busy:
            self._since.start()
            self._frames.start()
        else:
            self._frames.stop()
        self.update()

    def sizeHint(self) -> QSize:
        """As thin as it is."""
        return QSize(40, HEIGHT)

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees need not run."""
        self._frames.stop()

    def showEvent(self, event: object) -> None:
        """Runs again if there is still reason to."""
        if self._busy:
            self._frames.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A third of the line, wandering from left to right."""
        if not self._busy or self._since.elapsed() < _GRACE_MS:
            return
        share = (self._since.elapsed() % _PERIOD_MS) / _PERIOD_MS
        width = self.width() / 3
        left = (self.width() + width) * share - width
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._look.color("accent_soft"))
            painter.fillRect(QRectF(left, 0, width, self.height()), self._look.color("accent"))
