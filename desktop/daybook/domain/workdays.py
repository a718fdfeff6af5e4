"""Working days: which days count, and how a date moves along them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final

LONGEST_BREAK_DAYS: Final = 1100
"""Three years without a single working day are a slip of the finger, not a calendar."""


class NoWorkingDay(OverflowError):
    """No day far and wide is a working day: holidays cover everything."""

    def __init__(self, day: date) -> None:
        super().__init__(f"no working day near {day.isoformat()}")
        self.day = day


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """The days on which a person works. `weekdays` are numbers from Monday = 0.

    `holidays` never count. `made_up` are days that are worked in the place of others, such as the Saturday before
    China's Golden Week: they count although their weekday does not, unless they are holidays.
    """

    weekdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    holidays: frozenset[date] = frozenset()
    made_up: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= set(range(7)):
            raise ValueError("a working week needs at least one day from Monday = 0 to Sunday = 6")

    def works_on(self, day: date) -> bool:
        """True when the person works on this day."""
        return day not in self.holidays and (day.weekday() in self.weekdays or day in self.made_up)

    def next_working(self, day: date) -> date:
        """`day` itself when it is a working day, else the first one after it. Raises NoWorkingDay."""
        return next(self._working(day, 1))

    def days_from(self, first: date, count: int) -> Iterator[date]:
        """`count` working days in order; the first is `first`, or the next working day. Raises NoWorkingDay."""
        return islice(self._working(first, 1), count)

    def shift(self, moment: datetime, days: int) -> datetime:
        """The moment `days` working days later (earlier when negative), at the same hour.

        Starting on a day off, the first working day counts as one. 0 leaves the moment as it is. Raises OverflowError
        where the calendar ends, as NoWorkingDay when there is nothing but days off.
        """
        if not days:
            return moment
        step = 1 if days > 0 else -1
        start = moment.date() + timedelta(days=step)
        reached = next(islice(self._working(start, step), abs(days) - 1, None))
        return moment + (reached - moment.date())

    def _working(self, day: date, step: int) -> Iterator[date]:
        """Every working day from `day` on, forwards (1) or backwards (-1)."""
        idle, by = 0, timedelta(days=step)
        while True:
            if self.works_on(day):
                idle = 0
                yield day
            elif (idle := idle + 1) > LONGEST_BREAK_DAYS:
                raise NoWorkingDay(day)
            day += by
