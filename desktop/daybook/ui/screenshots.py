"""Every workspace as a picture, in light and in dark: for looking at the program without opening it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize

from daybook.ui.connection.workspace import ConnectionsWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.shell import MainWindow

SIZE: Final = QSize(1440, 900)
THEMES: Final = (ThemeChoice.LIGHT, ThemeChoice.DARK)
WITHIN_S: Final = 60.0
"""A workspace that has not shown everything by then is broken."""
TURNS: Final = 3
"""How often the loop goes round until new colours and sizes have reached every widget."""


class Screenshots:
    """Brings one view after the other on, waits until it has loaded, and draws it."""

    def __init__(self, look: Look, window: MainWindow, folder: Path) -> None:
        self._look = look
        self._window = window
        self._folder = folder

    async def take(self, connections: ConnectionsWorkspace, webhook: str) -> list[Path]:
        """Draws the start page, a connection test with `webhook`, and every other workspace; returns the files.

        Raises TimeoutError when a view does not finish, OSError when a file can't be written.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        self._window.resize(SIZE)
        self._window.show()
        self._window.show_start()
        made = await self._draw("start")
        self._window.show_workspace(connections.id)
        connections.try_out(webhook)
        await _in_time(connections.ready)
        made += await self._draw("connection")
        connections.leave_form()
        for workspace in (each for each in self._window.workspaces if each is not connections):
            self._window.show_workspace(workspace.id)
            await _in_time(workspace.ready)
            await _in_time(workspace.pose)
            await _in_time(workspace.ready)
            made += await self._draw(workspace.id)
        return made

    async def _draw(self, name: str) -> list[Path]:
        made = []
        for theme in THEMES:
            self._look.theming.choose(theme)
            for _ in range(TURNS):
                await asyncio.sleep(0)
            path = self._folder / f"{name}-{theme}.png"
            if not self._window.grab().save(str(path)):
                raise OSError(f"{path} can't be written")
            made.append(path)
        return made


async def _in_time(wait: Callable[[], Awaitable[None]]) -> None:
    async with asyncio.timeout(WITHIN_S):
        await wait()
