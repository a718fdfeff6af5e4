"""`today+3wd` in the conditions of a selection, on the day on which it runs."""

from datetime import UTC, date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.changes.recipe_days import resolve_filter
from daybook.domain.workdays import WorkWeek
from tests.domain.changes.recipes import filters

KYIV = ZoneInfo("Europe/Kyiv")
FRIDAY = date(2026, 12, 4)
WEEK = WorkWeek(holidays=frozenset({date(2026, 12, 8)}))


def resolved(filter_: dict[str, Any], *, today: date = FRIDAY, zone: tzinfo = KYIV) -> dict[str, Any]:
    return resolve_filter(filter_, today=today, zone=zone, week=WEEK)


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("today", "2026-12-04T00:00:00+02:00"),
        (" TODAY ", "2026-12-04T00:00:00+02:00"),
        ("today + 3 d", "2026-12-07T00:00:00+02:00"),
        ("today-1d", "2026-12-03T00:00:00+02:00"),
        ("today+1wd", "2026-12-07T00:00:00+02:00"),
        ("today+2wd", "2026-12-09T00:00:00+02:00"),  # the 8th is a holiday
        ("today-5wd", "2026-11-27T00:00:00+02:00"),
        ("today+2w", "2026-12-18T00:00:00+02:00"),
        ("today-100d", "2026-08-26T00:00:00+03:00"),  # in summer
    ],
)
def test_a_day_becomes_the_moment_at_which_it_begins(said: str, moment: str) -> None:
    assert resolved({"<DEADLINE": said}) == {"<DEADLINE": moment}


def test_days_in_lists_and_in_fields_of_items_are_resolved() -> None:
    start = "2026-12-04T00:00:00+02:00"
    assert resolved({"@DEADLINE": ["today", "2026-01-01"], ">=createdTime": "today", "UF_CRM_9": "today"}) == {
        "@DEADLINE": [start, "2026-01-01"],
        ">=createdTime": start,
        "UF_CRM_9": start,
    }


@pytest.mark.parametrize(
    "condition",
    [
        {"SUBJECT": "today"},
        {"%SUBJECT": "today"},
        {"DESCRIPTION": ["today", "today+1d"]},
        {"=title": "Today"},
        {"%UF_CRM_9": "today"},
        {"<DEADLINE": "2026-12-24T00:00:00+02:00", "COMPLETED": "N", "RESPONSIBLE_ID": [1, "2"], "DIRECTION": True},
        {"BINDINGS": [{"OWNER_TYPE_ID": 2, "OWNER_ID": "5"}]},
        {"<DEADLINE": "today 10:00"},
        {"<DEADLINE": "todays"},
    ],
)
def test_everything_else_is_left_alone(condition: dict[str, Any]) -> None:
    assert resolved(condition) == condition


def test_a_midnight_that_the_clock_skips_becomes_the_first_hour_there_is() -> None:
    """In Beirut the clocks go forward at midnight: the day begins at one."""
    found = resolved({"<DEADLINE": "today"}, today=date(2026, 3, 29), zone=ZoneInfo("Asia/Beirut"))
    assert found == {"<DEADLINE": "2026-03-29T01:00:00+03:00"}


@given(filters, st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_what_was_resolved_says_the_same_on_every_other_day(filter_: dict[str, Any], today: date) -> None:
    once = resolved(filter_, today=today)
    assert once.keys() == filter_.keys()
    assert resolved(once, today=date(2050, 1, 1)) == once


@given(st.integers(-1000, 1000), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_days_are_counted_by_the_calendar(days: int, today: date) -> None:
    said = resolved({"<DEADLINE": f"today{days:+d}d"}, today=today)["<DEADLINE"]
    moment = datetime.fromisoformat(said)
    assert (moment.replace(tzinfo=None).date() - today).days == days
    assert moment.astimezone(UTC).astimezone(KYIV).date() == moment.date()
