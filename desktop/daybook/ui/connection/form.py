"""The form that connects a portal: by a webhook or by an application; watch the test, keep."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from daybook.store.connections import ConnectionKind
from daybook.ui.connection.application_section import ApplicationSection, OpenPage
from daybook.ui.connection.diagnosis_view import DiagnosisView
from daybook.ui.connection.keeping import KeepingForm
from daybook.ui.connection.webhook_section import WebhookSection
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.failure import Mask
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.making import Making
from daybook.ui.kit.metrics import SMALL
from daybook.ui.kit.scroll import Scroll, left_column
from daybook.ui.kit.tabs import Segment, SegmentedTabs
from daybook.ui.kit.wording import keys
from daybook.ui.kit.writes import Writes
from daybook.work.connecting import Connecting, ConnectingPhase
from daybook.work.signing_in import SigningIn

WIDTH = 760
TEST_JOB = "connection test"
WRITE_KEY = "connections"


class ConnectForm(Scroll):
    """Shows the state of one `Connecting`; a paste, or an application that was let in, is tested by itself."""

    kept = Signal(object)  # Connection
    left = Signal()

    def __init__(
        self,
        look: Look,
        *,
        connecting: Connecting,
        application: ApplicationSection,
        keeping: KeepingForm,
        jobs: Jobs,
        writes: Writes,
        mask: Mask,
    ) -> None:
        super().__init__("")
        self._connecting = connecting
        self._jobs = jobs
        self._writes = writes
        self._mask = mask
        self._was_testing = False
        self.setAccessibleName(self.tr("Connect a portal"))
        self.ways = SegmentedTabs(look, self.tr("How to connect"), self._offered())
        self.ways.chosen.connect(self._choose)
        self.webhook = WebhookSection(self.take, mask)
        self.field = self.webhook.field
        self.application = application
        self.application.begun.connect(self._forget_test)
        self.diagnosis = DiagnosisView(look)
        self._again = push_button(look, self.tr("Test again"), self._test, glyph=Glyph.REFRESH, compact=True)
        self.keeping = keeping
        self.keeping.wanted.connect(self._keep)
        self.keeping.mending_chosen.connect(connecting.mend)
        self._back = push_button(look, self.tr("Cancel"), self._leave, kind="quiet", compact=True)
        self.show_content(self._make_page())
        self._show_way()
        self._end = connecting.changed.add(self._show)
        self._show()

    @classmethod
    def making(
        cls,
        look: Look,
        *,
        connecting: Connecting,
        signing_in: SigningIn,
        jobs: Jobs,
        writes: Writes,
        mask: Mask,
        open_page: OpenPage,
    ) -> Making["ConnectForm"]:
        """See `kit.making`."""
        application = ApplicationSection(look, signing_in, jobs, open_page)
        yield
        keeping = KeepingForm(look)
        return cls(
            look, connecting=connecting, application=application, keeping=keeping, jobs=jobs, writes=writes, mask=mask
        )

    @property
    def way(self) -> ConnectionKind:
        """Which of the two ways in is open."""
        return ConnectionKind(self.ways.current)

    def begin(self, way: ConnectionKind = ConnectionKind.WEBHOOK) -> None:
        """Empty, ready for a paste or for the application's ids."""
        self.ways.choose(way)
        self._show_way()
        self._forget_test()
        self.field.show_text("")
        self.application.begin()
        if way is ConnectionKind.WEBHOOK:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.application.take_focus()

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

    async def aclose(self) -> None:
        """Ends what is under way, and stops listening to the presenters."""
        self._jobs.cancel(TEST_JOB)
        await self.application.aclose()
        self._end()

    def _forget_test(self) -> None:
        self._jobs.cancel(TEST_JOB)
        self._connecting.clear()

    def _choose(self) -> None:
        self.begin(self.way)

    def _show_way(self) -> None:
        self.webhook.setVisible(self.way is ConnectionKind.WEBHOOK)
        self.application.setVisible(self.way is ConnectionKind.APPLICATION)

    def _test(self) -> None:
        self._jobs.start(self._connecting.test(), key=TEST_JOB)

    def _keep(self, name: str, remember: bool) -> None:
        self._writes.start(self._connecting.keep(name, remember=remember), key=WRITE_KEY)

    def _leave(self) -> None:
        self.begin(self.way)
        self.left.emit()

    def _show(self) -> None:
        state = self._connecting.state
        self.webhook.complain(keys.address_fault(state.fault) if state.fault is not None else "")
        running = state.phase is ConnectingPhase.TESTING
        self.diagnosis.show_lines(state.lines, running=running, kind=state.kind)
        self.diagnosis.setVisible(running or bool(state.lines))
        self._again.setVisible(state.phase is ConnectingPhase.TESTED)
        self.keeping.show_state(state)
        at_hand = state.kind is ConnectionKind.APPLICATION or self.field.hasFocus()
        if state.may_keep and self._was_testing and at_hand:
            self.keeping.take_focus()
        self._was_testing = running
        if state.phase is ConnectingPhase.KEPT and state.kept is not None:
            self.field.show_text("")
            self.kept.emit(state.kept)

    def _offered(self) -> tuple[Segment, Segment]:
        return (
            Segment(ConnectionKind.WEBHOOK, self.tr("Paste a webhook"), Glyph.LINK),
            Segment(ConnectionKind.APPLICATION, self.tr("Connect an application"), Glyph.APP),
        )

    def _make_page(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        head = QHBoxLayout()  # the buttons stand above, for below the test they would lie under the window's edge
        head.setSpacing(SMALL)
        head.addWidget(label(self.tr("Connect a portal"), Step.TITLE))
        head.addStretch(1)
        head.addWidget(self._again)
        head.addWidget(self._back)
        column.addLayout(head)
        column.addWidget(self.ways, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(SMALL)
        column.addWidget(self.webhook)
        column.addWidget(self.application)
        column.addSpacing(SMALL)
        column.addWidget(self.diagnosis)
        column.addWidget(self.keeping)
        column.addStretch(1)
        return left_column(inner, WIDTH)
