"""A moment typed as people say it, with what was understood beside it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from daybook.domain.deadline import BadDeadline, DeadlineReader
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.labels import label, set_tone
from daybook.ui.kit.metrics import MEDIUM
from daybook.ui.kit.theme import restyle
from daybook.ui.kit.typed_deadline import typed_deadline
from daybook.ui.kit.wording import keys


class MomentField(QWidget):
    """`moment` is None for an empty field; `is_wrong` while what is typed is no moment."""

    typed = Signal()

    def __init__(self, reader: DeadlineReader, formats: Formats, now: Callable[[], datetime], name: str) -> None:
        super().__init__()
        self._reader = reader
        self._formats = formats
        self._now = now
        self.moment: datetime | None = None
        self.is_wrong = False
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(self.tr("tomorrow 10:00"))
        self.line.setFixedWidth(220)
        self.line.textEdited.connect(self._read)
        self._said = label(step=Step.SMALL, tone="text_soft", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEDIUM)
        row.addWidget(self.line)
        row.addWidget(self._said, 1)
        self.setFocusProxy(self.line)
        self.setAccessibleName(name)
        formats.zone.changed.connect(self.show_zone)

    def show_zone(self) -> None:
        """The same moment in another zone; a text that is none stays as it is typed."""
        if not self.is_wrong:
            self.show_moment(self.moment)

    def show_moment(self, moment: datetime | None) -> None:
        """Another moment, silently."""
        self.moment, self.is_wrong = moment, False
        self.line.setText(typed_deadline(moment, self._reader, self._formats.locale))
        self._say("", wrong=False)

    def _read(self, text: str) -> None:
        try:
            self.moment = self._reader.read(text, now=self._now(), base=None) if text.strip() else None
        except BadDeadline as problem:
            self.moment, self.is_wrong = None, True
            self._say(keys.deadline_fault(problem.reason), wrong=True)
        else:
            self.is_wrong = False
            self._say(self._formats.moment(self.moment) if self.moment is not None else "", wrong=False)
        self.typed.emit()

    def _say(self, text: str, *, wrong: bool) -> None:
        self._said.setText(text)
        set_tone(self._said, "danger" if wrong else "text_soft")
        self.line.setAccessibleDescription(text)
        if bool(self.line.property("wrong")) != wrong:
            self.line.setProperty("wrong", wrong)
            restyle(self.line)
