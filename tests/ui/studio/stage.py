"""The studio in a real window; with a portal where a test has one."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from daybook import privacy
from daybook.clock import SystemClock
from daybook.opening import Kind, OpenedFile
from daybook.store.layout_drafts import LayoutDrafts
from daybook.store.memory import open_memory
from daybook.ui.kit.commands import Commands
from daybook.ui.kit.doors import Doors
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.lifetime import delete
from daybook.ui.kit.look import Look
from daybook.ui.kit.writes import Writes
from daybook.ui.layouts.card_drawing import draw
from daybook.ui.reporting import Reporting
from daybook.ui.shell import MainWindow
from daybook.ui.studio.workspace import StudioWorkspace
from daybook.work.studio.studio import Studio


class Stage:
    """The window with the studio in it."""

    def __init__(self, window: MainWindow, work: StudioWorkspace, jobs: Jobs, writes: Writes) -> None:
        self.window, self.work, self.jobs, self.writes = window, work, jobs, writes

    async def settled(self) -> None:
        """Returns when nothing is under way."""
        QApplication.sendPostedEvents()
        while self.jobs.busy or self.writes.pending:
            await self.jobs.settled()
            await self.writes.settled()
        QApplication.sendPostedEvents()

    async def until(self, holds: Callable[[], object]) -> None:
        """Lets the window live until `holds`; fails after ten seconds."""
        async with asyncio.timeout(10):
            while not holds():  # noqa: ASYNC110  (only the window can tell)
                await asyncio.sleep(0.005)

    async def write(self, text: str) -> None:
        """Puts a text in the place of what is there, as typing would, and waits until it is judged and drawn."""
        self.work.editor.selectAll()
        self.work.editor.insertPlainText(text)
        await self.settled()

    def choose(self, *steps: str) -> None:
        """Chooses a part in the structure, which comes into sight with its form."""
        self.work.show_tab("parts")
        self.work.choose_part(steps)

    @property
    def text(self) -> str:
        """The JSON."""
        return self.work.editor.text

    @property
    def rows(self) -> int:
        """Parts right below the top of the tree."""
        top = self.work.structure.tree.topLevelItem(0)
        return top.childCount() if top is not None else 0

    @property
    def said(self) -> str:
        """What the quiet line says."""
        return self.window.quiet.text


@asynccontextmanager
async def open_stage(
    look: Look, home: Path, *, size: tuple[int, int] = (1180, 760), first_file: Path | None = None
) -> AsyncIterator[Stage]:
    """The window, with nothing written yet but what lies in `home`; `first_file` is handed to it before all else."""
    clock = SystemClock()
    database = open_memory(home / "memory.sqlite")
    jobs, writes = Jobs(), Writes()
    formats = Formats(clock, QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    window = MainWindow(look, formats, Commands())
    reporting = Reporting(
        jobs=jobs, writes=writes, doors=Doors(window), errors=window.errors, status=window.status, mask=privacy.mask
    )
    assert reporting.parent() is window.errors
    studio = Studio(LayoutDrafts(database), clock)
    work = StudioWorkspace(look, formats, studio, draw, language="en", jobs=jobs, writes=writes, quiet=window.quiet)
    stage = Stage(window, work, jobs, writes)
    try:
        window.resize(*size)
        if first_file is not None:
            window.open_file(OpenedFile(first_file, Kind.LAYOUT))
        window.set_workspaces([work])
        window.show()
        window.show_workspace(work.id)
        await stage.settled()
        yield stage
    finally:
        await work.aclose()
        await writes.drain(5)
        await jobs.aclose()
        await database.aclose()
        delete(window)
