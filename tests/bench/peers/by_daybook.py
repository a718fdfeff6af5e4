"""What `daybook bulk apply` does, each part timed by itself. One client of `tests.bench.peers`."""

import asyncio
import json
import os
import sys
import time
import urllib.request
from datetime import datetime
from pathlib import Path
from typing import Any

from daybook.clock import SystemClock
from daybook.domain.changes.change import Change, SetDeadline
from daybook.domain.changes.recipe import Options, Selection
from daybook.domain.run import RowOutcome
from daybook.store.folders import HOME_VARIABLE
from daybook.unattended.opening import Desk, opened


async def change(work: dict[str, Any]) -> dict[str, Any]:
    """Plans, waits as a person who looks at the preview would, and writes."""
    clock = SystemClock(work["scale"])
    async with opened(None, work["webhook"], clock) as desk:
        began_s = time.perf_counter()
        wanted = Change(deadline=SetDeadline(datetime.fromisoformat(work["deadline"])))
        select = Selection(ids=tuple(row[0] for row in work["rows"]))
        plan = await desk.preparing.plan(select, wanted, await desk.calendar(Options()))
        planned_s = time.perf_counter() - began_s
        while (level := desk.portal.gate.level()) > 0:
            await clock.sleep(level / desk.portal.gate.rate_per_s)
        before = await asyncio.to_thread(asked, work["portal"])
        ordered_s = time.perf_counter()
        head = await desk.runs.begin(plan, "")
        begun_s = time.perf_counter() - ordered_s
        await desk.runs.execute(head.id)
        seconds = time.perf_counter() - ordered_s
        figures = {"planned_s": planned_s, "begun_s": begun_s}
        return {"seconds": seconds, "figures": figures, "before": before, **await said(desk, head.id)}


def asked(portal: str) -> dict[str, int]:
    """What the portal was asked so far: planning is none of the writing."""
    with urllib.request.urlopen(f"{portal}/sandbox/stats") as answer:
        stats = json.load(answer)
    return {name: stats[name] for name in ("requests", "commands")}


async def said(desk: Desk, run_id: str) -> dict[str, Any]:
    """What the report says of the rows."""
    outcomes = {row.activity_id: row.outcome for row in await desk.journal.rows(run_id)}
    silent = {RowOutcome.UNKNOWN, RowOutcome.PLANNED}
    return {
        "done": [row for row, outcome in outcomes.items() if outcome is RowOutcome.DONE],
        "failed": [row for row, outcome in outcomes.items() if outcome not in silent | {RowOutcome.DONE}],
        "problem": ", ".join(sorted({each.value for each in outcomes.values()} - {"done"})),
    }


if __name__ == "__main__":
    given = json.loads(Path(sys.argv[1]).read_text())
    os.environ[HOME_VARIABLE] = given["home"]
    print(json.dumps(asyncio.run(change(given))))
