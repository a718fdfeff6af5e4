"""The page of a change in a window of its own, joined to a session on a real portal as the program joins it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from daybook.bitrix import activities
from daybook.clock import SystemClock
from daybook.ui.changing.part_line import PartEditor
from daybook.ui.changing.workspace import ChangingWorkspace
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.lifetime import delete
from daybook.ui.kit.look import Look
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.work.changing.changing import Changing
from daybook.work.changing.parts import Part
from daybook.work.running.line import Standing
from daybook.work.session import PortalSession
from tests.helpers.sessions import open_session
from tests.sandbox.process import SandboxProcess
from tests.ui.entities.conftest import until

BERLIN = ZoneInfo("Europe/Berlin")


class ChangeDesk:
    """A window with the page and the quiet line."""

    def __init__(self, look: Look, session: PortalSession) -> None:
        self.session = session
        self.jobs, self.writes = Jobs(), Writes()
        self.failures: list[BaseException] = []
        for owner in (self.jobs, self.writes):
            owner.failed.connect(lambda _key, error: self.failures.append(error))
        formats = Formats(SystemClock(), QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom), BERLIN)
        self.quiet = QuietLine(look, formats)
        self.work = ChangingWorkspace(
            look,
            formats,
            session,
            lambda: BERLIN,
            recent=lambda: [line.head for line in session.runs.lines],
            jobs=self.jobs,
            writes=self.writes,
            quiet=self.quiet,
        )
        self.started: list[str] = []
        self.work.started.connect(self.started.append)
        self.window = QWidget()
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.work.widget, 1)
        column.addWidget(self.quiet)
        self.window.resize(1100, 760)

    @property
    def changing(self) -> Changing:
        return self.work.changing

    def editor(self, part: Part) -> PartEditor:
        """What stands in a line."""
        return self.work.form.lines[part].editor

    @property
    def rows(self) -> list[str]:
        """What the preview shows, from the top."""
        model = self.work.looking.preview.list.rows
        return [str(model.index(number, 0).data()) for number in range(model.rowCount())]

    async def read(self, ids: Sequence[int]) -> None:
        """Takes activities into the copy, as the sync does."""
        found = await activities.by_ids(self.session.portal, ids)
        await self.session.copy.put_activities(list(found.values()))

    async def settled(self) -> None:
        """Returns when nothing is under way and all of it is shown."""
        while self.jobs.busy or self.writes.pending:
            await self.jobs.settled()
            await self.writes.settled()
        QApplication.sendPostedEvents()

    async def look(self) -> None:
        """Looks, as the button does."""
        assert self.work.form.look.isEnabled()
        self.work.form.look.click()
        await self.settled()

    async def press(self, button: QPushButton) -> None:
        """Presses a button that can be seen."""
        assert button.isVisible()
        assert button.isEnabled()
        button.click()
        await self.settled()

    async def run_ended(self) -> None:
        """Returns when the run that was begun last has ended."""
        runs = self.session.runs
        await until(lambda: (line := runs.line(self.started[-1])) is not None and line.standing is Standing.ENDED)

    @staticmethod
    def type(field: QLineEdit, text: str) -> None:
        """Types over what is there."""
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)


@asynccontextmanager
async def open_change_desk(look: Look, portal: SandboxProcess, home: Path) -> AsyncIterator[ChangeDesk]:
    """The window, shown."""
    async with open_session(portal.webhook, home, SystemClock()) as session:
        desk = ChangeDesk(look, session)
        try:
            desk.window.show()
            desk.window.activateWindow()
            await until(desk.window.isActiveWindow)
            yield desk
            await desk.settled()
            await desk.work.aclose()
            await desk.jobs.aclose()
        finally:
            delete(desk.window)
    assert desk.failures == []
