"""Who and when, where a change deals them out: people in turn or by load, days with room. State of one plan."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from daybook.bulk.skips import NO_DEADLINE, NO_ROOM, Skip
from daybook.domain.changes.change import (
    Day,
    Deadline,
    Responsible,
    RoundRobin,
    SetDeadline,
    SetResponsible,
    ShiftDeadline,
    ShiftUnit,
    SpreadDeadline,
)
from daybook.domain.deadline import DEFAULT_HOUR
from daybook.domain.workdays import WorkWeek


@dataclass(frozen=True, slots=True)
class Calendar:
    """What turns words such as "in three working days" into moments."""

    now: datetime
    zone: tzinfo
    week: WorkWeek = field(default_factory=WorkWeek)

    @property
    def today(self) -> date:
        """The day it is for the person."""
        return self.now.astimezone(self.zone).date()

    def day(self, day: Day) -> date:
        """The day that is meant."""
        if not day.working:
            return self.today + timedelta(days=day.days)
        noon = datetime.combine(self.today, time(12), self.zone)
        return self.week.shift(noon, day.days).date()

    def moment(self, said: datetime | Day, keep: datetime | None = None) -> datetime:
        """The moment that is meant; a day without an hour takes that of `keep`, else the usual one."""
        if isinstance(said, datetime):
            return said
        hour = said.hour or (keep.astimezone(self.zone).time() if keep is not None else DEFAULT_HOUR)
        return self.at(self.day(said), hour)

    def at(self, day: date, hour: time) -> datetime:
        """That hour of that day; an hour that the clock skips in spring becomes one that exists."""
        return datetime.combine(day, hour.replace(tzinfo=None), self.zone).astimezone(self.now.tzinfo)

    def shifted(self, moment: datetime, shift: ShiftDeadline) -> datetime:
        """The moment so much later. Days keep the hour by the person's clock; hours are hours that pass."""
        local = moment.astimezone(self.zone)
        if shift.unit is ShiftUnit.MINUTES:
            return moment.astimezone(UTC) + timedelta(minutes=shift.amount)
        if shift.unit is ShiftUnit.HOURS:
            return moment.astimezone(UTC) + timedelta(hours=shift.amount)
        if shift.unit is ShiftUnit.DAYS:
            return self.at(local.date() + timedelta(days=shift.amount), local.time())
        return self.at(self.week.shift(local, shift.amount).date(), local.time())

    def days_from(self, first: date, count: int) -> tuple[date, ...]:
        """`count` working days from this day on, itself included; fewer where there are no more."""
        try:
            return tuple(self.week.days_from(first, count))
        except OverflowError:
            return ()


class People:
    """Deals rows out to people. `open_counts` is how many open activities each has now."""

    def __init__(self, choice: Responsible, open_counts: Mapping[int, int]) -> None:
        self._choice = choice
        self._loads = Counter({person: open_counts.get(person, 0) for person in people_of(choice)})
        self._dealt = 0

    def next(self, present: int | None) -> int:
        """The person for the next row, whose responsible person is `present`."""
        if isinstance(self._choice, SetResponsible):
            return self._choice.person_id
        if isinstance(self._choice, RoundRobin):
            person = self._choice.person_ids[self._dealt % len(self._choice.person_ids)]
            self._dealt += 1
            return person
        return self._least(self._choice.person_ids, present)

    def _least(self, people: Sequence[int], present: int | None) -> int:
        if present is not None and present in self._loads:  # the row itself is part of this person's load
            self._loads[present] -= 1
        # Of equals, whoever has it already: a change less, and nobody is told for nothing.
        person = min(people, key=lambda each: (self._loads[each], each != present, people.index(each)))
        self._loads[person] += 1
        return person


def people_of(choice: Responsible | None) -> tuple[int, ...]:
    """Everybody who may be chosen."""
    if choice is None:
        return ()
    return (choice.person_id,) if isinstance(choice, SetResponsible) else choice.person_ids


class Days:
    """Moves deadlines. `taken` is how many other open activities lie on a person's day already."""

    def __init__(
        self, change: Deadline, calendar: Calendar, taken: Mapping[tuple[int | None, date], int] | None = None
    ) -> None:
        self._change = change
        self._calendar = calendar
        self._taken = Counter(taken or {})
        self._days = self._spread(change) if isinstance(change, SpreadDeadline) else ()

    def next(self, present: datetime | None, person: int | None) -> datetime:
        """The deadline of the next row.

        Raises Skip without a deadline to shift, when every day is full, and where the calendar ends.
        """
        try:
            return self._next(present, person)
        except OverflowError:
            raise Skip(NO_ROOM) from None

    def _next(self, present: datetime | None, person: int | None) -> datetime:
        if isinstance(self._change, SetDeadline):
            return self._calendar.moment(self._change.moment, present)
        if isinstance(self._change, ShiftDeadline):
            if present is None:
                raise Skip(NO_DEADLINE)
            return self._calendar.shifted(present, self._change)
        day = self._least(person, self._change.cap)
        hour = DEFAULT_HOUR if present is None else present.astimezone(self._calendar.zone).time()
        return self._calendar.at(day, hour)

    def _least(self, person: int | None, cap: int | None) -> date:
        free: Iterable[date] = [day for day in self._days if cap is None or self._taken[person, day] < cap]
        day = min(free, key=lambda each: (self._taken[person, each], each), default=None)
        if day is None:
            raise Skip(NO_ROOM)
        self._taken[person, day] += 1
        return day

    def _spread(self, change: SpreadDeadline) -> tuple[date, ...]:
        return spread_days(change, self._calendar)


def spread_days(change: SpreadDeadline, calendar: Calendar) -> tuple[date, ...]:
    """The working days of a spread."""
    first = change.first
    day = calendar.day(first) if isinstance(first, Day) else first.astimezone(calendar.zone).date()
    return calendar.days_from(day, change.days)
