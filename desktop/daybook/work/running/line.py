"""What the history says of one run."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from daybook.domain.run import Row, RowOutcome, RunHead


class Standing(Enum):
    """Where a run is, for whoever looks at the history."""

    WAITING = "waiting"
    """Another run is before it."""
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"
    """It was cancelled; what is on its way ends."""
    LEFT = "left"
    """Something is left to do and nobody is at it: it was stopped, or an earlier Daybook ended in the middle."""
    KEPT = "kept"
    """Nobody is at it, and what it has not done is kept where it was ordered: it is gone on with from there."""
    ELSEWHERE = "elsewhere"
    """Another Daybook is at it."""
    ENDED = "ended"


AT_WORK = frozenset({Standing.WAITING, Standing.RUNNING, Standing.PAUSED, Standing.STOPPING})


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run. `counts` None = not counted yet; `problem` is why it stopped, None when it did not or nobody knows."""

    head: RunHead
    standing: Standing
    counts: Mapping[RowOutcome, int] | None = None
    problem: Exception | None = None
    origin: str = ""
    """The title of the run that was begun first, where this one takes it back or does it again; its own otherwise."""
    depth: int = 0
    """0 = it does something; 1 = it takes that back; 2 = it takes the taking back back: a redo; and so on."""

    @property
    def is_undo(self) -> bool:
        """True for a run that takes something back; a redo does something again."""
        return self.depth % 2 == 1

    @property
    def rows(self) -> int:
        """How many rows it has; 0 while they are not counted."""
        return sum((self.counts or {}).values())

    @property
    def left(self) -> int:
        """How many rows are not done with."""
        counts = self.counts or {}
        return counts.get(RowOutcome.PLANNED, 0) + counts.get(RowOutcome.UNKNOWN, 0)


@dataclass(slots=True)
class KeptRun:
    """What the desk knows of a run."""

    head: RunHead
    counts: Mapping[RowOutcome, int] | None = None
    problem: Exception | None = None
    elsewhere: bool = False
    called_off: bool = field(default=False)
    """What is left of it is given up as soon as its turn comes."""
    closed: Callable[[Sequence[Row]], None] | None = None
    """Whoever waits for its end is told the rows that were done with; None = nobody does."""
    over: "asyncio.Future[None] | None" = None
    """Done when nobody is at it any more; None = nobody waits for that."""

    def end(self) -> None:
        """Nobody is at it any more, or will be."""
        if self.over is not None and not self.over.done():
            self.over.set_result(None)

    def fail(self, error: Exception) -> bool:
        """The same, for a reason; False when nobody waits to be told it."""
        if self.over is None or self.over.done():
            return False
        self.over.set_exception(error)
        return True


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run came to an end that somebody waited for."""

    run_id: str
    finished: bool
    """False = what became of some rows is not known yet."""
    problem: Exception | None = None
    """Why it had to stop, None when it did not."""
