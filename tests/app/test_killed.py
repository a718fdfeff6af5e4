"""Killed between sending a new to-do and the answer: there is exactly one afterwards, and the person is told."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook.clock import SystemClock
from daybook.ui.entities.recovered import RecoveredNotices
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from tests.helpers.life import Life
from tests.sandbox.process import SandboxProcess, until

TITLE = "Call Andrew"
ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def dying_window(webhook: str, how_far: str = "save") -> Iterator["subprocess.Popen[bytes]"]:
    """A window that creates the to-do and is killed at the end of the block, as `kill -9` does it."""
    command = [sys.executable, "-m", "tests.helpers.dying_window", webhook, TITLE, how_far]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def notices(life: Life) -> tuple[str, ...]:
    """What is said about an earlier time, whichever workspace is on."""
    found = (each for each in life.window.findChildren(RecoveredNotices) if each.isVisible())
    return tuple(text for each in found for text in each.texts)


@pytest.mark.usefixtures("secret_service")
async def test_killed_after_the_portal_did_it(
    qapp: QApplication, qtbot: QtBot, daybook_home: Path, empty_portal: SandboxProcess
) -> None:
    empty_portal.hold(True)
    with dying_window(empty_portal.webhook):
        until(lambda: empty_portal.stats()["creations"])
    empty_portal.hold(False)

    life = Life(Look.of(qapp, ThemeChoice.LIGHT))
    life.begin()
    await life.until(lambda: bool(notices(life)))
    [said] = notices(life)
    assert f"Your change to “{TITLE}” arrived" in said
    assert "Nothing was done twice." in said
    assert len(empty_portal.stats()["creations"]) == 1
    await life.leave()


@pytest.mark.usefixtures("secret_service")
async def test_killed_while_looking_for_one_that_never_arrived(
    qapp: QApplication, qtbot: QtBot, daybook_home: Path, empty_portal: SandboxProcess
) -> None:
    empty_portal.faults("reset_before:crm.activity.todo.add", once=1)
    with dying_window(empty_portal.webhook):
        until(lambda: "unknown" in step_states(daybook_home))
    assert empty_portal.stats()["creations"] == []

    life = Life(Look.of(qapp, ThemeChoice.LIGHT), SystemClock(30.0))  # the minute of doubt takes two seconds
    life.begin()
    await life.until(lambda: bool(notices(life)))
    [said] = notices(life)
    assert f"Your change to “{TITLE}” had not arrived. It is made now." in said
    assert len(empty_portal.stats()["creations"]) == 1
    await life.leave()


@pytest.mark.usefixtures("secret_service")
async def test_what_was_typed_is_there_again(
    qapp: QApplication, qtbot: QtBot, daybook_home: Path, empty_portal: SandboxProcess
) -> None:
    with dying_window(empty_portal.webhook, "type"):
        until(lambda: any(TITLE in draft for draft in column(daybook_home, "memory", "SELECT draft FROM drafts")))
    life = Life(Look.of(qapp, ThemeChoice.LIGHT))
    life.begin()
    await life.until(lambda: "entities" in {each.id for each in life.window.workspaces})
    life.window.show_workspace("entities")
    work = life.window.current
    assert isinstance(work, EntitiesWorkspace)
    await life.until(lambda: work.list.model.rowCount() > 0)
    work.list.list.enter_first()
    await life.until(lambda: work.timeline.content.owner is not None and not work.timeline.content.loading)
    assert life.commands.run("new-todo")
    await life.until(lambda: work.editor.form.title.isVisible() and bool(work.editor.form.title.toPlainText()))
    assert work.editor.form.title.toPlainText() == TITLE
    assert "Unsaved changes from before were restored." in work.editor.form.notices.restored.text
    assert empty_portal.stats()["creations"] == []
    await life.leave()


def step_states(home: Path) -> list[str]:
    """What the journal says."""
    return column(home, "journal", "SELECT state FROM steps")


def column(home: Path, name: str, select: str) -> list[str]:
    """What a file of another process holds, read from outside."""
    try:
        with closing(sqlite3.connect(f"file:{home / 'data' / name}.sqlite?mode=ro", uri=True)) as db:
            return [value for (value,) in db.execute(select)]
    except sqlite3.OperationalError:  # not there yet
        return []
