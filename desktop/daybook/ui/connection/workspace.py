"""Connections: the list on the left; on the right one of them, or the form for another."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from daybook.store.connections import Connection, ConnectionKind
from daybook.ui.connection.details import ConnectionDetails
from daybook.ui.connection.forgetting import ForgetAsking
from daybook.ui.connection.form import WRITE_KEY, ConnectForm
from daybook.ui.connection.rows import ConnectionRows
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.commands import Command
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.labels import label, separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL
from daybook.ui.kit.pages import PageStack
from daybook.ui.kit.scroll import Scroll
from daybook.ui.kit.writes import Writes
from daybook.work.connections import Connections
from daybook.work.forgetting import Forgetting

LIST_WIDTH = 280
RECALL_JOB = "sign in again"


class ConnectionsWorkspace(QWidget):
    """The workspace; carries wishes between its parts and the presenters."""

    connected = Signal()
    """A connection was kept and is open: there is work to look at now."""

    id = "connections"

    def __init__(
        self,
        look: Look,
        formats: Formats,
        *,
        connections: Connections,
        forgetting: Forgetting,
        form: ConnectForm,
        jobs: Jobs,
        writes: Writes,
    ) -> None:
        super().__init__()
        self._look = look
        self._connections = connections
        self._jobs = jobs
        self._writes = writes
        self._selected: str | None = None
        self.title = self.tr("Connections")
        self.glyph = Glyph.CONNECTION
        self.widget = self
        self.rows = ConnectionRows(look)
        self.form = form
        self.details = ConnectionDetails(look, formats)
        self.forgetting = ForgetAsking(look, formats, forgetting, jobs=jobs, writes=writes, place=self)
        self._add = push_button(look, self.tr("Connect a portal"), self.show_form, glyph=Glyph.PLUS)
        self._pages = PageStack()
        self._pages.addWidget(self.form)
        self._pages.addWidget(self.details)
        self._lay_out()
        self._connect()
        self._end = connections.changed.add(self._show)
        self._show()

    @property
    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        group = self.title
        return (
            Command("connect", self.tr("Connect a portal"), self.show_form, ("Ctrl+N",), Glyph.PLUS, group),
            Command(
                "connect-application", self.tr("Connect an application"), self.show_application_form,
                ("Ctrl+Shift+N",), Glyph.APP, group,
            ),
            Command(
                "sign-in-again", self.tr("Sign in again"), self._sign_in_selected, ("Ctrl+Shift+I",), Glyph.REFRESH,
                group, self._has_application,
            ),
            Command(
                "rename-connection", self.tr("Rename the connection"), self.details.edit_name, ("F2",), Glyph.PENCIL,
                group, self._has_selected,
            ),
            Command(
                "use-connection", self.tr("Use this connection"), self._use_selected, ("Ctrl+Return",), Glyph.CHECK,
                group, self._has_selected,
            ),
            Command(
                "forget-connection", self.tr("Forget the connection"), self._forget_selected, ("Ctrl+Delete",),
                Glyph.TRASH, group, self._has_selected,
            ),
        )  # fmt: skip

    def enter(self) -> None:
        """The list, or with nothing in it the form."""
        if not self._connections.all:
            self.show_form()
        elif self._selected is None and self._pages.currentWidget() is self.details:
            self.select(self._connections.current_id or self._connections.all[0].connection.id)

    async def pose(self) -> None:
        """As it is."""

    async def ready(self) -> None:
        """Returns when a test that was begun is over."""
        await self.form.application.settled()
        await self._jobs.settled()

    async def aclose(self) -> None:
        """Stops listening."""
        await self.form.aclose()
        self._end()

    def show_form(self) -> None:
        """The empty form, ready for a paste."""
        self._show_form(ConnectionKind.WEBHOOK)

    def show_application_form(self) -> None:
        """The empty form, ready for an application's ids."""
        self._show_form(ConnectionKind.APPLICATION)

    def sign_in_again(self, connection_id: str) -> None:
        """The form as it was filled in when this application was connected."""
        self.show_application_form()
        recall = self.form.application.recall(connection_id)
        self._jobs.start(recall, key=RECALL_JOB, again=partial(self.sign_in_again, connection_id))

    def try_out(self, text: str) -> None:
        """Tests a webhook as if it had been pasted."""
        self.show_form()
        self.form.take(text)

    def leave_form(self) -> None:
        """Back to the connections there are."""
        self.form.begin()
        self._left()

    def select(self, connection_id: str) -> None:
        """Shows one connection."""
        self._selected = connection_id
        self._pages.setCurrentWidget(self.details)
        self._show()

    def _show_form(self, way: ConnectionKind) -> None:
        self._jobs.cancel(RECALL_JOB)
        self._selected = None
        self._pages.setCurrentWidget(self.form)
        self.form.begin(way)
        self._show()

    def _show(self) -> None:
        known = self._connections.all
        if self._selected is not None and self._connections.find(self._selected) is None:
            self._selected = self._connections.current_id
        selected = self._connections.find(self._selected)
        self.rows.show_connections(known, self._connections.current_id, self._selected)
        if selected is not None:
            self.details.show_connection(selected, current=selected.connection.id == self._connections.current_id)
        elif self._pages.currentWidget() is self.details:
            self._pages.setCurrentWidget(self.form)

    def _kept(self, connection: Connection) -> None:
        self.select(connection.id)
        self.connected.emit()

    def _left(self) -> None:
        if self._connections.all:
            self.select(self._connections.current_id or self._connections.all[0].connection.id)

    def _use(self, connection_id: str) -> None:
        self._writes.start(self._switch(connection_id), key=WRITE_KEY)

    async def _switch(self, connection_id: str) -> None:
        await self._connections.switch(connection_id)

    def _rename(self, connection_id: str, name: str) -> None:
        self._writes.start(self._connections.rename(connection_id, name), key=WRITE_KEY)

    def _set_limits(self, connection_id: str, rate_per_s: float, burst: int) -> None:
        self._writes.start(self._connections.set_limits(connection_id, rate_per_s, burst), key=WRITE_KEY)

    def _has_selected(self) -> bool:
        return self._selected is not None

    def _has_application(self) -> bool:
        known = self._connections.find(self._selected)
        return known is not None and known.connection.kind is ConnectionKind.APPLICATION

    def _sign_in_selected(self) -> None:
        if self._selected is not None:
            self.sign_in_again(self._selected)

    def _use_selected(self) -> None:
        if self._selected is not None:
            self._use(self._selected)

    def _forget_selected(self) -> None:
        if self._selected is not None:
            self.forgetting.ask(self._selected)

    def _connect(self) -> None:
        self.rows.chosen.connect(self.select)
        self.form.kept.connect(self._kept)
        self.form.left.connect(self._left)
        self.details.use_wanted.connect(self._use)
        self.details.rename_wanted.connect(self._rename)
        self.details.paste_wanted.connect(self.show_form)
        self.details.sign_in_wanted.connect(self.sign_in_again)
        self.details.limits_wanted.connect(self._set_limits)
        self.details.forget_wanted.connect(self.forgetting.ask)

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(LIST_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(MEDIUM, LARGE, MEDIUM, MEDIUM)
        column.setSpacing(MEDIUM)
        heading = label(self.title, Step.HEADING)
        heading.setContentsMargins(SMALL, 0, 0, 0)
        listed = QWidget()
        below = QVBoxLayout(listed)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.rows)
        below.addStretch(1)
        column.addWidget(heading)
        column.addWidget(Scroll(self.title, listed), 1)
        column.addWidget(self._add)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(separator(vertical=True))
        row.addWidget(self._pages, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
