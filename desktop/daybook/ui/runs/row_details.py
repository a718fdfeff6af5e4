"""All there is to say of one row: what was to be changed, why it is as it is, the portal's own words, what to do."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from daybook.domain.activity import Activity
from daybook.domain.run import RowOutcome
from daybook.privacy import mask
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.flow import FlowLayout
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel, label, set_tone
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, SMALL, TINY
from daybook.ui.runs.row_words import RowWords
from daybook.work.running.report import ReportLine

_QUIET: Final = (RowOutcome.DONE, RowOutcome.SKIPPED, RowOutcome.UNDONE, RowOutcome.CANCELLED)


class RowDetails(QFrame):
    """Shows a `ReportLine`; every wish is a signal."""

    open_wanted = Signal()
    undo_wanted = Signal()
    candidates_wanted = Signal()
    decided = Signal(object)  # the id of the activity, None for none of them

    def __init__(self, look: Look, formats: Formats, words: RowWords) -> None:
        super().__init__()
        self._look = look
        self._formats = formats
        self._words = words
        self._line: ReportLine | None = None
        self.setAccessibleName(self.tr("The chosen row"))
        self.title = ElidedLabel(step=Step.STRONG)
        self.changes = self._words_label("text_soft")
        self.cause = self._words_label("text")
        self.theirs = self._words_label("text")
        self.portal = self._words_label("text_soft")
        self.open = push_button(look, self.tr("Open the activity"), self.open_wanted.emit, compact=True)
        self.undo = push_button(look, self.tr("Undo this row"), self.undo_wanted.emit, glyph=Glyph.UNDO, compact=True)
        self.said = push_button(look, self.tr("What the portal said"), self._show_said, kind="link")
        self.said.setCheckable(True)
        self.choose = push_button(look, self.tr("Which one is it?"), self.candidates_wanted.emit, compact=True)
        self.candidates: list[QPushButton] = []
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons, SMALL)
        for button in (self.open, self.undo, self.choose, self.said):
            self._flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, SMALL, LARGE, SMALL)
        column.setSpacing(TINY)
        for widget in (self.title, self.changes, self.cause, self.theirs, self._buttons, self.portal):
            column.addWidget(widget)
        self.hide()

    def show_line(self, line: ReportLine | None, *, busy: bool) -> None:
        """Another row, or the same in another state; `busy` while its run is at work."""
        same = self._line is not None and line is not None and self._line.report.number == line.report.number
        self._line = line
        self.setVisible(line is not None)
        if line is None:
            return
        words = self._words
        cause = words.cause(line)
        self.title.setText(words.title(line))
        self._say(self.changes, words.change_lines(line))
        waits = busy and line.report.outcome is RowOutcome.PLANNED
        self._say(self.cause, "" if waits else " ".join(filter(None, (cause.title, cause.advice))))
        self._say(self.theirs, words.theirs(line))
        set_tone(self.cause, _tone(line))
        self.open.setEnabled(line.report.activity_id is not None)
        self.undo.setEnabled(line.can_undo and not busy)
        self.choose.setVisible(line.asks)
        if not same or not line.asks:
            self._drop_candidates()
        if not same:
            self.said.setChecked(False)
        self.said.setVisible(bool(words.said_by_portal(line)))
        self._show_said()

    def show_candidates(self, found: Sequence[Activity]) -> None:
        """The activities that may be the one that was created."""
        self._drop_candidates()
        for each in found:
            moment = self._formats.moment(each.created) if each.created is not None else ""
            text = self.tr("#{id}, made {moment}").format(id=each.id, moment=moment)
            self._offer(text, each.id)
        self._offer(self.tr("None of them"), None)

    def _offer(self, text: str, activity_id: int | None) -> None:
        button = push_button(self._look, text, lambda: self.decided.emit(activity_id), compact=True)
        self.candidates.append(button)
        self._flow.addWidget(button)
        button.show()

    def _drop_candidates(self) -> None:
        for button in self.candidates:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.candidates = []

    def has_said(self) -> bool:
        """True when the portal said something of this row."""
        return self._line is not None and bool(self._words.said_by_portal(self._line))

    def toggle_said(self) -> None:
        """Shows the portal's own words, or hides them."""
        if self.has_said():
            self.said.toggle()
            self._show_said()

    def _show_said(self) -> None:
        shown = self._line is not None and self.said.isChecked()
        text = self._words.said_by_portal(self._line) if shown and self._line is not None else ""
        self._say(self.portal, mask(text))

    @staticmethod
    def _say(shown: QLabel, text: str) -> None:
        shown.setText(text)
        shown.setVisible(bool(text))

    @staticmethod
    def _words_label(tone: str) -> QLabel:
        made = label(step=Step.SMALL, tone=tone, wrap=True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return made


def _tone(line: ReportLine) -> str:
    outcome = line.report.outcome
    if outcome is RowOutcome.FAILED:
        return "danger"
    return "text_soft" if outcome in _QUIET else "warning"
