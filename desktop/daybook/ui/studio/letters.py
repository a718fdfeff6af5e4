"""The letters of a text and the document that shows it: none of them changed, and long lines in pieces.

Qt counts UTF-16: an emoji is two. `QPlainTextEdit.toPlainText` makes blanks of unbreakable ones; a layout's texts have
to stay as they are. And Qt measures a line as a whole before it shows any of it: one of 50,000 letters takes it longer
than a person may wait for a key. So such a line is shown in pieces, each of which ends with a sign that no text has.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import Final

from PySide6.QtGui import QTextDocument

FOLD: Final = "\ufdd2"
"""Ends a piece that goes on in the next line. Unicode promises that it never stands for a letter."""
LONGEST: Final = 800
"""Bytes of UTF-8 in a line that stays whole; letters that take more of them take Qt longer, too."""
PIECE: Final = 400
"""Bytes of UTF-8 in a piece. Forty lines of them are measured and painted in a few milliseconds."""

_PARAGRAPH: Final = "\u2029"
"""Qt's own sign for a new line of a document; within a text of JSON it is escaped, which says the same."""
_OWN: Final = (_PARAGRAPH, "\ufdd0", "\ufdd1", FOLD)
"""Signs that Qt uses for itself, and ours."""
_SEAM: Final = re.compile(f"{FOLD}{_PARAGRAPH}?")
_LETTERS: Final = 60_000
_LINES: Final = 3_000
"""Of a text, are put into a document at once: Qt takes a tenth of a second for all that can be edited."""
_PORTION: Final = re.compile(rf"(?:[^\n]*+\n){{1,{_LINES}}}+|[^\n]++")
_STRETCH: Final = 4096
"""Letters between two that are counted once for all that follow."""


def text_of(document: QTextDocument) -> str:
    """The whole text of a document."""
    return plain(document.toRawText())


def plain(raw: str) -> str:
    """What stands in a document, or in a part of one, as text: without seams, and with usual line breaks."""
    return raw.replace(FOLD + _PARAGRAPH, "").replace(FOLD, "").replace(_PARAGRAPH, "\n")


def shown_text(text: str) -> str:
    """A text as a document can hold it, and show it at once."""
    safe = text
    for sign in _OWN:
        safe = safe.replace(sign, f"\\u{ord(sign):04x}")
    if len(safe) <= LONGEST // 4:
        return safe
    return "\n".join(f"{FOLD}\n".join(pieces(line)) for line in safe.split("\n"))


def portions(shown: str) -> list[str]:
    """A text of `shown_text` in parts, at least one, each of which a document takes up in some milliseconds."""
    if len(shown) <= _LETTERS and shown.count("\n") < _LINES:
        return [shown]
    made, at = [], 0
    while at < len(shown):
        break_at = shown.find("\n", at + _LETTERS)
        end = len(shown) if break_at < 0 else break_at + 1
        made += _PORTION.findall(shown, at, end)
        at = end
    return made


def raw_of(shown: str) -> str:
    """The raw text of a document that gets this one of `shown_text`."""
    return shown.replace("\n", _PARAGRAPH)


def pieces(line: str) -> list[str]:
    """A line as it is shown: whole, or in pieces that end behind a blank where one is near."""
    weight = len(line) if line.isascii() else len(line.encode("utf-8", "surrogatepass"))
    if weight <= LONGEST:
        return [line]
    return list(_cut(line, max(1, PIECE * len(line) // weight)))


def _cut(line: str, letters: int) -> Iterator[str]:
    """Pieces of about so many letters; the last one may be half as long again."""
    at = 0
    while len(line) - at > letters * 3 // 2:
        blank = line.rfind(" ", at + letters - letters // 8, at + letters)
        end = at + letters if blank < 0 else blank + 1
        yield line[at:end]
        at = end
    yield line[at:]


class Places:
    """Where letters of a text stand in the document that shows it. Made of the document's raw text."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self.text = plain(raw)

    def to_qt(self, at: int) -> int:
        """The place before the letter `at` as Qt counts; the end of the text for one that is beyond."""
        letter = min(max(at, 0), len(self.text))
        seam = bisect_right(self._seams, letter)
        return self._units(letter + self._signs[seam])

    def from_qt(self, place: int) -> int:
        """The letter before which Qt's place is."""
        letter = self._letter(place)
        seam = bisect_right(self._raw_seams, letter) - 1
        if seam < 0:
            return letter
        return max(letter - self._signs[seam + 1], self._seams[seam])

    def goes_on(self, block: int) -> bool:
        """True for a line of the document that is a further piece of the one above."""
        at = bisect_left(self._further, block)
        return at < len(self._further) and self._further[at] == block

    def line_of(self, block: int) -> int:
        """The line of the text, from 1 on, that a line of the document shows, or a piece of it."""
        return block + 1 - bisect_right(self._further, block)

    @cached_property
    def _found(self) -> list[re.Match[str]]:
        return list(_SEAM.finditer(self._raw)) if FOLD in self._raw else []

    @cached_property
    def _raw_seams(self) -> list[int]:
        """Where seams begin in the document's raw text."""
        return [each.start() for each in self._found]

    @cached_property
    def _signs(self) -> list[int]:
        """How many letters of the raw text belong to the first 0, 1, 2, … seams."""
        return list(accumulate((each.end() - each.start() for each in self._found), initial=0))

    @cached_property
    def _seams(self) -> list[int]:
        """The letters of the text before which the seams are."""
        return [at - signs for at, signs in zip(self._raw_seams, self._signs, strict=False)]

    @cached_property
    def _further(self) -> list[int]:
        """The lines of the document that are further pieces."""
        found, block, counted = [], 0, 0
        for each in self._found:
            block += self._raw.count(_PARAGRAPH, counted, each.end())
            counted = each.end()
            if len(each[0]) > 1:
                found.append(block)
        return found

    @cached_property
    def _stretches(self) -> list[int]:
        """Qt's places of every letter of the raw text that is a multiple of _STRETCH; empty while all count one."""
        if utf16(self._raw) == len(self._raw):
            return []
        parts = (self._raw[at : at + _STRETCH] for at in range(0, len(self._raw), _STRETCH))
        return list(accumulate(map(utf16, parts), initial=0))

    def _units(self, letter: int) -> int:
        if not self._stretches:
            return letter
        whole = letter // _STRETCH
        return self._stretches[whole] + utf16(self._raw[whole * _STRETCH : letter])

    def _letter(self, place: int) -> int:
        if not self._stretches or place >= self._stretches[-1]:
            return min(place, len(self._raw))
        whole = bisect_right(self._stretches, place) - 1
        rest = self._raw[whole * _STRETCH : (whole + 1) * _STRETCH].encode("utf-16-le", "surrogatepass")
        units = rest[: 2 * (place - self._stretches[whole])]
        return whole * _STRETCH + len(units.decode("utf-16-le", "surrogatepass"))


def utf16(text: str) -> int:
    """Letters as Qt counts them."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
