"""Real portals, asked by the real client."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from daybook.bitrix.address import Access, TokenAccess, read_webhook
from daybook.bitrix.limits import LeakyBucket
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import RequestGate
from daybook.bitrix.secret import Secret
from daybook.bitrix.transport import open_transport
from daybook.domain.clock import Clock
from tests.helpers.clock import FakeClock
from tests.sandbox.process import SandboxProcess

Connect = Callable[..., Awaitable[Portal]]


def token_of(process: SandboxProcess) -> TokenAccess:
    """The application's access, of the portal that this process is."""
    return TokenAccess(process.portal, Secret(process.info["oauth"]["access_token"]))


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    """Opens a portal by a webhook's text or an `Access`; waiting takes no time unless a clock is given."""
    opened: list[Portal] = []

    async def open_portal(access: str | Access, *, clock: Clock | None = None, **transport: Any) -> Portal:
        access = read_webhook(access) if isinstance(access, str) else access
        clock = clock or FakeClock()
        gate = RequestGate(LeakyBucket(100_000, 1_000_000), clock)
        opened.append(Portal(access, await open_transport(access.portal, **transport), gate, clock))
        return opened[-1]

    yield open_portal
    for portal in opened:
        await portal.aclose()
