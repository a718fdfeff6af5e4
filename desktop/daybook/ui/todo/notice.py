"""A word beside a field: what is wrong with it, what the portal said, what somebody else made of it."""

from collections.abc import Sequence

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
    """A sentence or two on a soft ground, perhaps with buttons below. `tone`: danger, warning or info.

    Most notices never say anything, and a form has dozens of them: what is in one is made when it first does.
    """

    def __init__(self, look: Look, tone: str = "danger", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tone = tone
        self._said = ""
        self._buttons: list[QAbstractButton] = []
        self._inside: _Inside | None = None
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while there is nothing to say."""
        return self._said

    def say(self, text: str, more: str = "", *, tone: str | None = None) -> None:
        """Says something else; "" hides it."""
        self._said = text
        self._tone = tone or self._tone
        if text and self._inside is None:
            self._inside = _Inside(self._look, self, self._buttons)
        if self._inside is not None:
            self._dress(self._inside)
            self._inside.say(text, more)
        self.setAccessibleName(text)
        self.setAccessibleDescription(more)
        self.setVisible(bool(text))

    def add_button(self, button: QAbstractButton) -> None:
        """Something to do about it."""
        button.setParent(self)  # from now on Tab comes to it where it belongs
        self._buttons.append(button)
        if self._inside is not None:
            self._inside.add_button(button)

    def _dress(self, inside: "_Inside") -> None:
        panel = f"banner-{self._tone}"
        if self.property("panel") != panel:
            self.setProperty("panel", panel)
            restyle(self)
            inside.show_tone(self._tone)


class _Inside:
    """What stands in a notice that has something to say."""

    def __init__(self, look: Look, notice: QWidget, buttons: Sequence[QAbstractButton]) -> None:
        self._glyph = GlyphLabel(look, Glyph.INFO, size=16)
        self._text = label(step=Step.SMALL, wrap=True)
        self._more = label(step=Step.SMALL, tone="text_soft", wrap=True)
        self._more.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._flow: FlowLayout | None = None  # until there is a button
        row = QHBoxLayout(notice)
        row.setContentsMargins(SMALL + 2, SMALL, SMALL + 2, SMALL)
        row.setSpacing(SMALL)
        row.addWidget(self._glyph, alignment=Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setSpacing(TINY)
        row.addLayout(self._column, 1)
        for widget in (self._text, self._more):
            self._column.addWidget(widget)
        for button in buttons:
            self.add_button(button)

    def show_tone(self, tone: str) -> None:
        """Danger, warning or info."""
        ink = "accent" if tone == "info" else tone
        self._glyph.show_glyph(_GLYPHS[tone], ink)
        set_tone(self._text, ink)

    def say(self, text: str, more: str) -> None:
        """Something else; `more` "" = nothing below it."""
        self._text.setText(text)
        self._more.setText(more)
        self._more.setVisible(bool(more))

    def add_button(self, button: QAbstractButton) -> None:
        """One more, below the text."""
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
