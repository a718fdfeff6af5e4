"""The second way in: an application that the portal's administrator has registered."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from daybook.ui.connection import sign_in_words as words
from daybook.ui.connection.secret_field import SecretField
from daybook.ui.connection.waiting_panel import WaitingPanel
from daybook.ui.kit.banner import Banner
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.form import Form
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM
from daybook.ui.kit.wording import explain
from daybook.ui.kit.wording.signing_in import portal_fault
from daybook.work.signing_in import ApplicationForm, SigningIn, SignInPhase, SignInState

SIGN_IN_JOB = "sign in"
EXAMPLE = "http://127.0.0.1:8765/"
OpenPage = Callable[[str], object]


class ApplicationSection(QWidget):
    """Shows the state of one `SigningIn`: the form, then the waiting, then nothing: the connection test goes on."""

    begun = Signal()
    """The person asks to be let in; what was tested before is of no interest any more."""

    def __init__(self, look: Look, signing_in: SigningIn, jobs: Jobs, open_page: OpenPage) -> None:
        super().__init__()
        self._signing_in = signing_in
        # Of its own: while a person is in her browser the window is not busy. What fails is told with the rest.
        self._jobs = Jobs(self)
        self._jobs.failed.connect(jobs.failed)
        self._open_page = open_page
        self.portal, self.client_id, self.return_address = QLineEdit(), QLineEdit(), QLineEdit()
        self.client_secret = SecretField()
        self.open = push_button(look, self.tr("Open the browser"), self.sign_in, kind="primary", glyph=Glyph.GLOBE)
        self._fields = self._make_fields()
        self._trouble = Banner(look, "danger")
        self.waiting = WaitingPanel(look)
        self.waiting.pasted.connect(signing_in.paste)
        self.waiting.again_wanted.connect(self.sign_in)
        self.waiting.stopped.connect(self.stop)
        self._lay_out()
        self._end = signing_in.changed.add(self._show)
        self._show()

    def begin(self) -> None:
        """An empty form; the portal, the id and the return address stay for another try."""
        self.stop()
        self._signing_in.clear()
        self.client_secret.forget()
        self._expect_secret()

    def take_focus(self) -> None:
        """The first field, ready to be filled in."""
        self.portal.setFocus(Qt.FocusReason.OtherFocusReason)

    async def recall(self, connection_id: str) -> None:
        """The form as it was filled in for this connection. Raises VaultError."""
        self.begin()
        form = await self._signing_in.recall(connection_id)
        self.portal.setText(form.portal)
        self.client_id.setText(form.client_id)
        self.return_address.setText(form.return_address)
        self._expect_secret()
        self.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def sign_in(self) -> None:
        """Opens the browser and waits; a waiting that is under way ends."""
        self.begun.emit()
        form = ApplicationForm(
            self.portal.text(), self.client_id.text(), self.client_secret.secret, self.return_address.text()
        )
        self._jobs.start(self._signing_in.sign_in(form, self._open_page, words.pages()), key=SIGN_IN_JOB)

    def stop(self) -> None:
        """Waits no longer."""
        self._jobs.cancel(SIGN_IN_JOB)

    async def settled(self) -> None:
        """Returns when nobody is waited for, and what came of it has been tested."""
        await self._jobs.settled()

    async def aclose(self) -> None:
        """Waits no longer, and stops listening to the presenter."""
        await self._jobs.aclose()
        self._end()

    def _show(self) -> None:
        state = self._signing_in.state
        under_way = state.phase in (SignInPhase.WAITING, SignInPhase.FETCHING)
        self._fields.setVisible(state.phase is SignInPhase.FORM)
        self.waiting.setVisible(under_way)
        self.waiting.show_state(state)
        self._where.setVisible(state.phase is SignInPhase.FORM)
        self._show_trouble(state)
        self._complain(state)

    def _show_trouble(self, state: SignInState) -> None:
        self._trouble.setVisible(state.error is not None or state.gave_up)
        if state.error is not None:
            said = explain(state.error)
            self._trouble.say("danger", said.title, said.advice)
        elif state.gave_up:
            title = self.tr("Nobody came back from the browser.")
            self._trouble.say("warning", title, self.tr("Open it again when you are ready."))

    def _complain(self, state: SignInState) -> None:
        self._portal_row.complain("" if state.portal_fault is None else portal_fault(state.portal_fault))
        self._id_row.complain(self.tr("Copy it from the application's card.") if state.no_client_id else "")
        self._secret_row.complain(self.tr("Copy it from the application's card.") if state.no_client_secret else "")

    def _expect_secret(self) -> None:
        known = self._signing_in.knows_secret_of(self.client_id.text())
        self.client_secret.setPlaceholderText(self.tr("As it is in the keyring") if known else "")

    def _make_fields(self) -> Form:
        form = Form(self.tr("The application"))
        self.portal.setPlaceholderText(self.tr("company.bitrix24.com"))
        self.client_id.setPlaceholderText(self.tr("for example {id}").format(id="local.5c8bb1b0891cf2.87252039"))
        self.return_address.setPlaceholderText(self.tr("for example {address}").format(address=EXAMPLE))
        self._portal_row = form.add(self.tr("Portal"), self.portal)
        self._id_row = form.add(self.tr("Application ID"), self.client_id, self.tr("“client_id” in the card"))
        self._secret_row = form.add(
            self.tr("Application key"), self.client_secret, self.tr("“client_secret” in the card; hidden at once")
        )
        caught = self.tr(
            "As registered in the card (“handler path”). If it is on this computer, Daybook notices by itself that you"
            " were let in; else you paste the browser's address line."
        )
        form.add(self.tr("Return address"), self.return_address, caught)
        form.add_foot(self.open)
        for field in (self.portal, self.client_id, self.client_secret, self.return_address):
            field.returnPressed.connect(self.open.click)
        self.client_id.textChanged.connect(self._expect_secret)
        return form

    def _lay_out(self) -> None:
        where = self.tr(
            "An application can do what no webhook can: content blocks, own types of activities, news as it happens. In"
            " Bitrix24, open Developer resources → Other → Local application, tick “Server” and the permissions “CRM”"
            " and “Users”, and save. Its card then shows what is asked for here."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM)
        self._where = label(where, tone="text_soft", wrap=True)
        for widget in (self._where, self._trouble, self._fields, self.waiting):
            column.addWidget(widget)
