"""The workspace of connections on a real database, a real portal and a vault in memory."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from daybook import privacy
from daybook.bitrix.token_server import TokenServer
from daybook.clock import SystemClock
from daybook.store.connections import ConnectionBook
from daybook.store.database import Database
from daybook.store.folders import Folders
from daybook.store.journal import Journal
from daybook.store.limits import LimitLevels
from daybook.store.memory import open_memory
from daybook.ui.connection.form import ConnectForm
from daybook.ui.connection.workspace import ConnectionsWorkspace
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.making import at_once
from daybook.ui.kit.writes import Writes
from daybook.vault.errors import VaultError
from daybook.vault.memory import MemoryVault
from daybook.vault.secret import StoredSecret
from daybook.work.connecting import Connecting
from daybook.work.connections import Connections
from daybook.work.forgetting import Forgetting
from daybook.work.leftovers import LeftoverShelf
from daybook.work.portals import Portals
from daybook.work.signing_in import SigningIn
from daybook.work.tokens import Renewals
from tests.helpers.browser import Browser


class StubbornVault(MemoryVault):
    """A vault that refuses while `error` is set."""

    lasting = True

    def __init__(self) -> None:
        super().__init__()
        self.error: VaultError | None = None

    async def save(self, connection_id: str, secret: StoredSecret) -> None:
        self._refuse()
        await super().save(connection_id, secret)

    async def read(self, connection_id: str) -> StoredSecret | None:
        self._refuse()
        return await super().read(connection_id)

    async def forget(self, connection_id: str) -> None:
        self._refuse()
        await super().forget(connection_id)

    def _refuse(self) -> None:
        if self.error is not None:
            raise self.error


@dataclass
class Bench:
    """The workspace and what it stands on."""

    workspace: ConnectionsWorkspace
    connections: Connections
    connecting: Connecting
    signing_in: SigningIn
    browser: Browser
    vault: StubbornVault
    jobs: Jobs
    writes: Writes
    failures: list[BaseException]
    memory: Database
    journal: Journal
    folders: Folders

    async def settled(self) -> None:
        """Returns when nothing is under way."""
        await self.workspace.form.application.settled()
        await self.jobs.settled()
        await self.writes.settled()


@pytest.fixture
async def bench(look: Look, formats: Formats, qtbot: QtBot, tmp_path: Path) -> AsyncIterator[Bench]:
    clock = SystemClock()
    folders = Folders.below(tmp_path).make()
    database = open_memory(folders.memory)
    portals = Portals(clock, LimitLevels(database))
    vault = StubbornVault()
    server = TokenServer()
    renewals = Renewals(server, tmp_path, clock)
    book, journal = ConnectionBook(database), Journal(folders.journal)
    connections = Connections(book, vault, portals.open, clock, renewals=renewals)
    shelf = LeftoverShelf(book, database, journal, folders.copies, clock)
    connecting = Connecting(connections, portals.open, clock)
    signing_in = SigningIn(connections, connecting, server, clock)
    browser = Browser()
    jobs, writes = Jobs(), Writes()
    failures: list[BaseException] = []
    for owner in (jobs, writes):
        owner.failed.connect(lambda _key, error: failures.append(error))
    form = at_once(
        ConnectForm.making(
            look,
            connecting=connecting,
            signing_in=signing_in,
            jobs=jobs,
            writes=writes,
            mask=privacy.mask,
            open_page=browser.open,
        )
    )
    workspace = ConnectionsWorkspace(
        look,
        formats,
        connections=connections,
        forgetting=Forgetting(connections, shelf),
        form=form,
        jobs=jobs,
        writes=writes,
    )
    qtbot.addWidget(workspace)
    workspace.resize(1200, 900)
    workspace.show()
    workspace.activateWindow()
    await connections.start()
    workspace.enter()
    yield Bench(
        workspace,
        connections,
        connecting,
        signing_in,
        browser,
        vault,
        jobs,
        writes,
        failures,
        database,
        journal,
        folders,
    )
    await writes.drain(5)
    await jobs.aclose()
    await workspace.aclose()
    if connections.opened is not None:
        await connections.opened.portal.aclose()
    await journal.aclose()
    await database.aclose()
