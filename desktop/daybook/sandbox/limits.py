"""The two limits of a portal: requests a second, and the running time of one method.

https://apidocs.bitrix24.com/limits.html. Figures and the time are arguments, so a test needs no waiting.
"""

import math
from collections import deque
from dataclasses import dataclass, field

BASKETS = 10
BASKET_S = 60
BASKET_LIFE_S = 600


@dataclass
class LeakyBucket:
    """A counter that rises by one per request and falls by `rate` once per second.

    A request that finds it above `burst` is refused. Refused requests do not raise it: the documents are silent, and
    otherwise a client that only repeats would never be let in again.
    """

    rate: float
    burst: int
    _level: float = 0.0
    _last_tick_s: int | None = None

    def take(self, now_s: float) -> bool:
        """Counts one request; False when it is refused."""
        tick_s = math.floor(now_s)
        if self._last_tick_s is not None:
            self._level = max(0.0, self._level - self.rate * max(0, tick_s - self._last_tick_s))
        self._last_tick_s = tick_s
        if self._level > self.burst:
            return False
        self._level += 1
        return True


@dataclass
class _Basket:
    began_s: float
    used_s: float = 0.0


@dataclass
class OperatingTime:
    """Seconds one method ran for one application or webhook: one-minute baskets, each living ten minutes."""

    _baskets: deque[_Basket] = field(default_factory=deque)

    def used_s(self, now_s: float) -> float:
        """Seconds counted now."""
        while self._baskets and self._baskets[0].began_s + BASKET_LIFE_S <= now_s:
            self._baskets.popleft()
        return sum(basket.used_s for basket in self._baskets)

    def add(self, now_s: float, seconds: float) -> None:
        """Counts a call that ran for `seconds` and has just ended."""
        if not self._baskets or self._baskets[-1].began_s + BASKET_S <= now_s:
            self._baskets.append(_Basket(now_s))
        self._baskets[-1].used_s += seconds

    def reset_at(self, now_s: float) -> int:
        """Unix time at which the oldest basket is emptied."""
        self.used_s(now_s)
        return math.ceil(self._baskets[0].began_s + BASKET_LIFE_S if self._baskets else now_s + BASKET_LIFE_S)
