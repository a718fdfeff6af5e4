"""How much a portal lets one machine ask: a bucket that leaks, and each method's own running time.

Pure state, asked with the time. https://apidocs.bitrix24.com/limits.html: a counter rises by one for each request and
falls by `rate` once a second; a request that finds it above `burst` is refused (503 QUERY_LIMIT_EXCEEDED). 50 and 2 on
most plans, 250 and 5 on Enterprise. Besides, one method may run about 480 s within ten minutes.
"""

from dataclasses import dataclass
from typing import Final

RATE_PER_S: Final = 2.0
BURST: Final = 50
OPERATING_LIMIT_S: Final = 480.0
SHORTEST_WAIT_S: Final = 1e-6
"""Less is the rounding of numbers, and a clock would not move by it."""
REFUSED_S: Final = 60.0
"""How long a method rests when the portal does not say."""
OPERATING_MARGIN_S: Final = 30.0
"""Stop this short of the limit, for the call that crosses it still runs and the next one is refused."""


class LeakyBucket:
    """The portal's counter of requests, as Daybook reckons it; a little fuller, never emptier.

    It drains steadily and the portal's in steps of a second, so one second's worth of `burst` is left alone.
    """

    def __init__(self, rate_per_s: float = RATE_PER_S, burst: int = BURST) -> None:
        if rate_per_s <= 0 or burst < 1:
            raise ValueError("a bucket drains, and holds at least one request")
        self.rate_per_s = rate_per_s
        self.burst = burst
        self.room = max(1.0, burst - rate_per_s)
        """So many requests it takes before one has to wait."""
        self._level = 0.0
        self._at_s: float | None = None

    def level(self, now_s: float) -> float:
        """How many requests the portal still remembers. `now_s` is monotonic here and everywhere below."""
        if self._at_s is None:
            return self._level
        return max(0.0, self._level - max(0.0, now_s - self._at_s) * self.rate_per_s)

    def wait_s(self, now_s: float) -> float:
        """Seconds until the next request fits; 0.0 when it may go now."""
        wait_s = (self.level(now_s) + 1 - self.room) / self.rate_per_s
        return wait_s if wait_s > SHORTEST_WAIT_S else 0.0

    def take(self, now_s: float) -> None:
        """Reserves the place of one request, before it is sent."""
        self._set(self.level(now_s) + 1, now_s)

    def overflowed(self, now_s: float) -> None:
        """The portal refused a request: others on this network ask too, so the bucket is full."""
        self._set(max(self.level(now_s), float(self.burst)), now_s)

    def restore(self, level: float, age_s: float, now_s: float) -> None:
        """Takes over the level that an earlier process left `age_s` seconds ago."""
        drained = level - max(0.0, age_s) * self.rate_per_s
        self._set(max(self.level(now_s), min(drained, float(self.burst)), 0.0), now_s)

    def _set(self, level: float, now_s: float) -> None:
        self._level, self._at_s = level, now_s


@dataclass(frozen=True, slots=True)
class _Used:
    """`used_s` seconds of running time; some of them come back at `reset_at_s`, None when the portal kept that."""

    used_s: float
    reset_at_s: float | None


class OperatingBudget:
    """Each method's running time within the last ten minutes, as the portal reports it with every answer."""

    def __init__(self, limit_s: float = OPERATING_LIMIT_S, margin_s: float = OPERATING_MARGIN_S) -> None:
        self._limit_s = limit_s
        self._margin_s = min(margin_s, limit_s / 4)
        self._by_method: dict[str, _Used] = {}
        self._refused_until_s: dict[str, float] = {}

    def note(self, method: str, used_s: float, *, reset_in_s: float | None, now_s: float) -> None:
        """Takes what the portal said with an answer of this method."""
        self._by_method[method.lower()] = _Used(used_s, now_s + reset_in_s if reset_in_s is not None else None)

    def exhausted(self, method: str, *, reset_in_s: float | None, now_s: float) -> None:
        """The portal refuses this method for so long (429 OPERATION_TIME_LIMIT). Where it does not say (a command of a
        batch), what its last answer said of this method still holds."""
        if reset_in_s is None:
            reset_in_s = self._reset_in_s(method, now_s)
        self.note(method, self._limit_s, reset_in_s=reset_in_s, now_s=now_s)
        # Answers that were under way come in afterwards and may tell of a limit that is lower than we think.
        self._refused_until_s[method.lower()] = now_s + (reset_in_s if reset_in_s is not None else REFUSED_S)

    def _reset_in_s(self, method: str, now_s: float) -> float | None:
        """Seconds until some of it comes back; None when that is not known, or should have been already."""
        known = self._by_method.get(method.lower())
        if known is None or known.reset_at_s is None or known.reset_at_s <= now_s:
            return None
        return known.reset_at_s - now_s

    def wait_s(self, method: str, now_s: float) -> float:
        """Seconds to wait before this method is asked again; 0.0 while there is running time left."""
        refused_s = self._refused_until_s.get(method.lower(), now_s) - now_s
        if refused_s > 0:
            return refused_s
        known = self._by_method.get(method.lower())
        if known is None or known.reset_at_s is None or known.used_s < self._limit_s - self._margin_s:
            return 0.0
        return max(0.0, known.reset_at_s - now_s)

    def used_s(self, now_s: float) -> dict[str, float]:
        """Seconds by method (in lower case), for the gauge; methods whose time has come back are left out."""
        return {
            method: known.used_s
            for method, known in self._by_method.items()
            if known.reset_at_s is None or known.reset_at_s > now_s
        }
