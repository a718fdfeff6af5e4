"""The vault against a real Secret Service, in every state in which a person may find it."""

import asyncio
import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from daybook.vault.backends import os_keyring
from daybook.vault.errors import VaultEmpty, VaultError, VaultLocked, VaultMissing, VaultSilent
from daybook.vault.secret import SecretKind, StoredSecret
from daybook.vault.system import SERVICE, KeyringVault
from daybook.vault.vault import VaultState, demand
from tests.helpers.secret_service import SecretServiceProcess
from tests.vault import plaintext

FIRST, SECOND = "a" * 32, "b" * 32
SECRET = StoredSecret.webhook("q7Zx93kLmn0pQrSt")
SHORT_S = 0.5

# keyring 25.7 leaves its bus connection to the garbage collector when a collection is locked or missing.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@pytest.fixture(autouse=True)
def _collect_the_connections_here() -> Iterator[None]:
    yield
    gc.collect()


@pytest.fixture
def make_vault() -> Iterator[Callable[[float], KeyringVault]]:
    made: list[KeyringVault] = []

    def make(deadline_s: float = 8.0) -> KeyringVault:
        made.append(KeyringVault(deadline_s=deadline_s))
        return made[-1]

    yield make
    for vault in made:
        vault.close()


@pytest.fixture
def vault(secret_service: SecretServiceProcess, make_vault: Callable[..., KeyringVault]) -> KeyringVault:
    return make_vault()


async def test_what_was_saved_is_read_by_the_next_process(
    vault: KeyringVault, secret_service: SecretServiceProcess
) -> None:
    await vault.save(FIRST, SECRET)

    code = (
        "import asyncio; from daybook.vault.system import KeyringVault\n"
        f"print(asyncio.run(KeyringVault().read({FIRST!r})).parts['secret'])"
    )
    env = {**secret_service.env, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = partial(subprocess.run, [sys.executable, "-c", code], capture_output=True, text=True, check=True)
    seen = await asyncio.to_thread(command, env=env)
    assert seen.stdout.strip() == SECRET.parts["secret"]


async def test_two_webhooks_of_one_portal_live_side_by_side(vault: KeyringVault) -> None:
    other = StoredSecret.webhook("another0secret99")
    await vault.save(FIRST, SECRET)
    await vault.save(SECOND, other)

    await vault.forget(FIRST)

    assert await vault.read(FIRST) is None
    assert await vault.read(SECOND) == other


async def test_saving_again_replaces(vault: KeyringVault) -> None:
    tokens = {"access_token": "at", "refresh_token": "rt", "client_id": "app.1", "client_secret": "cs"}
    application = StoredSecret(SecretKind.APPLICATION, tokens)
    await vault.save(FIRST, SECRET)
    await vault.save(FIRST, application)

    assert await vault.read(FIRST) == application


async def test_forgetting_what_is_not_there_is_fine(vault: KeyringVault) -> None:
    await vault.forget(FIRST)

    assert await vault.state() is VaultState.READY


async def test_empty_is_none_and_can_be_demanded(vault: KeyringVault) -> None:
    assert await vault.read(FIRST) is None
    with pytest.raises(VaultEmpty):
        await demand(vault, FIRST)


async def test_an_entry_edited_by_hand_counts_as_empty(vault: KeyringVault) -> None:
    os_keyring().set_password(SERVICE, FIRST, "scribble")

    assert await vault.read(FIRST) is None


async def test_a_locked_keyring_says_locked_until_it_is_unlocked(
    vault: KeyringVault, secret_service: SecretServiceProcess
) -> None:
    await vault.save(FIRST, SECRET)
    secret_service.lock()

    assert await vault.state() is VaultState.LOCKED
    for call in (vault.read(FIRST), vault.save(SECOND, SECRET), vault.forget(FIRST)):
        with pytest.raises(VaultLocked):
            await call

    secret_service.unlock()
    assert await vault.read(FIRST) == SECRET
    assert await vault.read(SECOND) is None


async def test_without_a_bus_it_is_missing(make_vault: Callable[..., KeyringVault]) -> None:
    vault = make_vault()

    assert await vault.state() is VaultState.MISSING
    for call in (vault.read(FIRST), vault.save(FIRST, SECRET), vault.forget(FIRST)):
        with pytest.raises(VaultMissing):
            await call


@pytest.mark.parametrize("end", [SecretServiceProcess.end_daemon, SecretServiceProcess.end_bus], ids=["daemon", "bus"])
async def test_a_keyring_that_ends_meanwhile_is_missing(
    end: Callable[[SecretServiceProcess], None], vault: KeyringVault, secret_service: SecretServiceProcess
) -> None:
    await vault.save(FIRST, SECRET)
    end(secret_service)

    with pytest.raises(VaultMissing):
        await vault.read(FIRST)


async def test_a_keyring_started_later_is_found(
    make_vault: Callable[..., KeyringVault], secret_service: SecretServiceProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = make_vault()
    with monkeypatch.context() as before:
        before.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
        assert await vault.state() is VaultState.MISSING

    assert await vault.state() is VaultState.READY


async def test_a_silent_keyring_is_given_up_while_the_loop_lives_on(
    make_vault: Callable[..., KeyringVault], secret_service: SecretServiceProcess
) -> None:
    vault = make_vault(SHORT_S)
    await vault.save(FIRST, SECRET)
    secret_service.freeze()

    ticks = asyncio.create_task(_count_ticks())
    begun = time.monotonic()
    with pytest.raises(VaultSilent):
        await vault.read(FIRST)
    took_s = time.monotonic() - begun
    ticks.cancel()

    assert SHORT_S * 0.9 <= took_s < SHORT_S + 2
    assert await ticks > 10
    assert await vault.state() is VaultState.SILENT

    secret_service.thaw()
    await asyncio.wait_for(vault.awake(), 10)
    assert await vault.read(FIRST) == SECRET


async def test_a_save_that_comes_through_too_late_leaves_no_orphan(
    make_vault: Callable[..., KeyringVault], secret_service: SecretServiceProcess
) -> None:
    vault = make_vault(SHORT_S)
    await vault.state()
    secret_service.freeze()
    with pytest.raises(VaultSilent):
        await vault.save(FIRST, SECRET)  # has begun, and will succeed
    with pytest.raises(VaultSilent):
        await vault.save(SECOND, SECRET)  # still waits for its turn

    secret_service.thaw()
    await asyncio.wait_for(vault.awake(), 10)

    assert await vault.read(FIRST) is None
    assert await vault.read(SECOND) is None


async def test_a_late_save_over_an_older_secret_keeps_the_newer(
    make_vault: Callable[..., KeyringVault], secret_service: SecretServiceProcess
) -> None:
    newer = StoredSecret.webhook("newer0secret0000")
    vault = make_vault(SHORT_S)
    await vault.save(FIRST, SECRET)
    secret_service.freeze()
    with pytest.raises(VaultSilent):
        await vault.save(FIRST, newer)

    secret_service.thaw()
    await asyncio.wait_for(vault.awake(), 10)

    assert await vault.read(FIRST) == newer


async def test_a_cancelled_save_leaves_no_orphan(vault: KeyringVault, secret_service: SecretServiceProcess) -> None:
    await vault.state()
    secret_service.freeze()
    saving = asyncio.create_task(vault.save(FIRST, SECRET))
    await asyncio.sleep(0)
    saving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await saving

    secret_service.thaw()
    assert await vault.read(FIRST) is None


def test_a_program_ends_although_its_keyring_hangs(secret_service: SecretServiceProcess) -> None:
    secret_service.freeze()
    code = (
        "import asyncio; from daybook.vault.system import KeyringVault\n"
        "print(asyncio.run(KeyringVault(deadline_s=0.2).state()).value)"
    )
    env = {**secret_service.env, "PYTHONPATH": os.pathsep.join(sys.path)}
    seen = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True, timeout=20)
    assert seen.stdout.strip() == "silent"


@pytest.mark.parametrize(
    "backend",
    ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring", "tests.vault.plaintext.PlaintextKeyring"],
)
async def test_a_configured_keyring_that_is_not_the_systems_is_refused(
    backend: str, vault: KeyringVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)

    with pytest.raises(VaultMissing) as caught:
        await vault.save(FIRST, SECRET)

    assert backend in caught.value.detail


async def test_behind_a_chain_of_keyrings_only_the_systems_own_is_used(
    vault: KeyringVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.vault.plaintext.Chain")
    await vault.save(FIRST, SECRET)
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")

    assert plaintext.WRITTEN == []
    assert os_keyring().get_password(SERVICE, FIRST) == SECRET.to_text()


async def test_the_secret_is_in_no_file_and_in_no_error(
    vault: KeyringVault, secret_service: SecretServiceProcess, tmp_path: Path
) -> None:
    await vault.save(FIRST, SECRET)
    secret_service.lock()
    with pytest.raises(VaultError) as caught:
        await vault.save(FIRST, SECRET)

    needle = SECRET.parts["secret"]
    files = [path for path in secret_service.home.parent.rglob("*") if path.is_file()]
    assert any(path.suffix == ".keyring" for path in files), "the keyring wrote its file elsewhere"
    assert [path for path in files if needle.encode() in path.read_bytes()] == []
    assert needle not in repr(caught.value) + str(caught.value) + repr(SECRET)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


async def _count_ticks() -> int:
    ticks = 0
    try:
        while True:
            await asyncio.sleep(0.01)
            ticks += 1
    except asyncio.CancelledError:
        return ticks
