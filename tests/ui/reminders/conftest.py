"""A window with a bell, and a desktop on paper."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from daybook.store.database import Database
from daybook.store.memory import open_memory
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from tests.ui.reminders.shelf import HeldClock, PaperNotifier, Room, open_room


@pytest.fixture(autouse=True)
def _windows_come_and_go(qapp: QApplication) -> Iterator[None]:
    """As in the program: the last window that closes does not end the loop while files are being closed."""
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def paper() -> PaperNotifier:
    return PaperNotifier()


@pytest.fixture
def formats(qapp: QApplication, clock: HeldClock) -> Formats:
    """British English in at the time of `clock`."""
    return Formats(clock, QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom), UTC)


@pytest_asyncio.fixture
async def memory(tmp_path: Path) -> AsyncIterator[Database]:
    database = open_memory(tmp_path / "memory.sqlite")
    yield database
    await database.aclose()


@pytest_asyncio.fixture
async def room(
    look: Look, formats: Formats, memory: Database, clock: HeldClock, paper: PaperNotifier
) -> AsyncIterator[Room]:
    """The window, with nothing to remind of yet."""
    async with open_room(look, formats, memory, clock, paper) as opened:
        yield opened
