"""Cuts the text of a question into terms. Whatever is typed becomes terms; what they mean is asked later."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from daybook.domain.query import Key, Place

QUOTES: Final = '"“”„«»'
"""What people's keyboards make of a quotation mark; any of them closes what any of them opened."""
OPERATORS: Final = ("<=", ">=", "!=", ":", "<", ">", "=")

_MINUS: Final = "-−"
_KEY: Final = re.compile(r"([^\W\d_]\w*)(\s*)(<=|>=|!=|[:<>=])")
_SIGN: Final = re.compile(r"<=|>=|<|>")
_BARE: Final = re.compile(r"\S*")
_BARE_VALUE: Final = re.compile(r"[^\s,]*")
_BLANK: Final = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Token:
    """One value as it was typed. `text` is without its quotation marks, `tail` what stuck to the closing one.

    `sign` is a comparison that stands before it. With `is_open` the closing mark is missing.
    """

    text: str
    at: Place
    quoted: bool = False
    tail: str = ""
    sign: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A word, a phrase, or a key with its values. `word` is the key as typed, "" for a word or phrase.

    `key` is None where `word` is no key.
    """

    at: Place
    negated: bool
    tokens: tuple[Token, ...]
    word: str = ""
    key: Key | None = None
    operator: str = ""


def terms(text: str, key_of: Callable[[str], Key | None]) -> Iterator[Term]:
    """The terms of a text, in order. `key_of` knows which words are keys."""
    place = _past(_BLANK, text, 0)
    while place < len(text):
        term = _term(text, place, key_of)
        yield term
        place = _past(_BLANK, text, term.at[1])


def _term(text: str, start: int, key_of: Callable[[str], Key | None]) -> Term:
    negated = text[start] in _MINUS and start + 1 < len(text) and not text[start + 1].isspace()
    place = start + negated
    if text[place] in QUOTES:
        token = _quoted(text, place)
        return Term((start, token.at[1]), negated, (token,))
    return _keyed(text, start, negated, key_of) or _bare(text, start, negated)


def _bare(text: str, start: int, negated: bool) -> Term:
    place = start + negated
    end = _past(_BARE, text, place)
    return Term((start, end), negated, (Token(text[place:end], (place, end)),))


def _keyed(text: str, start: int, negated: bool, key_of: Callable[[str], Key | None]) -> Term | None:
    """A key with its values; None for what is a mere word after all."""
    match = _KEY.match(text, start + negated)
    if match is None:
        return None
    word, blank, operator = match.groups()
    key, end = key_of(word), match.end()
    if key is None and (blank or _is_prose(text, end)):
        return None
    if blank and operator == ":":
        return None
    if operator != ":":
        end = _past(_BLANK, text, end)
    tokens = _values(text, end)
    # A minus and "!=" cancel each other.
    return Term((start, tokens[-1].at[1]), negated != (operator == "!="), tokens, word, key, operator)


def _is_prose(text: str, end: int) -> bool:
    """True for "Re: …" and "https://…", which only look like a key."""
    return end >= len(text) or text[end].isspace() or text.startswith("//", end)


def _values(text: str, start: int) -> tuple[Token, ...]:
    found = [_value(text, start)]
    while text[found[-1].at[1] : found[-1].at[1] + 1] == ",":
        found.append(_value(text, found[-1].at[1] + 1))
    return tuple(found)


def _value(text: str, start: int) -> Token:
    match = _SIGN.match(text, start)
    place = match.end() if match else start
    sign = match[0] if match else ""
    if place < len(text) and text[place] in QUOTES:
        token = _quoted(text, place)
        end = token.at[1] if token.is_open else _past(_BARE_VALUE, text, token.at[1])
        return Token(token.text, (start, end), True, text[token.at[1] : end], sign, token.is_open)
    end = _past(_BARE_VALUE, text, place)
    return Token(text[place:end], (start, end), sign=sign)


def _quoted(text: str, start: int) -> Token:
    letters: list[str] = []
    place = start + 1
    while place < len(text):
        if text[place] in QUOTES:
            return Token("".join(letters), (start, place + 1), quoted=True)
        if text[place] == "\\" and place + 1 < len(text):
            place += 1
        letters.append(text[place])
        place += 1
    return Token("".join(letters), (start, place), quoted=True, is_open=True)


def _past(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def quoted(text: str) -> str:
    """The text between quotation marks, as `terms` reads it back."""
    return '"' + re.sub(f"([\\\\{QUOTES}])", r"\\\1", text) + '"'
