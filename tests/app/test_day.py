"""A sales manager's first day, in the real window, against a portal that somebody else started.

After each step the portal itself is asked, and shows that change and nothing else lost.
"""

from collections.abc import AsyncIterator, Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from daybook.domain.entities import CONTACT, DEAL, EntityRef
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.today.workspace import TodayWorkspace
from daybook.ui.todo.form import TodoForm
from daybook.work.editor_state import EditorPhase
from tests.helpers.life import Life
from tests.sandbox.process import FAST, SandboxProcess

MOVES_WITH_ANY_CHANGE = {"LAST_UPDATED", "EDITOR_ID"}
DEAL_3 = EntityRef(DEAL, 3)


class Day:
    """The window, the portal, and what the portal said last about the to-do."""

    def __init__(self, life: Life, portal: SandboxProcess) -> None:
        self.life = life
        self.portal = portal
        self.number = 0
        self._before: dict[str, Any] = {}

    @property
    def work(self) -> EntitiesWorkspace:
        """The entities workspace."""
        current = self.life.window.current
        assert isinstance(current, EntitiesWorkspace)
        return current

    @property
    def form(self) -> TodoForm:
        """The fields of the editor."""
        return self.work.editor.form

    async def until(self, seen: Callable[[], bool]) -> None:
        """Lets the window live until `seen`."""
        await self.life.until(seen)

    async def saved(self) -> None:
        """Ctrl+S, and the end of what it began."""
        self.press("Ctrl+S")
        await self.until(lambda: not self.work.session.editing.state.changed)
        await self.still()

    async def still(self) -> None:
        """Nothing is under way, and no error is shown."""
        state = self.work.session.editing
        await self.until(lambda: state.state.phase is not EditorPhase.SAVING)
        await self.life.settled()
        assert self.life.window.errors.failures == ()

    def press(self, keys: str) -> None:
        """Keys where the focus is."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keySequence(focus, keys)

    def activity(self) -> dict[str, Any]:
        """What crm.activity.get says."""
        found: dict[str, Any] = self.portal.call("crm.activity.get", {"id": self.number})
        return found

    def begin(self) -> None:
        """The to-do that was just created is the one to watch."""
        created = self.portal.stats()["creations"]
        self.number = created[-1]["id"]
        self._before = self.activity()

    def changes(self) -> dict[str, Any]:
        """What is different since the last time."""
        before, self._before = self._before, self.activity()
        names = set(before) | set(self._before)
        different = {name for name in names if before.get(name) != self._before.get(name)}
        return {name: self._before.get(name) for name in different - MOVES_WITH_ANY_CHANGE}

    def bindings(self) -> set[EntityRef]:
        """What crm.activity.binding.list says."""
        found = self.portal.call("crm.activity.binding.list", {"activityId": self.number})
        return {EntityRef(int(each["entityTypeId"]), int(each["entityId"])) for each in found}


@pytest.fixture
async def day(
    qapp: QApplication, qtbot: QtBot, daybook_home: Path, sandbox: Callable[..., SandboxProcess]
) -> AsyncIterator[Day]:
    portal = sandbox("--data", "demo", *FAST)
    life = Life(Look.of(qapp, ThemeChoice.LIGHT))
    life.window.resize(1440, 900)
    made = Day(life, portal)
    yield made
    if life.task is not None and not life.task.done():
        await life.leave()


def click(widget: QWidget) -> None:
    """A click of the left button in the middle."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


async def paste_webhook(day: Day) -> None:
    """The way of a newcomer: the start page, one paste, one click."""
    window = day.life.window
    day.life.begin()
    await day.until(window.start.isVisible)
    click(window.start.connect_door)
    QApplication.clipboard().setText(f' "{day.portal.webhook}profile.json"\n')
    form = window.current.form  # type: ignore[union-attr]
    form.field.setFocus()
    day.press("Ctrl+V")
    await day.until(form.keeping.isVisible)
    form.keeping.for_now.setChecked(True)
    click(form.keeping.keep)
    await day.until(lambda: isinstance(window.current, TodayWorkspace))
    window.activateWindow()
    await day.until(window.isActiveWindow)
    day.press("Ctrl+2")
    await day.until(lambda: isinstance(window.current, EntitiesWorkspace))


async def open_deal(day: Day) -> None:
    """Searches as she types, and goes on by Enter."""
    title = day.portal.call("crm.deal.get", {"id": DEAL_3.id})["TITLE"]
    await day.until(lambda: bool(day.work.session.browser.content.rows))
    day.press("Ctrl+F")
    QTest.keyClicks(day.work.list.search, title)
    rows = day.work.session.browser
    await day.until(lambda: [row.entity.ref for row in rows.content.rows] == [DEAL_3])
    day.work.list.list.enter_first()
    QTest.keyClick(day.work.list.list, Qt.Key.Key_Return)
    timeline = day.work.session.timeline
    await day.until(lambda: timeline.content.owner == DEAL_3 and not timeline.content.loading)


async def create(day: Day) -> None:
    day.press("Ctrl+N")
    await day.until(lambda: day.work.session.editing.state.is_new)
    await day.until(day.form.title.hasFocus)
    QTest.keyClicks(day.form.title, "Call Andrew")
    await day.saved()
    day.begin()


async def test_the_first_day(day: Day) -> None:
    await paste_webhook(day)
    await open_deal(day)
    await create(day)
    born = day.activity()
    assert (born["SUBJECT"], born["OWNER_TYPE_ID"], born["OWNER_ID"]) == ("Call Andrew", "2", "3")
    assert day.work.timeline.content.find(day.number) is not None

    await change_each_field(day)
    await complete_and_reopen(day)
    await bind_to_a_contact(day)
    await undo_the_last(day)
    await delete_and_think_again(day)
    assert len(day.portal.stats()["creations"]) == 1
    await day.life.leave()


async def change_each_field(day: Day) -> None:
    """One after the other; each time exactly that one differs."""
    form = day.form
    form.title.setFocus()
    day.press("Ctrl+A")
    QTest.keyClicks(form.title, "Call Andrew back")
    await day.saved()
    assert day.changes() == {"SUBJECT": "Call Andrew back"}

    form.description.area.setFocus()
    QTest.keyClicks(form.description.area, "About the offer")
    await day.saved()
    assert day.changes() == {"DESCRIPTION": "About the offer"}

    form.deadline.field.setFocus()
    day.press("Ctrl+A")
    QTest.keyClicks(form.deadline.field, "tomorrow 10:00")
    await day.saved()
    different = day.changes()
    tomorrow = datetime.combine((datetime.now().astimezone() + timedelta(days=1)).date(), time(10)).astimezone()
    assert datetime.fromisoformat(different.pop("DEADLINE")) == tomorrow
    assert set(different) <= {"START_TIME", "END_TIME"}

    click(form.color.buttons[3])
    await day.saved()
    assert day.changes() == {"SETTINGS": {"COLOR": "3"}}

    click(form.pings.usual[60])
    await day.saved()
    assert day.changes() == {}  # reminders can't be read
    assert day.portal.stats()["writes"][str(day.number)]["crm.activity.todo.update"] == 1

    picker = form.person.open_list()
    await day.until(lambda: picker.model.rowCount() > 2)
    QTest.keyClick(picker.field, Qt.Key.Key_Down)
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert "message" in day.work.editor.footer.warnings.text
    await day.saved()
    different = day.changes()
    assert set(different) == {"RESPONSIBLE_ID"}

    picker = form.parent_field.open_list()
    QTest.keyClick(picker.field, Qt.Key.Key_Down)
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    await day.saved()
    assert day.changes() == {}


async def complete_and_reopen(day: Day) -> None:
    click(day.work.editor.header.complete)
    await day.until(lambda: day.number in {each.activity.id for each in day.work.timeline.content.done})
    await day.still()
    assert day.changes()["COMPLETED"] == "Y"
    click(day.work.editor.header.complete)
    await day.until(lambda: day.number in {each.activity.id for each in day.work.timeline.content.open})
    await day.still()
    assert day.changes()["COMPLETED"] == "N"
    found = day.activity()
    assert (found["SUBJECT"], found["DESCRIPTION"], found["SETTINGS"]) == (
        "Call Andrew back",
        "About the offer",
        {"COLOR": "3"},
    )


async def bind_to_a_contact(day: Day) -> None:
    contacts = day.portal.call("crm.contact.list", {"select": ["ID", "NAME", "LAST_NAME"]})
    contact = next(each for each in contacts if f"{each['NAME']}{each['LAST_NAME']}".isascii())  # as QTest can type
    name = f"{contact['NAME']} {contact['LAST_NAME']}".strip()
    picker = day.form.bindings.open_list()
    QTest.keyClicks(picker.field, contact["LAST_NAME"])
    model = picker.model
    await day.until(lambda: name in [model.index(row, 0).data() for row in range(model.rowCount())])
    titles = [model.index(row, 0).data() for row in range(model.rowCount())]
    for _ in range(titles.index(name)):
        QTest.keyClick(picker.field, Qt.Key.Key_Down)
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    await day.until(lambda: len(day.form.bindings.rows) == 2)
    await day.still()
    assert day.bindings() == {DEAL_3, EntityRef(CONTACT, int(contact["ID"]))}
    assert day.changes() == {}


async def undo_the_last(day: Day) -> None:
    quiet = day.life.window.quiet
    await day.until(quiet.action.isVisible)
    click(quiet.action)
    await day.until(lambda: day.bindings() == {DEAL_3})
    await day.still()
    assert day.changes() == {}
    await day.until(lambda: len(day.form.bindings.rows) == 1)


async def delete_and_think_again(day: Day) -> None:
    """A deletion waits ten seconds; called off, nothing was ever sent."""
    click(day.work.editor.header.delete)
    quiet = day.life.window.quiet
    await day.until(quiet.action.isVisible)
    click(quiet.action)
    await day.still()
    assert day.activity()["SUBJECT"] == "Call Andrew back"
    assert "crm.activity.delete" not in day.portal.stats()["writes"][str(day.number)]
