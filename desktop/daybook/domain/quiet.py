"""Quiet hours: when nobody wants to be reminded of anything."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from daybook.domain.workdays import WorkWeek

EVERY_DAY: Final = WorkWeek(frozenset(range(7)))


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Quiet each day from `since` until `until` (past midnight when `until` is the earlier one), and on days off.

    Both by the person's own clock. Equal ends = no hours of the day are quiet. Days that are no working day of `week`
    are quiet as a whole, from midnight to midnight.
    """

    since: time = time(20, 0)
    until: time = time(8, 0)
    week: WorkWeek = field(default=EVERY_DAY)

    def holds(self, moment: datetime, zone: tzinfo) -> bool:
        """True when it is quiet at an aware moment, by the clocks of `zone`."""
        local = moment.astimezone(zone)
        return not self.week.works_on(local.date()) or self._is_quiet_hour(local.time())

    def end(self, moment: datetime, zone: tzinfo) -> datetime:
        """The first moment from `moment` on at which it is not quiet, in UTC; `moment` itself when it is not now."""
        if not self.holds(moment, zone):
            return moment.astimezone(UTC)
        changes = self._changes(moment.astimezone(zone).date(), zone)
        return next(each for each in changes if each > moment and not self.holds(each, zone))

    def _is_quiet_hour(self, hour: time) -> bool:
        if self.since <= self.until:
            return self.since <= hour < self.until
        return hour >= self.since or hour < self.until

    def _changes(self, day: date, zone: tzinfo) -> Iterator[datetime]:
        """Every moment from the beginning of `day` at which it may become loud, in order."""
        while True:
            for hour in sorted({time(0), self.until}):
                yield at_hour(day, hour, zone).astimezone(UTC)
            day += timedelta(days=1)


def at_hour(day: date, hour: time, zone: tzinfo) -> datetime:
    """A moment by the clocks of `zone`, aware; an hour that they skip in spring becomes the one after the gap."""
    return datetime.combine(day, hour, zone).astimezone(UTC).astimezone(zone)
