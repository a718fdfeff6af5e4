"""A reminder from the portal to the desktop and back: real window, real portal, real D-Bus."""

import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.reminders.bell import Bell
from daybook.ui.reminders.strip import ReminderStrip
from tests.helpers.desktop import Desktop, running_desktop
from tests.helpers.life import Life, connect
from tests.sandbox.process import SandboxProcess

pytestmark = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="not installed: dbus-daemon")

SOON_S = 8
"""Long enough to connect before it is due."""


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Look:
    return Look.of(qapp, ThemeChoice.LIGHT)


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    with running_desktop() as running:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", running.env["DBUS_SESSION_BUS_ADDRESS"])
        yield running


@pytest.fixture
async def life(dressed: Look, qtbot: QtBot, daybook_home: Path) -> AsyncIterator[Life]:
    made = Life(dressed)
    yield made
    if made.task is not None and not made.task.done():
        await made.leave()


def make(portal: SandboxProcess, title: str) -> int:
    deadline = (datetime.now(UTC) + timedelta(seconds=SOON_S)).isoformat(timespec="seconds")
    params = {"ownerTypeId": 2, "ownerId": 2, "deadline": deadline, "title": title, "responsibleId": 1}
    return int(portal.call("crm.activity.todo.add", params)["id"])


def read(portal: SandboxProcess, number: int) -> dict[str, Any]:
    found: dict[str, Any] = portal.call("crm.activity.get", {"id": number})
    return found


async def test_what_is_due_comes_to_the_desktop_and_its_answers_to_the_portal(
    life: Life, desktop: Desktop, empty_portal: SandboxProcess
) -> None:
    numbers = {title: make(empty_portal, title) for title in ("Call Andrew", "Send the offer", "Visit Contoso")}
    deadline = datetime.fromisoformat(read(empty_portal, numbers["Send the offer"])["DEADLINE"])
    life.begin()
    await life.until(life.window.start.isVisible)
    await connect(life, empty_portal.webhook)
    await life.until(lambda: len(desktop.shown) == 3)
    shown = {each["title"]: each["id"] for each in desktop.shown}
    assert set(shown) == set(numbers)
    [bell] = life.window.findChildren(Bell)
    assert bell.text() == "3"

    desktop.press(shown["Call Andrew"], "done")
    desktop.press(shown["Send the offer"], "tomorrow")
    desktop.press(shown["Visit Contoso"], "default")
    await life.until(lambda: bell.text() == "1")
    assert read(empty_portal, numbers["Call Andrew"])["COMPLETED"] == "Y"
    moved = datetime.fromisoformat(read(empty_portal, numbers["Send the offer"])["DEADLINE"])
    assert moved.astimezone().date() == (deadline + timedelta(days=1)).astimezone().date()
    work = life.window.current
    assert isinstance(work, EntitiesWorkspace)
    await life.until(lambda: work.session.editing.state.base is not None)
    base = work.session.editing.state.base
    assert base is not None
    assert base.id == numbers["Visit Contoso"]
    assert life.window.quiet.offers()
    await life.settled()
    await life.leave()


async def test_without_a_desktop_it_stands_in_the_window(life: Life, empty_portal: SandboxProcess) -> None:
    make(empty_portal, "Call Andrew")
    life.begin()
    await life.until(life.window.start.isVisible)
    await connect(life, empty_portal.webhook)
    await life.until(lambda: bool(life.window.findChildren(ReminderStrip)))
    [strip] = life.window.findChildren(ReminderStrip)
    await life.until(strip.isVisible)

    assert [each.startswith("Call Andrew Second deal · ") for each in strip.texts] == [True]
    await life.leave()
