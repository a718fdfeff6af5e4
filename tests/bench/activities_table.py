"""How quickly the table of activities comes, answers and scrolls, beside an empty window of PySide6.

Run: python -m tests.bench.activities_table [--rounds N] [--keep DIR] [COUNT …]

COUNT is how many activities lie in the copy, a fifth as many items; 1,000, 10,000 and 100,000 unless said. Every figure
is taken in a process of its own. Prints milliseconds and megabytes, and how they stand to what was promised:

* first rows: from the start of the process until rows with their words are on the screen; ≤ 1.5 empty windows.
  "of which own": what opening the copy, building the table, asking and painting take, all modules being there
* search: from a letter until what it finds is on the screen; 95 % within 20 ms
* filter, sort: from the wish until its first rows are on the screen; 95 % within 80 ms. "whole": until all that is
  found is known and the scroll bar is right
* frame: a page of rows that were not drawn before; 99 % within 8 ms
* memory: the most the process ever had; ≤ 2.5 empty windows

"busy" is the processor time of the window's thread, which other programs on the machine do not disturb.
"""

import argparse
import asyncio
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_API"] = "pyside6"

COUNTS = (1_000, 10_000, 100_000)
ROUNDS = 7
SIZE = (1300, 800)
TYPED = ("contract", "invoice 12", "anna de", "site visit", "renewal 7")
FILTERS = (
    "is:open resp:me",
    "is:overdue",
    "due:thisweek type:call",
    "colour:rose,orange is:open",
    "is:open due:none",
    "changed>=today-7d",
    "type:todo resp:2 is:open due<=friday",
    "",
)
FRAMES = 3_000
STARTED = "BENCH_STARTED_NS"
PROMISED = {"first": 1.5, "search": 20.0, "filter": 80.0, "frame": 8.0, "memory": 2.5}

EMPTY = """
import os, time, resource, json
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, app.quit)
window = Window()
window.resize(1300, 800)
window.show()
app.exec()
took = (time.time_ns() - int(os.environ["BENCH_STARTED_NS"])) / 1e6
print(json.dumps({"first": took, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def share(values: list[float], part: float) -> float:
    """The value that `part` of them do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


# One process: the table


async def measure(path: Path, *, only_first: bool, rounds: int) -> dict[str, float]:
    """Every figure of the copy in this file."""
    from tests.bench.table_window import TableWindow

    began = time.time()
    async with TableWindow.open(path, SIZE) as window:
        painted = await window.first()
        started = int(os.environ[STARTED]) / 1e9
        found = {"first": (painted - started) * 1000, "own": (painted - began) * 1000}
        if not only_first:
            found |= await _answers(window, rounds)
            found |= await _frames(window)
        found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return found


async def _answers(window: "TableWindow", rounds: int) -> dict[str, float]:  # type: ignore[name-defined]  # noqa: F821
    from daybook.domain.columns import SORTED_BY

    search: list[float] = []
    filters: list[float] = []
    wholes: list[float] = []
    sorts: list[float] = []
    for _ in range(rounds):
        for words in TYPED:
            await window.show("")
            search += [await window.search(words[:end]) for end in range(1, len(words) + 1)]
        for text in FILTERS:
            await window.show("type:form")
            filters.append(await window.search(text))
        wholes += [await window.show(text) for text in FILTERS]
    await window.show("")
    for _ in range(rounds):
        sorts += [await window.sort(column) for column in SORTED_BY]
    return {
        "search p50": statistics.median(search),
        "search p95": share(search, 0.95),
        "filter p95": share(filters, 0.95),
        "whole p95": share(wholes, 0.95),
        "sort p95": share(sorts, 0.95),
    }


async def _frames(window: "TableWindow") -> dict[str, float]:  # type: ignore[name-defined]  # noqa: F821
    await window.show("")
    wall, busy = await window.scroll(FRAMES)
    return {
        "frame p50": statistics.median(wall),
        "frame p99": share(wall, 0.99),
        "frame busy p99": share(busy, 0.99),
    }


# The other process: starts them and prints


def _run(*command: str) -> dict[str, float]:
    env = {**os.environ, STARTED: str(time.time_ns())}
    done = subprocess.run([sys.executable, *command], check=True, capture_output=True, text=True, env=env)
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _median(run: Callable[[], dict[str, float]], rounds: int) -> dict[str, float]:
    found = [run() for _ in range(rounds)]
    return {key: statistics.median(each[key] for each in found) for key in found[0]}


def _copy(folder: Path, count: int) -> Path:
    path = folder / f"copy-{count}.sqlite"
    if not path.exists():
        from tests.bench.table_window import fill

        asyncio.run(fill(path, count, random.Random(7)))
    return path


def _line(name: str, value: float, unit: str, most: float) -> None:
    print(
        f"  {name:16} {value:8.1f} {unit}   {'ok' if value <= most else 'MORE than promised'} (≤ {most:.1f})",
        flush=True,
    )


def _print(count: int, found: dict[str, float], empty: dict[str, float]) -> None:
    print(f"{count:,} activities")
    _line("first rows", found["first"], "ms", PROMISED["first"] * empty["first"])
    print(f"  {'of which own':16} {found['own']:8.1f} ms")
    _line("memory", found["memory"], "MB", PROMISED["memory"] * empty["memory"])
    print(f"  {'search p50':16} {found['search p50']:8.1f} ms")
    _line("search p95", found["search p95"], "ms", PROMISED["search"])
    _line("filter p95", found["filter p95"], "ms", PROMISED["filter"])
    print(f"  {'whole p95':16} {found['whole p95']:8.1f} ms")
    _line("sort p95", found["sort p95"], "ms", PROMISED["filter"])
    print(f"  {'frame p50':16} {found['frame p50']:8.1f} ms")
    _line("frame p99", found["frame p99"], "ms", PROMISED["frame"])
    print(f"  {'frame busy p99':16} {found['frame busy p99']:8.1f} ms")


def main() -> int:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description="Measures the table of activities.")
    parser.add_argument("counts", nargs="*", type=int, default=list(COUNTS))
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--only-first", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child is not None:
        from tests.bench.table_window import run

        found = run(measure(options.child, only_first=options.only_first, rounds=options.rounds))
        print(json.dumps(found))
        return 0
    empty = _median(lambda: _run("-c", EMPTY), options.rounds)
    print(f"an empty window: {empty['first']:.0f} ms until it is painted, {empty['memory']:.0f} MB")
    with tempfile.TemporaryDirectory() as folder:
        for count in options.counts:
            path = _copy(options.keep or Path(folder), count)
            child = ("-m", "tests.bench.activities_table", "--child", str(path), "--rounds", str(options.rounds))
            first = _median(lambda child=child: _run(*child, "--only-first"), options.rounds)  # type: ignore[misc]
            _print(count, _run(*child) | {"first": first["first"], "own": first["own"]}, empty)
    return 0


if __name__ == "__main__":
    sys.exit(main())
