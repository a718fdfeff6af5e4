"""Why a secret could not be kept or read. None of these errors ever holds a secret, nor a cause that does."""


class VaultError(Exception):
    """The root. `detail` names the foreign error's class for a report, "" when there was none."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class VaultMissing(VaultError):
    """There is no keyring that Daybook trusts, or it broke down: keep the secret until Daybook closes, or start one."""


class VaultLocked(VaultError):
    """The keyring is there, but locked, and the person did not unlock it: unlock it and try again."""


class VaultSilent(VaultError):
    """The keyring did not answer in time; perhaps its own window waits for the person. `await vault.awake()` tells."""


class VaultEmpty(VaultError):
    """The keyring answers, but holds nothing (or nothing readable) for this connection: paste the webhook again."""


class SecretTooLarge(VaultError):
    """More than a keyring is sure to hold; `size_bytes` as Windows counts it."""

    def __init__(self, size_bytes: int) -> None:
        super().__init__(f"{size_bytes} bytes")
        self.size_bytes = size_bytes
