"""Weeks as people of a country have them."""

import pytest
from PySide6.QtCore import QLocale

from daybook.ui.kit.week import first_weekday, usual_calendar


@pytest.mark.parametrize(
    ("name", "first", "days"),
    [
        ("de_DE", 0, {0, 1, 2, 3, 4}),
        ("en_US", 6, {0, 1, 2, 3, 4}),
        ("ar_EG", 5, {6, 0, 1, 2, 3}),
        ("he_IL", 6, {6, 0, 1, 2, 3}),
        ("ru_RU", 0, {0, 1, 2, 3, 4}),
    ],
)
def test_a_week_is_that_of_the_country(name: str, first: int, days: set[int]) -> None:
    locale = QLocale(name)
    assert first_weekday(locale) == first
    assert usual_calendar(locale).weekdays == frozenset(days)
    assert usual_calendar(locale).country == name[-2:]
