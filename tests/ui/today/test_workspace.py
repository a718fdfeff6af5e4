"""A morning in the window: looking, moving, triage, and the way back."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from daybook.domain.activity import ActivityKind, Direction
from daybook.domain.agenda import Part
from daybook.domain.entities import DEAL, LEAD, Entity, EntityRef
from daybook.domain.todo import TodoColor
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.layouts.portal_colors import portal_colors
from daybook.ui.today.delegate import ROW_HEIGHT
from daybook.ui.today.load_model import FIRST_SPAN_COLUMN
from daybook.work.agenda import Focus, Mark
from daybook.work.editor_state import EditorPhase
from daybook.work.syncing.progress import Phase, SyncState
from tests.sandbox.process import SandboxProcess
from tests.ui.accessible import nameless
from tests.ui.today.desk import DAY, HOUR, NOON, OWNER, TodayDesk, open_desk, seen, todo

TODAY_COLUMN = FIRST_SPAN_COLUMN + 1


async def three(desk: TodayDesk) -> list[int]:
    """Three to-dos that the portal has, overdue, the oldest first."""
    return [await desk.make(f"Call {name}", NOON - hours * HOUR) for name, hours in (("A", 3), ("B", 2), ("C", 1))]


# Looking


async def test_the_day_begins_with_the_first_thing_to_do(desk: TodayDesk) -> None:
    await desk.fill(todo(1, NOON - 2 * DAY), todo(2, NOON + HOUR), todo(3, NOON + DAY), todo(4, NOON + 30 * DAY))
    assert desk.shown == ["Overdue", "To-do 1", "Today", "To-do 2", "Tomorrow", "To-do 3", "Later"]
    assert desk.list.hasFocus()
    assert desk.current == 1


async def test_the_head_says_the_day_and_its_numbers(desk: TodayDesk) -> None:
    meeting = todo(5, NOON + HOUR, kind=ActivityKind.MEETING, start=NOON + HOUR)
    await desk.session.copy.put_entities([Entity(EntityRef(LEAD, 9), "Forgotten", responsible_id=1)])
    await desk.fill(todo(1, NOON - DAY), todo(2, NOON - DAY), todo(3, NOON + HOUR), meeting)
    greeting = desk.work.page.greeting
    assert greeting.date.text() == "Wednesday, 4 March"
    assert greeting.title.text().startswith("Good afternoon, ")
    assert [chip.text() for chip in greeting.chips.values()] == ["2 overdue", "2 today", "1 without a plan"]
    assert greeting.meetings.text() == "1 meeting"


async def test_the_greeting_goes_with_the_hour(desk: TodayDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.today, "now", lambda: NOON + 7 * HOUR)
    desk.work.page.tick()
    assert desk.work.page.greeting.title.text().startswith("Good evening, ")
    monkeypatch.setattr(desk.today, "now", lambda: NOON + 20 * HOUR)
    desk.work.page.tick()
    assert desk.work.page.greeting.title.text().startswith("Good morning, ")
    assert desk.work.page.greeting.date.text() == "Thursday, 5 March"


async def test_large_numbers_are_written_as_people_do(desk: TodayDesk) -> None:
    await desk.fill(*(todo(number, NOON - DAY) for number in range(1, 1_203)))
    assert desk.work.page.greeting.chips[Part.OVERDUE].text() == "1,202 overdue"
    assert desk.work.page.greeting.chips[Part.OVERDUE].accessibleName() == "1,202 overdue"


async def test_a_number_leads_to_what_it_counts(desk: TodayDesk) -> None:
    await desk.fill(todo(1, NOON - DAY), todo(2, NOON + HOUR))
    desk.work.page.greeting.chips[Part.TODAY].click()
    assert desk.current == 2
    assert desk.list.hasFocus()


async def test_everything_has_a_name_and_no_two_keys_are_the_same(desk: TodayDesk) -> None:
    await desk.fill(todo(1, NOON - DAY))
    assert nameless(desk.work.page) == []
    keys = [key for command in desk.commands.all for key in command.keys]
    assert len(keys) == len(set(keys))
    assert all(command.keys for command in desk.work.commands)


async def test_a_screen_reader_hears_the_whole_row(desk: TodayDesk) -> None:
    await desk.fill(todo(1, NOON - DAY, color=TodoColor.VIOLET, person=2))
    await desk.today.choose(None)
    await desk.settled()
    index = desk.work.page.model.index(1, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == ("To-do 1, To-do, Deal #1, yesterday 12:00, overdue by 1 day, Boris Berg, colour Violet")


async def test_only_rows_in_sight_are_read(desk: TodayDesk) -> None:
    await desk.fill(*(todo(number, NOON - number * HOUR) for number in range(1, 3001)))
    model = desk.work.page.model
    assert model.rowCount() == 3001
    known = sum(desk.today.line(number) is not None for number in range(1, 3001))
    assert 20 < known < 150
    desk.list.verticalScrollBar().setValue(1500 * ROW_HEIGHT)
    await desk.settled()
    assert model.index(1505, 0).data().startswith("To-do")


async def test_it_paints_in_every_theme_and_width(desk: TodayDesk, look: Look) -> None:
    await desk.session.copy.put_entities([Entity(EntityRef(LEAD, 9), "Forgotten", responsible_id=1)])
    await desk.fill(
        *(todo(number, NOON - HOUR, color=color) for number, color in enumerate(TodoColor, start=1)),
        todo(20, NOON + HOUR, kind=ActivityKind.CALL, direction=Direction.INCOMING),
        todo(21, NOON - HOUR, person=None),
    )
    desk.today.begin(1, Mark.COMPLETING)
    pictures = []
    for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST):
        look.theming.choose(theme)
        for width in (900, 1440):
            desk.window.resize(width, 700)
            pictures.append(desk.window.grab().toImage())
    assert all(not picture.isNull() for picture in pictures)
    assert pictures[0] != pictures[2]


async def test_models_keep_qts_rules(desk: TodayDesk, qtmodeltester: ModelTester) -> None:
    await desk.fill(todo(1, NOON - DAY), todo(2, NOON + DAY, person=None))
    qtmodeltester.check(desk.work.page.model)
    qtmodeltester.check(desk.work.page.load_model)


# Nothing to show


async def test_an_empty_day_says_so(desk: TodayDesk) -> None:
    page = desk.work.page
    assert page.pages.currentWidget() is page.empty
    assert page.empty.accessibleName() == "All done"
    assert page.greeting.sentence.text() == "Nothing is due today or tomorrow."
    desk.press("Space")
    desk.press("J")
    await desk.settled()
    assert desk.failures == []


async def test_a_copy_that_is_being_filled_says_how_far_it_is(
    look: Look, qapp: QApplication, tmp_path: Path, empty_portal: SandboxProcess
) -> None:
    state = SyncState(Phase.LOADING, rows=2500, total=100_000)
    async with open_desk(look, empty_portal, tmp_path, state=state) as desk:
        page = desk.work.page
        assert page.busy.busy
        assert page.empty.accessibleName() == "Your day is on its way"
        assert page.empty.accessibleDescription() == "2,500 of 100,000 read, the newest and open ones first"
        assert not page.greeting.sentence.isVisible()  # nobody knows yet whether nothing is due
        desk.session.sync.state = replace(state, complete=True, phase=Phase.RESTING)
        desk.session.sync.changed.tell()
        assert page.empty.accessibleName() == "All done"
        assert not page.busy.busy


async def test_done_with_everything_the_keys_stay_here(desk: TodayDesk) -> None:
    number = await desk.make("The last one", NOON - HOUR)
    desk.press("Space")
    await seen(desk, lambda: desk.shown == [])
    assert desk.work.page.hasFocus()
    desk.press("Ctrl+Z")
    await seen(desk, lambda: desk.shown == ["Overdue", "The last one"])
    assert desk.list.hasFocus()
    assert desk.stored(number)["COMPLETED"] == "N"


# Moving


async def test_letters_and_arrows_move_past_headings(desk: TodayDesk) -> None:
    await desk.fill(todo(1, NOON - DAY), todo(2, NOON + HOUR), todo(3, NOON + 30 * DAY))
    visited = []
    for key in ("J", "Down", "J", "K", "Up", "K"):
        desk.press(key)
        visited.append(desk.current)
    assert visited == [2, Part.LATER, Part.LATER, 2, 1, 1]


async def test_brackets_go_from_part_to_part(desk: TodayDesk) -> None:
    await desk.fill(todo(1, NOON - DAY), todo(2, NOON - DAY), todo(3, NOON + HOUR), todo(4, NOON + DAY))
    visited = []
    for key in ("]", "]", "]", "[", "["):
        desk.press(key)
        visited.append(desk.current)
    assert visited == [3, 4, 4, 3, 2]


async def test_parts_fold_and_unfold_by_keys(desk: TodayDesk, qtbot: QtBot) -> None:
    await desk.fill(todo(1, NOON - DAY), todo(2, NOON + 30 * DAY))
    told: list[frozenset[Part]] = []
    desk.work.folded_chosen.connect(told.append)
    desk.press("Left")
    await desk.settled()
    assert desk.shown == ["Overdue", "Later"]
    assert desk.current is Part.OVERDUE
    desk.press("Down")
    desk.press("Return")
    await desk.settled()
    assert desk.shown == ["Overdue", "Later", "To-do 2"]
    assert told == [{Part.OVERDUE, Part.LATER, Part.UNDATED}, {Part.OVERDUE, Part.UNDATED}]
    desk.press("Up")
    desk.press("Right")
    await desk.settled()
    assert desk.shown == ["Overdue", "To-do 1", "Later", "To-do 2"]


async def test_keys_that_follow_at_once_fold_both(desk: TodayDesk, qtbot: QtBot) -> None:
    await desk.fill(todo(1, NOON - DAY), todo(2, NOON + HOUR))
    for keys in ("Left", "Ctrl+Down", "Left"):
        desk.press(keys)
    await desk.settled()
    assert desk.shown == ["Overdue", "Today"]


async def test_a_click_on_a_heading_folds(desk: TodayDesk, qtbot: QtBot) -> None:
    await desk.fill(todo(1, NOON - DAY), todo(2, NOON + HOUR))
    qtbot.mouseClick(desk.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, ROW_HEIGHT // 2))
    await desk.settled()
    assert desk.shown == ["Overdue", "Today", "To-do 2"]


async def test_from_right_to_left(desk: TodayDesk, look: Look, qtbot: QtBot) -> None:
    number = await desk.make("Call", NOON - DAY, colorId=TodoColor.VIOLET.value)
    room = desk.list.viewport()
    violet = portal_colors(look.theme).todos[TodoColor.VIOLET].strong.rgb()

    def discs() -> tuple[bool, bool]:
        """Whether there is one at the left edge, and at the right one."""
        found = []
        for left in (0, room.width() - 44):
            image = room.grab(QRect(left, ROW_HEIGHT, 44, ROW_HEIGHT)).toImage()
            found.append(violet in {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())})
        return found[0], found[1]

    assert discs() == (True, False)
    desk.list.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    await desk.settled()
    assert discs() == (False, True)
    desk.press("Right")
    await desk.settled()
    assert desk.shown == ["Overdue"]
    desk.press("Left")
    await desk.settled()
    assert desk.shown == ["Overdue", "Call"]
    at = QPoint(room.width() - 23, ROW_HEIGHT + ROW_HEIGHT // 2)
    qtbot.mouseClick(room, Qt.MouseButton.LeftButton, pos=at)
    await seen(desk, lambda: not desk.shown)
    assert desk.stored(number)["COMPLETED"] == "Y"


async def test_what_is_current_stays_where_it_is_when_others_come_and_go(desk: TodayDesk) -> None:
    await desk.fill(*(todo(number, NOON - number * HOUR) for number in range(100, 300)))
    desk.list.go_to(120)
    await desk.settled()
    current, place = desk.current, desk.list.current_rect().top()
    await desk.fill(*(todo(number, NOON - number * HOUR) for number in range(300, 310)))  # all above it
    assert (desk.current, desk.list.current_rect().top()) == (current, place)
    await desk.session.copy.drop_activities(range(295, 310))
    await desk.settled()
    assert (desk.current, desk.list.current_rect().top()) == (current, place)


async def test_whoever_scrolls_away_is_not_called_back(desk: TodayDesk) -> None:
    await desk.fill(*(todo(number, NOON - number * HOUR) for number in range(1, 300)))
    bar = desk.list.verticalScrollBar()
    bar.setValue(100 * ROW_HEIGHT)
    await desk.settled()
    top = desk.list.indexAt(QPoint(10, 5)).data()
    await desk.fill(todo(500, NOON - 500 * HOUR))
    assert desk.list.indexAt(QPoint(10, 5)).data() == top
    assert desk.current == 299


# Triage


async def test_space_completes_and_goes_on(desk: TodayDesk) -> None:
    first, second, third = await three(desk)
    desk.press("Space")
    assert desk.current == second  # at once
    desk.press("Space")
    assert desk.current == third
    await seen(desk, lambda: desk.shown == ["Overdue", "Call C"])
    assert [desk.stored(number)["COMPLETED"] for number in (first, second, third)] == ["Y", "Y", "N"]
    assert desk.current == third
    assert desk.window.quiet.offers()
    offer = desk.session.last_edit.offer
    assert offer is not None
    last = offer.activity_id
    assert last in (first, second)  # two activities do not wait for each other: whichever was answered last
    desk.press("Ctrl+Z")
    await seen(desk, lambda: len(desk.shown) == 3)
    await seen(desk, lambda: desk.stored(last)["COMPLETED"] == "N")
    assert desk.failures == []


async def test_tomorrow_colour_and_the_next(desk: TodayDesk) -> None:
    first, second, third = await three(desk)
    desk.press("T")
    desk.press("5")
    desk.press("0")
    await seen(desk, lambda: desk.shown == ["Overdue", "Call B", "Call C", "Tomorrow", "Call A"])
    assert desk.stored(first)["DEADLINE"].startswith("2026-03-05")
    line = desk.today.line(second)
    assert line is not None
    assert line.color is TodoColor.VIOLET
    assert desk.current == third  # behind it was nothing yet
    assert desk.failures == []
    assert desk.work.page.model.rows.number_of(third) == 2


async def test_somebody_else_takes_over(desk: TodayDesk) -> None:
    first, second, _ = await three(desk)
    desk.press("R")
    picker = desk.work.doing.picker
    assert picker is not None
    assert picker.model.rowCount() == 3
    desk.press("B")
    desk.press("o")
    desk.press("r")
    desk.press("Return")
    assert desk.current == second
    await seen(desk, lambda: desk.shown == ["Overdue", "Call B", "Call C"])
    assert desk.stored(first)["RESPONSIBLE_ID"] == "2"
    assert desk.list.hasFocus()


async def test_a_click_on_the_disc_completes(desk: TodayDesk, qtbot: QtBot) -> None:
    first, *_ = await three(desk)
    disc = QPoint(22, ROW_HEIGHT + ROW_HEIGHT // 2)
    qtbot.mouseMove(desk.list.viewport(), disc)
    qtbot.mouseClick(desk.list.viewport(), Qt.MouseButton.LeftButton, pos=disc)
    await seen(desk, lambda: len(desk.shown) == 3)
    assert desk.stored(first)["COMPLETED"] == "Y"


async def test_what_cannot_be_done_is_said_and_not_tried(desk: TodayDesk) -> None:
    letter = todo(1, NOON - DAY, kind=ActivityKind.EMAIL, direction=Direction.OUTGOING)
    await desk.fill(letter, todo(2, NOON - HOUR, kind=ActivityKind.CALL))
    desk.press("Space")
    assert desk.window.quiet.accessibleName() == "Completing this e-mail would send it. Do that in the portal."
    desk.press("J")
    desk.press("T")
    assert desk.window.quiet.accessibleName().startswith("The portal lets only to-dos")
    await desk.settled()
    assert desk.portal.stats()["writes"] == {}
    assert desk.current == 2


async def test_a_refusal_is_said_and_the_row_comes_back(desk: TodayDesk) -> None:
    await desk.fill(todo(404, NOON - DAY))  # the portal has no such activity
    desk.press("5")
    await seen(desk, lambda: bool(desk.failures) or not desk.shown)
    assert desk.today.mark(404) is None


async def test_what_could_not_be_sent_is_named(desk: TodayDesk) -> None:
    number = await desk.make("Call Andrew", NOON - DAY)
    desk.portal.faults("reset_before=1")
    desk.press("Space")
    await seen(desk, lambda: bool(desk.failures))
    assert desk.failures == ["“Call Andrew”: The connection broke before the portal answered."]
    assert desk.shown == ["Overdue", "Call Andrew"]
    desk.portal.faults("")
    desk.press("Space")
    await seen(desk, lambda: not desk.shown)
    assert desk.failures == []
    assert desk.stored(number)["COMPLETED"] == "Y"


async def test_the_same_keys_are_letters_in_the_editor(desk: TodayDesk) -> None:
    first, *_ = await three(desk)
    desk.press("Return")
    await seen(desk, lambda: desk.session.editing.state.phase is EditorPhase.EDITING)
    title = desk.work.editor.form.title
    assert title.hasFocus()
    for key in ("t", "1", "Space", "j"):
        desk.press(key)
    await desk.settled()
    draft = desk.session.editing.state.draft
    assert draft is not None
    assert "t1 j" in draft.title
    assert desk.stored(first)["COMPLETED"] == "N"
    assert desk.shown == ["Overdue", "Call A", "Call B", "Call C"]


async def test_the_menu_names_the_keys(desk: TodayDesk) -> None:
    await three(desk)
    texts = [action.text() for action in desk.work.make_menu().actions()]
    assert texts[:2] == ["Done, and on\tSpace", "To tomorrow, and on\tT"]
    assert len(texts) == 16


# The editor


async def test_enter_opens_saves_and_the_list_follows(desk: TodayDesk) -> None:
    first, *_ = await three(desk)
    desk.press("Return")
    await seen(desk, desk.work.editor.isVisible)
    desk.work.editor.form.title.selectAll()
    for letter in "new":
        desk.press(letter)
    desk.press("Ctrl+Return")
    await seen(desk, lambda: desk.shown[1] == "new")
    assert desk.stored(first)["SUBJECT"] == "new"
    desk.press("Ctrl+W")
    await seen(desk, lambda: not desk.work.editor.isVisible())
    assert desk.list.hasFocus()


async def test_a_todo_may_follow_from_the_others_of_its_item(desk: TodayDesk) -> None:
    _, second, _ = await three(desk)
    await desk.fill(todo(901, NOON, owner=EntityRef(DEAL, 2)), todo(902, NOON, completed=True))
    desk.press("Return")
    await seen(desk, desk.work.editor.isVisible)
    field = desk.work.editor.form.parent_field
    picker = field.open_list()
    model = picker.model
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Call B", "Call C"]
    desk.press("Return")
    assert field.button.words == "Call B"
    assert desk.session.editing.state.draft is not None
    assert desk.session.editing.state.draft.parent_id == second


async def test_an_open_editor_follows_the_arrow_keys(desk: TodayDesk) -> None:
    _, second, _ = await three(desk)
    desk.press("Return")
    await seen(desk, desk.work.editor.isVisible)
    desk.press("Ctrl+L")
    desk.press("J")
    await seen(desk, lambda: desk.session.editing.state.base is not None and _open_id(desk) == second)
    assert desk.list.hasFocus()
    desk.press("Escape")
    await seen(desk, lambda: not desk.work.editor.isVisible())


async def test_a_row_that_changes_by_itself_takes_no_editor(desk: TodayDesk) -> None:
    """All workspaces share one editor: another one may be at work in it while this one is out of sight."""
    first, second, third = await three(desk)
    desk.press("Return")
    await seen(desk, desk.work.editor.isVisible)
    desk.window.show_workspace("entities")
    elsewhere = await desk.session.copy.activity(third)
    assert elsewhere is not None
    await desk.session.editing.open(elsewhere)
    await desk.session.copy.drop_activities([first])
    await seen(desk, lambda: desk.list.activity_id == second)
    await seen(desk, lambda: not desk.work._rest.isActive())
    assert _open_id(desk) == third


async def test_d_goes_to_the_deadline(desk: TodayDesk) -> None:
    await three(desk)
    desk.press("D")
    await seen(desk, desk.work.editor.form.deadline.field.hasFocus)


async def test_ctrl_enter_shows_the_item_elsewhere(desk: TodayDesk) -> None:
    first, *_ = await three(desk)
    wanted: list[tuple[Any, Any]] = []
    desk.work.item_wanted.connect(lambda ref, number: wanted.append((ref, number)))
    desk.press("Ctrl+Return")
    assert wanted == [(OWNER, first)]


async def test_an_item_without_a_plan_gets_a_todo(desk: TodayDesk) -> None:
    await desk.session.copy.put_entities([Entity(EntityRef(DEAL, 2), "Forgotten", responsible_id=1)])
    await desk.settled()
    assert desk.shown == ["Nothing planned", "Forgotten"]
    desk.press("Return")
    await seen(desk, lambda: desk.session.editing.state.is_new)
    assert desk.session.editing.state.owner == EntityRef(DEAL, 2)
    for letter in "plan":
        desk.press(letter)
    desk.press("Ctrl+S")
    await seen(desk, lambda: "plan" in desk.shown)
    assert "Forgotten" not in desk.shown
    assert desk.failures == []


async def test_deleting_from_the_editor_waits_and_can_be_called_off(desk: TodayDesk) -> None:
    first, *_ = await three(desk)
    desk.press("Return")
    await seen(desk, desk.work.editor.isVisible)
    desk.press("Ctrl+Shift+Delete")
    assert desk.session.deletions.is_held(first)
    desk.press("Ctrl+Z")
    await desk.settled()
    assert not desk.session.deletions.is_held(first)


# Loads


async def loaded(desk: TodayDesk) -> None:
    """Two people; the first has nine things to do today."""
    await desk.fill(
        *(todo(number, NOON + HOUR) for number in range(1, 10)), todo(20, NOON + DAY, person=2), todo(21, NOON + DAY)
    )
    await desk.today.choose((1, 2))
    await desk.settled()


async def test_too_much_is_said_in_words_too(desk: TodayDesk) -> None:
    await loaded(desk)
    model = desk.work.page.load_model
    much, well = model.index(0, TODAY_COLUMN), model.index(1, TODAY_COLUMN + 1)
    assert much.data() == "9"
    assert much.data(Qt.ItemDataRole.AccessibleTextRole).endswith("today: 9 to do (too much: a full day has 8)")
    assert well.data(Qt.ItemDataRole.AccessibleTextRole) == "Boris Berg, tomorrow: 1 to do"


async def test_another_cap_counts_at_once(desk: TodayDesk) -> None:
    await loaded(desk)
    told: list[int] = []
    desk.work.cap_chosen.connect(told.append)
    desk.press("Ctrl+Shift+F")
    card = desk.work.cap_card
    assert card is not None
    desk.press("Up")
    assert told == [9]
    assert not desk.work.page.load_model.is_too_much(desk.today.content.loads[0], 1)
    assert desk.work.page.greeting.cap.text() == "A full day: 9"
    desk.press("Escape")


async def test_a_cell_shows_only_that_person_and_day(desk: TodayDesk) -> None:
    await loaded(desk)
    desk.press("Ctrl+G")
    assert desk.work.page.loads.hasFocus()
    desk.press("Right")
    desk.press("Down")
    desk.press("Return")
    await desk.settled()
    assert desk.today.content.focus == Focus(2, 2)
    assert desk.shown == ["Tomorrow", "To-do 20"]
    desk.press("Return")  # again: all
    await desk.settled()
    assert desk.today.content.focus is None
    assert len(desk.shown) == 13


async def test_escape_shows_all_again(desk: TodayDesk, qtbot: QtBot) -> None:
    await loaded(desk)
    loads = desk.work.page.loads
    cell = loads.visualRect(loads.model().index(1, 0)).center()
    qtbot.mouseClick(loads.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    await desk.settled()
    assert desk.shown == ["Tomorrow", "To-do 20"]
    desk.press("Ctrl+L")
    desk.press("Escape")
    await desk.settled()
    assert len(desk.shown) == 13


async def test_whose_day_is_chosen_by_keys(desk: TodayDesk) -> None:
    await desk.fill(todo(1, NOON - DAY), todo(2, NOON - DAY, person=2), todo(3, NOON - DAY, person=3))
    assert desk.shown == ["Overdue", "To-do 1"]
    desk.press("Ctrl+P")
    desk.press("Down")
    desk.press("Down")
    desk.press("Return")
    await desk.settled()
    assert desk.today.content.whose == (1, 2)
    assert desk.work.page.greeting.whose.text().endswith(" and 1 more")
    desk.press("Up")
    desk.press("Return")
    await desk.settled()
    assert desk.today.content.whose is None
    assert len(desk.shown) == 4
    desk.press("Escape")
    assert desk.list.hasFocus()


@pytest.mark.parametrize(("width", "least", "most"), [(900, 8, 14), (1500, 14, 14)])
async def test_days_are_shown_as_far_as_there_is_room(desk: TodayDesk, width: int, least: int, most: int) -> None:
    desk.window.resize(width, 700)
    QApplication.processEvents()
    loads = desk.work.page.loads
    shown = sum(not loads.isColumnHidden(column) for column in range(TODAY_COLUMN, loads.model().columnCount()))
    assert least <= shown <= most
    assert sum(loads.columnWidth(column) for column in range(16)) <= loads.viewport().width()


def _open_id(desk: TodayDesk) -> int | None:
    base = desk.session.editing.state.base
    return base.id if base is not None else None


# Many at once


async def test_a_row_or_all_of_a_part_is_taken_to_where_many_are_changed(desk: TodayDesk) -> None:
    made = await three(desk)
    told: list[tuple[list[int], str]] = []
    desk.work.change_wanted.connect(lambda ids, origin: told.append((list(ids), origin)))
    desk.list.go_to(1)
    desk.work.change()
    desk.list.go_to(0)  # the heading
    desk.work.change()
    assert told == [(made[:1], "1 selected in Today"), (made, "3 selected in Today")]
