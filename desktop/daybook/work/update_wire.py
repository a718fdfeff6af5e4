"""The wire to the file that tells of a new version. Imports httpx.

A download page forwards to wherever the newest file lies, so a few redirects are followed, each looked at as if a
person had typed it. Nothing about the person or her portals is sent, and no cookie is kept.
"""

import asyncio
import ssl
from collections.abc import Callable
from typing import Final
from urllib.parse import urljoin

import httpx

from daybook import __version__
from daybook.bitrix.transport import proxy_for, system_certificates
from daybook.domain.new_version import LARGEST_BYTES, is_source

MOST_REDIRECTS: Final = 5
WHOLE_S: Final = 20.0
PHASE_S: Final = 10.0


class NotFetched(Exception):
    """There is no file: no connection, no such file, or it is far too large. The text is for the log."""


async def fetch(source: str, *, certificates: Callable[[], ssl.SSLContext] = system_certificates) -> bytes:
    """The file at an address. Raises NotFetched."""
    try:
        async with asyncio.timeout(WHOLE_S):
            return await _follow(source, await asyncio.to_thread(certificates))
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, TimeoutError, ValueError) as failure:
        reason = f"{type(failure).__name__}: {failure}"
    raise NotFetched(reason)


async def _follow(address: str, certificates: ssl.SSLContext) -> bytes:
    for _ in range(MOST_REDIRECTS + 1):
        if not is_source(address):
            raise NotFetched("it leads to where nobody may be asked")
        async with _client(address, certificates) as client, client.stream("GET", address) as answer:
            if answer.is_redirect:
                address = urljoin(address, answer.headers.get("location", ""))
                continue
            if answer.status_code != httpx.codes.OK:
                raise NotFetched(f"status {answer.status_code}")
            return await _content(answer)
    raise NotFetched("too many redirects")


async def _content(answer: httpx.Response) -> bytes:
    """All of it, unless it is larger than any such file can be."""
    content = b""
    async for part in answer.aiter_bytes():
        content += part
        if len(content) > LARGEST_BYTES:
            raise NotFetched("too large")
    return content


def _client(address: str, certificates: ssl.SSLContext) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        verify=certificates,
        trust_env=False,
        proxy=proxy_for(address),
        headers={"User-Agent": f"Daybook/{__version__}", "Accept": "application/json"},
        follow_redirects=False,
        timeout=PHASE_S,
    )
