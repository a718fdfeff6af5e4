"""The list of connections: which is open, what stands in the way of the others, and what is left when one goes."""

import asyncio
import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest

from daybook.bitrix.address import Access, TokenAccess, WebhookAddress
from daybook.bitrix.portal import Portal, Renew
from daybook.bitrix.secret import Secret
from daybook.store.connections import (
    ENTERPRISE_BURST,
    ENTERPRISE_RATE_PER_S,
    Connection,
    ConnectionBook,
    ConnectionKind,
    NameTaken,
    NoSuchConnection,
    new_id,
)
from daybook.vault.errors import VaultLocked, VaultMissing
from daybook.vault.memory import MemoryVault
from daybook.vault.secret import SecretKind, StoredSecret
from daybook.vault.system import KeyringVault
from daybook.work.connections import Connections, NameMissing, SecretState
from tests.helpers.clock import FakeClock
from tests.helpers.secret_service import SecretServiceProcess

PORTAL = "https://northwind.bitrix24.com"
SECRET, OTHER = StoredSecret.webhook("q7Zx93kLmn0pQrSt"), StoredSecret.webhook("another0secret99")

pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

Make = Callable[..., Connections]


@pytest.fixture(autouse=True)
def _collect_the_keyrings_connections_here() -> Iterator[None]:
    yield
    gc.collect()


class Opened:
    """Stands for the client: notes who was let in, and how fast they may ask. Nothing here goes over the wire."""

    def __init__(self) -> None:
        self.calls: list[tuple[Access, float | None, int | None]] = []

    async def __call__(
        self,
        access: Access,
        rate_per_s: float | None = None,
        burst: int | None = None,
        *,
        renew: Renew | None = None,
    ) -> Portal:
        self.calls.append((access, rate_per_s, burst))
        return cast("Portal", object())


@pytest.fixture
def opened() -> Opened:
    return Opened()


@pytest.fixture
def make(book: ConnectionBook, opened: Opened, fake_clock: FakeClock) -> Make:
    """The presenter, as after a start of the program: only the book and the keyring are what they were."""
    return lambda vault: Connections(book, vault, opened, fake_clock)


def a_connection(clock: FakeClock, name: str = "Northwind", **changes: Any) -> Connection:
    made = Connection(new_id(), name, PORTAL, 7, "Anna Berg", ConnectionKind.WEBHOOK, clock.now())
    return replace(made, **changes)


async def test_what_was_open_is_open_after_the_next_start(
    make: Make, opened: Opened, fake_clock: FakeClock, make_vault: Callable[..., KeyringVault], secret_service: object
) -> None:
    first, second = a_connection(fake_clock), a_connection(fake_clock, "Same portal, other webhook")
    before = make(make_vault())
    await before.add(first, SECRET)
    await before.add(second, OTHER)
    await before.switch(first.id)
    await before.switch(second.id)
    fake_clock.advance(3600)

    after = make(make_vault())
    await after.start()

    assert after.opened is not None
    assert after.opened.connection.id == second.id
    assert opened.calls[-1] == (WebhookAddress(PORTAL, 7, Secret(OTHER.parts["secret"])), 2.0, 50)
    assert [known.secret for known in after.all] == [SecretState.UNREAD, SecretState.READY]


async def test_without_any_connection_nothing_is_open_and_no_keyring_is_asked(make: Make) -> None:
    connections = make(KeyringVault())
    await connections.start()

    assert (connections.all, connections.current, connections.opened) == ((), None, None)


async def test_renaming_touches_no_secret_and_closes_nothing(
    make: Make, fake_clock: FakeClock, make_vault: Callable[..., KeyringVault], secret_service: SecretServiceProcess
) -> None:
    connections = make(make_vault())
    made = a_connection(fake_clock)
    await connections.add(made, SECRET)
    await connections.switch(made.id)
    opened = connections.opened
    secret_service.lock()

    await connections.rename(made.id, "  Our \t office ")

    assert connections.opened is not None
    assert opened is not None
    assert connections.opened.connection.name == "Our office"
    assert connections.opened.portal is opened.portal
    secret_service.unlock()
    assert await make_vault().read(made.id) == SECRET


async def test_names_must_tell_connections_apart(make: Make, fake_clock: FakeClock, memory_vault: MemoryVault) -> None:
    connections = make(memory_vault)
    first, second = a_connection(fake_clock, "One"), a_connection(fake_clock, "Two")
    await connections.add(first, SECRET)
    await connections.add(second, OTHER)

    with pytest.raises(NameTaken):
        await connections.rename(second.id, "one")
    with pytest.raises(NameMissing):
        await connections.rename(second.id, " \n ")
    assert [known.connection.name for known in connections.all] == ["One", "Two"]


async def test_a_refused_name_leaves_no_secret_behind(
    make: Make, fake_clock: FakeClock, memory_vault: MemoryVault
) -> None:
    connections = make(memory_vault)
    await connections.add(a_connection(fake_clock), SECRET)
    refused = a_connection(fake_clock, "NORTHWIND")

    with pytest.raises(NameTaken):
        await connections.add(refused, OTHER)

    assert await memory_vault.read(refused.id) is None
    assert len(connections.all) == 1


async def test_forgetting_removes_the_secret_and_the_line_and_nothing_of_the_others(
    make: Make, fake_clock: FakeClock, make_vault: Callable[..., KeyringVault], secret_service: object
) -> None:
    vault = make_vault()
    connections = make(vault)
    gone, stays = a_connection(fake_clock, "Gone"), a_connection(fake_clock, "Stays")
    await connections.add(gone, SECRET)
    await connections.add(stays, OTHER)
    await connections.switch(gone.id)

    await connections.forget(gone.id)
    await connections.forget(gone.id)

    assert [known.connection for known in connections.all] == [stays]
    assert (connections.current, connections.opened) == (None, None)
    assert await vault.read(gone.id) is None
    assert await vault.read(stays.id) == OTHER


async def test_a_locked_keyring_keeps_the_line_so_that_no_secret_is_left_alone(
    make: Make, fake_clock: FakeClock, make_vault: Callable[..., KeyringVault], secret_service: SecretServiceProcess
) -> None:
    connections = make(make_vault())
    made = a_connection(fake_clock)
    await connections.add(made, SECRET)
    secret_service.lock()

    with pytest.raises(VaultLocked):
        await connections.forget(made.id)
    assert [known.connection for known in connections.all] == [made]

    await connections.forget(made.id, leave_secret=True)
    assert connections.all == ()


async def test_locked_missing_silent_and_empty_are_four_states_and_none_of_them_an_error(
    make: Make, fake_clock: FakeClock, make_vault: Callable[..., KeyringVault], secret_service: SecretServiceProcess
) -> None:
    vault = make_vault()
    before = make(vault)
    made = a_connection(fake_clock)
    await before.add(made, SECRET)
    await before.switch(made.id)

    async def state_at_start(deadline_s: float = 8.0) -> SecretState:
        connections = make(make_vault(deadline_s))
        await connections.start()
        assert connections.current is not None
        assert (connections.opened is None) == (connections.current.secret is not SecretState.READY)
        return connections.current.secret

    secret_service.lock()
    assert await state_at_start() is SecretState.LOCKED
    secret_service.unlock()
    assert await state_at_start() is SecretState.READY
    secret_service.freeze()
    assert await state_at_start(0.3) is SecretState.SILENT
    secret_service.thaw()
    await vault.forget(made.id)
    assert await state_at_start() is SecretState.EMPTY
    secret_service.end_daemon()
    assert await state_at_start() is SecretState.MISSING


async def test_a_silent_keyring_that_answers_at_last_opens_the_connection(
    make: Make, fake_clock: FakeClock, make_vault: Callable[..., KeyringVault], secret_service: SecretServiceProcess
) -> None:
    connections = make(make_vault(0.3))
    made = a_connection(fake_clock)
    await connections.add(made, SECRET)
    secret_service.freeze()
    await connections.switch(made.id)
    assert connections.opened is None

    waiting = asyncio.create_task(connections.wait_for_vault())
    secret_service.thaw()
    await asyncio.wait_for(waiting, 10)

    assert connections.opened is not None


async def test_a_secret_for_today_is_asked_for_tomorrow_and_goes_without_a_keyring(
    make: Make, fake_clock: FakeClock, make_vault: Callable[..., KeyringVault]
) -> None:
    today = make(make_vault())
    made = a_connection(fake_clock, remembered=False)
    await today.add(made, SECRET)
    await today.switch(made.id)
    assert today.opened is not None

    tomorrow = make(make_vault())
    await tomorrow.start()
    assert tomorrow.current is not None
    assert tomorrow.current.secret is SecretState.EMPTY

    await tomorrow.mend(made.id, OTHER, remember=False)
    await tomorrow.switch(made.id)
    assert tomorrow.opened is not None
    await tomorrow.forget(made.id)
    assert tomorrow.all == ()


async def test_a_secret_for_today_can_be_kept_for_good_once_there_is_a_keyring(
    make: Make, fake_clock: FakeClock, make_vault: Callable[..., KeyringVault], secret_service: object
) -> None:
    connections = make(make_vault())
    made = a_connection(fake_clock, remembered=False)
    await connections.add(made, SECRET)
    await connections.mend(made.id, OTHER, remember=True)

    after = make(make_vault())
    await after.switch(made.id)

    assert after.opened is not None
    assert after.opened.connection.remembered


async def test_keeping_without_a_keyring_is_refused_and_keeps_nothing(
    make: Make, fake_clock: FakeClock, make_vault: Callable[..., KeyringVault]
) -> None:
    connections = make(make_vault())

    with pytest.raises(VaultMissing):
        await connections.add(a_connection(fake_clock), SECRET)

    assert connections.all == ()


async def test_the_newest_switch_wins(
    make: Make, fake_clock: FakeClock, make_vault: Callable[..., KeyringVault], secret_service: SecretServiceProcess
) -> None:
    connections = make(make_vault())
    first, second = a_connection(fake_clock, "One"), a_connection(fake_clock, "Two")
    await connections.add(first, SECRET)
    await connections.add(second, OTHER)

    await asyncio.gather(connections.switch(first.id), connections.switch(second.id))

    assert connections.opened is not None
    assert connections.opened.connection.id == second.id
    assert connections.current is not None
    assert connections.current.connection.id == second.id


async def test_the_plan_of_the_portal_counts_at_once(
    make: Make, opened: Opened, fake_clock: FakeClock, memory_vault: MemoryVault
) -> None:
    connections = make(memory_vault)
    made = a_connection(fake_clock)
    await connections.add(made, SECRET)
    await connections.switch(made.id)

    await connections.set_limits(made.id, ENTERPRISE_RATE_PER_S, ENTERPRISE_BURST)

    assert [call[1:] for call in opened.calls] == [(2.0, 50), (5.0, 250)]


async def test_an_applications_token_is_let_in_as_one(
    make: Make, opened: Opened, fake_clock: FakeClock, memory_vault: MemoryVault
) -> None:
    connections = make(memory_vault)
    made = a_connection(fake_clock, kind=ConnectionKind.APPLICATION)
    await connections.add(made, StoredSecret(SecretKind.APPLICATION, {"access_token": "at0", "refresh_token": "rt0"}))
    await connections.switch(made.id)

    assert opened.calls[-1][0] == TokenAccess(PORTAL, Secret("at0"))


async def test_a_secret_without_its_main_part_counts_as_empty(
    make: Make, fake_clock: FakeClock, memory_vault: MemoryVault
) -> None:
    connections = make(memory_vault)
    made = a_connection(fake_clock, kind=ConnectionKind.APPLICATION)
    await connections.add(made, StoredSecret(SecretKind.APPLICATION, {"refresh_token": "rt0"}))
    await connections.switch(made.id)

    assert connections.current is not None
    assert connections.current.secret is SecretState.EMPTY


async def test_a_connection_that_is_gone_cannot_be_opened(make: Make, memory_vault: MemoryVault) -> None:
    connections = make(memory_vault)

    with pytest.raises(NoSuchConnection):
        await connections.switch(new_id())
    assert connections.current is None


async def test_whoever_looks_is_told_of_every_change(
    make: Make, fake_clock: FakeClock, memory_vault: MemoryVault
) -> None:
    connections = make(memory_vault)
    seen: list[list[SecretState]] = []
    connections.changed.add(lambda: seen.append([known.secret for known in connections.all]))
    made = a_connection(fake_clock)

    await connections.add(made, SECRET)
    await connections.switch(made.id)
    await connections.forget(made.id)

    unread, reading, ready = ([each] for each in (SecretState.UNREAD, SecretState.READING, SecretState.READY))
    assert seen == [unread, reading, ready, ready, []]  # left, before it is forgotten


async def test_the_one_used_last_is_opened_when_the_current_one_was_forgotten(
    make: Make, fake_clock: FakeClock, memory_vault: MemoryVault
) -> None:
    before = make(memory_vault)
    older, newer, current = (a_connection(fake_clock, name) for name in ("Older", "Newer", "Current"))
    for each in (older, newer, current):
        await before.add(each, SECRET)
    for each in (older, newer, current):
        await before.switch(each.id)
        fake_clock.advance(timedelta(hours=1).total_seconds())
    await before.forget(current.id)

    after = make(memory_vault)
    await after.start()

    assert after.opened is not None
    assert after.opened.connection.id == newer.id
