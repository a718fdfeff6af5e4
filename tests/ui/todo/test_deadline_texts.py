"""What the deadline field offers and says, apart from the field itself."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from daybook.domain.deadline import DeadlineReader
from daybook.ui.kit.format import Formats
from daybook.ui.kit.typed_deadline import day_first, deadline_words, typed_deadline
from daybook.ui.todo.distance import Distance
from daybook.ui.todo.quick_picks import quick_picks
from tests.helpers.clock import FakeClock

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LOCALES = ("en_GB", "en_US", "de_DE", "ru_RU", "sv_SE", "ja_JP", "ar_EG", "hu_HU", "pt_BR")
LANGUAGES = [QLocale(name) for name in LOCALES]


def _formats(now: datetime) -> Formats:
    return Formats(FakeClock(now), QLocale("en_GB"), UTC)


def _picks(now: datetime, base: datetime | None) -> dict[str, datetime]:
    reader = DeadlineReader(lambda: UTC)
    return {pick.words: pick.moment for pick in quick_picks(reader, _formats(now), now=now, base=base)}


def test_six_moments_are_offered_in_the_morning(qapp: QApplication) -> None:
    assert _picks(MONDAY, MONDAY + timedelta(hours=6)) == {
        "Today 18:00": datetime(2026, 3, 2, 18, 0, tzinfo=UTC),
        "Tomorrow 10:00": datetime(2026, 3, 3, 10, 0, tzinfo=UTC),
        "Monday 09:00": datetime(2026, 3, 9, 9, 0, tzinfo=UTC),
        "+1 day": datetime(2026, 3, 3, 15, 0, tzinfo=UTC),
        "+3 working days": datetime(2026, 3, 5, 15, 0, tzinfo=UTC),
        "+1 week": datetime(2026, 3, 9, 15, 0, tzinfo=UTC),
    }


def test_an_hour_that_has_passed_is_not_offered(qapp: QApplication) -> None:
    evening = MONDAY.replace(hour=20)
    assert "Today 18:00" not in _picks(evening, None)


def test_what_is_overdue_moves_on_from_today_at_its_own_hour(qapp: QApplication) -> None:
    long_ago = datetime(2026, 1, 15, 11, 30, tzinfo=UTC)
    picks = _picks(MONDAY, long_ago)
    assert picks["+1 day"] == datetime(2026, 3, 3, 11, 30, tzinfo=UTC)
    assert picks["+3 working days"] == datetime(2026, 3, 5, 11, 30, tzinfo=UTC)


@given(
    minutes=st.integers(0, 30 * 365 * 1440),
    days=st.none() | st.integers(-4000, 4000),
)
def test_nothing_in_the_past_is_ever_offered(qapp: QApplication, minutes: int, days: int | None) -> None:
    now = MONDAY + timedelta(minutes=minutes)
    base = None if days is None else now + timedelta(days=days)
    assert all(moment > now for moment in _picks(now, base).values())


@given(
    minutes=st.integers(0, 20 * 365 * 1440),
    locale=st.sampled_from(LANGUAGES),
    zone=st.sampled_from([UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kolkata"), ZoneInfo("America/New_York")]),
)
def test_what_stands_in_the_field_is_read_back_as_the_same_moment(
    minutes: int, locale: QLocale, zone: ZoneInfo
) -> None:
    moment = MONDAY + timedelta(minutes=minutes)
    reader = DeadlineReader(lambda: zone, day_first=day_first(locale))
    read = reader.read(typed_deadline(moment, reader, locale), now=MONDAY)
    assert read is not None
    # The hour that comes twice when summer time ends can be written in one way only.
    assert read.replace(tzinfo=None) == moment.astimezone(zone).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("name", "first", "written"),
    [
        ("en_GB", True, "24/11/2026 10:00"),
        ("en_US", False, "11/24/2026 10:00"),
        ("de_DE", True, "24.11.2026 10:00"),
        ("sv_SE", False, "2026-11-24 10:00"),
    ],
)
def test_days_are_written_as_people_do_where_they_live(name: str, first: bool, written: str) -> None:
    locale = QLocale(name)
    assert day_first(locale) is first
    moment = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    assert typed_deadline(moment, DeadlineReader(lambda: UTC, day_first=first), locale) == written


@given(
    minutes=st.integers(-60 * 24 * 400, 60 * 24 * 400),
    name=st.sampled_from(["en_GB", "en_US", "de_DE", "fr_FR", "ru_RU", "pl_PL", "es_ES", "pt_BR", "it_IT", "uk_UA"]),
)
def test_a_moment_that_is_copied_as_it_is_shown_is_read_back(qapp: QApplication, minutes: int, name: str) -> None:
    locale = QLocale(name)
    moment = MONDAY.astimezone(UTC).replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    shown = Formats(FakeClock(MONDAY), locale, UTC).moment(moment)
    reader = DeadlineReader(lambda: UTC, day_first=day_first(locale), words=deadline_words(locale))
    assert reader.read(shown, now=MONDAY) == moment


def test_no_deadline_is_an_empty_field() -> None:
    assert typed_deadline(None, DeadlineReader(lambda: UTC), LANGUAGES[0]) == ""


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=1), "in 1 minute"),
        (timedelta(minutes=59), "in 59 minutes"),
        (timedelta(hours=1), "in 1 hour"),
        (timedelta(hours=9), "in 9 hours"),
        (timedelta(hours=25), "in 1 day"),
        (timedelta(days=3), "in 3 days"),
        (timedelta(hours=-2), "overdue by 2 hours"),
        (timedelta(days=-1), "overdue by 1 day"),
    ],
)
def test_how_far_away_a_deadline_is(qapp: QApplication, away: timedelta, words: str) -> None:
    assert Distance(_formats(MONDAY)).words(MONDAY + away, MONDAY) == words
