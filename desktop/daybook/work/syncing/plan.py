"""What of a first load is still to be done, as it is written down between two starts. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from daybook.bitrix.harvest import Chunk, Lot


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """The chunks that are left, of `total` rows. `began` is when the first was asked for, by our clock: whatever was
    changed since then may stand in none of them and is read by the delta.
    """

    began: datetime
    total: int
    left: tuple[Chunk, ...]

    def without(self, done: Sequence[Chunk], remainder: Sequence[Chunk] = ()) -> Self:
        """The plan when these are done, but for what remained of them."""
        gone = set(done)
        left = (*remainder, *(chunk for chunk in self.left if chunk not in gone))
        return type(self)(self.began, self.total, left)

    def to_text(self) -> str:
        """As it is kept."""
        left = [[chunk.lot.key, chunk.below, chunk.above, chunk.pages] for chunk in self.left]
        return json.dumps({"began": self.began.isoformat(), "total": self.total, "left": left})

    @classmethod
    def from_text(cls, text: str | None) -> Self | None:
        """The plan that was kept; None for none, or one that makes no sense (then the load begins anew)."""
        try:
            kept = json.loads(text or "")
            left = tuple(Chunk(Lot.of_key(key), below, above, pages) for key, below, above, pages in kept["left"])
            return cls(datetime.fromisoformat(kept["began"]), int(kept["total"]), left)
        except (ValueError, KeyError, TypeError):
            return None


def in_order_of_use(by_lot: dict[Lot, list[Chunk]]) -> tuple[Chunk, ...]:
    """Open activities first and the newest of them, items early for their titles, what is done last."""
    opened = by_lot.get(Lot(completed=False), [])
    done = by_lot.get(Lot(completed=True), [])
    items = [chunk for lot, chunks in by_lot.items() if lot.type_id is not None for chunk in chunks]
    return (*opened[:2], *items, *opened[2:], *done)
