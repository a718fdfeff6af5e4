"""Reminders in words: how a chip says them, and how a person may type them."""

import re
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject

FURTHEST_MINUTES: Final = 366 * 1440
"""A reminder more than a year before its deadline is a slip of the finger."""

_TYPED: Final = re.compile(r"(\d{1,9})\s*([^\W\d_]*)\.?(?:\s+before)?")
_UNITS: Final = {
    1: ("", "m", "min", "mins", "minute", "minutes"),
    60: ("h", "hr", "hrs", "hour", "hours"),
    1440: ("d", "day", "days"),
    10080: ("w", "week", "weeks"),
}
_MINUTES_OF: Final = {word: minutes for minutes, words in _UNITS.items() for word in words}


class BadPingText(ValueError):
    """A text that is no reminder; `reason` is a key of `ping_fault`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_ping(text: str) -> int:
    """Minutes before the deadline of "45", "3h", "2 days"; a bare number is minutes.

    Raises BadPingText: `empty`, `negative`, `not_understood`, `too_far`.
    """
    said = " ".join(text.casefold().split())
    if not said:
        raise BadPingText("empty")
    if said[0] in "-−" and said[1:].lstrip()[:1].isdigit():
        raise BadPingText("negative")
    match = _TYPED.fullmatch(said)
    if match is None or not match[1].isascii() or match[2] not in _MINUTES_OF:
        raise BadPingText("not_understood")
    minutes = int(match[1]) * _MINUTES_OF[match[2]]
    if minutes > FURTHEST_MINUTES:
        raise BadPingText("too_far")
    return minutes


def ping_fault(reason: str) -> str:
    """Why a typed text is no reminder, and what would be one."""
    translate = QCoreApplication.translate
    return {
        "empty": translate("Pings", "Type how long before the deadline, such as 45, 3h or 2 d."),
        "negative": translate("Pings", "A reminder comes before the deadline, not after it."),
        "not_understood": translate("Pings", "Type a number of minutes, or such as 3h or 2 d."),
        "too_far": translate("Pings", "That is more than a year before the deadline."),
    }[reason]


class PingWords(QObject):
    """A reminder as a chip says it."""

    def words(self, minutes: int) -> str:
        """ "At the deadline", "15 min before", "1 day before"."""
        if minutes == 0:
            return self.tr("At the deadline")
        if minutes % 1440 == 0:
            return self.tr("%Ln day(s) before", "", minutes // 1440)
        if minutes % 60 == 0:
            return self.tr("%Ln hour(s) before", "", minutes // 60)
        return self.tr("%Ln min before", "", minutes)
