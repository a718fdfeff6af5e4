"""PHP's bracket keys: `fields[PHONE][0][VALUE]=1`, `select[]=ID`, `filter[>ID]=5` become nested maps and lists.

A map whose keys are 0..n and a list are the same thing once decoded. Nothing here raises: what is not well formed is
kept under the name it has, as PHP does.
"""

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

MAX_DEPTH = 32  # PHP drops deeper keys; a portal never needs more than five
MAX_PAIRS = 5_000
SHORT = 64
"""Letters of a pair that is worth remembering."""


class Written(str):
    """Text from a form or a query, where a number and a flag have no other spelling; JSON has."""

    __slots__ = ()


def split_key(key: str) -> list[str]:
    """`a[b][][c]` as `["a", "b", "", "c"]`; a key without well-formed brackets as itself."""
    head, bracket, rest = key.partition("[")
    if not bracket or not head:
        return [key]
    parts = [head]
    while bracket:
        part, close, rest = rest.partition("]")
        if not close:
            return [key]
        parts.append(part)
        if not rest.startswith("["):
            break
        bracket, rest = "[", rest[1:]
    return parts


def decode(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    """Nested values of flat pairs; a later pair overwrites an earlier one of the same key."""
    return _nested((split_key(key), Written(value) if isinstance(value, str) else value) for key, value in pairs)


def decode_query(text: str) -> dict[str, object]:
    """Nested values of `a=1&b[]=2`, with `+` as a blank."""
    pieces = text.split("&")
    if len(pieces) > MAX_PAIRS:
        return {}
    return _nested((_known_pair if len(piece) <= SHORT else _pair)(piece) for piece in pieces if piece)


def _pair(piece: str) -> tuple[list[str], Written]:
    """The parts of the key, and the value."""
    key, _, value = piece.replace("+", " ").partition("=")
    return split_key(unquote(key)), Written(unquote(value))


_known_pair = lru_cache(maxsize=512)(_pair)
"""The fifty commands of a batch say nearly the same, each of them twenty names of fields."""


def _nested(pairs: Iterable[tuple[list[str], object]]) -> dict[str, object]:
    root: dict[str, object] = {}
    for parts, value in pairs:
        if len(parts) <= MAX_DEPTH:
            _put(root, parts, value)
    return {key: _listed(value) for key, value in root.items()}


def _put(root: dict[str, object], parts: list[str], value: object) -> None:
    place = root
    for part in parts[:-1]:
        name = part or _next_number(place)
        inner = place.get(name)
        if not isinstance(inner, dict):
            inner = {}
            place[name] = inner
        place = inner
    place[parts[-1] or _next_number(place)] = value


def _next_number(place: dict[str, object]) -> str:
    numbers = [int(key) for key in place if key.isascii() and key.isdigit() and len(key) < 16]
    return str(max(numbers, default=-1) + 1)


def _listed(value: object) -> object:
    if not isinstance(value, dict):
        return value
    inner = {key: _listed(item) for key, item in value.items()}
    if inner and all(key == str(number) for number, key in enumerate(inner)):
        return list(inner.values())
    return inner
