"""Connecting a real portal with a real keyring, with whatever people paste and whatever goes wrong."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
import trustme

from daybook.bitrix.address import AddressFault, read_webhook
from daybook.bitrix.diagnosis import Check, LineState
from daybook.bitrix.errors import MissingScope, PortalError, Unreachable, UnreachableKind, WebhookExpired, WrongSecret
from daybook.clock import SystemClock
from daybook.privacy import install_masking
from daybook.store.connections import ConnectionBook
from daybook.store.database import Database
from daybook.store.folders import Folders
from daybook.store.limits import LimitLevels
from daybook.vault.errors import VaultError, VaultLocked, VaultMissing, VaultSilent
from daybook.vault.memory import MemoryVault
from daybook.vault.secret import StoredSecret
from daybook.vault.system import KeyringVault
from daybook.vault.vault import Vault
from daybook.work.connecting import Connecting, ConnectingPhase, NameProblem
from daybook.work.connections import Connections, SecretState
from daybook.work.portals import Portals
from tests.helpers.secret_service import SecretServiceProcess

if TYPE_CHECKING:
    from tests.sandbox.process import SandboxProcess

pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

MakeVault = Callable[..., KeyringVault]


@pytest.fixture(autouse=True)
def _collect_the_keyrings_connections_here() -> Iterator[None]:
    yield
    gc.collect()


class Desk:
    """The presenters as the program puts them together."""

    def __init__(self, memory: Database, vault: Vault) -> None:
        clock = SystemClock()
        self.portals = Portals(clock, LimitLevels(memory))
        self.connections = Connections(ConnectionBook(memory), vault, self.portals.open, clock)
        self.connecting = Connecting(self.connections, self.portals.open, clock)

    async def connect(self, text: str, name: str | None = None, *, remember: bool = True) -> str:
        """Pastes, tests and keeps; the new connection's id."""
        self.connecting.paste(text)
        await self.connecting.test()
        await self.connecting.keep(name or self.connecting.state.name, remember=remember)
        kept = self.connecting.state.kept
        assert kept is not None, self.connecting.state
        return kept.id

    async def aclose(self) -> None:
        if self.connections.opened is not None:
            await self.connections.opened.portal.aclose()


@pytest_asyncio.fixture
async def open_desk(memory: Database) -> AsyncIterator[Callable[[Vault], Desk]]:
    """A desk on this machine's memory; a second one is the program after a restart."""
    desks: list[Desk] = []

    def open_desk(vault: Vault) -> Desk:
        desks.append(Desk(memory, vault))
        return desks[-1]

    yield open_desk
    for desk in desks:
        await desk.aclose()


@pytest.fixture
def desk(open_desk: Callable[[Vault], Desk], memory_vault: MemoryVault) -> Desk:
    return open_desk(memory_vault)


async def nothing_is_kept(desk: Desk, vault: MemoryVault) -> bool:
    await desk.connections.start()
    return desk.connections.all == () and repr(vault) == "MemoryVault(0 secrets)"


async def test_a_webhook_is_masked_tested_kept_and_opened_again_the_next_morning(
    open_desk: Callable[[Vault], Desk],
    make_vault: MakeVault,
    empty_portal: "SandboxProcess",
    secret_service: SecretServiceProcess,
) -> None:
    secret = read_webhook(empty_portal.webhook).secret.reveal()
    today = open_desk(make_vault())
    today.connecting.paste(f' "{empty_portal.webhook}crm.deal.list.json?start=50" ')
    pasted = today.connecting.state
    assert pasted.phase is ConnectingPhase.TESTING
    assert pasted.shown.startswith(f"{empty_portal.portal}/rest/1/")
    assert secret not in repr(pasted)

    await today.connecting.test()
    tested = today.connecting.state
    assert (tested.phase, tested.error, tested.may_keep) == (ConnectingPhase.TESTED, None, True)
    assert [line.check for line in tested.lines if line.check is not Check.FEATURE] == list(Check)[:-1]
    assert today.connections.all == (), "nothing is stored by testing"

    await today.connecting.keep("Our office")
    assert today.connecting.state.phase is ConnectingPhase.KEPT

    tomorrow = open_desk(make_vault())
    await tomorrow.connections.start()
    opened = tomorrow.connections.opened
    assert opened is not None
    assert (opened.connection.name, opened.connection.user_id) == ("Our office", 1)
    me = empty_portal.call("profile")
    assert opened.connection.user_name == f"{me['NAME']} {me['LAST_NAME']}"
    assert (await opened.portal.call("profile", writes=False)).result == me


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("hello", AddressFault.NOT_AN_ADDRESS),
        ("http://northwind.bitrix24.com/rest/7/q7Zx93kLmn0pQrSt/", AddressFault.HTTPS_NEEDED),
        ("https://northwind.bitrix24.com/crm/deal/details/7/", AddressFault.IS_CARD_LINK),
    ],
)
async def test_a_paste_without_a_webhook_says_why_and_is_not_tested(desk: Desk, text: str, fault: AddressFault) -> None:
    desk.connecting.paste(text)
    assert (desk.connecting.state.phase, desk.connecting.state.fault) == (ConnectingPhase.BAD_ADDRESS, fault)

    await desk.connecting.test()
    await desk.connecting.keep("x")
    assert desk.connecting.state.phase is ConnectingPhase.BAD_ADDRESS
    assert desk.connections.all == ()


async def test_an_emptied_field_is_no_mistake(desk: Desk) -> None:
    desk.connecting.paste("hello")
    desk.connecting.paste("  ")

    assert desk.connecting.state.phase is ConnectingPhase.EMPTY


@pytest.mark.parametrize(
    ("who", "error"),
    [("wrong", WrongSecret), ("expired", WebhookExpired), ("no_scope", MissingScope)],
    ids=["wrong secret", "expired", "without the scope crm"],
)
async def test_a_webhook_that_lets_nobody_in_is_not_kept(
    desk: Desk, memory_vault: MemoryVault, demo_portal: "SandboxProcess", who: str, error: type[PortalError]
) -> None:
    wrong = f"{demo_portal.portal}/rest/1/nosuchsecret0000/"
    desk.connecting.paste(demo_portal.info["others"].get(who, wrong))

    await desk.connecting.test()
    state = desk.connecting.state
    await desk.connecting.keep("Northwind")

    assert isinstance(state.error, error)
    assert [line.error for line in state.lines if line.state is LineState.FAILED] == [state.error]
    assert not state.may_keep
    assert desk.connecting.state == state
    assert await nothing_is_kept(desk, memory_vault)


async def test_a_portal_that_is_merely_out_of_reach_may_be_kept(desk: Desk, sandbox: Any) -> None:
    portal = sandbox("--data", "empty")
    portal.stop()

    desk.connecting.paste(portal.webhook)
    await desk.connecting.test()
    assert isinstance(desk.connecting.state.error, Unreachable)
    assert not desk.connecting.state.passed
    await desk.connecting.keep("Tomorrow")

    assert desk.connections.opened is not None
    assert desk.connections.opened.connection.user_name == ""


async def test_a_certificate_nobody_vouches_for_is_not_kept(
    desk: Desk, memory_vault: MemoryVault, sandbox: Any, tmp_path: Path
) -> None:
    certificate = trustme.CA().issue_cert("127.0.0.1")
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    certificate.cert_chain_pems[0].write_to_path(chain)
    certificate.private_key_pem.write_to_path(key)
    portal = sandbox("--data", "empty", "--tls", str(chain), str(key))

    desk.connecting.paste(portal.webhook)
    await desk.connecting.test()
    state = desk.connecting.state
    await desk.connecting.keep("x")

    assert isinstance(state.error, Unreachable)
    assert state.error.kind is UnreachableKind.TLS
    assert await nothing_is_kept(desk, memory_vault)


async def test_without_a_keyring_the_secret_is_kept_until_daybook_closes_and_then_mended(
    open_desk: Callable[[Vault], Desk], make_vault: MakeVault, empty_portal: "SandboxProcess"
) -> None:
    today = open_desk(make_vault())
    today.connecting.paste(empty_portal.webhook)
    await today.connecting.test()
    await today.connecting.keep("Northwind")
    assert isinstance(today.connecting.state.vault_error, VaultMissing)
    assert today.connecting.state.may_keep
    assert today.connections.all == ()

    await today.connecting.keep("Northwind", remember=False)
    assert today.connections.opened is not None
    first_id = today.connections.opened.connection.id

    tomorrow = open_desk(make_vault())
    await tomorrow.connections.start()
    assert [known.secret for known in tomorrow.connections.all] == [SecretState.EMPTY]
    tomorrow.connecting.paste(empty_portal.webhook)
    assert tomorrow.connecting.state.mends is not None
    await tomorrow.connecting.test()
    await tomorrow.connecting.keep("", remember=False)

    assert [known.connection.id for known in tomorrow.connections.all] == [first_id]
    assert tomorrow.connections.opened is not None


@pytest.mark.parametrize("trouble", [VaultLocked, VaultSilent], ids=["locked", "silent"])
async def test_a_keyring_that_refuses_says_how_and_keeping_works_once_it_lets_us(
    open_desk: Callable[[Vault], Desk],
    make_vault: MakeVault,
    empty_portal: "SandboxProcess",
    secret_service: SecretServiceProcess,
    trouble: type[VaultError],
) -> None:
    vault = make_vault(0.5)
    desk = open_desk(vault)
    desk.connecting.paste(empty_portal.webhook)
    await desk.connecting.test()

    refuse, allow = {
        VaultLocked: (secret_service.lock, secret_service.unlock),
        VaultSilent: (secret_service.freeze, secret_service.thaw),
    }[trouble]
    refuse()
    await desk.connecting.keep("Northwind")
    assert isinstance(desk.connecting.state.vault_error, trouble)
    assert desk.connections.all == ()

    allow()
    await asyncio.wait_for(vault.awake(), 10)
    async with asyncio.timeout(20):  # one that has just come to itself may need a moment, as a person gives it
        await desk.connecting.keep("Northwind")
        while desk.connecting.state.vault_error is not None:
            await desk.connecting.keep("Northwind")
    assert desk.connections.opened is not None


async def test_names_are_proposed_free_and_refused_when_taken(desk: Desk, demo_portal: "SandboxProcess") -> None:
    await desk.connect(demo_portal.webhook)
    desk.connecting.paste(demo_portal.webhook)
    proposed = desk.connecting.state.name
    await desk.connecting.test()

    problems = []
    for name in ("127.0.0.1", "  ", proposed):
        await desk.connecting.keep(name)
        problems.append(desk.connecting.state.name_problem)

    assert problems == [NameProblem.TAKEN, NameProblem.MISSING, None]

    assert [known.connection.name for known in desk.connections.all] == ["127.0.0.1", "127.0.0.1 2"]


def test_a_cloud_portal_is_called_by_its_own_name(desk: Desk) -> None:
    desk.connecting.paste("https://northwind.bitrix24.com/rest/7/q7Zx93kLmn0pQrSt/")

    assert desk.connecting.state.name == "northwind"


async def test_two_webhooks_of_one_person_live_side_by_side_unless_one_replaces_the_other(
    desk: Desk, memory_vault: MemoryVault, demo_portal: "SandboxProcess"
) -> None:
    first = await desk.connect(demo_portal.webhook)
    second = await desk.connect(demo_portal.webhook)
    assert first != second

    desk.connecting.paste(demo_portal.webhook)
    assert {each.id for each in desk.connecting.state.same} == {first, second}
    assert desk.connecting.state.mends is None
    await memory_vault.save(second, StoredSecret.webhook("revoked0000"))
    desk.connecting.mend(second)
    await desk.connecting.test()
    await desk.connecting.keep("")

    assert {known.connection.id for known in desk.connections.all} == {first, second}
    assert await memory_vault.read(second) == await memory_vault.read(first)


async def test_another_person_of_the_portal_is_somebody_else(desk: Desk, demo_portal: "SandboxProcess") -> None:
    await desk.connect(demo_portal.webhook)
    desk.connecting.paste(demo_portal.info["others"]["plain_user"])

    assert desk.connecting.state.same == ()


async def test_a_paste_during_the_test_ends_it(desk: Desk, demo_portal: "SandboxProcess", sandbox: Any) -> None:
    slow = sandbox("--data", "empty", "--latency", "300")
    desk.connecting.paste(slow.webhook)
    first = asyncio.create_task(desk.connecting.test())
    await asyncio.sleep(0)
    desk.connecting.paste(demo_portal.webhook)
    second = asyncio.create_task(desk.connecting.test())

    await asyncio.gather(first, second)

    checks = [(line.check, line.feature) for line in desk.connecting.state.lines]
    assert len(checks) == len(set(checks)), "lines of two tests"
    assert desk.connecting.state.shown.startswith(demo_portal.portal)
    assert desk.connecting.state.phase is ConnectingPhase.TESTED


async def test_a_cleared_form_keeps_nothing(desk: Desk, memory_vault: MemoryVault, demo_portal: Any) -> None:
    desk.connecting.paste(demo_portal.webhook)
    await desk.connecting.test()
    desk.connecting.clear()
    await desk.connecting.keep("Northwind")

    assert await nothing_is_kept(desk, memory_vault)


@pytest.fixture
def debug_log(folders: Folders) -> Iterator[Path]:
    """Everything that anybody logs, at DEBUG, in a file, as a person asks for it who reports a bug."""
    factory = logging.getLogRecordFactory()
    install_masking()
    path = folders.logs / "debug.log"
    handler = logging.FileHandler(path, encoding="utf-8")
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield path
    root.setLevel(level)
    root.removeHandler(handler)
    handler.close()
    logging.setLogRecordFactory(factory)


async def test_the_secret_is_in_no_file_of_this_machine(
    open_desk: Callable[[Vault], Desk],
    make_vault: MakeVault,
    empty_portal: "SandboxProcess",
    secret_service: SecretServiceProcess,
    debug_log: Path,
) -> None:
    secret = read_webhook(empty_portal.webhook).secret.reveal()
    vault = make_vault()
    desk = open_desk(vault)
    kept = await desk.connect(empty_portal.webhook)
    await desk.connections.rename(kept, "Renamed")
    secret_service.lock()
    with pytest.raises(VaultLocked) as caught:
        await desk.connections.forget(kept)
    logging.getLogger("somebody").error("could not forget", exc_info=caught.value)
    await desk.portals.remember()

    daybooks_own = debug_log.parents[1]
    written = await asyncio.to_thread(contents, daybooks_own, secret_service.home.parent, Path("/proc/self/cmdline"))
    assert {"memory.sqlite", "debug.log"} <= {path.name for path in written}
    assert any(path.suffix == ".keyring" for path in written)
    assert b"POST" in written[debug_log], "the log was not on"
    assert [path for path, content in written.items() if secret.encode() in content] == []


def contents(*roots: Path) -> dict[Path, bytes]:
    """Every file at or below these places."""
    files = [path for root in roots for path in (root, *root.rglob("*")) if path.is_file()]
    return {path: path.read_bytes() for path in files}
