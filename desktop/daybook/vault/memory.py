"""The vault that forgets when Daybook closes: the one choice when the system has no keyring."""

from daybook.vault.secret import StoredSecret
from daybook.vault.vault import VaultState


class MemoryVault:
    """A `Vault` in this process's memory."""

    lasting = False

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"MemoryVault({len(self._secrets)} secrets)"

    async def save(self, connection_id: str, secret: StoredSecret) -> None:
        """Keeps `secret` until Daybook closes. Raises SecretTooLarge, so that no test finds room a keyring lacks."""
        self._secrets[connection_id] = secret.to_text()

    async def read(self, connection_id: str) -> StoredSecret | None:
        """The secret; None when there is none."""
        text = self._secrets.get(connection_id)
        return None if text is None else StoredSecret.from_text(text)

    async def forget(self, connection_id: str) -> None:
        """Removes the secret, if it is there."""
        self._secrets.pop(connection_id, None)

    async def state(self) -> VaultState:
        """Always ready."""
        return VaultState.READY

    async def awake(self) -> None:
        """Never silent."""
