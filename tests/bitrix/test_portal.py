"""What a portal object knows of itself, its clock and its limits."""

import asyncio
import gc
from collections.abc import Callable
from datetime import timedelta

import pytest

from daybook.bitrix import activities, system
from daybook.bitrix.address import read_webhook
from daybook.bitrix.limits import LeakyBucket
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import Priority, RequestGate
from daybook.bitrix.transport import Transport, open_transport
from daybook.clock import SystemClock
from tests.bitrix.conftest import Connect, token_of
from tests.sandbox.process import FAST, SandboxProcess


async def test_who_it_is(demo_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(demo_portal.webhook)
    secret = demo_portal.webhook.rstrip("/").rpartition("/")[2]
    assert (portal.address, portal.host, portal.user_id) == (demo_portal.portal, "127.0.0.1", 1)
    assert not portal.is_application
    assert repr(portal) == "Portal(127.0.0.1, user 1)"
    assert secret not in repr(vars(portal))


async def test_a_token_is_nobody_until_it_is_asked(demo_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(token_of(demo_portal))
    assert portal.is_application
    assert portal.user_id is None
    assert (await system.profile(portal)).person.id == 1
    assert len(await portal.batch({1: activities.get_command(1)}, writes=False)) == 1
    assert demo_portal.info["oauth"]["access_token"] not in repr(portal) + repr(vars(portal))


async def test_the_portals_clock_and_zone_are_learnt(sandbox: Callable[..., SandboxProcess], connect: Connect) -> None:
    process = sandbox("--data", "empty", "--zone=-05:30", *FAST)
    portal = await connect(process.webhook, clock=SystemClock())
    assert portal.server_clock_skew_s is None
    await portal.call("profile", writes=False)
    assert portal.server_utc_offset == timedelta(hours=-5, minutes=-30)
    assert portal.server_clock_skew_s == pytest.approx(0.0, abs=2.0)
    assert (await system.server_time(portal)).utcoffset() == timedelta(hours=-5, minutes=-30)


async def test_observers_see_what_was_used(demo_portal: SandboxProcess, connect: Connect) -> None:
    portal = await connect(demo_portal.webhook)
    seen: list[float] = []
    portal.observers.append(lambda: seen.append(portal.limits.level))
    for _ in range(3):
        await portal.call("profile", writes=False)
    assert seen == [1.0, 2.0, 3.0]
    assert portal.limits.operating_s.keys() == {"profile"}
    await portal.batch({1: activities.get_command(1)}, writes=False)
    assert "crm.activity.get" in portal.limits.operating_s


async def test_pacing_does_not_trip_a_real_portal(sandbox: Callable[..., SandboxProcess]) -> None:
    """80 requests at once through the documented bucket, on a clock twenty times as fast."""
    process = sandbox("--data", "empty", "--time-scale", "20")
    clock = SystemClock(scale=20)
    address = read_webhook(process.webhook)
    gate = RequestGate(LeakyBucket(), clock)
    portal = Portal(address, await open_transport(address.portal), gate, clock)
    try:
        calls = (portal.call("profile", writes=False, priority=Priority.BULK) for _ in range(80))
        answers = await asyncio.wait_for(asyncio.gather(*calls), 30)
    finally:
        await portal.aclose()
    assert len(answers) == 80
    assert process.stats()["refusals"] == {}
    assert process.stats()["requests"] == 80


async def test_one_gate_serves_two_connections(empty_portal: SandboxProcess, connect: Connect) -> None:
    first = await connect(empty_portal.webhook)
    other = read_webhook(empty_portal.info["others"]["plain_user"])
    second = Portal(other, await open_transport(other.portal), first.gate, SystemClock())
    await first.call("profile", writes=False)
    await second.call("profile", writes=False)
    await second.aclose()
    assert first.gate.level() == pytest.approx(2.0)


async def test_nothing_is_left_open(demo_portal: SandboxProcess) -> None:
    """Unclosed sockets are warnings, and warnings are errors here."""
    transport = await open_transport(demo_portal.portal)
    async with transport:
        await transport.post(read_webhook(demo_portal.webhook).endpoint("profile"), {}, method="profile")
    assert isinstance(transport, Transport)
    del transport
    gc.collect()
