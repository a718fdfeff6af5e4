"""How people of a language and country divide their weeks, before they say otherwise. Days are from Monday = 0."""

from PySide6.QtCore import QLocale

from daybook.domain.calendar import WorkCalendar


def first_weekday(locale: QLocale) -> int:
    """The day a week begins with."""
    return int(locale.firstDayOfWeek().value) - 1


def usual_calendar(locale: QLocale) -> WorkCalendar:
    """Where people work on the days on which most do, and rest on the holidays of their country."""
    days = frozenset(int(day.value) - 1 for day in locale.weekdays())
    return WorkCalendar(QLocale.territoryToCode(locale.territory()), weekdays=days or None)
