"""How people of a language and country divide their weeks. Days are numbers from Monday = 0."""

from PySide6.QtCore import QLocale

from daybook.domain.workdays import WorkWeek


def first_weekday(locale: QLocale) -> int:
    """The day a week begins with."""
    return int(locale.firstDayOfWeek().value) - 1


def work_week(locale: QLocale) -> WorkWeek:
    """The days on which most people work; holidays are nobody's business here."""
    days = frozenset(int(day.value) - 1 for day in locale.weekdays())
    return WorkWeek(days) if days else WorkWeek()
