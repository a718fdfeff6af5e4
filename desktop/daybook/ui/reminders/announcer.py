"""Tells what is due: on the desktop, and where that is silent, in the window."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from daybook.domain.reminders import Announcement, Reminder
from daybook.ui.reminders.answers import Answer
from daybook.ui.reminders.strip import ReminderStrip
from daybook.ui.reminders.words import ReminderWords
from daybook.work.notifying import OPENED, Notice, Notifier, NotifierSilent


class Announcer(QObject):
    """`answered` carries what a person pressed, wherever that was."""

    answered = Signal(object, object)  # Answer, Reminder
    list_wanted = Signal()
    silence_changed = Signal(object)  # str, the `reason` of NotifierSilent, or None

    def __init__(
        self, notifier: Notifier, words: ReminderWords, strip: ReminderStrip, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._notifier = notifier
        self._words = words
        self._strip = strip
        self._shown: dict[str, frozenset[int]] = {}
        """Notices of the desktop by their ids, with the activities they are about."""
        strip.answered.connect(self.answered)
        strip.list_wanted.connect(self.list_wanted)

    async def announce(self, said: Announcement) -> None:
        """Shows it. Never raises because a desktop is silent."""
        if said.is_list:
            await self._show_list(said)
            return
        for reminder in said.reminders:
            one = Announcement(said.cause, (reminder,))
            answered = partial(self._pressed, reminder)
            await self._show(self._words.notice(reminder), answered, one)

    async def test(self) -> bool:
        """Tries the desktop out; False when it is silent."""
        try:
            await self._notifier.show(self._words.test_notice(), lambda _key: self.list_wanted.emit())
        except NotifierSilent as error:
            self.silence_changed.emit(error.reason)
            return False
        self.silence_changed.emit(None)
        return True

    async def keep(self, waiting: frozenset[int]) -> None:
        """Takes away what no longer waits."""
        gone = [notice for notice, about in self._shown.items() if not about & waiting]
        for notice in gone:
            self._shown.pop(notice, None)
            await self._notifier.withdraw(notice)

    def has_stale(self, waiting: frozenset[int]) -> bool:
        """True when a notice of the desktop is about nothing that waits."""
        return any(not about & waiting for about in self._shown.values())

    async def _show_list(self, said: Announcement) -> None:
        await self._show(self._words.list_notice(said), lambda _key: self.list_wanted.emit(), said)

    async def _show(self, notice: Notice, answered: Callable[[str], None], said: Announcement) -> None:
        try:
            shown = await self._notifier.show(notice, answered)
        except NotifierSilent as error:
            self._strip.tell(said)
            self.silence_changed.emit(error.reason)
            return
        self._shown[shown] = frozenset(each.todo.id for each in said.reminders)
        self.silence_changed.emit(None)

    def _pressed(self, reminder: Reminder, key: str) -> None:
        self.answered.emit(Answer.OPEN if key == OPENED else Answer(key), reminder)
