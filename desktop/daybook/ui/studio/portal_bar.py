"""The studio's line to the portal: the number of an activity, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from daybook.bitrix.features import Blocked
from daybook.domain.layouts.model import Dto
from daybook.ui.extensions.page import MOST_DIGITS
from daybook.ui.extensions.words import blocked_advice, blocked_title
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel, label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL


class PortalBar(QWidget):
    """What can't be done is grey, and the line says why. The signals bring the number of the activity."""

    load_wanted = Signal(object)  # int
    put_wanted = Signal(object)  # int
    remove_wanted = Signal(object)  # int
    many_wanted = Signal()
    form_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.number = QLineEdit()
        self.number.setMaxLength(MOST_DIGITS)
        self.number.setFixedWidth(110)
        self.number.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.number.setAccessibleName(self.tr("Number of the activity"))
        self.number.setPlaceholderText(self.tr("Number"))
        caption = label(self.tr("Activity"), Step.SMALL, "text_soft")
        caption.setBuddy(self.number)
        self.load = push_button(look, self.tr("Load"), self._load, glyph=Glyph.REFRESH, compact=True)
        self.put = push_button(look, self.tr("Put on"), self._put, glyph=Glyph.CHECK, compact=True)
        self.remove = push_button(look, self.tr("Remove…"), self._remove, kind="danger", compact=True)
        self.many = push_button(look, self.tr("On many…"), self.many_wanted.emit, glyph=Glyph.ACTIVITIES, compact=True)
        self.form = push_button(
            look, self.tr("As a new activity…"), self.form_wanted.emit, glyph=Glyph.EXTENSIONS, compact=True
        )
        self.said = ElidedLabel("", Step.SMALL, "text_soft")
        self.number.textEdited.connect(lambda _text: self._show())
        self.number.returnPressed.connect(self._load)
        self._blocked: Blocked | None = None
        self._there = False
        self._dto: Dto | None = None
        self._valid = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        for widget in (caption, self.number, self.load, self.put, self.remove, self.many, self.form):
            row.addWidget(widget)
        row.addWidget(self.said, 1)
        self._show()

    @property
    def wanted(self) -> int | None:
        """The number that is typed; None when none is."""
        text = self.number.text().strip()
        return int(text) if text.isascii() and text.isdigit() and int(text) > 0 else None

    def choose(self, activity_id: int) -> None:
        """The activity of this number; what is on it is asked for where the secret may."""
        self.number.setText(str(activity_id))
        self._show()
        self._load()

    def show_state(self, *, there: bool, blocked: Blocked | None, dto: Dto | None, valid: bool) -> None:
        """`there`: a portal is connected; `blocked`: why its secret can't; `dto` and `valid`: what would be put."""
        self._there, self._blocked, self._dto, self._valid = there, blocked, dto, valid
        self._show()

    def _show(self) -> None:
        may = self._there and self._blocked is None
        numbered = may and self.wanted is not None
        self.load.setEnabled(numbered)
        self.put.setEnabled(numbered and self._valid)
        self.remove.setEnabled(numbered and self._dto is not Dto.CARD)
        self.many.setVisible(self._dto is not Dto.CARD)
        self.many.setEnabled(may and self._valid)
        self.form.setVisible(self._dto is Dto.CARD)
        self.form.setEnabled(self._there and self._valid)
        self.said.setText(self._reason())

    def _reason(self) -> str:
        if not self._there:
            return self.tr("No portal is connected. Everything but sending works without one.")
        if self._blocked is not None:
            return f"{blocked_title(self._blocked)} {blocked_advice(self._blocked)}"
        if not self._valid:
            return self.tr("It can be sent once what is wrong is put right.")
        return ""

    def _load(self) -> None:
        if self.load.isEnabled() and self.wanted is not None:
            self.load_wanted.emit(self.wanted)

    def _put(self) -> None:
        if self.wanted is not None:
            self.put_wanted.emit(self.wanted)

    def _remove(self) -> None:
        if self.wanted is not None:
            self.remove_wanted.emit(self.wanted)
