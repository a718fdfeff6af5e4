"""Keeps the copy of a portal whole and new while the window is open. Knows no widget."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from daybook.bitrix import enums
from daybook.bitrix.answer import Answer
from daybook.bitrix.errors import OperatingLimit, PortalError, Unreachable
from daybook.bitrix.portal import Portal
from daybook.domain.clock import Clock
from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD
from daybook.domain.filtering import Filter
from daybook.store.copy.copy import PortalCopy
from daybook.store.database import StoreUnusable
from daybook.work.listeners import Listeners
from daybook.work.syncing import deltas
from daybook.work.syncing.loading import COMPLETE, PLAN, FirstLoad, read_cast, read_employees, read_strangers
from daybook.work.syncing.plan import LoadPlan
from daybook.work.syncing.progress import Brake, Phase, SyncState
from daybook.work.syncing.together import together

PAUSE_S: Final = 60.0
"""Between two deltas; what is on screen is refreshed more often (`work.live`)."""
ASLEEP_S: Final = 300.0
"""The same while nobody looks at the window."""
SWEEP_EVERY: Final = timedelta(minutes=30)
PEOPLE_EVERY: Final = timedelta(hours=12)
LOOK_ELSEWHERE_S: Final = 3.0
"""How often it is looked what the Daybook that keeps the copy wrote into it."""
AFTER_ERROR_S: Final = 15.0
LONGEST_S: Final = 300.0
SINCE: Final = "since"
SWEPT: Final = "swept"
PEOPLE_READ: Final = "people"
GAP: Final = "gap"
FAMILIES: Final = (DEAL, LEAD, CONTACT, COMPANY)


class Sync:
    """Made for one connection; `run` it as a task of its owner. `changed` tells that `state` is a new value.

    `returned` tells that the portal can be reached again after it could not.
    """

    def __init__(self, portal: Portal, copy: PortalCopy, me: int, clock: Clock) -> None:
        self._portal = portal
        self._copy = copy
        self._me = me
        self._clock = clock
        self._wish = asyncio.Event()
        self._began_s = 0.0
        self._begun_with = 0
        self.state = SyncState(phase=Phase.ELSEWHERE if copy.is_second else Phase.RESTING)
        self.changed = Listeners()
        self.returned = Listeners()

    async def run(self, is_looked_at: Callable[[], bool]) -> None:
        """Goes on until it is cancelled. A portal that can't be asked just now is asked later.

        Raises StoreUnusable; a file that turns out to be damaged is read anew after the next start.
        """
        try:
            await self._go_on(is_looked_at)
        except StoreUnusable as error:
            self._show(away=False)  # nobody looks any more whether it is back
            if error.reason == "damaged":
                await self._copy.condemn()
            raise

    async def _go_on(self, is_looked_at: Callable[[], bool]) -> None:
        await self._remember()
        while self._copy.is_second:
            await self._copy.look_elsewhere()
            await self._clock.sleep(LOOK_ELSEWHERE_S)
        pause_s = AFTER_ERROR_S
        while True:
            self._wish.clear()  # not later: a wish in the middle of a round is about what it has read already
            try:
                await self.round()
            except PortalError as error:
                await self._wait_after(error, pause_s)
                pause_s = min(pause_s * 2, LONGEST_S)
                continue
            pause_s = AFTER_ERROR_S
            await self._pause(PAUSE_S if is_looked_at() else ASLEEP_S)

    @property
    def damaged(self) -> Path | None:
        """Where a damaged copy was set aside before this one was begun; None usually."""
        return self._copy.was_damaged

    def wish(self) -> None:
        """Somebody wants it to be new now."""
        self._wish.set()

    def missed(self) -> None:
        """Somebody could not reach the portal: looks for it at once, and tells when it is back."""
        if not self._copy.is_second:  # another Daybook looks for it then
            self._show(away=True)
            self.wish()

    async def round(self) -> None:
        """Once: what is left of the first load, or what changed since, and now and then what is gone.

        Raises PortalError; then the next one goes on from there.
        """
        if self.state.complete:
            type_ids = (*FAMILIES, *await enums.smart_processes(self._portal))
            self._reached()
        else:
            dynamic, people = await read_cast(self._portal)
            type_ids = (*FAMILIES, *dynamic)
            self._reached()
            await self._load(type_ids, people)
        # The one waits for the portal, the other for the disk.
        await together(self._look_again(type_ids), self._copy.arrange())
        self._show(phase=Phase.RESTING, brake=None, brake_s=0.0, rate_per_s=None)

    # The parts of a round

    async def _load(self, type_ids: tuple[int, ...], people: Answer | PortalError) -> None:
        self._show(phase=Phase.LOADING)
        loading = FirstLoad(self._portal, self._copy, self._clock, self._loaded)
        plan = LoadPlan.from_text(await self._copy.mark(PLAN))
        self._began_s = self._clock.monotonic_s()
        if plan is None:
            plan = await loading.begin(type_ids, self._me)
            await self._copy.put_mark(SINCE, plan.began.isoformat())
        left = sum(chunk.pages for chunk in plan.left) * 50
        self._begun_with = max(0, plan.total - left)
        self._show(total=plan.total, rows=self._begun_with)
        await together(self._read_employees(people), loading.carry_out(plan))
        self._show(complete=True, rows=plan.total)

    async def _look_again(self, type_ids: tuple[int, ...]) -> None:
        await self._catch_up(type_ids)
        await self._sweep_when_due(type_ids)

    async def _catch_up(self, type_ids: tuple[int, ...]) -> None:
        self._show(phase=Phase.CATCHING_UP)
        began = self._clock.now()
        since = _moment(await self._copy.mark(SINCE)) or began
        await deltas.catch_up(self._portal, self._copy, since, type_ids)
        await self._copy.put_mark(SINCE, began.isoformat())
        if self._is_due(await self._copy.mark(PEOPLE_READ), PEOPLE_EVERY):
            await self._read_employees()
        await read_strangers(self._portal, self._copy, self._me)
        self._show(fresh_at=began)

    async def _sweep_when_due(self, type_ids: tuple[int, ...]) -> None:
        if not self._is_due(await self._copy.mark(SWEPT), SWEEP_EVERY):
            return
        self._show(phase=Phase.SWEEPING)
        gap = await deltas.sweep(self._portal, self._copy, type_ids)
        await self._copy.put_mark(SWEPT, self._clock.now().isoformat())
        await self._copy.put_mark(GAP, str(gap))
        self._show(gap=gap, rows=await self._copy.count(Filter()))

    async def _read_employees(self, first: Answer | PortalError | None = None) -> None:
        await read_employees(self._portal, self._copy, first)
        await self._copy.put_mark(PEOPLE_READ, self._clock.now().isoformat())

    async def _remember(self) -> None:
        """What an earlier run left."""
        complete = await self._copy.mark(COMPLETE) is not None
        gap = await self._copy.mark(GAP)
        rows = await self._copy.count(Filter())
        since = _moment(await self._copy.mark(SINCE)) if complete else None
        self._show(complete=complete, gap=int(gap or 0), rows=rows, fresh_at=since)

    # Waiting

    async def _wait_after(self, error: PortalError, pause_s: float) -> None:
        if isinstance(error, OperatingLimit):
            now = self._clock.now() + timedelta(seconds=self._portal.server_clock_skew_s or 0.0)
            left_s = (error.until - now) / timedelta(seconds=1) if error.until is not None else pause_s
            wait_s = min(max(left_s, 1.0), 600.0)
            self._show(brake=Brake.OPERATING, brake_s=wait_s)
        else:
            wait_s = pause_s
            self._show(phase=Phase.OFFLINE, brake=None, away=isinstance(error, Unreachable))
        await self._pause(wait_s)

    async def _pause(self, seconds: float) -> None:
        """Waits, or until somebody wants it now."""
        tasks = {asyncio.ensure_future(self._clock.sleep(seconds)), asyncio.ensure_future(self._wish.wait())}
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _is_due(self, last: str | None, every: timedelta) -> bool:
        moment = _moment(last)
        return moment is None or not timedelta() <= self._clock.now() - moment < every

    # Telling

    def _loaded(self, rows: int) -> None:
        done = self.state.rows + rows
        spent_s = self._clock.monotonic_s() - self._began_s
        rate = (done - self._begun_with) / spent_s if spent_s > 0.5 else None
        self._show(rows=done, rate_per_s=rate, **self._brake())

    def _brake(self) -> dict[str, Any]:
        limits = self._portal.limits
        if limits.paused_s > 0:
            return {"brake": Brake.ASKED_TO_WAIT, "brake_s": limits.paused_s}
        if limits.level + limits.rate_per_s + 1 >= limits.burst:
            return {"brake": Brake.RATE, "brake_s": 1 / limits.rate_per_s}
        return {"brake": None, "brake_s": 0.0}

    def _reached(self) -> None:
        if self.state.phase is Phase.OFFLINE or self.state.away:
            self._show(phase=Phase.CATCHING_UP, away=False)
            self.returned.tell()

    def _show(self, **changes: Any) -> None:
        new = replace(self.state, **changes)
        if new != self.state:
            self.state = new
            self.changed.tell()


def _moment(text: str | None) -> datetime | None:
    """The moment in a mark; None for none."""
    try:
        return datetime.fromisoformat(text or "")
    except ValueError:
        return None
