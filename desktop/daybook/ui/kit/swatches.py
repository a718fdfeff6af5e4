"""A row of colours to choose one from."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from daybook.ui.kit.colors import contrast
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import TINY

_SIZE = 28
_DISC = 18


@dataclass(frozen=True, slots=True)
class Swatch:
    """One colour on offer: what it stands for, what a person calls it, how it looks."""

    value: str
    name: str
    color: QColor


class SwatchButton(QAbstractButton):
    """One disc. Chosen, it has a ring and a tick: colour is not the only sign."""

    def __init__(self, look: Look, swatch: Swatch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.swatch = swatch
        self._look = look
        self.setCheckable(True)
        self.setToolTip(swatch.name)
        self.setAccessibleName(swatch.name)
        self.setFixedSize(_SIZE, _SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.theming.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(_SIZE, _SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Disc, ring when chosen, second ring when focused."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            middle = QRectF(self.rect()).center()
            if self.hasFocus():
                self._ring(painter, middle, _SIZE / 2 - 1, self._look.color("focus"))
            elif self.isChecked():
                self._ring(painter, middle, _SIZE / 2 - 2, self.swatch.color)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.swatch.color if self.isEnabled() else self._look.color("line_strong"))
            painter.drawEllipse(middle, _DISC / 2, _DISC / 2)
            if self.isChecked():
                self._tick(painter, middle)

    @staticmethod
    def _ring(painter: QPainter, middle: QPointF, radius: float, color: QColor) -> None:
        painter.setPen(QPen(color, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, radius, radius)

    def _tick(self, painter: QPainter, middle: QPointF) -> None:
        white, black = QColor(Qt.GlobalColor.white), QColor("#1b2030")
        ink = max((white, black), key=lambda each: contrast(each, self.swatch.color))
        pen = QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        x, y = middle.x(), middle.y()
        painter.drawPolyline([QPointF(x - 4, y + 0.5), QPointF(x - 1.2, y + 3.2), QPointF(x + 4, y - 3)])


class Swatches(QWidget):
    """Discs of which one is chosen; arrow keys move the choice."""

    chosen = Signal(str)  # Swatch.value, by the person's own hand only

    def __init__(self, look: Look, name: str, swatches: Sequence[Swatch], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, SwatchButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TINY)
        for swatch in swatches:
            button = SwatchButton(look, swatch, self)
            self._buttons[swatch.value] = button
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self._group.buttonToggled.connect(self._toggled)
        self._silent = False

    @property
    def value(self) -> str:
        """What is chosen, "" while nothing is."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, value: str) -> None:
        """Shows a choice, without telling anybody."""
        self._silent = True
        self._buttons[value].setChecked(True)
        self._silent = False

    def _toggled(self, button: QAbstractButton, on: bool) -> None:
        if on and not self._silent and isinstance(button, SwatchButton):
            self.chosen.emit(button.swatch.value)
