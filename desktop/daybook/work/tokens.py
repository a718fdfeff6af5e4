"""The tokens of an application: fetched anew when the portal says that they ran out, once for everybody who waits.

    portal says "expired" → lock among processes → read the keyring again → another process was first: take its token
                                                                          → else refresh, keep, and only then use

A refresh token works once, so whoever loses the new one has to let the person sign in again.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from daybook.bitrix.address import TokenAccess, host_of
from daybook.bitrix.errors import BlockedBy, OtherPortal, RenewalBlocked, SignInEnded
from daybook.bitrix.oauth import Application, Grant
from daybook.bitrix.secret import Secret
from daybook.domain.clock import Clock
from daybook.store.database import StoreUnusable
from daybook.store.lock import FileLock, LockBusy
from daybook.vault.errors import VaultError
from daybook.vault.secret import StoredSecret
from daybook.vault.vault import Vault
from daybook.work.access import SignedIn

LOCK_WITHIN_S: Final = 60.0
"""Longer than another process may take for its own refresh and for keeping what came of it."""


class TokenGiver(Protocol):
    """What gives out tokens: `bitrix.token_server.TokenServer`, which would bring httpx along."""

    async def exchange(self, portal: str, application: Application, code: Secret) -> Grant:
        """The first tokens. Raises PortalError."""

    async def refresh(self, portal: str, application: Application, refresh_token: Secret) -> Grant:
        """The next tokens. Raises PortalError."""


class TokensNotKept(Exception):
    """New tokens are in use, but the keyring did not take them, for the reason `cause`.

    When Daybook closes without having kept them, the person has to sign in again.
    """

    def __init__(self, cause: VaultError) -> None:
        super().__init__(type(cause).__name__)
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Heard:
    """Whom tokens tell what happened to them."""

    not_kept: Callable[[TokensNotKept], None]
    """The keyring did not take the new ones; `Tokens.keep` tries once more."""
    ended: Callable[[], None]
    """There are no new ones: the person has to sign in again."""


class Tokens:
    """The tokens of one connection, for as many portals as are open with it."""

    def __init__(
        self,
        connection_id: str,
        portal: str,
        signed_in: SignedIn,
        *,
        vault: Vault,
        giver: TokenGiver,
        lock: FileLock,
        clock: Clock,
        heard: Heard,
    ) -> None:
        self._connection_id = connection_id
        self._portal = portal
        self._signed_in = signed_in
        self._in_vault = signed_in.stored()
        self._vault = vault
        self._giver = giver
        self._lock = lock
        self._clock = clock
        self._heard = heard
        self._fetching: asyncio.Task[None] | None = None
        self._ended: SignInEnded | None = None
        self._retired = False

    def __repr__(self) -> str:
        return f"Tokens({self._connection_id})"

    @property
    def signed_in(self) -> SignedIn:
        """The newest there are."""
        return self._signed_in

    @property
    def access(self) -> TokenAccess:
        """What a portal is asked with now."""
        return TokenAccess(self._portal, self._signed_in.access_token)

    async def renew(self, refused: TokenAccess) -> TokenAccess:
        """Another token for one that the portal refused as expired; to be given to a `Portal`.

        However many ask at once, one request leaves; it goes on when those who ask are cancelled, for then nobody
        would know the new refresh token. Raises SignInEnded, TokenServerDown, RenewalBlocked, OtherPortal.
        """
        if self.access == refused:
            if self._fetching is None:
                self._fetching = asyncio.get_running_loop().create_task(self._fetch(), name=f"renew {self!r}")
                self._fetching.add_done_callback(self._fetched)
            await asyncio.shield(self._fetching)
        return self.access

    def found(self, stored: StoredSecret) -> None:
        """What was just read in the vault: taken when somebody else wrote it, who has the newer tokens then."""
        theirs = SignedIn.read(stored)
        if theirs is not None and theirs.stored() not in (self._in_vault, self._signed_in.stored()):
            self._signed_in, self._in_vault, self._ended = theirs, theirs.stored(), None

    async def keep(self) -> None:
        """Tries once more to keep what the vault did not take. Raises VaultError."""
        stored = self._signed_in.stored()
        if stored != self._in_vault and not self._retired:
            await self._vault.save(self._connection_id, stored)
            self._in_vault = stored

    def retire(self) -> None:
        """The connection is gone or has other tokens: whatever is under way is not kept any more."""
        self._retired = True

    async def settled(self) -> None:
        """Returns when nothing is under way."""
        if self._fetching is not None:
            await asyncio.wait((self._fetching,))

    def _fetched(self, task: "asyncio.Task[None]") -> None:
        self._fetching = None
        if not task.cancelled():
            task.exception()  # those who waited have it; perhaps nobody waits any more

    async def _fetch(self) -> None:
        refused = self._signed_in
        try:
            async with self._lock.held(LOCK_WITHIN_S):
                readable = await self._look_again()
                if self._signed_in is refused:
                    await self._refresh(readable=readable)
        except LockBusy:
            raise RenewalBlocked(by=BlockedBy.OTHER_PROCESS) from None
        except StoreUnusable:
            raise RenewalBlocked(by=BlockedBy.DISK) from None

    async def _look_again(self) -> bool:
        """Reads the vault, where another process may have put newer tokens; False when it can't be read now."""
        try:
            stored = await self._vault.read(self._connection_id)
        except VaultError:
            return False
        if stored is not None:
            self.found(stored)
        return True

    async def _refresh(self, *, readable: bool) -> None:
        if self._ended is not None:
            self._heard.ended()
            raise self._ended
        now = self._signed_in
        try:
            grant = await self._giver.refresh(self._portal, now.application, now.refresh_token)
        except SignInEnded as ended:
            if not readable:
                # Perhaps another process has renewed it, and the keyring would tell.
                raise RenewalBlocked(by=BlockedBy.KEYRING) from None
            self._ended = ended
            self._heard.ended()
            raise
        if now.member_id and grant.member_id and grant.member_id != now.member_id:
            raise OtherPortal(asked=host_of(self._portal), other=host_of(grant.client_endpoint) or "?")
        await self._keep_then_use(now.renewed(grant, self._clock.now()))

    async def _keep_then_use(self, fresh: SignedIn) -> None:
        stored = fresh.stored()
        try:
            if not self._retired:
                await self._vault.save(self._connection_id, stored)
                self._in_vault = stored
        except VaultError as error:
            self._heard.not_kept(TokensNotKept(error))
        finally:
            self._signed_in = fresh


@dataclass(frozen=True, slots=True)
class Renewals:
    """Makes `Tokens`. `folder` is where processes lock each other out."""

    giver: TokenGiver
    folder: Path
    clock: Clock

    def tokens(self, connection_id: str, portal: str, signed_in: SignedIn, vault: Vault, heard: Heard) -> Tokens:
        """The tokens of one connection, kept in `vault`."""
        return Tokens(
            connection_id,
            portal,
            signed_in,
            vault=vault,
            giver=self.giver,
            lock=FileLock(self.folder / f"tokens-{connection_id}.lock"),
            clock=self.clock,
            heard=heard,
        )
