"""One run: what it is, how it goes, and its rows by outcome."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from daybook.bulk.running.progress import Progress
from daybook.domain.run import RowOutcome
from daybook.ui.kit.buttons import push_button, rename
from daybook.ui.kit.chips import ToggleChip
from daybook.ui.kit.flow import FlowLayout
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel, separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL, TINY
from daybook.ui.kit.pill import Pill
from daybook.ui.runs.progress_part import ProgressPart
from daybook.ui.runs.report_model import ReportModel
from daybook.ui.runs.report_table import ReportTable
from daybook.ui.runs.row_details import RowDetails
from daybook.ui.runs.row_words import RowWords
from daybook.ui.runs.run_words import FAILED, RunWords
from daybook.ui.todo.notice import Notice
from daybook.work.running.line import AT_WORK, RunLine, Standing
from daybook.work.running.report import RunReport

AGAIN = (*FAILED, RowOutcome.CANCELLED)
"""Rows that can be tried again."""


class RunPart(QWidget):
    """Shows a `RunLine` and a `RunReport`; every wish is a signal."""

    outcome_wanted = Signal(object)  # RowOutcome, None for all
    undo_wanted = Signal()
    undo_rows_wanted = Signal()
    retry_wanted = Signal()
    go_on_wanted = Signal()
    give_up_wanted = Signal()
    more_wanted = Signal()

    def __init__(self, look: Look, formats: Formats, words: RunWords, rows: RowWords, report: RunReport) -> None:
        super().__init__()
        self._look = look
        self._words = words
        self._report = report
        self.line: RunLine | None = None
        self.setAccessibleName(self.tr("Run"))
        self.title = ElidedLabel(step=Step.SUBTITLE)
        self.pill = Pill(look)
        self.about = ElidedLabel(step=Step.SMALL, tone="text_soft")
        self.undo = push_button(look, self.tr("Undo"), self.undo_wanted.emit, glyph=Glyph.UNDO)
        self.undo_rows = push_button(look, self.tr("Undo rows"), self.undo_rows_wanted.emit, glyph=Glyph.UNDO)
        self.retry = push_button(look, self.tr("Try again"), self.retry_wanted.emit, glyph=Glyph.REFRESH)
        self.more = push_button(look, self.tr("More"), self.more_wanted.emit, glyph=Glyph.MORE)
        self.stopped = Notice(look, "warning")
        self.go_on = push_button(look, self.tr("Go on"), self.go_on_wanted.emit, compact=True)
        self.give_up = push_button(look, self.tr("Give up the rest"), self.give_up_wanted.emit, compact=True)
        self.stopped.add_button(self.go_on)
        self.stopped.add_button(self.give_up)
        self.progress = ProgressPart(look, words)
        self.chips: dict[RowOutcome | None, ToggleChip] = {}
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, SMALL - 2)
        self._one_chip = QButtonGroup(self)
        self.model = ReportModel(look, rows, report, self)
        self.table = ReportTable(look, self.model)
        self.details = RowDetails(look, formats, rows)
        self._lay_out()
        self.table.current_changed.connect(self.show_row)
        self.table.picked.connect(self.show_picked)

    @property
    def is_busy(self) -> bool:
        """True while the run is at work, or waits for its turn."""
        return self.line is not None and self.line.standing in AT_WORK

    # Showing

    def show_line(self, line: RunLine, who: str, progress: Progress | None) -> None:
        """Another run, or the same in another state."""
        self.line = line
        self.title.setText(line.head.title)
        self.about.setText(self._words.about(line, who))
        badge = self._words.badge(line, progress)
        self.pill.say(badge.text, badge.tone, badge.glyph)
        waits = line.standing is Standing.WAITING
        tone = "info" if waits else "warning"
        self.stopped.say(self._words.why_stopped(line), tone="danger" if line.problem is not None else tone)
        self.go_on.setVisible(line.standing in (Standing.LEFT, Standing.ELSEWHERE))
        rename(self.give_up, self.tr("Stop waiting") if waits else self.tr("Give up the rest"))
        self.give_up.setVisible(waits or line.standing is Standing.LEFT)
        self.show_progress(progress)
        self._show_buttons(line)
        self.show_row()

    def show_progress(self, progress: Progress | None) -> None:
        """How it goes, while it is at work."""
        line = self.line
        going = line is not None and line.standing in AT_WORK and line.standing is not Standing.WAITING
        self.progress.setVisible(going)
        if going:
            self.progress.show_progress(progress)
            if line is not None:
                badge = self._words.badge(line, progress)
                self.pill.say(badge.text, badge.tone, badge.glyph)

    def show_rows(self) -> None:
        """Other rows, or other counts."""
        self._show_chips([(None, self._report.total), *self._report.counts.items()])
        row = self.table.currentIndex().row()
        self.model.show_rows()
        if row < 0 or self.table.currentIndex().row() < 0:
            self.table.go_to(max(0, min(row, self.model.rowCount() - 1)))
        self.show_row()

    def show_lines(self) -> None:
        """Contents or names of rows are known now."""
        self.model.show_lines()
        self.show_row()

    def show_row(self) -> None:
        """What there is to say of the current row."""
        self.details.show_line(self.table.line, busy=self.is_busy)

    def _show_buttons(self, line: RunLine) -> None:
        counts = line.counts or {}
        done = counts.get(RowOutcome.DONE, 0) + counts.get(RowOutcome.PARTLY_DONE, 0)
        again = sum(counts.get(each, 0) for each in AGAIN)
        ended = line.standing is Standing.ENDED
        rename(self.undo, self._words.undo(done, line))
        rename(self.retry, self.tr("Try %Ln again", "", again))
        self.undo.setVisible(ended and done > 0)
        self.retry.setVisible(ended and again > 0)
        self.show_picked()

    def show_picked(self) -> None:
        """Several rows are selected, or fewer."""
        ended = self.line is not None and self.line.standing is Standing.ENDED
        picked = self.table.count_selected if ended else 0
        if self.line is not None and picked > 1:
            rename(self.undo_rows, self._words.undo_rows(picked, self.line))
        self.undo_rows.setVisible(picked > 1)

    def _show_chips(self, counts: Sequence[tuple[RowOutcome | None, int]]) -> None:
        if [outcome for outcome, _ in counts] != list(self.chips):
            self._make_chips([outcome for outcome, _ in counts])
        for outcome, count in counts:
            rename(self.chips[outcome], self._words.chip(outcome, count))
            self.chips[outcome].setChecked(outcome is self._report.outcome)

    def _make_chips(self, outcomes: list[RowOutcome | None]) -> None:
        for old in self.chips.values():
            self._one_chip.removeButton(old)
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.chips = {}
        for outcome in outcomes:
            chip = ToggleChip(self._look, "")
            chip.clicked.connect(lambda _checked=False, outcome=outcome: self.outcome_wanted.emit(outcome))
            self._one_chip.addButton(chip)
            self._flow.addWidget(chip)
            self.chips[outcome] = chip

    # Building

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(MEDIUM)
        upper.addWidget(self.title, 1)
        upper.addWidget(self.pill)
        buttons = QWidget()
        flow = FlowLayout(buttons, SMALL)
        for button in (self.undo, self.undo_rows, self.retry, self.more):
            flow.addWidget(button)
        head = QVBoxLayout()
        head.setContentsMargins(LARGE, MEDIUM, LARGE, SMALL)
        head.setSpacing(TINY)
        head.addLayout(upper)
        head.addWidget(self.about)
        head.addSpacing(TINY)
        head.addWidget(buttons)
        head.addWidget(self.stopped)
        choices = QVBoxLayout()
        choices.setContentsMargins(LARGE, SMALL, LARGE, SMALL)
        choices.addWidget(self._chips)
        table = QHBoxLayout()
        table.setContentsMargins(SMALL, 0, 0, 0)
        table.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.progress)
        column.addWidget(separator())
        column.addLayout(choices)
        column.addLayout(table, 1)
        column.addWidget(separator())
        column.addWidget(self.details)
