"""Days off as a person types them: one day, or the first and the last of several."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from daybook.domain.deadline import BadDeadline, DeadlineReader

LONGEST_DAYS: Final = 366
"""Who is away for longer has mistyped a year."""
_ONE: Final = timedelta(days=1)
_BETWEEN: Final = re.compile(r"\s*(?:\.\.+|–|—|…|\s-\s|\sto\s|\suntil\s)\s*")
"""A hyphen needs blanks around it, for it also stands within dates."""


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last day, both of them in it."""

    first: date
    last: date

    @property
    def days(self) -> frozenset[date]:
        """Each day of it."""
        return frozenset(self.first + each * _ONE for each in range(len(self)))

    def __len__(self) -> int:
        return (self.last - self.first).days + 1


def read_span(text: str, reader: DeadlineReader, now: datetime) -> Span:
    """ "24.12.", "24.12. - 6.1.", "fri to mon" or "tomorrow"; ends in the wrong order are turned round.

    Raises BadDeadline as `DeadlineReader.read` does; `too_far` also for more than a year.
    """
    first, *more = _BETWEEN.split(text.strip(), maxsplit=1)
    ends = sorted(_day(each, reader, now) for each in (first, *more))
    span = Span(ends[0], ends[-1])
    if len(span) > LONGEST_DAYS:
        raise BadDeadline("too_far", text)
    return span


def spans(days: Iterable[date]) -> Iterator[Span]:
    """Days in order, those that follow each other as one."""
    first = last = None
    for day in sorted(set(days)):
        if first is not None and last is not None and day - last != _ONE:
            yield Span(first, last)
            first = day
        first, last = first or day, day
    if first is not None and last is not None:
        yield Span(first, last)


def _day(text: str, reader: DeadlineReader, now: datetime) -> date:
    moment = reader.read(text, now=now)
    if moment is None:
        raise BadDeadline("not_understood", text)
    return moment.astimezone(reader.zone).date()
