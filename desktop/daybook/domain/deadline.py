"""Deadlines: what the portal means by "none", and what a person means by "tomorrow 10:00"."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from daybook.domain.clock import Zone
from daybook.domain.workdays import WorkWeek

NO_DEADLINE_YEAR: Final = 9999
DEFAULT_HOUR: Final = time(18, 0)
"""The hour of a deadline that names only a day: the end of a working day, as the portal's own window proposes."""

FURTHEST_YEARS: Final = 50
"""A deadline further away is a slip of the finger."""


class BadDeadline(ValueError):
    """A text that names no moment. `reason` is a stable key for the window's own sentence."""

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(f"{reason}: {text!r}")
        self.reason = reason
        self.text = text


def from_portal(moment: datetime | None) -> datetime | None:
    """The deadline the portal means; None for its 9999-12-31, which stands for "none" (crm.activity.list)."""
    return None if moment is None or moment.year >= NO_DEADLINE_YEAR else moment


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words a person may type, in their language; every word in lower case.

    English is always understood beside it, so that a habit learnt in one language works in every other.
    """

    today: tuple[str, ...] = ("today",)
    tomorrow: tuple[str, ...] = ("tomorrow", "tmr")
    yesterday: tuple[str, ...] = ("yesterday",)
    """A deadline that is over, copied as it was shown."""
    none: tuple[str, ...] = ("none", "no deadline", "-")
    weekdays: tuple[tuple[str, ...], ...] = (
        ("monday", "mon"),
        ("tuesday", "tue"),
        ("wednesday", "wed"),
        ("thursday", "thu"),
        ("friday", "fri"),
        ("saturday", "sat"),
        ("sunday", "sun"),
    )
    months: tuple[tuple[str, ...], ...] = (
        ("january", "jan"),
        ("february", "feb"),
        ("march", "mar"),
        ("april", "apr"),
        ("may",),
        ("june", "jun"),
        ("july", "jul"),
        ("august", "aug"),
        ("september", "sep", "sept"),
        ("october", "oct"),
        ("november", "nov"),
        ("december", "dec"),
    )
    minutes: tuple[str, ...] = ("m", "min", "minute", "minutes")
    hours: tuple[str, ...] = ("h", "hour", "hours")
    days: tuple[str, ...] = ("d", "day", "days")
    weeks: tuple[str, ...] = ("w", "week", "weeks")
    working_days: tuple[str, ...] = ("wd", "working day", "working days", "workday", "workdays")


@dataclass(frozen=True, slots=True)
class DeadlineReader:
    """Reads what a person types into a deadline field.

    Understands `today`, `tomorrow 10:00`, `friday 9`, `+3 working days`, `+2h`, `14:30`, `2026-12-24 09:00`,
    `24.12.2026 9:00`, `24.12.`, `4 June 15:00`, `Thu, 4 June, 15:00`, `June 4`, `none`, and ISO 8601 with an offset.
    `day_first` decides 3/4 (month or day first). A shift of days or working
    days keeps the hour of `base` (the present deadline), or of now when there is none.
    """

    zone_now: Zone
    """The zone that counts now, for the same reason as the week below."""
    day_first: bool = True
    week: Callable[[], WorkWeek] = WorkWeek
    """The week that counts now: who holds a reader need not hear when a person changes her working days."""
    words: Vocabulary = field(default_factory=Vocabulary)

    @property
    def zone(self) -> tzinfo:
        """The zone in which what is typed is meant, now."""
        return self.zone_now()

    def read(self, text: str, *, now: datetime, base: datetime | None = None) -> datetime | None:
        """The moment meant, aware, to the minute; None when the person typed "none".

        Raises BadDeadline: `empty`, `not_understood`, `no_such_day`, `no_such_time`, `too_far`.
        """
        said = " ".join(text.casefold().replace(",", " ").split())
        if not said:
            raise BadDeadline("empty", text)
        if said in self.words.none:
            return None
        local_now = now.astimezone(self.zone)
        try:
            found = self._shift(said, local_now, base) or self._with_offset(said) or self._day_and_hour(said, local_now)
            if found is not None and abs(found.year - local_now.year) <= FURTHEST_YEARS:
                # The round trip through UTC moves an hour that the clock skips in spring to one that exists.
                return found.replace(second=0, microsecond=0).astimezone(UTC).astimezone(self.zone)
        except OverflowError:
            raise BadDeadline("too_far", text) from None
        except _NoSuchDay:
            raise BadDeadline("no_such_day", text) from None
        except _NoSuchTime:
            raise BadDeadline("no_such_time", text) from None
        raise BadDeadline("not_understood" if found is None else "too_far", text)

    def _shift(self, said: str, now: datetime, base: datetime | None) -> datetime | None:
        match = re.fullmatch(r"([+-])\s*(\d{1,5})\s*([^\d:]+?)(?:\s+(\d{1,2}(?::\d{2})?))?", said)
        if match is None:
            return None
        amount = int(match[2]) * (-1 if match[1] == "-" else 1)
        start = (base or now).astimezone(self.zone)
        moved = self._moved(start, amount, match[3].strip())
        if moved is None or match[4] is None:
            return moved
        return datetime.combine(moved.date(), _hour(match[4]), self.zone)

    def _moved(self, start: datetime, amount: int, unit: str) -> datetime | None:
        words = self.words
        steps: tuple[tuple[tuple[str, ...], Callable[[], datetime]], ...] = (
            (words.working_days, lambda: self.week().shift(start, amount)),
            (words.days, lambda: start + timedelta(days=amount)),
            (words.weeks, lambda: start + timedelta(weeks=amount)),
            (words.hours, lambda: _elapsed(start, timedelta(hours=amount))),
            (words.minutes, lambda: _elapsed(start, timedelta(minutes=amount))),
        )
        return next((move() for names, move in steps if unit in names), None)

    def _with_offset(self, said: str) -> datetime | None:
        """ "2026-12-24T09:00:00+03:00" or "…Z", as programs write it."""
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(z|[+-]\d{2}:?\d{2})", said):
            return None
        try:
            return datetime.fromisoformat(said.upper()).astimezone(self.zone)
        except ValueError:
            raise _NoSuchDay from None

    def _day_and_hour(self, said: str, now: datetime) -> datetime | None:
        day_text, hour_text = _split_hour(said)
        if not re.search(r"\d", day_text) and _number_of(day_text.split()[-1:], self.words.months):
            # "June 4": the number is the day, not an hour.
            day_text, hour_text = said, ""
        day = self._day(day_text, now.date()) if day_text else None
        if day is None and day_text:
            return None
        hour = _hour(hour_text) if hour_text else DEFAULT_HOUR
        if day is not None:
            return datetime.combine(day, hour, self.zone)
        today = datetime.combine(now.date(), hour, self.zone)
        return today if today > now else today + timedelta(days=1)

    def _day(self, said: str, today: date) -> date | None:
        if said in self.words.today:
            return today
        if said in self.words.tomorrow:
            return today + timedelta(days=1)
        if said in self.words.yesterday:
            return today - timedelta(days=1)
        for number, names in enumerate(self.words.weekdays):
            if said.removeprefix("next ") in names:
                return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
        return self._written_day(said, today)

    def _named_month(self, said: str, today: date) -> date | None:
        """ "4 june", "june 4 2027", "thu 4 june"; the weekday says which year is meant where none stands."""
        words = [word.rstrip(".") for word in said.split()]
        weekday = _number_of(words[:1], self.words.weekdays)
        if weekday:
            words = words[1:]
        year = int(words.pop()) if len(words) == 3 and re.fullmatch(r"\d{4}", words[-1]) else None
        if len(words) != 2:
            return None
        month = _number_of(words[1:], self.words.months) or _number_of(words[:1], self.words.months)
        day = re.fullmatch(
            r"(\d{1,2})(?:st|nd|rd|th)?", words[0] if _number_of(words[1:], self.words.months) else words[1]
        )
        if not month or day is None:
            return None
        if year is not None:
            return _date(year, month, int(day[1]))
        return _nearest(month, int(day[1]), today, None if not weekday else weekday - 1)

    def _written_day(self, said: str, today: date) -> date | None:
        if found := self._named_month(said, today):
            return found
        if match := re.fullmatch(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})", said):
            return _date(int(match[1]), int(match[3]), int(match[4]))
        match = re.fullmatch(r"(\d{1,2})([./])(\d{1,2})(?:\2(\d{4}|\d{2})?)?", said)
        if match is None:
            return None
        first, second = int(match[1]), int(match[3])
        day, month = (first, second) if self.day_first or match[2] == "." else (second, first)
        if match[4]:
            return _date(int(match[4]) + (2000 if len(match[4]) == 2 else 0), month, day)
        return _nearest(month, day, today)


class _NoSuchDay(Exception):
    pass


class _NoSuchTime(Exception):
    pass


def _elapsed(start: datetime, by: timedelta) -> datetime:
    """Real time later, also across the night when the clocks change."""
    return (start.astimezone(UTC) + by).astimezone(start.tzinfo)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _NoSuchDay from None


def _number_of(words: list[str], names: tuple[tuple[str, ...], ...]) -> int:
    """Which of the names the one word is, from 1; 0 when it is none."""
    return next((number for number, each in enumerate(names, start=1) if words and words[0] in each), 0)


def _nearest(month: int, day: int, today: date, weekday: int | None = None) -> date:
    """The day in the year that is meant when none was said: this one, or the next when it has passed.

    A weekday (Monday = 0) that fits one of them decides: "Tue, 3 March" names a day that is over, too.
    """
    both = [_date_or_none(year, month, day) for year in (today.year, today.year + 1)]
    there = [each for each in both if each is not None]
    named = [each for each in there if each.weekday() == weekday]
    coming = [each for each in there if each >= today]
    if not named and not coming:
        raise _NoSuchDay
    return (named or coming)[0]


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_HOUR = re.compile(r"(?:^|\s)(?:at\s+)?(\d{1,2}:\d{2}(?::\d{2})?\s?(?:am|pm)?|\d{1,2}\s?(?:am|pm)|\d{1,2})$")


def _split_hour(said: str) -> tuple[str, str]:
    """("tomorrow", "10:00") of "tomorrow at 10:00"; either part may be missing. Also takes ISO's T."""
    said = re.sub(r"^(\d{4}-\d{2}-\d{2})t(?=\d)", r"\1 ", said)
    match = _HOUR.search(said)
    return (said[: match.start()].strip(), match[1]) if match else (said, "")


def _hour(said: str) -> time:
    match = re.fullmatch(r"(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s?(am|pm)?", said)
    if match is None:
        raise _NoSuchTime
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            raise _NoSuchTime
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    if hour > 23 or minute > 59:
        raise _NoSuchTime
    return time(hour, minute)
