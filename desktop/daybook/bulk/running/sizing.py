"""How large the next request is, and how many rows it reads along. Pure.

Requests are scarce when the portal's bucket is full: then each carries as much as it can. While there is room for many,
small ones find out sooner how much the portal bears, and keep every place busy until the end.
"""

from dataclasses import dataclass
from math import ceil
from typing import Final

from daybook.bitrix.batch import MAX_COMMANDS
from daybook.bulk.running.pace import MOST
from daybook.bulk.running.requests import IDS_A_LOOK

FULL: Final = MAX_COMMANDS - 1
"""One command reads along."""
TRIES: Final = (8, 12)
"""Commands of a request while few, or more, are in flight: small ones tell soon how much the portal bears."""
GROWING_REQUESTS: Final = 22
"""So many of those go by until a pace of four has become sixteen."""
WORTH: Final = 0.9
"""A request that is nearly full is not kept back for the rest."""
READ_ALONG: Final = 2
"""Reads of fifty rows that go along at most."""


@dataclass(frozen=True, slots=True)
class Room:
    """What is known when a request is made up."""

    left: int
    """Commands that are still to be sent."""
    limit: int
    """Requests that may be in flight."""
    is_growing: bool
    free: int
    """Requests that may go without waiting."""
    rate_per_s: float
    request_s: float
    """Seconds that a full request takes."""
    most: int = FULL
    """Commands that a request may carry so that it ends in time."""
    sparing: bool = False
    """Requests are kept for what a person does meanwhile, though there are many."""

    @property
    def is_scarce(self) -> bool:
        """True when the portal's rate of requests is what holds the run back, or others need them."""
        if self.sparing:
            return True
        spare = self.free - GROWING_REQUESTS if self.is_growing else self.free
        return self.left > spare * self.most

    @property
    def size(self) -> int:
        """Commands that write, in the next request."""
        if self.is_scarce:
            return self.most
        if self.is_growing:
            return min(TRIES[self.limit >= MOST // 2], self.most)
        rounds = ceil(self.left / (self.limit * self.most))
        even = ceil(self.left / (self.limit * rounds))
        affordable = ceil(self.left / max(1, self.free))
        return max(1, min(self.most, max(even, affordable)))

    @property
    def least(self) -> int:
        """Commands that write for which a request is made up while more rows are being read."""
        return max(1, int(self.size * WORTH)) if self.is_scarce else 1

    @property
    def ahead(self) -> int:
        """Commands that should have been read, or be on their way, before this request's answer is there."""
        if not self.is_scarce:
            return min(self.left, MOST * self.most)
        soon = self.free + ceil(self.rate_per_s * self.request_s) + 1
        return self.most * min(self.limit + self.is_growing, soon)

    def looks(self, ahead: int, *, alone: bool) -> int:
        """How many reads of fifty rows go along, when `ahead` commands were read or are on their way.

        `alone`: nothing can be sent before something was read, so that it should be quick.
        """
        if alone:
            return ceil(self.size * self.limit / IDS_A_LOOK)
        return min(ceil(max(0, self.ahead - ahead) / IDS_A_LOOK), READ_ALONG)
