"""What is measured, and the least time that a portal's limits leave for it. Pure."""

from dataclasses import dataclass
from math import ceil
from typing import Final

RATE_PER_S: Final = 2.0
BURST: Final = 50
BATCH: Final = 50
OPERATING_LIMIT_S: Final = 480.0
BASKET_LIFE_S: Final = 600.0
"""What a method used in one minute comes back ten minutes after the first call of that minute."""
IN_FLIGHT: Final = 16
COMMAND_S: Final = 0.020
"""`--processing`."""


@dataclass(frozen=True, slots=True)
class Task:
    """So many deadline changes on a portal with these limits; times are seconds of the portal's clock."""

    rows: int
    operating_limit_s: float = OPERATING_LIMIT_S
    faults: str = ""
    scale: float = 1.0
    """How many times faster the portal's clock runs than ours."""

    @property
    def arguments(self) -> tuple[str, ...]:
        """What `daybook sandbox` is started with. A fifth of the activities are calls, meetings or completed."""
        given = ["--data", str(self.rows * 5 // 4 + 50), "--processing", f"{COMMAND_S * 1000:g}", "--seed", "1"]
        given += ["--operating-limit", f"{self.operating_limit_s:g}", "--time-scale", f"{self.scale:g}"]
        return (*given, *(("--faults", self.faults) if self.faults else ()))


@dataclass(frozen=True, slots=True)
class Least:
    """T_min and what it is made of, in seconds of the portal's clock."""

    rate_s: float
    operating_s: float
    executing_s: float
    request_s: float

    @classmethod
    def of(cls, task: Task) -> "Least":
        """No client can be quicker: not with 50 commands in each request and `IN_FLIGHT` requests at once."""
        executing_s = task.rows * COMMAND_S / IN_FLIGHT
        rate_s = max(0.0, (ceil(task.rows / BATCH) - BURST) / RATE_PER_S)
        return cls(rate_s, _operating_s(task), executing_s, min(BATCH, task.rows) * COMMAND_S)

    @property
    def seconds(self) -> float:
        """T_min."""
        return max(self.rate_s, self.operating_s, self.executing_s) + self.request_s

    @property
    def rules(self) -> str:
        """The limit that leaves the least room."""
        named = {"rate": self.rate_s, "operating": self.operating_s, "executing": self.executing_s}
        return max(named, key=named.__getitem__)

    @property
    def allowed(self) -> float:
        """So many times T_min are allowed."""
        return 1.5 if self.rules == "executing" else 1.15


def _operating_s(task: Task) -> float:
    """0.0 while everything fits into the limit. Else each further share of it can begin only ten minutes after the
    first call of the one before, for sooner nothing comes back; the last share is then carried out 16 at once."""
    work_s = task.rows * COMMAND_S
    waits = ceil(work_s / task.operating_limit_s) - 1
    if waits <= 0:
        return 0.0
    return waits * BASKET_LIFE_S + (work_s - waits * task.operating_limit_s) / IN_FLIGHT
