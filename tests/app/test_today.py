"""A morning with a portal that somebody else started: it is read, and the day is there without asking."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook.domain.agenda import Part
from daybook.domain.entities import DEAL, EntityRef
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.today.workspace import TodayWorkspace
from tests.helpers.life import Life, connect
from tests.sandbox.process import SandboxProcess


async def morning(life: Life, webhook: str, *, remember: bool = False) -> TodayWorkspace:
    """Connects, or opens what is remembered when there is no webhook; the whole portal was read by then."""
    life.begin()
    if webhook:
        await life.until(life.window.start.isVisible)
        await connect(life, webhook, remember=remember)
    await life.until(lambda: "today" in {each.id for each in life.window.workspaces})
    life.window.show_workspace("today")
    life.window.activateWindow()
    work = life.window.current
    assert isinstance(work, TodayWorkspace)
    await life.until(lambda: work.session.sync.state.complete)
    await work.ready()
    return work


def press(keys: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keySequence(focus, keys)


async def test_the_day_counts_what_the_portal_counts(
    qapp: QApplication, qtbot: QtBot, daybook_home: Path, demo_portal: SandboxProcess
) -> None:
    life = Life(Look.of(qapp, ThemeChoice.LIGHT))
    work = await morning(life, demo_portal.webhook)
    now = datetime.now(UTC).isoformat()
    mine = {"RESPONSIBLE_ID": work.session.me.id, "COMPLETED": "N"}
    late = demo_portal.body("crm.activity.list", {"filter": {**mine, "<DEADLINE": now}, "select": ["ID"]})["total"]
    whole = demo_portal.body("crm.activity.list", {"filter": mine, "select": ["ID"]})["total"]
    content = work.today.content
    assert content.total(Part.OVERDUE) == late > 0
    assert sum(content.total(part) for part in Part) == whole
    await life.leave()


async def test_a_key_completes_undo_takes_it_back_and_another_shows_the_item(
    qapp: QApplication, qtbot: QtBot, daybook_home: Path, empty_portal: SandboxProcess
) -> None:
    due = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    numbers = [
        int(
            empty_portal.call(
                "crm.activity.todo.add", {"ownerTypeId": DEAL, "ownerId": 1, "title": title, "deadline": due}
            )["id"]
        )
        for title in ("Call Andrew", "Call Beth")
    ]
    life = Life(Look.of(qapp, ThemeChoice.LIGHT))
    work = await morning(life, empty_portal.webhook)
    shown = work.page.list
    await life.until(lambda: shown.hasFocus() and shown.activity_id in numbers)
    first = shown.activity_id

    press("Space")
    assert shown.activity_id in set(numbers) - {first}
    await life.until(lambda: work.today.content.total(Part.OVERDUE) == 1)
    assert empty_portal.call("crm.activity.get", {"id": first})["COMPLETED"] == "Y"
    press("Ctrl+Z")
    await life.until(lambda: work.today.content.total(Part.OVERDUE) == 2)
    assert empty_portal.call("crm.activity.get", {"id": first})["COMPLETED"] == "N"

    wanted = shown.activity_id
    press("Ctrl+Return")
    entities = life.window.current
    assert isinstance(entities, EntitiesWorkspace)
    await life.until(lambda: entities.session.editing.state.base is not None)
    assert entities.session.timeline.content.owner == EntityRef(DEAL, 1)
    assert entities.session.editing.state.base is not None
    assert entities.session.editing.state.base.id == wanted
    await life.settled()
    assert life.window.errors.failures == ()
    await life.leave()


@pytest.mark.usefixtures("secret_service")
async def test_what_was_folded_and_the_cap_are_there_again(
    qapp: QApplication, qtbot: QtBot, daybook_home: Path, empty_portal: SandboxProcess
) -> None:
    due = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    empty_portal.call("crm.activity.todo.add", {"ownerTypeId": DEAL, "ownerId": 1, "title": "Old", "deadline": due})
    for first in (True, False):
        life = Life(Look.of(qapp, ThemeChoice.LIGHT))
        work = await morning(life, empty_portal.webhook if first else "", remember=True)
        section = work.today.content.section(Part.OVERDUE)
        assert section is not None
        if first:
            assert section.ids is not None
            press("Left")
            press("Ctrl+Shift+F")
            press("Up")
            press("Escape")
            await life.settled()
        else:
            assert section.ids is None
            assert work.page.load_model.cap == 9
        await life.leave()
