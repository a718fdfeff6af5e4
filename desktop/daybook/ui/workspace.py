"""What a workspace is to the window that holds it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from daybook.opening import Kind
from daybook.ui.kit.commands import Command
from daybook.ui.kit.icons import Glyph


class Entry(Protocol):
    """One entry of the rail; what it leads to may still be on its way."""

    @property
    def id(self) -> str:
        """Stable: settings and screenshots name workspaces by it."""

    @property
    def title(self) -> str:
        """What the rail calls it."""

    @property
    def glyph(self) -> Glyph:
        """Its drawing in the rail."""


class Workspace(Entry, Protocol):
    """What an entry of the rail leads to."""

    @property
    def widget(self) -> QWidget:
        """What fills the window while it is on."""

    @property
    def commands(self) -> Sequence[Command]:
        """What can be done while it is on; read each time it comes on."""

    def enter(self) -> None:
        """It has come on: put the focus where work begins, and load what is not there yet."""

    async def ready(self) -> None:
        """Returns when everything it wants to show now is shown."""

    async def pose(self) -> None:
        """For a picture: opens what shows best what it is for, and returns when that is shown."""

    async def aclose(self) -> None:
        """The window or the connection closes: end all reads, drop what is held."""


@runtime_checkable
class OpensFiles(Protocol):
    """A workspace that the system's files of one kind are for."""

    opens: Kind

    def open_file(self, path: Path) -> None:
        """Reads a file and shows what is in it, or says what is wrong with it."""
