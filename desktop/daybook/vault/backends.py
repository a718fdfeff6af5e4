"""Which of the keyrings that the `keyring` package knows are the operating system's own."""

import importlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from daybook.vault.errors import VaultMissing

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

TRUSTED: Final = (
    "keyring.backends.macOS",
    "keyring.backends.Windows",
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
)
"""Modules that hand secrets to the system. A list of the allowed, for the others write plain text (`keyrings.alt`,
which `keyring` takes silently once it is installed), forget (`null`) or fail, and new ones appear."""


def os_keyring() -> "KeyringBackend":
    """The keyring to use: the one the person configured for `keyring`, else the system's best.

    Raises VaultMissing when the configured one is not the system's, or the system has none that runs. Looks anew each
    time: a Secret Service may have been started since. Imports `keyring` (60-80 ms) only now.
    """
    from keyring import backend, core  # noqa: PLC0415  (lazy: the window paints first)

    configured = core.load_env() or core.load_config()
    if configured is not None:
        return _strongest(_members(configured), f"configured: {_name(configured)}")
    for module in TRUSTED:
        importlib.import_module(module)
    viable = backend.KeyringBackend.get_viable_backends()
    return _strongest((each() for each in viable if each.__module__ in TRUSTED), "none")


def _strongest(choices: "Iterator[KeyringBackend]", otherwise: str) -> "KeyringBackend":
    trusted = [each for each in choices if type(each).__module__ in TRUSTED]
    if not trusted:
        raise VaultMissing(otherwise)
    return max(trusted, key=lambda each: each.priority)


def _members(chosen: "KeyringBackend") -> "Iterator[KeyringBackend]":
    """A chainer writes into the first of its members that takes it, so the members are what counts."""
    from keyring.backends.chainer import ChainerBackend  # noqa: PLC0415

    if isinstance(chosen, ChainerBackend):
        yield from chosen.backends
    else:
        yield chosen


def _name(chosen: "KeyringBackend") -> str:
    return f"{type(chosen).__module__}.{type(chosen).__qualname__}"
