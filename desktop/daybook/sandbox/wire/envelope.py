"""Answers as bytes: `{"result", "total", "next", "time"}`.

Shape: https://apidocs.bitrix24.com/settings/how-to-call-rest-api/data-types.html and the samples of every method page.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from daybook.sandbox.clock import Clock
from daybook.sandbox.wire.printed import PrintedRows, encoded

_PLACE = secrets.token_hex(16)
"""Stands where printed rows belong; no text that anybody sent can hold it."""


@dataclass(frozen=True)
class Reply:
    """What a handler answers. `total` and `next` stand beside `result`, for lists only."""

    result: object
    total: int | None = None
    next: int | None = None


@dataclass(frozen=True)
class Timing:
    """When one call began and ended (Unix seconds of the portal) and what its method has used in ten minutes."""

    start_s: float
    finish_s: float
    processing_s: float
    operating_s: float
    operating_reset_at: int

    def block(self, clock: Clock) -> dict[str, object]:
        """The `time` block."""
        return {
            "start": round(self.start_s, 6),
            "finish": round(self.finish_s, 6),
            "duration": self.finish_s - self.start_s,
            "processing": self.processing_s,
            "date_start": clock.iso(self.start_s),
            "date_finish": clock.iso(self.finish_s),
            "operating_reset_at": self.operating_reset_at,
            "operating": self.operating_s,
        }


def success(reply: Reply, timing: Mapping[str, object]) -> dict[str, object]:
    """The body of a call that worked."""
    body: dict[str, object] = {"result": reply.result}
    if reply.next is not None:
        body["next"] = reply.next
    if reply.total is not None:
        body["total"] = reply.total
    return body | {"time": dict(timing)}


def encode(body: object) -> bytes:
    """JSON as PHP prints it: UTF-8, no blanks. Rows that are printed already are put into their places."""
    printed: list[str] = []

    def put_aside(rows: object) -> str:
        if not isinstance(rows, PrintedRows):
            raise TypeError(f"{type(rows).__name__} can't be printed")
        printed.append(rows.text())
        return _PLACE

    around = encoded(body, put_aside).split(f'"{_PLACE}"')
    pieces = [piece for each in zip(around, printed, strict=False) for piece in each]
    return "".join([*pieces, around[-1]]).encode("utf-8", "replace")
