"""How soon the program's first rows are there, beside an empty window of PySide6, and how it keeps the window alive.

Run: python -m tests.bench.start [COUNT] [--rounds N]

The real program opens a home in which a connection was open yesterday, with COUNT activities (100,000) in its copy, and
no network. Prints milliseconds by the clock and of the processor, the median of N rounds (7):

* picture: the window is painted for the first time
* rows: rows of the day with their words are painted; goal: 1.5 empty windows
* loaded: everything behind the window is imported
* whole: all workspaces are there

and how long the window's thread was busy at a stretch between the first rows and a moment after the last workspace, by
processor time, so that other programs on the machine do not count: the longest, and how many were longer than the 33 ms
that are promised. It is looked at every 5 ms; what is shorter is not seen.

Each round is a process of its own (`tests.bench.watched_start`). Compiled modules are kept, as where Daybook is
installed.
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench.activities_table import EMPTY
from tests.bench.watched_start import CONNECTION, STARTED

COUNT = 100_000
ROUNDS = 7
GOAL = 1.5
PORTAL = "http://127.0.0.1:9"  # nobody answers there
PROMISED_MS = 33.0


async def remember(home: Path, count: int) -> None:
    """What a day of work leaves behind: a connection, and a copy of its portal."""
    from tests.bench.table_window import ME, fill

    from daybook.store.connections import Connection, ConnectionBook, ConnectionKind
    from daybook.store.copy.copy import path_for
    from daybook.store.folders import Folders
    from daybook.store.memory import open_memory

    folders = Folders.below(home).make()
    database = open_memory(folders.memory)
    connection = Connection(CONNECTION, "Northwind", PORTAL, ME.id, ME.name, ConnectionKind.WEBHOOK, datetime.now(UTC))
    await ConnectionBook(database).add(connection)
    await ConnectionBook(database).set_current(connection.id)
    await database.aclose()
    await fill(path_for(folders.copies, PORTAL, ME.id), count, random.Random(7))


def started(home: Path, *command: str) -> dict[str, Any]:
    """What a new process says."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env |= {"DAYBOOK_HOME": str(home), "DAYBOOK_UPDATES": "off", "PYTHONPYCACHEPREFIX": str(home / "compiled")}
    env[STARTED] = str(time.time_ns())
    done = subprocess.run([sys.executable, *command], check=True, capture_output=True, text=True, env=env)
    said: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return said


def rounds_of(run: Callable[[], dict[str, Any]], rounds: int) -> list[dict[str, Any]]:
    """So many; one more before, which compiles."""
    run()
    return [run() for _ in range(rounds)]


def main() -> int:
    """Prints the table; 1 when the goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.start")
    parser.add_argument("count", nargs="?", type=int, default=COUNT)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        asyncio.run(remember(home, options.count))
        empty = rounds_of(lambda: started(home, "-c", EMPTY), options.rounds)
        ours = rounds_of(lambda: started(home, "-m", "tests.bench.watched_start"), options.rounds)
    bare = statistics.median(each["first"] for each in empty)
    print(f"an empty window: {bare:.0f} ms")
    stretches = [each.pop("busy_ms") for each in ours]
    middle = {name: [statistics.median(each[name][kind] for each in ours) for kind in (0, 1)] for name in ours[0]}
    for name, (clock_ms, busy_ms) in middle.items():
        print(
            f"{name:10}{clock_ms:8.0f} ms   {busy_ms:8.0f} ms of the processor   {clock_ms / bare:5.2f} empty windows"
        )
    longest = statistics.median(max(each) for each in stretches)
    too_long = statistics.median(sum(ms > PROMISED_MS for ms in each) for each in stretches)
    print(f"the longest stretch until all is there: {longest:.0f} ms; {too_long:.0f} longer than {PROMISED_MS:.0f} ms")
    return 0 if middle["rows"][0] <= GOAL * bare else 1


if __name__ == "__main__":
    sys.exit(main())
