"""The lower part of the form: what the connection is called and where its secret goes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from daybook.ui.connection.wording import name_problem_words
from daybook.ui.kit.banner import Banner
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fields import combo_box
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL
from daybook.ui.kit.theme import restyle
from daybook.ui.kit.wording import explain
from daybook.work.connecting import ConnectingPhase, ConnectingState


class KeepingForm(QFrame):
    """A name, a choice, and the button that keeps. Shown once the test is over."""

    wanted = Signal(str, bool)  # name, remember
    mending_chosen = Signal(object)  # connection id (str), or None for another connection

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self.setAccessibleName(self.tr("Keep this connection"))
        self._proposed = ""
        self._offered: tuple[str, ...] = ()
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the connection"))
        self.name.returnPressed.connect(self._keep)
        self._problem = label(step=Step.SMALL, tone="danger", wrap=True)
        self.same = combo_box(self.tr("A new connection, or a new secret for one you have"))
        self.same.activated.connect(self._choose_mending)
        self.for_good = QRadioButton(self.tr("Keep the secret in the system's keyring"))
        self.for_now = QRadioButton(self.tr("Keep it until Daybook closes"))
        self.for_good.setChecked(True)
        self._choice = QButtonGroup(self)
        self._banner = Banner(look, "warning")
        self.keep = push_button(look, self.tr("Keep this connection"), self._keep, kind="primary", glyph=Glyph.CHECK)
        self._lay_out()

    def show_state(self, state: ConnectingState) -> None:
        """What the presenter knows now."""
        self.setVisible(state.may_keep or state.phase is ConnectingPhase.KEEPING)
        if state.name != self._proposed:
            self._proposed = state.name
            self.name.setText(state.name)
        self._show_same(state)
        self.name.setEnabled(state.mends is None)
        self._show_problem(name_problem_words(state.name_problem) if state.name_problem else "")
        self._show_vault(state)
        self.keep.setEnabled(state.may_keep)

    def take_focus(self) -> None:
        """The name, ready to be typed over; Enter keeps."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _show_problem(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self.name.setAccessibleDescription(words)
        self.name.setProperty("wrong", bool(words))
        restyle(self.name)

    def _show_vault(self, state: ConnectingState) -> None:
        error = state.vault_error
        self._banner.setVisible(error is not None)
        if error is not None:
            said = explain(error)
            self._banner.say("warning", said.title, said.advice)
            self.for_now.setChecked(True)

    def _show_same(self, state: ConnectingState) -> None:
        offered = tuple(each.id for each in state.same)
        if offered != self._offered:
            self._offered = offered
            self.same.clear()
            self.same.addItem(self.tr("Another connection, beside those you have"), None)
            for each in state.same:
                self.same.addItem(self.tr("The new secret of “{name}”").format(name=each.name), each.id)
        self.same.setVisible(bool(offered))
        self.same.setCurrentIndex(offered.index(state.mends.id) + 1 if state.mends else 0)

    def _choose_mending(self) -> None:
        self.mending_chosen.emit(self.same.currentData())

    def _keep(self) -> None:
        if self.keep.isEnabled():
            self.wanted.emit(self.name.text(), self.for_good.isChecked())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        column.setSpacing(SMALL)
        column.addWidget(label(self.tr("What do you want to call it?"), Step.STRONG))
        column.addWidget(self.same)
        column.addWidget(self.name)
        column.addWidget(self._problem)
        column.addSpacing(SMALL)
        for choice in (self.for_good, self.for_now):
            self._choice.addButton(choice)
            column.addWidget(choice)
        column.addWidget(self._banner)
        column.addSpacing(MEDIUM)
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addStretch(1)
        column.addLayout(row)
