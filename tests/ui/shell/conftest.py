"""A window with two small workspaces."""

from collections.abc import Sequence

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from daybook.ui.kit.commands import Command, Commands
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.shell import MainWindow


class Place:
    """The least a workspace can be: one field, one command."""

    def __init__(self, place_id: str, title: str, glyph: Glyph, keys: str) -> None:
        self.id, self.title, self.glyph = place_id, title, glyph
        self.widget = QLineEdit()
        self.widget.setAccessibleName(title)
        self.done: list[str] = []
        self._keys = keys

    @property
    def commands(self) -> Sequence[Command]:
        return (Command(f"{self.id}-new", f"New in {self.title}", self._act, (self._keys,), Glyph.PLUS, self.title),)

    def enter(self) -> None:
        self.done.append("enter")
        self.widget.setFocus()

    async def ready(self) -> None: ...

    async def pose(self) -> None: ...

    async def aclose(self) -> None: ...

    def _act(self) -> None:
        self.done.append("act")


@pytest.fixture
def commands(qapp: QApplication) -> Commands:
    return Commands()


@pytest.fixture
def window(look: Look, formats: Formats, commands: Commands, qtbot: QtBot) -> MainWindow:
    made = MainWindow(look, formats, commands)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def places(window: MainWindow) -> tuple[Place, Place]:
    """Deals and calls, both in the rail, deals on."""
    made = (Place("deals", "Deals", Glyph.DEAL, "Ctrl+N"), Place("calls", "Calls", Glyph.CALL, "Ctrl+N"))
    window.set_workspaces(made)
    window.show_workspace("deals")
    return made
