"""A window in a process of its own that types into a layout, letter by letter, and is killed from outside.

Usage: python -m tests.helpers.dying_studio FILE. Prints the moment of each letter, by the clock that processes share.
"""

import asyncio
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_API"] = "pyside6"

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from daybook.opening import OpenedFile
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.studio.workspace import StudioWorkspace
from tests.helpers.life import Life

PAUSE_S = 0.02


async def live(look: Look, file: Path) -> None:
    """Never returns: whoever started it ends it."""
    life = Life(look)
    life.window.open_file(OpenedFile.at(file))
    life.begin()
    await life.until(lambda: isinstance(life.window.current, StudioWorkspace))
    studio = life.window.current
    assert isinstance(studio, StudioWorkspace)
    await life.until(lambda: studio.head.title.text() == file.name)
    while True:
        QTest.keyClicks(studio.editor, "x")
        print(time.monotonic(), flush=True)
        await asyncio.sleep(PAUSE_S)


def main() -> None:
    """Runs until it is killed."""
    app = QApplication([])
    with asyncio.Runner(loop_factory=lambda: QEventLoop(app)) as runner:
        runner.run(live(Look.of(app, ThemeChoice.LIGHT), Path(sys.argv[1])))


if __name__ == "__main__":
    main()
