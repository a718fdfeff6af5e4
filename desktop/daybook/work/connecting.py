"""Connecting a portal: a paste becomes an address, the address is tested, and what passed is kept."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace
from enum import Enum
from typing import cast

from daybook.bitrix.address import AddressFault, BadAddress, WebhookAddress, host_of, read_webhook
from daybook.bitrix.diagnosis import Check, Line, diagnose
from daybook.bitrix.errors import PortalError, Unreachable, UnreachableKind
from daybook.domain.clock import Clock
from daybook.store.connections import Connection, ConnectionKind, NameTaken, new_id
from daybook.vault.errors import VaultError
from daybook.work.access import stored_of
from daybook.work.connections import Connections, NameMissing, PortalOpener, SecretState
from daybook.work.listeners import Listeners


class ConnectingPhase(Enum):
    """Where connecting is."""

    EMPTY = "empty"
    BAD_ADDRESS = "bad_address"
    """The paste holds no usable webhook; `fault` says why."""
    TESTING = "testing"
    TESTED = "tested"
    KEEPING = "keeping"
    KEPT = "kept"


class NameProblem(Enum):
    """Why a connection can't have this name."""

    MISSING = "missing"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class ConnectingState:
    """Everything the connection form shows; a new value after each change. Holds no secret."""

    phase: ConnectingPhase = ConnectingPhase.EMPTY
    fault: AddressFault | None = None
    shown: str = ""
    """The address with its secret masked."""
    lines: tuple[Line, ...] = ()
    error: PortalError | None = None
    """Why the test ended early; the line that failed holds it too."""
    name: str = ""
    """A proposal that is free."""
    same: tuple[Connection, ...] = ()
    """Connections of the same person in the same portal: this webhook may take the place of one's secret."""
    mends: Connection | None = None
    """The one whose secret it replaces; None makes another connection."""
    name_problem: NameProblem | None = None
    vault_error: VaultError | None = None
    """Why the keyring refused; the person may keep the secret until Daybook closes instead."""
    kept: Connection | None = None

    @property
    def passed(self) -> bool:
        """The whole test was made and the portal let us in."""
        return (
            self.phase not in (ConnectingPhase.TESTING, ConnectingPhase.EMPTY) and bool(self.lines) and not self.error
        )

    @property
    def may_keep(self) -> bool:
        """It passed, or the portal merely could not be reached: it may be there tomorrow.

        A certificate that is not trusted is no such thing: the portal may be somebody else's.
        """
        error = self.error
        unreachable = isinstance(error, Unreachable) and error.kind is not UnreachableKind.TLS
        return self.phase is ConnectingPhase.TESTED and (self.passed or unreachable)


class Connecting:
    """The form that connects a portal. Nothing is stored before `keep`."""

    def __init__(self, connections: Connections, open_portal: PortalOpener, clock: Clock) -> None:
        self._connections = connections
        self._open_portal = open_portal
        self._clock = clock
        self._address: WebhookAddress | None = None
        self.state = ConnectingState()
        self.changed = Listeners()

    def paste(self, text: str) -> None:
        """Takes whatever was pasted in place of the last one. A webhook waits in TESTING for `test`."""
        self._address = None
        try:
            address = read_webhook(text)
        except BadAddress as exc:
            empty = exc.reason is AddressFault.EMPTY
            self._become(ConnectingState() if empty else ConnectingState(ConnectingPhase.BAD_ADDRESS, fault=exc.reason))
            return
        self._address = address
        self._become(
            ConnectingState(
                ConnectingPhase.TESTING,
                shown=address.shown,
                name=self._free_name(host_of(address.portal)),
                same=self._same(address),
                mends=self._wanting(address),
            )
        )

    def clear(self) -> None:
        """Forgets what was pasted."""
        self._address = None
        self._become(ConnectingState())

    def mend(self, connection_id: str | None) -> None:
        """Chooses which of `state.same` gets this secret; None: another connection beside them."""
        chosen = next((each for each in self.state.same if each.id == connection_id), None)
        self._become(replace(self.state, mends=chosen))

    async def test(self) -> None:
        """Tests the pasted webhook, line by line; also: once more. A paste meanwhile ends it without a word."""
        address = self._address
        if address is None:
            return
        self._become(replace(self.state, phase=ConnectingPhase.TESTING, lines=(), error=None))
        error: PortalError | None = None
        try:
            await self._run_test(address)
        except PortalError as exc:
            error = exc
        if self._address is address:
            self._become(replace(self.state, phase=ConnectingPhase.TESTED, error=error))

    async def keep(self, name: str, *, remember: bool = True) -> None:
        """Keeps the connection and opens it. `remember` False keeps the secret only until Daybook closes.

        `name` is not looked at when a connection is mended: it has one. What stands in the way is in the state
        (`name_problem`, `vault_error`); then nothing was kept, and `keep` may be called again. Raises StoreUnusable.
        """
        address = self._address
        if address is None or not self.state.may_keep:
            return
        self._become(replace(self.state, phase=ConnectingPhase.KEEPING, name_problem=None, vault_error=None))
        tested = replace(self.state, phase=ConnectingPhase.TESTED)
        try:
            kept = await self._keep(address, name, remember)
        except NameTaken:
            self._become(replace(tested, name_problem=NameProblem.TAKEN))
        except NameMissing:
            self._become(replace(tested, name_problem=NameProblem.MISSING))
        except VaultError as exc:
            self._become(replace(tested, vault_error=exc))
        except BaseException:
            self._become(tested)
            raise
        else:
            self._address = None
            self._become(replace(self.state, phase=ConnectingPhase.KEPT, kept=kept))
            await self._connections.switch(kept.id)

    async def _run_test(self, address: WebhookAddress) -> None:
        portal = await self._open_portal(address)
        try:
            async with aclosing(cast("AsyncGenerator[Line, None]", diagnose(portal))) as lines:
                async for line in lines:
                    if self._address is not address:
                        return
                    self._become(replace(self.state, lines=(*self.state.lines, line)))
        finally:
            await portal.aclose()

    async def _keep(self, address: WebhookAddress, name: str, remember: bool) -> Connection:
        mends = self.state.mends
        if mends is not None:
            await self._connections.mend(mends.id, stored_of(address), remember=remember)
            return mends
        connection = Connection(
            id=new_id(),
            name=name,
            portal=address.portal,
            user_id=address.user_id,
            user_name=self._user_name(),
            kind=ConnectionKind.WEBHOOK,
            created=self._clock.now(),
            remembered=remember,
        )
        await self._connections.add(connection, stored_of(address))
        return connection

    def _user_name(self) -> str:
        """Whom the portal took us for; "" when it could not be asked."""
        names = (str(line.facts.get("name", "")) for line in self.state.lines if line.check is Check.SIGN_IN)
        return next(names, "")

    def _same(self, address: WebhookAddress) -> tuple[Connection, ...]:
        known = (each.connection for each in self._connections.all)
        return tuple(each for each in known if (each.portal, each.user_id) == (address.portal, address.user_id))

    def _wanting(self, address: WebhookAddress) -> Connection | None:
        """The connection of this person whose secret is not to be had; it gets this one, so that its drafts go on."""
        wanting = {
            each.connection.id
            for each in self._connections.all
            if each.secret in (SecretState.EMPTY, SecretState.MISSING)
        }
        return next((each for each in self._same(address) if each.id in wanting), None)

    def _free_name(self, host: str) -> str:
        """The portal's own name in a cloud address, else the host; with a number when that is taken."""
        plain = host.partition(".")[0] if ".bitrix24." in host else host
        taken = {each.connection.name.casefold() for each in self._connections.all}
        names = (plain if number == 1 else f"{plain} {number}" for number in range(1, len(taken) + 2))
        return next(name for name in names if name.casefold() not in taken)

    def _become(self, state: ConnectingState) -> None:
        self.state = state
        self.changed.tell()
