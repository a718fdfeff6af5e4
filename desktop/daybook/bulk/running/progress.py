"""How a run goes, as a person wants to know it: rows, rate, what holds it and until when. Pure."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from daybook.bitrix.errors import PortalError
from daybook.domain.run import RowOutcome

WINDOW_S: Final = 20.0
"""The rate is that of so many seconds."""


class Phase(Enum):
    """Where a run is."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"
    """The person cancelled it, or the window closes: what is on its way ends."""
    STOPPED = "stopped"
    """It can't go on now; `problem` says why. What was not sent waits in the journal."""
    ENDED = "ended"


class Held(Enum):
    """What holds a run back."""

    BY_NOTHING = "nothing"
    BY_RATE = "rate"
    """The portal takes so many requests a second."""
    BY_OPERATING_TIME = "operating_time"
    """A method has used up its running time; `held_s` until some of it comes back."""
    BY_REFUSALS = "refusals"
    """The portal asked for a pause."""
    BY_LOST_ANSWERS = "lost_answers"
    """Only rows are left of which nobody knows whether the portal is still at them; a minute decides it."""
    BY_NETWORK = "network"
    """The portal can't be reached; it is tried again."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A snapshot."""

    phase: Phase = Phase.RUNNING
    total: int = 0
    """Rows that were to be sent when the run began, or was gone on with."""
    counts: Mapping[RowOutcome, int] = field(default_factory=dict)
    """Rows that were done with since, by outcome."""
    unknown: int = 0
    """Rows whose answer is missing just now."""
    in_flight: int = 0
    limit: int = 0
    """Requests that may be in flight."""
    rows_per_s: float = 0.0
    left_s: float | None = None
    """Seconds until the end at this rate; None while nobody can tell."""
    held: Held = Held.BY_NOTHING
    held_s: float = 0.0
    """Seconds until what holds it lets go, as far as it is known."""
    held_method: str = ""
    problem: PortalError | None = None

    @property
    def done(self) -> int:
        """Rows that were done with."""
        return sum(self.counts.values())


class Meter:
    """Counts rows and tells the rate of the last seconds."""

    def __init__(self) -> None:
        self.counts: dict[RowOutcome, int] = {}
        self._marks: deque[tuple[float, int]] = deque()
        self._done = 0

    def add(self, outcome: RowOutcome, now_s: float) -> None:
        """A row was done with."""
        self.counts[outcome] = self.counts.get(outcome, 0) + 1
        self._done += 1
        self._marks.append((now_s, self._done))
        while self._marks and self._marks[0][0] < now_s - WINDOW_S:
            self._marks.popleft()

    def rows_per_s(self, now_s: float, began_s: float) -> float:
        """Rows a second, lately."""
        while self._marks and self._marks[0][0] < now_s - WINDOW_S:
            self._marks.popleft()
        if not self._marks:
            return 0.0
        rows = self._done - self._marks[0][1] + 1
        return rows / max(min(WINDOW_S, now_s - began_s), 0.5)
