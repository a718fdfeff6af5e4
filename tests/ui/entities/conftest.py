"""The list of items in a window, on a real portal."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook.bitrix import enums, system
from daybook.bitrix.address import read_webhook
from daybook.bitrix.portal import Portal
from daybook.clock import SystemClock
from daybook.store.copy.copy import PortalCopy
from daybook.store.limits import LimitLevels
from daybook.store.memory import open_memory
from daybook.ui.entities.list_panel import EntityListPanel
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.work.browser import EntityBrowser
from daybook.work.people import People
from daybook.work.portals import Portals
from tests.sandbox.process import SandboxProcess

JOB = "entities"


async def until(holds: Callable[[], bool]) -> None:
    """Lets the window live until `holds`; fails after ten seconds."""
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110  (only the window can tell)
            await asyncio.sleep(0.005)


@pytest.fixture(autouse=True)
def _windows_come_and_go(qapp: QApplication) -> Iterator[None]:
    """As in the program: the last window that closes does not end the loop while files are being closed."""
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


class Shelf:
    """The panel and its presenter, joined as the workspace joins them."""

    def __init__(self, look: Look, formats: Formats, browser: EntityBrowser) -> None:
        self.browser = browser
        self.jobs = Jobs()
        self.failures: list[BaseException] = []
        self.panel = EntityListPanel(look, formats)
        self.jobs.failed.connect(lambda _key, error: self.failures.append(error))
        browser.changed.add(lambda: self.panel.show_content(browser.content))
        self.panel.wanted.connect(lambda wish: self.jobs.start(browser.show(*wish), key=JOB))
        self.panel.again_wanted.connect(self.refresh)
        self.panel.end_reached.connect(lambda: self.jobs.start(browser.show_more(), key=JOB))
        self.panel.resize(self.panel.sizeHint())

    def refresh(self) -> None:
        """Reads the list again."""
        self.jobs.start(self.browser.refresh(), key=JOB)

    async def settled(self) -> None:
        """Returns when everything asked for is shown."""
        await self.jobs.settled()
        QApplication.sendPostedEvents()

    @property
    def titles(self) -> list[str]:
        """What the list shows, from the top."""
        model = self.panel.model
        return [model.index(number).data() for number in range(model.rowCount())]


async def open_portal(process: SandboxProcess, tmp_path: Path) -> Portal:
    """A portal of the process's administrator."""
    database = open_memory(tmp_path / "limits.sqlite")
    portal = await Portals(SystemClock(), LimitLevels(database)).open(read_webhook(process.webhook))
    await database.aclose()
    return portal


async def make_shelf(look: Look, formats: Formats, qtbot: QtBot, portal: Portal, copy: PortalCopy) -> Shelf:
    """A panel that shows this portal's deals."""
    me = (await system.profile(portal)).person
    shelf = Shelf(look, formats, EntityBrowser(portal, People(portal, me, copy), copy, SystemClock()))
    qtbot.addWidget(shelf.panel)
    shelf.panel.offer_types(await enums.smart_processes(portal))
    shelf.panel.show()
    shelf.panel.activateWindow()
    await until(shelf.panel.isActiveWindow)
    shelf.refresh()
    await shelf.settled()
    return shelf


@pytest.fixture
async def shelf(
    look: Look, formats: Formats, qtbot: QtBot, tmp_path: Path, demo_portal: SandboxProcess
) -> AsyncIterator[Shelf]:
    """The sample portal's deals."""
    portal = await open_portal(demo_portal, tmp_path)
    copy = await PortalCopy.open(tmp_path / "copy.sqlite", portal=portal.address)
    made = await make_shelf(look, formats, qtbot, portal, copy)
    yield made
    await made.jobs.aclose()
    await copy.aclose()
    await portal.aclose()
