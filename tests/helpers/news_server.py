"""A real web server on loopback that tells of a new version, by http or https, and misbehaves when told to."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class NewsServer:
    """Answers each path with what `answers` holds for it; other paths are not there."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.answers: dict[str, bytes] = {}
        """Whole answers, head and all, by path."""
        self.asked: list[str] = []
        """The heads of all requests."""

    def at(self, path: str) -> str:
        """The address of a path."""
        return self.base + path

    def say(self, path: str, body: bytes, status: str = "200 OK", **head: str) -> None:
        """Answers a path with a body from now on."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in head.items()]
        self.answers[path] = "\r\n".join([*lines, "", ""]).encode() + body

    def forward(self, path: str, to: str) -> None:
        """Leads a path elsewhere."""
        self.say(path, b"", "302 Found", Location=to)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            self.asked.append(head)
            writer.write(self.answers.get(head.split()[1], b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"))
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client has gone, which is its right
        finally:
            writer.close()


@asynccontextmanager
async def news_server(tls: ssl.SSLContext | None = None) -> AsyncIterator[NewsServer]:
    """Runs one on a free port."""
    made = NewsServer("")
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    made.base = f"{'https' if tls else 'http'}://127.0.0.1:{port}"
    try:
        yield made
    finally:
        server.close()
        await server.wait_closed()
