"""The reminders of one connection in the window: owns the task that looks, and carries answers to it."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from daybook.domain.clock import Clock, Zone
from daybook.domain.quiet import QuietHours
from daybook.domain.reminders import Announcement, Options, Reminder
from daybook.store.reminders import RemindersTold
from daybook.ui.kit.commands import Command, Commands
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.writes import Writes
from daybook.ui.reminders.announcer import Announcer
from daybook.ui.reminders.answers import Answer
from daybook.ui.reminders.bell import Bell
from daybook.ui.reminders.card import SETTINGS, WAITING, RemindersCard
from daybook.ui.reminders.strip import ReminderStrip
from daybook.ui.reminders.words import ReminderWords
from daybook.ui.shell import MainWindow
from daybook.ui.todo.subject import write_key
from daybook.work.notifying import Notifier
from daybook.work.pending.entry import Entered
from daybook.work.reminder_source import ReminderSource
from daybook.work.reminding import ReminderWrites, Reminding

KEEP_JOB: Final = "reminder notices"
TEST_JOB: Final = "reminder test"
WRITE_KEY: Final = "reminders"
TICK_MS: Final = 30_000
"""How often "due in a minute" becomes "overdue by a minute"."""


class Reminders(QObject):
    """Made and closed with a connection. `options` and `put_options` read and keep what the person set.

    `waits` is told what an answer left with the pending edits since the portal can't be reached, and its title.
    `quieted` adds to her quiet hours the days that are quiet for another reason, such as holidays.
    """

    open_wanted = Signal(object)  # OpenTodo: show it in the window

    def __init__(
        self,
        window: MainWindow,
        commands: Commands,
        look: Look,
        formats: Formats,
        *,
        source: ReminderSource,
        told: RemindersTold,
        portal_writes: ReminderWrites,
        notifier: Notifier,
        me: int,
        clock: Clock,
        zone: Zone,
        options: Callable[[], Options],
        put_options: Callable[[Options], None],
        quieted: Callable[[QuietHours], QuietHours] = lambda hours: hours,
        waits: Callable[[Entered, str], object],
        failed: Callable[[str, Exception], None],
        jobs: Jobs,
        writes: Writes,
    ) -> None:
        super().__init__()
        self._window = window
        self._commands = commands
        self._notifier = notifier
        self._clock = clock
        self._zone = zone
        self._options = options
        self._put_options = put_options
        self._quieted = quieted
        self._waits = waits
        self._failed = failed
        self._jobs = jobs
        self._writes = writes
        self._task: asyncio.Task[None] | None = None
        words = ReminderWords(formats, clock, self)
        self._words = words
        self.bell = Bell(look, formats, words)
        self.card = RemindersCard(look, formats, words, window)
        self.strip = ReminderStrip(look, words)
        self.announcer = Announcer(notifier, words, self.strip, self)
        self.reminding = Reminding(
            source=source, told=told, writes=portal_writes, me=me, clock=clock, zone=zone,
            options=self._counted, announce=self._announce, failed=partial(failed, WRITE_KEY),
        )  # fmt: skip
        self.commands: Sequence[Command] = self._make_commands()
        self._ticking = QTimer(self, interval=TICK_MS)
        for follow in (self.card.waiting.model.repaint, self.strip.refresh):
            self._ticking.timeout.connect(follow)
        self._end = self.reminding.changed.add(self._show)
        self._connect()

    def start(self) -> None:
        """Puts the bell into the window and begins to look."""
        self.card.settings.show_options(self._options())
        self._window.status.add(self.bell)
        self._window.add_notice(self.strip)
        self._commands.add(self.commands)
        self._ticking.start()
        self._task = asyncio.get_running_loop().create_task(self.reminding.run(), name="reminders")
        self._task.add_done_callback(self._ended)

    async def aclose(self) -> None:
        """Ends the look and takes everything off the window; what waits stays written down."""
        self._end()
        self._ticking.stop()
        self._commands.remove(self.commands)
        for key in (KEEP_JOB, TEST_JOB):
            self._jobs.cancel(key)
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        for widget in (self.card, self.bell, self.strip):
            widget.hide()
            widget.deleteLater()
        await self._notifier.aclose()

    def show_list(self) -> None:
        """What waits."""
        self._come_forward()
        self.card.open_page(WAITING)

    def show_settings(self) -> None:
        """How to be reminded."""
        self.card.open_page(SETTINGS)

    def answer(self, answer: Answer, reminder: Reminder) -> None:
        """What a person pressed, on the desktop, in the card or in the strip."""
        if answer is Answer.OPEN:
            self.card.close_card()
            self._come_forward()
            self.open_wanted.emit(reminder.todo)
        elif reminder.todo.id not in self.reminding.busy:
            self._write(answer, reminder)

    # Inside

    def _write(self, answer: Answer, reminder: Reminder) -> None:
        reminding = self.reminding
        key, about = write_key(reminder.todo.id), reminder.todo.subject
        if answer is Answer.DONE:
            self._writes.start(self._carry_out(reminding.done(reminder), about), key=key, about=about)
        elif answer is Answer.TOMORROW:
            self._writes.start(self._carry_out(reminding.tomorrow(reminder), about), key=key, about=about)
        elif answer is Answer.SNOOZE:
            self._writes.start(reminding.snooze(reminder), key=WRITE_KEY)
        elif answer is Answer.DISMISS:
            self._writes.start(reminding.dismiss([reminder]), key=WRITE_KEY)

    async def _carry_out(self, change: Coroutine[Any, Any, Entered | None], about: str) -> None:
        entered = await change
        if entered is not None:
            self._waits(entered, about)

    def _dismiss_all(self) -> None:
        self._writes.start(self.reminding.dismiss(self.reminding.waiting), key=WRITE_KEY)

    async def _announce(self, said: Announcement) -> None:
        await self.announcer.announce(said)
        QApplication.alert(self._window)

    def _show(self) -> None:
        waiting = self.reminding.waiting
        self.bell.show_number(len(waiting))
        self.card.waiting.show_waiting(waiting, self.reminding.busy)
        self.card.waiting.show_held(self._held())
        numbers = frozenset(each.todo.id for each in waiting)
        self.strip.keep(numbers)
        if self.announcer.has_stale(numbers):
            self._jobs.start(self.announcer.keep(numbers), key=KEEP_JOB)

    def show_zone(self) -> None:
        """Moments are shown in another zone, and quiet hours begin at another time."""
        self._show()
        self.card.waiting.model.repaint()
        self.strip.refresh()
        self.reminding.wake()

    def _held(self) -> str:
        quiet = self._counted().quiet
        if quiet is None:
            return ""
        return self._words.held(self.reminding.held, quiet.end(self._clock.now(), self._zone()))

    def _counted(self) -> Options:
        options = self._options()
        return replace(options, hours=self._quieted(options.hours))

    def _test(self) -> None:
        self._jobs.start(self._try_out(), key=TEST_JOB)

    async def _try_out(self) -> None:
        if await self.announcer.test():
            self.card.settings.show_tested()

    def _change(self, options: Options) -> None:
        self._put_options(options)
        self.reminding.wake()

    def _come_forward(self) -> None:
        """From a click on the desktop the window may lie below others, or in the task bar."""
        if self._window.isActiveWindow():
            return
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.raise_()
        self._window.activateWindow()

    def _ended(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and isinstance(error := task.exception(), Exception):
            self._failed(WRITE_KEY, error)

    def _connect(self) -> None:
        self.bell.pressed_by_person.connect(self.show_list)
        self.announcer.answered.connect(self.answer)
        self.announcer.list_wanted.connect(self.show_list)
        self.announcer.silence_changed.connect(self.card.settings.show_silence)
        self.card.waiting.answered.connect(self.answer)
        self.card.waiting.dismissed_all.connect(self._dismiss_all)
        self.card.settings.changed.connect(self._change)
        self.card.settings.test_wanted.connect(self._test)

    def _make_commands(self) -> Sequence[Command]:
        group = self.tr("Reminders")
        listed, settings = self.tr("Show the reminders that wait"), self.tr("Set how you are reminded")
        return (
            Command("reminders", listed, self.show_list, ("Ctrl+B",), Glyph.BELL, group),
            Command("reminder-settings", settings, self.show_settings, ("Ctrl+Shift+B",), Glyph.BELL, group),
        )
