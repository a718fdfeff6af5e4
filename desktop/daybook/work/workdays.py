"""The person's working days: which count now, what makes them so, and what changes when she sets something else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Final

from daybook.domain.calendar import NO_COUNTRY, Region, WorkCalendar, known_years
from daybook.domain.changes.recipe import Options
from daybook.domain.clock import Clock, Zone
from daybook.domain.quiet import QuietHours
from daybook.domain.workdays import WorkWeek
from daybook.store.holidays import Holidays
from daybook.store.settings import CALENDAR, USUAL_CALENDAR, Settings
from daybook.work.listeners import Listeners

SHOWN_DAYS: Final = 366
"""How far ahead special days are listed."""


class DayKind(Enum):
    """Why a day is not like the others of its weekday."""

    HOLIDAY = "holiday"
    OWN = "own"
    """A day off that the person entered."""
    MADE_UP = "made_up"
    """A day of rest that is worked in the place of another."""


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One day of the list. `name` is that of the holiday, else "". `matters` False: nobody works on it anyway."""

    day: date
    kind: DayKind
    name: str = ""
    matters: bool = True


class Workdays:
    """Working days of one person on one computer. `changed` tells when `week` is another one.

    `usual` is what her system says: country and weekdays. `language` is the one in which holidays are named.
    """

    def __init__(
        self, settings: Settings, holidays: Holidays, clock: Clock, zone: Zone, *, usual: WorkCalendar, language: str
    ) -> None:
        self.changed = Listeners()
        self.usual = usual
        self._settings = settings
        self._holidays = holidays
        self._clock = clock
        self._zone = zone
        self._language = language
        self._week = settings[CALENDAR].filled(usual).plain_week()

    @property
    def calendar(self) -> WorkCalendar:
        """What the person has set."""
        return self._settings[CALENDAR]

    @property
    def today(self) -> date:
        """The day it is here."""
        return self._clock.now().astimezone(self._zone()).date()

    def week(self) -> WorkWeek:
        """The working days that count now; until `load` has ended, without the holidays of a country."""
        return self._week

    async def load(self) -> None:
        """Learns the holidays. Raises UnknownCountry or UnknownRegion when nobody knows what was set, StoreUnusable."""
        if self.usual.country not in await self._holidays.countries():
            self.usual = replace(self.usual, country=NO_COUNTRY)  # such as "001", the whole world
        if self._settings[USUAL_CALENDAR] != self.usual:
            await self._settings.put(USUAL_CALENDAR, self.usual)
        self._show(await self._read(self.calendar))

    async def asked(self, options: Options) -> WorkWeek:
        """Working days as a recipe asks for them, else hers. Raises UnknownCountry or UnknownRegion, StoreUnusable."""
        return await self._read(self.calendar.asked(options.country, options.holidays, options.workdays))

    async def put(self, calendar: WorkCalendar) -> None:
        """From now on these. Raises UnknownCountry or UnknownRegion, then nothing has changed; or StoreUnusable."""
        week = await self._read(calendar)
        try:
            await self._settings.put(CALENDAR, calendar)
        finally:  # a disk that is full keeps nobody from working on other days until the window closes
            self._show(week)

    async def countries(self) -> tuple[str, ...]:
        """The codes of all countries that can be chosen."""
        return await self._holidays.countries()

    async def regions(self) -> tuple[Region, ...]:
        """The regions of the country that counts now; empty where there are none, or no country."""
        country = self.calendar.filled(self.usual).country
        return await self._holidays.regions(country) if country else ()

    async def special_days(self) -> Sequence[SpecialDay]:
        """What is not like every week, from today on, in order. Raises UnknownCountry or UnknownRegion."""
        counted, week, first = self.calendar.filled(self.usual), self._week, self.today
        last = first + timedelta(days=SHOWN_DAYS)
        found = {day: SpecialDay(day, DayKind.MADE_UP) for day in week.made_up - week.holidays}
        for day in counted.days_off:
            found[day] = SpecialDay(day, DayKind.OWN, matters=_would_work(week, day))
        if counted.country:
            years = range(first.year, last.year + 1)
            for each in await self._holidays.named(counted.country, counted.region, years, language=self._language):
                found[each.day] = SpecialDay(each.day, DayKind.HOLIDAY, each.name, _would_work(week, each.day))
        return [found[day] for day in sorted(found) if first <= day < last]

    def quiet(self, hours: QuietHours) -> QuietHours:
        """Quiet hours that hold on holidays and days off too, unless the person wants to hear on every day."""
        if hours.week.weekdays == frozenset(range(7)):
            return hours
        return replace(hours, week=replace(hours.week, holidays=self._week.holidays))

    async def _read(self, calendar: WorkCalendar) -> WorkWeek:
        return await self._holidays.week(calendar.filled(self.usual), known_years(self.today))

    def _show(self, week: WorkWeek) -> None:
        if week != self._week:
            self._week = week
            self.changed.tell()


def _would_work(week: WorkWeek, day: date) -> bool:
    return day.weekday() in week.weekdays or day in week.made_up
