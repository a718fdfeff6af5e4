"""A block of cells as spreadsheets put it on the clipboard: tabs between cells, line ends between rows.

There is no standard. What Excel, LibreOffice and Google Sheets agree on: a cell that holds a tab or a line break is
put in quotation marks and its own marks are doubled; any other cell stands as it is, quotation marks included. Excel
and LibreOffice end the last row with a line end, Google Sheets does not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

Block = tuple[tuple[str, ...], ...]
"""Rows of the same length; empty = nothing was copied. Line breaks inside a cell are "\\n"."""

MOST_CHARACTERS: Final = 4_000_000
MOST_CELLS: Final = 200_000
"""10,000 rows of twenty columns. Whole columns are copied by a slip: that would be a million rows."""

_DELIMITERS: Final = "\t\r\n"
_LINE_END: Final = re.compile(r"\r\n|\r")
_DELIMITER: Final = re.compile(r"[\t\r\n]")
_NEVER_SEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class BlockTooLarge(ValueError):
    """More than a block may hold. `what` is "characters" or "cells", `limit` how many of them are allowed."""

    def __init__(self, what: str, limit: int) -> None:
        super().__init__(f"more than {limit} {what}")
        self.what = what
        self.limit = limit


def read_block(text: str, *, most_characters: int = MOST_CHARACTERS, most_cells: int = MOST_CELLS) -> Block:
    """The cells of a copied text; shorter rows are filled up with empty cells, control characters are left out.

    Any text is a block, be it one of one cell. Raises BlockTooLarge.
    """
    if len(text) > most_characters:
        raise BlockTooLarge("characters", most_characters)
    rows: list[list[str]] = []
    width = 0
    for row in _rows(_NEVER_SEEN.sub("", text)):
        rows.append(row)
        width = max(width, len(row))
        if len(rows) * width > most_cells:
            raise BlockTooLarge("cells", most_cells)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def write_block(rows: Iterable[Sequence[str]]) -> str:
    """The text that spreadsheets take as these rows.

    A single cell has no line end behind it, so that it can be pasted into a line of text as well.
    """
    lines = ["\t".join(_written(cell) for cell in row) for row in rows]
    if len(lines) == 1 and lines[0] and "\t" not in lines[0]:
        return lines[0]
    return "".join(f"{line}\n" for line in lines)


def _written(cell: str) -> str:
    """A cell as it stands in the text. One that begins with a mark is quoted too, else it would be read as quoted."""
    cell = _LINE_END.sub("\n", cell)
    if cell.startswith('"') or _DELIMITER.search(cell):
        doubled = cell.replace('"', '""')
        return f'"{doubled}"'
    return cell


def _rows(text: str) -> Iterator[list[str]]:
    row: list[str] = []
    at = 0
    while at < len(text):
        cell, at = _cell(text, at)
        row.append(cell)
        if text[at : at + 1] == "\t":
            at += 1
            if at == len(text):
                row.append("")
                break
            continue
        yield row
        row = []
        at += 2 if text[at : at + 2] == "\r\n" else 1
    if row:
        yield row


def _cell(text: str, at: int) -> tuple[str, int]:
    """The cell that begins here, and where its delimiter stands (or the text ends)."""
    end = _end_of_quoted(text, at) if text[at] == '"' else None
    if end is not None:
        inside = text[at + 1 : end - 1]
        if '"' in inside or _DELIMITER.search(inside):
            return _LINE_END.sub("\n", inside.replace('""', '"')), end
    found = _DELIMITER.search(text, at)
    end = found.start() if found else len(text)
    return text[at:end], end


def _end_of_quoted(text: str, at: int) -> int | None:
    """Where the quoted cell that begins here has ended; None when its marks do not come out even, so it is not one."""
    mark = text.find('"', at + 1)
    while mark >= 0:
        if text[mark + 1 : mark + 2] != '"':
            return mark + 1 if text[mark + 1 : mark + 2] in ("", *_DELIMITERS) else None
        mark = text.find('"', mark + 2)
    return None
