"""Several rows at once: chosen by keys and by the pointer, shown before they are sent, sent and taken back as one."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook.domain.activity import ActivityKind
from daybook.domain.agenda import Part
from daybook.domain.entities import LEAD, Entity, EntityRef
from daybook.ui.today.delegate import ROW_HEIGHT
from daybook.ui.today.plan_card import PlanCard
from daybook.work.agenda import Mark
from daybook.work.running.line import Standing
from tests.ui.accessible import nameless
from tests.ui.entities.conftest import until
from tests.ui.today.desk import DAY, HOUR, NOON, TodayDesk, todo

Modifier = Qt.KeyboardModifier


async def five(desk: TodayDesk) -> list[int]:
    """Two overdue to-dos and three of today, which the portal has."""
    due = [NOON - 2 * HOUR, NOON - HOUR, NOON + HOUR, NOON + 2 * HOUR, NOON + 3 * HOUR]
    return [await desk.make(f"Call {name}", moment) for name, moment in zip("ABCDE", due, strict=True)]


def click(desk: TodayDesk, row: int, modifier: Modifier = Modifier.NoModifier) -> None:
    """A click on the title in a row."""
    place = QPoint(200, row * ROW_HEIGHT + ROW_HEIGHT // 2)
    QTest.mouseClick(desk.list.viewport(), Qt.MouseButton.LeftButton, modifier, place)


async def card_of(desk: TodayDesk) -> PlanCard:
    """The card, once the rows were read."""
    await until(lambda: desk.work.many.card is not None and desk.work.many.card.preview.judged is not None)
    assert desk.work.many.card is not None
    return desk.work.many.card


async def ended(desk: TodayDesk, runs: int = 1) -> None:
    """Returns when so many runs have ended and the day shows what they did."""
    lines = desk.session.runs
    await until(lambda: [each.standing for each in lines.lines] == [Standing.ENDED] * runs)
    await desk.settled()


# Choosing


async def test_shift_and_arrows_choose_past_the_headings(desk: TodayDesk) -> None:
    made = await five(desk)
    desk.press("Shift+Down")
    desk.press("Shift+Down")
    assert desk.list.chosen == made[:3]
    assert desk.work.page.keys.said.text() == "3 selected"
    desk.press("Shift+Up")
    assert desk.list.chosen == made[:2]
    desk.press("Down")
    assert desk.list.chosen == [made[2]]
    assert not desk.work.page.keys.said.isVisible()


async def test_the_pointer_chooses_with_ctrl_and_shift(desk: TodayDesk) -> None:
    made = await five(desk)  # rows: heading, A, B, heading, C, D, E
    click(desk, 1)
    click(desk, 5, Modifier.ControlModifier)
    assert desk.list.chosen == [made[0], made[3]]
    click(desk, 6, Modifier.ShiftModifier)
    assert desk.list.chosen == made[3:]
    click(desk, 5, Modifier.ControlModifier)
    assert desk.list.chosen == [made[2 + 2]]
    click(desk, 2, Modifier.ShiftModifier)
    assert desk.list.chosen == made[1:4]
    click(desk, 3, Modifier.ControlModifier)
    assert desk.shown.count("Call C") == 1  # with Ctrl a heading is not folded


async def test_the_pointer_drags_over_rows(desk: TodayDesk, qtbot: QtBot) -> None:
    made = await five(desk)
    view = desk.list.viewport()
    places = [QPoint(200, row * ROW_HEIGHT + 20) for row in (1, 2, 4)]
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(view, place)
        _drag(desk, place)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=places[-1])
    assert desk.list.chosen == made[:3]


async def test_home_and_end_go_to_the_ends_of_the_day(desk: TodayDesk) -> None:
    made = await five(desk)
    desk.press("End")
    assert desk.current == made[-1]
    desk.press("Shift+Home")
    assert desk.list.chosen == made
    assert desk.current == made[0]


async def test_scattered_rows_are_chosen_by_keys_alone(desk: TodayDesk) -> None:
    made = await five(desk)
    desk.press("Alt+Down")
    desk.press("Alt+Down")
    desk.press("Ctrl+Space")
    assert desk.list.chosen == [made[0], made[2]]
    desk.press("Ctrl+Space")
    assert desk.list.chosen == [made[0]]
    desk.press("Ctrl+A")
    assert desk.list.chosen == made[2:]
    desk.press("Ctrl+A")
    assert desk.list.chosen == made
    desk.press("Escape")
    assert desk.list.chosen == [made[2]]


async def test_what_is_chosen_stays_so_when_others_come_and_go(desk: TodayDesk) -> None:
    made = await five(desk)
    desk.press("Shift+Down")
    await desk.fill(todo(901, NOON - DAY))
    assert desk.list.chosen == made[:2]
    desk.press("Shift+Down")
    assert desk.list.chosen == made[:3]
    await desk.session.copy.drop_activities(made[:1])
    await desk.settled()
    assert desk.list.chosen == made[1:3]
    assert desk.current == made[2]


async def test_items_and_activities_beside_each_other(desk: TodayDesk) -> None:
    await desk.session.copy.put_entities([Entity(EntityRef(LEAD, 9), "Forgotten", responsible_id=1)])
    await desk.fill(todo(1, NOON - DAY))
    desk.press("Shift+Down")
    assert desk.list.choosing.keys == [1, EntityRef(LEAD, 9)]
    assert desk.list.chosen == [1]


# Acting


async def test_many_are_done_as_one_and_come_back_as_one(desk: TodayDesk) -> None:
    made = await five(desk)
    desk.press("Shift+Down")
    desk.press("Shift+Down")
    desk.press("Space")
    card = await card_of(desk)
    assert card.preview.apply.text() == "Complete 3"
    assert [desk.stored(each)["COMPLETED"] for each in made[:3]] == ["N"] * 3  # nothing is sent unseen
    desk.press("Return")
    await ended(desk)
    assert desk.shown == ["Today", "Call D", "Call E"]
    assert [desk.stored(each)["COMPLETED"] for each in made] == ["Y", "Y", "Y", "N", "N"]
    assert desk.list.hasFocus()
    assert desk.current == made[3]
    assert desk.window.quiet.text == "Done: Complete 3"
    desk.press("Ctrl+Z")
    card = await card_of(desk)
    desk.press("Return")
    await ended(desk, 2)
    assert [desk.stored(each)["COMPLETED"] for each in made] == ["N"] * 5
    assert len(desk.shown) == 7
    assert desk.failures == []


async def test_each_goes_to_tomorrow_at_its_hour(desk: TodayDesk) -> None:
    made = await five(desk)
    desk.press("Ctrl+A")
    desk.press("T")
    await card_of(desk)
    desk.press("Return")
    await ended(desk)
    assert [desk.stored(each)["DEADLINE"][:16] for each in made[:2]] == ["2026-03-05T12:00", "2026-03-05T13:00"]
    assert desk.shown[:4] == ["Today", "Call C", "Call D", "Call E"]


async def test_a_colour_and_somebody_else_for_all_of_them(desk: TodayDesk) -> None:
    made = await five(desk)
    desk.press("Shift+Down")
    desk.press("3")
    await card_of(desk)
    desk.press("Return")
    await ended(desk)
    assert desk.list.chosen == made[:2]
    lines = [desk.today.line(each) for each in made[:2]]
    assert [line.color.value for line in lines if line is not None] == ["3", "3"]
    desk.press("R")
    for letter in "Bor":
        desk.press(letter)
    desk.press("Return")
    card = await card_of(desk)
    assert card.preview.apply.text() == "Give 2 to Tom Weber"
    assert any("Tom Weber gets a message" in said for said in card.preview.sums.texts)
    desk.press("Return")
    await ended(desk, 2)
    assert [desk.stored(each)["RESPONSIBLE_ID"] for each in made[:2]] == ["2", "2"]


async def test_what_cannot_be_done_is_left_out_and_says_why(desk: TodayDesk) -> None:
    made = await five(desk)
    meeting = todo(950, NOON + 4 * HOUR, kind=ActivityKind.MEETING, start=NOON + 4 * HOUR)
    await desk.fill(meeting)
    desk.list.go_to_part(Part.TODAY)
    desk.press("Ctrl+A")
    assert desk.list.chosen == [*made[2:], 950]
    desk.press("T")
    card = await card_of(desk)
    assert [chip.text() for chip in card.preview.chips.values()] == ["All 4", "Will change 3", "Not there any more 1"]
    desk.press("Escape")
    await desk.settled()
    assert desk.work.many.card is None
    assert desk.session.runs.lines == ()
    assert desk.list.chosen == [*made[2:], 950]


async def test_a_row_that_was_taken_out_stays_as_it_is(desk: TodayDesk) -> None:
    made = await five(desk)
    desk.press("Shift+Down")
    desk.press("Space")
    card = await card_of(desk)
    card.preview.list.setFocus()
    desk.press("Space")
    assert card.preview.apply.text() == "Complete 1"
    desk.press("Return")
    await ended(desk)
    assert [desk.stored(each)["COMPLETED"] for each in made[:2]] == ["N", "Y"]


async def test_while_it_is_sent_the_rows_say_so(desk: TodayDesk) -> None:
    made = await five(desk)
    desk.press("Shift+Down")
    desk.press("Space")
    await card_of(desk)
    desk.press("Return")
    await until(lambda: desk.today.mark(made[0]) is Mark.COMPLETING)
    assert desk.today.mark(made[1]) is Mark.COMPLETING
    await ended(desk)
    assert desk.today.mark(made[0]) is None


async def test_while_the_rows_are_read_enter_waits_and_escape_leaves(desk: TodayDesk) -> None:
    made = await five(desk)
    desk.portal.faults("503=1")
    desk.press("Shift+Down")
    desk.press("Space")
    await until(lambda: desk.jobs.running("today many"))
    card = desk.work.many.card
    assert card is not None
    desk.press("Return")
    desk.press("Space")
    assert card.isVisible()
    desk.press("Escape")
    desk.press("Space")  # before the first one has come to its end
    desk.press("Escape")
    desk.portal.faults("")
    await desk.settled()
    assert desk.failures == []
    assert desk.work.many.card is None
    assert desk.list.hasFocus()
    assert desk.session.runs.lines == ()
    assert desk.list.chosen == made[:2]


async def test_a_connection_that_closes_takes_the_card_and_the_way_back_with_it(desk: TodayDesk) -> None:
    await five(desk)
    desk.press("Shift+Down")
    desk.press("Space")
    await card_of(desk)
    desk.press("Return")
    await ended(desk)
    desk.press("Ctrl+A")
    desk.press("Space")
    await card_of(desk)
    await desk.work.aclose()
    assert desk.work.many.card is None
    desk.window.quiet.act()
    await desk.settled()
    assert desk.work.many.card is None
    assert desk.failures == []


async def test_while_rows_are_on_their_way_others_are_not_sent_with_them_and_giving_up_is_no_success(
    desk: TodayDesk,
) -> None:
    made = await five(desk)
    desk.press("Shift+Down")
    desk.press("Space")
    await card_of(desk)
    desk.portal.hold(True)
    desk.press("Return")
    runs = desk.session.runs
    await until(lambda: runs.progress is not None and bool(runs.progress.in_flight))
    desk.press("T")
    assert desk.work.many.card is None
    assert desk.window.quiet.text == "These are being changed just now."
    desk.list.go_to_part(Part.TODAY)
    desk.press("Ctrl+A")
    desk.press("Space")
    await card_of(desk)
    desk.press("Return")
    await until(lambda: runs.waiting == 1)
    await until(lambda: desk.window.quiet.text == "“Complete 3” waits until the run before it has ended.")
    await runs.cancel(runs.lines[0].head.id)
    await until(lambda: desk.window.quiet.text == "“Complete 3”: 3 rows did not become so.")
    await until(lambda: [desk.today.mark(each) for each in made] == [Mark.COMPLETING] * 2 + [None] * 3)
    desk.portal.hold(False)
    await ended(desk, 2)
    assert desk.shown == ["Today", "Call C", "Call D", "Call E"]


async def test_several_go_to_where_many_are_changed(desk: TodayDesk) -> None:
    made = await five(desk)
    told: list[tuple[list[int], str]] = []
    desk.work.change_wanted.connect(lambda ids, origin: told.append((list(ids), origin)))
    desk.press("Shift+Down")
    desk.press("D")
    assert desk.commands.run("today-change")
    assert told == [(made[:2], "2 selected in Today")] * 2


async def test_the_card_names_everything_and_stays_in_a_low_window(desk: TodayDesk) -> None:
    await five(desk)
    desk.window.resize(900, 600)
    desk.press("Shift+Down")
    desk.press("Space")
    card = await card_of(desk)
    assert nameless(card) == []
    assert card.rect().contains(card.card.geometry())
    assert card.preview.list.height() >= 2 * ROW_HEIGHT
    assert card.preview.apply.hasFocus()


async def test_refusals_lead_to_what_went_wrong(desk: TodayDesk) -> None:
    await five(desk)
    wanted: list[str] = []
    desk.work.run_wanted.connect(wanted.append)
    desk.press("Shift+Down")
    desk.press("Space")
    await card_of(desk)
    desk.portal.faults("error:crm.activity.update:ACCESS_DENIED=1")
    desk.press("Return")
    await ended(desk)
    assert desk.window.quiet.text == "“Complete 2”: 2 rows did not become so."
    assert not desk.commands.run("undo")  # there is nothing to take back
    desk.window.quiet.further.click()
    assert wanted == [desk.session.runs.lines[0].head.id]


@pytest.mark.parametrize("count", [3000])
async def test_thousands_are_chosen_in_a_moment(desk: TodayDesk, count: int) -> None:
    await desk.fill(*(todo(number, NOON - DAY + number * DAY / (4 * count)) for number in range(1, count + 1)))
    desk.press("Ctrl+A")
    assert desk.list.chosen == list(range(1, count + 1))
    await desk.fill(todo(count + 1, NOON - 2 * DAY))
    assert desk.list.chosen == list(range(1, count + 1))


def _drag(desk: TodayDesk, place: QPoint) -> None:
    """`QTest.mouseMove` holds no button."""
    view = desk.list.viewport()
    left = Qt.MouseButton.LeftButton
    at, spot = QPointF(place), QPointF(view.mapToGlobal(place))
    moved = QMouseEvent(QEvent.Type.MouseMove, at, spot, Qt.MouseButton.NoButton, left, Modifier.NoModifier)
    QApplication.sendEvent(view, moved)
