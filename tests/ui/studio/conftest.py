"""A window with the studio."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook.ui.kit.look import Look
from tests.ui.studio.stage import Stage, open_stage


@pytest.fixture(autouse=True)
def _windows_come_and_go(qapp: QApplication) -> Iterator[None]:
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


@pytest_asyncio.fixture
async def stage(qtbot: QtBot, look: Look, tmp_path: Path) -> AsyncIterator[Stage]:
    """Nothing is written yet."""
    async with open_stage(look, tmp_path) as made:
        yield made
