"""The portals this machine knows, which of them is open, and what stands in the way of the others."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import Any, Protocol

from daybook.bitrix.address import Access
from daybook.bitrix.portal import Portal, Renew
from daybook.domain.clock import Clock
from daybook.store.connections import Connection, ConnectionBook
from daybook.vault.errors import VaultEmpty, VaultError, VaultLocked, VaultMissing, VaultSilent
from daybook.vault.memory import MemoryVault
from daybook.vault.secret import StoredSecret
from daybook.vault.vault import Vault, demand
from daybook.work.access import SignedIn, access_of
from daybook.work.listeners import Listeners
from daybook.work.tokens import Heard, Renewals, Tokens, TokensNotKept


class PortalOpener(Protocol):
    """Makes a portal; nothing goes over the wire yet. See `work.portals`."""

    async def __call__(
        self,
        access: Access,
        rate_per_s: float | None = None,
        burst: int | None = None,
        *,
        renew: Renew | None = None,
    ) -> Portal:
        """The portal, asked at so many requests a second after such a burst; None: as it is asked already.

        `renew` gives another token once this one has run out.
        """


NotKept = Callable[[str, TokensNotKept, Callable[[], Coroutine[Any, Any, None]]], None]
"""Called with the connection's id, what went wrong, and what tries once more to keep the new tokens."""


class NameMissing(ValueError):
    """A connection needs a name to be told from the others."""


class SecretState(Enum):
    """What is known of a connection's secret. Each of the last five is a message of its own."""

    UNREAD = "unread"
    READING = "reading"
    READY = "ready"
    MISSING = "missing"
    """No keyring runs: the secret can't be read until one does, or is pasted again."""
    LOCKED = "locked"
    SILENT = "silent"
    """The keyring did not answer; perhaps its own window waits for the person."""
    EMPTY = "empty"
    """The keyring has nothing for this connection, or it was never meant to: paste the webhook again."""
    ENDED = "ended"
    """There are tokens, but no new ones are given for them: sign in again."""


_STATE_OF: dict[type[VaultError], SecretState] = {
    VaultMissing: SecretState.MISSING,
    VaultLocked: SecretState.LOCKED,
    VaultSilent: SecretState.SILENT,
    VaultEmpty: SecretState.EMPTY,
}


@dataclass(frozen=True, slots=True)
class KnownConnection:
    """One line of the list."""

    connection: Connection
    secret: SecretState = SecretState.UNREAD
    signed_in: SignedIn | None = None
    """The application it is let in by, once its secret was read; None for a webhook."""


@dataclass(frozen=True, slots=True)
class OpenConnection:
    """The connection that is open. Who builds on its portal closes it when another takes its place."""

    connection: Connection
    portal: Portal


class Connections:
    """All connections by name, and the one that is open. Knows no widget.

    `vault` keeps secrets for good, `memory` until Daybook closes. A secret is saved before its line in the book and
    forgotten before it, so that the keyring never holds one that nothing leads to. `renewals` makes what fetches new
    tokens for applications; without it a token is used for as long as it lasts. `not_kept` hears that the keyring did
    not take new ones.
    """

    def __init__(
        self,
        book: ConnectionBook,
        vault: Vault,
        open_portal: PortalOpener,
        clock: Clock,
        *,
        memory: Vault | None = None,
        renewals: Renewals | None = None,
        not_kept: NotKept = lambda _connection_id, _error, _keep: None,
    ) -> None:
        self._book = book
        self._vault = vault
        self._memory = memory or MemoryVault()
        self._open_portal = open_portal
        self._clock = clock
        self._renewals = renewals
        self._not_kept = not_kept
        self._tokens: dict[str, Tokens] = {}
        self.changed = Listeners()
        self.leaving: list[Callable[[str], Coroutine[Any, Any, None]]] = []
        """Called with the id of a connection that is about to be forgotten; return when nothing works with it."""
        self.all: tuple[KnownConnection, ...] = ()
        self.current_id: str | None = None
        self.opened: OpenConnection | None = None
        """What is open; None while nothing is, or while the current connection's secret cannot be had."""

    @property
    def current(self) -> KnownConnection | None:
        """The connection the person chose, open or not."""
        return self.find(self.current_id)

    def find(self, connection_id: str | None) -> KnownConnection | None:
        """One line of the list; None when it is gone."""
        return next((each for each in self.all if each.connection.id == connection_id), None)

    async def start(self) -> None:
        """Reads the book and opens the connection that was open last. Raises StoreUnusable, nothing else."""
        await self._reread()
        chosen = await self._book.current_id() or self._used_last()
        if chosen is not None:
            await self.switch(chosen)

    async def switch(self, connection_id: str) -> None:
        """Makes a connection the current one and opens it; also: tries again. Its `secret` says what came of it.

        The newest switch wins. Raises NoSuchConnection and StoreUnusable.
        """
        await self._book.set_current(connection_id)
        self.current_id, self.opened = connection_id, None
        self._mark(connection_id, SecretState.READING)
        try:
            secret = await self._read(connection_id)
            connection = await self._book.get(connection_id)
            portal = await self._open(connection, secret)
        except VaultError as exc:
            self._mark(connection_id, _STATE_OF.get(type(exc), SecretState.MISSING))
            return
        if self.current_id == connection_id:
            self.opened = OpenConnection(connection, portal)
        self._mark(connection_id, SecretState.READY, SignedIn.read(secret))
        await self._book.touch(connection_id, self._clock.now())

    async def open_aside(self, connection_id: str) -> OpenConnection:
        """Opens a connection without making it the current one. Raises VaultError, NoSuchConnection, StoreUnusable."""
        await self._reread()
        secret = await self._read(connection_id)
        connection = await self._book.get(connection_id)
        return OpenConnection(connection, await self._open(connection, secret))

    async def keep_tokens(self, connection_id: str) -> None:
        """Tries once more to keep new tokens that the keyring did not take. Raises VaultError."""
        if tokens := self._tokens.get(connection_id):
            await tokens.keep()

    async def settle(self, timeout_s: float) -> None:
        """Waits until no new tokens are on their way, at most so long: whoever leaves before would lose them."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                for tokens in tuple(self._tokens.values()):
                    await tokens.settled()

    async def signed_in(self, connection_id: str) -> SignedIn | None:
        """The application that a connection is let in by; None for a webhook. Raises VaultError."""
        return SignedIn.read(await self._read(connection_id))

    async def wait_for_vault(self) -> None:
        """Opens the current connection as soon as a silent keyring answers, however long the person takes."""
        await self._vault.awake()
        current = self.current
        if current is not None and current.secret is SecretState.SILENT:
            await self.switch(current.connection.id)

    async def add(self, connection: Connection, secret: StoredSecret) -> None:
        """Keeps a new connection; `connection.remembered` says for how long the secret is.

        Raises VaultMissing, VaultLocked, VaultSilent, SecretTooLarge, NameTaken, NameMissing, StoreUnusable; after
        any of them nothing is kept.
        """
        connection = replace(connection, name=_clean(connection.name))
        vault = self._vault_of(connection.remembered)
        await vault.save(connection.id, secret)
        try:
            await self._book.add(connection)
        except BaseException:
            with contextlib.suppress(VaultError):
                await vault.forget(connection.id)
            raise
        await self._reread()

    async def mend(self, connection_id: str, secret: StoredSecret, *, remember: bool) -> None:
        """Gives a connection its secret again, under the same id, so that drafts and runs go on. Raises like `add`."""
        self._let_go(connection_id)
        await self._vault_of(remember).save(connection_id, secret)
        await self._book.set_remembered(connection_id, remember)
        if remember:
            await self._memory.forget(connection_id)
        await self._reread()

    async def rename(self, connection_id: str, name: str) -> None:
        """Shows another name; touches no secret. Raises NameTaken, NameMissing, NoSuchConnection, StoreUnusable."""
        await self._book.rename(connection_id, _clean(name))
        await self._reread()

    async def set_limits(self, connection_id: str, rate_per_s: float, burst: int) -> None:
        """What the portal's plan allows; an open connection is opened anew with it."""
        await self._book.set_limits(connection_id, rate_per_s, burst)
        await self._reread()
        if self.opened is not None and self.opened.connection.id == connection_id:
            await self.switch(connection_id)

    async def forget(self, connection_id: str, *, leave_secret: bool = False) -> None:
        """Removes the secret, then the connection and its drafts; the journal of what was done stays.

        Whoever works with the connection ends first: what is written down at the very end is removed as well.

        Raises VaultMissing, VaultLocked, VaultSilent when the keyring will not part with the secret: then nothing was
        removed, and `leave_secret` removes the connection alone.
        """
        known = self.find(connection_id)
        if known is None:
            return
        self._let_go(connection_id)
        await self._memory.forget(connection_id)
        if known.connection.remembered and not leave_secret:
            await self._vault.forget(connection_id)
        await self._leave(connection_id)
        await self._book.remove(connection_id)
        if self.current_id == connection_id:
            self.current_id = self.opened = None
        await self._reread()

    async def _leave(self, connection_id: str) -> None:
        if self.opened is not None and self.opened.connection.id == connection_id:
            self.opened = None
            self.changed.tell()
        for end in tuple(self.leaving):
            await end(connection_id)

    async def _read(self, connection_id: str) -> StoredSecret:
        """The secret, from memory if it is there. Raises VaultError."""
        secret = await self._memory.read(connection_id)
        if secret is not None:
            return secret
        known = self.find(connection_id)
        if known is not None and not known.connection.remembered:
            raise VaultEmpty
        return await demand(self._vault, connection_id)

    async def _open(self, connection: Connection, secret: StoredSecret) -> Portal:
        """Raises VaultEmpty when the secret lacks what is needed."""
        tokens = self._tokens_of(connection, secret)
        access = tokens.access if tokens else access_of(connection, secret)
        renew = tokens.renew if tokens else None
        return await self._open_portal(access, connection.rate_per_s, connection.burst, renew=renew)

    def _tokens_of(self, connection: Connection, secret: StoredSecret) -> Tokens | None:
        """The one object that all portals of this connection share; None for a webhook."""
        signed_in = SignedIn.read(secret)
        if signed_in is None or self._renewals is None:
            return None
        tokens = self._tokens.get(connection.id)
        if tokens is None:
            heard = Heard(
                lambda error: self._not_kept(connection.id, error, partial(self.keep_tokens, connection.id)),
                partial(self._mark, connection.id, SecretState.ENDED),
            )
            vault = self._vault_of(connection.remembered)
            tokens = self._renewals.tokens(connection.id, connection.portal, signed_in, vault, heard)
            self._tokens[connection.id] = tokens
        else:
            tokens.found(secret)
        return tokens

    def _let_go(self, connection_id: str) -> None:
        """What is still on its way for this connection is not kept over what comes now."""
        if tokens := self._tokens.pop(connection_id, None):
            tokens.retire()

    def _vault_of(self, remember: bool) -> Vault:
        return self._vault if remember else self._memory

    def _used_last(self) -> str | None:
        used = [(each.connection.last_used, each.connection.id) for each in self.all if each.connection.last_used]
        return max(used)[1] if used else None

    async def _reread(self) -> None:
        """Takes the list from the book; what is known of secrets stays known."""
        before = {each.connection.id: each for each in self.all}
        self.all = tuple(
            replace(before.get(each.id, KnownConnection(each)), connection=each) for each in await self._book.all()
        )
        if self.opened is not None and (known := self.find(self.opened.connection.id)) is not None:
            self.opened = replace(self.opened, connection=known.connection)
        self.changed.tell()

    def _mark(self, connection_id: str, secret: SecretState, signed_in: SignedIn | None = None) -> None:
        self.all = tuple(
            replace(each, secret=secret, signed_in=signed_in or each.signed_in)
            if each.connection.id == connection_id
            else each
            for each in self.all
        )
        self.changed.tell()


def _clean(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned:
        raise NameMissing
    return cleaned
