"""Moments of a question: "today+7d", "2026-11-01..2026-11-30", "thisweek", "-3d", and back to text."""

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from daybook.domain.query import (
    AtMinute,
    Between,
    Calendar,
    Compared,
    During,
    FromNow,
    Overdue,
    Period,
    PeriodUnit,
    Presence,
    RelativeDay,
    Sign,
    Span,
    TimeValue,
    Unit,
)
from daybook.domain.query_faults import QueryFault
from daybook.domain.query_words import ENGLISH, Now, QueryWords

FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2199
FURTHEST_DAYS: Final = 36_525
"""A hundred years: further away is a slip of the finger."""

_DAYS_OF: Final = {
    Unit.MINUTE: 1 / 1440,
    Unit.HOUR: 1 / 24,
    Unit.DAY: 1,
    Unit.WORKING_DAY: 7,  # in a week of one working day
    Unit.WEEK: 7,
    Unit.MONTH: 31,
    Unit.YEAR: 366,
}
_DAYS_OF_PERIOD: Final = {PeriodUnit.WEEK: 7, PeriodUnit.MONTH: 31, PeriodUnit.QUARTER: 92, PeriodUnit.YEAR: 366}
_LONG: Final = frozenset({Unit.DAY, Unit.WORKING_DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR})

_OFFSET: Final = re.compile(r"([+\-−])\s*([0-9]{1,6})\s*([^\W\d_]+(?:\s[^\W\d_]+)?)")
_SHIFTED: Final = re.compile(r"([^\W\d_]+?)\s*([+\-−])\s*([0-9]{1,6})\s*([^\W\d_]*)")
_ISO: Final = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_LOCAL: Final = re.compile(r"([0-9]{1,2})([./])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_HOUR: Final = re.compile(r"(.*[0-9])(?:[Tt]|\s+)([0-9]{1,2}):([0-9]{2})")


class NoMoment(ValueError):
    """A text that is no moment; caught where it is known what it was typed for."""

    def __init__(self, reason: QueryFault) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class MomentReader:
    """Reads moments. `day_first` decides about 3/4/2026: the third of April, or the fourth of March."""

    words: QueryWords = ENGLISH
    day_first: bool = True

    def value(self, text: str, sign: Sign | None) -> TimeValue:
        """What is typed behind "due:" or "due<". Raises NoMoment."""
        said = text.strip()
        if sign is not None:
            return Compared(sign, self.span(said))
        first, dots, last = said.partition("..")
        if dots:
            return self._between(first, last)
        meaning = self.words.day.meaning(said)
        if isinstance(meaning, Presence | Overdue):
            return meaning
        span = self.span(said)
        if span == FromNow():
            raise NoMoment(QueryFault.NO_LENGTH)
        return During(span)

    def _between(self, first: str, last: str) -> TimeValue:
        if not first.strip():
            return Compared(Sign.UNTIL, self.span(last))
        if not last.strip():
            return Compared(Sign.SINCE, self.span(first))
        since, until = self.span(first), self.span(last)
        if _is_backwards(since, until):
            raise NoMoment(QueryFault.BACKWARDS)
        return Between(since, until)

    def span(self, text: str) -> Span:
        """One stretch of time. Raises NoMoment."""
        said = text.strip()
        found = self._offset(said) or self._calendar(said) or self._word(said)
        if found is None:
            raise NoMoment(QueryFault.NOT_A_MOMENT)
        return found

    def _offset(self, said: str) -> FromNow | None:
        match = _OFFSET.fullmatch(said)
        unit = self.words.unit.meaning(match[3]) if match else None
        return FromNow(_amount(match[1], match[2], _DAYS_OF[unit]), unit) if match and unit else None

    def _calendar(self, said: str) -> Calendar | AtMinute | None:
        match = _HOUR.fullmatch(said)
        day = _iso_day(said) or self._local_day(said)
        if match is None:
            return day
        day = _iso_day(match[1]) or self._local_day(match[1])
        if day is None or day.month is None or day.day is None:
            return None
        if int(match[2]) > 23 or int(match[3]) > 59:
            raise NoMoment(QueryFault.NO_SUCH_TIME)
        return AtMinute(date(day.year, day.month, day.day), time(int(match[2]), int(match[3])))

    def _local_day(self, said: str) -> Calendar | None:
        match = _LOCAL.fullmatch(said)
        if match is None:
            return None
        first, second = int(match[1]), int(match[3])
        day, month = (first, second) if self.day_first or match[2] == "." else (second, first)
        return _calendar_day(int(match[4]) + (2000 if len(match[4]) == 2 else 0), month, day)

    def _word(self, said: str) -> Span | None:
        meaning = self.words.day.meaning(said)
        if meaning is None:
            return self._shifted(said)
        if isinstance(meaning, Presence | Overdue):
            return None
        return FromNow() if isinstance(meaning, Now) else meaning

    def _shifted(self, said: str) -> Span | None:
        match = _SHIFTED.fullmatch(said)
        if match is None:
            return None
        base, unit = self.words.day.meaning(match[1]), self.words.unit.meaning(match[4])
        if isinstance(base, Period) and base.shift == 0 and not match[4]:
            return Period(base.unit, _amount(match[2], match[3], _DAYS_OF_PERIOD[base.unit]))
        if unit is None:
            return None
        amount = _amount(match[2], match[3], _DAYS_OF[unit])
        if isinstance(base, Now):
            return FromNow(amount, unit)
        return RelativeDay(amount, unit) if base == RelativeDay() and unit in _LONG else None


def _amount(sign: str, digits: str, days: float) -> int:
    amount = int(digits)
    if amount * days > FURTHEST_DAYS:
        raise NoMoment(QueryFault.TOO_FAR)
    return amount if sign == "+" else -amount


def _iso_day(said: str) -> Calendar | None:
    match = _ISO.fullmatch(said)
    if match is None:
        return None
    year, month, day = (None if part is None else int(part) for part in match.groups())
    return _calendar_day(year or 0, month, day)


def _calendar_day(year: int, month: int | None, day: int | None) -> Calendar:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoMoment(QueryFault.TOO_FAR)
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise NoMoment(QueryFault.NO_SUCH_DAY) from None
    return Calendar(year, month, day)


def _is_backwards(first: Span, last: Span) -> bool:
    """True for a range that can never hold anything; relative moments may change places as time goes by."""
    if not isinstance(first, Calendar | AtMinute) or not isinstance(last, Calendar | AtMinute):
        return False
    return _earliest(first) > _latest(last)


def _earliest(span: Calendar | AtMinute) -> tuple[int, ...]:
    if isinstance(span, AtMinute):
        return (span.day.year, span.day.month, span.day.day, span.time.hour, span.time.minute)
    return (span.year, span.month or 1, span.day or 1, 0, 0)


def _latest(span: Calendar | AtMinute) -> tuple[int, ...]:
    if isinstance(span, AtMinute):
        return _earliest(span)
    return (span.year, span.month or 12, span.day or 31, 23, 59)


def span_text(span: Span) -> str:
    """The span as `MomentReader.span` reads it."""
    if isinstance(span, FromNow):
        return _shift(span.amount, span.unit) if span.amount else ENGLISH.day.written[Now.NOW]
    if isinstance(span, AtMinute):
        return f"{span.day.isoformat()}T{span.time:%H:%M}"
    if isinstance(span, Calendar):
        return "-".join(f"{part:02}" for part in (span.year, span.month, span.day) if part is not None)
    if (word := ENGLISH.day.written.get(span)) is not None:
        return word
    if isinstance(span, Period):
        return f"{span.unit}{span.shift:+}"
    if isinstance(span, RelativeDay):
        return f"{ENGLISH.day.written[RelativeDay()]}{_shift(span.amount, span.unit)}"
    raise ValueError(f"a week has no day {span.number}")


def time_text(value: TimeValue) -> str:
    """The value as `MomentReader.value` reads it, with its sign before it."""
    if isinstance(value, Presence | Overdue):
        return ENGLISH.day.written[value]
    if isinstance(value, Between):
        return f"{span_text(value.first)}..{span_text(value.last)}"
    if isinstance(value, Compared):
        return f"{value.sign}{span_text(value.span)}"
    return span_text(value.span)


def _shift(amount: int, unit: Unit) -> str:
    return f"{amount:+}{unit}"
