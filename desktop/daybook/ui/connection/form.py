"""The form that connects a portal: paste, watch the test, keep."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from daybook.ui.connection.diagnosis_view import DiagnosisView
from daybook.ui.connection.keeping import KeepingForm
from daybook.ui.connection.webhook_field import WebhookField
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.failure import Mask
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, SMALL
from daybook.ui.kit.scroll import Scroll, left_column
from daybook.ui.kit.theme import restyle
from daybook.ui.kit.wording import keys
from daybook.ui.kit.writes import Writes
from daybook.work.connecting import Connecting, ConnectingPhase, ConnectingState

WIDTH = 760
TEST_JOB = "connection test"
WRITE_KEY = "connections"


class ConnectForm(Scroll):
    """Shows the state of one `Connecting`; a paste starts its test by itself."""

    kept = Signal(object)  # Connection
    left = Signal()

    def __init__(self, look: Look, connecting: Connecting, jobs: Jobs, writes: Writes, mask: Mask) -> None:
        super().__init__("")
        self._connecting = connecting
        self._jobs = jobs
        self._writes = writes
        self._mask = mask
        self._was_testing = False
        self.setAccessibleName(self.tr("Connect a portal"))
        self.field = WebhookField(self.take, mask)
        self.field.setAccessibleName(self.tr("Address of an inbound webhook"))
        self.field.setPlaceholderText(self.tr("Paste it here: https://company.bitrix24.com/rest/7/…"))
        self._fault = label(step=Step.SMALL, tone="danger", wrap=True)
        self.diagnosis = DiagnosisView(look)
        self._again = push_button(look, self.tr("Test again"), self._test, glyph=Glyph.REFRESH)
        self.keeping = KeepingForm(look)
        self.keeping.wanted.connect(self._keep)
        self.keeping.mending_chosen.connect(connecting.mend)
        self._back = push_button(look, self.tr("Cancel"), self._leave, kind="quiet")
        self.show_content(self._make_page())
        self._end = connecting.changed.add(self._show)
        self._show()

    def begin(self) -> None:
        """Empty, ready for a paste."""
        self._jobs.cancel(TEST_JOB)
        self._connecting.clear()
        self.field.show_text("")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, text: str) -> None:
        """What the field was given, from wherever: tests it if it holds a webhook, and shows nothing secret of it."""
        self._jobs.cancel(TEST_JOB)
        self._connecting.paste(text)
        state = self._connecting.state
        if state.phase is ConnectingPhase.TESTING:
            self.field.show_text(state.shown)
            self._test()
        elif state.phase is ConnectingPhase.BAD_ADDRESS:
            self.field.show_text(self._mask(text.strip()))

    def detach(self) -> None:
        """Stops listening to the presenter."""
        self._end()

    def _test(self) -> None:
        self._jobs.start(self._connecting.test(), key=TEST_JOB)

    def _keep(self, name: str, remember: bool) -> None:
        self._writes.start(self._connecting.keep(name, remember=remember), key=WRITE_KEY)

    def _leave(self) -> None:
        self.begin()
        self.left.emit()

    def _show(self) -> None:
        state = self._connecting.state
        self._show_fault(state)
        running = state.phase is ConnectingPhase.TESTING
        self.diagnosis.show_lines(state.lines, running=running)
        self.diagnosis.setVisible(running or bool(state.lines))
        self._again.setVisible(state.phase is ConnectingPhase.TESTED)
        self.keeping.show_state(state)
        if state.may_keep and self._was_testing and self.field.hasFocus():
            self.keeping.take_focus()
        self._was_testing = running
        if state.phase is ConnectingPhase.KEPT and state.kept is not None:
            self.field.show_text("")
            self.kept.emit(state.kept)

    def _show_fault(self, state: ConnectingState) -> None:
        words = keys.address_fault(state.fault) if state.fault is not None else ""
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
        self.field.setAccessibleDescription(words)
        if self.field.property("wrong") != bool(words):
            self.field.setProperty("wrong", bool(words))
            restyle(self.field)

    def _make_page(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        where = self.tr(
            "In Bitrix24, open Developer resources → Other → Inbound webhook, tick “CRM” and “Users”, save, and copy"
            " the address. Whoever has it can act in your name, so Daybook hides it at once and keeps it in your"
            " system's keyring."
        )
        column.addWidget(label(self.tr("Connect a portal"), Step.TITLE))
        column.addWidget(label(where, tone="text_soft", wrap=True))
        column.addSpacing(MEDIUM)
        column.addWidget(self.field)
        column.addWidget(self._fault)
        column.addSpacing(SMALL)
        column.addWidget(self.diagnosis)
        column.addWidget(self.keeping)
        row = QHBoxLayout()
        row.addWidget(self._again)
        row.addWidget(self._back)
        row.addStretch(1)
        column.addSpacing(SMALL)
        column.addLayout(row)
        column.addStretch(1)
        return left_column(inner, WIDTH)
