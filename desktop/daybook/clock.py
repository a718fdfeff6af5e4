"""The machine's own clock, faster when the portal's is."""

import time
from datetime import UTC, datetime


class SystemClock:
    """The real `Clock`.

    `scale` is how many times faster than ours the portal's clock runs (1 for every real portal; a sandbox started with
    `--time-scale`). `monotonic_s` counts portal seconds and `sleep` takes them; `now` stays the time of day.
    """

    def __init__(self, scale: float = 1.0) -> None:
        if scale <= 0:
            raise ValueError("a clock's scale is greater than 0")
        self._scale = scale

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)

    def monotonic_s(self) -> float:
        """Portal seconds since some moment."""
        return time.monotonic() * self._scale

    def seconds_since(self, moment: datetime) -> float:
        """Portal seconds since then."""
        return (self.now() - moment).total_seconds() * self._scale

    async def sleep(self, seconds: float) -> None:
        """Waits at least `seconds` portal seconds."""
        import asyncio  # noqa: PLC0415  (30 ms, which the first picture need not wait for)

        until = self.monotonic_s() + seconds
        # Qt's coarse timers were seen to fire 24 ms early on half a second, so look at the clock again.
        while (left := until - self.monotonic_s()) > 0:  # noqa: ASYNC110  (only the clock can tell)
            await asyncio.sleep(left / self._scale)
