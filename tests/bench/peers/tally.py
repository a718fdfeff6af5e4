"""What a client said beside what its portal holds. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

METHOD: Final = "crm.activity.todo.updateDeadline"


@dataclass(frozen=True, slots=True)
class Said:
    """What a client told whoever called it."""

    seconds: float | None
    """By our clock, from the order to write to the last answer; None when it did not end in time."""
    done: frozenset[int] = frozenset()
    failed: frozenset[int] = frozenset()
    """Rows of which it says that they are not as they were to be, whatever it calls that."""
    problem: str = ""
    figures: Mapping[str, float] | None = None
    """What else it measured."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows, counted."""

    written: int
    twice: int
    """Written more than once."""
    told: int
    """Not written, and reported so."""
    lost: int
    """Not written, and not reported so."""
    silent: int
    """The client could not say anything about them."""
    untrue: int
    """Said to be done and not written, or said to have failed and written."""

    @property
    def is_whole(self) -> bool:
        """True when every row is accounted for, truly, and none was written twice."""
        return not (self.twice or self.lost or self.silent or self.untrue)


def tally(asked: Iterable[int], as_asked: frozenset[int], stats: Mapping[str, Any], said: Said) -> Tally:
    """`as_asked` = rows that have the deadline that was asked for; `stats` = `/sandbox/stats`."""
    rows = frozenset(asked)
    times = {int(key): counts.get(METHOD, 0) for key, counts in stats["writes"].items()}
    return Tally(
        written=len(rows & as_asked),
        twice=sum(times.get(row, 0) > 1 for row in rows),
        told=len(said.failed & rows - as_asked),
        lost=len(rows - as_asked - said.failed),
        silent=len(rows - said.done - said.failed),
        untrue=len((said.done & rows) - as_asked) + len(said.failed & as_asked),
    )
