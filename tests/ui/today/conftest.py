"""A day on a portal that may be written to."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from daybook.ui.kit.look import Look
from tests.sandbox.process import SandboxProcess
from tests.ui.today.desk import TodayDesk, open_desk


@pytest.fixture(autouse=True)
def _windows_come_and_go(qapp: QApplication) -> Iterator[None]:
    """As in the program: the last window that closes does not end the loop while files are being closed."""
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


@pytest.fixture
async def desk(
    look: Look, qapp: QApplication, tmp_path: Path, empty_portal: SandboxProcess
) -> AsyncIterator[TodayDesk]:
    async with open_desk(look, empty_portal, tmp_path) as opened:
        yield opened
