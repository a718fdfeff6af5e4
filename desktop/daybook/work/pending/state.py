"""What a panel and a table show of pending edits, as values."""

from dataclasses import dataclass
from enum import Enum

from daybook.domain.pending import Value
from daybook.work.pending.applying import RowReport
from daybook.work.pending.preview import Preview


class Phase(Enum):
    """What goes on with the pending edits."""

    RESTING = "resting"
    LOOKING = "looking"
    """The portal is asked what it has now."""
    APPLYING = "applying"


class Mark(Enum):
    """How a cell with a pending edit is highlighted."""

    PENDING = "pending"
    CONFLICT = "conflict"
    HINDERED = "hindered"
    REFUSED = "refused"
    SENDING = "sending"


@dataclass(frozen=True, slots=True)
class CellState:
    """What a table shows of a cell with a pending edit. `base` is what was seen when it was made."""

    wished: Value
    base: Value
    mark: Mark


@dataclass(frozen=True, slots=True)
class PendingState:
    """Everything a panel shows; a new value after each change."""

    phase: Phase = Phase.RESTING
    cells: int = 0
    rows: int = 0
    preview: Preview | None = None
    """What was seen of the portal; None until somebody looked, and again once there are rows nobody looked at."""
    reports: tuple[RowReport, ...] = ()
    """What became of the rows that were sent last."""
    run_id: str = ""
    """The run that wrote something of them, and can be taken back; "" for none."""
    done: int = 0
    total: int = 0
    """Rows read or sent so far, and how many there are."""
    waits_for: str = ""
    """The title of the run that has to end before anything is sent; "" for none."""
    problem: Exception | None = None
    """Why the portal could not be asked; the edits wait."""
    offered: bool = False
    """The portal is back, and edits wait that nobody looked at since."""
    can_undo: bool = False
