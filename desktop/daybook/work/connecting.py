"""Connecting a portal: a webhook that was pasted, or an application that was let in, is tested; what passed is kept."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, cast

from daybook.bitrix.address import AddressFault, BadAddress, host_of, read_webhook
from daybook.bitrix.diagnosis import Check, Line, diagnose
from daybook.bitrix.errors import PortalError, Unreachable, UnreachableKind
from daybook.domain.clock import Clock
from daybook.store.connections import Connection, ConnectionKind, NameTaken, new_id
from daybook.vault.errors import VaultError
from daybook.work.candidate import Candidate
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


_WANTING = (SecretState.EMPTY, SecretState.MISSING, SecretState.ENDED)
"""Connections whose secret is of no use get the new one, so that their drafts go on."""


class NameProblem(Enum):
    """Why a connection can't have this name."""

    MISSING = "missing"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class ConnectingState:
    """Everything the connection form shows; a new value after each change. Holds no secret."""

    phase: ConnectingPhase = ConnectingPhase.EMPTY
    kind: ConnectionKind = ConnectionKind.WEBHOOK
    fault: AddressFault | None = None
    shown: str = ""
    """The address with its secret masked."""
    lines: tuple[Line, ...] = ()
    error: PortalError | None = None
    """Why the test ended early; the line that failed holds it too."""
    name: str = ""
    """A proposal that is free."""
    same: tuple[Connection, ...] = ()
    """Connections of the same kind and person in the same portal: this one may take the place of one's secret."""
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

        A certificate that is not trusted is no such thing: the portal may be somebody else's. Whom an application acts
        as only the portal can tell, so it has to be reached.
        """
        error = self.error
        unreachable = isinstance(error, Unreachable) and error.kind is not UnreachableKind.TLS
        may_wait = unreachable and self.kind is ConnectionKind.WEBHOOK
        return self.phase is ConnectingPhase.TESTED and (self.passed or may_wait)


class Connecting:
    """The form that connects a portal. Nothing is stored before `keep`."""

    def __init__(self, connections: Connections, open_portal: PortalOpener, clock: Clock) -> None:
        self._connections = connections
        self._open_portal = open_portal
        self._clock = clock
        self._candidate: Candidate | None = None
        self.state = ConnectingState()
        self.changed = Listeners()

    def paste(self, text: str) -> None:
        """Takes whatever was pasted in place of the last one. A webhook waits in TESTING for `test`."""
        self._candidate = None
        try:
            address = read_webhook(text)
        except BadAddress as exc:
            empty = exc.reason is AddressFault.EMPTY
            self._become(ConnectingState() if empty else ConnectingState(ConnectingPhase.BAD_ADDRESS, fault=exc.reason))
            return
        self.take(Candidate.webhook(address))

    def take(self, candidate: Candidate) -> None:
        """Takes what may let us in in place of the last one; it waits in TESTING for `test`."""
        self._candidate = candidate
        state = ConnectingState(
            ConnectingPhase.TESTING,
            kind=candidate.kind,
            shown=candidate.access.shown,
            name=self._free_name(host_of(candidate.portal)),
        )
        self._become(self._compared(state, candidate))

    def clear(self) -> None:
        """Forgets what was pasted or let in."""
        self._candidate = None
        self._become(ConnectingState())

    def mend(self, connection_id: str | None) -> None:
        """Chooses which of `state.same` gets this secret; None: another connection beside them."""
        chosen = next((each for each in self.state.same if each.id == connection_id), None)
        self._become(replace(self.state, mends=chosen))

    async def test(self) -> None:
        """Tests what was taken, line by line; also: once more. Another one meanwhile ends it without a word."""
        candidate = self._candidate
        if candidate is None:
            return
        self._become(replace(self.state, phase=ConnectingPhase.TESTING, lines=(), error=None))
        error: PortalError | None = None
        try:
            await self._run_test(candidate)
        except PortalError as exc:
            error = exc
        if self._candidate is candidate:
            tested = replace(self.state, phase=ConnectingPhase.TESTED, error=error)
            self._become(tested if tested.same else self._compared(tested, candidate))

    async def keep(self, name: str, *, remember: bool = True) -> None:
        """Keeps the connection and opens it. `remember` False keeps the secret only until Daybook closes.

        `name` is not looked at when a connection is mended: it has one. What stands in the way is in the state
        (`name_problem`, `vault_error`); then nothing was kept, and `keep` may be called again. Raises StoreUnusable.
        """
        candidate = self._candidate
        if candidate is None or not self.state.may_keep:
            return
        self._become(replace(self.state, phase=ConnectingPhase.KEEPING, name_problem=None, vault_error=None))
        tested = replace(self.state, phase=ConnectingPhase.TESTED)
        try:
            kept = await self._keep(candidate, name, remember)
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
            self._candidate = None
            self._become(replace(self.state, phase=ConnectingPhase.KEPT, kept=kept))
            await self._connections.switch(kept.id)

    async def _run_test(self, candidate: Candidate) -> None:
        portal = await self._open_portal(candidate.access)
        try:
            async with aclosing(cast("AsyncGenerator[Line, None]", diagnose(portal))) as lines:
                async for line in lines:
                    if self._candidate is not candidate:
                        return
                    self._become(replace(self.state, lines=(*self.state.lines, line)))
        finally:
            await portal.aclose()

    async def _keep(self, candidate: Candidate, name: str, remember: bool) -> Connection:
        mends = self.state.mends
        if mends is not None:
            await self._connections.mend(mends.id, candidate.stored, remember=remember)
            return mends
        connection = Connection(
            id=new_id(),
            name=name,
            portal=candidate.portal,
            user_id=_user_id(self.state, candidate) or 0,
            user_name=str(_told(self.state).get("name", "")),
            kind=candidate.kind,
            created=self._clock.now(),
            remembered=remember,
        )
        await self._connections.add(connection, candidate.stored)
        return connection

    def _compared(self, state: ConnectingState, candidate: Candidate) -> ConnectingState:
        """With the connections that this one might take the place of."""
        wanted = (candidate.kind, candidate.portal, _user_id(state, candidate))
        same = tuple(
            each for each in self._connections.all if (each.connection.kind, *_person(each.connection)) == wanted
        )
        wanting = (each.connection for each in same if each.secret in _WANTING)
        return replace(state, same=tuple(each.connection for each in same), mends=next(wanting, None))

    def _free_name(self, host: str) -> str:
        """The portal's own name in a cloud address, else the host; with a number when that is taken."""
        plain = host.partition(".")[0] if ".bitrix24." in host else host
        taken = {each.connection.name.casefold() for each in self._connections.all}
        names = (plain if number == 1 else f"{plain} {number}" for number in range(1, len(taken) + 2))
        return next(name for name in names if name.casefold() not in taken)

    def _become(self, state: ConnectingState) -> None:
        self.state = state
        self.changed.tell()


def _person(connection: Connection) -> tuple[str, int]:
    return connection.portal, connection.user_id


def _told(state: ConnectingState) -> Mapping[str, Any]:
    """What the portal said about the person it took us for; empty when it could not be asked."""
    return next((line.facts for line in state.lines if line.check is Check.SIGN_IN), {})


def _user_id(state: ConnectingState, candidate: Candidate) -> int | None:
    told: int | None = _told(state).get("user_id")
    return candidate.user_id or told
