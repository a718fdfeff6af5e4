"""How long the window's thread is busy at a stretch while a person works, and how long she waits.

Run: python -m tests.bench.window [ROUNDS]

Prints for each thing a person does the median and the worst time until it is shown, and over all of it how long the
thread was busy between two looks at the mouse: the median, the 99th percentile and the worst. The promise is 16 ms at
the 99th percentile and 33 ms at worst; a stretch above that is a stutter that a person can feel.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_API"] = "pyside6"

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop
from tests.helpers.life import Life, connect
from tests.sandbox.process import FAST, SandboxProcess

from daybook.domain.entities import EntityRef
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.work.timeline import Timeline

PROMISED_P99_MS = 16.0
PROMISED_WORST_MS = 33.0
FRAME_S = 0.1
NOTHING_MS = 0.05
"""Events that did nothing are not counted, lest thousands of them hide the few that hurt."""


class Watched(QApplication):
    """Notes how long each event kept the thread busy, in milliseconds; what happens inside one counts to it."""

    def __init__(self) -> None:
        super().__init__([])
        self.busy_ms: list[float] = []
        self.longest = (0.0, "")
        self._depth = 0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Delivers one event."""
        if self._depth:
            return super().notify(receiver, event)
        self._depth += 1
        began_s = time.perf_counter()
        try:
            return super().notify(receiver, event)
        finally:
            self._depth -= 1
            took_ms = (time.perf_counter() - began_s) * 1000
            self.busy_ms.append(took_ms)
            if took_ms > self.longest[0]:
                self.longest = (took_ms, f"{event.type().name} to {type(receiver).__name__}")


async def timed(waits: dict[str, list[float]], name: str, act: Callable[[], object], shown: Awaitable[None]) -> None:
    """What `act` begins, until it is shown."""
    began_s = time.perf_counter()
    act()
    await shown
    waits.setdefault(name, []).append((time.perf_counter() - began_s) * 1000)
    await asyncio.sleep(FRAME_S)


@asynccontextmanager
async def working(look: Look, portal: SandboxProcess) -> AsyncIterator[tuple[Life, EntitiesWorkspace]]:
    """A connected window."""
    life = Life(look)
    life.window.resize(1440, 900)
    life.begin()
    await life.until(life.window.start.isVisible)
    await connect(life, portal.webhook)
    await life.until(lambda: life.window.workspaces[0].id == "entities")
    life.window.show_workspace("entities")
    work = life.window.current
    assert isinstance(work, EntitiesWorkspace)
    await life.until(lambda: work.list.model.rowCount() > 20)
    yield life, work
    await life.leave()


def _has_changed(timeline: Timeline, before: EntityRef | None) -> bool:
    return timeline.content.owner != before and not timeline.content.loading


async def work_through(life: Life, work: EntitiesWorkspace, rounds: int, waits: dict[str, list[float]]) -> None:
    """Opens one item after the other, scrolls, opens a to-do, types."""
    timeline = work.session.timeline
    for _ in range(rounds):
        before = timeline.content.owner

        def next_item() -> None:
            QTest.keyClick(work.list.list, Qt.Key.Key_Down)

        await timed(
            waits,
            "open an item",
            next_item,
            life.until(partial(_has_changed, timeline, before)),
        )
        bar = work.timeline.cards.verticalScrollBar()
        for _step in range(20):
            bar.setValue(bar.value() + 120)
            await asyncio.sleep(0.01)
        todo = next((card for card in timeline.content.open if card.activity.is_todo), None)
        if todo is None:
            continue
        number = todo.activity.id

        def open_todo(number: int = number) -> None:
            work.open_activity(number)

        await timed(waits, "open a to-do", open_todo, life.until(work.editor.form.title.isVisible))
        await life.settled()
        for letter in "About the offer":
            QTest.keyClicks(work.editor.form.description.area, letter)
            await asyncio.sleep(0.01)
        await asyncio.sleep(FRAME_S)


async def measure(app: Watched, look: Look, rounds: int) -> None:
    """Prints the figures."""
    waits: dict[str, list[float]] = {}
    with SandboxProcess.start("--data", "demo", *FAST) as portal:
        async with working(look, portal) as (life, work):
            app.busy_ms.clear()
            app.longest = (0.0, "")
            await work_through(life, work, rounds, waits)
    for name, found in waits.items():
        print(f"{name:16} median {statistics.median(found):7.1f} ms   worst {max(found):7.1f} ms   n={len(found)}")
    busy = sorted(each for each in app.busy_ms if each > NOTHING_MS)
    p99 = busy[int(len(busy) * 0.99)]
    print(f"busy stretches   median {statistics.median(busy):7.2f} ms   p99 {p99:7.1f} ms   worst {busy[-1]:7.1f} ms")
    print(f"the longest was {app.longest[1]}")
    print(f"of what is promised: p99 {p99 / PROMISED_P99_MS:.2f}, worst {busy[-1] / PROMISED_WORST_MS:.2f}")


def main() -> None:
    """Measures in a home of its own."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as home:
        os.environ["DAYBOOK_HOME"] = home
        app = Watched()
        with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
            runner.run(measure(app, Look.of(app, ThemeChoice.LIGHT), rounds))


if __name__ == "__main__":
    main()
