"""Killed while somebody types into a layout: at most the last second of it is gone, and the file is as it was."""

import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.studio.workspace import StudioWorkspace
from tests.helpers.life import Life

ROOT = Path(__file__).resolve().parents[2]
BEFORE = '{"blocks": {"a": {"type": "deadline"}}}\n'
LETTERS = 120
LOST_S = 1.0
"""What design promises."""
BUSY_S = 1.0
"""What a machine that does other things may add."""


def _typed_until_killed(file: Path) -> tuple[int, int]:
    """How many letters were typed, and how many of them early enough to be kept."""
    command = [sys.executable, "-m", "tests.helpers.dying_studio", str(file)]
    typed: list[float] = []
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            typed.append(float(line))
            if len(typed) == LETTERS:
                break
        killed = time.monotonic()
        process.kill()
        typed += [float(line) for line in process.stdout.read().splitlines()]
    assert process.returncode != 0
    return len(typed), sum(each < killed - LOST_S - BUSY_S for each in typed)


async def test_what_was_typed_into_a_layout_is_there_again(
    qapp: QApplication, daybook_home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "card.daybook-layout.json"
    file.write_text(BEFORE, "utf-8")
    typed, long_ago = _typed_until_killed(file)
    assert long_ago > 0
    assert file.read_text("utf-8") == BEFORE

    life = Life(Look.of(qapp, ThemeChoice.LIGHT))
    life.begin()
    await life.until(life.window.start.isVisible)
    [studio] = (each for each in life.window.workspaces if isinstance(each, StudioWorkspace))
    life.window.show_workspace(studio.id)
    await life.until(lambda: bool(studio.editor.text))
    letters = studio.editor.text.removesuffix(BEFORE)
    assert letters == "x" * len(letters)
    assert long_ago <= len(letters) <= typed + 1
    assert (studio.head.title.text(), studio.head.state.text()) == (file.name, "not saved")
    await life.leave()
