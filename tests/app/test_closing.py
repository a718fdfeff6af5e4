"""Closed while a save still waits: the window goes without a word too many, and the next start finds out."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook import program
from daybook.program import Outcome
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.kit.writes import Writes
from tests.app.test_killed import TITLE, step_states
from tests.helpers.life import Life, connect
from tests.sandbox.process import SandboxProcess


@pytest.fixture
async def life(qapp: QApplication, qtbot: QtBot, daybook_home: Path, monkeypatch: pytest.MonkeyPatch) -> Life:
    monkeypatch.setattr(program, "WRITES_END_WITHIN_S", 0.2)
    made = Life(Look.of(qapp, ThemeChoice.LIGHT))
    made.begin()
    await made.until(made.window.start.isVisible)
    return made


async def save(life: Life, portal: SandboxProcess) -> None:
    """A to-do on its way to a portal that does not answer."""
    await connect(life, portal.webhook)
    await life.until(lambda: "entities" in {each.id for each in life.window.workspaces})
    life.window.show_workspace("entities")
    work = life.window.current
    assert isinstance(work, EntitiesWorkspace)
    await life.until(lambda: work.list.model.rowCount() > 0)
    work.list.list.enter_first()
    await life.until(lambda: work.timeline.content.owner is not None and not work.timeline.content.loading)
    await life.read_through()
    assert life.commands.run("new-todo")
    await life.until(work.editor.form.title.isVisible)
    QTest.keyClicks(work.editor.form.title, TITLE)
    portal.hold(True)
    work.editor.footer.save.click()
    await life.until(lambda: bool(portal.stats()["creations"]))


async def test_a_save_without_an_answer_does_not_outlive_its_journal(
    life: Life, daybook_home: Path, empty_portal: SandboxProcess
) -> None:
    """It ends before anything is closed that it stands on, and is settled another time."""
    failed: list[object] = []
    [writes] = life.program.findChildren(Writes)
    writes.failed.connect(lambda _key, error: failed.append(error))
    await save(life, empty_portal)
    assert await life.leave() is Outcome.CLOSED
    assert failed == []
    assert step_states(daybook_home) == ["sent"]
    assert len(empty_portal.stats()["creations"]) == 1
    empty_portal.hold(False)
