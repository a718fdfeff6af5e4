"""The presenters of connections on a real file and a real keyring."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from daybook.store.connections import ConnectionBook
from daybook.store.database import Database
from daybook.store.folders import Folders
from daybook.store.memory import open_memory
from daybook.vault.system import KeyringVault


@pytest.fixture
def folders(daybook_home: Path) -> Folders:
    return Folders.of_system().make()


@pytest_asyncio.fixture
async def memory(folders: Folders) -> AsyncIterator[Database]:
    database = open_memory(folders.memory)
    yield database
    await database.aclose()


@pytest.fixture
def book(memory: Database) -> ConnectionBook:
    return ConnectionBook(memory)


@pytest.fixture
def make_vault() -> Iterator[Callable[..., KeyringVault]]:
    """Vaults on whatever keyring the environment holds; `make_vault(0.3)` waits that many seconds for it."""
    made: list[KeyringVault] = []

    def make(deadline_s: float = 8.0) -> KeyringVault:
        made.append(KeyringVault(deadline_s=deadline_s))
        return made[-1]

    yield make
    for vault in made:
        vault.close()
