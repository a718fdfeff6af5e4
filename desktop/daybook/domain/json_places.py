"""JSON read with the place of every value, so that a mistake in a file written by hand can be pointed at."""

import json
import re
from dataclasses import dataclass, field
from typing import Final

DEEPEST: Final = 20
"""Levels of a file that anybody writes by hand; deeper ones would exhaust the machine's stack."""

_BLANK: Final = re.compile(r"[ \t\r\n]*")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_STRING: Final = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"')
_DIGITS: Final = 100
_WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None}


class BadJson(ValueError):
    """A text that is no JSON; `at` is the letter where it stops being some."""

    def __init__(self, at: int) -> None:
        super().__init__(f"not JSON at {at}")
        self.at = at


@dataclass(frozen=True, slots=True)
class Node:
    """One value. `value` is a str, number, bool or None; a list of nodes; or a list of members for an object."""

    value: "str | int | float | bool | list[Node] | list[Member] | None"
    at: int
    is_object: bool = field(default=False)


@dataclass(frozen=True, slots=True)
class Member:
    """One key of an object, as often as it was written."""

    key: str
    at: int
    node: Node


def read(text: str) -> Node:
    """The whole text as one value. Raises BadJson, also for NaN, Infinity and numbers of absurd length."""
    reader = _Reader(text)
    node = reader.node(_skip(text, 0), 0)
    if _skip(text, reader.end) != len(text):
        raise BadJson(_skip(text, reader.end))
    return node


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self.end = 0

    def node(self, at: int, depth: int) -> Node:
        text = self._text
        if depth > DEEPEST or at >= len(text):
            raise BadJson(at)
        if text[at] == "{":
            return Node(self._members(at, depth), at, is_object=True)
        if text[at] == "[":
            return Node(self._items(at, depth), at)
        if text[at] == '"':
            return Node(self._string(at), at)
        for word, value in _WORDS.items():
            if text.startswith(word, at):
                self.end = at + len(word)
                return Node(value, at)
        return Node(self._number(at), at)

    def _members(self, at: int, depth: int) -> list[Member]:
        found: list[Member] = []
        place = _skip(self._text, at + 1)
        while not self._closes(place, "}", bool(found)):
            place = self._next(place, bool(found))
            if not self._text.startswith('"', place):
                raise BadJson(place)
            key, key_at = self._string(place), place
            place = _skip(self._text, self.end)
            if not self._text.startswith(":", place):
                raise BadJson(place)
            node = self.node(_skip(self._text, place + 1), depth + 1)
            found.append(Member(key, key_at, node))
            place = _skip(self._text, self.end)
        self.end = place + 1
        return found

    def _items(self, at: int, depth: int) -> list[Node]:
        found: list[Node] = []
        place = _skip(self._text, at + 1)
        while not self._closes(place, "]", bool(found)):
            found.append(self.node(self._next(place, bool(found)), depth + 1))
            place = _skip(self._text, self.end)
        self.end = place + 1
        return found

    def _closes(self, place: int, mark: str, has_some: bool) -> bool:
        if place >= len(self._text) or (has_some and self._text[place] not in "," + mark):
            raise BadJson(place)
        return self._text[place] == mark

    def _next(self, place: int, has_some: bool) -> int:
        """Where the next one begins, behind its comma."""
        return _skip(self._text, place + 1) if has_some else place

    def _string(self, at: int) -> str:
        match = _STRING.match(self._text, at)
        if match is None:
            raise BadJson(at)
        self.end = match.end()
        return str(json.loads(match[0]))

    def _number(self, at: int) -> int | float:
        match = _NUMBER.match(self._text, at)
        if match is None or len(match[0]) > _DIGITS:
            raise BadJson(at)
        self.end = match.end()
        return int(match[0]) if match[0].lstrip("-").isdigit() else float(match[0])


def _skip(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """The line and the column of a letter, both from 1 on."""
    before = text[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1
