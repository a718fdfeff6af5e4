"""Layouts in files: read so that they can be edited, and written so that nothing is lost on the way."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from daybook.domain.json_places import BadJson
from daybook.domain.layouts import editing
from daybook.domain.layouts.faults import LayoutMistake
from daybook.domain.layouts.judging import LARGEST, judge_bytes
from daybook.vault.worker import TooLate, Worker
from daybook.work.files import write_whole

MOST_LETTERS: Final = 1_000_000
"""What can be edited; twenty blocks of 10,000 letters are a fifth of it."""
MOST_LINES: Final = 40_000
"""A layout that uses every field in every language has fewer, each value on its own line."""
LONGEST_LINE: Final = 60_000
"""Letters of a line beyond which laying it out is felt while typing."""

READING_S: Final = 15.0
"""How long a disk may take to give a file."""
_HALF_LETTERS: Final = re.compile("[\ud800-\udfff]")
"""They are no UTF-8; escaped they say the same in JSON."""


class NotEditable(Exception):
    """The file is no text that could be edited; `mistake` says why, None for one that is merely too long."""

    def __init__(self, mistake: LayoutMistake | None = None) -> None:
        super().__init__("not editable")
        self.mistake = mistake


@dataclass(frozen=True, slots=True)
class LayoutFile:
    """What a file holds, with "\\n" for every line break. `laid_out`: it was one endless line, and is many now."""

    text: str
    laid_out: bool = False
    newline: str = "\n"


async def read_file(path: Path, *, deadline_s: float = READING_S) -> LayoutFile:
    """A layout to be edited. Raises OSError, TimeoutError among them when the disk does not answer, and NotEditable."""
    disk = Worker("layout file")  # one of its own: a disk that hangs must not keep the next file waiting
    try:
        return await disk.call(lambda: decoded(_bytes_of(path)), deadline_s=deadline_s)
    except TooLate:
        raise TimeoutError from None
    finally:
        disk.close()


async def write_file(path: Path, text: str, newline: str = "\n") -> None:
    """Writes a layout; an older file of that name stays until the new one is whole. Raises OSError."""

    def encoded() -> bytes:
        whole = _HALF_LETTERS.sub(lambda half: f"\\u{ord(half[0]):04x}", text)
        return whole.replace("\n", newline).encode("utf-8")

    await write_whole(path, encoded)


def decoded(data: bytes) -> LayoutFile:
    """The text of a file's bytes. Raises NotEditable."""
    if len(data) > LARGEST:
        raise NotEditable(judge_bytes(data).errors[0])
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise NotEditable(judge_bytes(data).errors[0]) from None
    newline = "\r\n" if "\r\n" in text else "\n"
    return fit(text.replace("\r\n", "\n").replace("\r", "\n"), newline)


def fit(text: str, newline: str = "\n") -> LayoutFile:
    """A text that can be edited: endless lines are laid out. Raises NotEditable for what is too long all the same."""
    if len(text) > MOST_LETTERS or text.count("\n") >= MOST_LINES:
        raise NotEditable
    if longest_line(text) <= LONGEST_LINE:
        return LayoutFile(text, newline=newline)
    try:
        laid_out = editing.formatted(text)
    except BadJson:
        raise NotEditable from None
    too_much = len(laid_out) > MOST_LETTERS or laid_out.count("\n") >= MOST_LINES
    if too_much or longest_line(laid_out) > LONGEST_LINE:
        raise NotEditable
    return LayoutFile(laid_out, laid_out=True, newline=newline)


def longest_line(text: str) -> int:
    """Letters of the longest line."""
    return max(map(len, text.split("\n")))


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)
