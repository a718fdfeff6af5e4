"""A window in a process of its own that connects, begins to create a to-do, and is killed from outside.

Usage: python -m tests.helpers.dying_window WEBHOOK TITLE type|save
"""

import asyncio
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_API"] = "pyside6"

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from tests.helpers.life import Life, connect


async def live(look: Look, webhook: str, title: str, how_far: str) -> None:
    """Never returns: whoever started it ends it."""
    life = Life(look)
    life.begin()
    await life.until(life.window.start.isVisible)
    await connect(life, webhook, remember=True)
    await life.until(lambda: "entities" in {each.id for each in life.window.workspaces})
    life.window.show_workspace("entities")
    work = life.window.current
    assert isinstance(work, EntitiesWorkspace)
    await life.until(lambda: work.list.model.rowCount() > 0)
    work.list.list.enter_first()
    await life.until(lambda: work.timeline.content.owner is not None and not work.timeline.content.loading)
    assert life.commands.run("new-todo")
    await life.until(work.editor.form.title.isVisible)
    QTest.keyClicks(work.editor.form.title, title)
    if how_far == "save":
        work.editor.footer.save.click()
    await life.until(lambda: False)


def main() -> None:
    """Runs until it is killed."""
    app = QApplication([])
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        runner.run(live(Look.of(app, ThemeChoice.LIGHT), *sys.argv[1:]))


if __name__ == "__main__":
    main()
