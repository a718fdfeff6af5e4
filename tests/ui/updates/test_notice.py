"""A new version as a person meets it: in the status line, on the card, by key and by what a screen reader says."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from daybook.store.memory import open_memory
from daybook.store.settings import UPDATES, UPDATES_SOURCE, Settings, UpdateChoice
from daybook.ui.kit.commands import Commands
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.lifetime import delete
from daybook.ui.kit.look import Look
from daybook.ui.kit.writes import Writes
from daybook.ui.shell import MainWindow
from daybook.ui.updates.notice import UpdateNotice
from daybook.work.update_wire import fetch
from daybook.work.updates import Installation, Updates
from tests.helpers.clock import FakeClock
from tests.helpers.news_server import NewsServer, news_server
from tests.ui.accessible import nameless

FILE = "/latest.json"


class Room:
    """The window and what lies behind it."""

    def __init__(self, look: Look, settings: Settings, installation: Installation) -> None:
        self.settings = settings
        self.clock = FakeClock()
        self.jobs, self.writes, self.commands = Jobs(), Writes(), Commands()
        self.opened: list[str] = []
        formats = Formats(self.clock, QLocale("en_GB"))
        self.window = MainWindow(look, formats, self.commands)
        self.updates = Updates(settings, fetch, self.clock, installation)
        self.notice = UpdateNotice(
            self.window, look, formats,
            updates=self.updates, settings=settings, jobs=self.jobs, writes=self.writes,
            open_page=self.opened.append,
        )  # fmt: skip
        self.commands.add([self.notice.command])
        self.window.status.show()
        self.window.show()
        self.window.activateWindow()

    async def settled(self) -> None:
        """Returns when nothing is under way."""
        while self.jobs.busy or self.writes.pending:
            await self.writes.settled()
            await self.jobs.settled()
        QApplication.sendPostedEvents()

    def open(self) -> None:
        """Opens the card by its key."""
        QTest.keySequence(self.window, "Ctrl+Shift+Y")
        assert self.notice.card.isVisible()


@pytest.fixture(autouse=True)
def _windows_come_and_go(qapp: QApplication) -> Iterator[None]:
    """As in the program: the last window that closes does not end the loop while files are being closed."""
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


@pytest_asyncio.fixture
async def server(qapp: QApplication) -> AsyncIterator[NewsServer]:
    """One that tells of version 0.2.0."""
    async with news_server() as made:
        made.say(FILE, json.dumps({"version": "0.2.0", "page": "/get"}).encode())
        yield made


@pytest_asyncio.fixture
async def settings(qapp: QApplication, tmp_path: Path) -> AsyncIterator[Settings]:
    """On a real file."""
    database = open_memory(tmp_path / "memory.sqlite")
    made = Settings(database)
    await made.load()
    yield made
    await database.aclose()


@pytest_asyncio.fixture
async def room(look: Look, settings: Settings, server: NewsServer) -> AsyncIterator[Room]:
    """The window of a program that the person installed herself."""
    made = Room(look, settings, Installation("0.1.0", server.at(FILE), own=True))
    yield made
    await made.jobs.aclose()
    delete(made.window)


async def test_the_word_in_the_status_line_leads_to_the_page(room: Room, server: NewsServer) -> None:
    assert not room.notice.button.isVisible()
    room.notice.look()
    await room.settled()
    assert room.notice.button.isVisible()
    assert room.notice.button.accessibleName() == room.notice.button.text() == "Daybook 0.2.0 is there"
    QTest.mouseClick(room.notice.button, Qt.MouseButton.LeftButton)
    card = room.notice.card
    assert card.isVisible()
    assert card.page.hasFocus()
    QTest.keyClick(card.page, Qt.Key.Key_Space)
    assert room.opened == [server.at("/get")]


async def test_a_version_that_was_passed_over_is_not_mentioned_again(room: Room) -> None:
    room.notice.look()
    await room.settled()
    room.open()
    room.notice.card.skip.click()
    await room.settled()
    assert not room.notice.button.isVisible()
    assert room.notice.card.page.isVisible(), "whoever looks at the card still finds it"


async def test_the_watch_of_the_window_asks_by_itself(room: Room, server: NewsServer) -> None:
    found = asyncio.Event()
    room.updates.changed.add(found.set)
    room.notice.start()
    await asyncio.wait_for(found.wait(), 10)
    await room.notice.aclose()
    assert room.notice.button.isVisible()
    assert server.asked


async def test_it_can_be_switched_off_and_on(room: Room) -> None:
    room.open()
    card = room.notice.card
    assert card.on.isChecked()
    QTest.keyClick(card.on, Qt.Key.Key_Space)
    await room.settled()
    assert room.settings[UPDATES] is UpdateChoice.OFF
    assert not room.updates.is_on
    QTest.keyClick(card.on, Qt.Key.Key_Space)
    await room.settled()
    assert room.updates.is_on


async def test_another_address(room: Room, server: NewsServer) -> None:
    server.say("/other.json", json.dumps({"version": "0.3.0", "page": "/get"}).encode())
    room.open()
    field = room.notice.card.source
    field.setFocus()
    QTest.keyClicks(field, server.at("/other.json"))
    QTest.keyClick(field, Qt.Key.Key_Return)
    await room.settled()
    assert room.settings[UPDATES_SOURCE] == server.at("/other.json")
    room.notice.card.look_now.click()
    await room.settled()
    assert room.notice.button.text() == "Daybook 0.3.0 is there"


@pytest.mark.parametrize("typed", ["http://example.org/latest.json", "example.org", "https://me:word@example.org/"])
async def test_an_address_that_may_not_be_asked_is_refused_with_words(room: Room, typed: str) -> None:
    room.open()
    card = room.notice.card
    card.source.setFocus()
    QTest.keyClicks(card.source, typed)
    QTest.keyClick(card.source, Qt.Key.Key_Return)
    await room.settled()
    assert card.row.problem
    assert room.settings[UPDATES_SOURCE] is None
    assert card.source.text() == typed, "what was typed stays, to be put right"


async def test_failures_are_told_where_she_asked_and_nowhere_else(room: Room, server: NewsServer) -> None:
    server.answers.clear()
    room.open()
    room.notice.card.look_now.click()
    await room.settled()
    assert room.notice.card.state.accessibleName().startswith("The address does not answer.")
    assert room.window.errors.failures == ()
    assert not room.notice.button.isVisible()


async def test_who_has_the_newest_is_told_so(room: Room, server: NewsServer) -> None:
    server.say(FILE, json.dumps({"version": "0.1.0", "page": "/get"}).encode())
    room.open()
    room.notice.card.look_now.click()
    await room.settled()
    assert "newest" in room.notice.card.state.accessibleName()
    assert not room.notice.card.page.isVisible()


async def test_an_administrator_decides(look: Look, settings: Settings, server: NewsServer) -> None:
    room = Room(look, settings, Installation("0.1.0", server.at(FILE), ordered="off", own=True))
    try:
        QApplication.processEvents()  # the window becomes active
        room.open()
        card = room.notice.card
        assert card.ordered.isVisible()
        assert not card.on.isEnabled()
        assert not card.source.isEnabled()
        assert not card.look_now.isEnabled()
    finally:
        await room.jobs.aclose()
        delete(room.window)


async def test_everything_on_the_card_has_a_name(room: Room) -> None:
    assert nameless(room.notice.card) == []
