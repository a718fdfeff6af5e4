"""The card of working days in a window of its own."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtWidgets import QApplication

from daybook.ui.kit.look import Look
from tests.ui.calendar.room import Room, open_room


@pytest.fixture(autouse=True)
def _windows_come_and_go(qapp: QApplication) -> Iterator[None]:
    """As in the program: the last window that closes does not end the loop while files are being closed."""
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


@pytest_asyncio.fixture
async def room(look: Look, tmp_path: Path) -> AsyncIterator[Room]:
    """A window in Britain, where nothing was set yet."""
    async with open_room(look, tmp_path) as opened:
        yield opened
