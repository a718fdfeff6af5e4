"""The whole program while its portal is away: keys and answers wait, are offered when it is back, and applied once."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from daybook.domain.run import Field
from daybook.ui.activities.workspace import ActivitiesWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.reminders.bell import Bell
from daybook.ui.reminders.strip import ReminderStrip
from daybook.ui.today.workspace import TodayWorkspace
from tests.helpers.life import Life, connect
from tests.helpers.pending import make_todo
from tests.sandbox.process import FAST, SandboxProcess

SOON_S = 8
"""Long enough to connect before it is due."""


class Stage:
    """A window, and a portal that comes back on the same port with everything that it knew."""

    def __init__(self, life: Life, start: Callable[[], SandboxProcess]) -> None:
        self.life, self._start = life, start
        self.portal = start()

    def come_back(self) -> None:
        """The program finds out by itself, or when somebody asks it to look."""
        self.portal = self._start()

    async def connected(self) -> TodayWorkspace:
        """The day, once everything was read."""
        life = self.life
        life.begin()
        await life.until(life.window.start.isVisible)
        await connect(life, self.portal.webhook)
        await life.until(lambda: "today" in {each.id for each in life.window.workspaces})
        life.window.show_workspace("today")
        life.window.activateWindow()
        work = life.window.current
        assert isinstance(work, TodayWorkspace)
        await life.until(lambda: work.session.sync.state.complete)
        await work.ready()
        return work

    def completed(self, number: int) -> str:
        return str(self.portal.call("crm.activity.get", {"id": number})["COMPLETED"])


@pytest.fixture
async def stage(
    qapp: QApplication, qtbot: QtBot, daybook_home: Path, sandbox: Callable[..., SandboxProcess], tmp_path: Path
) -> AsyncIterator[Stage]:
    kept = ["--data", "empty", "--state", str(tmp_path / "portal.db"), *FAST]

    def start() -> SandboxProcess:
        started = sandbox(*kept)
        if "--port" not in kept:
            kept.extend(["--port", started.portal.rpartition(":")[2]])
        return started

    made = Stage(Life(Look.of(qapp, ThemeChoice.LIGHT)), start)
    yield made
    if made.life.task is not None and not made.life.task.done():  # a test that failed left it open
        await made.life.leave()


def press(keys: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keySequence(focus, keys)


async def test_a_key_of_the_day_waits_is_offered_and_applied(stage: Stage) -> None:
    life = stage.life
    due = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    numbers = [make_todo(stage.portal, title, deadline=due) for title in ("Call Andrew", "Call Beth")]
    today = await stage.connected()
    pending = today.session.pending
    await life.until(lambda: today.page.list.hasFocus() and today.page.list.activity_id in numbers)
    first = today.page.list.activity_id
    assert first is not None
    stage.portal.stop()

    press("Space")
    await life.until(lambda: bool(pending.rows))
    assert life.window.quiet.text.startswith("The portal can't be reached: the change of “Call ")
    await life.until(lambda: life.window.status.sync_text.startswith("The portal can't be reached"))
    press("Ctrl+Shift+P")
    table = life.window.current
    assert isinstance(table, ActivitiesWorkspace)
    assert table.side.shows_pending
    assert table.pending.panel.list.lines

    life.window.show_workspace("today")
    stage.come_back()
    assert life.commands.run("today-refresh")
    await life.until(lambda: life.window.quiet.text.endswith("to look at and apply."))
    assert stage.portal.stats()["writes"] == {}
    assert stage.completed(first) == "N"
    press("Ctrl+Z")  # "Look at them"
    assert life.window.current is table
    assert life.commands.run("pending-apply")
    await life.until(lambda: not pending.rows)
    assert stage.completed(first) == "Y"
    await life.settled()
    assert life.window.errors.failures == ()
    await life.leave()


async def test_answers_to_reminders_wait_and_are_offered(stage: Stage) -> None:
    life = stage.life
    due = (datetime.now(UTC) + timedelta(seconds=SOON_S)).isoformat(timespec="seconds")
    number, snoozed, moved = (make_todo(stage.portal, title, deadline=due) for title in ("Andrew", "Beth", "Cleo"))
    today = await stage.connected()
    pending = today.session.pending
    await life.until(lambda: bool(life.window.findChildren(ReminderStrip)))
    [strip] = life.window.findChildren(ReminderStrip)
    [bell] = life.window.findChildren(Bell)
    await life.until(lambda: strip.isVisible() and len(strip.texts) == 3)
    stage.portal.stop()

    for answer in ("Done: Andrew", "+15 min: Beth", "Tomorrow: Cleo"):
        [button] = [each for each in strip.findChildren(QPushButton) if each.accessibleName() == answer]
        button.click()
        await life.until(lambda: not life.window.status.text)
    await life.until(lambda: len(pending.rows) == 2)
    assert {name: edit.wished for name, edit in pending.of(number).items()} == {Field.COMPLETED: True}
    assert set(pending.of(moved)) == {Field.DEADLINE}
    assert not pending.of(snoozed)  # that needs no portal
    await life.until(lambda: not strip.isVisible())
    assert bell.text() == ""
    assert life.window.quiet.text.startswith("The portal can't be reached: the change of “Cleo” waits.")
    stage.come_back()
    assert life.commands.run("today-refresh")
    await life.until(lambda: life.window.quiet.text.endswith("to look at and apply."))
    assert stage.completed(number) == "N"
    await life.settled()
    assert life.window.errors.failures == ()
    await life.leave()
