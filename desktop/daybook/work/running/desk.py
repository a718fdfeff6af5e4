"""The runs of many rows of one person on one portal: begun, watched, held, gone on with, decided."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Sequence
from contextlib import suppress
from typing import Any, Final

from daybook.bulk.preparing import Plan
from daybook.bulk.running.progress import Phase, Progress
from daybook.bulk.running.run import Run
from daybook.bulk.runs import Runs
from daybook.domain.clock import Clock
from daybook.domain.run import Row, RunHead, RunKind
from daybook.store.journal import LEASE, Journal, RunBusy
from daybook.work.listeners import Listeners
from daybook.work.running.again import Again
from daybook.work.running.line import Ending, KeptRun, RunLine, Standing
from daybook.work.running.results import Results
from daybook.work.running.throttle import Throttle

KEY: Final = "runs"
"""Writes with this key are runs: they wait for each other."""
TOLD_EVERY_S: Final = 0.1
LATEST: Final = 200
"""So many runs are in the history; older ones stay in the journal."""
WITHIN_S: Final = 5.0
"""So long it is waited for a run when the window, or the connection, is left."""

Begin = Callable[[Coroutine[Any, Any, None], str], object]
_STANDINGS: Final = {
    Phase.RUNNING: Standing.RUNNING,
    Phase.PAUSED: Standing.PAUSED,
    Phase.STOPPING: Standing.STOPPING,
    Phase.STOPPED: Standing.STOPPING,
    Phase.ENDED: Standing.RUNNING,  # what became of it is being counted
}


class RunDesk:
    """`load` it before anything else. Knows no widget; nothing of an earlier time is gone on with unasked.

    `begin` hands a write to the window, which never cuts it short; `leave` when the window closes. `changed` tells that
    `lines` is a new value, `progressed`, at most ten times a second, that `progress` of the run at work is.
    Each method raises StoreUnusable.
    """

    def __init__(
        self,
        runs: Runs,
        journal: Journal,
        again: Again,
        results: Results,
        *,
        portal: str,
        me: int,
        clock: Clock,
        begin: Begin,
    ) -> None:
        self._runs = runs
        self._journal = journal
        self._results = results
        self._portal = portal
        self._me = me
        self._clock = clock
        self._begin = begin
        self.again = again
        self.changed = Listeners()
        self.progressed = Listeners()
        self._told = Throttle(self.progressed.tell, TOLD_EVERY_S)
        self._kept: dict[str, KeptRun] = {}
        """Newest first."""
        self._waiting: list[str] = []
        self._current = ""
        self._run: Run | None = None
        self._left_s: float | None = None
        self._over = asyncio.Event()
        self._over.set()

    # What there is

    async def load(self) -> None:
        """Reads the history; what the rows became is counted afterwards, by `count`."""
        heads = await self._journal.of_many(self._portal, self._me, LATEST)
        known = self._kept
        at_work = {each: known[each] for each in (*self._waiting, self._current) if each in known}
        self._kept = {head.id: known.get(head.id, KeptRun(head)) for head in heads}
        self._kept = {**{each: kept for each, kept in at_work.items() if each not in self._kept}, **self._kept}
        for head in heads:
            self._kept[head.id].head = head
        self.changed.tell()

    async def count(self) -> None:
        """Counts the rows of the runs that were not counted yet, newest first."""
        for run_id in [each for each, kept in self._kept.items() if kept.counts is None]:
            await self._recount(run_id)
            self.changed.tell()

    @property
    def lines(self) -> tuple[RunLine, ...]:
        """The history, newest first."""
        return tuple(self._line(run_id, kept) for run_id, kept in self._kept.items())

    def line(self, run_id: str) -> RunLine | None:
        """One run of the history; None for one that is not in it."""
        kept = self._kept.get(run_id)
        return None if kept is None else self._line(run_id, kept)

    @property
    def current_id(self) -> str:
        """The run at work; "" for none."""
        return self._current

    @property
    def progress(self) -> Progress | None:
        """How the run at work goes; None while none is, or it has not looked yet what is to be done."""
        return None if self._run is None else self._run.progress

    @property
    def waiting(self) -> int:
        """How many runs wait for the one at work."""
        return len(self._waiting)

    def ahead_of(self, run_id: str) -> RunLine | None:
        """The run at work, when this one waits for it to end; None when it does not wait."""
        return self.line(self._current) if run_id in self._waiting else None

    @property
    def offered(self) -> tuple[RunLine, ...]:
        """The runs that can be gone on with, oldest first."""
        return tuple(line for line in reversed(self.lines) if line.standing is Standing.LEFT)

    def _line(self, run_id: str, kept: KeptRun) -> RunLine:
        root, depth = kept.head, 0
        while root.undo_of:
            depth += 1
            if root.undo_of not in self._kept:
                break
            root = self._kept[root.undo_of].head
        return RunLine(kept.head, self._standing(run_id, kept), kept.counts, kept.problem, root.title, depth)

    def _standing(self, run_id: str, kept: KeptRun) -> Standing:
        if kept.head.finished:
            return Standing.ENDED
        if run_id == self._current:
            return Standing.RUNNING if self._run is None else _STANDINGS[self._run.progress.phase]
        if run_id in self._waiting:
            return Standing.STOPPING if kept.called_off else Standing.WAITING
        if kept.elsewhere:
            return Standing.ELSEWHERE
        return Standing.KEPT if kept.head.kind is RunKind.PENDING else Standing.LEFT

    # Beginning

    async def start(self, plan: Plan, title: str, *, recipe: str = "", undo_of: str = "") -> str:
        """Writes a plan down and sends it, behind what is under way; returns the id of the run.

        `recipe` is what `write_recipe` makes of what was planned: without it the failed rows can't be tried again.
        """
        head = await self._runs.begin(plan, title, recipe=recipe, undo_of=undo_of)
        self._kept = {head.id: KeptRun(head), **self._kept}
        await self._recount(head.id)
        self._queue(head.id)
        return head.id

    def go_on(self, run_id: str) -> None:
        """Sends what is left of a run, behind what is under way."""
        if self._is_idle(run_id):
            self._kept[run_id].called_off = False
            self._queue(run_id)

    def _queue(self, run_id: str) -> None:
        kept = self._kept[run_id]
        kept.elsewhere, kept.problem = False, None
        self._waiting.append(run_id)
        self.changed.tell()
        if self._begin(self._work(run_id), f"{KEY} {self._portal}") is False:
            self._waiting.remove(run_id)
            kept.end()

    def _is_idle(self, run_id: str) -> bool:
        kept = self._kept.get(run_id)
        return kept is not None and self._standing(run_id, kept) in (Standing.LEFT, Standing.ELSEWHERE)

    # For whoever waits for the end

    async def carry_out(
        self,
        plan: Plan,
        title: str,
        *,
        recipe: str = "",
        begun: Callable[[str], Awaitable[None]],
        closed: Callable[[Sequence[Row]], None],
    ) -> Ending:
        """Writes a plan down, sends it behind what is under way, and returns when it has ended, or had to stop.

        `begun` is awaited with the id of the run when it is written down and nothing is sent; `closed` is told the rows
        that were done with. What could not be sent is given up then, and never offered: who ordered it keeps it.
        """
        head = await self._runs.begin(plan, title, recipe=recipe, kind=RunKind.PENDING)
        kept = KeptRun(head, closed=closed)
        self._kept = {head.id: kept, **self._kept}
        try:
            await begun(head.id)
        except BaseException:
            await self._given_up(kept)
            raise
        await self._recount(head.id)
        if kept.called_off and await self._given_up(kept):
            return Ending(head.id, finished=True)
        return await self._to_the_end(kept)

    async def carried_out(self) -> tuple[str, ...]:
        """The runs of `carry_out` that have not ended: at work, or left behind by an earlier Daybook; oldest first."""
        heads = await self._journal.unfinished(self._portal, self._me, many=True)
        return tuple(head.id for head in heads if head.kind is RunKind.PENDING)

    async def wind_up(self, run_id: str) -> Ending:
        """Gives up what was not sent of a run that was left behind, and finds out what became of the rest.

        Takes up to a minute. A run that somebody is at is left to him. Raises LookupError and ForeignRun.
        """
        head = await self._runs.head(run_id)
        kept = self._kept.setdefault(run_id, KeptRun(head))
        kept.head = head
        if head.finished or run_id == self._current or run_id in self._waiting:
            return Ending(run_id, head.finished)
        kept.called_off = True
        try:
            if await self._runs.give_up(run_id):
                await self._learn(run_id)
                self.changed.tell()
                return Ending(run_id, finished=True)
        except RunBusy:
            return Ending(run_id, finished=False)
        return await self._to_the_end(kept)

    async def show(self) -> None:
        """What was done so far is before everybody's eyes when this returns."""
        await self._results.show()

    async def rows(self, run_id: str) -> tuple[Row, ...]:
        """All rows of a run. Raises LookupError and ForeignRun."""
        return await self._runs.rows(run_id)

    def call_off(self, run_id: str) -> None:
        """Sends nothing more of a run that is carried out; one that waits need not wait for its turn."""
        kept = self._kept.get(run_id)
        if kept is None or kept.head.finished:
            return
        kept.called_off = True
        if run_id == self._current:
            self._call_off()
        elif run_id in self._waiting:
            kept.end()

    async def _to_the_end(self, kept: KeptRun) -> Ending:
        run_id = kept.head.id
        kept.over = asyncio.get_running_loop().create_future()
        self._queue(run_id)
        await kept.over
        if not kept.head.finished:
            await self._given_up(kept)
        return Ending(run_id, kept.head.finished, kept.problem)

    async def _work(self, run_id: str) -> None:
        """Executes it, and tells whoever waits for its end."""
        kept = self._kept[run_id]
        try:
            await self._execute(run_id)
        except Exception as error:
            if not kept.fail(error):
                raise
        else:
            kept.end()

    # Holding

    def pause(self) -> None:
        """The run at work sends nothing more until `resume`."""
        if self._run is not None:
            self._run.pause()
            self.changed.tell()

    def resume(self) -> None:
        """Goes on after `pause`."""
        if self._run is not None:
            self._run.resume()
            self.changed.tell()

    async def cancel(self, run_id: str) -> None:
        """Gives up what was not sent of a run; what may be on its way is found out, as soon as it is its turn."""
        kept = self._kept.get(run_id)
        if kept is None or kept.head.finished:
            return
        kept.called_off = True
        if run_id == self._current:
            self._call_off()
            return
        if not await self._given_up(kept) and self._is_idle(run_id):
            self._queue(run_id)

    async def _given_up(self, kept: KeptRun) -> bool:
        """True when it has ended without the portal."""
        try:
            ended = await self._runs.give_up(kept.head.id)
        except RunBusy:
            return False
        if ended:
            if kept.head.id in self._waiting:
                self._waiting.remove(kept.head.id)
            await self._learn(kept.head.id)
            kept.end()
            self.changed.tell()
        return ended

    def _call_off(self) -> None:
        if self._run is not None:
            self._run.cancel()
        self.changed.tell()

    # At work

    async def _execute(self, run_id: str) -> None:
        if run_id in self._waiting:
            self._waiting.remove(run_id)
        if self._left_s is not None or self._kept[run_id].head.finished:
            self.changed.tell()
            return
        self._current = run_id
        self._over.clear()
        self.changed.tell()
        try:
            async with self._results.shown():
                await self._patiently(run_id)
        finally:
            self._keep_problem(run_id)
            try:
                await self._learn(run_id)
            finally:
                self._current, self._run = "", None
                self._told.cancel()
                self.changed.tell()
                self._over.set()

    async def _patiently(self, run_id: str) -> None:
        """A process that crashed keeps the run for a moment yet; one that lives keeps it."""
        since = self._clock.now()
        while self._left_s is None:
            try:
                await self._runs.execute(run_id, self._started, self._closed)
            except RunBusy:
                if self._clock.now() - since > 2 * LEASE:
                    self._kept[run_id].elsewhere = True
                    return
                await self._clock.sleep(LEASE.total_seconds() / 5)
            else:
                return

    def _started(self, run: Run) -> None:
        self._run = run
        run.observers.append(self._told.wish)
        if self._left_s is not None:
            run.leave()
        elif self._kept[self._current].called_off:
            run.cancel()
        self.changed.tell()

    def _closed(self, rows: Sequence[Row]) -> None:
        self._results.take(rows)
        tell = self._kept[self._current].closed
        if tell is not None:
            tell(rows)
        self._told.wish()

    def _keep_problem(self, run_id: str) -> None:
        if self._run is not None:
            self._kept[run_id].problem = self._run.progress.problem

    async def _learn(self, run_id: str) -> None:
        """What became of a run that is left, and of the one that it takes back."""
        head = await self._runs.head(run_id)
        for each in (run_id, head.undo_of):
            if each in self._kept:
                await self._recount(each)
        self._kept[run_id].head = head

    async def recount(self, run_id: str) -> None:
        """Something was decided about a row of it."""
        if run_id in self._kept:
            await self._recount(run_id)
            self.changed.tell()

    async def _recount(self, run_id: str) -> None:
        self._kept[run_id].counts = await self._journal.counts(run_id)

    # Leaving

    def leave(self) -> None:
        """Sends nothing more: the window closes. What was not sent waits in the journal."""
        if self._left_s is None:
            self._left_s = asyncio.get_running_loop().time()
        if self._run is not None:
            self._run.leave()

    async def aclose(self) -> None:
        """Leaves, and waits until what is on its way has ended, at most five seconds after `leave`."""
        self.leave()
        with suppress(TimeoutError):
            async with asyncio.timeout_at((self._left_s or 0.0) + WITHIN_S):
                await self._over.wait()
        self._results.close()
        self._told.cancel()

    # Taking back, and once more

    async def plan_undo(self, run_id: str, numbers: Collection[int] | None = None) -> Plan:
        """The plan that takes a run, or these rows of it, back. Raises PortalError."""
        return await self.again.undo(run_id, numbers)

    async def plan_retry(self, run_id: str) -> Plan:
        """The plan for the rows that failed. Raises PortalError, NoRecipe."""
        return await self.again.retry(run_id)

    async def head(self, run_id: str) -> RunHead:
        """What is known of a run. Raises LookupError and ForeignRun."""
        return await self._runs.head(run_id)
