"""A deadline as text that stands in a field: short, and understood when it is typed back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QLocale

from daybook.domain.deadline import DeadlineReader, Vocabulary

_Namer = Callable[[int, QLocale.FormatType], str]


def day_first(locale: QLocale) -> bool:
    """True where 3/4 is the third of April."""
    usual = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return usual.find("d") < usual.find("M")


def deadline_words(locale: QLocale) -> Vocabulary:
    """What months and weekdays are called where the person lives, beside English: a date is copied as it is shown."""
    usual = Vocabulary()
    months = tuple((*names, *_names(locale.monthName, locale.standaloneMonthName, number)) for number, names in
                   enumerate(usual.months, start=1))  # fmt: skip
    days = tuple((*names, *_names(locale.dayName, locale.standaloneDayName, number)) for number, names in
                 enumerate(usual.weekdays, start=1))  # fmt: skip
    return replace(usual, months=months, weekdays=days)


def _names(one: _Namer, other: _Namer, number: int) -> set[str]:
    """The long and short names of a month or a weekday, as they stand alone and within a date."""
    formats = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    return {named(number, each).casefold().rstrip(".") for named in (one, other) for each in formats}


def typed_deadline(moment: datetime | None, reader: DeadlineReader, locale: QLocale) -> str:
    """ "24/11/2026 10:00", "24.11.2026 10:00" or "2026-11-24 10:00", as people write where they live; "" for None."""
    if moment is None:
        return ""
    local = moment.astimezone(reader.zone)
    return f"{local.strftime(_pattern(reader, locale))} {local:%H:%M}"


def _pattern(reader: DeadlineReader, locale: QLocale) -> str:
    """What `reader` reads the same way: with dots the day is always first, with slashes as the reader was told."""
    usual = locale.dateFormat(QLocale.FormatType.ShortFormat)
    if "." in usual and reader.day_first:
        return "%d.%m.%Y"
    if "/" in usual:
        return "%d/%m/%Y" if reader.day_first else "%m/%d/%Y"
    return "%Y-%m-%d"
