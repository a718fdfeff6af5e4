"""Moments, spans and amounts as people read them."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from daybook.domain.entities import Money
from daybook.ui.kit.format import Formats
from tests.helpers.clock import FakeClock

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday; where `FakeClock` begins


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        pytest.param(NOW.replace(hour=15), "today 15:00", id="today"),
        pytest.param(datetime(2026, 3, 3, 10, tzinfo=UTC), "tomorrow 10:00", id="tomorrow"),
        pytest.param(datetime(2026, 3, 1, 23, 59, tzinfo=UTC), "yesterday 23:59", id="yesterday"),
        pytest.param(datetime(2026, 6, 4, 22, tzinfo=UTC), "Thu, 4 June, 22:00", id="this year"),
        pytest.param(datetime(2027, 1, 4, 8, tzinfo=UTC), "Mon, 4 January 2027, 08:00", id="another year"),
    ],
)
def test_moments(formats: Formats, moment: datetime, shown: str) -> None:
    assert formats.moment(moment) == shown


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        pytest.param(NOW.replace(hour=15), "today 15:00", id="today"),
        pytest.param(datetime(2026, 3, 1, 23, 59, tzinfo=UTC), "yesterday 23:59", id="yesterday"),
        pytest.param(datetime(2026, 6, 4, 22, tzinfo=UTC), "Thu 4 Jun 22:00", id="this year"),
        pytest.param(datetime(2027, 1, 4, 8, tzinfo=UTC), "4 Jan 2027 08:00", id="another year"),
    ],
)
def test_moments_where_there_is_little_room(formats: Formats, moment: datetime, shown: str) -> None:
    assert formats.brief(moment) == shown


@pytest.mark.parametrize(
    ("country", "first", "shown"),
    [
        pytest.param("UnitedKingdom", datetime(2026, 3, 2, 12, tzinfo=UTC), "2 March – 8 March", id="this year"),
        pytest.param("UnitedStates", datetime(2026, 3, 29, 12, tzinfo=UTC), "March 29 – April 4", id="two months"),
        pytest.param(
            "UnitedKingdom", datetime(2026, 12, 28, 12, tzinfo=UTC), "28 December – 3 January 2027", id="two years"
        ),
    ],
)
def test_a_week_is_said_by_its_first_and_last_day(
    qapp: QApplication, fake_clock: FakeClock, country: str, first: datetime, shown: str
) -> None:
    locale = QLocale(QLocale.Language.English, getattr(QLocale.Country, country))
    assert Formats(fake_clock, locale, UTC).week(first) == shown


def test_in_a_file_a_moment_is_whole(formats: Formats) -> None:
    assert formats.written(NOW.replace(hour=15)) == "02/03/2026 15:00"


def test_no_deadline_has_words(formats: Formats) -> None:
    assert formats.deadline(None) == "no deadline"


def test_a_day_begins_where_the_person_is(qapp: QApplication, fake_clock: FakeClock) -> None:
    auckland = timezone(timedelta(hours=13))
    formats = Formats(fake_clock, QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom), auckland)
    assert formats.moment(datetime(2026, 3, 2, 12, tzinfo=UTC)) == "tomorrow 01:00"


def test_americans_put_the_month_first(qapp: QApplication, fake_clock: FakeClock) -> None:
    formats = Formats(fake_clock, QLocale(QLocale.Language.English, QLocale.Country.UnitedStates), UTC)
    assert formats.day(datetime(2026, 6, 4, 22, tzinfo=UTC)) == "Thu, June 4"
    assert formats.brief_day(datetime(2027, 6, 4, 22, tzinfo=UTC)) == "Jun 4, 2027"
    assert formats.time(datetime(2026, 6, 4, 22, tzinfo=UTC)).replace("\u202f", " ") == "10:00 PM"


@pytest.mark.parametrize(
    ("late", "shown"),
    [
        (timedelta(seconds=1), "due now"),
        (timedelta(seconds=59), "due now"),
        (timedelta(minutes=1), "overdue by 1 minute"),
        (timedelta(minutes=59), "overdue by 59 minutes"),
        (timedelta(hours=1), "overdue by 1 hour"),
        (timedelta(hours=23), "overdue by 23 hours"),
        (timedelta(days=1), "overdue by 1 day"),
        (timedelta(days=3, hours=20), "overdue by 3 days"),
        (timedelta(0), ""),
        (timedelta(minutes=-5), ""),
    ],
)
def test_overdue_is_counted_in_the_largest_unit(formats: Formats, late: timedelta, shown: str) -> None:
    assert formats.overdue(NOW - late) == shown


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (0, "at the deadline"),
        (1, "1 minute before"),
        (15, "15 minutes before"),
        (60, "1 hour before"),
        (90, "90 minutes before"),
        (1440, "1 day before"),
        (2880, "2 days before"),
    ],
)
def test_reminders(formats: Formats, minutes: int, shown: str) -> None:
    assert formats.ping(minutes) == shown


@pytest.mark.parametrize(
    ("past", "shown"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=5), "5 minutes ago"),
        (timedelta(hours=2), "today 07:00"),
        (timedelta(minutes=-5), "today 09:05"),
    ],
)
def test_the_recent_past(formats: Formats, past: timedelta, shown: str) -> None:
    assert formats.ago(NOW - past) == shown


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("12500", "USD", "$12,500"),
        ("12500.50", "EUR", "€12,500.50"),
        ("0", "GBP", "£0"),
        ("99.9", "CHF", "CHF 99.90"),
        ("1000", "", "1,000"),
    ],
)
def test_money(formats: Formats, amount: str, currency: str, shown: str) -> None:
    assert formats.money(Money(Decimal(amount), currency)) == shown
