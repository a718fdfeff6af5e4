"""What goes into the cells of an exported table, whatever the kind of file."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from daybook.domain.listing import ActivityLine

Cell = str | datetime | int | float | bool | None
"""Text, an aware moment, a number, a flag, or None for an empty cell."""

_LINE_BREAK: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_HALF_OF_A_PAIR: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an exported table. `id` is the program's own name of it; `title` is what the person reads."""

    id: str
    title: str
    value: Callable[[ActivityLine], Cell]


def cleaned(text: str) -> str:
    """The text without what no file may hold: control characters go, every kind of line break becomes "\\n".

    XML 1.0 and RFC 5545 forbid them, and Excel refuses a whole file for one. Half of a surrogate pair, which JSON may
    carry and UTF-8 may not, becomes U+FFFD. Tabs stay, and so do the marks of writing direction.
    """
    if text.isascii() and text.isprintable():
        return text
    return _HALF_OF_A_PAIR.sub("\ufffd", _FORBIDDEN.sub("", _LINE_BREAK.sub("\n", text)))


def on_the_clock(moment: datetime, zone: tzinfo) -> datetime:
    """What a clock in that zone shows, without a zone: spreadsheets know none.

    A moment at the very edge of the calendar, which the zone would push over, keeps the clock it has.
    """
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        return moment.replace(tzinfo=None)
