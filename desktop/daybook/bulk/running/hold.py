"""What holds a run back, and until when."""

from dataclasses import dataclass
from typing import Final

from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import Priority
from daybook.bulk.running.board import Board
from daybook.bulk.running.progress import Held
from daybook.bulk.running.steps import next_steps

GLANCE_S: Final = 0.05
"""How soon the gate is asked again while others are before us."""


@dataclass(frozen=True, slots=True)
class Hold:
    """`by` holds the run until `until_s` of the monotonic clock; `method` is the one without running time, if that is
    it."""

    by: Held = Held.BY_NOTHING
    until_s: float = 0.0
    method: str = ""


FREE: Final = Hold()


def at_the_gate(portal: Portal, board: Board, now_s: float) -> tuple[float, Hold]:
    """Seconds until the portal takes a request of this run, and what it waits for; 0.0 when it may go now."""
    operating_s, method = _operating_wait_s(portal, board, now_s)
    if operating_s > 0:
        return operating_s, Hold(Held.BY_OPERATING_TIME, now_s + operating_s, method)
    wait_s = portal.gate.wait_s(Priority.BULK)
    if wait_s is None:
        return GLANCE_S, FREE
    if wait_s == 0:
        return 0.0, FREE
    by = Held.BY_REFUSALS if portal.gate.paused_s > 0 else Held.BY_RATE
    return wait_s, Hold(by, now_s + wait_s)


def _operating_wait_s(portal: Portal, board: Board, now_s: float) -> tuple[float, str]:
    """The wait of the method that is asked next; a run has few methods, and rows wait in their order."""
    methods = {step.method for row in board.first_rows() for step in next_steps(row)}
    waits = [(portal.budget.wait_s(method, now_s), method) for method in sorted(methods)]
    return max(waits, default=(0.0, ""))
