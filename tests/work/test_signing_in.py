"""Letting a real portal's application in, with a person who presses "Allow" in the browser."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio

from daybook.bitrix.address import AddressFault
from daybook.bitrix.diagnosis import Check, LineState
from daybook.bitrix.errors import CodeRefused, OtherPortal, TokenServerDown, WrongApplication
from daybook.bitrix.features import Feature
from daybook.bitrix.oauth_return import ReturnFault
from daybook.bitrix.secret import Secret
from daybook.bitrix.token_server import TokenServer
from daybook.clock import SystemClock
from daybook.store.connections import ConnectionBook, ConnectionKind
from daybook.store.database import Database
from daybook.store.folders import Folders
from daybook.store.limits import LimitLevels
from daybook.vault.memory import MemoryVault
from daybook.work.catching import CatchProblem, Page, Pages
from daybook.work.connecting import Connecting, ConnectingPhase
from daybook.work.connections import Connections, SecretState
from daybook.work.portals import Portals
from daybook.work.signing_in import ApplicationForm, SigningIn, SignInPhase
from daybook.work.tokens import Renewals
from tests.helpers.browser import Browser
from tests.sandbox.process import SandboxProcess
from tests.work.test_catching import free_port

PAGES = Pages(Page("You are in", "You can close this window."), Page("Not this one", "Try again in Daybook."))


class Desk:
    """The presenters as the program puts them together, and a browser."""

    def __init__(self, memory: Database, folders: Folders, vault: MemoryVault) -> None:
        clock, giver = SystemClock(), TokenServer()
        portals = Portals(clock, LimitLevels(memory))
        self.connections = Connections(
            ConnectionBook(memory), vault, portals.open, clock, renewals=Renewals(giver, folders.data, clock)
        )
        self.connecting = Connecting(self.connections, portals.open, clock)
        self.signing_in = SigningIn(self.connections, self.connecting, giver, clock)
        self.browser = Browser()

    def sign_in(self, form: ApplicationForm) -> Coroutine[Any, Any, None]:
        return self.signing_in.sign_in(form, self.browser.open, PAGES)

    @asynccontextmanager
    async def signing(self, form: ApplicationForm) -> AsyncIterator["asyncio.Task[None]"]:
        """Signing in is under way, and the browser is open; ends with it."""
        task = asyncio.create_task(self.sign_in(form))
        try:
            async with asyncio.timeout(20):
                before = len(self.browser.opened)
                while len(self.browser.opened) == before:  # noqa: ASYNC110  (only the other task can tell)
                    await asyncio.sleep(0)
            yield task
            await asyncio.wait_for(task, 30)
        finally:
            task.cancel()
            await asyncio.wait((task,))

    async def keep(self, name: str = "Application") -> str:
        await self.connecting.keep(name)
        kept = self.connecting.state.kept
        assert kept is not None, self.connecting.state
        return kept.id

    async def call(self, method: str) -> Any:
        assert self.connections.opened is not None
        return (await self.connections.opened.portal.call(method, writes=False)).result


@pytest_asyncio.fixture
async def open_desk(memory: Database, folders: Folders, memory_vault: MemoryVault) -> AsyncIterator[Callable[[], Desk]]:
    """Desks on one vault; a second one is the program after a restart."""
    desks: list[Desk] = []

    def make() -> Desk:
        desks.append(Desk(memory, folders, memory_vault))
        return desks[-1]

    yield make
    for desk in desks:
        if desk.connections.opened is not None:
            await desk.connections.opened.portal.aclose()


@pytest.fixture
def desk(open_desk: Callable[[], Desk]) -> Desk:
    return open_desk()


def filled(process: SandboxProcess, return_address: str = "", **changes: Any) -> ApplicationForm:
    """The form for the portal's first application."""
    told = process.info["oauth"]
    values = {"portal": process.portal, "client_id": told["client_id"], "client_secret": Secret(told["client_secret"])}
    return ApplicationForm(**{**values, "return_address": return_address, **changes})


async def test_a_pasted_address_lets_the_application_in(desk: Desk, empty_portal: SandboxProcess) -> None:
    async with desk.signing(filled(empty_portal)):
        assert desk.signing_in.state.phase is SignInPhase.WAITING
        assert not desk.signing_in.state.catching
        desk.signing_in.paste(f' "{await desk.browser.allow()}" ')
    tested = desk.connecting.state
    assert (tested.phase, tested.error, tested.kind) == (
        ConnectingPhase.TESTED,
        None,
        ConnectionKind.APPLICATION,
    )
    works = {line.feature for line in tested.lines if line.check is Check.FEATURE and line.state is LineState.OK}
    assert {Feature.CONTENT_BLOCKS, Feature.ACTIVITY_TYPES, Feature.WORKFLOW_ACTIONS} <= works
    await desk.keep()
    opened = desk.connections.opened
    assert opened is not None
    assert (opened.connection.kind, opened.connection.user_id) == (ConnectionKind.APPLICATION, 1)
    known = desk.connections.current
    assert known is not None
    assert known.signed_in is not None
    assert known.signed_in.application.client_id == empty_portal.info["oauth"]["client_id"]
    assert "crm" in known.signed_in.scopes
    assert (await desk.call("app.info"))["CODE"]


async def test_the_code_alone_is_enough(desk: Desk, empty_portal: SandboxProcess) -> None:
    async with desk.signing(filled(empty_portal)):
        address = await desk.browser.allow()
        desk.signing_in.paste(address.partition("code=")[2].partition("&")[0])
    assert desk.connecting.state.passed


async def test_what_comes_back_to_this_computer_is_caught(desk: Desk, empty_portal: SandboxProcess) -> None:
    return_address = f"http://127.0.0.1:{free_port()}/daybook"
    empty_portal.returns_to(return_address)
    async with desk.signing(filled(empty_portal, return_address)):
        assert desk.signing_in.state.catching
        page = await desk.browser.follow(await desk.browser.allow())
        assert page.status_code == 200
        assert "You can close this window." in page.text
    assert desk.connecting.state.passed
    await desk.keep()
    known = desk.connections.current
    assert known is not None
    assert known.signed_in is not None
    assert known.signed_in.return_address == return_address


async def test_a_stranger_at_the_return_address_gets_nowhere(desk: Desk, empty_portal: SandboxProcess) -> None:
    """Any page in the browser can send requests to this computer, but none knows the state."""
    return_address = f"http://127.0.0.1:{free_port()}/"
    empty_portal.returns_to(return_address)
    async with desk.signing(filled(empty_portal, return_address)):
        address = await desk.browser.allow()
        state = address.partition("state=")[2].partition("&")[0]
        for forged in (address.replace(state, "guessed"), address.replace(f"state={state}", ""), return_address):
            assert (await desk.browser.follow(forged)).status_code in (400, 404)
        assert desk.signing_in.state.fault is None
        elsewhere = address.replace("domain=127.0.0.1", "domain=evil.example")
        assert (await desk.browser.follow(elsewhere)).status_code == 400
        assert desk.signing_in.state.fault is ReturnFault.OTHER_PORTAL
        assert desk.signing_in.state.phase is SignInPhase.WAITING
        assert (await desk.browser.follow(address)).status_code == 200
    assert desk.connecting.state.passed


async def test_a_busy_port_is_said_and_pasting_still_works(desk: Desk, empty_portal: SandboxProcess) -> None:
    """The portal's own port is taken for certain."""
    async with desk.signing(filled(empty_portal, empty_portal.portal)):
        assert desk.signing_in.state.catch_problem is CatchProblem.PORT_BUSY
        desk.signing_in.paste(await desk.browser.allow())
    assert desk.connecting.state.passed


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        (lambda _address: "hello", ReturnFault.NO_CODE),
        (lambda address: address.replace("state=", "state=x"), ReturnFault.WRONG_STATE),
        (lambda address: address.replace("domain=127.0.0.1", "domain=acme.bitrix24.com"), ReturnFault.OTHER_PORTAL),
        (lambda address: address.replace("server_domain=", "server_domain=evil."), ReturnFault.OTHER_SERVER),
    ],
    ids=["nothing in it", "another question's", "another portal's", "another token server"],
)
async def test_a_bad_paste_says_why_and_the_next_one_counts(
    desk: Desk, empty_portal: SandboxProcess, changed: Callable[[str], str], fault: ReturnFault
) -> None:
    async with desk.signing(filled(empty_portal)):
        address = await desk.browser.allow()
        desk.signing_in.paste(changed(address))
        assert desk.signing_in.state.fault is fault
        desk.signing_in.paste("")
        assert desk.signing_in.state.fault is None
        desk.signing_in.paste(address)
    assert desk.connecting.state.passed


async def test_an_answer_counts_once(desk: Desk, empty_portal: SandboxProcess) -> None:
    async with desk.signing(filled(empty_portal)):
        address = await desk.browser.allow()
        desk.signing_in.paste(address)
    desk.connecting.clear()
    async with desk.signing(filled(empty_portal)) as task:
        desk.signing_in.paste(address)
        assert desk.signing_in.state.fault is ReturnFault.WRONG_STATE
        code = address.partition("code=")[2].partition("&")[0]
        desk.signing_in.paste(code)
        await task
    assert isinstance(desk.signing_in.state.error, CodeRefused)
    assert desk.signing_in.state.phase is SignInPhase.FORM
    assert desk.connecting.state.phase is ConnectingPhase.EMPTY


async def test_a_wrong_secret_is_named(desk: Desk, empty_portal: SandboxProcess) -> None:
    async with desk.signing(filled(empty_portal, client_secret=Secret("nosuchsecret00"))):
        desk.signing_in.paste(await desk.browser.allow())
    assert isinstance(desk.signing_in.state.error, WrongApplication)


async def test_tokens_of_another_portal_are_not_used(
    desk: Desk, empty_portal: SandboxProcess, demo_portal: SandboxProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The official server gives tokens for whatever portal a code comes from."""
    monkeypatch.setattr("daybook.bitrix.token_server.token_server_of", lambda _portal: demo_portal.portal)
    told = demo_portal.info["oauth"]
    form = filled(empty_portal, client_id=told["client_id"], client_secret=Secret(told["client_secret"]))
    async with desk.signing(form):
        theirs = Browser()
        theirs.open(desk.browser.opened[-1].replace(empty_portal.portal, demo_portal.portal))
        address = await theirs.allow()
        desk.signing_in.paste(address)
        assert desk.signing_in.state.fault is ReturnFault.OTHER_PORTAL
        desk.signing_in.paste(address.partition("code=")[2].partition("&")[0])
    assert isinstance(desk.signing_in.state.error, OtherPortal)
    assert desk.connecting.state.phase is ConnectingPhase.EMPTY


async def test_a_token_server_that_is_not_there_is_said(
    desk: Desk, empty_portal: SandboxProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("daybook.bitrix.token_server.token_server_of", lambda _portal: "http://127.0.0.1:9")
    async with desk.signing(filled(empty_portal)):
        desk.signing_in.paste(await desk.browser.allow())
    assert isinstance(desk.signing_in.state.error, TokenServerDown)


async def test_nothing_is_opened_before_the_form_is_complete(desk: Desk) -> None:
    await desk.sign_in(ApplicationForm(" ", " "))
    state = desk.signing_in.state
    assert (state.portal_fault, state.no_client_id, state.no_client_secret) == (AddressFault.EMPTY, True, True)
    await desk.sign_in(ApplicationForm("http://acme.bitrix24.com", "local.1", Secret("abcdef")))
    state = desk.signing_in.state
    assert (state.portal_fault, state.no_client_id, state.no_client_secret) == (AddressFault.HTTPS_NEEDED, False, False)
    assert desk.browser.opened == []


async def test_who_does_not_come_back_is_not_waited_for_for_ever(
    desk: Desk, empty_portal: SandboxProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("daybook.work.signing_in.WAIT_S", 0.05)
    await desk.sign_in(filled(empty_portal))
    assert desk.signing_in.state.gave_up
    assert desk.signing_in.state.phase is SignInPhase.FORM
    desk.signing_in.paste("code=abcdef123456")
    assert desk.signing_in.state.phase is SignInPhase.FORM


async def test_asking_again_frees_the_port_and_the_old_answer_is_worth_nothing(
    desk: Desk, empty_portal: SandboxProcess
) -> None:
    return_address = f"http://127.0.0.1:{free_port()}/"
    empty_portal.returns_to(return_address)
    first = asyncio.create_task(desk.sign_in(filled(empty_portal, return_address)))
    while not desk.browser.opened:  # noqa: ASYNC110  (only the other task can tell)
        await asyncio.sleep(0)
    old = await desk.browser.allow()
    first.cancel()
    async with desk.signing(filled(empty_portal, return_address)):
        assert desk.signing_in.state.catching
        assert (await desk.browser.follow(old)).status_code == 400
        assert (await desk.browser.follow(await desk.browser.allow())).status_code == 200
    assert first.cancelled()
    assert desk.connecting.state.passed


async def test_signing_in_again_mends_the_connection(
    open_desk: Callable[[], Desk], empty_portal: SandboxProcess
) -> None:
    desk = open_desk()
    async with desk.signing(filled(empty_portal, "https://www.example.com/client/")):
        desk.signing_in.paste(await desk.browser.allow())
    first = await desk.keep()
    told = empty_portal.info["oauth"]
    signed_in = await desk.connections.signed_in(first)
    assert signed_in is not None
    # Somebody uses the refresh token up: the connection has come to its end.
    await TokenServer().refresh(empty_portal.portal, signed_in.application, signed_in.refresh_token)
    empty_portal.expire()
    with pytest.raises(Exception, match="invalid_grant"):
        await desk.call("app.info")
    assert [known.secret for known in desk.connections.all] == [SecretState.ENDED]

    form = await desk.signing_in.recall(first)
    assert form == ApplicationForm(empty_portal.portal, told["client_id"], None, "https://www.example.com/client/")
    assert desk.signing_in.knows_secret_of(told["client_id"])
    assert not desk.signing_in.knows_secret_of("local.other")
    opened = desk.connections.opened
    async with desk.signing(form):
        desk.signing_in.paste(await desk.browser.allow())
    assert desk.connecting.state.mends is not None
    assert desk.connecting.state.mends.id == first
    assert await desk.keep("") == first
    assert [(known.connection.id, known.secret) for known in desk.connections.all] == [(first, SecretState.READY)]
    assert await desk.call("app.info")
    assert opened is not None
    await opened.portal.aclose()


async def test_another_person_of_the_browser_makes_another_connection(desk: Desk, empty_portal: SandboxProcess) -> None:
    async with desk.signing(filled(empty_portal)):
        desk.signing_in.paste(await desk.browser.allow())
    first = await desk.keep()
    opened = desk.connections.opened
    form = await desk.signing_in.recall(first)
    async with desk.signing(form):
        desk.signing_in.paste(await desk.browser.allow(user_id=2))
    assert desk.connecting.state.same == ()
    assert desk.connecting.state.passed
    second = await desk.keep("Somebody else")
    assert second != first
    assert opened is not None
    await opened.portal.aclose()


async def test_a_portal_that_nobody_reached_is_not_kept_for_tomorrow(
    desk: Desk, sandbox: Callable[..., SandboxProcess]
) -> None:
    """Whom the tokens belong to only the portal knows."""
    process = sandbox("--data", "empty")
    async with desk.signing(filled(process)):
        address = await desk.browser.allow()
        process.faults("reset_before:profile=1")
        desk.signing_in.paste(address)
    assert desk.connecting.state.error is not None
    assert not desk.connecting.state.may_keep


async def test_nothing_secret_is_in_any_state(desk: Desk, empty_portal: SandboxProcess) -> None:
    told = empty_portal.info["oauth"]
    seen: list[str] = []
    desk.signing_in.changed.add(lambda: seen.append(repr(desk.signing_in.state)))
    desk.connecting.changed.add(lambda: seen.append(repr(desk.connecting.state)))
    desk.connections.changed.add(lambda: seen.append(repr(desk.connections.all)))
    async with desk.signing(filled(empty_portal)):
        address = await desk.browser.allow()
        desk.signing_in.paste(address)
    await desk.keep()
    signed_in = await desk.connections.signed_in(desk.connections.all[0].connection.id)
    assert signed_in is not None
    secrets = (
        told["client_secret"],
        address.partition("code=")[2].partition("&")[0],
        signed_in.access_token.reveal(),
        signed_in.refresh_token.reveal(),
    )
    assert len(seen) > 10
    for secret in secrets:
        assert secret not in "".join(seen) + repr(filled(empty_portal))
