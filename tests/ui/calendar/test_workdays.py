"""Working days as a person sets them: by mouse, by key, and by what a screen reader says."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from daybook.domain.calendar import UnknownCountry, WorkCalendar
from daybook.domain.days_off import Span
from daybook.store.settings import CALENDAR
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from tests.ui.accessible import nameless
from tests.ui.calendar.room import NOW, Room, open_room

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # said of any list that opens
CHRISTMAS_EVE = date(2026, 12, 24)


def focused() -> QWidget:
    """Where the keys go."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_into(widget: QWidget, text: str, *, enter: bool = True) -> None:
    """As a person does, instead of what stood there."""
    widget.setFocus()
    line = focused()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, text)
    if enter:
        QTest.keyClick(line, Qt.Key.Key_Return)


def choose(room: Room, country: str) -> None:
    """Types a whole name into the list of countries."""
    type_into(room.card.place.country, country)


async def test_the_key_opens_the_card_with_what_is_usual_here(room: Room) -> None:
    QTest.keyClick(room.window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    await room.settled()

    assert room.card.isVisible()
    assert room.card.place.country.currentText() == "As on this computer (United Kingdom)"
    assert room.card.place.region.currentText() == "The whole country"
    assert [day for day, chip in room.card.days.items() if chip.isChecked()] == [0, 1, 2, 3, 4]
    assert room.listed[:3] == [
        "Fri, 25 Dec · Christmas Day",
        "Sat, 26 Dec · (Boxing Day)",
        "Mon, 28 Dec · Boxing Day (observed)",
    ]


async def test_another_country_counts_at_once(room: Room) -> None:
    await room.open()
    before = room.reader.read("+1wd", now=NOW + timedelta(days=1))
    choose(room, "united states")
    await room.settled()

    assert room.calendar == WorkCalendar("US")
    assert before == NOW + timedelta(days=2)
    assert room.reader.read("+1wd", now=NOW + timedelta(days=1)) == NOW + timedelta(days=3)  # Thanksgiving
    assert len(room.told) == 1
    assert room.listed[0] == "Thu, 26 Nov · Thanksgiving Day"
    assert "California" in {room.card.place.region.itemText(row) for row in range(room.card.place.region.count())}


async def test_a_part_of_a_name_finds_the_country(room: Room) -> None:
    await room.open()
    country = room.card.place.country
    type_into(country, "many", enter=False)

    completer = country.completer()
    assert completer is not None
    found, popup = completer.completionModel(), completer.popup()
    assert popup is not None
    assert [found.index(row, 0).data() for row in range(found.rowCount())] == ["Germany"]
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    await room.settled()
    assert room.calendar == WorkCalendar("DE")


async def test_a_name_of_no_country_gives_way(room: Room) -> None:
    await room.open()
    choose(room, "Atlantis")
    room.card.days_off.line.setFocus()
    await room.settled()

    assert room.card.place.country.currentText() == "As on this computer (United Kingdom)"
    assert room.calendar == WorkCalendar()


async def test_a_region_binds_the_country_it_belongs_to(room: Room) -> None:
    await room.open()
    type_into(room.card.place.region, "Scotland")
    await room.settled()

    assert room.calendar == WorkCalendar("GB", "SCT")
    assert "Mon, 30 Nov · Saint Andrew's Day" in room.listed


async def test_where_there_are_no_regions_none_can_be_chosen(room: Room) -> None:
    await room.open()
    choose(room, "Russia")
    await room.settled()

    assert not room.card.place.region.isEnabled()
    assert room.card.place.region.currentText() == "No regions"


async def test_without_holidays_only_own_days_off_are_listed(room: Room) -> None:
    await room.open()
    choose(room, "No holidays")
    await room.settled()

    assert room.calendar.country == ""
    assert room.listed == []
    assert room.workdays.week().works_on(date(2026, 12, 25))


async def test_weekdays_are_switched_on_and_off(room: Room) -> None:
    await room.open()
    room.card.days[4].click()
    await room.settled()
    assert room.calendar.weekdays == frozenset({0, 1, 2, 3})
    assert room.listed[0] == "Fri, 25 Dec · (Christmas Day)"

    room.card.days[4].click()
    await room.settled()
    assert room.calendar.weekdays is None


async def test_the_last_working_day_stays(room: Room) -> None:
    await room.open()
    for day in range(5):
        room.card.days[day].click()
    await room.settled()

    assert room.calendar.weekdays == frozenset({4})
    assert room.card.days[4].isChecked()


async def test_a_vacation_is_typed_added_and_taken_away(room: Room) -> None:
    await room.open()
    days_off = room.card.days_off
    type_into(days_off.line, "24.12. - 6.1.", enter=False)
    assert "14 days" in days_off.line.accessibleDescription()
    QTest.keyClick(days_off.line, Qt.Key.Key_Return)
    await room.settled()

    vacation = Span(CHRISTMAS_EVE, date(2027, 1, 6))
    assert room.calendar.days_off == vacation.days
    assert not room.workdays.week().works_on(CHRISTMAS_EVE)
    assert [chip.accessibleName() for chip in days_off.chips] == ["Thu 24 Dec – 6 Jan 2027"]
    assert "Thu, 24 Dec · Your own day off" in room.listed
    assert days_off.line.text() == ""

    QTest.keyClick(days_off.chips[0].cross, Qt.Key.Key_Space)
    await room.settled()
    assert room.calendar.days_off == frozenset()
    assert days_off.chips == []
    assert QApplication.focusWidget() is days_off.line


async def test_what_is_no_day_is_said_and_not_added(room: Room) -> None:
    await room.open()
    type_into(room.card.days_off.line, "soon")
    await room.settled()

    assert room.calendar == WorkCalendar()
    assert room.card.days_off.line.property("wrong")
    assert room.card.days_off.line.accessibleDescription().startswith("Try")
    assert room.card.days_off.line.text() == "soon"


async def test_days_that_are_over_are_kept_but_not_shown(room: Room) -> None:
    over = Span(date(2026, 8, 3), date(2026, 8, 14))
    await room.workdays.put(WorkCalendar(days_off=over.days))
    await room.open()
    type_into(room.card.days_off.line, "24.12.")
    await room.settled()

    assert len(room.card.days_off.chips) == 1
    assert room.calendar.days_off == over.days | {CHRISTMAS_EVE}


async def test_many_changes_in_a_hurry_are_all_kept(room: Room) -> None:
    await room.open()
    choose(room, "France")
    room.card.days[0].click()
    type_into(room.card.days_off.line, "24.12.")
    await room.settled()

    assert room.calendar == WorkCalendar("FR", None, frozenset({CHRISTMAS_EVE}), frozenset({1, 2, 3, 4}))
    assert room.card.place.country.currentText() == "France"


async def test_a_country_that_is_known_no_longer_can_be_exchanged(look: Look, tmp_path: Path) -> None:
    async with open_room(look, tmp_path) as room:
        await room.settings.put(CALENDAR, WorkCalendar("ZZ"))
        await room.open()
        assert {type(each) for each in room.failures} == {UnknownCountry}
        assert room.card.place.country.currentText() == "ZZ"

        choose(room, "Germany")
        await room.settled()
        room.failures.clear()
        assert room.calendar == WorkCalendar("DE")
        assert room.listed


async def test_escape_closes_the_card_and_tab_goes_round_in_it(room: Room) -> None:
    await room.open()
    seen = []
    for _ in range(20):
        seen.append(focused())
        QApplication.sendEvent(
            seen[-1], QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
        )
    stops = {room.card.place.country, room.card.place.region, *room.card.days.values(), room.card.days_off.line,
             room.card.days_off.add, room.card.list}  # fmt: skip
    assert stops <= set(seen)

    QTest.keyClick(room.card.days[0], Qt.Key.Key_Escape)
    assert room.card.isHidden()


async def test_everything_has_a_name_and_other_colours_bring_other_ink(room: Room, look: Look) -> None:
    await room.workdays.put(WorkCalendar(days_off=frozenset({CHRISTMAS_EVE})))
    await room.open()
    cell = room.card.list.item(0, 1)
    assert cell is not None
    before = cell.foreground().color()

    look.theming.choose(ThemeChoice.DARK)

    assert cell.foreground().color() != before
    assert nameless(room.card) == []


async def test_a_week_begins_where_people_let_it_begin(look: Look, tmp_path: Path) -> None:
    async with open_room(look, tmp_path, "en_US") as room:
        await room.open()

        assert list(room.card.days) == [6, 0, 1, 2, 3, 4, 5]
        assert room.listed[0] == "Thu, Nov 26 · Thanksgiving Day"
