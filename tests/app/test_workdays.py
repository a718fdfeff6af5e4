"""Working days in the whole program: what is set on the card counts everywhere, at once and after a restart."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook.ui.activities.workspace import ActivitiesWorkspace
from daybook.ui.calendar.card import WorkdaysCard
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.today.workspace import TodayWorkspace
from tests.helpers.life import Life, connect
from tests.sandbox.process import SandboxProcess

AWAY_DAYS = 40


def typed(today: TodayWorkspace) -> datetime:
    """What "+1wd" means in the editor."""
    reader = today.session.editing.reader
    moment = reader.read("+1wd", now=datetime.now(UTC))
    assert moment is not None
    return moment


async def workspaces(life: Life) -> tuple[TodayWorkspace, ActivitiesWorkspace]:
    """Those of the open connection, with everything read."""
    await life.until(lambda: "today" in {each.id for each in life.window.workspaces})
    today, activities, *_ = (
        each for each in life.window.workspaces if isinstance(each, TodayWorkspace | ActivitiesWorkspace)
    )
    assert isinstance(today, TodayWorkspace)
    assert isinstance(activities, ActivitiesWorkspace)
    life.window.show_workspace(activities.id)
    await activities.ready()
    return today, activities


@pytest.mark.usefixtures("secret_service")
async def test_a_vacation_moves_working_days_everywhere(
    qapp: QApplication, qtbot: QtBot, daybook_home: Path, empty_portal: SandboxProcess
) -> None:
    life = Life(Look.of(qapp, ThemeChoice.LIGHT))
    life.begin()
    await life.until(life.window.start.isVisible)
    await connect(life, empty_portal.webhook, remember=True)
    today, activities = await workspaces(life)
    activities.show_filter("due<today+1wd")
    await activities.ready()
    before, asked = typed(today), activities.table.question
    back = datetime.now(UTC) + timedelta(days=AWAY_DAYS)

    life.window.activateWindow()
    QTest.keySequence(life.window, "Ctrl+Shift+W")
    [card] = life.window.findChildren(WorkdaysCard)
    await life.until(card.isVisible)
    card.days_off.line.setText(f"today – {back.date().isoformat()}")
    card.days_off.add.click()

    await life.until(lambda: typed(today) >= back > before)
    await life.until(lambda: activities.table.question != asked)
    loads = today.page.load_model
    assert not any(today.page.loads.week().works_on(loads.day(span)) for span in range(1, 7))
    await life.leave()

    again = Life(Look.of(qapp, ThemeChoice.LIGHT))
    again.begin()
    restarted, _ = await workspaces(again)
    assert typed(restarted) >= back
    await again.leave()
