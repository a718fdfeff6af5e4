"""Reminders in words: for the desktop, for the list, for the bell."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject

from daybook.domain.clock import Clock
from daybook.domain.reminders import Announcement, Cause, Reminder
from daybook.ui.kit.format import Formats
from daybook.ui.kit.isolating import isolated
from daybook.ui.kit.one_line import brief
from daybook.ui.reminders.answers import Answer, is_possible
from daybook.work.notifying import Notice, NoticeButton

NAMED: Final = 4
"""So many of a list are named; a desktop cuts off longer texts."""
NOW: Final = timedelta(minutes=1)
LONGEST: Final = 120
"""Letters of a title: three banners with the longest one leave room for the work below."""


class ReminderWords(QObject):
    """Turns reminders into texts; how late they are goes by `clock`."""

    def __init__(self, formats: Formats, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._clock = clock

    def answer(self, answer: Answer) -> str:
        """What a button says."""
        return {
            Answer.DONE: self.tr("Done"),
            Answer.SNOOZE: self.tr("+15 min"),
            Answer.TOMORROW: self.tr("Tomorrow"),
            Answer.OPEN: self.tr("Open"),
            Answer.DISMISS: self.tr("Dismiss"),
            Answer.SHOW: self.tr("Show"),
        }[answer]

    def when(self, reminder: Reminder) -> str:
        """ "due today 15:00", "due now", "overdue by 3 days"."""
        deadline, now = reminder.todo.deadline, self._clock.now()
        if abs(now - deadline) < NOW:
            return self.tr("due now")
        return self._formats.overdue(deadline) or self.tr("due {moment}").format(moment=self._formats.moment(deadline))

    def is_late(self, reminder: Reminder) -> bool:
        """True when its deadline has passed."""
        return self._clock.now() - reminder.todo.deadline >= NOW

    def title(self, reminder: Reminder) -> str:
        """What it is about, in one line."""
        return brief(reminder.todo.subject, LONGEST) or self.tr("To-do without a title")

    def about(self, reminder: Reminder) -> str:
        """The second line: whose, and when."""
        owner = isolated(brief(reminder.todo.owner_title, LONGEST))
        return " · ".join(part for part in (owner, self.when(reminder)) if part)

    def spoken(self, reminder: Reminder) -> str:
        """All of it, for a screen reader."""
        return f"{self.title(reminder)}, {self.about(reminder)}"

    def headline(self, said: Announcement) -> str:
        """What stands above a list."""
        number = len(said.reminders)
        if said.cause is Cause.AWAY:
            return self.tr("While you were away: %Ln reminder(s)", "", number)
        if said.cause is Cause.QUIET:
            return self.tr("During your quiet hours: %Ln reminder(s)", "", number)
        return self.tr("%Ln reminder(s)", "", number)

    def listed(self, reminders: Sequence[Reminder]) -> str:
        """The first of a list by name, one a line, and how many more there are."""
        lines = [f"{isolated(self.title(each))} · {self.when(each)}" for each in reminders[:NAMED]]
        left = len(reminders) - NAMED
        return "\n".join([*lines, self.tr("and %Ln more", "", left)] if left > 0 else lines)

    def notice(self, reminder: Reminder) -> Notice:
        """One reminder, for the desktop."""
        answers = [each for each in (Answer.DONE, Answer.SNOOZE, Answer.TOMORROW) if is_possible(each, reminder)]
        buttons = tuple(NoticeButton(each, self.answer(each)) for each in answers)
        return Notice(self.title(reminder), self.about(reminder), buttons)

    def list_notice(self, said: Announcement) -> Notice:
        """Several at once, for the desktop."""
        show = NoticeButton(Answer.SHOW, self.answer(Answer.SHOW))
        return Notice(self.headline(said), self.listed(said.reminders), (show,))

    def test_notice(self) -> Notice:
        """What is shown to try it out."""
        return Notice(self.tr("Daybook reminds you"), self.tr("This is what a reminder looks like."))

    def bell(self, number: int) -> str:
        """What the bell is called."""
        return self.tr("%Ln reminder(s) waiting", "", number) if number else self.tr("No reminders waiting")

    def held(self, number: int, until: datetime) -> str:
        """What quiet hours hold back, "" for nothing."""
        if not number:
            return ""
        said = self.tr("%Ln reminder(s) held back by your quiet hours until {moment}", "", number)
        return said.format(moment=self._formats.moment(until))


def silence(reason: str) -> tuple[str, str]:
    """Why the desktop shows nothing, and what happens instead or can be done (`NotifierSilent.reason`)."""
    translate = QCoreApplication.translate
    instead = translate("Reminders", "Until then reminders appear at the top of this window.")
    why = {
        "no_service": (
            translate("Reminders", "Your desktop does not answer when Daybook wants to show a notification."),
            translate("Reminders", "Perhaps no notification service is running."),
        ),
        "not_allowed": (
            translate("Reminders", "Daybook is not allowed to show notifications."),
            translate("Reminders", "Allow them in your system's settings."),
        ),
        "unsupported": (
            translate("Reminders", "This system shows no notifications of Daybook as it is installed."),
            translate("Reminders", "On a Mac they need the signed application."),
        ),
    }
    title, advice = why.get(reason, why["no_service"])
    return title, f"{advice} {instead}"
