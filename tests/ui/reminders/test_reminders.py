"""Reminders as a person meets them: on the desktop, behind the bell, at the top of the window; by mouse and by key."""

import asyncio
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from daybook.domain.reminders import Options
from daybook.ui.reminders.answers import Answer
from daybook.ui.reminders.bell import Bell
from daybook.ui.reminders.card import RemindersCard
from daybook.ui.reminders.strip import ReminderStrip
from tests.ui.accessible import nameless
from tests.ui.reminders.shelf import NINE, PaperNotifier, Room, minutes, todo


async def due(room: Room, number: int = 1) -> None:
    """So many to-dos fall due, a minute after each other."""
    room.shelf.put(*(todo(each, NINE + minutes(each)) for each in range(1, number + 1)))
    await room.pass_time(minutes(number))


def press(room: Room, key: Qt.Key) -> None:
    """A key where the focus is."""
    QTest.keyClick(QApplication.focusWidget() or room.window, key)


def waiting(room: Room) -> list[str]:
    model = room.reminders.card.waiting.model
    return [model.index(number, 0).data() for number in range(model.rowCount())]


# The desktop


async def test_one_that_is_due_stands_on_the_desktop_with_its_buttons(room: Room, paper: PaperNotifier) -> None:
    room.shelf.put(todo(1, NINE + minutes(16), 15, subject="Call  Andrew\n"))
    await room.pass_time(minutes(1))

    [(notice, _)] = paper.shown.values()
    assert (notice.title, notice.text) == ("Call Andrew", "Contoso rollout · due today 09:16")
    assert [(each.key, each.text) for each in notice.buttons] == [
        ("done", "Done"), ("snooze", "+15 min"), ("tomorrow", "Tomorrow"),
    ]  # fmt: skip


async def test_what_is_not_possible_is_not_offered(room: Room, paper: PaperNotifier) -> None:
    one = todo(1, NINE + minutes(1))
    room.shelf.put(type(one)(one.id, one.subject, one.owner, one.deadline, can_complete=False, can_move=False))
    await room.pass_time(minutes(1))

    [(notice, _)] = paper.shown.values()
    assert (notice.text, [each.key for each in notice.buttons]) == ("due now", ["snooze"])
    buttons = room.reminders.card.waiting.buttons
    assert {each for each, button in buttons.items() if button.isEnabled()} == {
        Answer.SNOOZE, Answer.OPEN, Answer.DISMISS,
    }  # fmt: skip


async def test_done_on_the_desktop_completes(room: Room, paper: PaperNotifier) -> None:
    await due(room)
    paper.press(1, "done")
    await room.settled()

    assert room.shelf.done == [1]
    assert room.reminders.bell.text() == ""


async def test_a_quarter_of_an_hour_more_on_the_desktop(room: Room, paper: PaperNotifier) -> None:
    await due(room)
    paper.press(1, "snooze")
    await room.settled()
    assert waiting(room) == []

    await room.pass_time(minutes(15))
    assert paper.titles == ["Call 1", "Call 1"]
    assert room.shelf.todos[1].deadline == NINE + minutes(1)


async def test_tomorrow_on_the_desktop(room: Room, paper: PaperNotifier) -> None:
    await due(room)
    paper.press(1, "tomorrow")
    await room.settled()

    assert room.shelf.todos[1].deadline == NINE + minutes(1) + timedelta(days=1)


async def test_a_click_on_it_shows_the_todo(room: Room, paper: PaperNotifier) -> None:
    await due(room)
    room.reminders.show_list()
    paper.press(1, "default")

    assert [each.id for each in room.opened] == [1]
    assert room.reminders.card.isHidden()
    assert waiting(room) == ["Call 1"]


async def test_after_sleep_the_desktop_shows_one_list_and_leads_to_it(room: Room, paper: PaperNotifier) -> None:
    room.shelf.put(*(todo(number, NINE + minutes(10 * number)) for number in range(1, 8)))
    room.clock.advance(5 * 3600)
    await room.look()

    [(notice, _)] = paper.shown.values()
    assert notice.title == "While you were away: 7 reminders"
    assert notice.text.splitlines()[::4] == ["Call 1 · overdue by 4 hours", "and 3 more"]
    assert [each.key for each in notice.buttons] == ["show"]
    paper.press(1, "show")
    assert room.reminders.card.isVisible()
    assert len(waiting(room)) == 7


async def test_what_quiet_hours_held_back_is_one_list_too(room: Room, paper: PaperNotifier) -> None:
    room.options = Options(has_quiet=True)
    evening = NINE.replace(hour=20)
    room.shelf.put(todo(1, evening), todo(2, evening + minutes(1)))
    room.clock.advance(11 * 3600 + 120)
    await room.look()
    assert paper.shown == {}
    assert room.reminders.card.waiting.held == "2 reminders held back by your quiet hours until tomorrow 08:00"

    room.clock.advance(12 * 3600)
    await room.look()
    assert paper.titles == ["During your quiet hours: 2 reminders"]
    assert room.reminders.card.waiting.held == ""


async def test_quiet_hours_follow_the_zone(room: Room, paper: PaperNotifier) -> None:
    """Nine in the morning in London is the middle of the night in New York."""
    room.options = Options(has_quiet=True)
    room.shelf.put(todo(1, NINE + minutes(1)))
    room.zone = ZoneInfo("America/New_York")
    room.reminders.show_zone()
    room.clock.advance(120)
    await room.look()
    assert paper.shown == {}
    assert room.reminders.card.waiting.held == "1 reminder held back by your quiet hours until today 13:00"

    room.zone = UTC
    room.reminders.show_zone()
    await room.settled()
    await room.look()
    assert len(paper.titles) == 1
    assert room.reminders.card.waiting.held == ""


async def test_what_is_settled_elsewhere_leaves_the_desktop(room: Room, paper: PaperNotifier) -> None:
    await due(room, 2)
    del room.shelf.todos[2]
    await room.look()

    assert paper.withdrawn == ["2"]


# The bell and the card


async def test_the_bell_tells_how_many_wait(room: Room) -> None:
    bell = room.reminders.bell
    assert (bell.text(), bell.accessibleName()) == ("", "No reminders waiting")
    await due(room)
    assert (bell.text(), bell.accessibleName()) == ("1", "1 reminder waiting")
    assert bell.isVisible()

    QTest.mouseClick(bell, Qt.MouseButton.LeftButton)
    assert room.reminders.card.isVisible()
    assert room.reminders.card.waiting.list.hasFocus()


@pytest.mark.parametrize(("command", "key"), [("reminders", "Ctrl+B"), ("reminder-settings", "Ctrl+Shift+B")])
async def test_each_page_has_a_key(room: Room, command: str, key: str) -> None:
    assert {each.id: each.keys for each in room.commands.all}[command] == (key,)
    assert room.commands.run(command)
    assert room.reminders.card.isVisible()
    press(room, Qt.Key.Key_Escape)
    assert room.reminders.card.isHidden()


@pytest.mark.parametrize(
    ("key", "left"),
    [
        (Qt.Key.Key_D, ["Call 1", "Call 3"]),
        (Qt.Key.Key_Plus, ["Call 1", "Call 3"]),
        (Qt.Key.Key_T, ["Call 1", "Call 3"]),
        (Qt.Key.Key_Delete, ["Call 1", "Call 3"]),
        (Qt.Key.Key_Return, ["Call 1", "Call 2", "Call 3"]),
    ],
)
async def test_each_answer_has_a_key_and_the_next_one_is_chosen(room: Room, key: Qt.Key, left: list[str]) -> None:
    await due(room, 3)
    room.reminders.show_list()
    press(room, Qt.Key.Key_Down)
    press(room, key)
    await room.settled()

    assert waiting(room) == left
    if len(left) < 3:
        chosen = room.reminders.card.waiting.chosen
        assert chosen is not None
        assert chosen.todo.id == 3
    assert [each.id for each in room.opened] == ([2] if key == Qt.Key.Key_Return else [])


@pytest.mark.parametrize("answer", [Answer.DONE, Answer.SNOOZE, Answer.TOMORROW, Answer.DISMISS])
async def test_each_answer_has_a_button(room: Room, answer: Answer) -> None:
    await due(room)
    room.reminders.show_list()
    QTest.mouseClick(room.reminders.card.waiting.buttons[answer], Qt.MouseButton.LeftButton)
    await room.settled()

    assert waiting(room) == []


async def test_one_that_is_being_changed_cannot_be_changed_twice(room: Room) -> None:
    await due(room)
    room.shelf.gate = asyncio.Event()
    room.reminders.show_list()
    press(room, Qt.Key.Key_D)
    while not room.reminders.reminding.busy:  # noqa: ASYNC110  (the write begins with the loop's next turn)
        await asyncio.sleep(0)
    assert not room.reminders.card.waiting.buttons[Answer.TOMORROW].isEnabled()
    press(room, Qt.Key.Key_D)
    press(room, Qt.Key.Key_T)
    room.shelf.gate.set()
    await room.settled()

    assert room.shelf.done == [1]


async def test_all_can_be_dismissed_at_once(room: Room) -> None:
    await due(room, 3)
    room.reminders.show_list()
    room.reminders.card.waiting.dismiss_all.click()
    await room.settled()

    assert waiting(room) == []
    assert len(room.shelf.todos) == 3


async def test_time_changes_what_a_row_says(room: Room) -> None:
    await due(room)
    model = room.reminders.card.waiting.model
    said = []
    for _ in range(2):
        said.append(model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        room.clock.advance(3600)

    assert said == ["Call 1, Contoso rollout · due now", "Call 1, Contoso rollout · overdue by 1 hour"]


async def test_the_focus_stays_in_the_card_and_everything_has_a_name(room: Room) -> None:
    await due(room, 2)
    room.reminders.show_list()
    seen = set()
    for _ in range(20):
        focus = QApplication.focusWidget()
        assert focus is not None
        assert room.reminders.card.isAncestorOf(focus)
        seen.add(focus.accessibleName())
        press(room, Qt.Key.Key_Tab)

    assert {"Reminders that wait", "Done", "+15 min", "Tomorrow", "Open", "Dismiss", "Dismiss all", "Close"} <= seen
    for widget in (room.reminders.card, room.reminders.bell, room.reminders.strip):
        assert nameless(widget) == []


# A silent desktop


async def test_where_the_desktop_is_silent_it_stands_at_the_top_of_the_window(room: Room, paper: PaperNotifier) -> None:
    paper.reason = "no_service"
    await due(room)
    strip = room.reminders.strip
    assert strip.isVisible()
    assert strip.texts == ("Call 1 Contoso rollout · due now",)
    assert nameless(strip) == []
    buttons = {each.accessibleName(): each for each in strip.findChildren(QPushButton)}
    assert list(buttons) == ["Done: Call 1", "+15 min: Call 1", "Tomorrow: Call 1", "Open: Call 1"]

    buttons["Done: Call 1"].click()
    await room.settled()
    assert room.shelf.done == [1]
    assert strip.isHidden()


async def test_many_in_the_window_are_a_list_that_leads_to_the_card(room: Room, paper: PaperNotifier) -> None:
    paper.reason = "no_service"
    await due(room, 5)
    assert [each.partition(" ")[0] for each in room.reminders.strip.texts] == ["1", "1", "Call", "Call", "Call"]
    room.clock.advance(3600 * 3)
    room.reminders.strip.refresh()
    assert room.reminders.strip.texts[-1] == "Call 3 Contoso rollout · overdue by 3 hours"

    show = next(each for each in room.reminders.strip.findChildren(QPushButton) if each.text() == "Show")
    show.click()
    assert room.reminders.card.isVisible()


async def test_why_the_desktop_is_silent_is_said_in_the_settings(room: Room, paper: PaperNotifier) -> None:
    page = room.reminders.card.settings
    room.reminders.show_settings()
    assert page.silent.isHidden()
    for reason, words in (("no_service", "does not answer"), ("not_allowed", "allowed"), ("unsupported", "installed")):
        paper.reason = reason
        page.test.click()
        await room.settled()
        assert words in page.silent.accessibleName()
        assert (page.silent.isVisible(), page.result) == (True, "")

    paper.reason = None
    page.test.click()
    await room.settled()
    assert (page.silent.isHidden(), page.result) == (True, "Your desktop has taken it.")
    assert paper.titles == ["Daybook reminds you"]


# Settings


def settings(card: RemindersCard) -> list[bool]:
    page = card.settings
    return [each.isEnabled() for each in (page.quiet, page.since, page.days[0])]


async def test_what_is_switched_counts_at_once(room: Room) -> None:
    page = room.reminders.card.settings
    room.reminders.show_settings()
    assert page.on.hasFocus()
    assert settings(room.reminders.card) == [True, False, False]
    press(room, Qt.Key.Key_Space)
    assert room.options == Options(on=False)
    assert settings(room.reminders.card) == [False, False, False]
    page.on.click()
    page.quiet.click()
    page.since.setTime(page.since.time().addSecs(-3600))
    page.days[5].click()
    page.days[6].click()

    assert (room.options.on, room.options.has_quiet, room.options.hours.since.hour) == (True, True, 19)
    assert room.options.hours.week.weekdays == {0, 1, 2, 3, 4}
    await room.settled()


async def test_a_holiday_is_quiet_as_a_whole_and_tells_so(room: Room, paper: PaperNotifier) -> None:
    room.options, room.holidays = Options(has_quiet=True), frozenset({NINE.date()})
    await due(room)
    assert paper.titles == []
    room.reminders.show_list()
    assert room.reminders.card.waiting.held == "1 reminder held back by your quiet hours until tomorrow 08:00"

    room.holidays = frozenset()
    room.reminders.reminding.wake()
    await room.pass_time(minutes(1))
    assert [title for title in paper.titles if "Call 1" in title or "1 reminder" in title]


async def test_a_week_without_working_days_can_not_be_set(room: Room) -> None:
    page = room.reminders.card.settings
    page.quiet.click()
    for chip in page.days:
        chip.click()

    assert room.options.hours.week.weekdays == {6}
    assert page.days[6].isChecked()
    await room.settled()


async def test_the_hours_are_kept_while_they_are_off(room: Room) -> None:
    page = room.reminders.card.settings
    page.quiet.click()
    page.until.setTime(page.until.time().addSecs(3600))
    page.quiet.click()

    assert (room.options.quiet, room.options.hours.until.hour) == (None, 9)
    await room.settled()


# The end


async def test_with_the_connection_everything_goes(room: Room, paper: PaperNotifier) -> None:
    await due(room)
    room.reminders.show_list()
    await room.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert paper.closed
    assert not {"reminders", "reminder-settings"} & {each.id for each in room.commands.all}
    assert [room.window.findChildren(each) for each in (RemindersCard, Bell, ReminderStrip)] == [[], [], []]
