"""How a person wants to be reminded: at all, at which hours, and whether her desktop shows it."""

from datetime import time
from typing import Final

from PySide6.QtCore import QLocale, Qt, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QTimeEdit, QVBoxLayout, QWidget

from daybook.domain.quiet import QuietHours
from daybook.domain.reminders import Options
from daybook.domain.workdays import WorkWeek
from daybook.ui.kit.banner import Banner
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.chips import ToggleChip
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, SMALL, TINY
from daybook.ui.reminders.words import silence

DAYS: Final = range(7)


class SettingsPage(QWidget):
    """Every change counts at once."""

    changed = Signal(object)  # Options
    test_wanted = Signal()

    def __init__(self, look: Look, locale: QLocale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locale = locale
        self._showing = False
        self.on = QCheckBox(self.tr("Remind me of my deadlines and reminders"))
        self.quiet = QCheckBox(self.tr("Quiet hours: tell me afterwards, as one list"))
        self.since = self._hour(self.tr("Quiet from"))
        self.until = self._hour(self.tr("Quiet until"))
        self.days = [ToggleChip(look, self._day_name(day)) for day in DAYS]
        self.test = push_button(look, self.tr("Show a test notification"), self.test_wanted.emit, glyph=Glyph.BELL)
        self._result = label(step=Step.SMALL, tone="success", wrap=True)
        self.silent = Banner(look, "warning")
        self.silent.hide()
        self._lay_out()
        for box in (self.on, self.quiet):
            box.toggled.connect(self._tell)
        for hour in (self.since, self.until):
            hour.timeChanged.connect(self._tell)
        for chip in self.days:
            chip.toggled.connect(self._tell)

    @property
    def result(self) -> str:
        """What became of the test notification, "" before."""
        return self._result.text()

    def show_options(self, options: Options) -> None:
        """Takes these over and tells nobody."""
        self._showing = True
        self.on.setChecked(options.on)
        self.quiet.setChecked(options.has_quiet)
        self.since.setTime(QTime(options.hours.since.hour, options.hours.since.minute))
        self.until.setTime(QTime(options.hours.until.hour, options.hours.until.minute))
        for day, chip in enumerate(self.days):
            chip.setChecked(day in options.hours.week.weekdays)
        self._showing = False
        self._enable()

    def show_silence(self, reason: str | None) -> None:
        """Why the desktop shows nothing; None when it does."""
        if reason is not None:
            self.silent.say("warning", *silence(reason))
            self._result.setText("")
        self.silent.setVisible(reason is not None)

    def show_tested(self) -> None:
        """The desktop took the test notification."""
        self._result.setText(self.tr("Your desktop has taken it."))

    @property
    def options(self) -> Options:
        """What is set."""
        days = frozenset(day for day, chip in enumerate(self.days) if chip.isChecked())
        hours = QuietHours(_time(self.since.time()), _time(self.until.time()), WorkWeek(days))
        return Options(self.on.isChecked(), self.quiet.isChecked(), hours)

    def _tell(self) -> None:
        if self._showing:
            return
        if not any(chip.isChecked() for chip in self.days):  # a week of days off would never end
            self._showing = True
            self._last_day().setChecked(True)
            self._showing = False
            return
        self._enable()
        self.changed.emit(self.options)

    def _last_day(self) -> ToggleChip:
        sender = self.sender()
        return sender if isinstance(sender, ToggleChip) else self.days[0]

    def _enable(self) -> None:
        on, quiet = self.on.isChecked(), self.quiet.isChecked()
        self.quiet.setEnabled(on)
        for widget in (self.since, self.until, *self.days):
            widget.setEnabled(on and quiet)

    def _hour(self, name: str) -> QTimeEdit:
        made = QTimeEdit()
        made.setLocale(self._locale)
        made.setDisplayFormat(self._locale.timeFormat(QLocale.FormatType.ShortFormat))
        made.setAccessibleName(name)
        made.setKeyboardTracking(False)
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        made.setFixedWidth(110)
        return made

    def _day_name(self, day: int) -> str:
        return self._locale.standaloneDayName(day + 1, QLocale.FormatType.ShortFormat)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM)
        column.addWidget(self.on)
        column.addWidget(self.quiet)
        inner = QVBoxLayout()
        inner.setContentsMargins(26, 0, 0, 0)
        inner.setSpacing(SMALL)
        inner.addLayout(_row(label(self.tr("from")), self.since, label(self.tr("until")), self.until))
        inner.addSpacing(TINY)
        inner.addWidget(label(self.tr("Days on which you work. All others are quiet as a whole."), tone="text_soft"))
        inner.addLayout(_row(*self.days))
        holidays = self.tr("Holidays and your own days off are quiet too, unless you tick all seven.")
        inner.addWidget(label(holidays, Step.SMALL, "text_faint"))
        column.addLayout(inner)
        column.addSpacing(SMALL)
        column.addWidget(self.silent)
        column.addLayout(_row(self.test, self._result))
        column.addStretch(1)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SMALL)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _time(shown: QTime) -> time:
    return time(shown.hour(), shown.minute())
