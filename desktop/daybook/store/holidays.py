"""The holidays of each country, off the caller's thread. The only one that knows the library `holidays`.

It stands here because it reads the disk: the library is 250 modules and the translations beside them, all loaded when
the first country is asked for (0.15 s and 17 MB, once). `domain` may not do that; `work` and `bulk` both stand on us.
"""

import asyncio
import importlib
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from daybook.domain.calendar import Holiday, Region, UnknownCountry, UnknownRegion, WorkCalendar
from daybook.domain.workdays import WorkWeek

_ALL_DAYS: Final = frozenset(range(7))
_MADE_UP: Final = "weekend_workdays"


@dataclass(frozen=True, slots=True)
class _Year:
    """One year of a country or region. `made_up` are days of rest that are worked."""

    holidays: Mapping[date, str]
    made_up: frozenset[date]
    weekend: frozenset[int]


class Holidays:
    """Answers by country, region and year; each is worked out once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loaded: Any = None
        self._years: dict[tuple[str, str | None, str, int], _Year] = {}

    async def countries(self) -> tuple[str, ...]:
        """The codes of all countries whose holidays are known, in order of the alphabet."""
        return await asyncio.to_thread(self._countries)

    async def regions(self, country: str) -> tuple[Region, ...]:
        """The parts of a country with holidays of their own, by name; empty where there are none.

        Raises UnknownCountry.
        """
        return await asyncio.to_thread(self._regions, country)

    async def named(
        self, country: str, region: str | None, years: Iterable[int], *, language: str = ""
    ) -> tuple[Holiday, ...]:
        """The holidays of these years in order, named in `language` ("de", "pt_BR") where that is known.

        Raises UnknownCountry or UnknownRegion.
        """
        return await asyncio.to_thread(self._named, country, region, tuple(years), language)

    async def week(self, calendar: WorkCalendar, years: Iterable[int]) -> WorkWeek:
        """The working days of these years. Without a country no holiday counts; without weekdays the usual ones do.

        Days that are worked in the place of others count for who rests on the same weekdays as the country. Raises
        UnknownCountry or UnknownRegion.
        """
        return await asyncio.to_thread(self._week, calendar, tuple(years))

    # On a thread of their own from here on

    def _week(self, calendar: WorkCalendar, years: tuple[int, ...]) -> WorkWeek:
        usual = WorkWeek().weekdays
        if not calendar.country:
            return WorkWeek(calendar.weekdays or usual, calendar.days_off)
        found = [self._year(calendar.country, calendar.region, "", year) for year in years]
        if found:
            usual = _ALL_DAYS - found[-1].weekend
        weekdays = calendar.weekdays or usual
        off = calendar.days_off.union(*(each.holidays for each in found))
        made_up = frozenset[date]().union(*(each.made_up for each in found if each.weekend == _ALL_DAYS - weekdays))
        return WorkWeek(weekdays, off, made_up)

    def _named(self, country: str, region: str | None, years: tuple[int, ...], language: str) -> tuple[Holiday, ...]:
        spoken = _spoken(self._entity(country, None), language)
        days: dict[date, str] = {}
        for year in years:
            days.update(self._year(country, region, spoken, year).holidays)
        return tuple(Holiday(day, days[day]) for day in sorted(days))

    def _year(self, country: str, region: str | None, language: str, year: int) -> _Year:
        """`language` "" = whatever language the names are in."""
        key = (country, region, language, year)
        with self._lock:
            if key not in self._years:
                self._years[key] = _read(self._entity(country, region, language, year), year)
            return self._years[key]

    def _countries(self) -> tuple[str, ...]:
        return tuple(sorted(code for code in self._library().list_supported_countries(include_aliases=False)))

    def _regions(self, country: str) -> tuple[Region, ...]:
        entity = self._entity(country, None)
        names: dict[str, str] = {}
        for name, code in entity.subdivisions_aliases.items():
            if not name.isupper():  # else it is the code of another list
                names.setdefault(code, name)
        regions = (Region(code, names.get(code, code)) for code in entity.subdivisions)
        return tuple(sorted(regions, key=lambda each: each.name))

    def _entity(self, country: str, region: str | None, language: str = "", year: int | None = None) -> Any:
        """The library's own object. Raises UnknownCountry or UnknownRegion."""
        library = self._library()
        if country not in library.list_supported_countries(include_aliases=False):
            raise UnknownCountry(country)
        years = () if year is None else year
        try:
            return library.country_holidays(
                country, subdiv=region, years=years, expand=False, language=language or None
            )
        except NotImplementedError as error:
            raise UnknownRegion(country, region or "") from error

    def _library(self) -> Any:
        if self._loaded is None:
            # By name and late: it is needed by few and long to load, also for whoever checks our types.
            self._loaded = importlib.import_module("holidays")
        return self._loaded


def _read(entity: Any, year: int) -> _Year:
    """What the library says of one year, without those of its neighbours that it adds now and then."""
    made_up = frozenset(day for day in getattr(entity, _MADE_UP, ()) if day.year == year)
    return _Year({day: str(name) for day, name in entity.items()}, made_up, frozenset(entity.weekend))


def _spoken(entity: Any, wanted: str) -> str:
    """The language of `entity` that is nearest to the one wanted, else that of the country; "" when it has only one."""
    known = sorted(entity.supported_languages)
    wanted = wanted.replace("-", "_")
    family = [each for each in known if wanted and each.split("_")[0] == wanted.split("_")[0]]
    if wanted in known:
        return wanted
    return family[0] if family else (entity.default_language or "")
