"""Keeps the workspaces of the window in step with the connection that is open."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final

from PySide6.QtCore import QObject

from daybook.bitrix import system
from daybook.bitrix.address import host_of
from daybook.bitrix.errors import (
    AnswerLost,
    OperatingLimit,
    PortalError,
    RenewalBlocked,
    Throttled,
    TokenServerDown,
    Unreachable,
)
from daybook.bitrix.portal import Portal
from daybook.domain.entities import Person
from daybook.ui.connection.workspace import ConnectionsWorkspace
from daybook.ui.limits_gauge import LimitsGauge
from daybook.ui.shell import MainWindow
from daybook.ui.workspace import Workspace
from daybook.work.connections import Connections, OpenConnection, SecretState
from daybook.workspaces import Parts, Work, build, is_known

JOB = "connection"
VAULT_JOB = "keyring"
_SAYS_NOTHING: Final = (AnswerLost, Throttled, OperatingLimit, TokenServerDown, RenewalBlocked)
"""Nobody was turned away: a hotel's sign-in page answered, say, or the portal has a bad morning."""


class Desk(QObject):
    """Takes the work of one connection off the window and lays out that of the next."""

    def __init__(
        self, window: MainWindow, parts: Parts, connections: Connections, workspace: ConnectionsWorkspace
    ) -> None:
        """`workspace` and the studio of `parts` are there without any connection too."""
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._connections = connections
        self._own = workspace
        self._always: tuple[Workspace, ...] = (parts.studio, workspace)
        self._gauge = LimitsGauge(window.status)
        self._opened: OpenConnection | None = None
        self._laid_out: OpenConnection | None = None
        self._me: Person | None = None
        self._portal: Portal | None = None
        self._work: Work | None = None
        self._turn = asyncio.Lock()
        self._end = connections.changed.add(self._look)
        connections.leaving.append(self.leave)
        window.set_workspaces(self._always)

    def arrive(self) -> None:
        """The book of connections has been read: show work, the connection that needs something, or the start page.

        A layout that the system handed over is on already then, and stays: it needs no connection.
        """
        if self._window.current is not None:
            return
        if self._connections.opened is None:
            self._window.end_promise()
        if not self._connections.all:
            self._window.show_start()
        elif self._connections.opened is None:
            self._show_connections()

    async def settled(self) -> None:
        """Returns when the workspaces of the open connection are laid out, or could not be."""
        await self._parts.jobs.settled()

    async def leave(self, connection_id: str) -> None:
        """Returns when nothing is laid out of this connection, and its files are closed."""
        async with self._turn:
            if self._laid_out is not None and self._laid_out.connection.id == connection_id:
                await self._clear(None)

    async def aclose(self) -> None:
        """Takes everything off the window."""
        self._end()
        self._connections.leaving.remove(self.leave)
        async with self._turn:
            await self._clear(None)
        for workspace in self._always:
            await workspace.aclose()

    def _look(self) -> None:
        self._await_keyring()
        if self._connections.opened is not self._opened:
            self._opened = self._connections.opened
            self._change()
        self._show_status()

    def _await_keyring(self) -> None:
        """A silent keyring may answer yet: then the connection opens by itself."""
        current = self._connections.current
        silent = current is not None and current.secret is SecretState.SILENT
        if silent and not self._parts.jobs.running(VAULT_JOB):
            self._parts.jobs.start(self._connections.wait_for_vault(), key=VAULT_JOB)

    def _change(self) -> None:
        self._parts.jobs.start(self._lay_out(self._opened), key=JOB, again=self._change)

    async def _lay_out(self, opened: OpenConnection | None) -> None:
        """Raises PortalError when the portal turns us away, or nothing is known of it; then the connections are on."""
        async with self._turn:
            await self._clear(opened)
            try:
                if opened is not None:
                    await self._lay_out_work(opened)
            finally:
                self._window.end_promise()
                if self._window.current is None and self._connections.all:
                    self._show_connections()

    async def _lay_out_work(self, opened: OpenConnection) -> None:
        """What is known is shown at once; the portal says meanwhile whether this person may still come in."""
        self._portal, self._laid_out = opened.portal, opened
        self._gauge.follow(opened.portal)
        known = Person(opened.connection.user_id, opened.connection.user_name)
        at_once = await is_known(self._parts, opened, known)
        if at_once:
            await self._show_work(opened, known)
        try:
            me = (await system.profile(opened.portal)).person
        except Unreachable:
            me = known
        except PortalError as error:
            if not (at_once and isinstance(error, _SAYS_NOTHING)):
                await self._clear(opened)
                raise
            me = known
        if at_once and me.id != known.id:
            await self._clear(opened)
        if self._work is None:
            await self._show_work(opened, me)
        self._me = me
        self._show_status()

    async def _show_work(self, opened: OpenConnection, me: Person) -> None:
        self._gauge.follow(opened.portal)
        self._me = me
        self._work = await build(self._parts, opened, me)
        self._show_status()
        was_elsewhere, wish = self._window.current in (None, self._own), self._window.wish
        self._window.set_workspaces([*self._work.workspaces, *self._always])
        self._window.end_promise()
        if was_elsewhere or wish:
            self._window.show_workspace(wish or self._window.workspaces[0].id)

    async def _clear(self, comes: OpenConnection | None) -> None:
        """Ends what was laid out, and closes its portal unless the same one comes again."""
        gone, self._work, self._me = self._work, None, None
        self._gauge.follow(None)
        if gone is not None:
            self._window.set_workspaces(self._always, delete=False)
            await _to_its_end(_closed(gone))
        if self._portal is not None and (comes is None or comes.portal is not self._portal):
            portal, self._portal, self._laid_out = self._portal, None, None
            await portal.aclose()

    def _show_connections(self) -> None:
        self._window.show_workspace(self._own.id)
        if self._connections.current_id is not None:
            self._own.select(self._connections.current_id)

    def _show_status(self) -> None:
        current = self._connections.current
        if current is None:
            self._window.status.show_connection(None)
        else:
            connection = current.connection
            self._window.status.show_connection(connection.name, host_of(connection.portal), self._me)


async def _closed(gone: Work) -> None:
    """Its widgets are there until nothing looks at them any more."""
    try:
        await gone.aclose()
    finally:
        for workspace in gone.workspaces:
            workspace.widget.deleteLater()


async def _to_its_end(closing: Coroutine[Any, Any, None]) -> None:
    """Waits also when whoever waits is cancelled: what is half closed would be held by nobody, and never let go."""
    task = asyncio.ensure_future(closing)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise
