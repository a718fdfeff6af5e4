"""Catches what the browser brings back, when the application's return address is on this computer.

One small web server, for as long as Daybook waits: it takes one answer, says "you can close this window", and is gone.
"""

import asyncio
import contextlib
import errno
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import Enum
from html import escape
from typing import Final
from urllib.parse import urlsplit

from daybook.bitrix.address import is_loopback

LONGEST_REQUEST: Final = 16_384
READ_WITHIN_S: Final = 5.0
"""Browsers open connections in advance and send nothing on them."""

_HEAD: Final = (
    "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {size}\r\nConnection: close\r\n"
    "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n\r\n"
)
_PAGE: Final = (
    '<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Daybook</title>'
    '<body style="font: 17px/1.5 system-ui, sans-serif; max-width: 32em; margin: 18vh auto; padding: 0 1em">'
    "<h1>{title}</h1><p>{text}</p>"
)


@dataclass(frozen=True, slots=True)
class Page:
    """What the browser shows, in the person's language."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Pages:
    """The two things that may be said to a browser that comes back."""

    taken: Page
    refused: Page


class CatchProblem(Enum):
    """Why nothing can be caught here; what comes back has to be pasted."""

    PORT_BUSY = "port_busy"
    """Another program listens there."""
    NOT_ALLOWED = "not_allowed"
    """The system does not let us listen there, as on ports below 1024."""


class NotCatching(Exception):
    """Nobody can listen on the return address, for the reason `problem`."""

    def __init__(self, problem: CatchProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Spot:
    """A return address on this computer: http://127.0.0.1:8765/back is host, port and path."""

    host: str
    port: int
    path: str


def spot_of(return_address: str) -> Spot | None:
    """Where to listen for a return address; None when it is elsewhere, or encrypted: then it has to be pasted."""
    text = return_address.strip()
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname or "", parts.port or 80
    except ValueError:
        return None
    if parts.scheme.lower() != "http" or not is_loopback(host):
        return None
    named = host == "localhost" or host.endswith(".localhost")
    return Spot("127.0.0.1" if named else host, port, parts.path or "/")


class Catcher:
    """Waits at a spot. `accept` gets the query of a request and says whether it is the answer; `pages` are shown."""

    def __init__(self, spot: Spot, accept: Callable[[str], bool], pages: Pages) -> None:
        self._spot = spot
        self._accept = accept
        self._pages = pages
        self._taken = False
        self._serving: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Listens for the block. Raises NotCatching."""
        try:
            server = await asyncio.start_server(
                self._serve, self._spot.host, self._spot.port, limit=LONGEST_REQUEST, start_serving=True
            )
        except OSError as exc:
            busy = exc.errno == errno.EADDRINUSE
            raise NotCatching(CatchProblem.PORT_BUSY if busy else CatchProblem.NOT_ALLOWED) from None
        try:
            yield
        finally:
            server.close()
            await self._end_all()

    async def _end_all(self) -> None:
        """Lets the page that says so reach the browser, then ends whatever is still connected."""
        if self._serving:
            await asyncio.wait(self._serving, timeout=0.5 if self._taken else 0)
        for task in tuple(self._serving):
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  (streams run this in a task of its own)
        self._serving.add(task)
        try:
            with contextlib.suppress(OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                async with asyncio.timeout(READ_WITHIN_S):
                    head = await reader.readuntil(b"\r\n\r\n")
                    writer.write(self._answer(head))
                    await writer.drain()
        except asyncio.CancelledError:
            pass  # the waiting is over; streams would report a cancelled task as a failure
        finally:
            self._serving.discard(task)
            writer.close()

    def _answer(self, head: bytes) -> bytes:
        words = head.split(b"\r\n", 1)[0].decode("ascii", "replace").split(" ")
        if len(words) != 3 or words[0] != "GET":
            return _page("405 Method Not Allowed", self._pages.refused)
        path, _, query = words[1].partition("?")
        if path != self._spot.path or not query:
            return _page("404 Not Found", self._pages.refused)  # /favicon.ico and the like
        if self._taken or not self._accept(query):
            return _page("400 Bad Request", self._pages.refused)
        self._taken = True
        return _page("200 OK", self._pages.taken)


def _page(status: str, page: Page) -> bytes:
    body = _PAGE.format(title=escape(page.title), text=escape(page.text)).encode()
    return _HEAD.format(status=status, size=len(body)).encode() + body
