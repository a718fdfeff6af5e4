"""Quiet hours by the person's own clock, over midnight, days off and the nights when the clocks change."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.domain.quiet import QuietHours, at_hour
from daybook.domain.workdays import WorkWeek

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = QuietHours(time(20, 0), time(8, 0))
OFFICE = QuietHours(time(18, 0), time(9, 0), WorkWeek())
NOON = QuietHours(time(12, 0), time(13, 30))


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("quiet", "moment", "holds"),
    [
        pytest.param(NIGHT, "2026-03-02T20:00", True, id="the first minute is quiet"),
        pytest.param(NIGHT, "2026-03-02T19:59", False, id="the minute before is not"),
        pytest.param(NIGHT, "2026-03-03T00:00", True, id="midnight is within the night"),
        pytest.param(NIGHT, "2026-03-03T08:00", False, id="the last hour is the first loud one"),
        pytest.param(NOON, "2026-03-02T12:30", True, id="a break at noon"),
        pytest.param(NOON, "2026-03-02T23:00", False, id="a break at noon leaves the night alone"),
        pytest.param(OFFICE, "2026-03-07T12:00", True, id="Saturday is off"),
        pytest.param(NIGHT, "2026-03-07T12:00", False, id="no day is off unless one says so"),
        pytest.param(QuietHours(time(7), time(7)), "2026-03-02T07:00", False, id="equal ends are no hours at all"),
    ],
)
def test_when_it_is_quiet(quiet: QuietHours, moment: str, holds: bool) -> None:
    assert quiet.holds(berlin(moment), BERLIN) is holds


@pytest.mark.parametrize(
    ("quiet", "moment", "end"),
    [
        pytest.param(NIGHT, "2026-03-02T21:00", "2026-03-03T08:00", id="in the morning"),
        pytest.param(NIGHT, "2026-03-02T02:00", "2026-03-02T08:00", id="the same morning after midnight"),
        pytest.param(NIGHT, "2026-03-02T15:00", "2026-03-02T15:00", id="at once when it is loud"),
        pytest.param(OFFICE, "2026-03-06T19:00", "2026-03-09T09:00", id="on Monday after the week-end"),
        pytest.param(QuietHours(time(0), time(0), WorkWeek()), "2026-03-07T10:00", "2026-03-09T00:00", id="days only"),
        pytest.param(NIGHT, "2026-03-28T21:00", "2026-03-29T08:00", id="over the short night of spring"),
        pytest.param(NIGHT, "2026-10-24T21:00", "2026-10-25T08:00", id="over the long night of autumn"),
        pytest.param(
            QuietHours(time(0), time(2, 30)), "2026-03-29T01:00", "2026-03-29T03:30", id="an end that the clocks skip"
        ),
    ],
)
def test_when_it_ends(quiet: QuietHours, moment: str, end: str) -> None:
    assert quiet.end(berlin(moment), BERLIN) == berlin(end)


def test_the_zone_decides_and_not_the_moments_own() -> None:
    assert NIGHT.holds(datetime(2026, 3, 2, 19, 30, tzinfo=UTC), BERLIN)
    assert not NIGHT.holds(datetime(2026, 3, 2, 19, 30, tzinfo=UTC), UTC)


def test_an_hour_that_is_skipped_is_the_one_after_the_gap() -> None:
    assert at_hour(berlin("2026-03-29T00:00").date(), time(2, 30), BERLIN).isoformat() == "2026-03-29T03:30:00+02:00"


HOURS = st.times().map(lambda hour: hour.replace(second=0, microsecond=0))
WEEKS = st.frozensets(st.integers(0, 6), min_size=1).map(WorkWeek)
MOMENTS = st.integers(0, 730 * 1440).map(lambda each: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=each))


@given(st.builds(QuietHours, HOURS, HOURS, WEEKS), MOMENTS)
def test_every_quiet_time_ends_within_eight_days_and_not_earlier_than_it_may(
    quiet: QuietHours, moment: datetime
) -> None:
    end = quiet.end(moment, BERLIN)

    assert moment <= end <= moment + timedelta(days=8)
    assert not quiet.holds(end, BERLIN)
    if end > moment:
        assert quiet.holds(end - timedelta(seconds=1), BERLIN)
    if moment.astimezone(BERLIN).utcoffset() == end.astimezone(BERLIN).utcoffset():  # else some hours come twice
        assert quiet.holds(moment + (end - moment) / 2, BERLIN) or end == moment
