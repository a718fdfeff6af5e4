"""What is to be known of a cell besides what the portal has in it: whether a wish of the person's waits there."""

from typing import Final, Protocol

from daybook.domain.listing import ActivityLine
from daybook.domain.run import Field
from daybook.work.pending.state import CellState


class CellStates(Protocol):
    """Whoever keeps the pending edits."""

    def cell(self, activity_id: int, name: Field) -> CellState | None:
        """The pending edit of a cell; None when there is none."""

    def overlaid(self, line: ActivityLine) -> ActivityLine:
        """The line as the person wishes it; the very same object where she wishes nothing."""


class NothingPending:
    """No cell waits for anything."""

    def cell(self, activity_id: int, name: Field) -> CellState | None:
        """None."""
        return None

    def overlaid(self, line: ActivityLine) -> ActivityLine:
        """The line as it is."""
        return line


NOTHING_PENDING: Final = NothingPending()
