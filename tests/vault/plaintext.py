"""A keyring as a stranger's package may bring one: it keeps secrets in the clear and claims to be the best."""

from keyring.backend import KeyringBackend
from keyring.backends import SecretService
from keyring.backends.chainer import ChainerBackend
from keyring.compat import properties

WRITTEN: list[str] = []


class PlaintextKeyring(KeyringBackend):
    """Writes down everything it is told."""

    @properties.classproperty
    def priority(cls) -> float:  # noqa: N805
        return 100.0

    def get_password(self, service: str, username: str) -> str | None:
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        WRITTEN.append(password)


class Chain(ChainerBackend):
    """What `keyring` makes when several keyrings are installed: the strongest first."""

    @properties.classproperty
    def backends(cls) -> list[KeyringBackend]:  # noqa: N805
        return [PlaintextKeyring(), SecretService.Keyring()]  # type: ignore[no-untyped-call]
