"""How far the sync is, for the line that tells it."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Phase(Enum):
    """What the sync is doing."""

    RESTING = "resting"
    """Nothing: the copy is as new as `fresh_at`."""
    LOADING = "loading"
    """The first load, or going on with one that was interrupted."""
    CATCHING_UP = "catching_up"
    SWEEPING = "sweeping"
    """Looking for what was deleted in the portal."""
    OFFLINE = "offline"
    """The portal can't be reached; it is tried again."""
    ELSEWHERE = "elsewhere"
    """Another Daybook on this computer keeps the copy up to date."""


class Brake(Enum):
    """What holds the sync back."""

    RATE = "rate"
    """The portal's number of requests a second."""
    OPERATING = "operating"
    """The running time that one method may use in ten minutes."""
    ASKED_TO_WAIT = "asked_to_wait"
    """The portal said "too many"."""


@dataclass(frozen=True, slots=True)
class SyncState:
    """What is known now. `total` is None until the portal has counted; `rate_per_s` is in rows.

    `gap` is how many activities the portal counts and the copy does not have, after all that could be done.
    """

    phase: Phase = Phase.RESTING
    rows: int = 0
    total: int | None = None
    rate_per_s: float | None = None
    brake: Brake | None = None
    brake_s: float = 0.0
    """Seconds until it lets go, as far as that is known."""
    complete: bool = False
    """True when everything was read at least once."""
    fresh_at: datetime | None = None
    gap: int = 0
    away: bool = False
    """True while requests don't get to the portal at all. It may also be offline for another reason, such as a secret
    that has run out."""

    @property
    def is_loading(self) -> bool:
        """True while the copy is not whole yet."""
        return self.phase is Phase.LOADING
