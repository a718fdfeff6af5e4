"""Recorded bytes for decoders; see samples/README.md."""

import json
from pathlib import Path
from typing import Any

from daybook.bitrix.answer import Answer
from daybook.bitrix.gate import Asked, Reply, read_reply

SAMPLES = Path(__file__).parent / "samples"
JSON = {"content-type": "application/json; charset=utf-8"}


def reply(body: bytes | str | object, status: int = 200, **headers: str) -> Reply:
    """An HTTP answer; anything that is neither bytes nor text is sent as JSON."""
    if not isinstance(body, bytes):
        body = (body if isinstance(body, str) else json.dumps(body)).encode()
    return Reply(status, JSON | headers, body)


def answered(method: str) -> Answer:
    """The documented answer of a method."""
    return read_reply(reply((SAMPLES / "answers" / f"{method}.json").read_bytes()), Asked(method, "acme.bitrix24.com"))


def refusals() -> list[dict[str, Any]]:
    """Every documented error."""
    listed: list[dict[str, Any]] = json.loads((SAMPLES / "refusals.json").read_bytes())
    return listed
