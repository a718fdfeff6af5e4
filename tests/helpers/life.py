"""One window from its start to its end, in this process, and what a person does first in it."""

import asyncio
from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from daybook.clock import SystemClock
from daybook.program import Outcome, Program
from daybook.ui.connection.workspace import ConnectionsWorkspace
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.kit.commands import Commands
from daybook.ui.kit.format import Formats
from daybook.ui.kit.lifetime import delete
from daybook.ui.kit.look import Look
from daybook.ui.shell import MainWindow
from daybook.ui.workspace import Workspace
from daybook.work.syncing.progress import Phase

WITHIN_S = 30.0


class Life:
    """A program that is running, and its window."""

    def __init__(self, look: Look, clock: SystemClock | None = None) -> None:
        clock = clock or SystemClock()
        formats = Formats(clock)
        self.commands = Commands()
        self.window = MainWindow(look, formats, self.commands)
        self.window.show()
        self.program = Program(look, formats, clock, self.commands, self.window)
        self.task: asyncio.Task[Outcome] | None = None

    def begin(self, *, demo: bool = False) -> None:
        """Starts it."""
        self.task = asyncio.create_task(self.program.live(demo=demo, screenshots=None))

    async def until(self, seen: Callable[[], bool]) -> None:
        """Returns when `seen`; raises TimeoutError, or what the program raised."""
        assert self.task is not None
        async with asyncio.timeout(WITHIN_S):
            while not seen():
                if self.task.done():
                    self.task.result()
                    raise AssertionError("the window went too early")
                await asyncio.sleep(0.01)

    async def settled(self) -> None:
        """Returns when the status line says that nothing is going on."""
        await self.until(lambda: not self.window.status.text)

    async def read_through(self) -> None:
        """Returns when the portal was read whole: no request is under way when a fixture hands over to its test.

        Between the two no loop is running, and what comes in meanwhile is lost.
        """
        await self.until(lambda: all(self._rests(each) for each in self.window.workspaces))
        await self.settled()

    def _rests(self, workspace: Workspace) -> bool:
        if not isinstance(workspace, EntitiesWorkspace):
            return True
        state = workspace.session.sync.state
        return state.complete and state.phase is Phase.RESTING

    async def leave(self) -> Outcome:
        """Closes the window and waits. Inside the test: between a test and its teardown no loop is running."""
        self.window.close()
        return await self.end()

    async def end(self) -> Outcome:
        """Why the window went."""
        assert self.task is not None
        try:
            return await asyncio.wait_for(self.task, WITHIN_S)
        finally:
            delete(self.window)


def shown(window: MainWindow) -> set[str]:
    """Every visible text of a label."""
    return {each.text() for each in window.findChildren(QLabel) if each.isVisible()}


async def connect(life: Life, webhook: str, *, remember: bool = False) -> ConnectionsWorkspace:
    """Pastes, waits for the test, and keeps the secret: in the keyring, or until the window closes."""
    life.window.start.connect_door.click()
    own = life.window.current
    assert isinstance(own, ConnectionsWorkspace)
    own.try_out(webhook)
    await life.until(own.form.keeping.isVisible)
    (own.form.keeping.for_good if remember else own.form.keeping.for_now).setChecked(True)
    own.form.keeping.keep.click()
    await life.until(own.details.isVisible)
    return own
