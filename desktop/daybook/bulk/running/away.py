"""A portal that can't be reached: when it is tried again, and when a run gives up for now. Pure."""

from typing import Final

OUTAGE_S: Final = 120.0
"""So long the portal may be away before a run stops and waits to be gone on with."""
FIRST_PAUSE_S: Final = 1.0
LONGEST_PAUSE_S: Final = 20.0


class Away:
    """Pauses that grow until the portal answers."""

    def __init__(self, outage_s: float = OUTAGE_S) -> None:
        self._outage_s = outage_s
        self._since_s: float | None = None
        self._pause_s = FIRST_PAUSE_S
        self.until_s = 0.0
        """Nothing is sent before."""

    def failed(self, now_s: float) -> bool:
        """The portal was not there; False when it has not been for too long."""
        self._since_s = now_s if self._since_s is None else self._since_s
        self.until_s = now_s + self._pause_s
        self._pause_s = min(self._pause_s * 2, LONGEST_PAUSE_S)
        return now_s - self._since_s <= self._outage_s

    def reached(self) -> None:
        """It answered."""
        self._since_s, self._pause_s = None, FIRST_PAUSE_S
