"""The queue before a portal: whose request goes next, and when."""

import bisect
from asyncio import Event
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import count
from typing import Final

from daybook.bitrix.limits import LeakyBucket
from daybook.domain.clock import Clock

SLOTS: Final = 18
"""Requests in flight: the 16 of a run of many rows and those of a person. Each costs the window's thread about a
millisecond, which is why a run begins with few and grows only while the portal answers quickly."""
INTERACTIVE_SLOTS: Final = 2
"""Of these, so many are never taken by bulk work, which may wait a minute for each answer."""


class Priority(IntEnum):
    """Who goes first when requests have to wait; within one priority, whoever came first."""

    INTERACTIVE = 0
    BACKGROUND = 1
    BULK = 2


@dataclass(order=True)
class _Waiter:
    priority: Priority
    number: int
    turn: Event = field(default_factory=Event, compare=False)


class RequestGate:
    """One for each portal, shared by everything in the process that asks it.

    A request reserves its place in the bucket before it is sent. A caller who is cancelled while waiting leaves the
    queue and has used up nothing.
    """

    def __init__(
        self,
        bucket: LeakyBucket,
        clock: Clock,
        *,
        slots: int = SLOTS,
        interactive_slots: int = INTERACTIVE_SLOTS,
    ) -> None:
        if not 0 <= interactive_slots < slots:
            raise ValueError("bulk work needs at least one slot")
        self._bucket = bucket
        self._clock = clock
        self._slots = slots
        self._interactive_slots = interactive_slots
        self._in_flight = 0
        self._queue: list[_Waiter] = []
        self._numbers = count()
        self._paused_until_s = 0.0

    @property
    def rate_per_s(self) -> float:
        """Requests that drain each second."""
        return self._bucket.rate_per_s

    @property
    def burst(self) -> int:
        """Requests the portal's counter holds."""
        return self._bucket.burst

    @property
    def waiting(self) -> int:
        """Requests that wait for their turn."""
        return len(self._queue)

    @property
    def in_flight(self) -> int:
        """Requests whose answer is not there yet."""
        return self._in_flight

    @property
    def paused_s(self) -> float:
        """Seconds until anything is sent again; 0.0 when nothing holds it back."""
        return max(0.0, self._paused_until_s - self._clock.monotonic_s())

    @property
    def room(self) -> int:
        """Requests that could be sent at once before any has to wait for its turn."""
        return int(max(0.0, self._bucket.room - self.level()))

    def wait_s(self, priority: Priority) -> float | None:
        """Seconds until a request of this priority could go; None while others are before it, or fill every slot."""
        if any(waiter.priority <= priority for waiter in self._queue) or not self._has_slot(priority):
            return None
        return max(self.paused_s, self._bucket.wait_s(self._clock.monotonic_s()))

    def level(self) -> float:
        """How full the bucket is now, to be kept for the next process."""
        return self._bucket.level(self._clock.monotonic_s())

    def restore(self, level: float, age_s: float) -> None:
        """Takes over what the last process left `age_s` seconds ago."""
        self._bucket.restore(level, age_s, self._clock.monotonic_s())

    def pause(self, seconds: float) -> None:
        """Nothing is sent for so long, by anybody: the portal asked for it."""
        self._paused_until_s = max(self._paused_until_s, self._clock.monotonic_s() + seconds)

    def overflowed(self) -> None:
        """The portal refused a request for its rate, so its counter stands higher than ours."""
        self._bucket.overflowed(self._clock.monotonic_s())

    @asynccontextmanager
    async def turn(self, priority: Priority = Priority.INTERACTIVE) -> AsyncIterator[None]:
        """Waits until one request may go; it is in flight for as long as the block lasts."""
        await self._wait(priority)
        self._in_flight += 1
        self._bucket.take(self._clock.monotonic_s())
        self._wake_next()
        try:
            yield
        finally:
            self._in_flight -= 1
            self._wake_next()

    async def _wait(self, priority: Priority) -> None:
        waiter = _Waiter(priority, next(self._numbers))
        bisect.insort(self._queue, waiter)
        try:
            while not await self._may_go(waiter):
                pass
        except BaseException:
            self._queue.remove(waiter)
            self._wake_next()
            raise
        # The place in the queue is given up only with the place in the bucket taken: no await lies between.
        self._queue.remove(waiter)

    async def _may_go(self, waiter: _Waiter) -> bool:
        """True when the request may be sent now; else returns when it is worth asking again."""
        if self._queue[0] is not waiter or not self._has_slot(waiter.priority):
            waiter.turn.clear()
            await waiter.turn.wait()
            return False
        wait_s = max(self.paused_s, self._bucket.wait_s(self._clock.monotonic_s()))
        if wait_s > 0:
            await self._clock.sleep(wait_s)
            return False
        return True

    def _has_slot(self, priority: Priority) -> bool:
        kept = self._interactive_slots if priority is Priority.BULK else 0
        return self._in_flight < self._slots - kept

    def _wake_next(self) -> None:
        if self._queue:
            self._queue[0].turn.set()
