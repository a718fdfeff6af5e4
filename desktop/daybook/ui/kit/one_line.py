"""Texts that may be as long as somebody likes and hold line breaks, in one line."""

from typing import Final

LONGEST: Final = 400
"""Letters that are drawn and said; no row is wider, and measuring a longer text takes its time."""


def beginning(text: str) -> str:
    """As much of it as a row can show, line breaks are blanks; "" for nothing but blanks."""
    return " ".join(text[:LONGEST].split())


def brief(text: str, letters: int) -> str:
    """At most so many letters of it, and a sign when there were more: for sentences."""
    line = " ".join(text.split())
    return line if len(line) <= letters else f"{line[:letters]}…"
