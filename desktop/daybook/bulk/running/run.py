"""One run on its way: rows are looked at, written down as sent, sent, and written down as what became of them.

One loop makes up requests, as many at once as the portal bears; each answer carries what the next request needs to
know. What got no answer is looked after by `settling`. The order on disk is: `sent`, then the wire, then the outcome.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from daybook.bitrix import activities
from daybook.bitrix.answer import Answer
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
from daybook.bulk import outcomes
from daybook.bulk.running.away import OUTAGE_S, Away
from daybook.bulk.running.board import Board
from daybook.bulk.running.hold import FREE, GLANCE_S, Hold, at_the_gate
from daybook.bulk.running.ledger import Ledger
from daybook.bulk.running.making import Making
from daybook.bulk.running.pace import Pace
from daybook.bulk.running.progress import Held, Phase, Progress
from daybook.bulk.running.requests import Key, Request, read_get, read_look
from daybook.bulk.running.settling import Settling
from daybook.domain.clock import Clock
from daybook.domain.run import Row, Step, StepState
from daybook.store.journal import Journal, RowChange
from daybook.store.pings import KnownTodos

ATTEMPTS: Final = 3
"""How often a whole request that the portal refused is tried."""
FIRST_LOOK_S: Final = 1.0
"""So soon after a lost answer its rows are looked at for the first time."""


class Run:
    """Executes the open rows of a run that is leased to this process. `go` once; then ask `progress`.

    `observers` are told, without arguments, when `progress` has changed much; `closed` is told the rows that were done
    with. `sparing`: requests are as large as they can be, however many the portal would take.
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
        sparing: bool = False,
    ) -> None:
        self._run_id = run_id
        self._portal = portal
        self._clock = clock
        self.observers: list[Callable[[], None]] = []
        self._board = Board(rows)
        self._pace = Pace()
        self._making = Making(portal, self._board, self._pace, clock, _steps_a_row(rows), sparing=sparing)
        self._settling = Settling(portal, clock, self._board, author_id)
        self._ledger = Ledger(
            run_id,
            self._board,
            journal=journal,
            known=known,
            portal=portal.address,
            clock=clock,
            closed=closed,
        )
        self._away = Away(outage_s)
        self._total = len(rows)
        self._phase = Phase.RUNNING
        self._problem: Exception | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._leaving = 0
        """Requests that were made up and whose turn has not come yet: no other is made up before."""
        self._wake = asyncio.Event()
        self._attempts: dict[int, int] = {}
        self._began_s = clock.monotonic_s()
        self._hold = FREE
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
        meter, hold = self._ledger.meter, self._hold
        rate = meter.rows_per_s(now_s, self._began_s)
        held_s = max(0.0, hold.until_s - now_s)
        rests_s = held_s if hold.by is Held.BY_OPERATING_TIME else 0.0
        return Progress(
            phase=self._phase,
            total=self._total,
            counts=dict(meter.counts),
            unknown=len(self._board.unknown),
            in_flight=len(self._tasks),
            limit=self._pace.limit,
            rows_per_s=rate,
            left_s=len(self._board.rows) / rate + rests_s if rate > 0 else None,
            held=hold.by,
            held_s=held_s,
            held_method=hold.method,
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
            await self._ledger.write(self._board.give_up())
        wait_s = self._wait_s()
        request = await self._making.next() if wait_s == 0.0 else None
        if request is not None:
            self._spawn(self._send(request))
        elif due := self._due():
            self._spawn(self._settle(due))
        elif not self._board.is_done:
            await self._woken(self._shortest(wait_s or None))

    def _wait_s(self) -> float | None:
        """Seconds until a request may be made up; None until something happens."""
        now_s = self._clock.monotonic_s()
        self._hold = FREE
        if self._phase is not Phase.RUNNING:
            return None
        if not self._board.unsent:
            if self._board.unknown:
                self._hold = Hold(Held.BY_LOST_ANSWERS, self._settling.next_s or now_s)
            return None
        if now_s < self._away.until_s:
            self._hold = Hold(Held.BY_NETWORK, self._away.until_s)
            return self._away.until_s - now_s
        if self._leaving or len(self._tasks) >= self._pace.limit:
            return None
        wait_s, self._hold = at_the_gate(self._portal, self._board, now_s)
        return wait_s

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

    async def _send(self, request: Request) -> None:
        left = self._will_leave()
        try:
            commands = request.to_send(self._board.rows)
            await self._written_as_sent(request)
            await self._ask(request, commands, left)
        finally:
            left()
            self._making.ended(request)
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
            await self._ledger.write(self._board.mark(request.steps))
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
        self._away.reached()
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
        await self._ledger.learn(ended)
        changes = self._board.mark(ended)
        self._sort(ended, now_s)
        changes += await self._look_through(request, answers, now_s)
        await self._ledger.write(changes)

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
        await self._ledger.write(changes)
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
            await self._ledger.learn(lost)
            await self._ledger.write(self._board.mark(lost))
            self._board.ask_later(lost, now_s, now_s + FIRST_LOOK_S)
            self._board.unseen(request.rows_looked_at)
            self._pace.refused()
            return
        changes = self._unsent(request)
        if isinstance(error, Unreachable | Throttled):
            self._pace.refused()
            if not self._away.failed(now_s):
                self.stop_for(error)
        elif isinstance(error, Refused | OperatingLimit):
            changes += self._tried(request, error)
        else:
            self.stop_for(error)
        await self._ledger.write(changes)

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

    # Lost answers

    def _due(self) -> list[int]:
        now_s = self._clock.monotonic_s()
        return [] if now_s < self._away.until_s else self._settling.take_due(now_s)

    async def _settle(self, numbers: Sequence[int]) -> None:
        try:
            changes = await self._settling.look(numbers)
        except PortalError as error:
            if error.maybe_done or isinstance(error, Refused | OperatingLimit):
                return  # asked again soon
            await self._failed(Request({}), error)
            return
        self._away.reached()
        await self._ledger.write(changes)
        self._tell()

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


def _steps_a_row(rows: Sequence[Row]) -> float:
    open_steps = sum(sum(step.state is StepState.PLANNED for step in row.steps) for row in rows)
    return max(1.0, open_steps / max(1, len(rows)))
