"""A token that runs out in the middle of work: fetched anew, and nothing is done twice."""

import asyncio
from typing import Any

import pytest

from daybook.bitrix import system
from daybook.bitrix.address import TokenAccess, read_webhook
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.errors import AnswerLost, NotExecuted, PortalError, SignInEnded, TokenExpired, WebhookExpired
from daybook.bitrix.limits import LeakyBucket
from daybook.bitrix.portal import Portal, Renew
from daybook.bitrix.queueing import RequestGate
from daybook.bitrix.transport import open_transport
from tests.bitrix.conftest import token_of
from tests.helpers.clock import FakeClock
from tests.sandbox.process import SandboxProcess


class Renewing:
    """Gives the portal's own token for whatever has run out, and notes what that was."""

    def __init__(self, process: SandboxProcess) -> None:
        self._token = token_of(process)
        self.refused: list[TokenAccess] = []
        self.error: PortalError | None = None

    async def __call__(self, refused: TokenAccess) -> TokenAccess:
        self.refused.append(refused)
        if self.error is not None:
            raise self.error
        return self._token


async def _open(access: Any, renew: Renew | None) -> Portal:
    clock = FakeClock()
    wire = await open_transport(access.portal)
    return Portal(access, wire, RequestGate(LeakyBucket(100_000, 1_000_000), clock), clock, renew=renew)


@pytest.fixture
async def renewing(empty_portal: SandboxProcess) -> Renewing:
    return Renewing(empty_portal)


def _todo(title: str) -> Command:
    params = {"ownerTypeId": 2, "ownerId": 1, "deadline": "2027-01-04T10:00:00+03:00", "title": title}
    return Command("crm.activity.todo.add", params)


def _titles(process: SandboxProcess) -> list[str]:
    return sorted(each["title"] for each in process.stats()["creations"])


async def test_a_call_is_repeated_once_with_the_next_token(empty_portal: SandboxProcess, renewing: Renewing) -> None:
    old = token_of(empty_portal)
    portal = await _open(old, renewing)
    empty_portal.faults("error:crm.activity.todo.add:expired_token", once=1)
    command = _todo("once")
    await portal.call(command.method, command.params, writes=True)
    assert renewing.refused == [old]
    assert _titles(empty_portal) == ["once"]

    empty_portal.faults("error:profile:expired_token")
    with pytest.raises(TokenExpired):
        await system.profile(portal)
    assert len(renewing.refused) == 2, "a call is repeated once"
    await portal.aclose()


async def test_what_is_not_renewed_reaches_the_caller(empty_portal: SandboxProcess, renewing: Renewing) -> None:
    empty_portal.faults("error:profile:expired_token")
    for access, renew, error in (
        (token_of(empty_portal), None, TokenExpired),
        (read_webhook(empty_portal.webhook), renewing, WebhookExpired),
    ):
        portal = await _open(access, renew)
        with pytest.raises(error):
            await system.profile(portal)
        await portal.aclose()
    assert renewing.refused == []


async def test_a_renewal_that_fails_is_what_the_caller_hears(empty_portal: SandboxProcess, renewing: Renewing) -> None:
    portal = await _open(token_of(empty_portal), renewing)
    renewing.error = SignInEnded(code="invalid_grant")
    empty_portal.faults("error:crm.activity.todo.add:expired_token")
    with pytest.raises(SignInEnded) as caught:
        await portal.run(_todo("never"), writes=True)
    assert not caught.value.maybe_done
    with pytest.raises(SignInEnded):
        await portal.batch({1: _todo("never"), 2: _todo("never")}, writes=True)
    assert _titles(empty_portal) == []
    await portal.aclose()


async def test_a_batch_refused_as_a_whole_goes_out_again(empty_portal: SandboxProcess, renewing: Renewing) -> None:
    portal = await _open(token_of(empty_portal), renewing)
    empty_portal.faults("error:batch:expired_token", once=1)
    found = await portal.batch({"a": _todo("a"), "b": _todo("b")}, writes=True)
    assert [type(each) for each in found.values()] == [Answer, Answer]
    assert _titles(empty_portal) == ["a", "b"]
    await portal.aclose()


@pytest.mark.parametrize("halt", [False, True], ids=["each for itself", "up to the first failure"])
async def test_of_a_batch_only_what_was_not_done_goes_out_again(
    empty_portal: SandboxProcess, renewing: Renewing, halt: bool
) -> None:
    portal = await _open(token_of(empty_portal), renewing)
    empty_portal.faults("error:crm.activity.todo.updateColor:expired_token", once=1)
    first = await portal.run(_todo("first"), writes=True)
    color = {"ownerTypeId": 2, "ownerId": 1, "id": first.result["id"], "colorId": "3"}
    commands = {"a": _todo("a"), "b": Command("crm.activity.todo.updateColor", color), "c": _todo("c")}
    found = await portal.batch(commands, halt=halt, writes=True)
    assert [(key, type(each)) for key, each in found.items()] == [("a", Answer), ("b", Answer), ("c", Answer)]
    assert _titles(empty_portal) == ["a", "c", "first"]
    assert len(renewing.refused) == 1
    await portal.aclose()


async def test_what_was_done_stays_done_when_the_renewal_fails(
    empty_portal: SandboxProcess, renewing: Renewing
) -> None:
    portal = await _open(token_of(empty_portal), renewing)
    renewing.error = SignInEnded()
    empty_portal.faults("error:crm.activity.get:expired_token", once=1)
    commands = {"a": _todo("a"), "b": Command("crm.activity.get", {"id": 1}), "c": _todo("c")}
    found = await portal.batch(commands, halt=True, writes=True)
    assert isinstance(found["a"], Answer)
    assert [type(found[key]) for key in ("b", "c")] == [SignInEnded, SignInEnded]
    assert _titles(empty_portal) == ["a"]
    await portal.aclose()


async def test_what_got_lost_on_the_second_way_is_lost_alone(empty_portal: SandboxProcess, renewing: Renewing) -> None:
    empty_portal.faults("error:crm.activity.get:expired_token", once=1)

    async def lose_the_next(refused: TokenAccess) -> TokenAccess:
        await asyncio.to_thread(empty_portal.faults, "reset_after:batch=1")
        return await renewing(refused)

    portal = await _open(token_of(empty_portal), lose_the_next)
    found = await portal.batch({"a": _todo("a"), "b": Command("crm.activity.get", {"id": 1})}, writes=True)
    assert isinstance(found["a"], Answer)
    assert isinstance(found["b"], AnswerLost)
    await portal.aclose()


async def test_a_failure_that_is_none_of_the_tokens_renews_nothing(
    empty_portal: SandboxProcess, renewing: Renewing
) -> None:
    portal = await _open(token_of(empty_portal), renewing)
    commands = {"a": Command("crm.activity.get", {"id": 999}), "b": _todo("b")}
    found = await portal.batch(commands, halt=True, writes=True)
    assert isinstance(found["b"], NotExecuted)
    assert renewing.refused == []
    await portal.aclose()
