"""Reminders at the top of the window, where the desktop shows none: quiet, and answered like there."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from daybook.domain.reminders import Announcement, Reminder
from daybook.ui.kit.banner import Banner
from daybook.ui.kit.buttons import icon_button, push_button
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.isolating import isolated
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL
from daybook.ui.reminders.answers import Answer, is_possible
from daybook.ui.reminders.words import ReminderWords

AT_MOST: Final = 3
"""More banners than this would push the work out of the window: then the list is offered."""


class ReminderStrip(QWidget):
    """A banner for each reminder, or one for a list. They go with what they are about."""

    answered = Signal(object, object)  # Answer, Reminder
    list_wanted = Signal()

    def __init__(self, look: Look, words: ReminderWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._banners: dict[int, tuple[Reminder, Banner]] = {}  # by activity
        self._lists: list[tuple[Announcement, Banner]] = []
        self.setAccessibleName(self.tr("Reminders"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SMALL, SMALL, SMALL, 0)
        self._column.setSpacing(SMALL)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """What the banners say, from the top."""
        shown = [banner for _, banner in (*self._lists, *self._banners.values())]
        return tuple(f"{each.accessibleName()} {each.accessibleDescription()}" for each in shown)

    def tell(self, said: Announcement) -> None:
        """Shows what is due."""
        for reminder in said.reminders:  # it says something newer now
            self._hide_one(reminder.todo.id)
        several = len(self._banners) + len(said.reminders) > AT_MOST
        if said.is_list or several:
            self._tell_list(said)
        else:
            for reminder in said.reminders:
                self._tell_one(reminder)
        self._show()

    def keep(self, waiting: frozenset[int]) -> None:
        """Only these activities wait still."""
        for number in set(self._banners) - waiting:
            self._hide_one(number)
        for said, banner in tuple(self._lists):
            if waiting.isdisjoint(each.todo.id for each in said.reminders):
                self._hide_list(banner)
        self._show()

    def refresh(self) -> None:
        """Time has passed: what is due now says so."""
        for reminder, banner in self._banners.values():
            banner.say("info", isolated(self._words.title(reminder)), self._words.about(reminder))
        for said, banner in self._lists:
            banner.say("info", self._words.headline(said), self._words.listed(said.reminders))

    def _tell_one(self, reminder: Reminder) -> None:
        number = reminder.todo.id
        # By itself a foreign title would stand at the other end of the banner.
        banner = Banner(self._look, "info", isolated(self._words.title(reminder)), self._words.about(reminder))
        for answer in (Answer.DONE, Answer.SNOOZE, Answer.TOMORROW, Answer.OPEN):
            if is_possible(answer, reminder):
                banner.add_button(self._button(answer, reminder))
        banner.add_button(icon_button(self._look, Glyph.CLOSE, self.tr("Hide"), lambda: self._hide_one(number)))
        self._banners[number] = (reminder, banner)
        self._column.addWidget(banner)

    def _tell_list(self, said: Announcement) -> None:
        banner = Banner(self._look, "info", self._words.headline(said), self._words.listed(said.reminders))
        show = push_button(self._look, self._words.answer(Answer.SHOW), self.list_wanted.emit, compact=True)
        banner.add_button(show)
        banner.add_button(icon_button(self._look, Glyph.CLOSE, self.tr("Hide"), lambda: self._hide_list(banner)))
        self._lists.append((said, banner))
        self._column.insertWidget(0, banner)

    def _button(self, answer: Answer, reminder: Reminder) -> QPushButton:
        text = self._words.answer(answer)
        made = push_button(self._look, text, lambda: self.answered.emit(answer, reminder), compact=True)
        made.setAccessibleName(self.tr("{action}: {name}").format(action=text, name=self._words.title(reminder)))
        return made

    def _hide_one(self, number: int) -> None:
        """Out of sight; it waits on behind the bell."""
        if number in self._banners:
            self._drop(self._banners.pop(number)[1])
        self._show()

    def _hide_list(self, banner: Banner) -> None:
        self._lists = [each for each in self._lists if each[1] is not banner]
        self._drop(banner)
        self._show()

    def _drop(self, banner: Banner) -> None:
        self._column.removeWidget(banner)
        banner.hide()
        banner.deleteLater()

    def _show(self) -> None:
        self.setVisible(bool(self._banners or self._lists))
