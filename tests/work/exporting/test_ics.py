"""ICS, read back by a strict reader of our own and by icalendar."""

import io
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybook.domain.activity import ActivityKind, Priority
from daybook.domain.entities import EntityRef
from daybook.domain.listing import ActivityLine
from daybook.domain.todo import PingOffsets
from daybook.work.exporting.ics_file import IcsFormat
from daybook.work.exporting.table import cleaned
from daybook.work.exporting.writing import Tally
from tests.work.exporting.ics_reader import Component, read
from tests.work.exporting.samples import ANY_LINE, FORMULAS, NOON, ODD, line

FORM = IcsFormat("https://northwind.bitrix24.com", "Мои дела, 2026", NOON)
HOUR = timedelta(hours=1)


def written(lines: list[ActivityLine], form: IcsFormat = FORM) -> tuple[bytes, Tally]:
    file = io.BytesIO()
    writer = form.begin(file, Path("unused"))
    writer.put(lines)
    tally = writer.finish()
    return file.getvalue(), tally


def events(*lines: ActivityLine) -> list[Component]:
    return read(written(list(lines))[0]).parts


def one(**facts: Any) -> Component:
    [event] = events(line(**({"deadline": NOON} | facts)))
    return event


def test_a_todo_stands_at_its_deadline_and_leaves_the_person_free() -> None:
    event = one(updated=NOON - HOUR)
    assert event.name == "VEVENT"
    assert event["DTSTART"] == "20261120T120000Z"
    assert event["DTEND"] == "20261120T121500Z"
    assert event["DTSTAMP"] == "20261120T110000Z"
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["SUMMARY"] == "Call Andrew"


@pytest.mark.parametrize("kind", [ActivityKind.CALL, ActivityKind.MEETING], ids=str)
def test_calls_and_meetings_stand_from_start_to_end(kind: ActivityKind) -> None:
    event = one(kind=kind, start=NOON + HOUR, end=NOON + 2 * HOUR)
    assert (event["DTSTART"], event["DTEND"]) == ("20261120T130000Z", "20261120T140000Z")
    assert event["TRANSP"] == "OPAQUE"


@pytest.mark.parametrize("end", [None, NOON, NOON - HOUR], ids=["no end", "ends at once", "ends before it starts"])
def test_an_end_always_comes_after_the_start(end: datetime | None) -> None:
    event = one(kind=ActivityKind.CALL, start=NOON, end=end)
    assert (event["DTSTART"], event["DTEND"]) == ("20261120T120000Z", "20261120T121500Z")


def test_what_has_no_date_is_counted_and_not_written() -> None:
    data, tally = written([line(1), line(2, deadline=NOON), line(3, kind=ActivityKind.CALL)])
    assert [event["UID"] for event in read(data).parts] == ["activity-2@northwind.bitrix24.com"]
    assert tally == Tally(1, left_out=2)


def test_the_same_activity_has_the_same_uid_next_time() -> None:
    before, after = one(number=2**40), one(number=2**40, subject="Another", deadline=NOON + HOUR)
    assert before["UID"] == after["UID"] == f"activity-{2**40}@northwind.bitrix24.com"


def test_the_link_to_the_card_is_there_twice_since_outlook_drops_url() -> None:
    event = one(owner_title="Northwind renewal", excerpt="Ask about\nthe contract")
    page = "https://northwind.bitrix24.com/crm/deal/details/7/"
    assert event["URL"] == page
    assert event["DESCRIPTION"] == f"Northwind renewal\n\nAsk about\nthe contract\n\n{page}"


def test_a_portal_without_pages_gives_no_link() -> None:
    data, _ = written([line(deadline=NOON)], IcsFormat("http://127.0.0.1:8080", "x", NOON))
    [event] = read(data).parts
    assert event["UID"] == "activity-1@127.0.0.1"
    assert not {"URL", "DESCRIPTION"} & set(event.names)


def test_known_reminders_of_an_open_activity_become_alarms() -> None:
    event = one(pings=PingOffsets.of([0, 15, 1440]))
    assert [alarm.name for alarm in event.parts] == ["VALARM"] * 3
    assert [alarm["TRIGGER"] for alarm in event.parts] == ["P0D", "-PT15M", "-P1D"]
    assert {alarm["ACTION"] for alarm in event.parts} == {"DISPLAY"}
    assert one(pings=None).parts == one(pings=PingOffsets()).parts == []
    assert one(pings=PingOffsets.of([15]), completed=True).parts == []


def test_reminders_of_a_call_count_from_its_deadline() -> None:
    event = one(kind=ActivityKind.CALL, start=NOON - HOUR, end=NOON, pings=PingOffsets.of([15]))
    assert [alarm["TRIGGER"] for alarm in event.parts] == ["PT45M"]


def test_what_is_done_says_so_in_its_title() -> None:
    assert one(completed=True)["SUMMARY"] == "✓ Call Andrew"
    assert one(subject="", owner_title="Northwind")["SUMMARY"] == "Northwind"
    assert one(subject="\0")["SUMMARY"] == "#1"


@pytest.mark.parametrize(("priority", "said"), [(Priority.HIGH, "1"), (Priority.MEDIUM, "5"), (Priority.LOW, "9")])
def test_priorities_are_those_of_the_standard(priority: Priority, said: str) -> None:
    assert one(priority=priority)["PRIORITY"] == said
    assert "PRIORITY" not in one().names


@pytest.mark.parametrize("text", [*ODD.values(), *FORMULAS], ids=ascii)
def test_odd_texts_come_back(text: str) -> None:
    event = one(subject=f"x{text}x", location=f"x{text}x")
    assert event["SUMMARY"] == event["LOCATION"] == f"x{cleaned(text)}x"


def test_the_calendar_has_a_name_and_says_who_wrote_it() -> None:
    calendar = read(written([])[0])
    assert (calendar["VERSION"], calendar["PRODID"]) == ("2.0", "-//Daybook//Daybook//EN")
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "Мои дела, 2026"


@pytest.mark.parametrize(
    "moment",
    [datetime.max.replace(tzinfo=UTC), datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=9)))],
    ids=["the last", "one that UTC has no year for"],
)
def test_moments_at_the_edge_of_the_calendar_are_left_out(moment: datetime) -> None:
    assert written([line(deadline=moment, pings=PingOffsets.of([15]))])[1] == Tally(0, left_out=1)


def test_an_item_of_a_smart_process_has_a_link_too() -> None:
    assert one(owner=EntityRef(134, 5))["URL"].endswith("/crm/type/134/details/5/")


@given(st.lists(ANY_LINE, max_size=4))
@settings(max_examples=150, deadline=None)
def test_whatever_a_portal_holds_is_a_valid_calendar(lines: list[ActivityLine]) -> None:
    data, tally = written(lines)
    found = read(data).parts
    assert len(found) == tally.lines == len(lines) - tally.left_out
    for event in found:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(event.names)
        assert event["DTEND"] > event["DTSTART"]
    parsed = icalendar.Calendar.from_ical(data)
    assert [str(event["UID"]) for event in parsed.walk("VEVENT")] == [event["UID"] for event in found]
    assert [event.errors for event in parsed.walk()] == [[] for _ in parsed.walk()]


@given(ANY_LINE)
@settings(deadline=None)
def test_moments_come_back_as_icalendar_reads_them(each: ActivityLine) -> None:
    data, tally = written([each])
    found = icalendar.Calendar.from_ical(data).events
    assert len(found) == tally.lines
    for event in found:
        moment = each.start if event["TRANSP"] == "OPAQUE" else each.deadline
        assert moment is not None
        assert event.start == moment.replace(microsecond=0)
