"""The holidays of a country as the library tells them; the days named here are facts of those countries."""

import asyncio
import subprocess
import sys
import threading
from datetime import date
from typing import Any

import pytest

from daybook.domain.calendar import UnknownCountry, UnknownRegion, WorkCalendar
from daybook.domain.workdays import WorkWeek
from daybook.store.holidays import Holidays

UNITY = date(2026, 10, 3)
EPIPHANY = date(2026, 1, 6)
YEARS = range(2025, 2030)


async def test_the_holidays_of_a_country_do_not_count() -> None:
    week = await Holidays().week(WorkCalendar("DE"), YEARS)

    assert {date(2025, 5, 1), UNITY, date(2029, 12, 25)} <= week.holidays
    assert EPIPHANY not in week.holidays
    assert {day.year for day in week.holidays} == set(YEARS)
    assert week.weekdays == {0, 1, 2, 3, 4}


async def test_a_region_has_holidays_of_its_own() -> None:
    assert EPIPHANY in (await Holidays().week(WorkCalendar("DE", "BY"), [2026])).holidays


async def test_own_days_off_and_weekdays_count_beside_the_country() -> None:
    bridge = date(2026, 5, 15)
    week = await Holidays().week(WorkCalendar("DE", None, frozenset({bridge}), frozenset({4, 5})), [2026])

    assert not week.works_on(bridge)
    assert not week.works_on(UNITY)  # a Saturday
    assert week.works_on(date(2026, 5, 16))


async def test_without_a_country_only_own_days_off_rest() -> None:
    off = frozenset({date(2026, 5, 15)})

    assert await Holidays().week(WorkCalendar("", days_off=off), YEARS) == WorkWeek(holidays=off)
    assert await Holidays().week(WorkCalendar(), YEARS) == WorkWeek()


async def test_the_weekend_is_that_of_the_country() -> None:
    assert (await Holidays().week(WorkCalendar("SA"), YEARS)).weekdays == {6, 0, 1, 2, 3}
    assert (await Holidays().week(WorkCalendar("SA", weekdays=frozenset({0})), YEARS)).weekdays == {0}


async def test_a_saturday_worked_for_golden_week_counts_for_who_has_the_usual_weekend() -> None:
    saturday = date(2025, 10, 11)
    holidays = Holidays()

    assert (await holidays.week(WorkCalendar("CN"), [2025])).works_on(saturday)
    assert not (await holidays.week(WorkCalendar("CN", weekdays=frozenset({0, 1, 2})), [2025])).works_on(saturday)
    assert not (await holidays.week(WorkCalendar("CN"), [2026])).works_on(saturday)


async def test_further_years_are_known_when_asked_for() -> None:
    assert date(2040, 12, 25) in (await Holidays().week(WorkCalendar("DE"), [2040])).holidays


@pytest.mark.parametrize(
    ("country", "language", "name"),
    [
        ("DE", "de_DE", "Neujahr"),
        ("DE", "en-GB", "New Year's Day"),
        ("DE", "sw_KE", "Neujahr"),
        ("RU", "ru", "Новогодние каникулы"),
        ("ZA", "de", "New Year's Day"),
    ],
)
async def test_a_holiday_is_named_in_the_language_asked_for_or_in_that_of_the_country(
    country: str, language: str, name: str
) -> None:
    first, *_ = await Holidays().named(country, None, [2026], language=language)

    assert (first.day, first.name) == (date(2026, 1, 1), name)


async def test_holidays_come_in_order() -> None:
    days = [each.day for each in await Holidays().named("US", "CA", [2027, 2026])]

    assert days == sorted(days)
    assert {each.year for each in days} == {2026, 2027}


async def test_a_country_is_offered_with_its_regions() -> None:
    holidays = Holidays()
    countries = await holidays.countries()
    bavaria, *_ = [each for each in await holidays.regions("DE") if each.code == "BY"]

    assert {"DE", "US", "IN", "BR", "KZ"} <= set(countries)
    assert list(countries) == sorted(countries)
    assert all(len(code) == 2 and code.isupper() for code in countries)
    assert bavaria.name == "Bayern"
    assert await holidays.regions("RU") == ()


async def test_every_region_of_every_country_can_be_counted_with() -> None:
    holidays, empty = Holidays(), set()
    for country in await holidays.countries():
        for region in (None, *(each.code for each in await holidays.regions(country))):
            week = await holidays.week(WorkCalendar(country, region), [2026])
            if not week.holidays:
                empty.add((country, region))

    assert len(empty) <= 5  # islands on which nobody lives
    assert not {"DE", "US", "RU", "IN", "BR", "KZ"} & {country for country, _ in empty}


@pytest.mark.parametrize("code", ["ZZ", "de", "DEU", "NYSE", "country_holidays", "D\0"])
async def test_an_unknown_country_is_said_to_be_one(code: str) -> None:
    with pytest.raises(UnknownCountry) as caught:
        await Holidays().week(WorkCalendar(code), YEARS)
    assert caught.value.code == code


async def test_an_unknown_region_is_said_to_be_one() -> None:
    with pytest.raises(UnknownRegion) as caught:
        await Holidays().week(WorkCalendar("DE", "Atlantis"), YEARS)
    assert (caught.value.country, caught.value.code) == ("DE", "Atlantis")


async def test_many_may_ask_at_once() -> None:
    holidays = Holidays()
    weeks = await asyncio.gather(*(holidays.week(WorkCalendar("FR"), YEARS) for _ in range(20)))

    assert len(set(map(hash, weeks))) == 1


class Watched(Holidays):
    """Notes on which threads the library is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.threads: set[threading.Thread] = set()

    def _library(self) -> Any:
        self.threads.add(threading.current_thread())
        return super()._library()


async def test_the_library_is_asked_on_another_thread() -> None:
    holidays = Watched()

    await holidays.countries()
    await holidays.regions("DE")
    await holidays.week(WorkCalendar("DE"), [2026])
    await holidays.named("DE", None, [2026])

    assert holidays.threads
    assert threading.current_thread() not in holidays.threads


def test_the_library_is_not_loaded_before_it_is_asked_for() -> None:
    script = "import sys, daybook.store.holidays as our; our.Holidays(); sys.exit('holidays' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
