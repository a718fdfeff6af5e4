"""Working days: which days count, and how a date moves along them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """The days on which a person works. `weekdays` are numbers from Monday = 0; `holidays` never count."""

    weekdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= set(range(7)):
            raise ValueError("a working week needs at least one day from Monday = 0 to Sunday = 6")

    def works_on(self, day: date) -> bool:
        """True when the person works on this day."""
        return day.weekday() in self.weekdays and day not in self.holidays

    def shift(self, moment: datetime, days: int) -> datetime:
        """The moment `days` working days later (earlier when negative), at the same hour.

        Starting on a day off, the first working day counts as one. 0 leaves the moment as it is.
        """
        step = timedelta(days=1 if days > 0 else -1)
        left = abs(days)
        while left:
            moment += step
            left -= self.works_on(moment.date())
        return moment
