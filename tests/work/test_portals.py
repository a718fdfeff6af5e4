"""One gate a portal, whoever asks it, and its level for the next process."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from daybook.bitrix.address import read_webhook
from daybook.bitrix.portal import Portal
from daybook.clock import SystemClock
from daybook.store.database import Database
from daybook.store.limits import LimitLevels
from daybook.work.portals import Portals
from tests.helpers.clock import FakeClock

if TYPE_CHECKING:
    from tests.sandbox.process import SandboxProcess

NORTHWIND = read_webhook("https://northwind.bitrix24.com/rest/7/q7Zx93kLmn0pQrSt/")
COLLEAGUE = read_webhook("https://northwind.bitrix24.com/rest/8/another0secret99/")
CONTOSO = read_webhook("https://contoso.bitrix24.com/rest/7/q7Zx93kLmn0pQrSt/")

Open = Callable[..., Awaitable[Portal]]


@pytest.fixture
def levels(memory: Database) -> LimitLevels:
    return LimitLevels(memory)


@pytest_asyncio.fixture
async def close_later() -> AsyncIterator[Callable[[Portal], Portal]]:
    opened: list[Portal] = []

    def close_later(portal: Portal) -> Portal:
        opened.append(portal)
        return portal

    yield close_later
    for portal in opened:
        await portal.aclose()


async def test_whoever_asks_the_same_portal_waits_in_the_same_queue(
    levels: LimitLevels, fake_clock: FakeClock, close_later: Callable[[Portal], Portal]
) -> None:
    portals = Portals(fake_clock, levels)
    first = close_later(await portals.open(NORTHWIND, 5.0, 250))
    colleague = close_later(await portals.open(COLLEAGUE))
    other = close_later(await portals.open(CONTOSO))

    assert colleague.gate is first.gate
    assert other.gate is not first.gate
    assert [(each.limits.rate_per_s, each.limits.burst) for each in (colleague, other)] == [(5.0, 250), (2.0, 50)]


async def test_the_next_process_goes_on_from_the_level_of_the_last(
    levels: LimitLevels, fake_clock: FakeClock, close_later: Callable[[Portal], Portal]
) -> None:
    before = Portals(fake_clock, levels)
    portal = close_later(await before.open(NORTHWIND))
    portal.gate.restore(40.0, 0.0)
    await before.remember()

    fake_clock.advance(10)
    after = close_later(await Portals(fake_clock, levels).open(NORTHWIND))

    assert after.limits.level == pytest.approx(40.0 - 10 * 2.0)


async def test_another_plan_keeps_what_the_portal_remembers(
    levels: LimitLevels, fake_clock: FakeClock, close_later: Callable[[Portal], Portal]
) -> None:
    portals = Portals(fake_clock, levels)
    close_later(await portals.open(NORTHWIND)).gate.restore(40.0, 0.0)

    enterprise = close_later(await portals.open(NORTHWIND, 5.0, 250))

    assert enterprise.limits.level == pytest.approx(40.0)
    assert enterprise.limits.rate_per_s == 5.0


async def test_every_request_counts(
    empty_portal: "SandboxProcess", levels: LimitLevels, close_later: Callable[[Portal], Portal]
) -> None:
    portals = Portals(SystemClock(), levels)
    portal = close_later(await portals.open(read_webhook(empty_portal.webhook), 0.001, 50))

    for _ in range(3):
        await portal.call("profile", writes=False)

    assert portal.limits.level == pytest.approx(3, abs=0.1)
    assert empty_portal.stats()["requests"] == 3
