"""One portal, as one secret sees it: asks, waits for its turn, and repeats what may be repeated."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import partial
from typing import Any, Final, Protocol, TypeVar

from daybook.bitrix import batch as batches
from daybook.bitrix import call_log
from daybook.bitrix.address import Access, TokenAccess, WebhookAddress, host_of
from daybook.bitrix.answer import Answer, TimeBlock
from daybook.bitrix.call_log import CallLog
from daybook.bitrix.command import Command
from daybook.bitrix.errors import (
    AnswerLost,
    NotAPortal,
    NotExecuted,
    OperatingLimit,
    PortalError,
    Throttled,
    TokenExpired,
    Unreachable,
    UnreachableKind,
)
from daybook.bitrix.gate import Asked, Reply, read_reply
from daybook.bitrix.limits import OperatingBudget
from daybook.bitrix.queueing import Priority, RequestGate
from daybook.bitrix.slicing import parse_sliced
from daybook.domain.clock import Clock

K = TypeVar("K")

Renew = Callable[[TokenAccess], Awaitable[TokenAccess]]
"""Another token for one that has run out. Raises PortalError when there is none to be had."""

Leaving = Callable[[], None]

Read = Callable[[Reply, Asked], Awaitable[Answer]]
"""Reads what came off the wire. Raises PortalError."""

FIRST_PAUSE_S: Final = 1.0
LONGEST_PAUSE_S: Final = 30.0
PATIENCE_S: Final = 120.0
"""How long a request waits altogether while the portal says "too many"."""
REPEAT_AFTER_S: Final = (0.3, 1.0)
"""Pauses before a lost request is repeated, where it may be."""
NO_USE_REPEATING: Final = frozenset({UnreachableKind.TLS, UnreachableKind.PROXY, UnreachableKind.TIMEOUT})


@dataclass(frozen=True, slots=True)
class Limits:
    """What the gauge shows. `level` of `burst` requests are remembered by the portal, `rate_per_s` are forgotten."""

    level: float
    burst: int
    rate_per_s: float
    waiting: int
    in_flight: int
    paused_s: float
    operating_s: Mapping[str, float] = field(default_factory=dict)
    """Seconds each method has run within the last ten minutes."""


class Wire(Protocol):
    """What sends a request: `transport.Transport`, which this module need not know (nor load httpx for it)."""

    async def post(self, url: str, body: Mapping[str, Any], *, method: str) -> Reply:
        """The reply. Raises Unreachable or AnswerLost."""

    async def aclose(self) -> None:
        """Closes the connections."""


class Portal:
    """Asks one portal with one secret.

    `gate` is shared by everything in the process that asks the same portal. `observers` are called after each answer,
    without arguments; they look at `limits`. `renew` is asked only after the portal said that a token has run out;
    without it TokenExpired reaches the caller.
    """

    def __init__(
        self,
        access: Access,
        wire: Wire,
        gate: RequestGate,
        clock: Clock,
        *,
        budget: OperatingBudget | None = None,
        renew: Renew | None = None,
        log: CallLog | None = None,
    ) -> None:
        self._access = access
        self.log = log
        self._renew = renew
        self._wire = wire
        self._clock = clock
        self.gate = gate
        # One thread for answers of megabytes: several at once are no quicker, and each takes memory of its own.
        self._reading = ThreadPoolExecutor(max_workers=1, thread_name_prefix="answers")
        self.budget = budget or OperatingBudget()
        self.observers: list[Callable[[], None]] = []
        self.server_clock_skew_s: float | None = None
        """Seconds that the portal's clock is ahead of ours, to within one answer's way; None before the first."""
        self.server_utc_offset: timedelta | None = None
        """The zone of the portal's server; None before the first answer."""

    def __repr__(self) -> str:
        return f"Portal({self.host}, user {self.user_id})"

    @property
    def address(self) -> str:
        """scheme://host[:port], without any secret."""
        return self._access.portal

    @property
    def host(self) -> str:
        """The portal's host."""
        return host_of(self._access.portal)

    @property
    def user_id(self) -> int | None:
        """The user a webhook acts as; None for a token, whose owner `system.profile` tells."""
        return self._access.user_id if isinstance(self._access, WebhookAddress) else None

    @property
    def is_application(self) -> bool:
        """True when an application's token is used: app-only methods may be asked."""
        return isinstance(self._access, TokenAccess)

    @property
    def zone(self) -> tzinfo:
        """The zone in which the portal writes and reads values that name none; UTC before the first answer."""
        return timezone(self.server_utc_offset) if self.server_utc_offset is not None else UTC

    @property
    def limits(self) -> Limits:
        """A snapshot for the gauge."""
        return Limits(
            level=self.gate.level(),
            burst=self.gate.burst,
            rate_per_s=self.gate.rate_per_s,
            waiting=self.gate.waiting,
            in_flight=self.gate.in_flight,
            paused_s=self.gate.paused_s,
            operating_s=self.budget.used_s(self._clock.monotonic_s()),
        )

    async def call(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        *,
        writes: bool,
        priority: Priority = Priority.INTERACTIVE,
    ) -> Answer:
        """The answer of one method. Raises PortalError.

        "Too many requests" is waited out (it came before anything was done); a read whose answer was lost is repeated
        twice. A write that may have been done (`error.maybe_done`) never is: the caller looks what became of it.
        Whatever was refused because the token had run out was not done, and is asked once more with another token.
        """
        return await self._patiently(lambda: self._ask(method, params or {}, priority, writes=writes), writes=writes)

    async def run(self, command: Command, *, writes: bool, priority: Priority = Priority.INTERACTIVE) -> Answer:
        """The answer of one command. Raises PortalError like `call`."""
        return await self.call(command.method, command.params, writes=writes, priority=priority)

    async def batch(
        self,
        commands: Mapping[K, Command],
        *,
        halt: bool = False,
        writes: bool,
        priority: Priority = Priority.INTERACTIVE,
        leaving: Leaving | None = None,
    ) -> dict[K, Answer | PortalError]:
        """What became of each of 1 to 50 commands, which run in their order; with `halt` up to the first failure.

        `leaving` is called when its turn has come, whenever it is sent.
        A refused command is a value of the result. Raises PortalError when the batch as a whole got no answer: then
        with `error.maybe_done` any of them may have been done.
        """
        access = self._access
        found = await self._ask_batch(commands, halt=halt, writes=writes, priority=priority, leaving=leaving)
        late = _too_late(commands, found)
        try:
            if late and await self._has_renewed(access):
                found |= await self._ask_batch(late, halt=halt, writes=writes, priority=priority)
        except PortalError as error:
            if len(late) == len(commands):
                raise
            found |= dict.fromkeys(late, error)  # the others were done: the batch as a whole has not failed
        return found

    async def harvest(
        self,
        commands: Mapping[K, Command],
        digest: Callable[[K, object], object],
        *,
        halt: bool = False,
        priority: Priority = Priority.BACKGROUND,
    ) -> dict[K, Answer | PortalError]:
        """A batch of reading commands with answers of megabytes: what `digest` makes of a key and its result is kept.

        The answer is read in another thread and piece by piece, so that the window goes on; `digest` is called there.
        Raises PortalError like `batch`.
        """
        names = dict(zip(batches.keys_for(list(commands.values())), commands, strict=True))

        def made(key: str, result: object) -> object:
            return digest(names[key], result) if key in names else None

        async def read(reply: Reply, asked: Asked) -> Answer:
            work = partial(read_reply, reply, asked, lambda body: parse_sliced(body, made))
            return await asyncio.get_running_loop().run_in_executor(self._reading, work)

        params = batches.build(list(commands.values()), halt=halt)
        answer = await self._patiently(
            lambda: self._ask(batches.METHOD, params, priority, writes=False, read=read), writes=False
        )
        return self._read_batch(answer, commands, halt=halt)

    async def read_all(
        self, commands: Mapping[K, Command], *, priority: Priority = Priority.INTERACTIVE
    ) -> dict[K, Answer | PortalError]:
        """The answers of any number of reading commands, fifty to a request. Raises PortalError like `batch`."""
        found: dict[K, Answer | PortalError] = {}
        for portion in batches.chunks(commands):
            found |= await self.batch(portion, writes=False, priority=priority)
        return found

    async def aclose(self) -> None:
        """Closes the connections to the portal."""
        await self._wire.aclose()
        await asyncio.to_thread(self._reading.shutdown)

    async def _ask_batch(
        self,
        commands: Mapping[K, Command],
        *,
        halt: bool,
        writes: bool,
        priority: Priority,
        leaving: Leaving | None = None,
    ) -> dict[K, Answer | PortalError]:
        params = batches.build(list(commands.values()), halt=halt)
        answer = await self._patiently(
            lambda: self._ask(batches.METHOD, params, priority, writes=writes, leaving=leaving), writes=writes
        )
        return self._read_batch(answer, commands, halt=halt)

    def _read_batch(
        self, answer: Answer, commands: Mapping[K, Command], *, halt: bool
    ) -> dict[K, Answer | PortalError]:
        found = batches.read_batch(answer, commands, halt=halt, by_token=self.is_application)
        for key, command in commands.items():
            self._learn_from_part(command.method, found[key])
        self._tell()
        return found

    async def _patiently(self, ask: Callable[[], Awaitable[Answer]], *, writes: bool) -> Answer:
        waited_s, pause_s = 0.0, FIRST_PAUSE_S
        repeats = iter(REPEAT_AFTER_S)
        while True:
            try:
                return await ask()
            except Throttled:
                if waited_s + pause_s > PATIENCE_S:
                    raise
                self.gate.overflowed()
                self.gate.pause(pause_s)
                waited_s, pause_s = waited_s + pause_s, min(pause_s * 2, LONGEST_PAUSE_S)
            except (AnswerLost, Unreachable) as lost:
                repeat_after_s = next(repeats, None) if _may_repeat(lost, writes=writes) else None
                if repeat_after_s is None:
                    raise
                await self._clock.sleep(repeat_after_s)

    async def _ask(
        self,
        method: str,
        params: Mapping[str, Any],
        priority: Priority,
        *,
        writes: bool,
        read: Read | None = None,
        leaving: Leaving | None = None,
    ) -> Answer:
        access = self._access
        try:
            return await self._ask_as(access, method, params, priority, writes=writes, read=read, leaving=leaving)
        except TokenExpired:
            if not await self._has_renewed(access):
                raise
        return await self._ask_as(self._access, method, params, priority, writes=writes, read=read, leaving=leaving)

    async def _has_renewed(self, refused: Access) -> bool:
        """True once there is another token than the `refused` one; False where there is no way to get any."""
        if self._renew is None or not isinstance(refused, TokenAccess):
            return False
        if self._access == refused:
            self._access = await self._renew(refused)
        return True

    async def _ask_as(
        self,
        access: Access,
        method: str,
        params: Mapping[str, Any],
        priority: Priority,
        *,
        writes: bool,
        read: Read | None,
        leaving: Leaving | None,
    ) -> Answer:
        asked = Asked(method, self.host, by_token=self.is_application)
        body = {**params, **access.credentials()}
        async with self.gate.turn(priority):
            if leaving is not None:
                leaving()
            noted = call_log.Asked(method, params, writes, self._clock.now())
            since_s = self._clock.monotonic_s()
            try:
                reply = await self._wire.post(access.endpoint(method), body, method=method)
            except PortalError as lost:
                self._note(noted, since_s, None, lost)
                raise
        try:
            answer = read_reply(reply, asked) if read is None else await read(reply, asked)
            self._learn(method, answer.time)
        except PortalError as error:
            if isinstance(error, OperatingLimit):
                self._learn_exhausted(method, error)
            self._note(noted, since_s, reply, error)
            raise
        finally:
            self._tell()
        self._note(noted, since_s, reply, answer)
        return answer

    def _note(self, asked: call_log.Asked, since_s: float, reply: Reply | None, outcome: Answer | PortalError) -> None:
        if self.log is not None:
            duration_s = self._clock.monotonic_s() - since_s
            limits = call_log.Limits(self.gate.level(), self.gate.burst)
            self.log.note(asked, duration_s=duration_s, reply=reply, outcome=outcome, limits=limits)

    def _learn(self, method: str, time: TimeBlock | None) -> None:
        if time is None:
            return
        if time.finished is not None:
            self.server_clock_skew_s = (time.finished - self._clock.now()) / timedelta(seconds=1)
        if time.utc_offset is not None:
            self.server_utc_offset = time.utc_offset
        self._learn_operating(method, time)

    def _learn_operating(self, method: str, time: TimeBlock) -> None:
        if time.operating_s is None:
            return
        # Both moments are by the portal's clock, so it does not matter how that is set.
        reset_in_s = _seconds_between(time.finished, time.operating_reset_at)
        self.budget.note(method, time.operating_s, reset_in_s=reset_in_s, now_s=self._clock.monotonic_s())

    def _learn_exhausted(self, method: str, limit: OperatingLimit) -> None:
        theirs = self._clock.now() + timedelta(seconds=self.server_clock_skew_s or 0.0)
        reset_in_s = _seconds_between(theirs, limit.until)
        self.budget.exhausted(method, reset_in_s=reset_in_s, now_s=self._clock.monotonic_s())

    def _learn_from_part(self, method: str, outcome: Answer | PortalError) -> None:
        if isinstance(outcome, Answer) and outcome.time is not None:
            self._learn_operating(method, outcome.time)
        elif isinstance(outcome, OperatingLimit):
            self._learn_exhausted(method, outcome)

    def _tell(self) -> None:
        for observer in tuple(self.observers):
            observer()


def _too_late(commands: Mapping[K, Command], found: Mapping[K, Answer | PortalError]) -> dict[K, Command]:
    """The commands of a batch that were certainly not done since the token ran out before their turn.

    No command names another's answer (the keys are ours), so they may go out as a batch of their own.
    """
    if not any(isinstance(outcome, TokenExpired) for outcome in found.values()):
        return {}
    return {key: each for key, each in commands.items() if isinstance(found[key], TokenExpired | NotExecuted)}


def _may_repeat(lost: AnswerLost | Unreachable, *, writes: bool) -> bool:
    if isinstance(lost, Unreachable):
        return lost.kind not in NO_USE_REPEATING
    return not writes and not isinstance(lost, NotAPortal)


def _seconds_between(earlier: datetime | None, later: datetime | None) -> float | None:
    return (later - earlier) / timedelta(seconds=1) if earlier is not None and later is not None else None
