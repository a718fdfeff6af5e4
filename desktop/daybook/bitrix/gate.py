"""The one gate: what comes off the wire, and what httpx raises, becomes an answer or an error of ours. Pure.

No error made here holds the foreign exception: httpx keeps the request in it, and with it the address and its secret.
"""

import json
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

from daybook.bitrix import decode
from daybook.bitrix.answer import Answer, TimeBlock
from daybook.bitrix.errors import (
    AnswerLost,
    LostKind,
    Moved,
    NotAPortal,
    PortalError,
    Throttled,
    Unreachable,
    UnreachableKind,
)
from daybook.bitrix.refusals import Refusal, read_refusal, tidy

PROXY_SIGN_IN: Final = 407
TOO_MANY: Final = 429


@dataclass(frozen=True, slots=True)
class Reply:
    """One HTTP answer as it came. Header names are in lower case."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as far as judging the answer takes it."""

    method: str
    host: str
    by_token: bool = False


def read_reply(reply: Reply, asked: Asked) -> Answer:
    """The answer in an HTTP reply. Raises PortalError, and nothing else whatever the bytes are."""
    if 300 <= reply.status < 400:
        raise _redirected(reply, asked)
    envelope = _json(reply.body)
    if isinstance(envelope, Mapping):
        if "error" in envelope:
            raise _refused(reply, asked, envelope)
        if "result" in envelope and reply.status < 300:
            return Answer(
                result=envelope["result"],
                total=decode.as_int(envelope.get("total")),
                next=decode.as_int(envelope.get("next")),
                time=TimeBlock.read(envelope.get("time")),
            )
    raise _no_envelope(reply, asked, envelope)


def _refused(reply: Reply, asked: Asked, envelope: Mapping[str, Any]) -> PortalError:
    time = TimeBlock.read(envelope.get("time"))
    code, text = envelope["error"], envelope.get("error_description")
    refusal = Refusal(
        method=asked.method,
        code=decode.as_text(code),
        text=decode.as_text(text) or decode.as_text(envelope.get("error_message")),
        status=reply.status,
        by_token=asked.by_token,
        until=time.operating_reset_at if time else decode.from_unix(envelope.get("operating_reset_at")),
    )
    return read_refusal(refusal)


class _NoJson:
    """Stands for a body that is no JSON at all; None is JSON."""


_NO_JSON: Final = _NoJson()


def _json(body: bytes) -> object:
    try:
        return json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return _NO_JSON


def _redirected(reply: Reply, asked: Asked) -> PortalError:
    try:
        target = httpx.URL(reply.headers.get("location", ""))
    except httpx.InvalidURL:
        target = httpx.URL()
    if not target.host or target.host == asked.host:
        return NotAPortal(asked.method, status=reply.status)
    return Moved(asked.method, old_host=asked.host, new_host=target.host, status=reply.status)


def _no_envelope(reply: Reply, asked: Asked, found: object) -> PortalError:
    """A proxy's page, a web server's own error, half an answer, somebody else's JSON: told apart as far as can be."""
    text = tidy(_title(reply.body))
    if reply.status == PROXY_SIGN_IN:
        return Unreachable(asked.method, kind=UnreachableKind.PROXY, status=reply.status, text=text)
    if reply.status == TOO_MANY:
        return Throttled(asked.method, status=reply.status, text=text)
    if reply.status in (408, 504):
        return AnswerLost(asked.method, kind=LostKind.TIMEOUT, status=reply.status, text=text)
    if reply.status >= 500:
        return AnswerLost(asked.method, kind=LostKind.SERVER_ERROR, status=reply.status, text=text)
    if found is _NO_JSON and _is_cut(reply.body):
        return AnswerLost(asked.method, kind=LostKind.TRUNCATED, status=reply.status)
    if found is not _NO_JSON and not isinstance(found, Mapping):
        return AnswerLost(asked.method, kind=LostKind.UNEXPECTED, status=reply.status)
    return NotAPortal(asked.method, status=reply.status, text=text)


def _is_cut(body: bytes) -> bool:
    """An answer of a portal that ends too soon: nothing at all, or the beginning of its JSON."""
    return not body.strip() or body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _title(body: bytes) -> str:
    """The title of an HTML page, which names the network or proxy that sent it; else ""."""
    page = body[:4_096].decode("utf-8", "replace")
    begin = page.lower().find("<title>")
    end = page.lower().find("</title>", begin)
    return page[begin + len("<title>") : end].strip() if 0 <= begin < end else ""


def read_failure(failure: Exception, method: str) -> PortalError:
    """What an exception of httpx, of the sockets or of TLS means for a request of `method`. Never raises.

    Raise the result *outside* the `except` clause, so that Python does not chain the foreign exception to it.
    """
    make = next((_FAILURES[kind] for kind in type(failure).__mro__ if kind in _FAILURES), _lost_as(LostKind.RESET))
    return make(failure, method)


_MakeError = Callable[[Exception, str], PortalError]


def _not_sent(kind: UnreachableKind) -> _MakeError:
    return lambda failure, method: Unreachable(method, kind=kind, text=_words(failure))


def _lost_as(kind: LostKind) -> _MakeError:
    return lambda failure, method: AnswerLost(method, kind=kind, text=_words(failure))


def _no_connection(failure: Exception, method: str) -> PortalError:
    return Unreachable(method, kind=_why_no_connection(failure), text=_words(failure))


def _why_no_connection(failure: Exception) -> UnreachableKind:
    causes = tuple(_causes(failure))
    for kind, cause in (
        (UnreachableKind.TLS, ssl.SSLError),
        (UnreachableKind.DNS, socket.gaierror),
        (UnreachableKind.REFUSED, ConnectionRefusedError),
        (UnreachableKind.TIMEOUT, TimeoutError),
    ):
        if any(isinstance(each, cause) for each in causes):
            return kind
    return UnreachableKind.OTHER


def _causes(failure: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    waiting = [failure]
    while waiting:
        each = waiting.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        waiting += [each.__cause__, each.__context__]
        if isinstance(each, BaseExceptionGroup):  # one failed attempt for each address of the host
            waiting += each.exceptions


def _words(failure: Exception) -> str:
    innermost = tuple(_causes(failure))[-1]
    text = str(failure) or str(innermost)
    return tidy(f"{type(failure).__name__}: {text}" if text else type(failure).__name__)


_FAILURES: Final[dict[type[BaseException], _MakeError]] = {
    # Before anything was sent
    httpx.ConnectError: _no_connection,
    httpx.ConnectTimeout: _not_sent(UnreachableKind.TIMEOUT),
    httpx.PoolTimeout: _not_sent(UnreachableKind.TIMEOUT),
    httpx.ProxyError: _not_sent(UnreachableKind.PROXY),
    httpx.UnsupportedProtocol: _not_sent(UnreachableKind.OTHER),
    httpx.LocalProtocolError: _not_sent(UnreachableKind.OTHER),
    httpx.InvalidURL: _not_sent(UnreachableKind.OTHER),
    ssl.SSLCertVerificationError: _not_sent(UnreachableKind.TLS),
    # After some of it, or all, was sent
    httpx.ReadTimeout: _lost_as(LostKind.TIMEOUT),
    httpx.WriteTimeout: _lost_as(LostKind.TIMEOUT),
    httpx.ReadError: _lost_as(LostKind.RESET),
    httpx.WriteError: _lost_as(LostKind.RESET),
    httpx.CloseError: _lost_as(LostKind.RESET),
    httpx.RemoteProtocolError: _lost_as(LostKind.RESET),
    httpx.DecodingError: _lost_as(LostKind.TRUNCATED),
    # Not to be expected here; the cautious reading is that something was sent
    httpx.TooManyRedirects: _lost_as(LostKind.UNEXPECTED),
    httpx.HTTPStatusError: _lost_as(LostKind.UNEXPECTED),
    httpx.CookieConflict: _lost_as(LostKind.UNEXPECTED),
    httpx.StreamConsumed: _lost_as(LostKind.UNEXPECTED),
    httpx.StreamClosed: _lost_as(LostKind.UNEXPECTED),
    httpx.ResponseNotRead: _lost_as(LostKind.UNEXPECTED),
    httpx.RequestNotRead: _lost_as(LostKind.UNEXPECTED),
    # Families, for whatever httpx adds to them later
    httpx.TimeoutException: _lost_as(LostKind.TIMEOUT),
    TimeoutError: _lost_as(LostKind.TIMEOUT),
}

FOREIGN: Final = (httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, httpx.StreamError, OSError, TimeoutError)
"""What sending may raise that is not ours."""
