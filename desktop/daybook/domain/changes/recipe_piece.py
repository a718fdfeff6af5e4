"""One value of a recipe with the way to it, and the readers that every key of the grammar is put together from.

A reader takes a piece and gives its meaning. Where there is none it notes the mistake and raises Wrong; whoever reads
several pieces goes on with the next one first, so that a person learns of all mistakes at once.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final, TypeVar

from daybook.domain.changes.recipe_faults import RecipeFault, RecipeMistake
from daybook.domain.json_places import Member, Node, line_and_column

MOST_MISTAKES: Final = 20
LARGEST_ID: Final = 2**63 - 1
"""What SQLite keeps in a column."""

_SHOWN: Final = 60
_LONGEST_WAY: Final = 200
_HALF_A_PAIR: Final = re.compile("[\ud800-\udfff]")
_WORD: Final = re.compile(r"[^\s,\]}]*")
_ID: Final = re.compile(r"[1-9][0-9]{0,18}", re.ASCII)

T = TypeVar("T")


class Wrong(Exception):
    """A piece without a meaning; the mistake is noted already."""


@dataclass(slots=True)
class Notes:
    """The mistakes of one text, in the order in which they were found."""

    text: str
    mistakes: list[RecipeMistake] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """No more are listed."""
        return len(self.mistakes) >= MOST_MISTAKES

    def add(self, reason: RecipeFault, at: int, key: str, said: str, nearest: Iterable[str] = ()) -> Wrong:
        """Notes one mistake; gives what to raise."""
        if not self.full:
            line, column = line_and_column(self.text, at)
            shown = _mended(said[:_SHOWN])
            self.mistakes.append(
                RecipeMistake(reason, line, column, _mended(key)[:_LONGEST_WAY], shown, tuple(nearest))
            )
        return Wrong()


@dataclass(slots=True)
class Piece:
    """One value, and the way to it from the top: "change.deadline.shift"."""

    notes: Notes
    node: Node
    path: str = ""

    def wrong(self, reason: RecipeFault, said: str | None = None, nearest: Iterable[str] = ()) -> Wrong:
        """Notes what is wrong with this value; gives what to raise. `said` None = what stands there."""
        return self.notes.add(reason, self.node.at, self.path, self._shown if said is None else said, nearest)

    def inside(self, key: str, node: Node) -> "Piece":
        """The value under one of its keys."""
        return Piece(self.notes, node, _way(self.path, key))

    def under(self, key: str) -> "Piece":
        """What stands under this key; the object itself where there is no such key."""
        return next((self.inside(key, each.node) for each in self.members() if each.key == key), self)

    @property
    def _shown(self) -> str:
        if isinstance(self.node.value, str):
            return self.node.value
        if isinstance(self.node.value, list):
            return "{…}" if self.node.is_object else "[…]"
        match = _WORD.match(self.notes.text, self.node.at)
        return match[0] if match else ""

    def members(self) -> list[Member]:
        """The keys of an object."""
        if not self.node.is_object or not isinstance(self.node.value, list):
            raise self.wrong(RecipeFault.NOT_AN_OBJECT)
        return [each for each in self.node.value if isinstance(each, Member)]

    def items(self, *, empty: bool = False) -> "list[Piece]":
        """The values of a list, which may be `empty` or not."""
        if self.node.is_object or not isinstance(self.node.value, list):
            raise self.wrong(RecipeFault.NOT_A_LIST)
        nodes = [each for each in self.node.value if isinstance(each, Node)]
        if not nodes and not empty:
            raise self.wrong(RecipeFault.EMPTY_LIST)
        return [Piece(self.notes, node, f"{self.path}[{number}]") for number, node in enumerate(nodes)]


Reader = Callable[[Piece], T]


def keyed(piece: Piece, readers: Mapping[str, Reader[Any]], needed: Iterable[str] = ()) -> dict[str, Any]:
    """The meanings of an object's keys. Unknown keys and missing ones are mistakes."""
    found: dict[str, Any] = {}
    failed = False
    members = piece.members()
    for member in members:
        if piece.notes.full:
            raise Wrong
        if member.key not in readers:
            nearest = nearest_of(member.key, tuple(readers))
            path = _way(piece.path, member.key)
            piece.notes.add(RecipeFault.UNKNOWN_KEY, member.at, path, member.key, nearest)
            failed = True
            continue
        try:
            found[member.key] = readers[member.key](piece.inside(member.key, member.node))
        except Wrong:
            failed = True
    said = {member.key for member in members}
    for key in (each for each in needed if each not in said):
        piece.wrong(RecipeFault.MISSING_KEY, key)
        failed = True
    if failed:
        raise Wrong
    return found


def one_of(piece: Piece, readers: Mapping[str, Reader[T]]) -> T:
    """The meaning of an object with exactly one of these keys."""
    found: dict[str, T] = keyed(piece, readers)
    if len(found) != 1:
        raise piece.wrong(RecipeFault.NOT_ONE_OF, ", ".join(found), nearest=readers)
    return next(iter(found.values()))


def each_of(piece: Piece, reader: Reader[T], *, empty: bool = False) -> tuple[T, ...]:
    """The meanings of a list's values."""
    found: list[T] = []
    failed = False
    for each in piece.items(empty=empty):
        if piece.notes.full:
            raise Wrong
        try:
            found.append(reader(each))
        except Wrong:
            failed = True
    if failed:
        raise Wrong
    return tuple(found)


def text(piece: Piece) -> str:
    """Any text."""
    if not isinstance(piece.node.value, str):
        raise piece.wrong(RecipeFault.NOT_A_TEXT)
    return piece.node.value


def some_text(piece: Piece) -> str:
    """A text that is more than blanks."""
    said = text(piece)
    if not said.strip():
        raise piece.wrong(RecipeFault.EMPTY_TEXT)
    return said


def yes_or_no(piece: Piece) -> bool:
    """True or false."""
    if not isinstance(piece.node.value, bool):
        raise piece.wrong(RecipeFault.NOT_YES_OR_NO)
    return piece.node.value


def whole(least: int, most: int = LARGEST_ID) -> Reader[int]:
    """A reader of whole numbers in this range."""

    def read(piece: Piece) -> int:
        value = piece.node.value
        if isinstance(value, bool) or not isinstance(value, int):
            raise piece.wrong(RecipeFault.NOT_WHOLE)
        if not least <= value <= most:
            raise piece.wrong(RecipeFault.OUT_OF_RANGE, nearest=(str(least), str(most)))
        return value

    return read


def id_number(piece: Piece) -> int:
    """An id, as a number or as the text of one: portals write both."""
    value = piece.node.value
    found = id_of(value) if isinstance(value, str | int) else None
    if found is None:
        raise piece.wrong(RecipeFault.NO_ID)
    return found


def id_of(value: str | int) -> int | None:
    """An id from 1 on; None for anything else."""
    if isinstance(value, bool) or (isinstance(value, str) and not _ID.fullmatch(value.strip())):
        return None
    number = int(value)
    return number if 1 <= number <= LARGEST_ID else None


def plain(node: Node) -> Any:
    """The value without its places, as `json` would give it."""
    if not isinstance(node.value, list):
        return node.value
    if node.is_object:
        return {each.key: plain(each.node) for each in node.value if isinstance(each, Member)}
    return [plain(each) for each in node.value if isinstance(each, Node)]


def look_through(piece: Piece) -> None:
    """Notes what is wrong wherever it stands: keys said twice, halves of letters, numbers beyond all bounds."""
    _look(piece.notes, piece.node, piece.path)


def _look(notes: Notes, node: Node, path: str) -> None:
    value = node.value
    if notes.full:
        return
    if isinstance(value, str) and _HALF_A_PAIR.search(value):
        notes.add(RecipeFault.BROKEN_TEXT, node.at, path, value)
    elif isinstance(value, float) and not math.isfinite(value):
        Piece(notes, node, path).wrong(RecipeFault.BAD_NUMBER)
    elif isinstance(value, list):
        _look_at_keys(notes, [each for each in value if isinstance(each, Member)], path)
        for number, each in enumerate(value):
            if isinstance(each, Member):
                _look(notes, each.node, _way(path, each.key))
            elif isinstance(each, Node) and not isinstance(each.value, int):  # of numbers there may be a million
                _look(notes, each, f"{path}[{number}]")


def _look_at_keys(notes: Notes, members: Iterable[Member], path: str) -> None:
    seen: set[str] = set()
    for member in members:
        if member.key in seen:
            notes.add(RecipeFault.DUPLICATE_KEY, member.at, _way(path, member.key), member.key)
        elif _HALF_A_PAIR.search(member.key):
            notes.add(RecipeFault.BROKEN_TEXT, member.at, _way(path, member.key), member.key)
        seen.add(member.key)


def nearest_of(said: str, among: Iterable[str]) -> tuple[str, ...]:
    """The one that looks most like it, if any does."""
    by_folded = {each.casefold(): each for each in among}
    found = get_close_matches(said[:_SHOWN].strip().casefold(), by_folded, n=1)
    return tuple(by_folded[each] for each in found)


def _mended(said: str) -> str:
    """Fit to be shown: a text with half a letter can't be written anywhere."""
    return _HALF_A_PAIR.sub("\ufffd", said)


def _way(path: str, key: str) -> str:
    return f"{path}.{key}" if path and key else path or key
