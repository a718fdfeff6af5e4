"""The workspace of runs: the history at the left, the chosen run, or what is about to be done with it, at the right."""

import time
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from daybook.bulk.running.progress import Progress
from daybook.domain.run import RowOutcome
from daybook.ui.changing.journal_words import JournalWords
from daybook.ui.kit.empty_state import EmptyState
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL
from daybook.ui.kit.pages import PageStack
from daybook.ui.kit.panes import Panes
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.ui.runs import posing
from daybook.ui.runs.commands import IN_MENU, Actions, run_commands
from daybook.ui.runs.doing import PLAN_JOB, Doing
from daybook.ui.runs.exporting import EXPORT_JOB, Kind, ReportExporting
from daybook.ui.runs.history_list import HistoryList
from daybook.ui.runs.history_model import HistoryModel
from daybook.ui.runs.offers import RunOffers
from daybook.ui.runs.plan_page import PlanPage
from daybook.ui.runs.row_words import BriefValues, RowWords, WrittenValues
from daybook.ui.runs.run_part import AGAIN, RunPart
from daybook.ui.runs.run_words import RunWords
from daybook.work.running.line import AT_WORK, RunLine, Standing
from daybook.work.session import PortalSession

LOAD_JOB: Final = "runs"
OPEN_JOB: Final = "runs report"
READ_JOB: Final = "runs rows"
DECIDE_JOB: Final = "runs candidates"
CANCEL_WRITE: Final = "runs cancel"
DECIDE_WRITE: Final = "runs decide"
READ_MS: Final = 20
"""Rows that come into sight together are read together."""
LOOK_MS: Final = 1_000
"""How often the rows of the run at work, and what holds it, are looked at anew."""
_SPARED: Final = 20
"""So many times as long as looking at all rows takes, the journal is left to the run at work."""
_LIST_WIDTH: Final = 280
_EMPTY, _RUN, _PLAN = 0, 1, 2
_POSED_ROW: Final = 1


class RunsWorkspace(QObject):
    """Carries wishes between the history, the report and the desk of one session.

    `item_wanted` asks for another workspace; `front_wanted` for this one.
    """

    id = "runs"
    glyph = Glyph.RUNS

    item_wanted = Signal(object, object)  # EntityRef, and the id of the activity
    front_wanted = Signal()

    def __init__(
        self, look: Look, formats: Formats, session: PortalSession, *, jobs: Jobs, writes: Writes, quiet: QuietLine
    ) -> None:
        super().__init__()
        self.session = session
        self.desk, self.report = session.runs, session.run_report
        self.title = self.tr("Runs")
        self._formats = formats
        self._jobs = jobs
        self._writes = writes
        self._quiet = quiet
        self._shown: RunLine | None = None
        self._counted = False
        self._rows_due_s = 0.0
        self.words = RunWords(formats, session.clock)
        names = (formats, session.people.known.get, self.report.item)
        rows, written = RowWords(JournalWords(*names), BriefValues(*names)), WrittenValues(*names)
        self.history_rows = HistoryModel(self.words, formats, self)
        self.history = HistoryList(look, self.history_rows)
        self.part = RunPart(look, formats, self.words, rows, self.report)
        self.plan_page = PlanPage(look, formats, session.people.known.get, self.report.item)
        self.doing = Doing(session, self.report, self.plan_page, self.words, jobs=jobs, writes=writes, quiet=quiet)
        self.exporting = ReportExporting(
            self.report, self.part.model, RowWords(written, written), formats, jobs=jobs, quiet=quiet
        )
        self.offers = RunOffers(look)
        self._pages = PageStack()
        self._empty = self._make_empty(look)
        self.widget = self._arrange()
        self._reading = QTimer(self, singleShot=True, interval=READ_MS)
        self._looking = QTimer(self, interval=LOOK_MS)
        self.commands = run_commands(self._actions(), self.title)
        self._ends = self._listen()
        self._connect()
        self._show_runs()

    # What the window asks

    def begin(self) -> None:
        """Finds out whether an earlier Daybook left runs in the middle, and offers them."""
        self._jobs.start(self._load(), key=LOAD_JOB, again=self.begin)

    def enter(self) -> None:
        """Puts the focus on the history; the first time, counts what became of the rows of each run."""
        if self._pages.currentIndex() == _PLAN:
            self.plan_page.preview.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._pages.currentIndex() == _EMPTY:
            self._empty.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.history.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._counted:
            self._counted = True
            self.begin()

    def show_zone(self) -> None:
        """Moments are shown in another zone."""
        self._show_runs()
        self.part.show_rows()

    async def ready(self) -> None:
        """Returns when everything that was asked for is shown."""
        await self._jobs.settled()
        if self._reading.isActive():
            self._reading.stop()
            self._read()
        await self._jobs.settled()

    async def pose(self) -> None:
        """A run on the sample portal, and some of its rows taken back."""
        first = await posing.pose(self.session)
        self.show_run(first)
        await self.ready()
        self.part.table.go_to(_POSED_ROW)
        self.part.table.setFocus(Qt.FocusReason.OtherFocusReason)

    async def aclose(self) -> None:
        """Ends every reading; the run at work belongs to the session."""
        for timer in (self._reading, self._looking):
            timer.stop()
        for end in self._ends:
            end()
        for key in (LOAD_JOB, OPEN_JOB, READ_JOB, PLAN_JOB, DECIDE_JOB, EXPORT_JOB):
            self._jobs.cancel(key)
        self.offers.deleteLater()

    # Wishes

    def show_run(self, run_id: str) -> None:
        """Shows a run, whatever is on."""
        self.front_wanted.emit()
        self._leave_plan()
        self._show_runs()
        self.history.go_to(run_id)

    def undo_run(self, run_id: str) -> None:
        """Shows what would take a run back, whatever is on."""
        self.show_run(run_id)
        if (line := self.desk.line(run_id)) is not None:
            self.doing.undo(line)

    def undo(self) -> None:
        """Shows what would take the chosen run back."""
        if self._shown is not None:
            self.doing.undo(self._shown)

    def undo_rows(self) -> None:
        """The same for the selected rows."""
        if self._shown is not None and self.part.table.count_selected:
            self.doing.undo(self._shown, self.part.table.selected)

    def undo_row(self) -> None:
        """The same for the current row."""
        if self._shown is not None and (line := self.part.table.line) is not None:
            self.doing.undo(self._shown, {line.report.number})

    def retry(self) -> None:
        """Shows what another try of the failed rows would do."""
        if self._shown is not None:
            self.doing.retry(self._shown)

    def hold(self) -> None:
        """Pauses the run at work, or goes on with it."""
        line = self.desk.line(self.desk.current_id)
        if line is not None:
            (self.desk.resume if line.standing is Standing.PAUSED else self.desk.pause)()

    def go_on(self) -> None:
        """Goes on with the chosen run."""
        if self._shown is not None:
            self.desk.go_on(self._shown.head.id)

    def cancel(self) -> None:
        """Gives up what was not sent of the chosen run."""
        if self._shown is not None:
            self._give_up(self._shown.head.id)

    def open_activity(self) -> None:
        """Goes to the activity of the current row."""
        line = self.part.table.line
        if line is not None and line.report.activity_id is not None:
            self.item_wanted.emit(line.owner, line.report.activity_id)

    def copy_id(self) -> None:
        """The run's number, as `daybook bulk report` takes it."""
        if self._shown is not None:
            QGuiApplication.clipboard().setText(self._shown.head.id)
            self._quiet.tell(self.tr("The run’s number is copied."))

    def export(self, kind: Kind) -> None:
        """Asks where to write the rows that are shown."""
        if self._shown is not None:
            self.exporting.ask(kind, self._shown.head.title, self._about(self._shown), self.widget)

    def make_menu(self) -> QMenu:
        """What else can be done with the run, and the keys."""
        menu = QMenu(self.part)
        menu.setAccessibleName(self.tr("What can be done"))
        for command in self.commands:
            if command.id in IN_MENU:
                keys = QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
                action = QAction(f"{command.title}\t{keys}", menu)
                action.setEnabled(command.enabled())
                action.triggered.connect(command.run)
                menu.addAction(action)
        return menu

    # Inside

    async def _load(self) -> None:
        await self.desk.load()
        await self.desk.count()

    def _show_runs(self) -> None:
        lines = self.desk.lines
        self.history_rows.show_lines(lines, self.desk.current_id, self.desk.progress)
        self.offers.offer([line for line in self.desk.offered if line.counts is not None])
        if lines and not self.history.run_id:
            self.history.go_to(lines[0].head.id)
        if self._pages.currentIndex() != _PLAN:
            self._pages.setCurrentIndex(_RUN if lines else _EMPTY)
        self._left.setVisible(bool(lines))
        self._show_run()

    def _show_run(self) -> None:
        """The chosen run as it is now; its rows are read anew when something became of them."""
        line = self.desk.line(self.history.run_id)
        before, self._shown = self._shown, line
        if line is None:
            return
        self.part.show_line(line, self.session.me.name, self._progress_of(line))
        if before is None or before.head.id != line.head.id:
            self._open(line.head.id, None)
        elif (before.standing, before.counts) != (line.standing, line.counts):
            self._open(line.head.id, self.report.outcome)
        at_work = line.standing in AT_WORK
        if at_work != self._looking.isActive():
            (self._looking.start if at_work else self._looking.stop)()

    def _show_progress(self) -> None:
        self.history_rows.show_progress(self.desk.current_id, self.desk.progress)
        if self._shown is not None and self._shown.head.id == self.desk.current_id:
            self.part.show_progress(self.desk.progress)

    def _look(self) -> None:
        """Time goes by, and so does the run."""
        self._show_progress()
        is_due = time.monotonic() >= self._rows_due_s
        if self._shown is not None and self.part.isVisible() and is_due:
            self._open(self._shown.head.id, self.report.outcome)

    def _progress_of(self, line: RunLine) -> Progress | None:
        return self.desk.progress if line.head.id == self.desk.current_id else None

    def _open(self, run_id: str, outcome: RowOutcome | None) -> None:
        again = partial(self._open, run_id, outcome)
        self._jobs.start(self._opened(run_id, outcome), key=OPEN_JOB, again=again)

    async def _opened(self, run_id: str, outcome: RowOutcome | None) -> None:
        same, began_s = run_id == self.report.run_id, time.monotonic()
        await self.report.open(run_id, outcome)
        now_s = time.monotonic()
        self._rows_due_s = now_s + _SPARED * (now_s - began_s)
        if same:
            self.report.forget(*self.part.table.in_sight)

    def _choose_outcome(self, outcome: RowOutcome | None) -> None:
        if self._shown is not None:
            self._open(self._shown.head.id, outcome)

    def _read_soon(self) -> None:
        if not self._reading.isActive():
            self._reading.start()

    def _read(self) -> None:
        self._jobs.start(self.report.read(), key=READ_JOB, again=self._read)

    def _give_up(self, run_id: str) -> None:
        self._writes.start(self.desk.cancel(run_id), key=CANCEL_WRITE)

    def _ask_candidates(self) -> None:
        if self._shown is not None and (line := self.part.table.line) is not None:
            work = self._show_candidates(self._shown.head.id, line.report.number)
            self._jobs.start(work, key=DECIDE_JOB, again=self._ask_candidates)

    async def _show_candidates(self, run_id: str, number: int) -> None:
        found = await self.session.deciding.candidates(run_id, number)
        self.part.details.show_candidates(found)

    def _decide(self, activity_id: int | None) -> None:
        if self._shown is not None and (line := self.part.table.line) is not None:
            work = self._decided(self._shown.head.id, line.report.number, activity_id)
            self._writes.start(work, key=DECIDE_WRITE)

    async def _decided(self, run_id: str, number: int, activity_id: int | None) -> None:
        await self.session.deciding.decide(run_id, number, activity_id)
        await self.desk.recount(run_id)

    def _show_plan(self) -> None:
        self._pages.setCurrentIndex(_PLAN)
        self.plan_page.preview.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_plan(self) -> None:
        if self._pages.currentIndex() == _PLAN:
            self.doing.forget()
            self._pages.setCurrentIndex(_RUN)
            self.part.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begun(self, run_id: str) -> None:
        self._leave_plan()
        self._show_runs()
        self.history.go_to(run_id)

    def _chosen(self, _run_id: str) -> None:
        self._leave_plan_for_another()
        self._show_run()

    def _leave_plan_for_another(self) -> None:
        if self._pages.currentIndex() == _PLAN:
            self.doing.forget()
            self._pages.setCurrentIndex(_RUN)

    def _about(self, line: RunLine) -> list[str]:
        counts = self.report.counts.items()
        told = " · ".join(self.words.chip(outcome, count) for outcome, count in counts)
        begun = self._formats.written(line.head.created)
        return [f"{begun} · {self.session.me.name} · {self.session.portal.address}", told]

    def _open_more(self) -> None:
        self._pop_up(self.part.more.mapToGlobal(self.part.more.rect().bottomLeft()))

    def _pop_up(self, at: QPoint) -> None:
        menu = self.make_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    # What is known

    def _line_in(self, *standings: Standing) -> bool:
        return self._shown is not None and self._shown.standing in standings

    def _counted_any(self, *outcomes: RowOutcome) -> bool:
        counts = (self._shown.counts if self._shown is not None else None) or {}
        return self._line_in(Standing.ENDED) and any(counts.get(each, 0) for each in outcomes)

    def _has_activity(self) -> bool:
        line = self.part.table.line
        return line is not None and line.report.activity_id is not None

    # Building

    def _actions(self) -> Actions:
        to_rows = partial(self.part.table.setFocus, Qt.FocusReason.ShortcutFocusReason)
        return Actions(
            hold=self.hold,
            go_on=self.go_on,
            cancel=self.cancel,
            undo=self.undo,
            undo_rows=self.undo_rows,
            retry=self.retry,
            open=self.open_activity,
            said=self.part.details.toggle_said,
            csv=partial(self.export, Kind.CSV),
            pdf=partial(self.export, Kind.PDF),
            copy_id=self.copy_id,
            to_history=partial(self.history.setFocus, Qt.FocusReason.ShortcutFocusReason),
            to_rows=to_rows,
            apply=self.plan_page.preview.apply.click,
            back=self._leave_plan,
            refresh=self.begin,
            is_at_work=lambda: bool(self.desk.current_id),
            is_left=lambda: self._line_in(Standing.LEFT, Standing.ELSEWHERE),
            can_cancel=lambda: self._line_in(Standing.LEFT, Standing.RUNNING, Standing.PAUSED, Standing.WAITING),
            can_undo=lambda: self._counted_any(RowOutcome.DONE, RowOutcome.PARTLY_DONE),
            can_undo_rows=lambda: self._line_in(Standing.ENDED) and self.part.table.count_selected > 0,
            can_retry=lambda: self._counted_any(*AGAIN),
            has_activity=self._has_activity,
            has_said=self.part.details.has_said,
            has_run=lambda: self._shown is not None,
            has_plan=lambda: self._pages.currentIndex() == _PLAN,
            can_apply=lambda: self._pages.currentIndex() == _PLAN and self.plan_page.preview.apply.isEnabled(),
        )

    def _listen(self) -> list[Callable[[], None]]:
        return [
            self.desk.changed.add(self._show_runs),
            self.desk.progressed.add(self._show_progress),
            self.report.rows_changed.add(self.part.show_rows),
            self.report.lines_changed.add(self.part.show_lines),
            self.report.wanted.add(self._read_soon),
        ]

    def _connect(self) -> None:
        part, progress, details = self.part, self.part.progress, self.part.details
        self._reading.timeout.connect(self._read)
        self._looking.timeout.connect(self._look)
        self.history.chosen.connect(self._chosen)
        part.outcome_wanted.connect(self._choose_outcome)
        part.undo_wanted.connect(self.undo)
        part.undo_rows_wanted.connect(self.undo_rows)
        part.retry_wanted.connect(self.retry)
        part.go_on_wanted.connect(self.go_on)
        part.give_up_wanted.connect(self.cancel)
        part.more_wanted.connect(self._open_more)
        part.table.opened.connect(self.open_activity)
        part.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        part.table.customContextMenuRequested.connect(lambda at: self._pop_up(part.table.mapToGlobal(at)))
        progress.pause_wanted.connect(self.desk.pause)
        progress.resume_wanted.connect(self.desk.resume)
        progress.cancel_wanted.connect(self.cancel)
        details.open_wanted.connect(self.open_activity)
        details.undo_wanted.connect(self.undo_row)
        details.candidates_wanted.connect(self._ask_candidates)
        details.decided.connect(self._decide)
        self.plan_page.close_wanted.connect(self._leave_plan)
        self.doing.page_wanted.connect(self._show_plan)
        self.doing.begun.connect(self._begun)
        self.offers.go_on_wanted.connect(self.desk.go_on)
        self.offers.look_wanted.connect(self.show_run)
        self.offers.give_up_wanted.connect(self._give_up)

    def _arrange(self) -> QWidget:
        self._left = left = QWidget()
        left.setProperty("ground", "surface")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, MEDIUM, 0, 0)
        column.setSpacing(SMALL)
        heading = label(self.title, Step.HEADING)
        heading.setIndent(LARGE)  # the style sheet takes away the margins of a label
        column.addWidget(heading)
        column.addWidget(self.history, 1)
        for page in (self._empty, self.part, self.plan_page):
            self._pages.addWidget(page)
        panes = Panes(Qt.Orientation.Horizontal)
        panes.addWidget(left)
        panes.addWidget(self._pages)
        panes.setStretchFactor(0, 0)
        panes.setStretchFactor(1, 1)
        panes.setSizes([_LIST_WIDTH, 900])
        return panes

    def _make_empty(self, look: Look) -> EmptyState:
        text = self.tr(
            "A run is one change of many activities at once. Select some under Activities and change them together. "
            "Here you see how it goes, what became of each one, and you can take it back, later too."
        )
        made = EmptyState(look, Glyph.RUNS, self.tr("No runs yet"), text)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that whoever hears the window hears this
        return made
