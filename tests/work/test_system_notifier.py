"""Notices on a real D-Bus, shown by a desktop in another process: text, buttons, clicks, and every kind of silence."""

import asyncio
import shutil
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
import pytest_asyncio
from desktop_notifier.backends.base import DesktopNotifierBackend

from daybook.work.notifying import OPENED, Notice, NoticeButton, NotifierSilent
from daybook.work.system_notifier import SystemNotifier
from tests.helpers.desktop import Desktop, lone_bus, running_desktop, until

pytestmark = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="not installed: dbus-daemon")

BUTTONS = (NoticeButton("done", "Done"), NoticeButton("snooze", "+15 min"))
NOTICE = Notice("Call Andrew", "Müller & Sohn <GmbH>", BUTTONS)
BUS = "DBUS_SESSION_BUS_ADDRESS"


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    with running_desktop() as running:
        monkeypatch.setenv(BUS, running.env[BUS])
        yield running


@pytest_asyncio.fixture
async def notifier() -> AsyncIterator[SystemNotifier]:
    made = SystemNotifier()
    yield made
    await made.aclose()


async def test_what_is_shown_is_the_text_as_it_stands(notifier: SystemNotifier, desktop: Desktop) -> None:
    await notifier.show(NOTICE, print)
    await until(lambda: desktop.shown)

    [shown] = desktop.shown
    assert (shown["app"], shown["title"]) == ("Daybook", "Call Andrew")
    assert shown["body"] == "Müller &amp; Sohn &lt;GmbH&gt;"
    assert shown["actions"] == [["default", ""], ["done", "Done"], ["snooze", "+15 min"]]


@pytest.mark.parametrize(
    ("capabilities", "body", "actions"),
    [
        (("body", "actions"), "Müller & Sohn <GmbH>", [["default", ""], ["done", "Done"], ["snooze", "+15 min"]]),
        (("body", "body-markup"), "Müller &amp; Sohn &lt;GmbH&gt;", [["default", ""]]),
    ],
    ids=["a desktop without markup", "a desktop without buttons"],
)
async def test_what_a_desktop_does_not_know_it_is_not_given(
    notifier: SystemNotifier,
    monkeypatch: pytest.MonkeyPatch,
    capabilities: tuple[str, ...],
    body: str,
    actions: list[list[str]],
) -> None:
    with running_desktop(*capabilities) as desktop:
        monkeypatch.setenv(BUS, desktop.env[BUS])
        await notifier.show(NOTICE, print)
        await until(lambda: desktop.shown)
        await notifier.aclose()

    assert (desktop.shown[0]["body"], desktop.shown[0]["actions"]) == (body, actions)


@pytest.mark.parametrize("key", ["done", "snooze", OPENED])
async def test_an_answer_is_told_once_and_to_the_right_one(
    notifier: SystemNotifier, desktop: Desktop, key: str
) -> None:
    answers: list[tuple[int, str]] = []
    for number in (1, 2):
        await notifier.show(NOTICE, lambda answer, number=number: answers.append((number, answer)))  # type: ignore[misc]
    await until(lambda: len(desktop.shown) == 2)
    desktop.press(2, key)
    desktop.press(2, key)
    desktop.press(1, "done")
    await until(lambda: len(answers) > 1)

    assert answers == [(2, key), (1, "done")]


async def test_one_that_is_dismissed_is_no_answer(notifier: SystemNotifier, desktop: Desktop) -> None:
    answers: list[str] = []
    await notifier.show(NOTICE, answers.append)
    await notifier.show(NOTICE, answers.append)
    await until(lambda: len(desktop.shown) == 2)
    desktop.dismiss(1)
    desktop.press(1, "done")
    desktop.press(2, "snooze")
    await until(lambda: answers)

    assert answers == ["snooze"]


async def test_one_can_be_taken_away_and_taking_it_away_twice_is_nothing(
    notifier: SystemNotifier, desktop: Desktop
) -> None:
    shown = await notifier.show(NOTICE, print)
    await notifier.withdraw(shown)
    await notifier.withdraw(shown)
    await until(lambda: desktop.closed)

    assert desktop.closed == [1]


async def test_without_a_bus_it_is_silent(notifier: SystemNotifier) -> None:
    with pytest.raises(NotifierSilent, match="no_service"):
        await notifier.show(NOTICE, print)


async def test_a_bus_without_a_desktop_is_silent_until_one_comes(
    notifier: SystemNotifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lone_bus() as (env, _bus):
        monkeypatch.setenv(BUS, env[BUS])
        with pytest.raises(NotifierSilent, match="no_service"):
            await notifier.show(NOTICE, print)
        desktop = Desktop(env, ("actions",))
        try:
            await notifier.show(NOTICE, print)
            await until(lambda: desktop.shown)
        finally:
            desktop.end()
            await notifier.aclose()


async def test_a_desktop_that_ends_is_silence_and_nothing_worse(desktop: Desktop, notifier: SystemNotifier) -> None:
    shown = await notifier.show(NOTICE, print)
    desktop.end()

    with pytest.raises(NotifierSilent, match="no_service"):
        await notifier.show(NOTICE, print)
    await notifier.withdraw(shown)


async def test_a_desktop_that_does_not_answer_is_waited_for_only_so_long(desktop: Desktop) -> None:
    notifier = SystemNotifier(answer_s=0.3)
    await notifier.show(NOTICE, print)
    desktop.go_deaf()

    with pytest.raises(NotifierSilent, match="no_service"):
        await asyncio.wait_for(notifier.show(NOTICE, print), 5)
    await notifier.aclose()


async def test_a_bus_that_does_not_answer_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "bus"))
        listening.listen()
        monkeypatch.setenv(BUS, f"unix:path={tmp_path / 'bus'}")
        notifier = SystemNotifier(answer_s=0.3)
        with pytest.raises(NotifierSilent, match="no_service"):
            await asyncio.wait_for(notifier.show(NOTICE, print), 5)
        await notifier.aclose()


async def test_a_bus_that_ends_is_silence_too(monkeypatch: pytest.MonkeyPatch, notifier: SystemNotifier) -> None:
    with lone_bus() as (env, bus):
        monkeypatch.setenv(BUS, env[BUS])
        desktop = Desktop(env, ("actions",))
        await notifier.show(NOTICE, print)
        await until(lambda: desktop.shown)
        bus.terminate()
        await until(lambda: not notifier._backend.bus.connected)  # type: ignore[union-attr]
        with pytest.raises(NotifierSilent, match="no_service"):
            await notifier.show(NOTICE, print)
        desktop.end()


async def test_after_its_end_it_shows_nothing(notifier: SystemNotifier, desktop: Desktop) -> None:
    await notifier.aclose()

    with pytest.raises(NotifierSilent, match="no_service"):
        await notifier.show(NOTICE, print)
    assert desktop.shown == []


def test_nothing_of_it_is_imported_before_the_first_notice() -> None:
    code = (
        "import sys, daybook.work.system_notifier as it; it.SystemNotifier();"
        "print([each for each in sys.modules if each.startswith(('desktop_notifier', 'dbus_fast'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr


async def test_a_bus_that_never_lets_go_does_not_hold_the_window() -> None:
    class Stuck:
        connected = True
        told = False

        def disconnect(self) -> None:
            self.told = True

        async def wait_for_disconnect(self) -> None:
            await asyncio.Event().wait()

    bus, notifier = Stuck(), SystemNotifier(answer_s=0.05)
    notifier._backend = cast("DesktopNotifierBackend", SimpleNamespace(bus=bus))
    await asyncio.wait_for(notifier.aclose(), 10)
    assert bus.told
