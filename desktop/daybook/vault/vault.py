"""What every vault can do."""

from enum import Enum
from typing import Protocol

from daybook.vault.errors import VaultEmpty
from daybook.vault.secret import StoredSecret


class VaultState(Enum):
    """How a vault answered when it was asked for nothing in particular."""

    READY = "ready"
    MISSING = "missing"
    LOCKED = "locked"
    SILENT = "silent"


class Vault(Protocol):
    """Keeps one `StoredSecret` a connection id. Nothing here blocks the loop.

    Each call raises VaultMissing, VaultLocked or VaultSilent; after any of them the vault is as it was before.
    """

    @property
    def lasting(self) -> bool:
        """True when secrets are still there after Daybook closed."""

    async def save(self, connection_id: str, secret: StoredSecret) -> None:
        """Keeps `secret` in place of what was there. Raises SecretTooLarge before anything is asked."""

    async def read(self, connection_id: str) -> StoredSecret | None:
        """The secret; None when there is none that can be read."""

    async def forget(self, connection_id: str) -> None:
        """Removes the secret. Forgetting what is not there is fine."""

    async def state(self) -> VaultState:
        """Whether a secret could be kept now. A locked keyring may ask the person to unlock it. Never raises."""

    async def awake(self) -> None:
        """Returns when a silent vault answers again, however long that takes; at once when it is not silent."""


async def demand(vault: Vault, connection_id: str) -> StoredSecret:
    """The secret. Raises VaultEmpty when there is none, besides what `Vault.read` raises."""
    secret = await vault.read(connection_id)
    if secret is None:
        raise VaultEmpty
    return secret
