"""New versions, asked of a real server on loopback."""

import json
import ssl
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
import trustme

from daybook.domain.new_version import LARGEST_BYTES, NewVersion
from daybook.store.memory import open_memory
from daybook.store.settings import UPDATES, UPDATES_ASKED, Settings, UpdateChoice
from daybook.work.update_wire import MOST_REDIRECTS, NotFetched, fetch
from daybook.work.updates import EVERY_S, Installation, Looked, Updates
from tests.helpers.clock import FakeClock
from tests.helpers.news_server import NewsServer, news_server

FILE = "/latest.json"
Make = Callable[[Installation], Updates]


@pytest_asyncio.fixture
async def server() -> AsyncIterator[NewsServer]:
    """One that tells of version 0.2.0."""
    async with news_server() as made:
        made.say(FILE, json.dumps({"version": "0.2.0", "page": "/get"}).encode())
        yield made


@pytest_asyncio.fixture
async def settings(tmp_path: Path) -> AsyncIterator[Settings]:
    """On a real file."""
    database = open_memory(tmp_path / "memory.sqlite")
    made = Settings(database)
    await made.load()
    yield made
    await database.aclose()


@pytest.fixture
def make(settings: Settings, fake_clock: FakeClock) -> Make:
    """Updates of some installation."""
    return lambda installation: Updates(settings, fetch, fake_clock, installation)


def installed(server: NewsServer, version: str = "0.1.0", *, own: bool = True) -> Installation:
    """A program whose installer names the server."""
    return Installation(version, server.at(FILE), own=own)


# The wire


async def test_the_file_is_fetched_and_nothing_is_told_about_the_person(server: NewsServer) -> None:
    assert json.loads(await fetch(server.at(FILE)))["version"] == "0.2.0"
    [head] = server.asked
    names = {line.partition(":")[0].lower() for line in head.splitlines()[1:] if line}
    assert names <= {"host", "accept", "accept-encoding", "connection", "user-agent"}


async def test_a_few_redirects_are_followed(server: NewsServer) -> None:
    server.forward("/a", "/b")
    server.forward("/b", server.at(FILE))
    assert b"0.2.0" in await fetch(server.at("/a"))


@pytest.mark.parametrize(
    "to", ["http://example.org/x", "file:///etc/passwd", "https://me@example.org/", "//example.org", "\\\\x"]
)
async def test_a_redirect_to_where_nobody_may_be_asked_is_not_followed(server: NewsServer, to: str) -> None:
    server.forward(FILE, to)
    with pytest.raises(NotFetched):
        await fetch(server.at(FILE))


async def test_redirects_in_a_circle_end(server: NewsServer) -> None:
    server.forward(FILE, FILE)
    with pytest.raises(NotFetched):
        await fetch(server.at(FILE))
    assert len(server.asked) == MOST_REDIRECTS + 1


async def test_a_file_that_never_ends_is_not_read_on(server: NewsServer) -> None:
    server.say(FILE, b"x" * (LARGEST_BYTES * 40))
    with pytest.raises(NotFetched):
        await fetch(server.at(FILE))


@pytest.mark.parametrize(
    "answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{", b"SSH-2.0\r\n\r\n", b"HTTP/1.1 500 No\r\n\r\n"]
)
async def test_other_answers_are_no_file(server: NewsServer, answer: bytes) -> None:
    server.answers[FILE] = answer
    with pytest.raises(NotFetched):
        await fetch(server.at(FILE))


async def test_nobody_listens() -> None:
    async with news_server() as gone:
        address = gone.at(FILE)
    with pytest.raises(NotFetched):
        await fetch(address)


async def test_https_needs_a_certificate_that_the_system_trusts() -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    async with news_server(context) as server:
        server.say(FILE, b"{}")
        assert await fetch(server.at(FILE), certificates=lambda: trusting) == b"{}"
        with pytest.raises(NotFetched):
            await fetch(server.at(FILE))


# Who decides


@pytest.mark.parametrize(
    ("installation", "on"),
    [
        (Installation(built_in="https://example.org/x", own=True), True),
        (Installation(built_in="https://example.org/x", own=False), False),
        (Installation(own=True), False),
        (Installation(built_in="https://example.org/x", ordered="off", own=True), False),
        (Installation(ordered="https://intranet.example/x"), True),
        (Installation(built_in="https://example.org/x", ordered="http://intranet.example/x", own=True), False),
    ],
    ids=["installed herself", "brought by apt", "no address", "forbidden", "ordered", "ordered in vain"],
)
def test_whether_it_is_asked_unless_she_says_something(make: Make, installation: Installation, on: bool) -> None:
    assert make(installation).is_on is on


async def test_what_she_chooses_counts(make: Make) -> None:
    updates = make(Installation(built_in="https://example.org/x", own=False))
    told: list[bool] = []
    updates.changed.add(lambda: told.append(updates.is_on))
    await updates.choose(on=True)
    await updates.choose(on=False)
    assert told == [True, False]


async def test_an_order_goes_before_her_choice(make: Make, settings: Settings) -> None:
    updates = make(Installation(built_in="https://example.org/x", ordered="off", own=True))
    await settings.put(UPDATES, UpdateChoice.ON)
    assert updates.is_ordered
    assert not updates.is_on
    await updates.use("https://elsewhere.example/x")
    assert updates.source == ""


def test_a_checkout_asks_nobody() -> None:
    here = Installation.of_this_program({"DAYBOOK_UPDATES": " off "})
    assert here == Installation(here.version, "", "off", own=False)


# What comes of it


async def test_a_newer_version_is_told_until_she_passes_it_over(make: Make, server: NewsServer) -> None:
    updates = make(installed(server))
    await updates.look()
    newer = NewVersion("0.2.0", server.at("/get"))
    assert (updates.looked, updates.found, updates.told) == (Looked.NEWER, newer, newer)
    await updates.pass_over()
    assert (updates.found, updates.told) == (newer, None)
    server.say(FILE, json.dumps({"version": "0.2.1", "page": "/get"}).encode())
    await updates.look()
    assert updates.told == NewVersion("0.2.1", server.at("/get"))


@pytest.mark.parametrize("version", ["0.2.0", "0.3.0"])
async def test_who_has_the_newest_is_left_in_peace(make: Make, server: NewsServer, version: str) -> None:
    updates = make(installed(server, version))
    await updates.look()
    assert (updates.looked, updates.told) == (Looked.CURRENT, None)


async def test_a_failure_forgets_nothing(
    make: Make, server: NewsServer, settings: Settings, fake_clock: FakeClock
) -> None:
    updates = make(installed(server))
    await updates.look()
    came: list[Looked] = []
    updates.changed.add(lambda: came.append(updates.looked))
    server.say(FILE, b"<html>")
    await updates.look()
    server.answers.clear()
    await updates.look()
    assert came == [Looked.NOT_UNDERSTOOD, Looked.NO_ANSWER]
    assert updates.found is not None
    assert settings[UPDATES_ASKED] == fake_clock.now()


async def test_another_address_begins_anew(make: Make, server: NewsServer) -> None:
    updates = make(installed(server))
    await updates.look()
    await updates.use("https://elsewhere.example/x")
    assert (updates.found, updates.looked) == (None, Looked.NOT_YET)
    await updates.use(" ")
    assert updates.source == server.at(FILE)


class Over(Exception):
    """The time of a test is over."""


class LimitedClock(FakeClock):
    """A clock that ends whoever sleeps past some hours."""

    def __init__(self, hours: float) -> None:
        super().__init__()
        self._end = self.now() + timedelta(hours=hours)

    async def sleep(self, seconds: float) -> None:
        """Raises Over at the end."""
        if self.now() >= self._end:
            raise Over
        await super().sleep(seconds)


async def watched(settings: Settings, installation: Installation, hours: float) -> list[datetime]:
    """When something changed during so many hours of watching."""
    clock = LimitedClock(hours)
    updates = Updates(settings, fetch, clock, installation)
    moments: list[datetime] = []
    updates.changed.add(lambda: moments.append(clock.now()))
    with pytest.raises(Over):
        await updates.watch()
    return moments


async def test_it_is_asked_once_a_day(server: NewsServer, settings: Settings) -> None:
    moments = await watched(settings, installed(server), 24 * 3 - 1)
    assert len(moments) == len(server.asked) == 3
    assert moments[1] - moments[0] >= timedelta(seconds=EVERY_S)


async def test_a_restart_within_the_day_does_not_ask_again(server: NewsServer, settings: Settings) -> None:
    await settings.put(UPDATES_ASKED, FakeClock().now())
    assert await watched(settings, installed(server), 20) == []
    assert server.asked == []


async def test_a_clock_that_was_set_back_does_not_put_it_off(server: NewsServer, settings: Settings) -> None:
    await settings.put(UPDATES_ASKED, FakeClock().now() + timedelta(days=300))
    assert len(await watched(settings, installed(server), 2)) == 1


async def test_nothing_is_asked_where_others_bring_new_versions(server: NewsServer, settings: Settings) -> None:
    assert await watched(settings, installed(server, own=False), 24 * 3) == []
    assert server.asked == []
