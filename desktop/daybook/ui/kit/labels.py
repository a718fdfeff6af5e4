"""Labels in the type scale, and one that shortens its text instead of pushing its neighbours."""

import html
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from daybook.ui.kit.fonts import Step
from daybook.ui.kit.theme import restyle

LONGEST_TIP: Final = 1_000
"""Letters of a tooltip; more would not fit on a screen."""


def label(text: str = "", step: Step = Step.BODY, tone: str = "text", *, wrap: bool = False) -> QLabel:
    """A plain-text label; `tone` is a text role of the theme. Never rich text: what it shows may come from anyone."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("step", step.name.lower())
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    return made


def plain_tip(text: str) -> str:
    """A tooltip that shows a text as it is written, whoever wrote it: Qt takes one that looks like HTML for HTML."""
    shown = text if len(text) <= LONGEST_TIP else text[:LONGEST_TIP] + "…"
    if not GuiQt.mightBeRichText(shown):
        return shown
    return f"<qt>{html.escape(shown).replace(chr(10), '<br>')}</qt>"


def set_tone(shown: QLabel, tone: str) -> None:
    """Another text role for a label."""
    if shown.property("tone") != tone:
        shown.setProperty("tone", tone)
        restyle(shown)


def separator(*, vertical: bool = False, parent: QWidget | None = None) -> QFrame:
    """A hairline between two areas."""
    line = QFrame(parent)
    line.setProperty("panel", "line-vertical" if vertical else "line")
    return line


class ElidedLabel(QLabel):
    """One line that ends in "…" when there is no room; the whole text is its tooltip then."""

    def __init__(self, text: str = "", step: Step = Step.BODY, tone: str = "text") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("step", step.name.lower())
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Shows `text`; line breaks become spaces."""
        super().setText(" ".join(text.split()))
        self.setAccessibleName(self.text())
        self._tell_whole()

    def minimumSizeHint(self) -> QSize:
        """May shrink to nothing."""
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """As wide as the whole text would like."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Whether the text fits decides about the tooltip."""
        super().resizeEvent(event)
        self._tell_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, or as much of it as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), text)

    def _tell_whole(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width()
        self.setToolTip("" if fits else plain_tip(self.text()))
