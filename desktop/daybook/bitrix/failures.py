"""What httpx, the sockets and TLS raise instead of an answer becomes an error of ours. Pure.

No error made here holds the foreign exception: httpx keeps the request in it, and with it the address and its secret.
"""

import socket
import ssl
from collections.abc import Callable, Iterator
from typing import Final

import httpx

from daybook.bitrix.errors import AnswerLost, LostKind, PortalError, Unreachable, UnreachableKind
from daybook.bitrix.refusals import tidy


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
