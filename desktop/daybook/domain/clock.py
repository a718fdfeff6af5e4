"""What time it is and how to wait, as an argument: a test of an hour's waiting takes no time."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The three things that nobody may ask the machine for directly."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""

    def monotonic_s(self) -> float:
        """Seconds on a clock that is never set back; only differences mean anything."""

    async def sleep(self, seconds: float) -> None:
        """Waits at least `seconds`; coarse timers that fire early are waited out."""
