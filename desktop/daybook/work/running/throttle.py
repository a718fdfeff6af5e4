"""Acting on many wishes a few times a second."""

import asyncio
from collections.abc import Callable


class Throttle:
    """Calls `act` at most once in `interval_s`; what is wished meanwhile is acted on when that is over."""

    def __init__(self, act: Callable[[], None], interval_s: float) -> None:
        self._act = act
        self._interval_s = interval_s
        self._last_s: float | None = None
        self._handle: asyncio.TimerHandle | None = None

    def wish(self) -> None:
        """Acts soon, inside a loop that is running."""
        if self._handle is None:
            loop = asyncio.get_running_loop()
            due_s = 0.0 if self._last_s is None else self._last_s + self._interval_s - loop.time()
            self._handle = loop.call_later(max(0.0, due_s), self._now)

    def cancel(self) -> None:
        """Forgets what was wished."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _now(self) -> None:
        self._handle = None
        self._last_s = asyncio.get_running_loop().time()
        self._act()
