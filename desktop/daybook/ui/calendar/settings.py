"""The working days in the window: opens the card, keeps what is set on it, and shows what follows."""

from typing import Final

from PySide6.QtCore import QObject

from daybook.domain.calendar import WorkCalendar
from daybook.domain.clock import Clock
from daybook.domain.deadline import DeadlineReader
from daybook.ui.calendar.card import WorkdaysCard
from daybook.ui.kit.commands import Command
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.writes import Writes
from daybook.ui.shell import MainWindow
from daybook.work.workdays import Workdays

LOAD_JOB: Final = "working days"
SHOW_JOB: Final = "holidays"
WRITE_KEY: Final = "working days"


class WorkdaySettings(QObject):
    """Lives as long as the window; asks for the holidays as soon as it begins."""

    def __init__(
        self,
        window: MainWindow,
        look: Look,
        formats: Formats,
        *,
        workdays: Workdays,
        reader: DeadlineReader,
        clock: Clock,
        jobs: Jobs,
        writes: Writes,
    ) -> None:
        super().__init__(window)
        self._workdays = workdays
        self._jobs = jobs
        self._writes = writes
        self._offered = False
        self._keeping = 0
        self.card = WorkdaysCard(look, formats, reader, clock.now, usual=workdays.usual, parent=window)
        self.card.changed.connect(self._keep)
        self.command = Command(
            "workdays", self.tr("Set your working days and holidays"), self.open, ("Ctrl+Shift+W",), Glyph.CALENDAR
        )

    def start(self) -> None:
        """Learns which days count."""
        self._jobs.start(self._workdays.load(), key=LOAD_JOB, again=self.start)

    def open(self) -> None:
        """Shows the card, and what is known of it by now."""
        self.card.show_calendar(self._workdays.calendar, self._workdays.week())
        self.card.open()
        self._show()

    def _show(self) -> None:
        self._jobs.start(self._fill(), key=SHOW_JOB, again=self._show)

    async def _fill(self) -> None:
        """Raises UnknownCountry or UnknownRegion; then the list of countries is there to choose another one."""
        if not self._offered:
            self.card.offer_countries(await self._workdays.countries(), self._workdays.usual)
            self._offered = True
        self._show_set()
        regions, special = await self._workdays.regions(), await self._workdays.special_days()
        self.card.offer_regions(regions)
        self.card.show_special(special)
        self._show_set()

    def _show_set(self) -> None:
        if not self._keeping:  # else the card knows better what will be set
            self.card.show_calendar(self._workdays.calendar, self._workdays.week())

    def _keep(self, calendar: WorkCalendar) -> None:
        if self._writes.start(self._put(calendar), key=WRITE_KEY):
            self._keeping += 1

    async def _put(self, calendar: WorkCalendar) -> None:
        try:
            await self._workdays.put(calendar)
        finally:
            self._keeping -= 1
            self._show()
