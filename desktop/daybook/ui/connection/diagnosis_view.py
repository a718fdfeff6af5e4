"""The connection test as it goes on: one row a check, then the table of what works."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from daybook.bitrix.diagnosis import Check, Line, LineState
from daybook.store.connections import ConnectionKind
from daybook.ui.connection import wording
from daybook.ui.connection.feature_grid import FeatureGrid
from daybook.ui.kit.busy_line import BusyLine
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.glyph_label import GlyphLabel
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL, TINY

_SIGNS: dict[LineState, tuple[Glyph, str]] = {
    LineState.OK: (Glyph.CIRCLE_CHECK, "success"),
    LineState.WARNING: (Glyph.WARNING, "warning"),
    LineState.FAILED: (Glyph.ERROR, "danger"),
    LineState.NOT_RUN: (Glyph.CIRCLE_DASHED, "text_faint"),
}
_TITLE_WIDTH = 200


class CheckRow(QWidget):
    """One check: a sign, what was looked at, what was found."""

    def __init__(self, look: Look, line: Line, kind: ConnectionKind) -> None:
        super().__init__()
        words = wording.line_words(line, kind)
        glyph, tone = _SIGNS[line.state]
        title = label(words.title, Step.STRONG, "text_faint" if line.state is LineState.NOT_RUN else "text", wrap=True)
        title.setFixedWidth(_TITLE_WIDTH)
        text = label(words.text, tone="text_soft", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, TINY, 0, TINY)
        row.setSpacing(MEDIUM)
        for widget, stretch in ((GlyphLabel(look, glyph, tone), 0), (title, 0), (text, 1)):
            row.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{words.title}: {wording.state_word(line.state)}")
        self.setAccessibleDescription(words.text)


class DiagnosisView(QFrame):
    """Grows while the test goes on. Shows exactly the lines it is given."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._lines: tuple[Line, ...] = ()
        self._kind = ConnectionKind.WEBHOOK
        self.setProperty("panel", "card")
        self.setAccessibleName(self.tr("Test of the connection"))
        self._busy = BusyLine(look, self.tr("Testing"))
        self._checks = QVBoxLayout()
        self._checks.setSpacing(SMALL)
        self._checks.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        self._heading = label(step=Step.SMALL_STRONG, tone="text_soft", wrap=True)
        self._features = FeatureGrid(look)
        below = QVBoxLayout()
        below.setContentsMargins(LARGE, 0, LARGE, LARGE)
        below.setSpacing(SMALL)
        below.addWidget(self._heading)
        below.addWidget(self._features)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._busy)
        column.addLayout(self._checks)
        column.addLayout(below)
        self._show_features(False)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._lines

    def show_lines(
        self, lines: Sequence[Line], *, running: bool, kind: ConnectionKind = ConnectionKind.WEBHOOK
    ) -> None:
        """What is known so far of a connection of this kind."""
        self._busy.set_busy(running)
        lines = tuple(lines)
        if lines[: len(self._lines)] != self._lines or kind is not self._kind:
            self._empty()
        self._kind = kind
        for line in lines[len(self._lines) :]:
            self._add(line)
        self._lines = lines

    def _add(self, line: Line) -> None:
        if line.check is not Check.FEATURE:
            self._checks.addWidget(CheckRow(self._look, line, self._kind))
        else:
            self._features.add(line)
            self._show_features(True)

    def _show_features(self, on: bool) -> None:
        self._heading.setText(wording.features_heading(self._kind))
        self._heading.setVisible(on)
        self._features.setVisible(on)

    def _empty(self) -> None:
        while (item := self._checks.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._features.clear()
        self._show_features(False)
        self._lines = ()
