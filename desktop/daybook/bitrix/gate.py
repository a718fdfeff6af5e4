"""The one gate: what comes off the wire becomes an answer or an error of ours. Pure.

`failures` is its twin for what comes instead of an answer.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

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


Parse = Callable[[bytes], object]
"""The JSON in a body. Raises ValueError or RecursionError for what is none."""


def parse_whole(body: bytes) -> object:
    """All of it at once."""
    return json.loads(body.decode("utf-8-sig", "replace"))


def read_reply(reply: Reply, asked: Asked, parse: Parse = parse_whole) -> Answer:
    """The answer in an HTTP reply. Raises PortalError, and nothing else whatever the bytes are."""
    if 300 <= reply.status < 400:
        raise _redirected(reply, asked)
    envelope = _json(reply.body, parse)
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


def _json(body: bytes, parse: Parse) -> object:
    try:
        return parse(body)
    except (ValueError, RecursionError):
        return _NO_JSON


def _redirected(reply: Reply, asked: Asked) -> PortalError:
    try:
        new_host = urlsplit(reply.headers.get("location", "")).hostname
    except ValueError:
        new_host = None
    if not new_host or new_host == asked.host:
        return NotAPortal(asked.method, status=reply.status)
    return Moved(asked.method, old_host=asked.host, new_host=new_host, status=reply.status)


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
