"""The quiet line: what has just been done, and for some seconds the way back."""

import math
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QSize, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from daybook.ui.kit.buttons import icon_button, push_button, rename
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.glyph_label import GlyphLabel
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel, label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, SMALL

_TICK_MS = 200
_SLIM_AIR = 2


class QuietLine(QFrame):
    """Says one thing at a time; a newer one takes its place. Goes by itself, never takes the focus.

    Whether an offer still holds is not decided here: the line only shows it as long as it was told to.
    """

    ended = Signal()

    def __init__(self, look: Look, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._run: Callable[[], object] | None = None
        self._lead: Callable[[], object] | None = None
        self._left_ms = 0
        self._since = QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._count_down)
        self.setProperty("panel", "raised")
        self._glyph = GlyphLabel(look, Glyph.CIRCLE_CHECK, "success")
        self._text = ElidedLabel()
        self._seconds = label(step=Step.SMALL, tone="text_faint")
        self.action = push_button(look, self.tr("Undo"), self.act, glyph=Glyph.UNDO, compact=True)
        self.further = push_button(look, self.tr("Look"), self._go_further, compact=True)
        self._close = icon_button(look, Glyph.CLOSE, self.tr("Close this message"), self.end, size=14)
        row = QHBoxLayout(self)
        row.setSpacing(SMALL)
        row.addWidget(self._glyph)
        row.addWidget(self._text, 1)
        for widget in (self._seconds, self.action, self.further, self._close):
            row.addWidget(widget)
        self.set_slim(False)
        self.hide()

    def set_slim(self, slim: bool) -> None:
        """Slim enough for the line at the lower edge of the window, or with air around."""
        air = _SLIM_AIR if slim else SMALL - 1
        self.layout().setContentsMargins(MEDIUM, air, SMALL, air)  # type: ignore[union-attr]

    @property
    def text(self) -> str:
        """What it says, "" while it is hidden."""
        return self._text.text() if not self.isHidden() else ""

    def tell(self, text: str, *, seconds: float = 4, glyph: Glyph = Glyph.CIRCLE_CHECK, tone: str = "success") -> None:
        """Something was done; there is nothing to take back."""
        self._glyph.show_glyph(glyph, tone)
        self._begin(text, None, seconds)

    def offer(
        self, text: str, action: str, run: Callable[[], object], *, seconds: float, glyph: Glyph = Glyph.CIRCLE_CHECK,
        tone: str = "success",
    ) -> None:  # fmt: skip
        """Something was done and `run` takes it back, for `seconds` from now."""
        self._glyph.show_glyph(glyph, tone)
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self._begin(text, run, seconds)

    def lead(
        self, text: str, action: str, run: Callable[[], object], *, seconds: float, glyph: Glyph = Glyph.CIRCLE_CHECK,
        tone: str = "success",
    ) -> None:  # fmt: skip
        """Something was done and `run` goes on from there; it takes nothing back."""
        self._glyph.show_glyph(glyph, tone)
        rename(self.further, action)
        self._begin(text, None, seconds)
        self._lead = run
        self.further.show()

    def sizeHint(self) -> QSize:
        """Wide enough for the whole text, which shortens itself where there is less room."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._text.sizeHint().width(), hint.height())

    def offers(self) -> bool:
        """True while something can be taken back."""
        return self._run is not None

    def withdraw(self, run: Callable[[], object]) -> None:
        """Ends the offer that `run` would take; what is shown besides stays."""
        if self._run == run:
            self.end()

    def end(self) -> None:
        """Goes before its time."""
        if not self.isHidden():
            self._tick.stop()
            self._run = self._lead = None
            self.hide()
            self.ended.emit()

    def _begin(self, text: str, run: Callable[[], object] | None, seconds: float) -> None:
        self._text.setText(text)
        self._run, self._lead = run, None
        self.further.hide()
        self._left_ms = round(seconds * 1000)
        self._since.start()
        self.action.setVisible(run is not None)
        self._seconds.setVisible(run is not None)
        self.setAccessibleName(text)
        self._count_down()
        self._tick.start()
        self.show()

    def _count_down(self) -> None:
        left = self._left_ms - self._since.elapsed()
        if left <= 0:
            self.end()
        else:
            self._seconds.setText(self._formats.seconds(math.ceil(left / 1000)))

    def _go_further(self) -> None:
        lead = self._lead
        self.end()
        if lead is not None:
            lead()

    def act(self) -> None:
        """Takes the offer; nothing happens when there is none."""
        run = self._run
        self.end()
        if run is not None:
            run()
