"""The small web server that catches what the browser brings back."""

import asyncio
import socket
from collections.abc import AsyncIterator

import httpx
import pytest

from daybook.work.catching import Catcher, CatchProblem, NotCatching, Page, Pages, Spot, spot_of

PAGES = Pages(Page("You are in", "You can close this window."), Page("Not <this>", "It is not what was waited for."))


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.mark.parametrize(
    ("address", "spot"),
    [
        ("http://127.0.0.1:8765/back", Spot("127.0.0.1", 8765, "/back")),
        (" http://localhost:8765 ", Spot("127.0.0.1", 8765, "/")),
        ("localhost:8765/", Spot("127.0.0.1", 8765, "/")),
        ("http://[::1]:8765/x", Spot("::1", 8765, "/x")),
        ("http://127.0.0.2:8765/", Spot("127.0.0.2", 8765, "/")),
        ("http://127.0.0.1/", Spot("127.0.0.1", 80, "/")),
        ("https://127.0.0.1:8765/", None),
        ("https://www.example.com/client/", None),
        ("http://localhost.example.com:8765/", None),
        ("http://127.0.0.1:port/", None),
        ("http://[half", None),
        ("", None),
    ],
)
def test_only_a_plain_address_on_this_computer_can_be_caught(address: str, spot: Spot | None) -> None:
    assert spot_of(address) == spot


class Waiting:
    """A catcher that waits for `?answer`."""

    def __init__(self) -> None:
        self.spot = Spot("127.0.0.1", free_port(), "/back")
        self.asked: list[str] = []
        self.catcher = Catcher(self.spot, self._accept, PAGES)

    def _accept(self, query: str) -> bool:
        self.asked.append(query)
        return query == "answer"

    async def get(self, path: str, method: str = "GET") -> httpx.Response:
        async with httpx.AsyncClient(trust_env=False) as browser:
            return await browser.request(method, f"http://127.0.0.1:{self.spot.port}{path}")


@pytest.fixture
async def waiting() -> AsyncIterator[Waiting]:
    made = Waiting()
    async with made.catcher.listening():
        yield made


async def test_the_answer_is_taken_once(waiting: Waiting) -> None:
    first = await waiting.get("/back?answer")
    assert first.status_code == 200
    assert "You can close this window." in first.text
    assert (first.headers["cache-control"], first.headers["referrer-policy"]) == ("no-store", "no-referrer")
    assert (await waiting.get("/back?answer")).status_code == 400
    assert waiting.asked == ["answer"]


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/back?something=else", "GET", 400),
        ("/elsewhere?answer", "GET", 404),
        ("/favicon.ico", "GET", 404),
        ("/back", "GET", 404),
        ("/back?answer", "POST", 405),
    ],
)
async def test_anything_else_is_sent_away_and_the_waiting_goes_on(
    waiting: Waiting, path: str, method: str, status: int
) -> None:
    answer = await waiting.get(path, method)
    assert answer.status_code == status
    assert "Not &lt;this&gt;" in answer.text
    assert (await waiting.get("/back?answer")).status_code == 200


@pytest.mark.parametrize("sent", [b"", b"\x00\xff\r\n\r\n", b"GET\r\n\r\n", b"GET /back?" + b"x" * 20_000])
async def test_no_request_is_too_strange(waiting: Waiting, sent: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", waiting.spot.port)
    writer.write(sent)
    writer.write_eof()
    await reader.read()
    writer.close()
    await writer.wait_closed()
    assert (await waiting.get("/back?answer")).status_code == 200


async def test_a_browser_that_only_connects_keeps_nobody_waiting() -> None:
    waiting = Waiting()
    async with waiting.catcher.listening():
        reader, writer = await asyncio.open_connection("127.0.0.1", waiting.spot.port)
        assert (await waiting.get("/back?answer")).status_code == 200
    assert await reader.read() == b""
    writer.close()
    with pytest.raises(httpx.ConnectError):
        await waiting.get("/back?answer")


async def test_a_port_that_is_taken_is_said(waiting: Waiting) -> None:
    with pytest.raises(NotCatching) as caught:
        async with Catcher(waiting.spot, bool, PAGES).listening():
            pytest.fail("two listen on one port")
    assert caught.value.problem is CatchProblem.PORT_BUSY


async def test_a_port_that_no_person_may_take_is_said(waiting: Waiting) -> None:
    with pytest.raises(NotCatching) as caught:
        async with Catcher(Spot("192.0.2.1", waiting.spot.port, "/"), bool, PAGES).listening():
            pytest.fail("that address is not ours")
    assert caught.value.problem is CatchProblem.NOT_ALLOWED
