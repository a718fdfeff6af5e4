"""Activities as an iCalendar file (RFC 5545): what calendars import.

Everything becomes an event (VEVENT), also what is to be done. VTODO would be the truer word, but Outlook and Google
Calendar pass over it in silence, and Apple keeps it apart in Reminders; a manager who imports fifty to-dos and sees
none would think them lost. Calls and meetings stand from their start to their end. Everything else stands at its
deadline for a quarter of an hour (RFC 5545 wants an end after the start, Google wants an end at all) and does not make
the person busy. What has neither start nor deadline has no place in a calendar and is counted as left out.

Reminders that are known become alarms: Apple keeps them all, Outlook the first one; Google uses the calendar's own.
A UID is made of portal and id, so that importing a second time changes events instead of doubling them. Times are UTC,
which every program turns into its own zone without a table of ours. Outlook drops URL: the link stands in the text too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from daybook.bitrix.address import host_of
from daybook.bitrix.pages import item_page
from daybook.domain.activity import ActivityKind, Priority
from daybook.domain.listing import ActivityLine
from daybook.work.exporting.table import cleaned
from daybook.work.exporting.writing import Tally

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event

PRODUCT: Final = "-//Daybook//Daybook//EN"
SHORTEST: Final = timedelta(minutes=15)
DONE_SIGN: Final = "✓ "

_END: Final = b"END:VCALENDAR\r\n"
_PRIORITIES: Final = {Priority.HIGH: 1, Priority.MEDIUM: 5, Priority.LOW: 9}
_LAST_START: Final = datetime.max.replace(tzinfo=UTC) - SHORTEST
_FURTHEST_PING: Final = 10 * 366 * 24 * 60
"""Minutes; ten years. A larger figure is no reminder, and may not even fit a duration."""


@dataclass(frozen=True, slots=True)
class Span:
    """When an event is. `busy` = the person can do nothing else meanwhile."""

    start: datetime
    end: datetime
    busy: bool


@dataclass(frozen=True, slots=True)
class IcsFormat:
    """A calendar called `title`. `portal` is scheme://host[:port]; `made` is the moment of the export."""

    portal: str
    title: str
    made: datetime
    suffix: str = ".ics"
    at_once: int = 8

    def begin(self, file: BinaryIO, scratch: Path) -> "IcsWriter":  # noqa: ARG002  (a writer may ask for a folder)
        """Writes the calendar's own properties."""
        return IcsWriter(self, file)


class IcsWriter:
    """Writes events as they come; see `writing.Writer`."""

    def __init__(self, form: IcsFormat, file: BinaryIO) -> None:
        self._form = form
        self._file = file
        self._events = 0
        self._left_out = 0
        file.write(_calendar(form.title).to_ical().removesuffix(_END))

    def put(self, lines: Sequence[ActivityLine]) -> None:
        """One event for each activity that has a place in a calendar."""
        for line in lines:
            span = span_of(line)
            if span is None:
                self._left_out += 1
            else:
                self._events += 1
                self._file.write(self._event(line, span).to_ical())

    def finish(self) -> Tally:
        """Closes the calendar."""
        self._file.write(_END)
        return Tally(self._events, left_out=self._left_out)

    def discard(self) -> None:
        """Holds nothing but the file."""

    def _event(self, line: ActivityLine, span: Span) -> "Event":
        from icalendar import Event  # noqa: PLC0415  (a start of the program must not wait for it)

        event = Event()
        event.add("uid", f"activity-{line.id}@{host_of(self._form.portal)}")
        # Without METHOD, DTSTAMP is when the activity was last changed (RFC 5545, 3.8.7.2).
        event.add("dtstamp", _utc(line.updated) or _utc(self._form.made))
        event.add("dtstart", span.start)
        event.add("dtend", span.end)
        event.add("summary", summary_of(line))
        event.add("transp", "OPAQUE" if span.busy else "TRANSPARENT")
        self._describe(event, line)
        for alarm in _alarms(line, span):
            event.add_component(alarm)
        return event

    def _describe(self, event: "Event", line: ActivityLine) -> None:
        page = item_page(self._form.portal, line.owner)
        about = [cleaned(text) for text in (line.owner_title, line.excerpt, page) if text]
        if about:
            event.add("description", "\n\n".join(about))
        if page:
            event.add("url", page)
        if line.location:
            event.add("location", cleaned(line.location))
        if line.priority in _PRIORITIES:
            event.add("priority", _PRIORITIES[line.priority])


def span_of(line: ActivityLine) -> Span | None:
    """When the activity stands in a calendar; None when it has no place there."""
    timed = line.kind in (ActivityKind.CALL, ActivityKind.MEETING) and line.start is not None
    start = _utc(line.start if timed else line.deadline)
    if start is None or start > _LAST_START:
        return None
    end = _utc(line.end) if timed else None
    return Span(start, end if end is not None and end > start else start + SHORTEST, busy=timed)


def summary_of(line: ActivityLine) -> str:
    """What the calendar shows; a calendar knows no "done", so the sign stands in front."""
    text = cleaned(line.subject or line.owner_title) or f"#{line.id}"
    return f"{DONE_SIGN}{text}" if line.completed else text


def _calendar(title: str) -> "Calendar":
    from icalendar import Calendar, vText  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", vText(cleaned(title)))  # RFC 7986; the next one is what programs have long used instead
    calendar.add("x-wr-calname", vText(cleaned(title)))  # of an unknown property icalendar escapes only what is a vText
    return calendar


def _alarms(line: ActivityLine, span: Span) -> list["Alarm"]:
    """The reminders of an open activity, counted from the event's start as calendars want them."""
    from icalendar import Alarm  # noqa: PLC0415

    deadline = _utc(line.deadline)
    if line.completed or line.pings is None or deadline is None:
        return []
    alarms = []
    for minutes in line.pings.minutes:
        if minutes <= _FURTHEST_PING:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", summary_of(line))
            alarm.add("trigger", deadline - span.start - timedelta(minutes=minutes))
            alarms.append(alarm)
    return alarms


def _utc(moment: datetime | None) -> datetime | None:
    """The moment in UTC, to the second; None also for one that UTC has no year for."""
    if moment is None:
        return None
    try:
        return moment.astimezone(UTC).replace(microsecond=0)
    except OverflowError:
        return None
