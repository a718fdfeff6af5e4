"""The vault on the operating system's keyring."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from daybook.vault.backends import os_keyring
from daybook.vault.errors import VaultError, VaultLocked, VaultMissing, VaultSilent
from daybook.vault.secret import StoredSecret
from daybook.vault.vault import VaultState
from daybook.vault.worker import TooLate, Worker

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

SERVICE: Final = "Daybook"
"""The name under which a person finds the entries in her keyring; the user name is the connection id."""
DEADLINE_S: Final = 8.0
_PROBE: Final = "is anybody there"
"""No connection has this id; reading it tells whether the keyring answers."""
_SAYS_LOCKED: Final = {"KeyringLocked", "LockedException", "PromptDismissedException"}
"""Names, for their modules are not there on every system."""


class KeyringVault:
    """A `Vault` in Secret Service, KWallet, Keychain or Credential Manager.

    `choose` finds the keyring; `deadline_s` is the longest that any call may take, in seconds. A save that ends after
    its deadline is taken back where nothing was before; where it replaced a secret, the newer one stays, since the
    portal has let go of the older token.
    """

    lasting = True

    def __init__(self, *, choose: "Callable[[], KeyringBackend]" = os_keyring, deadline_s: float = DEADLINE_S) -> None:
        self._choose = choose
        self._deadline_s = deadline_s
        self._keyring: KeyringBackend | None = None
        self._worker = Worker("keyring")

    async def save(self, connection_id: str, secret: StoredSecret) -> None:
        """Keeps `secret`. Raises SecretTooLarge, VaultMissing, VaultLocked, VaultSilent."""
        text = secret.to_text()

        def save(keyring: "KeyringBackend") -> bool:
            is_new = keyring.get_password(SERVICE, connection_id) is None
            keyring.set_password(SERVICE, connection_id, text)
            return is_new

        def take_back(is_new: bool) -> None:
            if is_new:
                self._door(partial(_delete, connection_id=connection_id))

        await self._ask(save, take_back)

    async def read(self, connection_id: str) -> StoredSecret | None:
        """The secret; None when there is none. Raises VaultMissing, VaultLocked, VaultSilent."""
        text = await self._ask(lambda keyring: keyring.get_password(SERVICE, connection_id))
        return None if text is None else StoredSecret.from_text(text)

    async def forget(self, connection_id: str) -> None:
        """Removes the secret, if it is there. Raises VaultMissing, VaultLocked, VaultSilent."""
        await self._ask(partial(_delete, connection_id=connection_id))

    async def state(self) -> VaultState:
        """Whether the keyring answers; a locked one may ask the person to unlock it. Never raises."""
        try:
            await self._ask(lambda keyring: keyring.get_password(SERVICE, _PROBE))
        except VaultLocked:
            return VaultState.LOCKED
        except VaultSilent:
            return VaultState.SILENT
        except VaultError:
            return VaultState.MISSING
        return VaultState.READY

    async def awake(self) -> None:
        """Returns when the call that the keyring hangs on has ended, however long that takes."""
        await self._worker.through()

    def close(self) -> None:
        """Ends the vault's thread; for tests. A program that ends need not call it."""
        self._worker.close()

    async def _ask(self, work: "Callable[[KeyringBackend], T]", take_back: Callable[[T], None] | None = None) -> T:
        try:
            return await self._worker.call(lambda: self._door(work), deadline_s=self._deadline_s, take_back=take_back)
        except TooLate:
            raise VaultSilent from None

    def _door(self, work: "Callable[[KeyringBackend], T]") -> T:
        """Runs on the worker's thread. The one place where foreign errors become ours.

        Not only `KeyringError`s come: a bus that died, or KWallet without its crypto plugin, raise their own. They end
        here, for their texts and frames may hold the secret.
        """
        try:
            if self._keyring is None:
                self._keyring = self._choose()
            return work(self._keyring)
        except VaultError:
            raise
        except Exception as exc:  # noqa: BLE001
            error = _translated(exc)
        if isinstance(error, VaultMissing):
            self._keyring = None  # look anew next time: perhaps another one runs by then
        raise error


def _translated(exc: Exception) -> VaultError:
    cause: BaseException | None = exc
    while cause is not None:
        if type(cause).__name__ in _SAYS_LOCKED:
            return VaultLocked(type(exc).__name__)
        cause = cause.__cause__
    return VaultMissing(type(exc).__name__)


def _delete(keyring: "KeyringBackend", connection_id: str) -> None:
    """Deletes; keyring has one error for "not there" and "may not", so the entry itself must tell which it was."""
    from keyring.errors import PasswordDeleteError  # noqa: PLC0415

    try:
        keyring.delete_password(SERVICE, connection_id)
    except PasswordDeleteError:
        if keyring.get_password(SERVICE, connection_id) is not None:
            raise
