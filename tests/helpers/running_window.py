"""A window in a process of its own that connects, begins a run of many rows, and is killed from outside.

Usage: python -m tests.helpers.running_window WEBHOOK ID,ID,…
"""

import asyncio
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_API"] = "pyside6"

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from daybook.domain.changes.change import Change, ShiftDeadline, ShiftUnit
from daybook.domain.changes.recipe import Selection
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.runs.workspace import RunsWorkspace
from tests.helpers.life import Life, connect


async def live(look: Look, webhook: str, ids: str) -> None:
    """Never returns: whoever started it ends it."""
    life = Life(look)
    life.begin()
    await life.until(life.window.start.isVisible)
    await connect(life, webhook, remember=True)
    await life.until(lambda: "runs" in {each.id for each in life.window.workspaces})
    life.window.show_workspace("runs")
    work = life.window.current
    assert isinstance(work, RunsWorkspace)
    select = Selection(ids=tuple(map(int, ids.split(","))))
    change = Change(deadline=ShiftDeadline(1, ShiftUnit.DAYS))
    plan = await work.session.preparing.plan(select, change, work.session.calendar())
    await work.session.runs.start(plan, "Reschedule")
    await life.until(lambda: False)


def main() -> None:
    """Runs until it is killed."""
    app = QApplication([])
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        runner.run(live(Look.of(app, ThemeChoice.LIGHT), *sys.argv[1:]))


if __name__ == "__main__":
    main()
