"""What a person says about her working days, and the holidays of a country: values only."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from daybook.domain.workdays import WorkWeek

NO_COUNTRY: Final = ""
"""The country of somebody who works on every holiday."""

YEARS_BACK: Final = 1
YEARS_AHEAD: Final = 5
"""How far from today holidays are known unless more is asked for."""


class UnknownCountry(ValueError):
    """Nobody told us the holidays of this country. `code` is what was asked for."""

    def __init__(self, code: str) -> None:
        super().__init__(f"no holidays are known for the country {code!r}")
        self.code = code


class UnknownRegion(ValueError):
    """The country has no region of this code."""

    def __init__(self, country: str, code: str) -> None:
        super().__init__(f"{country} has no region {code!r}")
        self.country = country
        self.code = code


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Working days as a person set them; None = as is usual on this computer.

    `country` is an ISO 3166-1 code of two letters, or NO_COUNTRY; `region` an ISO 3166-2 code without the country, None
    for the holidays of the whole country. `weekdays` are numbers from Monday = 0.
    """

    country: str | None = None
    region: str | None = None
    days_off: frozenset[date] = frozenset()
    weekdays: frozenset[int] | None = None

    def __post_init__(self) -> None:
        if self.region is not None and not self.country:
            raise ValueError("a region needs its country")
        if self.weekdays is not None and (not self.weekdays or not self.weekdays <= set(range(7))):
            raise ValueError("a working week needs at least one day from Monday = 0 to Sunday = 6")

    def plain_week(self) -> WorkWeek:
        """The working days as long as nobody knows the holidays."""
        return WorkWeek(self.weekdays or WorkWeek().weekdays, self.days_off)

    def filled(self, usual: "WorkCalendar") -> "WorkCalendar":
        """Nothing is left open that `usual` says: a region goes with its country, weekdays with the usual country."""
        here = self.country in (None, usual.country, NO_COUNTRY)
        weekdays = usual.weekdays if here and self.weekdays is None else self.weekdays
        place = usual if self.country is None else self
        return WorkCalendar(place.country, place.region, self.days_off, weekdays)

    def asked(
        self, country: str | None, days_off: Iterable[date], weekdays: frozenset[int] | None = None
    ) -> "WorkCalendar":
        """This calendar, but as somebody asks for it: another country, other weekdays, and more days off."""
        place = self if country in (None, self.country) else replace(self, country=country, region=None)
        own = self.weekdays if weekdays is None else weekdays
        return replace(place, days_off=self.days_off | frozenset(days_off), weekdays=own)


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day on which a country rests. `name` is in the language asked for, else in one that is spoken there."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a country with holidays of its own. `name` is as people there write it, else its code."""

    code: str
    name: str


def known_years(today: date) -> range:
    """The years whose holidays are usually needed."""
    return range(today.year - YEARS_BACK, today.year + YEARS_AHEAD + 1)
