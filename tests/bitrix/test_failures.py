"""Foreign exceptions become our errors, without the request that they hold."""

import socket
import ssl
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from daybook.bitrix.errors import AnswerLost, LostKind, Unreachable, UnreachableKind
from daybook.bitrix.failures import _FAILURES, FOREIGN, read_failure

SECRET = "q7w1e9r3t5y8u2i4"
DESKTOP = Path(__file__).resolve().parents[2] / "desktop"

REQUEST = httpx.Request("POST", f"https://acme.bitrix24.com/rest/7/{SECRET}/crm.deal.list")


def test_every_exception_of_httpx_has_its_meaning() -> None:
    """Fails when httpx learns to raise something new; then `failures._FAILURES` must say what it means."""
    public = [getattr(httpx, name) for name in httpx.__all__]
    raised = {each for each in public if isinstance(each, type) and issubclass(each, Exception)}
    families = {each for each in raised if any(issubclass(other, each) and other is not each for other in raised)}
    assert raised - families <= set(_FAILURES)
    assert all(issubclass(each, FOREIGN) for each in raised)


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (httpx.ConnectTimeout("slow", request=REQUEST), UnreachableKind.TIMEOUT),
        (httpx.PoolTimeout("", request=REQUEST), UnreachableKind.TIMEOUT),
        (httpx.ProxyError("407 Proxy Authentication Required", request=REQUEST), UnreachableKind.PROXY),
        (httpx.ConnectError("nobody", request=REQUEST), UnreachableKind.OTHER),
        (httpx.InvalidURL("no"), UnreachableKind.OTHER),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_was_certainly_not_sent(failure: Exception, kind: UnreachableKind) -> None:
    error = read_failure(failure, "crm.deal.list")
    assert isinstance(error, Unreachable)
    assert error.kind is kind
    assert not error.maybe_done


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (ssl.SSLCertVerificationError(1, "certificate verify failed"), UnreachableKind.TLS),
        (socket.gaierror(-2, "Name or service not known"), UnreachableKind.DNS),
        (ConnectionRefusedError(111, "Connection refused"), UnreachableKind.REFUSED),
        (ExceptionGroup("all attempts", [OSError("a"), ConnectionRefusedError(111, "b")]), UnreachableKind.REFUSED),
    ],
    ids=lambda value: type(value).__name__,
)
def test_the_cause_of_a_missing_connection_is_found(cause: Exception, kind: UnreachableKind) -> None:
    failure = httpx.ConnectError("All connection attempts failed", request=REQUEST)
    failure.__cause__ = cause
    error = read_failure(failure, "crm.deal.list")
    assert isinstance(error, Unreachable)
    assert error.kind is kind


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (httpx.ReadTimeout("", request=REQUEST), LostKind.TIMEOUT),
        (httpx.WriteTimeout("", request=REQUEST), LostKind.TIMEOUT),
        (httpx.ReadError("reset", request=REQUEST), LostKind.RESET),
        (httpx.WriteError("reset", request=REQUEST), LostKind.RESET),
        (httpx.RemoteProtocolError("Server disconnected", request=REQUEST), LostKind.RESET),
        (httpx.DecodingError("gzip", request=REQUEST), LostKind.TRUNCATED),
        (TimeoutError(), LostKind.TIMEOUT),
        (OSError(5, "I/O error"), LostKind.RESET),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_may_have_been_done(failure: Exception, kind: LostKind) -> None:
    error = read_failure(failure, "crm.deal.list")
    assert isinstance(error, AnswerLost)
    assert error.kind is kind


def test_our_error_does_not_hold_the_request() -> None:
    error = read_failure(httpx.ConnectError(f"no way to {REQUEST.url}", request=REQUEST), "crm.deal.list")
    assert SECRET not in f"{error} {error!r} {vars(error)}"
    assert error.__cause__ is None
    assert error.__context__ is None


def test_httpx_is_loaded_by_those_alone_who_send() -> None:
    """Importing it takes 90 ms, which the window does not wait for."""
    modules = "activities, address, batch, bindings, diagnosis, entities, enums, errors, gate, portal, todos, users"
    script = f"import sys; from daybook.bitrix import {modules}; print('httpx' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=DESKTOP, capture_output=True, text=True, timeout=30, check=True
    )
    assert ran.stdout == "False\n"
