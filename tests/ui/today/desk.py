"""The day in the real window, with a session on a real portal and real files; the copy is filled by hand."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from daybook import privacy
from daybook.bitrix import activities
from daybook.clock import SystemClock
from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.entities import DEAL, EntityRef, Person
from daybook.domain.workdays import WorkWeek
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.kit.commands import Commands
from daybook.ui.kit.doors import Doors
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.lifetime import delete
from daybook.ui.kit.look import Look
from daybook.ui.kit.writes import Writes
from daybook.ui.reporting import Reporting
from daybook.ui.shell import MainWindow
from daybook.ui.today.page import TodayPage
from daybook.ui.today.panes import DayPanes
from daybook.ui.today.rows import Key, key_of
from daybook.ui.today.workspace import TodayWorkspace
from daybook.work.session import PortalSession
from daybook.work.syncing.progress import SyncState
from daybook.work.today import Today
from tests.helpers.pending import make_call
from tests.helpers.sessions import open_session
from tests.sandbox.process import SandboxProcess
from tests.ui.entities.conftest import until

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
"""A Wednesday, 12:00 in Berlin."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OWNER = EntityRef(DEAL, 1)
BORIS, CHLOE = Person(2, "Boris Berg"), Person(3, "Chloe Cole")


class StillClock(SystemClock):
    """It is noon, always; waiting takes as long as it takes."""

    def now(self) -> datetime:
        """Noon."""
        return NOON


def todo(number: int, due: datetime | None = None, person: int | None = 1, **values: object) -> Activity:
    """An open to-do of deal 1."""
    made = Activity(number, ActivityKind.TODO, OWNER, f"To-do {number}", deadline=due, responsible_id=person)
    return replace(made, **values)  # type: ignore[arg-type]


class TodayDesk:
    """The window, the workspace in it, and what lies behind."""

    def __init__(self, look: Look, session: PortalSession, portal: SandboxProcess, cap: int) -> None:
        self.session, self.portal = session, portal
        self.jobs, self.writes = Jobs(), Writes()
        clock = session.clock
        formats = Formats(clock, QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom), BERLIN)
        self.commands = Commands()
        self.window = MainWindow(look, formats, self.commands)
        self.reporting = Reporting(
            jobs=self.jobs,
            writes=self.writes,
            doors=Doors(self.window),
            errors=self.window.errors,
            status=self.window.status,
            mask=privacy.mask,
        )
        self.today = Today(session.copy, session.me, clock, lambda: BERLIN)
        self.work = TodayWorkspace(
            look, formats, session, self.today,
            panes=DayPanes(TodayPage(look, formats, self.today, WorkWeek, cap)),
            jobs=self.jobs, writes=self.writes, quiet=self.window.quiet,
        )  # fmt: skip
        self.entities = EntitiesWorkspace(
            look, formats, session, jobs=self.jobs, writes=self.writes, quiet=self.window.quiet
        )
        self.list = self.work.page.list

    async def settled(self) -> None:
        """Returns when nothing is under way and what was read is shown."""
        await self.jobs.settled()
        await self.writes.settled()
        await self.today.refresh()
        await self.jobs.settled()
        QApplication.sendPostedEvents()

    async def fill(self, *found: Activity) -> None:
        """Puts activities into the copy."""
        await self.session.copy.put_activities(found)
        await self.settled()

    async def make(self, title: str, due: datetime, **params: object) -> int:
        """A to-do that the portal has too."""
        made = self.portal.call(
            "crm.activity.todo.add",
            {"ownerTypeId": DEAL, "ownerId": 1, "title": title, "deadline": due.isoformat(), **params},
        )
        found = await activities.find(self.session.portal, int(made["id"]))
        assert found is not None
        await self.fill(found)
        return found.id

    async def make_call(self, subject: str, start: datetime) -> int:
        """A call that the portal has too."""
        number = make_call(self.portal, subject, start)
        found = await activities.find(self.session.portal, number)
        assert found is not None
        await self.fill(found)
        return number

    def stored(self, number: int) -> dict[str, Any]:
        """What the portal has."""
        found: dict[str, Any] = self.portal.call("crm.activity.get", {"id": number})
        return found

    @property
    def current(self) -> Key | None:
        """What is current in the list."""
        row = self.list.current
        return key_of(row) if row is not None else None

    @property
    def shown(self) -> list[str]:
        """The rows from the top, as their first words."""
        model = self.work.page.model
        return [model.index(number, 0).data() for number in range(model.rowCount())]

    def press(self, keys: str) -> None:
        """Keys where the focus is."""
        QTest.keySequence(QApplication.focusWidget() or self.window, keys)

    @property
    def failures(self) -> list[str]:
        """What the error bar says."""
        return [failure.title for failure in self.window.errors.failures]


@asynccontextmanager
async def open_desk(
    look: Look, process: SandboxProcess, home: Path, *, state: SyncState | None = None, cap: int = 8
) -> AsyncIterator[TodayDesk]:
    """The window with an empty day in it."""
    async with open_session(process.webhook, home, StillClock()) as session:
        session.sync.state = state or SyncState(complete=True)
        await session.copy.put_people([session.me, BORIS, CHLOE])
        desk = TodayDesk(look, session, process, cap)
        try:
            desk.window.resize(1280, 820)
            desk.window.show()
            desk.window.activateWindow()
            await until(desk.window.isActiveWindow)
            desk.window.set_workspaces([desk.work, desk.entities])
            desk.window.show_workspace("today")
            await until(lambda: desk.today.content.known)
            await desk.settled()
            yield desk
            await desk.work.aclose()
            await desk.entities.aclose()
            await desk.jobs.aclose()
        finally:
            delete(desk.window)


async def seen(desk: TodayDesk, holds: Callable[[], bool]) -> None:
    """Lets the window live until `holds`, then until nothing is under way."""
    await until(holds)
    await desk.settled()
