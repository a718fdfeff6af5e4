"""The workspace of extensions in a window, on a real portal, by webhook or by an application's token."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook import privacy
from daybook.bitrix import system
from daybook.bitrix.address import Access, read_webhook
from daybook.bitrix.limits import LeakyBucket
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import RequestGate
from daybook.bitrix.transport import open_transport
from daybook.clock import SystemClock
from daybook.domain.deadline import DeadlineReader
from daybook.store.copy.copy import PortalCopy
from daybook.store.definitions import Definitions
from daybook.store.memory import open_memory
from daybook.ui.extensions.context import Context
from daybook.ui.extensions.workspace import ExtensionsWorkspace
from daybook.ui.kit.commands import Commands
from daybook.ui.kit.decision import Decision
from daybook.ui.kit.doors import Doors
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.lifetime import delete
from daybook.ui.kit.look import Look
from daybook.ui.kit.writes import Writes
from daybook.ui.reporting import Reporting
from daybook.ui.shell import MainWindow
from daybook.work.extensions import Extensions
from daybook.work.people import People
from tests.bitrix.conftest import token_of
from tests.sandbox.process import FAST, SandboxProcess


@pytest.fixture(autouse=True)
def _windows_come_and_go(qapp: QApplication) -> Iterator[None]:
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


class Stage:
    """The window with the workspace in it."""

    def __init__(self, window: MainWindow, work: ExtensionsWorkspace, context: Context) -> None:
        self.window, self.work, self.context = window, work, context

    async def settled(self) -> None:
        """Returns when nothing is under way."""
        while self.context.jobs.busy or self.context.writes.pending:
            await self.context.jobs.settled()
            await self.context.writes.settled()
        QApplication.sendPostedEvents()

    async def until(self, holds: Callable[[], object]) -> None:
        """Lets the window live until `holds`; fails after ten seconds."""
        async with asyncio.timeout(10):
            while not holds():  # noqa: ASYNC110  (only the window can tell)
                await asyncio.sleep(0.005)

    @property
    def said(self) -> str:
        """What the quiet line says."""
        return self.window.quiet.text

    @property
    def failures(self) -> list[str]:
        """What the error bar says."""
        return [failure.title for failure in self.window.errors.failures]

    async def agree(self) -> None:
        """Presses the dangerous button of the question that stands open."""
        (question,) = [each for each in self.window.findChildren(Decision) if each.isVisible()]
        question.yes.click()
        await self.settled()


@asynccontextmanager
async def open_stage(look: Look, access: Access, home: Path) -> AsyncIterator[Stage]:
    """The window, with the first page read."""
    clock = SystemClock()
    portal = Portal(access, await open_transport(access.portal), RequestGate(LeakyBucket(100_000, 10**6), clock), clock)
    database = open_memory(home / "memory.sqlite")
    copy = await PortalCopy.open(home / "copy.sqlite", portal=portal.address)
    jobs, writes = Jobs(), Writes()
    formats = Formats(clock, QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    window = MainWindow(look, formats, Commands())
    reporting = Reporting(
        jobs=jobs, writes=writes, doors=Doors(window), errors=window.errors, status=window.status, mask=privacy.mask
    )
    assert reporting.parent() is window.errors
    context = Context(
        look=look,
        formats=formats,
        extensions=Extensions(portal, Definitions(database)),
        people=People(portal, (await system.profile(portal)).person, copy),
        reader=DeadlineReader(lambda: ZoneInfo("Europe/Berlin"), day_first=True),
        clock=clock,
        jobs=jobs,
        writes=writes,
        quiet=window.quiet,
    )
    stage = Stage(window, ExtensionsWorkspace(context), context)
    try:
        window.resize(1280, 820)
        window.set_workspaces([stage.work])
        window.show()
        window.show_workspace(stage.work.id)
        await stage.settled()
        yield stage
    finally:
        await stage.work.aclose()
        await jobs.aclose()
        await database.aclose()
        await copy.aclose()
        await portal.aclose()
        delete(window)


@pytest.fixture(scope="module")
def portal() -> Iterator[SandboxProcess]:
    """An empty portal that the tests of one file share."""
    with SandboxProcess.start("--data", "empty", *FAST) as process:
        yield process


@pytest.fixture
async def stage(qtbot: QtBot, look: Look, portal: SandboxProcess, tmp_path: Path) -> AsyncIterator[Stage]:
    """By the application's token: everything can be changed."""
    async with open_stage(look, token_of(portal), tmp_path) as made:
        yield made


@pytest.fixture
async def outside(qtbot: QtBot, look: Look, portal: SandboxProcess, tmp_path: Path) -> AsyncIterator[Stage]:
    """By a webhook: most of it is greyed."""
    async with open_stage(look, read_webhook(portal.webhook), tmp_path) as made:
        yield made
