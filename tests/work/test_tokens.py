"""Tokens that run out: fetched once for everybody who waits, kept before they are used, in one process or in two."""

import asyncio
import gc
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from daybook.bitrix.address import TokenAccess
from daybook.bitrix.errors import (
    BlockedBy,
    PortalError,
    RenewalBlocked,
    SignInEnded,
    TokenExpired,
    TokenServerDown,
    UnreachableKind,
)
from daybook.bitrix.oauth import Application, Grant
from daybook.bitrix.secret import Secret
from daybook.bitrix.token_server import TokenServer
from daybook.clock import SystemClock
from daybook.store.connections import Connection, ConnectionBook, ConnectionKind, new_id
from daybook.store.database import Database
from daybook.store.folders import Folders
from daybook.store.limits import LimitLevels
from daybook.store.lock import FileLock
from daybook.vault.errors import SecretTooLarge, VaultError, VaultLocked, VaultMissing
from daybook.vault.memory import MemoryVault
from daybook.vault.secret import SecretKind, StoredSecret
from daybook.vault.system import KeyringVault
from daybook.vault.vault import Vault
from daybook.work.access import SignedIn
from daybook.work.connections import Connections, SecretState
from daybook.work.portals import Portals
from daybook.work.tokens import Renewals, TokensNotKept
from tests.helpers.secret_service import SecretServiceProcess
from tests.sandbox.process import SandboxProcess

pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@pytest.fixture(autouse=True)
def _collect_the_keyrings_connections_here() -> Iterator[None]:
    yield
    gc.collect()


class Counting:
    """The real token server, and how often it was asked."""

    def __init__(self) -> None:
        self._server = TokenServer()
        self.refreshed = 0
        self.waits: asyncio.Event | None = None

    async def exchange(self, portal: str, application: Application, code: Secret) -> Grant:
        return await self._server.exchange(portal, application, code)

    async def refresh(self, portal: str, application: Application, refresh_token: Secret) -> Grant:
        self.refreshed += 1
        if self.waits is not None:
            await self.waits.wait()
        return await self._server.refresh(portal, application, refresh_token)


class Refusing(MemoryVault):
    """A vault that takes and gives nothing while `error` is set, and takes until `slow`; `asked` tells for what."""

    lasting = True

    def __init__(self) -> None:
        super().__init__()
        self.error: VaultError | None = None
        self.asked: list[str] = []
        self.slow: asyncio.Event | None = None

    async def save(self, connection_id: str, secret: StoredSecret) -> None:
        self.asked.append("save")
        if self.slow is not None:
            await self.slow.wait()
        if self.error is not None:
            raise self.error
        await super().save(connection_id, secret)

    async def read(self, connection_id: str) -> StoredSecret | None:
        self.asked.append("read")
        if self.error is not None:
            raise self.error
        return await super().read(connection_id)


def signed_in(process: SandboxProcess) -> SignedIn:
    """What a person has after connecting the portal's application."""
    told = process.info["oauth"]
    application = Application(told["client_id"], Secret(told["client_secret"]))
    return SignedIn(
        application, Secret(told["access_token"]), Secret(told["refresh_token"]), member_id=told["member_id"]
    )


class Desk:
    """The connections of one process, with one application among them."""

    def __init__(self, memory: Database, folders: Folders, vault: Vault, portal: SandboxProcess) -> None:
        clock = SystemClock()
        self.giver = Counting()
        self.not_kept: list[TokensNotKept] = []
        portals = Portals(clock, LimitLevels(memory))
        self.connections = Connections(
            ConnectionBook(memory),
            vault,
            portals.open,
            clock,
            renewals=Renewals(self.giver, folders.data, clock),
            not_kept=lambda _id, error, _keep: self.not_kept.append(error),
        )
        self._portal = portal
        self._clock = clock
        self.id = new_id()

    async def connect(self, *, remember: bool = True) -> None:
        made = Connection(
            self.id, "Application", self._portal.portal, 1, "Anna", ConnectionKind.APPLICATION, self._clock.now(),
            rate_per_s=100_000.0, burst=1_000_000, remembered=remember,
        )  # fmt: skip
        await self.connections.add(made, signed_in(self._portal).stored())
        await self.connections.switch(self.id)

    async def call(self) -> Any:
        assert self.connections.opened is not None
        return (await self.connections.opened.portal.call("app.info", writes=False)).result

    def state(self) -> SecretState:
        known = self.connections.find(self.id)
        assert known is not None
        return known.secret


@pytest.fixture
def vault() -> Refusing:
    return Refusing()


@pytest_asyncio.fixture
async def open_desk(
    memory: Database, folders: Folders, empty_portal: SandboxProcess
) -> AsyncIterator[Callable[[Vault], Desk]]:
    """Desks on this machine's memory; a second one is the program after a restart."""
    desks: list[Desk] = []

    def make(vault: Vault) -> Desk:
        desks.append(Desk(memory, folders, vault, empty_portal))
        return desks[-1]

    yield make
    for desk in desks:
        if desk.connections.opened is not None:
            await desk.connections.opened.portal.aclose()


@pytest_asyncio.fixture
async def desk(open_desk: Callable[[Vault], Desk], vault: Refusing) -> Desk:
    made = open_desk(vault)
    await made.connect()
    return made


async def test_nothing_is_renewed_before_the_portal_asks_for_it(desk: Desk) -> None:
    await desk.call()
    assert desk.giver.refreshed == 0


async def test_a_hundred_calls_at_once_are_one_refresh(desk: Desk, empty_portal: SandboxProcess) -> None:
    empty_portal.expire()
    found = await asyncio.gather(*(desk.call() for _ in range(100)))
    assert len(found) == 100
    assert desk.giver.refreshed == 1


async def test_the_new_tokens_are_kept_before_they_are_used(
    desk: Desk, vault: Refusing, empty_portal: SandboxProcess
) -> None:
    before = await vault.read(desk.id)
    empty_portal.expire()
    await desk.call()
    kept = await vault.read(desk.id)
    assert before is not None
    assert kept is not None
    for part in ("access_token", "refresh_token"):
        assert kept.parts[part] != before.parts[part]
    assert kept.parts["client_secret"] == before.parts["client_secret"]
    empty_portal.expire()
    await desk.call()
    assert desk.giver.refreshed == 2


async def test_nobody_gets_a_token_that_is_not_kept_yet(
    desk: Desk, vault: Refusing, empty_portal: SandboxProcess
) -> None:
    """A crash between using and keeping would cost the person her sign-in."""
    tokens = desk.connections._tokens[desk.id]
    before = tokens.access
    empty_portal.expire()
    vault.slow = asyncio.Event()
    saves = vault.asked.count("save")
    calling = asyncio.create_task(desk.call())
    while vault.asked.count("save") == saves:  # noqa: ASYNC110  (only the other task can tell)
        await asyncio.sleep(0.01)
    assert not calling.done()
    assert tokens.access == before
    vault.slow.set()
    await calling
    assert tokens.access != before


async def test_after_a_restart_the_first_call_renews(
    open_desk: Callable[[Vault], Desk], vault: Refusing, empty_portal: SandboxProcess
) -> None:
    evening = open_desk(vault)
    await evening.connect()
    empty_portal.expire()
    await evening.call()
    empty_portal.expire()

    morning = open_desk(vault)
    morning.id = evening.id
    await morning.connections.start()
    assert morning.giver.refreshed == 0
    await morning.call()
    assert morning.giver.refreshed == 1


async def test_what_the_keyring_does_not_take_is_said_at_once_and_used_on(
    desk: Desk, vault: Refusing, empty_portal: SandboxProcess
) -> None:
    vault.error = VaultLocked()
    empty_portal.expire()
    await desk.call()
    assert [type(each.cause) for each in desk.not_kept] == [VaultLocked]
    empty_portal.expire()
    await desk.call()
    assert (desk.giver.refreshed, len(desk.not_kept)) == (2, 2)

    with pytest.raises(VaultLocked):
        await desk.connections.keep_tokens(desk.id)
    vault.error = None
    await desk.connections.keep_tokens(desk.id)
    kept = await vault.read(desk.id)
    empty_portal.expire()
    await desk.call()
    assert kept is not None
    assert kept != await vault.read(desk.id)
    assert desk.giver.refreshed == 3


async def test_the_keyrings_old_tokens_do_not_push_out_newer_ones(
    desk: Desk, vault: Refusing, empty_portal: SandboxProcess
) -> None:
    """The keyring missed one renewal and can be read again: what it holds is what we know to be used up."""
    vault.error = VaultLocked()
    empty_portal.expire()
    await desk.call()
    vault.error = None
    opened = desk.connections.opened
    await desk.connections.switch(desk.id)
    assert opened is not None
    await opened.portal.aclose()
    await desk.call()
    empty_portal.expire()
    await desk.call()
    assert desk.giver.refreshed == 2


async def test_a_refused_refresh_asks_the_person_and_nobody_else(
    desk: Desk, vault: Refusing, empty_portal: SandboxProcess
) -> None:
    await TokenServer().refresh(
        empty_portal.portal, signed_in(empty_portal).application, signed_in(empty_portal).refresh_token
    )
    empty_portal.expire()
    for _ in range(3):
        with pytest.raises(SignInEnded):
            await desk.call()
    assert desk.giver.refreshed == 1, "the token server is not asked again for what it refused"
    assert desk.state() is SecretState.ENDED

    opened = desk.connections.opened
    await desk.connections.switch(desk.id)
    assert opened is not None
    await opened.portal.aclose()
    with pytest.raises(SignInEnded):
        await desk.call()
    assert (desk.giver.refreshed, desk.state()) == (1, SecretState.ENDED)

    again = empty_portal.token()
    fresh = replace(
        signed_in(empty_portal),
        access_token=Secret(again["access_token"]),
        refresh_token=Secret(again["refresh_token"]),
    )
    opened = desk.connections.opened
    await desk.connections.mend(desk.id, fresh.stored(), remember=True)
    await desk.connections.switch(desk.id)
    assert opened is not None
    await opened.portal.aclose()
    assert desk.state() is SecretState.READY
    empty_portal.expire()
    await desk.call()
    assert desk.giver.refreshed == 2


async def test_somebody_elses_new_tokens_are_taken_also_after_a_refusal(
    desk: Desk, vault: Refusing, empty_portal: SandboxProcess
) -> None:
    old = signed_in(empty_portal)
    grant = await TokenServer().refresh(empty_portal.portal, old.application, old.refresh_token)
    empty_portal.expire()
    with pytest.raises(SignInEnded):
        await desk.call()
    # Another Daybook comes late with what it fetched.
    await vault.save(desk.id, old.renewed(grant, SystemClock().now()).stored())
    with pytest.raises(TokenExpired):
        await desk.call()  # those tokens have run out as well: each call is repeated once
    await desk.call()
    assert desk.giver.refreshed == 2


async def test_a_refusal_while_the_keyring_is_locked_is_not_the_end(
    desk: Desk, vault: Refusing, empty_portal: SandboxProcess
) -> None:
    old = signed_in(empty_portal)
    grant = await TokenServer().refresh(empty_portal.portal, old.application, old.refresh_token)
    empty_portal.expire()
    await vault.save(desk.id, old.renewed(grant, SystemClock().now()).stored())
    vault.error = VaultLocked()
    with pytest.raises(RenewalBlocked) as caught:
        await desk.call()
    assert caught.value.by is BlockedBy.KEYRING
    assert desk.state() is SecretState.READY
    vault.error = None
    with pytest.raises(TokenExpired):
        await desk.call()
    await desk.call()


async def test_a_token_server_that_is_not_there_is_said_and_asked_again(
    desk: Desk, empty_portal: SandboxProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty_portal.expire()
    with monkeypatch.context() as broken:
        broken.setattr("daybook.bitrix.token_server.token_server_of", lambda _portal: "http://127.0.0.1:9")
        with pytest.raises(TokenServerDown) as caught:
            await desk.call()
    assert caught.value.kind is UnreachableKind.REFUSED
    assert not caught.value.maybe_done
    await desk.call()


async def test_who_stops_waiting_does_not_stop_the_renewal(
    desk: Desk, vault: Refusing, empty_portal: SandboxProcess
) -> None:
    desk.giver.waits = asyncio.Event()
    empty_portal.expire()
    before = await vault.read(desk.id)
    calling = asyncio.create_task(desk.call())
    while desk.giver.refreshed == 0:  # noqa: ASYNC110  (only the other task can tell)
        await asyncio.sleep(0.01)
    calling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await calling
    desk.giver.waits.set()
    await desk.connections.settle(20)
    assert await vault.read(desk.id) != before
    await desk.call()
    assert desk.giver.refreshed == 1


async def test_what_was_forgotten_meanwhile_does_not_come_back(
    desk: Desk, vault: Refusing, empty_portal: SandboxProcess
) -> None:
    desk.giver.waits = asyncio.Event()
    empty_portal.expire()
    opened = desk.connections.opened
    calling = asyncio.create_task(desk.call())
    while desk.giver.refreshed == 0:  # noqa: ASYNC110  (only the other task can tell)
        await asyncio.sleep(0.01)
    await desk.connections.forget(desk.id)
    desk.giver.waits.set()
    await calling
    assert await vault.read(desk.id) is None
    assert opened is not None
    await opened.portal.aclose()


@pytest.mark.parametrize("by", list(BlockedBy)[1:])
async def test_what_stands_in_the_way_on_this_computer_is_named(
    desk: Desk, folders: Folders, empty_portal: SandboxProcess, monkeypatch: pytest.MonkeyPatch, by: BlockedBy
) -> None:
    monkeypatch.setattr("daybook.work.tokens.LOCK_WITHIN_S", 0.1)
    path = folders.data / f"tokens-{desk.id}.lock"
    empty_portal.expire()
    if by is BlockedBy.DISK:
        path.mkdir()
        with pytest.raises(RenewalBlocked) as caught:
            await desk.call()
    else:
        async with FileLock(path).held(5):
            with pytest.raises(RenewalBlocked) as caught:
                await desk.call()
    assert caught.value.by is by
    assert desk.giver.refreshed == 0


async def test_tokens_for_this_session_only_are_renewed_without_the_keyring(
    open_desk: Callable[[Vault], Desk], vault: Refusing, empty_portal: SandboxProcess
) -> None:
    desk = open_desk(vault)
    vault.error = VaultMissing()
    await desk.connect(remember=False)
    empty_portal.expire()
    await desk.call()
    empty_portal.expire()
    await desk.call()
    assert (vault.asked, desk.not_kept) == ([], [])


async def test_an_application_without_what_it_takes_is_not_renewed(
    open_desk: Callable[[Vault], Desk], vault: Refusing, empty_portal: SandboxProcess
) -> None:
    desk = open_desk(vault)
    await desk.connect()
    token = empty_portal.info["oauth"]["access_token"]
    await desk.connections.mend(desk.id, StoredSecret(SecretKind.APPLICATION, {"access_token": token}), remember=True)
    opened = desk.connections.opened
    await desk.connections.switch(desk.id)
    assert opened is not None
    await opened.portal.aclose()
    await desk.call()
    empty_portal.expire()
    with pytest.raises(TokenExpired):
        await desk.call()


def test_the_record_survives_the_keyring(empty_portal: SandboxProcess) -> None:
    made = replace(
        signed_in(empty_portal),
        expires=SystemClock().now(),
        scopes=frozenset({"crm", "user", "bizproc", "placement"}),
        return_address="http://127.0.0.1:8765/back",
    )
    read = StoredSecret.from_text(made.stored().to_text())
    assert read is not None
    assert SignedIn.read(read) == made
    bare = StoredSecret.from_text(signed_in(empty_portal).stored().to_text())
    assert bare is not None
    assert SignedIn.read(bare) == signed_in(empty_portal)


def test_a_record_fits_into_every_keyring() -> None:
    """Windows holds 2,500 bytes; ids and secrets as long as they come."""
    made = SignedIn(
        Application("local.5c8bb1b0891cf2.87252039", Secret("S" * 50)),
        Secret("a" * 72),
        Secret("r" * 72),
        SystemClock().now(),
        "a223c6b3710f85df22e9377d6c4f7553",
        frozenset({"crm", "user", "user_brief", "bizproc", "placement", "tasks", "im", "disk", "calendar"}),
        "http://127.0.0.1:8765/daybook/return",
    )
    made.stored().to_text()
    with pytest.raises(SecretTooLarge):
        replace(made, return_address="x" * 2_000).stored().to_text()


def test_no_secret_is_in_a_repr(empty_portal: SandboxProcess) -> None:
    made = signed_in(empty_portal)
    tokens = Renewals(TokenServer(), Folders.of_system().data, SystemClock())
    for text in (repr(made), repr(made.stored()), repr(tokens), repr(TokenAccess("http://x", made.access_token))):
        for name in ("client_secret", "access_token", "refresh_token"):
            assert empty_portal.info["oauth"][name] not in text


RENEWING = """
import asyncio, json, sys
from pathlib import Path
from daybook.bitrix.address import TokenAccess
from daybook.bitrix.token_server import TokenServer
from daybook.clock import SystemClock
from daybook.vault.system import KeyringVault
from daybook.work.access import SignedIn
from daybook.work.tokens import Heard, Renewals

class Counting(TokenServer):
    refreshed = 0

    async def refresh(self, *asked):
        self.refreshed += 1
        return await super().refresh(*asked)

async def renew(told):
    vault, giver = KeyringVault(), Counting()
    mine = SignedIn.read(await vault.read(told["id"]))
    heard = Heard(lambda error: sys.exit("not kept"), lambda: sys.exit("ended"))
    tokens = Renewals(giver, Path(told["folder"]), SystemClock()).tokens(told["id"], told["portal"], mine, vault, heard)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await tokens.renew(tokens.access)
    print(json.dumps([giver.refreshed, tokens.access.access_token.reveal()]), flush=True)

asyncio.run(renew(json.loads(sys.stdin.readline())))
"""


async def test_two_processes_at_once_are_one_refresh(
    open_desk: Callable[[Vault], Desk],
    make_vault: Callable[..., KeyringVault],
    folders: Folders,
    empty_portal: SandboxProcess,
    secret_service: SecretServiceProcess,
) -> None:
    vault = make_vault()
    desk = open_desk(vault)
    await desk.connect()
    empty_portal.expire()
    told = json.dumps({"id": desk.id, "portal": empty_portal.portal, "folder": str(folders.data)}).encode() + b"\n"
    env = {**os.environ, **secret_service.env, "PYTHONPATH": os.pathsep.join(sys.path)}
    started = (
        asyncio.create_subprocess_exec(sys.executable, "-c", RENEWING, stdin=PIPE, stdout=PIPE, env=env)
        for _ in range(2)
    )
    processes = await asyncio.gather(*started)
    try:
        await asyncio.gather(*(_until_ready(each, told) for each in processes))
        said = [json.loads(out) for out, _ in await asyncio.gather(*(each.communicate(b"go\n") for each in processes))]
    finally:
        for each in processes:
            if each.returncode is None:
                each.kill()
                await each.wait()
    kept = await vault.read(desk.id)
    assert kept is not None
    assert sorted(refreshed for refreshed, _ in said) == [0, 1]
    assert {token for _, token in said} == {kept.parts["access_token"]}
    await desk.call()
    assert desk.giver.refreshed == 0, "the window takes what the others fetched"


async def _until_ready(process: Process, told: bytes) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(told)
    await process.stdin.drain()
    assert await process.stdout.readline() == b"ready\n"


async def test_an_error_of_the_renewal_holds_no_secret(desk: Desk, empty_portal: SandboxProcess) -> None:
    await TokenServer().refresh(
        empty_portal.portal, signed_in(empty_portal).application, signed_in(empty_portal).refresh_token
    )
    empty_portal.expire()
    with pytest.raises(PortalError) as caught:
        await desk.call()
    told = repr(caught.value) + str(caught.value) + repr(caught.value.__dict__)
    assert caught.value.__cause__ is None
    for name in ("client_secret", "access_token", "refresh_token"):
        assert empty_portal.info["oauth"][name] not in told
