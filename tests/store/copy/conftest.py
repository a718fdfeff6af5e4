"""A copy of its own for every test, and activities to put into it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from daybook.store.copy.copy import PortalCopy

PORTAL = "https://northwind.bitrix24.com"


@pytest_asyncio.fixture
async def copy(tmp_path: Path) -> AsyncIterator[PortalCopy]:
    opened = await PortalCopy.open(tmp_path / "copy.sqlite", portal=PORTAL, memory=tmp_path / "memory.sqlite")
    yield opened
    await opened.aclose()
