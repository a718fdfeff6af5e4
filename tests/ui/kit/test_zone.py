"""The computer's zone, and that it may become another one."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook.domain.deadline import DeadlineReader
from daybook.ui.kit.format import Formats
from daybook.ui.kit.moment_field import MomentField
from daybook.ui.kit.zone import LocalZone, system_zone
from tests.helpers.clock import FakeClock
from tests.helpers.travelling import in_zone

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its zone in the registry")

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def travel() -> Iterator[pytest.MonkeyPatch]:
    """In Berlin at first."""
    with in_zone("Europe/Berlin") as patch:
        yield patch


def test_the_zone_of_the_computer_is_asked_anew_each_time(qapp: QApplication, travel: pytest.MonkeyPatch) -> None:
    assert system_zone() == ZoneInfo("Europe/Berlin")
    travel.setenv("TZ", "Asia/Tokyo")
    assert system_zone() == ZoneInfo("Asia/Tokyo")


def test_a_look_tells_of_another_zone_once(qapp: QApplication, travel: pytest.MonkeyPatch) -> None:
    zone, told = LocalZone(), list[str]()
    zone.changed.connect(lambda: told.append(zone.name))
    zone.look()
    travel.setenv("TZ", "America/New_York")
    assert zone.now() == ZoneInfo("Europe/Berlin")
    zone.look()
    zone.look()
    assert zone.now() == ZoneInfo("America/New_York")
    assert [name.partition(" (")[0] for name in told] == ["America/New York"]


def test_the_log_has_the_new_zone_too(qapp: QApplication, travel: pytest.MonkeyPatch) -> None:
    zone = LocalZone()
    travel.setenv("TZ", "Asia/Tokyo")
    zone.look()
    assert f"{NOON.astimezone():%H:%M}" == "21:00"


def test_it_looks_when_somebody_comes_back_and_every_while(
    qapp: QApplication, qtbot: QtBot, travel: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("daybook.ui.kit.zone.LOOK_MS", 5)
    zone = LocalZone()
    zone.follow()
    zone.follow()
    travel.setenv("TZ", "Asia/Tokyo")
    with qtbot.waitSignal(zone.changed):
        pass
    zone._looking.stop()
    travel.setenv("TZ", "Asia/Kolkata")
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert zone.now() == ZoneInfo("Asia/Tokyo")
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert (zone.now(), zone.name) == (ZoneInfo("Asia/Kolkata"), "Asia/Kolkata (UTC+05:30)")


def test_a_fixed_zone_stays(qapp: QApplication, travel: pytest.MonkeyPatch) -> None:
    zone = LocalZone(UTC)
    zone.look()
    assert (zone.now(), zone.name) == (UTC, "UTC+00:00")


def test_moments_are_shown_in_the_new_zone(qapp: QApplication, travel: pytest.MonkeyPatch) -> None:
    formats = Formats(FakeClock(NOON))
    assert formats.moment(NOON) == "today 13:00"
    travel.setenv("TZ", "Asia/Tokyo")
    formats.zone.look()
    assert formats.moment(NOON) == "today 21:00"


def test_a_moment_that_stands_in_a_field_stays_the_same_moment(
    qtbot: QtBot, qapp: QApplication, travel: pytest.MonkeyPatch
) -> None:
    formats = Formats(FakeClock(NOON))
    field = MomentField(DeadlineReader(formats.zone.now), formats, lambda: NOON, "Begins")
    qtbot.addWidget(field)
    field.show_moment(NOON)
    wrong = MomentField(DeadlineReader(formats.zone.now), formats, lambda: NOON, "Ends")
    qtbot.addWidget(wrong)
    qtbot.keyClicks(wrong.line, "someday")
    before = field.line.text()
    travel.setenv("TZ", "Asia/Tokyo")
    formats.zone.look()
    assert (before[-5:], field.line.text()[-5:], field.moment) == ("13:00", "21:00", NOON)
    assert wrong.line.text() == "someday"
