"""The first rows: the day of the connection that was open last, before anything else is loaded.

    memory file → connection → copy → sheet → page on the window ─┐
                                                                  └→ `program.py` and `workspaces.build` take it over

It reads what this machine holds and asks nobody. What can't be read is no failure here: `program.py` opens the same
files again and says what is wrong with them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from daybook.domain.agenda import Part
from daybook.domain.clock import Clock
from daybook.domain.entities import Person
from daybook.domain.workdays import WorkWeek
from daybook.store.connections import Connection, ConnectionBook
from daybook.store.copy.copy import PortalCopy, path_for
from daybook.store.database import Database, StoreUnusable
from daybook.store.folders import Folders
from daybook.store.memory import open_memory
from daybook.store.settings import CALENDAR, DAY_CAP, DAY_FOLDED, THEME, WINDOW_GEOMETRY, Settings
from daybook.ui.coming import coming
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.week import first_weekday, usual_calendar
from daybook.ui.shell import MainWindow
from daybook.ui.today.page import TodayPage
from daybook.ui.today.panes import DayPanes
from daybook.work.today import Today

LINES_JOB = "first lines"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What `Morning` shows, for whoever goes on with it: the copy is open, the page is on the window."""

    copy: PortalCopy
    today: Today
    panes: DayPanes

    @property
    def page(self) -> TodayPage:
        """The sheet itself."""
        return self.panes.page


class Morning(QObject):
    """Opened by `begin`; what nobody has taken over by then ends with `aclose`, but for the memory file."""

    def __init__(self, window: MainWindow, database: Database, settings: Settings) -> None:
        super().__init__(window)
        self.database = database
        """For whoever comes next; the first thing that is opened, and nobody else's to close."""
        self.settings = settings
        self._window = window
        self._jobs = Jobs(self)
        self._sheet: Sheet | None = None
        self._ends: list[Callable[[], None]] = []
        self._week: Callable[[], WorkWeek] = WorkWeek

    @classmethod
    async def begin(
        cls, window: MainWindow, look: Look, formats: Formats, clock: Clock, folders: Folders
    ) -> "Morning | None":
        """Returns when the rows of the day are shown, or it is known that there are none to show.

        None when this machine remembers nothing yet, or its file can't be read.
        """
        if not folders.memory.exists():
            return None
        database = open_memory(folders.memory)
        settings = Settings(database)
        try:
            await settings.load()
            dress(look, window, settings)
            morning = cls(window, database, settings)
            await morning._show(look, formats, clock, folders)
        except StoreUnusable:
            await database.aclose()
            return None
        return morning

    def sheet_of(self, path: Path) -> Sheet | None:
        """What is shown of the copy at `path`; None when that is another one's, or was handed over."""
        sheet = self._sheet
        return sheet if sheet is not None and sheet.copy.path == path else None

    def hand_over(self, sheet: Sheet, week: Callable[[], WorkWeek]) -> None:
        """Somebody else goes on with a sheet and closes its copy. `week` knows the working days from now on."""
        if sheet is self._sheet:
            self._week = week
            self._let_go()

    async def aclose(self) -> None:
        """Takes off the window what nobody has taken over."""
        sheet = self._sheet
        self._let_go()
        await self._jobs.aclose()
        if sheet is not None:
            self._window.end_promise()
            sheet.panes.deleteLater()
            await sheet.copy.aclose()

    async def _show(self, look: Look, formats: Formats, clock: Clock, folders: Folders) -> None:
        connection = await self._last()
        if connection is None:
            return
        path = path_for(folders.copies, connection.portal, connection.user_id)
        if not path.exists():
            return
        copy = await PortalCopy.open(path, portal=connection.portal, memory=folders.memory)
        if copy.was_damaged is not None:  # there is nothing to show, and somebody has to say so
            await copy.aclose()
            return
        me = Person(connection.user_id, connection.user_name)
        today = day_of(copy, me, clock, formats, self.settings)
        try:
            await today.read_first()
        except BaseException:
            await copy.aclose()
            raise
        usual = usual_calendar(formats.locale)
        self._week = self.settings[CALENDAR].filled(usual).plain_week
        page = TodayPage(look, formats, today, self._working_days, self.settings[DAY_CAP])
        self._sheet = Sheet(copy, today, DayPanes(page))
        self._follow(today, page)
        self._window.promise(coming(), self._sheet.panes)
        await self._jobs.settled()

    async def _last(self) -> Connection | None:
        """The connection that was open last; None while there is none."""
        book = ConnectionBook(self.database)
        known = {each.id: each for each in await book.all()}
        return known.get(await book.current_id() or "")

    def _working_days(self) -> WorkWeek:
        return self._week()

    def _follow(self, today: Today, page: TodayPage) -> None:
        self._ends = [today.changed.add(page.show_content), today.lines_changed.add(page.show_lines)]
        page.list.sight_changed.connect(self._read_lines)

    def _read_lines(self, ids: Sequence[int]) -> None:
        if self._sheet is not None:
            self._jobs.start(self._sheet.today.read_lines(ids), key=LINES_JOB)

    def _let_go(self) -> None:
        sheet, self._sheet = self._sheet, None
        for end in self._ends:
            end()
        self._ends = []
        self._jobs.cancel(LINES_JOB)
        if sheet is not None:
            sheet.page.list.sight_changed.disconnect(self._read_lines)


def dress(look: Look, window: MainWindow, settings: Settings) -> None:
    """The theme that the person chose, and the window where it was."""
    look.theming.choose(settings[THEME])
    window.restore_geometry(settings[WINDOW_GEOMETRY])


def day_of(copy: PortalCopy, me: Person, clock: Clock, formats: Formats, settings: Settings) -> Today:
    """The sheet of a copy, as the person left it."""
    folded = (part for part in Part if part in settings[DAY_FOLDED])
    return Today(copy, me, clock, formats.zone.now, first_weekday=first_weekday(formats.locale), folded=folded)
