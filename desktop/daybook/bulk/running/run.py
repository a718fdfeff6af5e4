"""One run on its way: rows are looked at, written down as sent, sent, and written down as what became of them.

One loop makes up requests, as many at once as the portal bears; each answer carries what the next request needs to
know. What got no answer is looked after by `settling`. The order on disk is: `sent`, then the wire, then the outcome.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final

from daybook.bitrix import activities
from daybook.bitrix.answer import Answer
from daybook.bitrix.batch import MAX_COMMANDS
from daybook.bitrix.command import Command
from daybook.bitrix.errors import (
    AnswerLost,
    NotExecuted,
    OperatingLimit,
    PortalError,
    Refused,
    Throttled,
    Unreachable,
)
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import Priority
from daybook.bulk import outcomes, plan
from daybook.bulk.running.board import Board
from daybook.bulk.running.pace import Pace
from daybook.bulk.running.progress import Held, Meter, Phase, Progress
from daybook.bulk.running.requests import Key, Request, marked, read_get, read_look
from daybook.bulk.running.settling import Settling
from daybook.bulk.running.sizing import FULL, Room
from daybook.bulk.running.steps import next_steps
from daybook.domain.clock import Clock
from daybook.domain.run import Row, Step, StepState
from daybook.domain.todo import PingOffsets
from daybook.store.journal import Journal, RowChange
from daybook.store.pings import KnownTodo, KnownTodos

_log = logging.getLogger(__name__)

OUTAGE_S: Final = 120.0
"""So long the portal may be away before a run stops and waits to be gone on with."""
FIRST_PAUSE_S: Final = 1.0
LONGEST_PAUSE_S: Final = 20.0
STALE_S: Final = 3.0
"""A look that is older is taken again, so that other people's changes in between are few."""
GLANCE_S: Final = 0.05
"""How soon the gate is asked again while others are before us."""
ATTEMPTS: Final = 3
"""How often a whole request that the portal refused is tried."""
FIRST_LOOK_S: Final = 1.0
"""So soon after a lost answer its rows are looked at for the first time."""


class Run:
    """Executes the open rows of a run that is leased to this process. `go` once; then ask `progress`.

    `observers` are told, without arguments, when `progress` has changed much; `closed` is told the rows that were done
    with.
    """

    def __init__(
        self,
        run_id: str,
        rows: Sequence[Row],
        *,
        portal: Portal,
        journal: Journal,
        known: KnownTodos,
        clock: Clock,
        author_id: int,
        closed: Callable[[Sequence[Row]], None] = lambda _rows: None,
        outage_s: float = OUTAGE_S,
    ) -> None:
        self._run_id = run_id
        self._portal = portal
        self._journal = journal
        self._known = known
        self._clock = clock
        self._tell_closed = closed
        self._outage_s = outage_s
        self.observers: list[Callable[[], None]] = []
        self._board = Board(rows)
        self._pace = Pace()
        self._meter = Meter()
        self._settling = Settling(portal, clock, self._board, author_id)
        self._total = len(rows)
        self._steps_a_row = _steps_a_row(rows)
        self._phase = Phase.RUNNING
        self._problem: Exception | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._looking = 0
        self._leaving = 0
        """Requests that were made up and whose turn has not come yet: no other is made up before."""
        self._wake = asyncio.Event()
        self._attempts: dict[int, int] = {}
        self._away_since_s: float | None = None
        self._pause_until_s = 0.0
        self._pause_s = FIRST_PAUSE_S
        self._began_s = clock.monotonic_s()
        self._held: tuple[Held, float, str] = (Held.BY_NOTHING, 0.0, "")
        self._take_over_unknown(rows)

    def _take_over_unknown(self, rows: Sequence[Row]) -> None:
        """What an earlier process left without an answer is looked at first of all."""
        now_s = self._clock.monotonic_s()
        for row in rows:
            sent = [step.sent_at for step in row.steps if step.state is StepState.UNKNOWN and step.sent_at]
            if sent:
                age_s = max(0.0, self._clock.seconds_since(max(sent)))
                self._board.ask_later([row.number], now_s - age_s, now_s)

    # From outside

    def pause(self) -> None:
        """Sends nothing more until `resume`; what is on its way ends."""
        if self._phase is Phase.RUNNING:
            self._become(Phase.PAUSED)

    def resume(self) -> None:
        """Goes on after `pause`."""
        if self._phase is Phase.PAUSED:
            self._become(Phase.RUNNING)

    def cancel(self) -> None:
        """Gives up what was not sent; `go` returns when all that was is known."""
        if self._phase in (Phase.RUNNING, Phase.PAUSED):
            self._become(Phase.STOPPING)

    def leave(self) -> None:
        """Sends nothing more and gives nothing up: `go` returns when what is on its way has ended."""
        self.stop_for(None)

    def stop_for(self, problem: Exception | None) -> None:
        """The same, for a reason."""
        if self._phase not in (Phase.STOPPED, Phase.ENDED):
            self._problem = self._problem or problem
            self._become(Phase.STOPPED)

    @property
    def progress(self) -> Progress:
        """A snapshot."""
        now_s = self._clock.monotonic_s()
        rate = self._meter.rows_per_s(now_s, self._began_s)
        held, until_s, method = self._held
        left = len(self._board.rows)
        held_s = max(0.0, until_s - now_s)
        return Progress(
            phase=self._phase,
            total=self._total,
            counts=dict(self._meter.counts),
            unknown=len(self._board.unknown),
            in_flight=len(self._tasks),
            limit=self._pace.limit,
            rows_per_s=rate,
            left_s=left / rate + (held_s if held is Held.BY_OPERATING_TIME else 0.0) if rate > 0 else None,
            held=held,
            held_s=held_s,
            held_method=method,
            problem=self._problem if isinstance(self._problem, PortalError) else None,
        )

    async def go(self) -> None:
        """Returns when every row is known, or the run had to stop (`progress.phase`, `progress.problem`).

        Raises StoreUnusable and RunBusy; what was on its way has ended by then.
        """
        try:
            while not self._board.is_done and self._phase is not Phase.STOPPED:
                await self._once()
        finally:
            if self._tasks:
                await asyncio.wait(self._tasks)
        if self._problem is not None and not isinstance(self._problem, PortalError):
            raise self._problem
        if self._board.is_done:
            self._become(Phase.ENDED)

    # The loop

    async def _once(self) -> None:
        if self._phase is Phase.STOPPING:
            await self._write(self._board.give_up())
        wait_s = self._wait_s()
        request = await self._made_up() if wait_s == 0.0 else None
        if request is not None:
            self._spawn(self._send(request))
        elif due := self._due():
            self._spawn(self._settle(due))
        elif not self._board.is_done:
            await self._woken(self._shortest(wait_s or None))

    def _wait_s(self) -> float | None:
        """Seconds until a request may be made up; None until something happens."""
        now_s = self._clock.monotonic_s()
        self._held = (Held.BY_NOTHING, 0.0, "")
        if self._phase is not Phase.RUNNING:
            return None
        if not self._board.unsent:
            if self._board.unknown:
                self._held = (Held.BY_LOST_ANSWERS, self._settling.next_s or now_s, "")
            return None
        if now_s < self._pause_until_s:
            self._held = (Held.BY_NETWORK, self._pause_until_s, "")
            return self._pause_until_s - now_s
        if self._leaving or len(self._tasks) >= self._pace.limit:
            return None
        return self._gate_wait_s(now_s)

    def _gate_wait_s(self, now_s: float) -> float:
        operating_s, method = self._operating_wait_s(now_s)
        if operating_s > 0:
            self._held = (Held.BY_OPERATING_TIME, now_s + operating_s, method)
            return operating_s
        wait_s = self._portal.gate.wait_s(Priority.BULK)
        if wait_s is None:
            return GLANCE_S
        if wait_s > 0:
            paused_s = self._portal.gate.paused_s
            self._held = (Held.BY_REFUSALS if paused_s > 0 else Held.BY_RATE, now_s + wait_s, "")
        return wait_s

    def _operating_wait_s(self, now_s: float) -> tuple[float, str]:
        """The wait of the method that is asked next; a run has few methods, and rows wait in their order."""
        methods = {step.method for row in self._board.first_rows() for step in next_steps(row)}
        waits = [(self._portal.budget.wait_s(method, now_s), method) for method in sorted(methods)]
        return max(waits, default=(0.0, ""))

    def _shortest(self, wait_s: float | None) -> float | None:
        now_s = self._clock.monotonic_s()
        due_s = self._settling.next_s
        waits = [each for each in (wait_s, None if due_s is None else max(due_s - now_s, GLANCE_S)) if each is not None]
        return min(waits, default=None)

    async def _woken(self, seconds: float | None) -> None:
        """Returns after so many seconds, or as soon as an answer came or somebody wants something else."""
        loop = asyncio.get_running_loop()
        waiters: list[asyncio.Task[object]] = [loop.create_task(self._wake.wait())]
        if seconds is not None:
            waiters.append(loop.create_task(self._clock.sleep(seconds)))
        try:
            await asyncio.wait(waiters, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for waiter in waiters:
                waiter.cancel()
            await asyncio.gather(*waiters, return_exceptions=True)
        self._wake.clear()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(self._guarded(work), name=f"run {self._run_id}")
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._wake.set()

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - whatever it is ends the run, and `go` raises it
            self.stop_for(error)

    # Requests

    def _room(self) -> Room:
        command_s = self._pace.command_s or 0.02
        most = min(FULL, self._pace.most_commands(FULL))
        gate = self._portal.gate
        return Room(
            left=max(1, round((self._board.unsent + self._looking) * self._steps_a_row)),
            limit=self._pace.limit,
            is_growing=self._pace.is_growing,
            free=gate.room,
            rate_per_s=gate.rate_per_s,
            request_s=most * command_s,
            most=most,
        )

    async def _made_up(self) -> Request | None:
        """The next request; None while everything that could go is being looked at."""
        room = self._room()
        await self._see_creations(room.size)
        stale_s = max(STALE_S, 2 * room.request_s)
        self._board.forget_looks(self._clock.monotonic_s() - stale_s)
        alone = not self._board.ready
        if self._looking and self._board.ready * self._steps_a_row < room.least:
            return None
        ahead = round((self._board.ready + self._looking) * self._steps_a_row) - room.size
        looks = room.looks(ahead, alone=alone) if self._board.waiting else 0
        now = self._clock.now()
        taken = self._board.take(min(room.size, MAX_COMMANDS - looks))
        request = marked(taken, now, now + timedelta(seconds=self._portal.server_clock_skew_s or 0.0))
        request = Request(request.steps, self._to_look(min(looks, MAX_COMMANDS - request.commands)))
        if not request.commands:
            return None
        self._looking += len(request.rows_looked_at)
        return request

    def _to_look(self, looks: int) -> tuple[tuple[int, ...], ...]:
        chosen = (tuple(self._board.to_look(FULL)) for _ in range(looks))
        return tuple(each for each in chosen if each)

    async def _see_creations(self, size: int) -> None:
        """Of what is yet to be created there is nothing to see."""
        numbers = self._board.creations(size)
        if numbers and self._portal.server_clock_skew_s is None:
            # A creation whose answer is lost is looked for by the portal's clock, which any answer tells.
            with suppress(PortalError):
                await self._portal.call("server.time", writes=False)
        self._board.saw([(number, None) for number in numbers], self._clock.monotonic_s())

    async def _send(self, request: Request) -> None:
        left = self._will_leave()
        try:
            commands = request.to_send(self._board.rows)
            await self._written_as_sent(request)
            await self._ask(request, commands, left)
        finally:
            left()
            self._looking -= len(request.rows_looked_at)
        self._tell()

    def _will_leave(self) -> Callable[[], None]:
        """A request is about to leave; call what comes back when it has, as often as you like."""
        self._leaving += 1
        waits = [True]

        def left() -> None:
            if waits:
                waits.clear()
                self._leaving -= 1
                self._wake.set()

        return left

    async def _written_as_sent(self, request: Request) -> None:
        """On disk before the request leaves. When that can't be, nothing leaves."""
        try:
            await self._write(self._board.mark(request.steps))
        except BaseException:
            self._unsent(request)
            raise

    async def _ask(self, request: Request, commands: Mapping[Key, Command], left: Callable[[], None]) -> None:
        began_s = self._clock.monotonic_s()
        try:
            answers = await self._portal.batch(
                commands, writes=bool(request.steps), priority=Priority.BULK, leaving=left
            )
        except PortalError as error:
            await self._failed(request, error)
            return
        self._reached()
        # A command that is refused for its method's running time costs the portal nothing and tells nothing of it.
        carried_out = sum(not isinstance(each, OperatingLimit) for each in answers.values())
        if carried_out:
            self._pace.answered((self._clock.monotonic_s() - began_s) / carried_out)
        await self._took(request, answers)

    async def _took(self, request: Request, answers: Mapping[Key, Answer | PortalError]) -> None:
        now, now_s = self._clock.now(), self._clock.monotonic_s()
        ended: dict[int, tuple[Step, ...]] = {}
        for number, steps in request.steps.items():
            ended[number] = tuple(_after(step, answers["step", number, step.order], now) for step in steps)
        await self._learn(ended)
        changes = self._board.mark(ended)
        self._sort(ended, now_s)
        changes += await self._look_through(request, answers, now_s)
        await self._write(changes)

    def _sort(self, ended: Mapping[int, Sequence[Step]], now_s: float) -> None:
        """What waits again, and what nobody knows about."""
        lost = [number for number, steps in ended.items() if any(s.state is StepState.UNKNOWN for s in steps)]
        self._board.ask_later(lost, now_s, now_s + FIRST_LOOK_S)
        self._board.unseen(number for number in ended if number not in lost)

    async def _look_through(
        self, request: Request, answers: Mapping[Key, Answer | PortalError], now_s: float
    ) -> list[RowChange]:
        changes: list[RowChange] = []
        for position, look in enumerate(request.looks):
            outcome = answers["look", position, 0]
            if not isinstance(outcome, Answer):
                self._board.unseen(look)
                self._after_read(outcome)
                continue
            try:
                seen = read_look(look, self._board.rows, outcome, self._portal)
            except AnswerLost:
                self._board.unseen(look)
                continue
            changes += self._board.saw(seen.found, now_s)
            if seen.missing:
                self._spawn(self._confirm(seen.missing))
        return changes

    def _after_read(self, error: PortalError) -> None:
        """A look that was refused costs another request; that the portal can't be asked at all stops the run."""
        if not isinstance(error, AnswerLost | OperatingLimit | Refused | NotExecuted):
            self.stop_for(error)

    async def _confirm(self, numbers: Sequence[int]) -> None:
        """A row that a list leaves out is gone only when the portal says so when it is asked for that very row."""
        commands = {each: activities.get_command(self._board.rows[each].activity_id or 0) for each in numbers}
        try:
            answers = await self._portal.batch(commands, writes=False, priority=Priority.BULK)
        except PortalError as error:
            self._board.unseen(numbers)
            await self._failed(Request({}), error)
            return
        changes: list[RowChange] = []
        now_s = self._clock.monotonic_s()
        for number, outcome in answers.items():
            found = read_get(outcome, self._portal)
            if found is None:
                changes += self._refuse(number, outcome)
            else:
                changes += self._board.saw([(number, found)], now_s)
        await self._write(changes)
        self._tell()

    def _refuse(self, number: int, outcome: Answer | PortalError) -> list[RowChange]:
        """What may not be read is not written; what got no answer is asked again."""
        if not isinstance(outcome, Refused):
            self._board.unseen([number])
            return []
        return self._board.refuse(number, outcome.code, outcome.text)

    async def _failed(self, request: Request, error: PortalError) -> None:
        """The request as a whole got no answer, or a refusal."""
        now, now_s = self._clock.now(), self._clock.monotonic_s()
        if error.maybe_done:
            lost = {n: tuple(outcomes.lost(step, now) for step in steps) for n, steps in request.steps.items()}
            await self._learn(lost)
            await self._write(self._board.mark(lost))
            self._board.ask_later(lost, now_s, now_s + FIRST_LOOK_S)
            self._board.unseen(request.rows_looked_at)
            self._pace.refused()
            return
        changes = self._unsent(request)
        if isinstance(error, Unreachable | Throttled):
            self._away(error, now_s)
        elif isinstance(error, Refused | OperatingLimit):
            changes += self._tried(request, error)
        else:
            self.stop_for(error)
        await self._write(changes)

    def _unsent(self, request: Request) -> list[RowChange]:
        """Certainly not carried out: everything waits again."""
        back = {number: tuple(map(outcomes.unsent, steps)) for number, steps in request.steps.items()}
        changes = self._board.mark(back)
        self._board.unseen(back)
        self._board.unseen(request.rows_looked_at)
        return changes

    def _tried(self, request: Request, error: PortalError) -> list[RowChange]:
        """A portal that refuses whole requests again and again is believed."""
        self._pace.refused()
        changes: list[RowChange] = []
        for number in request.steps:
            self._attempts[number] = self._attempts.get(number, 0) + 1
            if self._attempts[number] >= ATTEMPTS and isinstance(error, Refused):
                changes += self._board.refuse(number, error.code, error.text)
        return changes

    # Away

    def _away(self, error: PortalError, now_s: float) -> None:
        self._pace.refused()
        since_s = self._away_since_s = self._away_since_s if self._away_since_s is not None else now_s
        if now_s - since_s > self._outage_s:
            self.stop_for(error)
            return
        self._pause_until_s = now_s + self._pause_s
        self._pause_s = min(self._pause_s * 2, LONGEST_PAUSE_S)

    def _reached(self) -> None:
        self._away_since_s, self._pause_s = None, FIRST_PAUSE_S

    # Lost answers

    def _due(self) -> list[int]:
        now_s = self._clock.monotonic_s()
        return [] if now_s < self._pause_until_s else self._settling.take_due(now_s)

    async def _settle(self, numbers: Sequence[int]) -> None:
        try:
            changes = await self._settling.look(numbers)
        except PortalError as error:
            if error.maybe_done or isinstance(error, Refused | OperatingLimit):
                return  # asked again soon
            await self._failed(Request({}), error)
            return
        self._reached()
        await self._write(changes)
        self._tell()

    # Writing down

    async def _write(self, changes: Iterable[RowChange]) -> None:
        noted = list(changes)
        if noted:
            await self._journal.note(self._run_id, noted)
        now_s = self._clock.monotonic_s()
        closed = self._board.take_closed()
        for row in closed:
            self._meter.add(row.outcome, now_s)
        if closed:
            self._tell_closed(closed)

    async def _learn(self, ended: Mapping[int, Sequence[Step]]) -> None:
        """What no method tells afterwards is remembered, or forgotten where it is unknown by now."""
        known: dict[int, KnownTodo | None] = {}
        for number, steps in ended.items():
            for step in steps:
                key = self._board.rows[number].activity_id or (step.result if outcomes.creates(step) else None)
                if isinstance(key, int) and step.method in (plan.WHOLE, plan.ADD, plan.DELETE):
                    known[key] = _known_after(step)
        if known:
            await self._known.learn(self._portal.address, self._clock.now(), known)

    def _become(self, phase: Phase) -> None:
        self._phase = phase
        self._wake.set()
        self._tell()

    def _tell(self) -> None:
        for observer in tuple(self.observers):
            observer()


def _after(step: Step, outcome: Answer | PortalError, now: datetime) -> Step:
    """A command whose method has no running time left was not carried out: it waits until there is some."""
    return outcomes.unsent(step) if isinstance(outcome, OperatingLimit) else outcomes.ended(step, outcome, now)


def _known_after(step: Step) -> KnownTodo | None:
    if step.state is not StepState.DONE or step.method == plan.DELETE:
        return None
    return KnownTodo(PingOffsets.of(step.params["pingOffsets"]), step.params.get("parentActivityId"))


def _steps_a_row(rows: Sequence[Row]) -> float:
    open_steps = sum(sum(step.state is StepState.PLANNED for step in row.steps) for row in rows)
    return max(1.0, open_steps / max(1, len(rows)))
