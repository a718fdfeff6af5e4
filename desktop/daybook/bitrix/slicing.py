"""A batch's answer of megabytes, read one command at a time.

The parser of the standard library does not let go of the interpreter: the window would stand still for as long as three
megabytes take. One page of fifty rows takes a fraction of a millisecond, and is made into something smaller at once.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

_DECODER: Final = json.JSONDecoder()
_BLANKS: Final = re.compile(r"[ \t\n\r]*")

Digest = Callable[[str, object], object]
"""Called with the command's key and its result."""


def parse_sliced(body: bytes, digest: Digest) -> object:
    """What `json.loads` gives, but for each value of `result.result` what `digest` makes of it.

    Raises ValueError for what is no JSON, and RecursionError.
    """
    text = _Text(body.decode("utf-8-sig", "replace"))
    value = _envelope(text, digest) if text.peek() == "{" else text.value()
    text.end()
    return value


def _envelope(text: "_Text", digest: Digest) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name in text.members():
        made[name] = _result(text, digest) if name == "result" and text.peek() == "{" else text.value()
    return made


def _result(text: "_Text", digest: Digest) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name in text.members():
        if name == "result" and text.peek() == "{":
            made[name] = {key: digest(key, text.value()) for key in text.members()}
        else:
            made[name] = text.value()
    return made


class _Text:
    """JSON text and how far it has been read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def peek(self) -> str:
        """The next sign that is no blank; "" at the end."""
        blanks = _BLANKS.match(self._text, self._at)
        self._at = blanks.end() if blanks is not None else self._at
        return self._text[self._at : self._at + 1]

    def value(self) -> Any:
        """The next value, whole."""
        self.peek()
        value, self._at = _DECODER.raw_decode(self._text, self._at)
        return value

    def members(self) -> Iterator[str]:
        """The names in the next object; whoever takes one must read its value before the next name."""
        self._expect("{")
        if self._takes("}"):
            return
        while True:
            name = self.value()
            if not isinstance(name, str):
                raise ValueError("a name in an object is a text")  # noqa: TRY004  (it is no JSON)
            self._expect(":")
            yield name
            if self._takes("}"):
                return
            self._expect(",")

    def end(self) -> None:
        """Raises ValueError when anything follows."""
        if self.peek():
            raise ValueError("something follows the JSON")

    def _takes(self, sign: str) -> bool:
        found = self.peek() == sign
        self._at += found
        return found

    def _expect(self, sign: str) -> None:
        if not self._takes(sign):
            raise ValueError(f"{sign} is missing at {self._at}")
