"""How long a plan of many rows takes, and what it needs of memory.

Run: python -m tests.bench.planning

Three lines. `rows`: 10,000 activities that were just read become rows with their steps (`bulk.planning.Planner`), for
a change of deadline alone, and for one of deadline, responsible person, colour and title; at most a second is allowed.
`whole`: 100,000 activities of a portal, read and planned (`Preparing.plan`) in a process of its own, with the most
memory that it ever had; 600 MB are allowed. The portal answers as fast as it can, without a limit of requests: what is
measured is our own work and the sample portal's.
"""

import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.sandbox.process import FAST, SandboxProcess

from daybook.bitrix.address import read_webhook
from daybook.bitrix.limits import LeakyBucket
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import RequestGate
from daybook.bitrix.transport import open_transport
from daybook.bulk import selecting
from daybook.bulk.picking import Calendar
from daybook.bulk.planning import Facts, Fresh, Planner
from daybook.bulk.preparing import Preparing
from daybook.clock import SystemClock
from daybook.domain.changes.change import Change, RoundRobin, ShiftDeadline, ShiftUnit, TextChange, TextOperation
from daybook.domain.changes.recipe import Selection
from daybook.domain.todo import TodoColor
from daybook.store.memory import open_memory
from daybook.store.pings import KnownTodos

ROWS: Final = 10_000
WHOLE: Final = 100_000
REPEATED: Final = 5
"""Other work on the machine doubles a second; the least is what it takes."""
UNLIMITED: Final = 100_000
RSS_UNITS_A_MB: Final = 2**20 if sys.platform == "darwin" else 2**10
"""getrusage counts kilobytes, on macOS bytes."""
DEADLINE: Final = Change(deadline=ShiftDeadline(3, ShiftUnit.WORKING_DAYS))
FOUR: Final = Change(
    deadline=ShiftDeadline(3, ShiftUnit.WORKING_DAYS),
    responsible=RoundRobin((1, 2)),
    color=TodoColor("3"),
    title=TextChange(TextOperation.PREFIX, "Soon: "),
)


def main() -> None:
    """Each measurement in a process of its own."""
    if len(sys.argv) > 1:
        {"rows": rows, "whole": whole}[sys.argv[1]]()
        return
    for name in ("rows", "whole"):
        subprocess.run([sys.executable, "-m", "tests.bench.planning", name], check=True)


def rows() -> None:
    """Rows out of activities that were read before."""
    with SandboxProcess.start("--data", str(ROWS), *FAST) as process:
        found = asyncio.run(read(process))
    calendar = Calendar(datetime.now(UTC), UTC)
    for name, change in (("deadline", DEADLINE), ("four changes", FOUR)):
        spent = [plan_once(change, calendar, found) for _ in range(REPEATED)]
        least_s, steps = min(spent)
        every = " ".join(f"{each:.2f}" for each, _ in spent)
        print(
            f"{len(found):>8,} rows, {name:<12} {least_s:>5.2f} s (1 allowed; all: {every}), {steps:,} steps",
            flush=True,
        )


def plan_once(change: Change, calendar: Calendar, found: list[Fresh]) -> tuple[float, int]:
    """Seconds and steps."""
    planner = Planner(change, calendar, Facts(), me=1, by_application=False)
    began_s = time.perf_counter()
    planned = [planner.row(number, each.activity.id, each) for number, each in enumerate(found)]
    return time.perf_counter() - began_s, sum(len(row.steps) for row in planned)


async def read(process: SandboxProcess) -> list[Fresh]:
    """All activities of the portal."""
    portal = await opened(process)
    wanted = {">ID": 0}
    found = [Fresh(each) async for page in selecting.by_filter(portal, wanted, ROWS) for each in page]
    await portal.aclose()
    return found


def whole() -> None:
    """The whole plan."""
    with SandboxProcess.start("--data", str(WHOLE), *FAST) as process:
        count, steps, spent_s = asyncio.run(plan(process))
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / RSS_UNITS_A_MB
    print(f"{count:>8,} rows read and planned in {spent_s:.1f} s, {steps:,} steps, {memory_mb:.0f} MB (600 allowed)")


async def plan(process: SandboxProcess) -> tuple[int, int, float]:
    """Rows, steps and seconds."""
    with tempfile.TemporaryDirectory() as home:
        portal, memory = await opened(process), open_memory(Path(home) / "memory.sqlite")
        began_s = time.perf_counter()
        preparing = Preparing(portal, KnownTodos(memory), me=1)
        made = await preparing.plan(Selection(filter={">ID": 0}), DEADLINE, Calendar(datetime.now(UTC), UTC))
        spent_s = time.perf_counter() - began_s
        await portal.aclose()
        await memory.aclose()
    return len(made.rows), sum(len(row.steps) for row in made.rows), spent_s


async def opened(process: SandboxProcess) -> Portal:
    clock, access = SystemClock(), read_webhook(process.webhook)
    gate = RequestGate(LeakyBucket(UNLIMITED, UNLIMITED), clock)
    return Portal(access, await open_transport(access.portal), gate, clock)


if __name__ == "__main__":
    main()
