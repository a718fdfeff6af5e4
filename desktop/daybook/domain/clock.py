"""What time it is and how to wait, as an argument: a test of an hour's waiting takes no time."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Protocol

Zone = Callable[[], tzinfo]
"""The zone that the person's clock shows now. Asked each time: a laptop travels while the window is open."""


class Clock(Protocol):
    """What nobody may ask the machine for directly."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""

    def monotonic_s(self) -> float:
        """Seconds on a clock that is never set back; only differences mean anything."""

    def seconds_since(self, moment: datetime) -> float:
        """Portal seconds from an earlier `now` until now; negative when the time of day was set back meanwhile."""

    async def sleep(self, seconds: float) -> None:
        """Waits at least `seconds`; coarse timers that fire early are waited out."""
