"""A window with the card of working days in it, on a real file and the real list of holidays."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from daybook.domain.calendar import WorkCalendar
from daybook.domain.deadline import DeadlineReader
from daybook.store.holidays import Holidays
from daybook.store.memory import open_memory
from daybook.store.settings import Settings
from daybook.ui.calendar.card import WorkdaysCard
from daybook.ui.calendar.settings import WorkdaySettings
from daybook.ui.kit.commands import Commands
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.lifetime import delete
from daybook.ui.kit.look import Look
from daybook.ui.kit.typed_deadline import day_first, deadline_words
from daybook.ui.kit.week import usual_calendar
from daybook.ui.kit.writes import Writes
from daybook.ui.shell import MainWindow
from daybook.work.workdays import Workdays
from tests.helpers.clock import FakeClock

NOW = datetime(2026, 11, 24, 11, tzinfo=UTC)
"""A Tuesday."""


class Room:
    """The window and what lies behind it."""

    def __init__(self, look: Look, settings: Settings, locale: QLocale) -> None:
        self.settings = settings
        self.clock = FakeClock(NOW)
        self.jobs, self.writes, self.commands = Jobs(), Writes(), Commands()
        self.failures: list[BaseException] = []
        self.jobs.failed.connect(lambda _key, error: self.failures.append(error))
        self.writes.failed.connect(lambda _key, error: self.failures.append(error))
        formats = Formats(self.clock, locale, UTC)
        self.window = MainWindow(look, formats, self.commands)
        self.workdays = Workdays(
            settings, Holidays(), self.clock, lambda: UTC, usual=usual_calendar(locale), language=locale.name()
        )
        reader = DeadlineReader(lambda: UTC, day_first(locale), self.workdays.week, deadline_words(locale))
        self.reader = reader
        self.shown = WorkdaySettings(
            self.window, look, formats,
            workdays=self.workdays, reader=reader, clock=self.clock, jobs=self.jobs, writes=self.writes,
        )  # fmt: skip
        self.commands.add([self.shown.command])
        self.told: list[None] = []
        self.workdays.changed.add(lambda: self.told.append(None))

    @property
    def card(self) -> WorkdaysCard:
        """What a person sees."""
        return self.shown.card

    @property
    def calendar(self) -> WorkCalendar:
        """What is set."""
        return self.workdays.calendar

    @property
    def listed(self) -> list[str]:
        """The rows of the list, as text."""
        cells = self.card.list
        texts = [[cells.item(row, column) for column in (0, 1)] for row in range(cells.rowCount())]
        return [" · ".join(item.text() for item in row if item is not None) for row in texts]

    async def settled(self) -> None:
        """Returns when nothing is under way."""
        while self.jobs.busy or self.writes.pending:
            await self.writes.settled()
            await self.jobs.settled()
        QApplication.sendPostedEvents()

    async def open(self) -> None:
        """Opens the card by its key's command, and waits for what it shows."""
        assert self.commands.run("workdays")
        await self.settled()


@asynccontextmanager
async def open_room(look: Look, folder: Path, locale: str = "en_GB") -> AsyncIterator[Room]:
    """The window, shown; gone afterwards. What failed must have been looked at and cleared."""
    database = open_memory(folder / "memory.sqlite")
    try:
        settings = Settings(database)
        await settings.load()
        room = Room(look, settings, QLocale(locale))
        try:
            room.window.resize(1180, 760)
            room.window.show()
            room.window.activateWindow()
            room.shown.start()
            await room.settled()
            room.told.clear()
            yield room
            await room.jobs.aclose()
        finally:
            delete(room.window)
        assert not room.failures, room.failures
    finally:
        await database.aclose()
