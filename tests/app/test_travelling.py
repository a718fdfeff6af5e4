"""A laptop travels while the window is open: the real window follows, and what was typed stays."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook.domain.agenda import Part
from daybook.domain.entities import DEAL
from daybook.ui.activities.workspace import ActivitiesWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from tests.app.test_today import morning, press
from tests.helpers.life import Life
from tests.helpers.travelling import in_zone, zone_where_it_is
from tests.sandbox.process import SandboxProcess

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its zone in the registry")


@pytest.fixture
def travel() -> Iterator[pytest.MonkeyPatch]:
    """Where the day has just begun."""
    with in_zone(zone_where_it_is(1)) as patch:
        yield patch


async def test_the_window_follows_the_zone_of_the_computer(
    qapp: QApplication, qtbot: QtBot, daybook_home: Path, empty_portal: SandboxProcess, travel: pytest.MonkeyPatch
) -> None:
    due = (datetime.now(UTC) + timedelta(hours=10)).replace(second=0, microsecond=0)
    todo = {"ownerTypeId": DEAL, "ownerId": 1, "title": "Call Andrew", "deadline": due.isoformat()}
    empty_portal.call("crm.activity.todo.add", todo)
    life = Life(Look.of(qapp, ThemeChoice.LIGHT))
    work = await morning(life, empty_portal.webhook)
    today = work.today
    await life.until(lambda: today.content.total(Part.TODAY) == 1)
    press("D")
    deadline = work.editor.form.deadline
    await life.until(deadline.field.hasFocus)
    here = f"{due.astimezone():%H:%M}"
    assert deadline.field.text().endswith(here)
    QTest.keyClicks(work.editor.form.title, "Soon: ")

    there = ZoneInfo(zone_where_it_is(20))
    travel.setenv("TZ", there.key)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)

    assert life.window.quiet.text.startswith(f"The time zone is now {there.key} (UTC")
    await life.until(lambda: today.content.total(Part.TOMORROW) == 1)
    assert today.content.total(Part.TODAY) == 0
    assert deadline.field.text().endswith(f"{due.astimezone(there):%H:%M}")
    assert f"{due.astimezone(there):%H:%M}" != here
    assert "tomorrow" in deadline.reading.text()
    assert work.editor.form.title.toPlainText() == "Soon: Call Andrew"
    assert work.session.calendar().zone == there
    press("Escape")

    life.window.show_workspace("activities")
    table = life.window.current
    assert isinstance(table, ActivitiesWorkspace)
    table.show_filter("due:tomorrow")
    await life.until(lambda: len(table.table.rows.ids) == 1)
    await life.settled()
    assert life.window.errors.failures == ()
    await life.leave()
