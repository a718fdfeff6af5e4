"""What a person says about her working days, put together with what is usual and what somebody asks for."""

from datetime import date

import pytest

from daybook.domain.calendar import NO_COUNTRY, WorkCalendar, known_years

CHRISTMAS = date(2026, 12, 24)
SUNDAYS = frozenset({6})
USUAL = WorkCalendar("DE", None, weekdays=frozenset(range(5)))


@pytest.mark.parametrize(
    ("own", "counted"),
    [
        pytest.param(WorkCalendar(), USUAL, id="nothing said: as usual"),
        pytest.param(WorkCalendar("DE", "BY"), WorkCalendar("DE", "BY", weekdays=USUAL.weekdays), id="the region too"),
        pytest.param(WorkCalendar("AE"), WorkCalendar("AE"), id="weekdays go with another country"),
        pytest.param(WorkCalendar(NO_COUNTRY), WorkCalendar(NO_COUNTRY, weekdays=USUAL.weekdays), id="no holidays"),
        pytest.param(WorkCalendar(weekdays=SUNDAYS), WorkCalendar("DE", weekdays=SUNDAYS), id="own weekdays stay"),
        pytest.param(
            WorkCalendar(days_off=frozenset({CHRISTMAS})),
            WorkCalendar("DE", None, frozenset({CHRISTMAS}), USUAL.weekdays),
            id="own days off stay",
        ),
    ],
)
def test_what_is_left_open_is_as_usual(own: WorkCalendar, counted: WorkCalendar) -> None:
    assert own.filled(USUAL) == counted


@pytest.mark.parametrize(("country", "region"), [(None, "BY"), ("DE", "BY"), ("FR", None), (NO_COUNTRY, None)], ids=str)
def test_another_country_that_is_asked_for_has_no_region_of_the_first(country: str | None, region: str | None) -> None:
    asked = WorkCalendar("DE", "BY", frozenset({date(2026, 1, 2)})).asked(country, [CHRISTMAS], SUNDAYS)

    assert (asked.country, asked.region) == ("DE" if country is None else country, region)
    assert asked.days_off == {date(2026, 1, 2), CHRISTMAS}
    assert asked.weekdays == SUNDAYS


def test_without_weekdays_asked_for_the_own_ones_stay() -> None:
    assert WorkCalendar(weekdays=SUNDAYS).asked("DE", ()).weekdays == SUNDAYS


@pytest.mark.parametrize("country", [None, NO_COUNTRY])
def test_a_region_without_its_country_is_refused(country: str | None) -> None:
    with pytest.raises(ValueError, match="country"):
        WorkCalendar(country, "BY")


@pytest.mark.parametrize("days", [frozenset(), frozenset({7})], ids=["no day", "an eighth day"])
def test_a_week_that_is_none_is_refused(days: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        WorkCalendar(weekdays=days)


def test_last_year_and_the_next_three_are_known() -> None:
    assert set(known_years(date(2026, 12, 31))) >= {2025, 2026, 2027, 2028, 2029}
