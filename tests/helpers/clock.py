"""Time as a test wants it."""

import asyncio
from datetime import UTC, datetime, timedelta


class FakeClock:
    """A `Clock` that moves only when it is told to, or when somebody sleeps on it: an hour's waiting takes no time."""

    def __init__(self, now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)) -> None:
        self._now = now
        self._monotonic_s = 1_000.0
        self.slept_s: list[float] = []
        """How long each sleep was, in order."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return self._now

    def monotonic_s(self) -> float:
        """Seconds since some moment."""
        return self._monotonic_s

    def seconds_since(self, moment: datetime) -> float:
        """Seconds since then, by the time of day."""
        return (self._now - moment).total_seconds()

    def advance(self, seconds: float) -> None:
        """Lets time pass."""
        self._now += timedelta(seconds=seconds)
        self._monotonic_s += seconds

    def set_back(self, seconds: float) -> None:
        """The person sets her clock back: the time of day jumps, the monotonic clock does not."""
        self._now -= timedelta(seconds=seconds)

    async def sleep(self, seconds: float) -> None:
        """Lets the others run once, and time pass."""
        self.slept_s.append(seconds)
        await asyncio.sleep(0)
        self.advance(max(0.0, seconds))
