"""One place for everything that goes wrong, whoever noticed it."""

import asyncio
import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, qCritical, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from daybook import privacy
from daybook.bitrix.errors import Refused, Throttled, WrongSecret
from daybook.ui.kit.doors import Doors
from daybook.ui.kit.error_bar import ErrorBar
from daybook.ui.kit.failure import Failure
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.writes import Writes
from daybook.ui.reporting import Reporting
from daybook.ui.status_line import StatusLine
from tests.helpers.quiet import ErrorLog
from tests.ui.accessible import nameless

WITHIN_S = 5


@pytest.fixture
def bar(look: Look, qtbot: QtBot) -> ErrorBar:
    made = ErrorBar(look)
    qtbot.addWidget(made)
    return made


def _texts(bar: ErrorBar) -> set[str]:
    return {each.text() for each in bar.findChildren(QLabel) if each.isVisibleTo(bar) and each.text()}


def _button(bar: ErrorBar, text: str) -> QPushButton:
    return next(each for each in bar.findChildren(QPushButton) if each.text() == text)


def test_it_shows_what_happened_and_what_to_do(bar: ErrorBar) -> None:
    bar.tell(Failure("timeline", "The portal can't be reached.", "Check your network."))
    assert bar.isVisible()
    assert _texts(bar) == {"The portal can't be reached.", "Check your network."}
    assert not _button(bar, "Try again").isVisible()


def test_a_newer_failure_of_the_same_thing_takes_its_place(bar: ErrorBar) -> None:
    bar.tell(Failure("timeline", "One."))
    bar.tell(Failure("timeline", "Two."))
    assert [each.title for each in bar.failures] == ["Two."]


def test_others_wait_and_are_counted(bar: ErrorBar, qtbot: QtBot) -> None:
    for number in range(3):
        bar.tell(Failure(str(number), f"Failure {number}."))
    assert _texts(bar) == {"Failure 2.", "2 more"}
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert _texts(bar) == {"Failure 1.", "1 more"}


def test_it_goes_when_what_failed_succeeds(bar: ErrorBar) -> None:
    bar.tell(Failure("timeline", "One."))
    bar.settle("entities")
    assert bar.isVisible()
    bar.settle("timeline")
    assert not bar.isVisible()


def test_trying_again_takes_the_message_away_first(bar: ErrorBar, qtbot: QtBot) -> None:
    seen: list[bool] = []
    bar.tell(Failure("timeline", "One.", retry=lambda: seen.append(bar.isVisible())))
    qtbot.mouseClick(_button(bar, "Try again"), Qt.MouseButton.LeftButton)
    assert seen == [False]


def test_details_are_one_click_away_and_can_be_copied(bar: ErrorBar, qtbot: QtBot) -> None:
    bar.tell(Failure("timeline", "One.", "Do this.", "code: ERROR_CORE"))
    assert not _button(bar, "Copy details").isVisible()
    qtbot.mouseClick(_button(bar, "Details"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(_button(bar, "Copy details"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "One.\nDo this.\ncode: ERROR_CORE"


def test_everything_in_it_has_a_name(bar: ErrorBar) -> None:
    bar.tell(Failure("timeline", "One.", "Do this.", "code: ERROR_CORE", retry=lambda: None))
    assert nameless(bar) == []


@pytest.fixture
def doors(qtbot: QtBot) -> Iterator[Doors]:
    made = Doors()
    loop = asyncio.new_event_loop()
    made.open(loop)
    yield made
    made.close()
    loop.close()


@pytest.fixture
def came(doors: Doors) -> list[BaseException]:
    found: list[BaseException] = []
    doors.came.connect(found.append)
    return found


def test_an_exception_of_a_slot_comes_through(doors: Doors, came: list[BaseException], error_log: ErrorLog) -> None:
    error = RuntimeError("slot")
    sys.excepthook(RuntimeError, error, None)
    assert came == [error]
    assert error_log.take() == ["uncaught"]


def test_an_exception_of_a_thread_comes_to_the_main_thread(
    doors: Doors, came: list[BaseException], error_log: ErrorLog, qtbot: QtBot
) -> None:
    threads: list[threading.Thread] = []
    doors.came.connect(lambda _error: threads.append(threading.current_thread()), Qt.ConnectionType.QueuedConnection)

    def work() -> None:
        raise RuntimeError("thread")

    worker = threading.Thread(target=work, name="reader")
    worker.start()
    worker.join(WITHIN_S)
    qtbot.waitUntil(lambda: len(came) == 1)
    assert str(came[0]) == "thread"
    assert error_log.take() == ["uncaught in thread reader"]


def test_an_exception_of_the_loop_comes_through(qtbot: QtBot, error_log: ErrorLog) -> None:
    loop = asyncio.new_event_loop()
    doors = Doors()
    came: list[BaseException] = []
    doors.came.connect(came.append)
    doors.open(loop)
    error = RuntimeError("loop")
    loop.call_exception_handler({"message": "in a callback", "exception": error})
    doors.close()
    loop.close()
    assert came == [error]
    assert error_log.take() == ["in a callback"]


@pytest.mark.no_qt_log
def test_qt_complaints_are_logged_and_bad_ones_shown(
    doors: Doors, came: list[BaseException], error_log: ErrorLog, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        qWarning("a small thing")
        assert came == []
        qCritical("a bad thing")
    assert [str(each) for each in came] == ["a bad thing"]
    assert "Qt: a small thing" in caplog.text
    assert error_log.take() == ["Qt: a bad thing"]


def test_doors_are_left_as_they_were_found(qtbot: QtBot) -> None:
    loop = asyncio.new_event_loop()
    before = (sys.excepthook, threading.excepthook, loop.get_exception_handler())
    doors = Doors()
    doors.open(loop)
    assert sys.excepthook != before[0]
    doors.close()
    assert (sys.excepthook, threading.excepthook, loop.get_exception_handler()) == before
    loop.close()


class Rooms:
    """Jobs, writes and doors, joined to a bar."""

    def __init__(self, look: Look, bar: ErrorBar) -> None:
        self.jobs, self.writes, self.doors = Jobs(), Writes(), Doors()
        self.status = StatusLine(look)
        self.reporting = Reporting(
            jobs=self.jobs,
            writes=self.writes,
            doors=self.doors,
            errors=bar,
            status=self.status,
            mask=privacy.mask,
        )


@pytest.fixture
def rooms(look: Look, bar: ErrorBar, qtbot: QtBot) -> Rooms:
    made = Rooms(look, bar)
    qtbot.addWidget(made.status)
    return made


async def _fail(error: Exception) -> None:
    raise error


async def test_a_failed_read_can_be_tried_again_and_settles(rooms: Rooms, bar: ErrorBar, qtbot: QtBot) -> None:
    async def work() -> None: ...

    rooms.jobs.start(_fail(Throttled()), key="timeline", again=lambda: rooms.jobs.start(work(), key="timeline"))
    await rooms.jobs.settled()
    assert [each.key for each in bar.failures] == ["timeline"]
    _button(bar, "Try again").click()
    await rooms.jobs.settled()
    assert bar.failures == ()


async def test_a_failed_write_is_told_in_our_words(rooms: Rooms, bar: ErrorBar, qtbot: QtBot) -> None:
    rooms.writes.start(_fail(WrongSecret("crm.activity.update", code="NO_AUTH_FOUND")), key="activity 7")
    await rooms.writes.drain(WITHIN_S)
    assert [each.title for each in bar.failures] == ["The portal does not know this webhook."]
    assert "NO_AUTH_FOUND" in bar.failures[0].details


async def test_a_failed_write_names_what_it_was_about(rooms: Rooms, bar: ErrorBar, qtbot: QtBot) -> None:
    title = "Call\n{Andrew} " + "x" * 10_000
    rooms.writes.start(_fail(WrongSecret("crm.activity.update")), key="activity 7", about=title)
    rooms.writes.start(_fail(WrongSecret("crm.activity.update")), key="activity 8", about="שלום")
    await rooms.writes.settled()
    first, second = bar.failures
    assert first.title.startswith("“Call {Andrew} xxx")
    assert first.title.endswith("x…”: The portal does not know this webhook.")
    assert len(first.title) < 200
    assert second.title == "“\u2068שלום\u2069”: The portal does not know this webhook."

    rooms.writes.start(_fail(WrongSecret("crm.activity.update")), key="activity 7")
    await rooms.writes.settled()
    assert bar.failures[-1].title == "The portal does not know this webhook."


async def test_what_is_going_on_is_said(rooms: Rooms, qtbot: QtBot) -> None:
    said: list[str] = []

    async def look_at_status() -> None:
        said.append(rooms.status.text)

    rooms.jobs.start(look_at_status(), key="timeline")
    await rooms.jobs.settled()
    rooms.writes.start(look_at_status(), key="activity 7")
    await rooms.writes.drain(WITHIN_S)
    assert said == ["Loading", "Saving 1 change"]
    assert rooms.status.text == ""


def test_a_secret_in_an_error_is_masked(rooms: Rooms, bar: ErrorBar) -> None:
    rooms.reporting.tell(Refused(text="see https://a.bitrix24.com/rest/7/abcdef123456/profile"), "x")
    told = bar.failures[0]
    assert "abcdef123456" not in told.title + told.advice + told.details
