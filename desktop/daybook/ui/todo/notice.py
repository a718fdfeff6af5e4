"""A word beside a field: what is wrong with it, what the portal said, what somebody else made of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from daybook.privacy import mask
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.failure import particulars
from daybook.ui.kit.flow import FlowLayout
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.glyph_label import GlyphLabel
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label, set_tone
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, SMALL, TINY
from daybook.ui.kit.theme import restyle
from daybook.ui.kit.wording import explain

_GLYPHS = {"danger": Glyph.ERROR, "warning": Glyph.WARNING, "info": Glyph.INFO}


class Notice(QFrame):
    """A sentence or two on a soft ground, perhaps with buttons below. `tone`: danger, warning or info."""

    def __init__(self, look: Look, tone: str = "danger", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = GlyphLabel(look, _GLYPHS[tone], size=16)
        self._text = label(step=Step.SMALL, wrap=True)
        self._more = label(step=Step.SMALL, tone="text_soft", wrap=True)
        self._more.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._flow: FlowLayout | None = None  # until there is a button
        self._column = QVBoxLayout()
        self._column.setSpacing(TINY)
        for widget in (self._text, self._more):
            self._column.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(SMALL + 2, SMALL, SMALL + 2, SMALL)
        row.setSpacing(SMALL)
        row.addWidget(self._glyph, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._column, 1)
        self.say("", tone=tone)

    @property
    def text(self) -> str:
        """What it says, "" while there is nothing to say."""
        return self._text.text()

    def say(self, text: str, more: str = "", *, tone: str | None = None) -> None:
        """Says something else; "" hides it."""
        if tone is not None:
            ink = "accent" if tone == "info" else tone
            self.setProperty("panel", f"banner-{tone}")
            restyle(self)
            self._glyph.show_glyph(_GLYPHS[tone], ink)
            set_tone(self._text, ink)
        self._text.setText(text)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.setAccessibleName(text)
        self.setAccessibleDescription(more)
        self.setVisible(bool(text))

    def add_button(self, button: QAbstractButton) -> None:
        """Something to do about it."""
        if self._flow is None:
            buttons = QWidget()
            self._flow = FlowLayout(buttons, MEDIUM)
            self._column.addWidget(buttons)
        self._flow.addWidget(button)


class RefusalNotice(Notice):
    """Why the portal refused, in plain words; its own text is one click away."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "danger", parent)
        self._error: BaseException | None = None
        self._details = ""
        self._words = ""
        self.details_button = push_button(look, self.tr("What the portal said"), self._toggle, kind="link")
        self.details_button.setCheckable(True)
        self.add_button(self.details_button)

    def show_error(self, error: BaseException | None) -> None:
        """Another refusal; None hides it."""
        if error is self._error:
            return
        self._error = error
        if error is None:
            self.say("")
            return
        said = explain(error)
        self._words = mask(f"{said.title} {said.advice}".strip())
        self._details = particulars(error, mask)
        self.details_button.setChecked(False)
        self.say(self._words)

    def _toggle(self) -> None:
        self.say(self._words, self._details if self.details_button.isChecked() else "")
