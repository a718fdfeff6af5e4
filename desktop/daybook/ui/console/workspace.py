"""The workspace of the console."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from daybook.bitrix.call_log import Recorded
from daybook.ui.console.details import ANSWER, CallDetails
from daybook.ui.console.model import CALL_ROLE, CallModel, Column
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.commands import Command
from daybook.ui.kit.decision import Decision
from daybook.ui.kit.empty_state import EmptyState
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.labels import separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL
from daybook.ui.kit.pages import PageStack
from daybook.ui.kit.panes import Panes
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.search_field import SearchField
from daybook.ui.kit.writes import Writes
from daybook.work.console import Console, Wish

JOB = "console"
_SHOW_AFTER_MS = 80
"""Calls come in bursts; the table follows them a few times a second."""
_ROW_HEIGHT = 34
_NARROW = 560
_NO_CALL, _CALL = 0, 1
_MUCH = 6
"""A batch of so many commands is worth a picture."""


class CallTable(QTableView):
    """Leaves out what is least missed where there is little width, rather than cutting it off."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow or not."""
        super().resizeEvent(event)
        narrow = self.viewport().width() < _NARROW
        for column in (Column.DURATION, Column.SIZE):
            if self.isColumnHidden(column) != narrow:
                self.setColumnHidden(column, narrow)


class ConsoleWorkspace(QObject):
    """A table of calls above, the chosen one beside it."""

    id = "console"
    glyph = Glyph.COMMAND

    def __init__(
        self, look: Look, formats: Formats, console: Console, *, jobs: Jobs, writes: Writes, quiet: QuietLine
    ) -> None:
        super().__init__()
        self._look = look
        self._console = console
        self._jobs = jobs
        self._writes = writes
        self._quiet = quiet
        self._gone = False
        self.title = self.tr("Console")
        self.search = SearchField(look, self.tr("Search methods, codes and words"))
        self.only_failed = QCheckBox(self.tr("Only what failed"))
        self.pause = QCheckBox(self.tr("Pause"))
        self.clear = push_button(look, self.tr("Clear"), console.clear, kind="quiet", glyph=Glyph.TRASH, compact=True)
        self.model = CallModel(look, formats, self)
        self.table = CallTable()
        self.details = CallDetails(look, formats)
        self.repeat = push_button(look, self.tr("Repeat"), self.repeat_call, glyph=Glyph.REFRESH, compact=True)
        self.curl = push_button(look, self.tr("Copy as cURL"), self.copy_curl, glyph=Glyph.COPY, compact=True)
        self.copy = push_button(look, self.tr("Copy the text"), self.copy_text, glyph=Glyph.COPY, compact=True)
        self._pages = PageStack()
        self._empty = EmptyState(
            look, Glyph.COMMAND, self.tr("No calls yet"), self.tr("What Daybook asks the portal appears here.")
        )
        self.widget = self._arrange()
        self.commands: Sequence[Command] = self._commands()
        self._timer = QTimer(self, singleShot=True, interval=_SHOW_AFTER_MS)
        self._timer.timeout.connect(self._show)
        self._connect()
        self._end = console.changed.add(self._soon)
        self.widget.destroyed.connect(self._stop_showing)  # the window may let go of it before `aclose`
        self._show()

    def enter(self) -> None:
        """The focus is in the table."""
        self._show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    async def ready(self) -> None:
        """Returns when everything that was asked for is shown."""
        await self._jobs.settled()
        self._show()

    async def pose(self) -> None:
        """The answer of the last call that carried much."""
        self._show()
        rows = range(self.model.rowCount())
        parts = [len(call.parts) if (call := self.model.call(row)) is not None else 0 for row in rows]
        row = max(rows, key=lambda row: (min(parts[row], _MUCH), row), default=-1)
        self.table.selectRow(row)
        self.table.scrollTo(self.model.index(row, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
        self.details.show_view(ANSWER)

    async def aclose(self) -> None:
        """Stops listening."""
        self._jobs.cancel(JOB)
        self._stop_showing()
        self._console.detach()

    @property
    def call(self) -> Recorded | None:
        """The chosen one."""
        found = self.table.currentIndex().data(CALL_ROLE)
        return found if isinstance(found, Recorded) else None

    def copy_curl(self) -> None:
        """The call for a shell; whoever uses it puts the secret in."""
        if (call := self.call) is not None and (line := self._console.curl(call)):
            QGuiApplication.clipboard().setText(line)
            self._quiet.tell(self.tr("Copied. Put your secret in the place of the placeholder."))

    def copy_text(self) -> None:
        """What the details show."""
        if self.call is not None:
            QGuiApplication.clipboard().setText(self.details.text.toPlainText())
            self._quiet.tell(self.tr("Copied."))

    def repeat_call(self) -> None:
        """Asks once more; what changes the portal only after a yes."""
        call = self.call
        if call is None or call.params is None:
            return
        if not call.writes:
            self._jobs.start(self._console.repeat(call), key=JOB)
            return
        anew = self._console.makes_anew(call)
        text = self.tr("It makes something a second time.") if anew else self.tr("It changes the portal once more.")
        question = Decision(
            self._look,
            self.widget.window(),
            title=self.tr("Repeat {method}?").format(method=call.method),
            text=self.tr("{what} Nothing of it is kept in the journal, so it can't be undone here.").format(what=text),
            yes=self.tr("Repeat it"),
            danger=True,
        )
        question.decided.connect(lambda yes: self._write(call) if yes else None)
        question.open()

    def _write(self, call: Recorded) -> None:
        if not self._gone:
            self._writes.start(self._console.repeat(call), key=JOB)

    def _stop_showing(self) -> None:
        self._gone = True
        self._timer.stop()
        self._end()

    def _soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _show(self) -> None:
        bar = self.table.verticalScrollBar()
        at_end = bar.value() >= bar.maximum()
        self.model.show_calls(self._console.calls)
        self._pages.setCurrentIndex(1 if self.model.rowCount() else 0)
        self.pause.setChecked(self._console.paused)
        if at_end:
            self.table.scrollToBottom()
        self._show_call()

    def _show_call(self) -> None:
        call = self.call
        self.details.show_call(call)
        whole = call is not None and call.params is not None
        self.repeat.setEnabled(whole)
        self.curl.setEnabled(whole)
        self.copy.setEnabled(call is not None)

    def _want(self) -> None:
        self._console.want(Wish(self.search.text(), self.only_failed.isChecked()))

    def _has_call(self) -> bool:
        return self.call is not None

    def _commands(self) -> tuple[Command, ...]:
        group, any_call = self.title, self._has_call
        search, failed = self.tr("Search the calls"), self.tr("Show only what failed")
        pause, clear = self.tr("Pause or go on"), self.tr("Clear the calls")
        again, curl, copy = (
            self.tr("Repeat the call"),
            self.tr("Copy the call as cURL"),
            self.tr("Copy the text of the call"),
        )
        return (
            Command("console-search", search, self.search.setFocus, ("Ctrl+F",), Glyph.SEARCH, group),
            Command("console-failed", failed, self.only_failed.toggle, ("Ctrl+E",), Glyph.ERROR, group),
            Command("console-pause", pause, self.pause.toggle, ("Ctrl+P",), Glyph.HOURGLASS, group),
            Command("console-clear", clear, self._console.clear, ("Ctrl+Delete",), Glyph.TRASH, group),
            Command("console-repeat", again, self.repeat_call, ("Ctrl+R",), Glyph.REFRESH, group, any_call),
            Command("console-curl", curl, self.copy_curl, ("Ctrl+Shift+C",), Glyph.COPY, group, any_call),
            Command("console-copy", copy, self.copy_text, ("Ctrl+Alt+C",), Glyph.COPY, group, any_call),
        )

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._want())
        self.only_failed.toggled.connect(lambda _on: self._want())
        self.pause.toggled.connect(self._console.pause)
        self.table.selectionModel().currentChanged.connect(self._chosen)

    def _chosen(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_call()

    def _arrange(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        row.setSpacing(MEDIUM)
        row.addWidget(self.search, 1)
        for widget in (self.only_failed, self.pause, self.clear):
            row.addWidget(widget)
        self._dress_table()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(_beside_the_edge(self.table))
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.details, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(LARGE, 0, LARGE, LARGE)
        foot.setSpacing(SMALL)
        for button in (self.repeat, self.curl, self.copy):
            foot.addWidget(button)
        foot.addStretch(1)
        column.addLayout(foot)
        panes = Panes(Qt.Orientation.Horizontal)
        panes.addWidget(self._pages)
        panes.addWidget(right)
        panes.setStretchFactor(0, 3)
        panes.setStretchFactor(1, 2)
        panes.setSizes([660, 500])
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(separator())
        outer.addWidget(panes, 1)
        return whole

    def _dress_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Calls"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setProperty("cells", "roomy")
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.METHOD, QHeaderView.ResizeMode.Stretch)
        for column, width in ((Column.TIME, 84), (Column.OUTCOME, 180), (Column.DURATION, 90), (Column.SIZE, 104)):
            header.resizeSection(column, width)


def _beside_the_edge(table: QWidget) -> QWidget:
    """The table with some air, so that its texts begin below those of the search field."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(SMALL, 0, 0, 0)
    row.addWidget(table)
    return holder
