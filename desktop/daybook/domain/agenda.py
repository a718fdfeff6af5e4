"""The sheet of a day: into which part of it each open activity falls, by the days on the person's own clock.

A day begins at its first moment there is, which is not always 00:00, and lasts 23 to 25 hours when the clocks change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from daybook.domain.deadline import DEFAULT_HOUR
from daybook.domain.filtering import Moment, Within

DAYS: Final = 14
"""How many days, from today on, are looked at one by one."""

OVERDUE_SPAN: Final = 0
TODAY_SPAN: Final = 1
"""What is still to come today; the spans behind it are a day each."""
BEYOND_SPAN: Final = DAYS + 1


class Part(StrEnum):
    """The parts of the sheet, in the order in which they are read."""

    OVERDUE = "overdue"
    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"
    """What is left of this week; when nothing is, the next one (`Sheet.is_next_week`)."""
    LATER = "later"
    UNDATED = "undated"
    IDLE = "idle"
    """Not activities but items: those for which nothing is planned."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The moments that divide what is open, as they are at `now`. All are in UTC.

    `starts` holds the first moments of today and of the following days, `DAYS` + 1 of them. A *span* is the time
    between two of `bounds`: 0 lies before now, 1 is what is left of today, and so on; None stands for no deadline.
    """

    now: datetime
    starts: tuple[datetime, ...]
    week_days: int
    """How many days from today on the part WEEK ends; at least 3, at most 9."""
    is_next_week: bool

    @classmethod
    def at(cls, now: datetime, zone: tzinfo, first_weekday: int = 0) -> "Sheet":
        """The sheet at this moment in this zone. Weeks begin on `first_weekday`, from Monday = 0."""
        today = now.astimezone(zone).date()
        starts = tuple(start_of(today + timedelta(days=number), zone) for number in range(DAYS + 1))
        left = 7 - (today.weekday() - first_weekday) % 7
        is_next = left <= 2  # tomorrow is the last day of the week, or the first one of the next
        return cls(now.astimezone(UTC).replace(microsecond=0), starts, left + 7 * is_next, is_next)

    @property
    def bounds(self) -> tuple[datetime, ...]:
        """What lies between the spans, ascending."""
        return (self.now, *self.starts[1:])

    @property
    def tomorrow(self) -> datetime:
        """When today is over."""
        return self.starts[1]

    def part_of_span(self, span: int | None) -> Part:
        """The part of the sheet that a span lies in."""
        if span is None:
            return Part.UNDATED
        if span <= 2:
            return (Part.OVERDUE, Part.TODAY, Part.TOMORROW)[span]
        return Part.WEEK if span <= self.week_days else Part.LATER

    def part_of(self, deadline: datetime | None) -> Part:
        """Where an open activity with this deadline stands."""
        if deadline is None:
            return Part.UNDATED
        return self.part_of_span(sum(bound <= deadline for bound in self.bounds))

    def within(self, part: Part) -> Within:
        """What the deadline of everything in a part of the sheet has to fulfil. Raises KeyError for IDLE."""
        if part is Part.UNDATED:
            return Within(Moment.DEADLINE, none=True)
        bounds: dict[Part, tuple[datetime | None, datetime | None]] = {
            Part.OVERDUE: (None, self.now),
            Part.TODAY: (self.now, self.tomorrow),
            Part.TOMORROW: (self.tomorrow, self.starts[2]),
            Part.WEEK: (self.starts[2], self.starts[self.week_days]),
            Part.LATER: (self.starts[self.week_days], None),
        }
        since, until = bounds[part]
        return Within(Moment.DEADLINE, since, until)

    def within_span(self, span: int) -> Within:
        """What the deadline of everything in a span has to fulfil."""
        bounds: Sequence[datetime | None] = (None, *self.bounds, None)
        return Within(Moment.DEADLINE, bounds[span], bounds[span + 1])


def start_of(day: date, zone: tzinfo) -> datetime:
    """The first moment of a day, in UTC. A midnight that the clocks leave out is taken at the moment they jump."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def tomorrow_at_its_hour(deadline: datetime | None, now: datetime, zone: tzinfo) -> datetime:
    """Tomorrow at the hour of the present deadline, or at the end of a working day when there is none."""
    hour = DEFAULT_HOUR if deadline is None else deadline.astimezone(zone).time()
    day = now.astimezone(zone).date() + timedelta(days=1)
    # The round trip through UTC moves an hour that the clock skips in spring to one that exists.
    return datetime.combine(day, hour, zone).astimezone(UTC).astimezone(zone)
