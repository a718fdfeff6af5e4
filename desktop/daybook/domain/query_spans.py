"""When a span of a question begins and ends, seen from one moment."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from daybook.domain.query import AtMinute, Calendar, FromNow, Period, PeriodUnit, RelativeDay, Span, Unit, Weekday
from daybook.domain.query_context import QueryContext

_MONTHS: Final = {PeriodUnit.MONTH: 1, PeriodUnit.QUARTER: 3, PeriodUnit.YEAR: 12}
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bounds:
    """From `begin` until just before `end`, both UTC."""

    begin: datetime
    end: datetime


def bounds(span: Span, context: QueryContext, *, past: bool, not_before: date | None = None) -> Bounds:
    """The bounds of a span. `past`: a weekday is the last one, not the next.

    FromNow lasts until the second it falls into is over: a portal's moments are whole seconds. A weekday that ends a
    range stands at or after its beginning, `not_before`.
    """
    if isinstance(span, FromNow):
        moment = shifted(context, span)
        return Bounds(moment, moment.replace(microsecond=0) + timedelta(seconds=1))
    if isinstance(span, AtMinute):
        moment = datetime.combine(span.day, span.time, context.zone).astimezone(UTC)
        return Bounds(moment, moment + timedelta(minutes=1))
    first, last = _days(span, context, past, not_before)
    return Bounds(context.midnight(first), context.midnight(last + _DAY))


def _days(span: Span, context: QueryContext, past: bool, not_before: date | None) -> tuple[date, date]:
    """The first and the last day."""
    if isinstance(span, Period):
        return _period(span, context)
    if isinstance(span, Calendar):
        return _calendar(span)
    if isinstance(span, Weekday):
        day = _nearest(span.number, context.today, past=past)
        if not_before is not None and day < not_before:
            day = _nearest(span.number, not_before, past=False)
        return day, day
    assert isinstance(span, RelativeDay)  # noqa: S101  (the last of its family)
    day = _moved(context.today, span.amount, span.unit, context)
    return day, day


def _nearest(number: int, today: date, *, past: bool) -> date:
    days = (today.weekday() - number) % 7 if past else -((number - today.weekday()) % 7)
    return today - timedelta(days=days)


def _period(span: Period, context: QueryContext) -> tuple[date, date]:
    today = context.today
    if span.unit is PeriodUnit.WEEK:
        first = today - timedelta(days=(today.weekday() - context.first_weekday) % 7) + timedelta(weeks=span.shift)
        return first, first + 6 * _DAY
    months = _MONTHS[span.unit]
    first = today.replace(month=(today.month - 1) // months * months + 1, day=1)
    first = _months_later(first, span.shift * months)
    return first, _months_later(first, months) - _DAY


def _calendar(span: Calendar) -> tuple[date, date]:
    if span.month is None:
        return date(span.year, 1, 1), date(span.year, 12, 31)
    if span.day is None:
        return date(span.year, span.month, 1), _last_of_month(span.year, span.month)
    day = date(span.year, span.month, span.day)
    return day, day


def shifted(context: QueryContext, span: FromNow) -> datetime:
    """This moment later by real minutes and hours, or by days at the same time of day; in UTC."""
    now = context.now.astimezone(UTC)
    if span.unit is Unit.MINUTE:
        return now + timedelta(minutes=span.amount)
    if span.unit is Unit.HOUR:
        return now + timedelta(hours=span.amount)
    local = now.astimezone(context.zone)
    day = _moved(local.date(), span.amount, span.unit, context)
    return datetime.combine(day, local.timetz(), context.zone).astimezone(UTC)


def _moved(day: date, amount: int, unit: Unit, context: QueryContext) -> date:
    moves: dict[Unit, Callable[[], date]] = {
        Unit.DAY: lambda: day + timedelta(days=amount),
        Unit.WORKING_DAY: lambda: context.week.shift(datetime.combine(day, time(12), UTC), amount).date(),
        Unit.WEEK: lambda: day + timedelta(weeks=amount),
        Unit.MONTH: lambda: _months_later(day, amount),
        Unit.YEAR: lambda: _months_later(day, 12 * amount),
    }
    return moves[unit]()


def _months_later(day: date, months: int) -> date:
    """The same day some months later; the last day of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), _last_of_month(year, month + 1))


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
