"""JSON read with the place of every value, so that a mistake in a file written by hand can be pointed at."""

import json
import re
import sys
from dataclasses import dataclass, field
from typing import Final

DEEPEST: Final = 20
"""Levels of a file that anybody writes by hand; deeper ones would exhaust the machine's stack."""

ENDLESS: Final = sys.maxsize
"""No limit to the number of values."""

_BLANK: Final = re.compile(r"[ \t\r\n]*")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_STRING: Final = re.compile(
    r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+"'  # possessive: long texts in a row
)
_DIGITS: Final = 100
_WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None}


class BadJson(ValueError):
    """A text that is no JSON; `at` is the letter where it stops being some."""

    def __init__(self, at: int) -> None:
        super().__init__(f"not JSON at {at}")
        self.at = at


class TooDeep(BadJson):
    """Values within values, deeper than anybody writes them; `at` is the first that is too deep."""


class TooManyValues(BadJson):
    """More values than were asked for; `at` is the first beyond."""


@dataclass(frozen=True, slots=True)
class Node:
    """One value. `value` is a str, number, bool or None; a list of nodes; or a list of members for an object.

    It stands in `text[at:end]`.
    """

    value: "str | int | float | bool | list[Node] | list[Member] | None"
    at: int
    end: int
    is_object: bool = field(default=False)


@dataclass(frozen=True, slots=True)
class Member:
    """One key of an object, as often as it was written; the key with its quotation marks is `text[at:key_end]`."""

    key: str
    at: int
    key_end: int
    node: Node


def read(text: str, *, most_values: int = ENDLESS) -> Node:
    """The whole text as one value.

    Raises BadJson, also for NaN, Infinity and numbers of absurd length; TooDeep, and TooManyValues for more than
    `most_values` (a million empty lists are short, and take seconds).
    """
    reader = _Reader(text, most_values)
    node = reader.node(_skip(text, 0), 0)
    if _skip(text, reader.end) != len(text):
        raise BadJson(_skip(text, reader.end))
    return node


class _Reader:
    def __init__(self, text: str, most_values: int) -> None:
        self._text = text
        self._left = most_values
        self.end = 0

    def node(self, at: int, depth: int) -> Node:
        self._left -= 1
        if depth > DEEPEST:
            raise TooDeep(at)
        if self._left < 0:
            raise TooManyValues(at)
        mark = self._text[at : at + 1]
        if mark == "{":
            return Node(self._members(at, depth), at, self.end, is_object=True)
        if mark == "[":
            return Node(self._items(at, depth), at, self.end)
        if mark == '"':
            return Node(self._string(at), at, self.end)
        return Node(self._word_or_number(at), at, self.end)

    def _word_or_number(self, at: int) -> int | float | bool | None:
        for word, value in _WORDS.items():
            if self._text.startswith(word, at):
                self.end = at + len(word)
                return value
        return self._number(at)

    def _members(self, at: int, depth: int) -> list[Member]:
        found: list[Member] = []
        place = _skip(self._text, at + 1)
        while not self._closes(place, "}", bool(found)):
            place = self._next(place, bool(found))
            if not self._text.startswith('"', place):
                raise BadJson(place)
            key, key_at, key_end = self._string(place), place, self.end
            place = _skip(self._text, key_end)
            if not self._text.startswith(":", place):
                raise BadJson(place)
            node = self.node(_skip(self._text, place + 1), depth + 1)
            found.append(Member(key, key_at, key_end, node))
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
        return str(json.loads(match[0])) if "\\" in match[0] else match[0][1:-1]

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
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
