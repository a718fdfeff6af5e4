"""The editor in a window, with a presenter that does as the test says."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.writes import Writes
from daybook.ui.todo.editor import TodoEditorPanel
from daybook.ui.todo.form import TodoForm
from daybook.work.editor_state import EditorState
from tests.ui.todo.puppet import Puppet, editing


class Stage:
    """The panel, its presenter, and who owns its tasks."""

    def __init__(self, look: Look, formats: Formats, width: int = 400) -> None:
        self.puppet = Puppet()
        self.jobs = Jobs()
        self.writes = Writes()
        self.window = QWidget()
        self.panel = TodoEditorPanel(look, formats, self.puppet, self.jobs, self.writes)
        row = QHBoxLayout(self.window)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.panel)
        self.panel.setFixedWidth(width)
        self.window.resize(760, 900)

    @property
    def form(self) -> TodoForm:
        """The fields."""
        return self.panel.form

    async def settled(self) -> None:
        """Returns when nothing is under way any more."""
        await self.jobs.settled()
        await self.writes.settled()
        QApplication.sendPostedEvents()  # new widgets appear, and layouts settle, on the next round

    async def until(self, holds: Callable[[], bool]) -> None:
        """Lets the window live until `holds`; the test's own time limit is what ends it otherwise."""
        async with asyncio.timeout(10):
            while not holds():  # noqa: ASYNC110  (only the window can tell)
                await asyncio.sleep(0.005)

    async def show(self, state: EditorState) -> None:
        """Shows a state and waits until what the panel asks for is there."""
        self.puppet.show(state)
        await self.settled()


@pytest.fixture
async def stage(look: Look, formats: Formats, qtbot: QtBot) -> AsyncIterator[Stage]:
    """A to-do is open."""
    made = Stage(look, formats)
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    await made.until(made.window.isActiveWindow)
    await made.show(editing())
    yield made
    await made.jobs.aclose()
