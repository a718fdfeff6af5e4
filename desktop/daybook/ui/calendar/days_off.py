"""Days off of a person's own: typed, added, and taken away again."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from daybook.domain.days_off import Span, read_span, spans
from daybook.domain.deadline import BadDeadline, DeadlineReader
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.chips import RemovableChip
from daybook.ui.kit.flow import FlowLayout
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label, set_tone
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL, TINY
from daybook.ui.kit.scroll import Scroll
from daybook.ui.kit.theme import restyle
from daybook.ui.kit.wording import keys


class DaysOff(QWidget):
    """A line that reads one day or several, and a chip for each stretch that is to come."""

    changed = Signal(object)  # frozenset[date]

    def __init__(self, look: Look, formats: Formats, reader: DeadlineReader, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._look = look
        self._formats = formats
        self._reader = reader
        self._now = now
        self._days: frozenset[date] = frozenset()
        self.chips: list[RemovableChip] = []
        name = self.tr("Day off")
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(self.tr("24.12. or 24.12. – 6.1."))
        self.add = push_button(look, self.tr("Add"), self.add_typed, glyph=Glyph.PLUS)
        self._said = label(step=Step.SMALL, tone="text_soft", wrap=True)
        self._basket = QWidget()
        self._flow = FlowLayout(self._basket, TINY + 2)
        self._scroll = Scroll(self.tr("Your own days off"), self._basket)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the chips in it take the focus
        self.line.textEdited.connect(self._read)
        self.line.returnPressed.connect(self.add_typed)
        self._lay_out()
        self._read("")

    @property
    def days(self) -> frozenset[date]:
        """What is set."""
        return self._days

    def show_days(self, days: frozenset[date]) -> None:
        """Shows these and tells nobody. Days that are over are kept, but not shown."""
        self._days = days
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(each) for each in spans(days) if each.last >= self._today()]
        for chip in self.chips:
            self._flow.addWidget(chip)
            chip.show()
        self._basket.updateGeometry()

    def add_typed(self) -> None:
        """Adds what is typed, if it is understood."""
        span = self._span(self.line.text())
        if span is None:
            self._read(self.line.text() or " ")
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.line.clear()
        self._read("")
        self._tell(self._days | span.days)

    def _remove(self, span: Span) -> None:
        self._tell(self._days - span.days)
        # The chip that had the focus is gone.
        (self.chips[0].cross if self.chips else self.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, days: frozenset[date]) -> None:
        self.show_days(days)
        self.changed.emit(days)

    def _span(self, text: str) -> Span | None:
        try:
            return read_span(text, self._reader, self._now())
        except BadDeadline:
            return None

    def _read(self, text: str) -> None:
        if not text:
            self._say(self.tr("A vacation needs its first and its last day."), wrong=False)
            return
        try:
            span = read_span(text, self._reader, self._now())
        except BadDeadline as problem:
            self._say(keys.day_off_fault(problem.reason), wrong=True)
        else:
            words = self.tr("%Ln day(s)", "", len(span))
            self._say(f"{self._named(span)} · {words}", wrong=False)

    def _say(self, text: str, *, wrong: bool) -> None:
        self._said.setText(text)
        set_tone(self._said, "danger" if wrong else "text_soft")
        self.line.setAccessibleDescription(text)
        if bool(self.line.property("wrong")) != wrong:
            self.line.setProperty("wrong", wrong)
            restyle(self.line)

    def _chip(self, span: Span) -> RemovableChip:
        made = RemovableChip(self._look, self._named(span), self._basket)
        made.removed.connect(partial(self._remove, span))
        return made

    def _named(self, span: Span) -> str:
        first = self._brief(span.first)
        return first if span.first == span.last else f"{first} – {self._brief(span.last)}"

    def _brief(self, day: date) -> str:
        return self._formats.brief_day(datetime.combine(day, time(12), self._reader.zone))

    def _today(self) -> date:
        return self._now().astimezone(self._reader.zone).date()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self.line, 1)
        row.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addWidget(label(self.tr("Your own days off"), tone="text_soft"))
        column.addLayout(row)
        column.addWidget(self._said)
        column.addSpacing(TINY)
        column.addWidget(self._scroll, 1)
