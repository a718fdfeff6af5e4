"""Connecting a portal: a paste becomes an address, the address is tested, and what passed is kept."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from enum import Enum

from daybook.bitrix.address import AddressFault, BadAddress, WebhookAddress, host_of, read_webhook
from daybook.bitrix.diagnosis import Line
from daybook.bitrix.errors import PortalError, Unreachable
from daybook.bitrix.portal import Portal
from daybook.domain.clock import Clock
from daybook.store.connections import (
    USUAL_BURST,
    USUAL_RATE_PER_S,
    Connection,
    ConnectionKind,
    NameTaken,
    new_id,
)
from daybook.vault.errors import VaultError
from daybook.work.access import stored_of
from daybook.work.connections import Connections, NameMissing, OpenPortal, SecretState
from daybook.work.listeners import Listeners

Diagnose = Callable[[Portal], AsyncIterator[Line]]


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
    """What ended the test early."""
    name: str = ""
    """A name that is free."""
    mends: Connection | None = None
    """The connection that this webhook gives its secret back to, instead of becoming another one."""
    name_problem: NameProblem | None = None
    vault_error: VaultError | None = None
    """Why the keyring refused; the person may keep the secret until Daybook closes instead."""
    kept: Connection | None = None

    @property
    def passed(self) -> bool:
        """The portal let us in."""
        return self.phase is not ConnectingPhase.TESTING and bool(self.lines) and self.error is None

    @property
    def may_keep(self) -> bool:
        """It passed, or the portal merely could not be reached: it may be there tomorrow."""
        return self.phase is ConnectingPhase.TESTED and (self.passed or isinstance(self.error, Unreachable))


class Connecting:
    """The form that connects a portal. Nothing is stored before `keep`."""

    def __init__(self, connections: Connections, open_portal: OpenPortal, diagnose: Diagnose, clock: Clock) -> None:
        self._connections = connections
        self._open_portal = open_portal
        self._diagnose = diagnose
        self._clock = clock
        self._address: WebhookAddress | None = None
        self._user_name = ""
        self.state = ConnectingState()
        self.changed = Listeners()

    def paste(self, text: str) -> None:
        """Takes whatever was pasted in place of the last one. Good ones wait in TESTING for `test`."""
        self._address, self._user_name = None, ""
        try:
            address = read_webhook(text)
        except BadAddress as exc:
            is_empty = exc.reason is AddressFault.EMPTY
            phase = ConnectingPhase.EMPTY if is_empty else ConnectingPhase.BAD_ADDRESS
            self._become(ConnectingState(phase, fault=exc.reason))
            return
        self._address = address
        mends = self._wanting(address)
        name = mends.name if mends else self._free_name(host_of(address.portal))
        self._become(ConnectingState(ConnectingPhase.TESTING, shown=address.shown, name=name, mends=mends))

    def clear(self) -> None:
        """Forgets what was pasted."""
        self._address, self._user_name = None, ""
        self._become(ConnectingState())

    async def test(self) -> None:
        """Tests the pasted webhook; lines appear as they come. Also: tests again. Never raises PortalError."""
        address = self._address
        if address is None:
            return
        self._become(replace(self.state, phase=ConnectingPhase.TESTING, lines=(), error=None))
        error: PortalError | None = None
        try:
            portal = await self._open_portal(address, USUAL_RATE_PER_S, USUAL_BURST)
            async for line in self._diagnose(portal):
                if self._address is not address:
                    return
                self._become(replace(self.state, lines=(*self.state.lines, line)))
        except PortalError as exc:
            error = exc
        if self._address is address:
            self._become(replace(self.state, phase=ConnectingPhase.TESTED, error=error))

    async def keep(self, name: str, *, remember: bool = True) -> None:
        """Keeps the connection and opens it. `remember` False keeps the secret only until Daybook closes.

        What stands in the way is in the state: `name_problem`, `vault_error`; then nothing was kept and `keep` may be
        called again. Raises StoreUnusable.
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
            user_name=self._user_name,
            kind=ConnectionKind.WEBHOOK,
            created=self._clock.now(),
            remembered=remember,
        )
        await self._connections.add(connection, stored_of(address))
        return connection

    def _wanting(self, address: WebhookAddress) -> Connection | None:
        """The connection of the same portal and person whose secret cannot be had and will not come by itself."""
        wanting = (SecretState.EMPTY, SecretState.MISSING)
        for known in self._connections.all:
            same = (known.connection.portal, known.connection.user_id) == (address.portal, address.user_id)
            if same and known.secret in wanting:
                return known.connection
        return None

    def _free_name(self, host: str) -> str:
        first = host.split(".", maxsplit=1)[0]
        plain = first if ".bitrix24." in host else host
        taken = {known.connection.name.casefold() for known in self._connections.all}
        number = 1
        while (name := plain if number == 1 else f"{plain} {number}").casefold() in taken:
            number += 1
        return name

    def _become(self, state: ConnectingState) -> None:
        self.state = state
        self.changed.tell()
