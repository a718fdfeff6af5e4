"""The same with the program's own notifier on Qt's loop, and a desktop in another process on a real D-Bus."""

import shutil

import pytest
from pytestqt.modeltest import ModelTester

from daybook.store.database import Database
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.ui.reminders.model import ReminderModel
from daybook.ui.reminders.words import ReminderWords
from daybook.work.system_notifier import SystemNotifier
from tests.helpers.desktop import running_desktop, until
from tests.ui.reminders.shelf import NINE, HeldClock, minutes, open_room, todo


@pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="not installed: dbus-daemon")
async def test_buttons_pressed_on_a_real_desktop_do_what_they_say(
    look: Look,
    formats: Formats,
    memory: Database,
    clock: HeldClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with running_desktop() as desktop:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
        async with open_room(look, formats, memory, clock, SystemNotifier()) as room:
            room.shelf.put(*(todo(number, NINE + minutes(1)) for number in (1, 2, 3)))
            await room.pass_time(minutes(1))
            await until(lambda: len(desktop.shown) == 3)
            assert [each["title"] for each in desktop.shown] == ["Call 1", "Call 2", "Call 3"]
            desktop.press(1, "done")
            desktop.press(2, "tomorrow")
            desktop.press(3, "default")
            await until(lambda: room.shelf.done and room.opened)
            await until(lambda: room.reminders.bell.text() == "1")
            await room.settled()
            assert room.shelf.done == [1]
            assert room.shelf.todos[2].deadline > NINE + minutes(60)
            assert [each.id for each in room.opened] == [3]
            assert room.reminders.strip.isHidden()

            desktop.end()
            room.shelf.put(todo(4, NINE + minutes(2)))
            await room.pass_time(minutes(1))
            assert room.reminders.strip.texts == ("Call 4 Contoso rollout · due now",)


def test_the_model_is_sound(formats: Formats, clock: HeldClock, qtmodeltester: ModelTester) -> None:
    model = ReminderModel(ReminderWords(formats, clock))
    qtmodeltester.check(model)
