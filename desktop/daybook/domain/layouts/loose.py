"""JSON that is being typed, read as far as it can be: never raises, and what is missing is simply not there.

Strings end at the end of their line at the latest, brackets close whatever of theirs is open, commas and colons may be
missing. What it gives is good for guessing where somebody is, and for nothing else.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from daybook.domain.json_places import DEEPEST

_PIECE: Final = re.compile(r'"[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+"?|[{}\[\]:,]|[^\s{}\[\]:,"]+')
_NOWHERE: Final = -1

MOST_PIECES: Final = 100_000
"""Strings, words and signs; a layout of twenty blocks has a thousand."""


@dataclass(slots=True)
class LooseMember:
    """A key, or the number of an item of a list; `value` is None as long as there is none.

    The key is `text[at:key_end]`, its colon at `colon`, the comma behind its value at `comma`; -1 = not there.
    """

    key: str
    at: int
    key_end: int
    colon: int = _NOWHERE
    comma: int = _NOWHERE
    value: "LooseNode | None" = None


@dataclass(slots=True)
class LooseNode:
    """A value in `text[at:end]`; `end` is None for what is still open. `said` is its text for what holds no others."""

    at: int
    end: int | None
    opens: str = ""
    """ "{", "[", or "" for what holds no others."""
    said: str = ""
    members: list[LooseMember] = field(default_factory=list)

    def holds(self, place: int) -> bool:
        """True when a cursor at this place stands within the brackets."""
        return bool(self.opens) and self.at < place and (self.end is None or place < self.end)

    def under(self, key: str) -> "LooseNode | None":
        """The value of a key; the last one counts."""
        return next((each.value for each in reversed(self.members) if each.key == key), None)


def read_loosely(text: str) -> LooseNode | None:
    """What stands in the outermost brackets.

    None where there are none, and for what is deeper or of more pieces than anybody types: it costs too much to guess.
    """
    reader = _Reader()
    for number, piece in enumerate(_PIECE.finditer(text)):
        reader.take(piece[0], piece.start(), piece.end())
        if number > MOST_PIECES or reader.depth > DEEPEST + 1:
            return None
    return reader.root


class _Reader:
    def __init__(self) -> None:
        self.root: LooseNode | None = None
        self._open: list[LooseNode] = []

    @property
    def depth(self) -> int:
        """Brackets that are open."""
        return len(self._open)

    def take(self, piece: str, at: int, end: int) -> None:
        if piece in ("{", "["):
            self._put(LooseNode(at, None, piece))
        elif piece in ("}", "]"):
            self._close("{" if piece == "}" else "[", end)
        elif piece == ":":
            self._colon(at)
        elif piece == ",":
            self._comma(at)
        elif self._open:
            self._text(piece, at, end)

    def _put(self, node: LooseNode) -> None:
        """A value that opens goes to the key that waits for one, else into a list, else it is lost."""
        if self._open:
            self._wait_in_list(node.at)
            waiting = self._waiting()
            if waiting is not None:
                waiting.value = node
        elif self.root is None:
            self.root = node
        self._open.append(node)

    def _close(self, opens: str, end: int) -> None:
        kinds = [each.opens for each in self._open]
        if opens not in kinds:
            return
        while self._open:
            node = self._open.pop()
            node.end = end if node.opens == opens else end - 1
            if node.opens == opens:
                return

    def _colon(self, at: int) -> None:
        member = self._last()
        if member is not None and member.colon == _NOWHERE and self._open[-1].opens == "{":
            member.colon = at

    def _comma(self, at: int) -> None:
        member = self._last()
        if member is not None and member.comma == _NOWHERE:
            member.comma = at

    def _text(self, piece: str, at: int, end: int) -> None:
        self._wait_in_list(at)
        waiting = self._waiting()
        if waiting is not None:
            waiting.value = LooseNode(at, end, said=_plain(piece))
        elif self._open[-1].opens == "{":
            self._open[-1].members.append(LooseMember(_plain(piece), at, end))

    def _wait_in_list(self, at: int) -> None:
        """In a list every value has its own number for a key."""
        top = self._open[-1]
        if top.opens == "[":
            top.members.append(LooseMember(str(len(top.members)), at, at, colon=at))

    def _last(self) -> LooseMember | None:
        return self._open[-1].members[-1] if self._open and self._open[-1].members else None

    def _waiting(self) -> LooseMember | None:
        """The key that has a colon and no value yet."""
        member = self._last()
        if member is None or member.colon == _NOWHERE or member.value is not None or member.comma != _NOWHERE:
            return None
        return member


def _plain(piece: str) -> str:
    """A string without its quotation marks; what it escapes stays escaped, for no word of ours needs that."""
    if not piece.startswith('"'):
        return piece
    return piece[1:-1] if len(piece) > 1 and piece.endswith('"') else piece[1:]
