"""The console in the real window: what was asked is there, is found, copied and repeated."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook.ui.console.details import ANSWER
from daybook.ui.console.model import Column
from daybook.ui.console.workspace import ConsoleWorkspace
from daybook.ui.kit.decision import Decision
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL
from tests.helpers.life import Life, connect
from tests.sandbox.process import FAST, SandboxProcess
from tests.ui.accessible import nameless


class Scene:
    """The window with the console on."""

    def __init__(self, life: Life, portal: SandboxProcess, work: ConsoleWorkspace) -> None:
        self.life, self.portal, self.work = life, portal, work

    def methods(self) -> list[str]:
        """What the table shows."""
        return [call.method for row in range(self.work.model.rowCount()) if (call := self.work.model.call(row))]

    def choose(self, method: str) -> None:
        """Selects the last call of a method."""
        row = max(row for row, name in enumerate(self.methods()) if name == method)
        self.work.table.selectRow(row)


@pytest.fixture
async def scene(qapp: QApplication, qtbot: QtBot, look: Look, daybook_home: Path) -> AsyncIterator[Scene]:
    qapp.setQuitOnLastWindowClosed(False)
    with SandboxProcess.start("--data", "empty", *FAST) as portal:
        life = Life(look)
        life.window.resize(1280, 820)
        life.begin()
        await life.until(life.window.start.isVisible)
        await connect(life, portal.webhook)
        await life.until(lambda: "console" in {each.id for each in life.window.workspaces})
        await life.read_through()
        life.window.show_workspace("console")
        work = life.window.current
        assert isinstance(work, ConsoleWorkspace)
        await work.ready()
        yield Scene(life, portal, work)
        if life.task is not None and not life.task.done():
            await life.leave()
    qapp.setQuitOnLastWindowClosed(True)


async def test_calls_are_there_without_any_secret(scene: Scene) -> None:
    assert "profile" in scene.methods()
    assert nameless(scene.work.widget) == []
    secret = scene.portal.webhook.split("/")[-2]
    shown = []
    for row in range(scene.work.model.rowCount()):
        scene.work.table.selectRow(row)
        for view in ("request", "answer", "limits"):
            scene.work.details.tabs.choose(view)
            scene.work.details.tabs.chosen.emit(view)
            shown.append(scene.work.details.text.toPlainText())
        scene.work.copy_curl()
        shown.append(QGuiApplication.clipboard().text())
    assert any("YOUR_WEBHOOK_SECRET" in text for text in shown)
    assert all(secret not in text for text in shown)
    await scene.life.leave()


async def test_only_what_fits_is_shown(scene: Scene) -> None:
    QTest.keyClicks(scene.work.search, "rofil")
    await scene.life.until(lambda: set(scene.methods()) == {"profile"})
    scene.work.search.clear()
    scene.work.only_failed.click()
    await scene.life.until(lambda: scene.methods() == [])
    await scene.life.leave()


async def test_a_read_is_repeated_at_once(scene: Scene) -> None:
    await scene.work._console._portal.call("server.time", writes=False)
    await scene.life.until(lambda: scene.methods().count("server.time") == 1)
    scene.choose("server.time")
    scene.work.repeat.click()
    await scene.life.until(lambda: scene.methods().count("server.time") == 2)
    await scene.life.leave()


async def test_a_write_is_repeated_only_after_a_yes(scene: Scene) -> None:
    portal = scene.work._console._portal
    todo = {"ownerTypeId": 2, "ownerId": 1, "deadline": "2031-01-01T10:00:00+03:00", "title": "x"}
    await portal.call("crm.activity.todo.add", todo, writes=True)
    await scene.life.until(lambda: "crm.activity.todo.add" in scene.methods())
    scene.choose("crm.activity.todo.add")
    scene.work.repeat.click()
    await asyncio.sleep(0)
    (question,) = [each for each in scene.life.window.findChildren(Decision) if each.isVisible()]
    assert "a second time" in question.accessibleDescription()
    assert len(scene.portal.stats()["creations"]) == 1
    question.yes.click()
    await scene.life.until(lambda: len(scene.portal.stats()["creations"]) == 2)
    await scene.life.settled()
    await scene.life.leave()


async def test_it_can_be_paused_and_cleared(scene: Scene) -> None:
    scene.work.pause.click()
    scene.work.clear.click()
    await scene.life.until(lambda: scene.methods() == [])
    await scene.work._console._portal.call("profile", writes=False)
    assert list(scene.work._console.calls) == []
    scene.work.pause.click()
    await scene.work._console._portal.call("profile", writes=False)
    await scene.life.until(lambda: scene.methods() == ["profile"])
    await scene.life.leave()


async def test_a_masked_secret_is_no_cut(scene: Scene) -> None:
    portal = scene.work._console._portal
    todo = {"ownerTypeId": 2, "ownerId": 1, "deadline": "2031-01-01T10:00:00+03:00", "title": scene.portal.webhook}
    await portal.call("crm.activity.todo.add", todo, writes=True)
    await scene.life.until(lambda: "crm.activity.todo.add" in scene.methods())
    scene.choose("crm.activity.todo.add")
    shown = scene.work.details.text.toPlainText()
    assert "•••" in shown
    assert "cut" not in shown
    assert shown.startswith("{\n")
    await scene.life.leave()


async def test_a_question_that_is_answered_after_the_connection_went_does_nothing(scene: Scene) -> None:
    portal = scene.work._console._portal
    todo = {"ownerTypeId": 2, "ownerId": 1, "deadline": "2031-01-01T10:00:00+03:00", "title": "x"}
    await portal.call("crm.activity.todo.add", todo, writes=True)
    await scene.life.until(lambda: "crm.activity.todo.add" in scene.methods())
    scene.choose("crm.activity.todo.add")
    scene.work.repeat.click()
    await asyncio.sleep(0)
    (question,) = [each for each in scene.life.window.findChildren(Decision) if each.isVisible()]
    await scene.work.aclose()
    question.yes.click()
    await scene.life.settled()
    assert len(scene.portal.stats()["creations"]) == 1
    await scene.life.leave()


async def test_titles_stand_above_what_they_name(scene: Scene) -> None:
    model, table = scene.work.model, scene.work.table
    for column in Column:
        title = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        assert title == model.index(0, column).data(Qt.ItemDataRole.TextAlignmentRole)
    right = Qt.AlignmentFlag.AlignRight
    assert [column for column in Column if model.index(0, column).data(Qt.ItemDataRole.TextAlignmentRole) & right] == [
        Column.DURATION,
        Column.SIZE,
    ]
    widest = table.fontMetrics().horizontalAdvance("999.99 KiB")
    assert table.columnWidth(Column.SIZE) > widest + 2 * SMALL


async def test_the_pose_shows_the_answer_of_a_batch(scene: Scene) -> None:
    await scene.work.pose()
    call = scene.work.call
    assert call is not None
    assert call.parts
    assert scene.work.details.tabs.current == ANSWER
    assert '"result"' in scene.work.details.text.toPlainText()
