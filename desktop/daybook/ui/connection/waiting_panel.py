"""While the browser is open: what to do there, and the field for what comes back."""

import math

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from daybook.bitrix.oauth import CODE_LIFE_S
from daybook.ui.connection import sign_in_words as words
from daybook.ui.connection.secret_field import CodeField
from daybook.ui.kit.banner import Banner
from daybook.ui.kit.busy_line import BusyLine
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.flow import FlowLayout
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label, set_tone
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL, TINY
from daybook.ui.kit.theme import restyle
from daybook.ui.kit.wording.signing_in import return_fault
from daybook.work.signing_in import SignInPhase, SignInState

_TICK_MS = 250


class WaitingPanel(QFrame):
    """Shows a `SignInState` that waits. A code is at most as old as the window has been back in front."""

    pasted = Signal(str)
    again_wanted = Signal()
    stopped = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._address = ""
        self._since = QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._count_down)
        self.setProperty("panel", "card")
        self.setAccessibleName(self.tr("Waiting for the browser"))
        self._busy = BusyLine(look, self.tr("Fetching the keys"))
        self._title = label(step=Step.STRONG)
        self._text = label(tone="text_soft", wrap=True)
        self._problem = Banner(look, "warning")
        self.code = CodeField()
        self.code.setAccessibleName(self.tr("Address or code from the browser"))
        self.code.setPlaceholderText(self.tr("Paste the browser's address line"))
        self.code.pasted.connect(self.pasted)
        self._fault = label(step=Step.SMALL, tone="danger", wrap=True)
        self._seconds = label(step=Step.SMALL, tone="text_soft", wrap=True)
        self.again = push_button(look, self.tr("Open the browser again"), self.again_wanted.emit, glyph=Glyph.GLOBE)
        self.copy = push_button(look, self.tr("Copy the link"), self._copy, glyph=Glyph.COPY, kind="quiet")
        self.stop = push_button(look, self.tr("Stop waiting"), self.stopped.emit, kind="quiet")
        self._lay_out()

    def show_state(self, state: SignInState) -> None:
        """What the presenter knows now."""
        waiting = state.phase is SignInPhase.WAITING
        self._busy.set_busy(state.phase is SignInPhase.FETCHING)
        if state.address != self._address:
            self._address = state.address
            self._begin(state)
        self._title.setText(self.tr("Press “Allow” in your browser") if waiting else self.tr("Fetching the keys…"))
        self._text.setText(words.waiting_words(state) if waiting else "")
        self._text.setVisible(waiting)
        self._problem.setVisible(waiting and state.catch_problem is not None)
        if state.catch_problem is not None:
            said = words.catch_problem_words(state.catch_problem)
            self._problem.say("warning", said.title, said.advice)
        for widget in (self.code, self.again, self.copy):
            widget.setVisible(waiting)
        self._seconds.setVisible(waiting and not state.catching)
        self._show_fault(return_fault(state.fault) if state.fault is not None else "")

    def event(self, event: QEvent) -> bool:
        """Back from the browser: from now on the code, if there is one, gets older."""
        if event.type() == QEvent.Type.WindowActivate and self._address:
            self._since.start()
            self._tick.start()
            self._count_down()
        return super().event(event)

    def _begin(self, state: SignInState) -> None:
        """Another question: nobody is back from it yet."""
        self._tick.stop()
        self._say_seconds(None)
        self.code.show_text("")
        if state.address:
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count_down(self) -> None:
        left = math.ceil(CODE_LIFE_S - self._since.elapsed() / 1000)
        if left <= 0:
            self._tick.stop()
        self._say_seconds(max(0, left))

    def _say_seconds(self, seconds: int | None) -> None:
        self._seconds.setText(words.seconds_words(seconds))
        set_tone(self._seconds, "warning" if seconds == 0 else "text_soft")

    def _show_fault(self, fault: str) -> None:
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        self.code.setAccessibleDescription(fault)
        if self.code.property("wrong") != bool(fault):
            self.code.setProperty("wrong", bool(fault))
            restyle(self.code)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._address)

    def _lay_out(self) -> None:
        inner = QVBoxLayout()
        inner.setContentsMargins(LARGE, MEDIUM, LARGE, LARGE)
        inner.setSpacing(SMALL)
        inner.addWidget(self._title)
        inner.addWidget(self._text)
        inner.addWidget(self._problem)
        inner.addSpacing(TINY)
        for widget in (self.code, self._fault, self._seconds):
            inner.addWidget(widget)
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.again, self.copy, self.stop):
            row.addWidget(button)
        inner.addSpacing(TINY)
        inner.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._busy)
        column.addLayout(inner)
