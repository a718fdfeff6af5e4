"""A memory file of its own for every test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from daybook.store.database import Database
from daybook.store.memory import open_memory


@pytest_asyncio.fixture
async def memory(tmp_path: Path) -> AsyncIterator[Database]:
    database = open_memory(tmp_path / "memory.sqlite")
    yield database
    await database.aclose()
