"""Files that the system hands to the window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from daybook.opening import Kind, OpenedFile
from daybook.ui.kit.commands import Command, Commands
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.shell import MainWindow


class Plain:
    """A workspace that opens no files."""

    glyph = Glyph.DEAL

    def __init__(self, name: str) -> None:
        self.id = self.title = name
        self.widget = QWidget()
        self.commands: tuple[Command, ...] = ()

    def enter(self) -> None:
        """Nothing to begin with."""

    async def ready(self) -> None:
        """At once."""

    async def pose(self) -> None:
        """As it is."""

    async def aclose(self) -> None:
        """Nothing to end."""


class Opening(Plain):
    """A workspace for the files of one kind."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind)
        self.opens = kind
        self.opened: list[Path] = []

    def open_file(self, path: Path) -> None:
        """Only remembers."""
        self.opened.append(path)


@pytest.fixture
def window(qtbot: QtBot, look: Look, formats: Formats) -> MainWindow:
    """Without workspaces yet."""
    made = MainWindow(look, formats, Commands())
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("kind", list(Kind))
def test_a_file_goes_to_the_workspace_that_it_is_for(window: MainWindow, kind: Kind) -> None:
    workspaces = [Plain("today"), Opening(Kind.RECIPE), Opening(Kind.LAYOUT)]
    window.set_workspaces(workspaces)
    window.open_file(OpenedFile(Path("x.json"), kind))
    opened = {each.id: each.opened for each in workspaces if isinstance(each, Opening)}
    assert opened == {each: [Path("x.json")] if each == kind else [] for each in Kind}
    assert window.current is not None
    assert window.current.id == kind


def test_a_file_waits_for_its_workspace_and_says_so(window: MainWindow, qtbot: QtBot) -> None:
    window.open_file(OpenedFile(Path("late.daybook-recipe.json"), Kind.RECIPE))
    window.show_start()
    assert "late.daybook-recipe.json" in window.quiet.text
    recipes = Opening(Kind.RECIPE)
    window.set_workspaces([Plain("today"), recipes])
    window.show_workspace("today")
    qtbot.waitUntil(lambda: recipes.opened == [Path("late.daybook-recipe.json")])
    assert window.current is recipes
    window.set_workspaces([Plain("today"), recipes])
    QApplication.processEvents()
    assert len(recipes.opened) == 1, "it is opened once"
