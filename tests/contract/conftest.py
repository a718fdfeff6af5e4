"""One portal for all contract tests; each makes what it changes."""

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

import pytest

from daybook.bitrix.address import Access, read_webhook
from daybook.bitrix.gate import Reply
from daybook.bitrix.limits import LeakyBucket
from daybook.bitrix.portal import Portal, Wire
from daybook.bitrix.queueing import RequestGate
from daybook.bitrix.transport import open_transport
from tests.bitrix.conftest import token_of
from tests.contract.client import commands_of
from tests.contract.scene import Ids, Scene, furnish
from tests.helpers.clock import FakeClock
from tests.sandbox.process import FAST, SandboxProcess


class Listening:
    """A wire that notes which methods went over it."""

    def __init__(self, wire: Wire, called: list[str]) -> None:
        self._wire = wire
        self._called = called

    async def post(self, url: str, body: Mapping[str, Any], *, method: str) -> Reply:
        """Sends it on."""
        self._called += commands_of(method, body)
        return await self._wire.post(url, body, method=method)

    async def aclose(self) -> None:
        """Closes the real wire."""
        await self._wire.aclose()


@pytest.fixture(scope="session")
def furnished() -> Iterator[tuple[SandboxProcess, Ids]]:
    """A portal in which one of everything stands."""
    with SandboxProcess.start("--data", "empty", *FAST) as process:
        yield process, furnish(process)


@pytest.fixture
async def scene(furnished: tuple[SandboxProcess, Ids]) -> AsyncIterator[Scene]:
    """The furnished portal, and the client's two ways into it."""
    process, ids = furnished
    called: list[str] = []

    async def open_portal(access: Access) -> Portal:
        clock = FakeClock()
        gate = RequestGate(LeakyBucket(100_000, 1_000_000), clock)
        return Portal(access, Listening(await open_transport(access.portal), called), gate, clock)

    webhook, application = await open_portal(read_webhook(process.webhook)), await open_portal(token_of(process))
    yield Scene(process, webhook, application, ids, called)
    await webhook.aclose()
    await application.aclose()
