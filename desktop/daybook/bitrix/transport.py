"""The wire: the one module that touches the network. Whoever builds a `Portal` imports it, and with it httpx.

One `Transport` a portal. It follows no redirect, keeps no cookies, and uses the system's certificates, for companies
put their own authority there.
"""

import asyncio
import json
import ssl
import urllib.request
from collections.abc import Mapping
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, Final, Self

import httpx
import truststore

from daybook import __version__
from daybook.bitrix.address import host_of, is_loopback
from daybook.bitrix.errors import Unreachable, UnreachableKind
from daybook.bitrix.failures import FOREIGN, read_failure
from daybook.bitrix.gate import Reply

CONNECT_TIMEOUT_S: Final = 10.0
READ_TIMEOUT_S: Final = 65.0
"""A portal ends every request at 60 s; whoever gives up earlier makes an answer unknown for nothing."""
WRITE_TIMEOUT_S: Final = 20.0
POOL_TIMEOUT_S: Final = 70.0
WHOLE_TIMEOUT_S: Final = 120.0
"""Also an answer that trickles has to end."""
KEPT_ALIVE_S: Final = 15.0
"""Shorter than a web server waits, so that no request goes into a connection that is just being closed."""
MAX_CONNECTIONS: Final = 18
"""As many as requests may be in flight (`queueing.SLOTS`)."""

HEADERS: Final = {
    "User-Agent": f"Daybook/{__version__}",
    "Accept": "application/json",
    "Content-Type": "application/json",
}


class Transport:
    """Sends one request and gives back what came. Made by `open_transport`; `aclose` it."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    def __repr__(self) -> str:
        return "Transport(…)"

    async def post(self, url: str, body: Mapping[str, Any], *, method: str) -> Reply:
        """The reply to `body` as JSON. Raises Unreachable or AnswerLost; `method` is only named in them."""
        return await self._send(method, "POST", url, content=_encode(body))

    async def get(self, url: str, query: Mapping[str, str], *, method: str) -> Reply:
        """The reply to a GET, as token servers want it. Raises like `post`; the query is in no error."""
        return await self._send(method, "GET", url, params=query)

    async def _send(self, method: str, verb: str, url: str, **what: Any) -> Reply:
        try:
            async with asyncio.timeout(WHOLE_TIMEOUT_S), self._client.stream(verb, url, **what) as answer:
                # Not `content`: an answer of httpx 0.28 and its stream hold each other, so megabytes would stay until
                # the garbage is collected.
                body = b"".join([piece async for piece in answer.aiter_bytes()])
            return Reply(answer.status_code, dict(answer.headers), body)
        except FOREIGN as failure:
            error = read_failure(failure, method)
        # Outside the clause: inside, Python would chain the foreign exception, and with it the address.
        raise error

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._client.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_args: object) -> None:
        await self.aclose()


async def open_transport(
    portal: str, *, tls: ssl.SSLContext | None = None, read_timeout_s: float = READ_TIMEOUT_S
) -> Transport:
    """A transport to one portal (scheme://host[:port]); nothing is sent yet.

    `tls` replaces the system's certificates. `read_timeout_s` is how long the portal may be silent. Raises Unreachable
    (proxy) when the system names a proxy that makes no sense.
    """
    context = tls
    if context is None and portal.startswith("https:"):
        context = await asyncio.to_thread(system_certificates)
    try:
        return Transport(_client(proxy_for(portal), context, read_timeout_s))
    except (ValueError, httpx.InvalidURL):
        pass
    raise Unreachable(kind=UnreachableKind.PROXY)


def system_certificates() -> ssl.SSLContext:
    """The certificates that this computer trusts. Reading them takes some tens of milliseconds: not on the loop."""
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def proxy_for(portal: str) -> str | None:
    """The HTTP proxy that the system wants between us and a portal; None for none, and always for this computer.

    Other kinds (SOCKS) are not supported and count as none.
    """
    host = host_of(portal)
    if is_loopback(host) or urllib.request.proxy_bypass(host):
        return None
    proxies = urllib.request.getproxies()
    proxy = proxies.get(portal.partition(":")[0]) or proxies.get("all")
    if not proxy:
        return None
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    return proxy if proxy.lower().startswith(("http://", "https://")) else None


def _client(proxy: str | None, tls: ssl.SSLContext | None, read_timeout_s: float) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        # Without a context (a portal on loopback) nothing encrypted may be asked for, so none is prepared.
        verify=tls if tls is not None else False,
        trust_env=False,
        proxy=proxy,
        headers=HEADERS,
        follow_redirects=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        timeout=httpx.Timeout(
            connect=CONNECT_TIMEOUT_S, read=read_timeout_s, write=WRITE_TIMEOUT_S, pool=POOL_TIMEOUT_S
        ),
        limits=httpx.Limits(
            max_connections=MAX_CONNECTIONS, max_keepalive_connections=MAX_CONNECTIONS, keepalive_expiry=KEPT_ALIVE_S
        ),
    )


def _encode(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8", "replace")
