"""A deadline as text that stands in a field: short, and understood when it is typed back."""

from datetime import datetime

from PySide6.QtCore import QLocale

from daybook.domain.deadline import DeadlineReader


def day_first(locale: QLocale) -> bool:
    """True where 3/4 is the third of April."""
    usual = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return usual.find("d") < usual.find("M")


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
