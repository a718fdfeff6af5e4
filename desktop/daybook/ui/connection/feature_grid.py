"""The table of what works: beside each other where there is room for two, else below each other."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from daybook.bitrix.diagnosis import Line, LineState
from daybook.ui.connection import wording
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.glyph_label import GlyphLabel
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, SMALL, WIDE

_TWO_FROM = 600
_LEAST = 240
_PARTS = 3
_SIGNS = {
    LineState.OK: (Glyph.CIRCLE_CHECK, "success"),
    LineState.WARNING: (Glyph.CIRCLE_MINUS, "text_faint"),
    LineState.FAILED: (Glyph.ERROR, "danger"),
    LineState.NOT_RUN: (Glyph.CIRCLE_DASHED, "text_faint"),
}


class FeatureGrid(QWidget):
    """One cell a feature: a sign, what a person does with it, whether it works."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._cells: list[tuple[GlyphLabel, QLabel, QLabel]] = []
        self._columns = 2
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(MEDIUM)
        self._grid.setVerticalSpacing(SMALL)
        self._grid.setColumnStretch(1, 1)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one column may get."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns or one."""
        super().resizeEvent(event)
        columns = 2 if self.width() >= _TWO_FROM else 1
        if columns != self._columns:
            self._columns = columns
            self._arrange()

    def add(self, line: Line) -> None:
        """One more feature."""
        glyph, tone = _SIGNS[line.state]
        title = label(wording.feature_title(line.feature) if line.feature else "")
        words = label(wording.feature_words(line), Step.SMALL, "success" if line.state is LineState.OK else "text_soft")
        title.setAccessibleDescription(words.text())
        self._cells.append((GlyphLabel(self._look, glyph, tone, 16), title, words))
        self._place(len(self._cells) - 1)

    def clear(self) -> None:
        """Nothing is known."""
        for cell in self._cells:
            for widget in cell:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._cells = []

    def _arrange(self) -> None:
        for cell in self._cells:
            for widget in cell:
                self._grid.removeWidget(widget)
        for number in range(len(self._cells)):
            self._place(number)
        two = self._columns == 2
        self._grid.setColumnMinimumWidth(_PARTS, WIDE if two else 0)
        self._grid.setColumnStretch(_PARTS + 2, int(two))
        self.updateGeometry()

    def _place(self, number: int) -> None:
        row, column = divmod(number, self._columns)
        first = column * (_PARTS + 1)
        sign, title, words = self._cells[number]
        title.setWordWrap(self._columns == 1)  # beside each other there is room, and wrapping would take it away
        self._grid.addWidget(sign, row, first, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(title, row, first + 1)
        self._grid.addWidget(words, row, first + 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
