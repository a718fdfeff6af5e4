"""Days, moments and shifts as a recipe writes them: `today+3wd 10:00`, `2026-12-24`, `+3wd`."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from difflib import get_close_matches
from typing import Final

from daybook.domain.changes.change import Day, ShiftDeadline, ShiftUnit
from daybook.domain.changes.recipe_faults import RecipeFault
from daybook.domain.deadline import DEFAULT_HOUR
from daybook.domain.workdays import WorkWeek

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100
"""A deadline outside of these is a slip of the finger; a fixed range, because a recipe says the same every day."""
_MOST_DAYS: Final = 36_600
_MOST: Final[Mapping[ShiftUnit, int]] = {
    ShiftUnit.MINUTES: _MOST_DAYS * 1440,
    ShiftUnit.HOURS: _MOST_DAYS * 24,
    ShiftUnit.DAYS: _MOST_DAYS,
    ShiftUnit.WORKING_DAYS: _MOST_DAYS,
}
"""A hundred years each."""

_WEEKS: Final = "w"
_SHIFT: Final = re.compile(r"([+-]?)\s*([0-9]{1,9})\s*(m|h|d|wd|w)", re.ASCII)
_DAY: Final = re.compile(r"today(?:\s*([+-])\s*([0-9]{1,6})\s*(d|wd|w))?(?:\s+([0-9]{1,2}):([0-9]{2}))?", re.ASCII)
_MOMENT: Final = re.compile(
    r"([0-9]{4})-[0-9]{2}-[0-9]{2}(?P<hour>[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
    r"(?P<offset>\s*(?:z|[+-][0-9]{2}(?::?[0-9]{2})?))?)?",
    re.ASCII,
)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_NEARLY: Final = {"today": "today", "now": "today", "tomorrow": "today+1d", "yesterday": "today-1d"}


class BadMoment(ValueError):
    """A text that names no moment, day or shift; `nearest` are words that look like it."""

    def __init__(self, reason: RecipeFault, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.nearest = nearest


def read_shift(said: str) -> ShiftDeadline:
    """ "+3wd", "-30m", "2w" (= 14 days). Raises BadMoment."""
    match = _SHIFT.fullmatch(_tidy(said))
    if match is None:
        raise BadMoment(RecipeFault.NO_SHIFT)
    amount, unit = _amount(match[2], match[3])
    if amount > _MOST[unit]:
        raise BadMoment(RecipeFault.TOO_FAR)
    return ShiftDeadline(-amount if match[1] == "-" else amount, unit)


def write_shift(shift: ShiftDeadline) -> str:
    """What `read_shift` reads."""
    return f"{shift.amount:+d}{shift.unit.value}"


def read_day(said: str) -> Day | None:
    """ "today+3wd 10:00"; None when the text does not begin with today. Raises BadMoment."""
    tidy = _tidy(said)
    if not re.match(r"today(?![a-z])", tidy):
        return None
    match = _DAY.fullmatch(tidy)
    if match is None:
        raise BadMoment(RecipeFault.NO_MOMENT)
    amount, unit = _amount(match[2], match[3]) if match[2] else (0, ShiftUnit.DAYS)
    if amount > _MOST_DAYS:
        raise BadMoment(RecipeFault.TOO_FAR)
    hour = _hour(int(match[4]), int(match[5])) if match[4] else None
    return Day(-amount if match[1] == "-" else amount, unit is ShiftUnit.WORKING_DAYS, hour)


def write_day(day: Day) -> str:
    """What `read_day` reads."""
    unit = ShiftUnit.WORKING_DAYS if day.working else ShiftUnit.DAYS
    away = f"{day.days:+d}{unit.value}" if day.days or day.working else ""
    return f"today{away}" + (f" {day.hour:%H:%M}" if day.hour is not None else "")


def read_moment(said: str, zone: tzinfo) -> datetime:
    """An aware moment in `zone`: ISO 8601, there where no offset stands; a bare date is at the usual hour.

    Raises BadMoment.
    """
    tidy = _tidy(said)
    match = _MOMENT.fullmatch(tidy)
    if match is None:
        raise BadMoment(RecipeFault.NO_MOMENT, _nearest(tidy))
    if not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        raise BadMoment(RecipeFault.TOO_FAR)
    moment = _iso(tidy)
    if match["hour"] is None:
        moment = datetime.combine(moment.date(), DEFAULT_HOUR)
    return moment.astimezone(zone) if match["offset"] else _existing(moment.replace(tzinfo=zone))


def read_moment_or_day(said: str, zone: tzinfo) -> datetime | Day:
    """Either of both. Raises BadMoment."""
    day = read_day(said)
    return read_moment(said, zone) if day is None else day


def write_moment_or_day(when: datetime | Day) -> str:
    """What `read_moment_or_day` reads."""
    return write_day(when) if isinstance(when, Day) else when.isoformat()


def read_date(said: str) -> date:
    """A day of the calendar, "2026-12-24". Raises BadMoment."""
    tidy = said.strip()
    if not _DATE.fullmatch(tidy):
        raise BadMoment(RecipeFault.NO_DATE)
    try:
        return date.fromisoformat(tidy)
    except ValueError:
        raise BadMoment(RecipeFault.NO_SUCH_MOMENT) from None


def judge_condition(said: str) -> None:
    """Raises BadMoment where a condition on a date names neither a day from today nor an ISO date or moment.

    Of any year: a filter may ask for those without a deadline, which a portal keeps in the year 9999.
    """
    day = read_day(said)
    if day is not None and day.hour is not None:
        raise BadMoment(RecipeFault.NO_MOMENT)
    tidy = _tidy(said)
    if day is None and not _MOMENT.fullmatch(tidy):
        raise BadMoment(RecipeFault.NO_MOMENT, _nearest(tidy))
    if day is None:
        _iso(tidy)


def start_of(day: Day, *, today: date, zone: tzinfo, week: WorkWeek) -> datetime:
    """When a day counted from today begins; where midnight is skipped in spring, an hour later."""
    noon = datetime.combine(today, time(12), zone)
    there = week.shift(noon, day.days) if day.working else noon + timedelta(days=day.days)
    return _existing(datetime.combine(there.date(), time.min, zone))


def _iso(tidy: str) -> datetime:
    """Of a text that looks like one; naive where no offset stands."""
    day, _, hour = tidy.upper().replace("T", " ").partition(" ")
    try:
        return datetime.fromisoformat(f"{day}T{hour.replace(' ', '')}" if hour else day)
    except ValueError:
        raise BadMoment(RecipeFault.NO_SUCH_MOMENT) from None


def _amount(number: str, unit: str) -> tuple[int, ShiftUnit]:
    if unit == _WEEKS:
        return int(number) * 7, ShiftUnit.DAYS
    return int(number), ShiftUnit(unit)


def _hour(hour: int, minute: int) -> time:
    if hour > 23 or minute > 59:
        raise BadMoment(RecipeFault.NO_SUCH_MOMENT)
    return time(hour, minute)


def _existing(moment: datetime) -> datetime:
    """The same moment; an hour that the clock skips in spring becomes one that exists."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo)


def _nearest(tidy: str) -> tuple[str, ...]:
    return tuple(_NEARLY[each] for each in get_close_matches(tidy[:20], _NEARLY, n=1))


def _tidy(said: str) -> str:
    """In small letters, with single blanks, and with a plain minus for the longer ones that word processors put."""
    return " ".join(said.casefold().replace("\u2212", "-").replace("\u2013", "-").split())
