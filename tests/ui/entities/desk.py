"""The whole workspace in the real window, with a session on a real portal and real files."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from daybook import privacy
from daybook.bitrix.address import Access
from daybook.clock import SystemClock
from daybook.domain.activity import Activity
from daybook.domain.entities import DEAL, EntityRef
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
from daybook.ui.todo.subject import write_key
from daybook.work.session import PortalSession
from daybook.work.timeline import Card
from daybook.work.undoing import OFFER_S
from tests.helpers.sessions import open_session
from tests.sandbox.process import SandboxProcess
from tests.ui.entities.conftest import until

CONTOSO = EntityRef(DEAL, 4)
"""The sample deal that owes most."""


class HeldClock(SystemClock):
    """The real time, but the ten seconds in which a deletion can be called off last until the test ends them."""

    def __init__(self) -> None:
        super().__init__()
        self._over = asyncio.Event()
        self.sleepers = 0
        """How many deletions wait."""

    async def sleep(self, seconds: float) -> None:
        """Waits for `wake`, if these are the ten seconds."""
        if seconds != OFFER_S:
            await super().sleep(seconds)
            return
        self.sleepers += 1
        try:
            await self._over.wait()
        finally:
            self.sleepers -= 1

    def wake(self) -> None:
        """The ten seconds are over."""
        self._over.set()
        self._over = asyncio.Event()


class Desk:
    """The window, the workspace in it, and what lies behind."""

    def __init__(self, look: Look, session: PortalSession, jobs: Jobs, writes: Writes, clock: HeldClock) -> None:
        self.session, self.jobs, self.writes, self.clock = session, jobs, writes, clock
        formats = Formats(clock, QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.commands = Commands()
        self.window = MainWindow(look, formats, self.commands)
        reporting = Reporting(
            jobs=jobs,
            writes=writes,
            doors=Doors(self.window),
            errors=self.window.errors,
            status=self.window.status,
            mask=privacy.mask,
        )
        assert reporting.parent() is self.window.errors
        self.work = EntitiesWorkspace(look, formats, session, jobs=jobs, writes=writes, quiet=self.window.quiet)

    async def settled(self) -> None:
        """Returns when nothing is under way."""
        while self.jobs.busy or self.writes.pending:
            await self.jobs.settled()
            await self.writes.settled()
        QApplication.sendPostedEvents()

    async def open(self, ref: EntityRef = CONTOSO) -> None:
        """Chooses an item of the list and waits for its timeline."""
        assert self.work.list.choose(ref)
        await self.settled()

    async def edit(self, card: Card) -> None:
        """Chooses a card and waits for the editor."""
        self.work.timeline.select(card.activity.id)
        await until(lambda: self.session.editing.state.base is not None)
        await until(lambda: self.open_id == card.activity.id)
        await self.settled()

    @property
    def open_id(self) -> int | None:
        """The activity in the editor."""
        base = self.session.editing.state.base
        return base.id if base is not None else None

    @property
    def todos(self) -> list[Card]:
        """The open to-dos of the timeline, from the top."""
        return [card for card in self.work.timeline.content.open if card.activity.is_todo]

    @property
    def failures(self) -> list[str]:
        """What the error bar says."""
        return [failure.title for failure in self.window.errors.failures]

    def press(self, keys: str) -> None:
        """Keys where the focus is."""
        QTest.keySequence(QApplication.focusWidget() or self.window, keys)

    async def close(self) -> None:
        """The connection closes, as when another one is chosen."""
        await self.work.aclose()
        await self.session.aclose()
        await self.jobs.aclose()


@asynccontextmanager
async def open_desk(
    look: Look, process: SandboxProcess, home: Path, access: Access | None = None
) -> AsyncIterator[Desk]:
    """The window with the deals of a portal in it; by its webhook unless another `access` is given."""
    clock = HeldClock()
    jobs, writes = Jobs(), Writes()

    def send_deletion(activity: Activity) -> None:
        writes.start(session.delete(activity), key=write_key(activity.id))

    async with open_session(access or process.webhook, home, clock, send_deletion) as session:
        desk = Desk(look, session, jobs, writes, clock)
        try:
            desk.window.resize(1440, 900)
            desk.window.show()
            desk.window.activateWindow()
            await until(desk.window.isActiveWindow)
            desk.window.set_workspaces([desk.work])
            desk.window.show_workspace(desk.work.id)
            await desk.settled()
            yield desk
            await desk.close()
        finally:
            delete(desk.window)
