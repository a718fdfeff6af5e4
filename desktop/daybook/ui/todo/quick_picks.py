"""Deadlines that one click sets."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from daybook.domain.deadline import DeadlineReader
from daybook.ui.kit.format import Formats

_TYPED: Final = ("today 18:00", "tomorrow 10:00", "monday 9:00", "+1 day", "+3 wd", "+1 week")
"""As a person would type them; English is understood in every language."""


@dataclass(frozen=True, slots=True)
class QuickPick:
    """One offer: what the chip says, and the moment it stands for now."""

    words: str
    moment: datetime


def quick_picks(
    reader: DeadlineReader, formats: Formats, *, now: datetime, base: datetime | None
) -> tuple[QuickPick, ...]:
    """What is offered at this moment for a to-do that is due at `base`. An hour that has passed is left out."""
    start = _not_before_today(base, now.astimezone(reader.zone))
    offers = []
    for typed in _TYPED:
        moment = reader.read(typed, now=now, base=start)
        if moment is not None and moment > now:
            offers.append(QuickPick(_words(typed, formats, moment), moment))
    return tuple(offers)


def _not_before_today(base: datetime | None, now: datetime) -> datetime | None:
    """Where "+1 day" starts: what is overdue starts today, at its own hour, else a day more would not help."""
    if base is None:
        return None
    local = base.astimezone(now.tzinfo)
    return datetime.combine(max(local.date(), now.date()), local.time(), now.tzinfo)


def _words(typed: str, formats: Formats, moment: datetime) -> str:
    translate = QCoreApplication.translate
    monday = formats.locale.dayName(1, QLocale.FormatType.LongFormat)
    words = {
        "today 18:00": translate("QuickPicks", "Today {time}"),
        "tomorrow 10:00": translate("QuickPicks", "Tomorrow {time}"),
        "monday 9:00": translate("QuickPicks", "{monday} {time}"),
        "+1 day": translate("QuickPicks", "+1 day"),
        "+3 wd": translate("QuickPicks", "+3 working days"),
        "+1 week": translate("QuickPicks", "+1 week"),
    }[typed]
    return words.format(time=formats.time(moment), monday=monday)
