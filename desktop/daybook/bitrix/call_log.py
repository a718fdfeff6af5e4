"""What was asked and answered, for people who want to see it. In memory only, bounded, and without any secret.

Secrets are masked when a call is noted, never later: what is kept here may be shown and copied.
"""

import json
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from daybook import privacy
from daybook.bitrix import batch, decode
from daybook.bitrix.answer import Answer
from daybook.bitrix.errors import PortalError
from daybook.bitrix.gate import Reply

MOST_CALLS: Final = 2_000
MOST_CHARACTERS: Final = 10_000_000
LONGEST: Final = 40_000
"""Characters of one request or answer; what is longer is cut, and said to be."""


@dataclass(frozen=True, slots=True)
class Part:
    """One command of a batch, and what became of it: `code` and `text` are "" for a yes."""

    command: str
    refused: bool = False
    code: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request and its answer.

    `duration_s` counts from its turn until the answer. `status` is None when none came. `params` are what it can be
    asked again with, None where they were too long to keep. `problem` is the portal's own words, or the kind of loss.
    """

    number: int
    method: str
    writes: bool
    began: datetime
    duration_s: float
    status: int | None
    request: str
    answer: str
    request_size: int
    answer_size: int
    params: Mapping[str, Any] | None = None
    failed: bool = False
    code: str = ""
    problem: str = ""
    operating_s: float | None = None
    operating_reset_at: datetime | None = None
    level: float = 0.0
    burst: int = 0
    parts: tuple[Part, ...] = ()

    @property
    def is_cut(self) -> bool:
        """True when the request or the answer is not kept whole."""
        return self.request_size > LONGEST or self.answer_size > LONGEST

    @property
    def refused_parts(self) -> int:
        """How many commands of a batch were refused."""
        return sum(1 for part in self.parts if part.refused)

    @property
    def size(self) -> int:
        """Characters that it holds."""
        return len(self.request) + len(self.answer)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a call before its answer."""

    method: str
    params: Mapping[str, Any]
    writes: bool
    began: datetime


@dataclass(frozen=True, slots=True)
class Limits:
    """How full the portal's bucket was when the answer came."""

    level: float
    burst: int


class CallLog:
    """The newest calls. `observers` are called after each, without arguments."""

    def __init__(self, most_calls: int = MOST_CALLS, most_characters: int = MOST_CHARACTERS) -> None:
        self._calls: deque[Recorded] = deque()
        self._most_calls = most_calls
        self._most_characters = most_characters
        self._characters = 0
        self._numbers = 0
        self.paused = False
        """True while nothing is noted."""
        self.observers: list[Callable[[], None]] = []

    @property
    def calls(self) -> Iterable[Recorded]:
        """From the oldest to the newest."""
        return tuple(self._calls)

    def clear(self) -> None:
        """Forgets all of them."""
        self._calls.clear()
        self._characters = 0
        self._tell()

    def note(
        self,
        asked: Asked,
        *,
        duration_s: float,
        reply: Reply | None,
        outcome: Answer | PortalError,
        limits: Limits,
    ) -> None:
        """Keeps one call, masked; the oldest go when there are too many."""
        if self.paused:
            return
        self._numbers += 1
        request = json.dumps(asked.params, ensure_ascii=False, default=str)
        answer, answer_size = _answer(reply)
        time = outcome.time if isinstance(outcome, Answer) else None
        self._keep(
            Recorded(
                number=self._numbers,
                method=asked.method,
                writes=asked.writes,
                began=asked.began,
                duration_s=duration_s,
                status=reply.status if reply is not None else None,
                request=privacy.mask(request[:LONGEST]),
                answer=privacy.mask(answer[:LONGEST]),
                request_size=len(request),
                answer_size=answer_size,
                params=asked.params if len(request) <= LONGEST else None,
                failed=isinstance(outcome, PortalError),
                code=outcome.code if isinstance(outcome, PortalError) else "",
                problem=_problem(outcome),
                operating_s=time.operating_s if time is not None else None,
                operating_reset_at=time.operating_reset_at if time is not None else None,
                level=limits.level,
                burst=limits.burst,
                parts=_parts(asked, outcome),
            )
        )

    def _keep(self, call: Recorded) -> None:
        self._calls.append(call)
        self._characters += call.size
        while len(self._calls) > self._most_calls or (
            self._characters > self._most_characters and len(self._calls) > 1
        ):
            self._characters -= self._calls.popleft().size
        self._tell()

    def _tell(self) -> None:
        for observer in tuple(self.observers):
            observer()


def _answer(reply: Reply | None) -> tuple[str, int]:
    """The answer's text, as much of it as may be kept, and how many characters it has.

    A page of 2,500 activities is three megabytes: only its beginning is made text, and its size is that of its bytes.
    """
    if reply is None:
        return "", 0
    if len(reply.body) > 4 * LONGEST:
        return reply.body[: 4 * LONGEST].decode("utf-8", "replace"), len(reply.body)
    text = reply.body.decode("utf-8", "replace")
    return text, len(text)


def _problem(outcome: Answer | PortalError) -> str:
    """The portal's own words, else what kind of failure it is."""
    if isinstance(outcome, Answer):
        return ""
    return privacy.mask(outcome.text) or type(outcome).__name__


def _parts(asked: Asked, outcome: Answer | PortalError) -> tuple[Part, ...]:
    """The commands of a batch with what became of each."""
    if asked.method != batch.METHOD:
        return ()
    errors = decode.as_map(decode.as_map(outcome.result).get("result_error")) if isinstance(outcome, Answer) else {}
    return tuple(
        _part(privacy.mask(str(command)[:LONGEST]), errors.get(key))
        for key, command in decode.as_map(asked.params.get("cmd")).items()
    )


def _part(command: str, error: object) -> Part:
    if error is None:
        return Part(command)
    facts = decode.as_map(error)
    text = privacy.mask(decode.as_text(facts.get("error_description")))
    return Part(command, refused=True, code=decode.as_text(facts.get("error")), text=text)
