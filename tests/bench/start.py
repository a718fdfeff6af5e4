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

Each round is a process of its own. Compiled modules are kept, as where Daybook is installed.
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

from PySide6.QtCore import QObject, Qt, QTimer, QTimerEvent
from tests.bench.activities_table import EMPTY, STARTED

COUNT = 100_000
ROUNDS = 7
GOAL = 1.5
PORTAL = "http://127.0.0.1:9"  # nobody answers there
CONNECTION = "c" * 32
PROMISED_MS = 33.0
LOOK_MS = 5
AFTERWARDS_MS = 300
"""How long is looked on when all is there: what comes into sight is painted, and the portal is asked."""


# The process that is measured


class Stretches(QObject):
    """How long the window's thread computed between two looks at what waits, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.busy_ms: list[float] = []
        self._before_s = time.thread_time()
        self.startTimer(LOOK_MS, Qt.TimerType.PreciseTimer)

    def timerEvent(self, event: QTimerEvent) -> None:  # noqa: N802
        """One look."""
        now_s = time.thread_time()
        self.busy_ms.append((now_s - self._before_s) * 1000)
        self._before_s = now_s


def watched() -> int:
    """The real program until every workspace is there; then one line of JSON, and no end in order."""
    from daybook import app, garbage, loading

    garbage.take_over()
    lay_out, load = app.Place.lay_out, loading.load
    found: dict[str, tuple[float, float]] = {}
    windows: list[Any] = []

    def note(name: str) -> None:
        now_ms = (time.time_ns() - int(os.environ[STARTED])) / 1e6
        found.setdefault(name, (now_ms, time.process_time() * 1000))

    def lay_out_and_note(*args: Any, **options: Any) -> app.Place:
        place = lay_out(*args, **options)
        note("picture")
        windows.append(place.window)
        return place

    async def note_and_load() -> None:
        note("rows")
        stretches = Stretches()
        await load()
        note("loaded")
        await _give_secret()
        looking = QTimer(windows[0], interval=LOOK_MS)
        looking.timeout.connect(lambda: look(stretches))
        looking.start()

    def look(stretches: Stretches) -> None:
        if windows[0].current is not None and "whole" not in found:
            note("whole")
            QTimer.singleShot(AFTERWARDS_MS, lambda: tell(stretches))

    def tell(stretches: Stretches) -> None:
        print(json.dumps({**found, "busy_ms": stretches.busy_ms}), flush=True)
        os._exit(0)

    app.Place.lay_out = lay_out_and_note  # type: ignore[method-assign]
    loading.load = note_and_load
    return app.run()


async def _give_secret() -> None:
    """In place of a keyring that a bench may not ask."""
    from daybook import program
    from daybook.vault.memory import MemoryVault
    from daybook.vault.secret import StoredSecret

    vault = MemoryVault()
    await vault.save(CONNECTION, StoredSecret.webhook("q7Zx93kLmn0pQrSt"))
    program.KeyringVault = lambda: vault  # type: ignore[assignment,attr-defined,misc]


# The process that measures


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
    parser.add_argument("--watched", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.watched:
        return watched()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        asyncio.run(remember(home, options.count))
        empty = rounds_of(lambda: started(home, "-c", EMPTY), options.rounds)
        ours = rounds_of(lambda: started(home, "-m", "tests.bench.start", "--watched"), options.rounds)
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
