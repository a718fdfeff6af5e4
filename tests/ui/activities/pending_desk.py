"""The panel of pending edits in a window, joined to a session on a real portal as the workspace joins it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QTableView, QWidget

from daybook.clock import SystemClock
from daybook.domain.listing import ActivityLine
from daybook.ui.activities.pending_panel import PendingPanel
from daybook.ui.activities.pending_side import PendingSide
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.lifetime import delete
from daybook.ui.kit.look import Look
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.work.pending.edits import PendingEdits
from tests.helpers.pending import Bench, open_bench
from tests.sandbox.process import SandboxProcess
from tests.ui.entities.conftest import until


class PendingDesk:
    """A window with a table and the panel beside it."""

    def __init__(self, look: Look, bench: Bench) -> None:
        self.bench = bench
        self.jobs, self.writes = Jobs(), Writes()
        self.failures: list[BaseException] = []
        for owner in (self.jobs, self.writes):
            owner.failed.connect(lambda _key, error: self.failures.append(error))
        formats = Formats(SystemClock(), QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.quiet = QuietLine(look, formats)
        self.side = PendingSide(look, formats, bench.session, jobs=self.jobs, writes=self.writes, quiet=self.quiet)
        self.window = QWidget()
        self.view = QTableView()
        self.view.setAccessibleName("Activities")
        row = QHBoxLayout(self.window)
        for widget in (self.view, self.side.panel, self.quiet):
            row.addWidget(widget)
        self.window.resize(1100, 760)

    @property
    def panel(self) -> PendingPanel:
        return self.side.panel

    @property
    def pending(self) -> PendingEdits:
        return self.bench.pending

    @property
    def lines(self) -> list[str]:
        """What the list shows."""
        return self.panel.list.lines

    async def line(self, activity_id: int) -> ActivityLine:
        """An activity as the table has it."""
        [found] = await self.bench.session.copy.lines([activity_id])
        return found

    async def settled(self) -> None:
        """Returns when nothing is under way and all of it is shown."""
        while self.jobs.busy or self.writes.pending:
            await self.jobs.settled()
            await self.writes.settled()
        self.panel.refresh()
        QApplication.sendPostedEvents()

    async def press(self, button: QPushButton) -> None:
        """Presses a button that can be seen, and waits for what comes of it."""
        assert button.isVisible()
        assert button.isEnabled()
        button.click()
        await self.settled()

    async def key(self, keys: str) -> None:
        """Presses keys in the list."""
        QTest.keySequence(self.panel.list, keys)
        await self.settled()


@asynccontextmanager
async def open_pending_desk(look: Look, portal: SandboxProcess, home: Path) -> AsyncIterator[PendingDesk]:
    """The window, shown."""
    async with open_bench(portal.webhook, home, SystemClock()) as bench:
        desk = PendingDesk(look, bench)
        try:
            desk.window.show()
            desk.window.activateWindow()
            await until(desk.window.isActiveWindow)
            yield desk
            await desk.settled()
            desk.side.detach()
            await desk.jobs.aclose()
        finally:
            delete(desk.window)
    assert desk.failures == []
