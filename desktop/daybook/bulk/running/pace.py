"""How many requests of a run are in flight, and how large they are: as the portal bears it. Pure."""

from typing import Final

START: Final = 4
MOST: Final = 16
SLOWER: Final = 2.5
"""So many times the usual time for a command is too slow: the portal works at several of ours one after the other."""
REQUEST_S: Final = 15.0
"""A request is kept to about this long: a portal ends one after 60 s."""
QUICK_S: Final = 0.005
"""Below this a command's time is the way there and back, and says nothing about the portal's work."""
_FORGETTING: Final = 1.02


class Pace:
    """Grows by two with each quick answer, halves when the portal refuses or becomes slow; at most once a round."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self.limit = min(START, most)
        """Requests that may be in flight."""
        self._usual_s: float | None = None
        self._rested = 0

    @property
    def is_growing(self) -> bool:
        """True while more may be tried."""
        return self.limit < self._most

    @property
    def command_s(self) -> float | None:
        """Seconds one command takes at the best; None before the first answer."""
        return self._usual_s

    def answered(self, command_s: float) -> None:
        """An answer came, after so many seconds for each of its commands."""
        usual = command_s if self._usual_s is None else min(self._usual_s * _FORGETTING, command_s)
        self._usual_s = max(usual, QUICK_S)
        if self._rested:
            self._rested -= 1
        elif command_s > SLOWER * self._usual_s:
            self._halve()
        else:
            self.limit = min(self._most, self.limit + 2)

    def refused(self) -> None:
        """The portal said "too many", or was not there."""
        if not self._rested:
            self._halve()

    def most_commands(self, most: int) -> int:
        """So many commands are one request, at most `most`."""
        if self._usual_s is None:
            return most
        return max(1, min(most, int(REQUEST_S / self._usual_s)))

    def _halve(self) -> None:
        self._rested = self.limit  # what is in flight was sent at the old pace and says nothing new
        self.limit = max(1, self.limit // 2)
