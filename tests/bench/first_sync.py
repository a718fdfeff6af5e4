"""How long the first load of a whole portal takes, what it asks, and how late the window's loop is meanwhile.

Run: python -m tests.bench.first_sync [COUNT…] (default 1000 10000 100000)

Prints for each number of activities (on a fifth as many items, with `--processing 5`): requests beside what the issue
allows, seconds beside the least time that the portal's limits leave (T_min), and beside a bare reader that asks for the
same pages and throws the answers away: what lies between T_min and the bare reader is the sample portal's own computing
on this machine, what lies above it is ours. The loop is Qt's, with a timer every 5 ms; memory is that of a process of
its own for each size.
"""

import asyncio
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_API"] = "pyside6"

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop
from tests.sandbox.process import SandboxProcess

from daybook import garbage
from daybook.app import SWITCH_S
from daybook.bitrix.address import read_webhook
from daybook.bitrix.harvest import ROWS, Lot
from daybook.bitrix.limits import LeakyBucket
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import RequestGate
from daybook.bitrix.transport import open_transport
from daybook.clock import SystemClock
from daybook.domain.entities import DEAL
from daybook.domain.filtering import Filter
from daybook.store.copy.copy import PortalCopy
from daybook.work.syncing import loading
from daybook.work.syncing.sync import Sync

COUNTS = (1_000, 10_000, 100_000)
PROCESSING_S = 0.005
IN_FLIGHT = 16
"""As T_min reckons."""
RATE, BURST = 2, 50
FRAME_S = 0.005
COLLECT_S = 0.3


def main() -> None:
    """Each size in a process of its own."""
    if len(sys.argv) > 2 and sys.argv[1] == "one":
        measure(int(sys.argv[2]))
        return
    print(f"{'activities':>10} {'requests':>8} {'allowed':>7} {'s':>6} {'T_min':>6} {'ratio':>6} {'bare s':>6} "
          f"{'ratio':>6} {'p99 ms':>6} {'worst':>6} {'MB':>5} {'file MB':>7}")  # fmt: skip
    for count in [int(each) for each in sys.argv[1:]] or COUNTS:
        subprocess.run([sys.executable, "-m", "tests.bench.first_sync", "one", str(count)], check=True)


def measure(count: int) -> None:
    """One size, and a line about it."""
    arguments = ("--data", str(count), "--processing", str(int(PROCESSING_S * 1000)))
    sys.setswitchinterval(SWITCH_S)
    garbage.take_over()  # as the program does: objects of Qt may end on their own thread only
    app = QApplication([])
    garbage.settle()
    with (
        SandboxProcess.start(*arguments) as process,
        tempfile.TemporaryDirectory() as home,
        asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner,
    ):
        spent_s, requests, late_ms, file_mb = runner.run(load(process, Path(home), count))
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # before the bare reader adds its own
    with SandboxProcess.start(*arguments) as process, asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        bare_s = runner.run(read_barely(process, count))
    allowed = -(-count // ROWS) + -(-(count // 5) // ROWS) + 6
    pages = -(-count // 50) + -(-(count // 5) // 50)
    least_s = max((allowed - BURST) / RATE, pages * PROCESSING_S / IN_FLIGHT, 0.0) + 50 * PROCESSING_S
    late = sorted(late_ms)
    print(
        f"{count:>10,} {requests:>8} {allowed:>7} {spent_s:>6.1f} {least_s:>6.2f} {spent_s / least_s:>6.1f} "
        f"{bare_s:>6.1f} {spent_s / bare_s:>6.2f} {late[int(len(late) * 0.99)]:>6.1f} {late[-1]:>6.1f} "
        f"{memory_mb:>5.0f} {file_mb:>7.1f}",
        flush=True,
    )


async def open_portal(process: SandboxProcess, clock: SystemClock) -> Portal:
    access = read_webhook(process.webhook)
    gate = RequestGate(LeakyBucket(RATE, BURST), clock)
    return Portal(access, await open_transport(access.portal), gate, clock)


async def load(process: SandboxProcess, home: Path, count: int) -> tuple[float, int, list[float], float]:
    """Seconds, requests, lateness of a timer, and the size of the file."""
    clock = SystemClock()
    portal = await open_portal(process, clock)
    copy = await PortalCopy.open(home / "copy.sqlite", portal=portal.address)
    late_ms: list[float] = []
    watching = asyncio.ensure_future(watch(late_ms))
    before, began_s = process.stats()["requests"], time.perf_counter()
    await Sync(portal, copy, 1, clock).round()
    spent_s, requests = time.perf_counter() - began_s, process.stats()["requests"] - before
    watching.cancel()
    assert await copy.count(Filter()) == count, "the copy is not whole"
    await copy.aclose()
    await portal.aclose()
    return spent_s, requests, late_ms, (home / "copy.sqlite").stat().st_size / 1e6


async def watch(late_ms: list[float]) -> None:
    collected_s = time.perf_counter()
    while True:
        asked_s = time.perf_counter()
        await asyncio.sleep(FRAME_S)
        late_ms.append((time.perf_counter() - asked_s - FRAME_S) * 1000)
        if asked_s - collected_s > COLLECT_S:  # as the program does
            collected_s = asked_s
            garbage.collect_due()


async def read_barely(process: SandboxProcess, count: int) -> float:
    """Seconds for the same pages when nothing is done with them: as many batches at once, by known bounds."""
    clock = SystemClock()
    portal = await open_portal(process, clock)
    lots = {Lot(): count, Lot(DEAL): count // 5}
    batches = [
        {position: lot.between(high - position * 50 + 1, 0) for position in range(-(-min(ROWS, high) // 50))}
        for lot, rows in lots.items()
        for high in range(rows, 0, -ROWS)
    ]

    async def work() -> None:
        while batches:
            await portal.harvest(batches.pop(), lambda _key, _result: None)

    began_s = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(loading.IN_FLIGHT)))
    spent_s = time.perf_counter() - began_s
    await portal.aclose()
    return spent_s


if __name__ == "__main__":
    main()
