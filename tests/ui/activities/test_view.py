"""The table: what it draws and says, how it is moved about in, and what stays when its rows change."""

from collections.abc import AsyncIterator
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook.clock import SystemClock
from daybook.domain.columns import USUAL, Column
from daybook.domain.entities import DEAL, Entity, EntityRef
from daybook.domain.filtering import Among, Fact, Filter, Order, SortKey
from daybook.domain.grouping import GroupBy
from daybook.ui.activities.column_words import USUAL_WIDTHS, usual_widths
from daybook.ui.activities.header import GUTTER, LEAST
from daybook.ui.activities.painter import ROW_HEIGHT
from daybook.ui.activities.signs import SIZE
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL
from daybook.ui.kit.theme import ThemeChoice
from daybook.work.activities_table import Question
from tests.ui.accessible import nameless
from tests.ui.activities.table_desk import BY_ID, NOW, TableDesk, activity, open_table_desk
from tests.ui.entities.conftest import until

Shift = Qt.KeyboardModifier.ShiftModifier
Ctrl = Qt.KeyboardModifier.ControlModifier
BY_KIND = Question(order=Order(SortKey.ID), group_by=GroupBy.KIND)


@pytest.fixture
async def desk(
    look: Look,
    formats: Formats,
    qtbot: QtBot,
    tmp_path: Path,
) -> AsyncIterator[TableDesk]:
    """The window with two hundred activities."""
    async with open_table_desk(look, formats, tmp_path) as desk:
        yield desk


async def test_it_says_what_stands_in_each_cell(desk: TableDesk) -> None:
    await desk.ask()

    assert desk.said(0, Column.TITLE) == "Title: Talk 1"
    assert desk.said(0, Column.DEADLINE) == "Deadline: yesterday 14:00, overdue"
    assert desk.said(0, Column.OWNER) == "Item: Deal Northwind renewal"
    assert desk.said(1, Column.OWNER) == "Item: Deal #3"
    assert desk.said(0, Column.RESPONSIBLE) == "Responsible: Tom Brandt"
    assert desk.said(6, Column.DONE) == "Done: done"
    assert desk.said(0, Column.STATE) == "State: Overdue"
    assert desk.said(4, Column.KIND) == "Kind: Call"
    assert desk.said(4, Column.COLOR) == "Colour: none"
    assert desk.said(0, Column.BINDINGS) == "Bound to: not loaded"
    assert desk.said(0, Column.REMINDERS) == "Reminders: unknown"
    desk.table.rows.ids[3] = 999_999
    assert desk.said(3, Column.TITLE) == "Loading"
    assert nameless(desk.window) == []


async def test_blanks_are_no_title(desk: TableDesk) -> None:
    await desk.copy.put_activities([activity(1, subject=" \n "), activity(2, owner=EntityRef(DEAL, 9))])
    await desk.copy.put_entities([Entity(EntityRef(DEAL, 9), "  ")])
    await desk.ask()

    assert desk.said(0, Column.TITLE) == "Title: No title"
    assert desk.said(1, Column.OWNER) == "Item: Deal #9"


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST])
async def test_it_draws_in_the_colours_of_the_theme(desk: TableDesk, look: Look, choice: ThemeChoice) -> None:
    await desk.ask()
    look.theming.choose(choice)
    desk.view.step(1, 0)

    late, today = desk.drawn(desk.rect(0, Column.DEADLINE)), desk.drawn(desk.rect(30, Column.DEADLINE))
    overdue = QColor(look.color("overdue")).rgb()
    assert overdue in late
    assert overdue not in today
    assert QColor(look.color("surface")).rgb() in desk.drawn(desk.rect(10, Column.TITLE))


async def test_a_row_that_is_not_there_yet_is_drawn_as_bars(desk: TableDesk, look: Look) -> None:
    await desk.ask()
    desk.table.rows.ids[3] = 999_999

    colors = desk.drawn(desk.rect(3, Column.TITLE))

    assert colors <= {QColor(look.color("surface")).rgb(), QColor(look.color("line")).rgb()}
    assert len(colors) == 2


async def test_the_title_takes_the_room_that_is_left(desk: TableDesk) -> None:
    await desk.ask()
    view = desk.view
    total = sum(view.header.sectionSize(list(Column).index(column)) for column in view.shown_columns)

    assert total == view.viewport().width()
    before = view.widths[Column.TITLE]
    desk.window.resize(2400, 900)
    QApplication.sendPostedEvents()
    assert view.header.sectionSize(list(Column).index(Column.TITLE)) > before
    assert view.widths[Column.TITLE] == before
    desk.window.resize(500, 500)
    QApplication.sendPostedEvents()
    assert view.header.sectionSize(list(Column).index(Column.TITLE)) == before
    assert view.horizontalScrollBar().maximum() > 0


@pytest.mark.parametrize("language", ["en_GB", "en_US", "de_DE", "ru_RU", "pt_BR", "hi_IN", "ar_EG"])
def test_a_moment_has_room_for_its_hour_in_any_language(look: Look, language: str) -> None:
    formats = Formats(SystemClock(), QLocale(language), UTC)
    widths, metrics = usual_widths(formats), QFontMetrics(font(Step.BODY))
    for days in range(0, 800, 7):
        for hour in (1, 11, 20, 22):
            said = formats.brief(NOW + timedelta(days=days, hours=hour, minutes=48))
            assert metrics.horizontalAdvance(said) + 2 * SMALL <= widths[Column.CHANGED], said
    assert widths[Column.DEADLINE] >= widths[Column.CHANGED] + SIZE
    assert widths[Column.TITLE] == USUAL_WIDTHS[Column.TITLE]


async def test_what_is_cut_is_told_where_the_pointer_rests(desk: TableDesk) -> None:
    long = "A title that nobody can read to its end " * 9
    await desk.copy.put_activities([activity(1, subject=long)])
    await desk.ask()
    cell = desk.view.activities.index(0, list(Column).index(Column.TITLE))

    assert desk.view.tip(cell).startswith("A title that nobody can read")
    assert desk.view.tip(cell.siblingAtRow(1)) == ""
    assert desk.view.tip(desk.view.activities.index(0, list(Column).index(Column.KIND))) == "To-do"


@pytest.mark.parametrize(
    "text", ["", "متابعة العقد مع العميل", "🎉" * 300, "x" * 100_000, "a\nb\tc\u2028d", "確認電話"]
)
async def test_any_title_can_be_drawn(desk: TableDesk, text: str) -> None:
    await desk.copy.put_activities([activity(1, subject=text)])
    await desk.ask()

    assert len(desk.drawn(desk.rect(0, Column.TITLE))) > 1


async def test_from_right_to_left(desk: TableDesk) -> None:
    await desk.ask()
    desk.view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.sendPostedEvents()

    title = desk.rect(0, Column.TITLE)
    right = title.adjusted(title.width() // 2, 0, 0, 0)
    left = title.adjusted(0, 0, -title.width() // 2, 0)
    assert desk.rect(0, Column.DONE).left() > title.left()
    assert len(desk.drawn(right)) > len(desk.drawn(left))


# Moving about


@pytest.mark.parametrize("reason", [Qt.FocusReason.TabFocusReason, Qt.FocusReason.ShortcutFocusReason])
async def test_whoever_comes_when_rows_are_there_stands_on_the_first_title(
    desk: TableDesk, reason: Qt.FocusReason
) -> None:
    """Qt would take the first cell there is, the circle; the first key would complete something."""
    desk.view.clearFocus()
    await desk.ask()
    desk.view.setFocus(reason)
    assert (desk.view.current_id, desk.view.current_column) == (1, Column.TITLE)
    desk.view.enter_first()
    assert (desk.view.current_id, desk.view.current_column) == (1, Column.TITLE)


async def test_keys_move_the_current_cell(desk: TableDesk) -> None:
    await desk.ask()
    desk.view.enter_first()
    assert (desk.view.current_id, desk.view.current_column) == (1, Column.TITLE)

    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Right)
    assert (desk.view.current_id, desk.view.current_column) == (2, Column.DEADLINE)
    desk.press(Qt.Key.Key_End)
    at_end = desk.view.current_column
    desk.press(Qt.Key.Key_Home)
    assert [at_end, desk.view.current_column] == [USUAL[-1], USUAL[0]]
    desk.press(Qt.Key.Key_End, Ctrl)
    assert desk.view.current_id == 200
    desk.press(Qt.Key.Key_Home, Ctrl)
    assert desk.view.current_id == 1
    desk.press(Qt.Key.Key_PageDown)
    assert (desk.view.current_id or 0) > 10


async def test_what_is_current_stays_where_it_is_while_rows_come_and_go(desk: TableDesk) -> None:
    await desk.ask()
    assert desk.view.make_current(100, Column.OWNER)
    top = desk.rect(99, Column.OWNER).top()

    await desk.copy.drop_activities(range(1, 11))
    await until(lambda: desk.view.activities.rowCount() == 190)
    assert (desk.view.current_id, desk.view.current_column) == (100, Column.OWNER)
    assert desk.rect(89, Column.OWNER).top() == top

    await desk.copy.put_activities([activity(number) for number in range(1, 6)])
    await until(lambda: desk.view.activities.rowCount() == 195)
    assert desk.view.currentIndex().row() == 94
    assert desk.rect(94, Column.OWNER).top() == top


async def test_what_is_current_and_goes_leaves_nothing_current(desk: TableDesk) -> None:
    await desk.ask()
    told: list[object] = []
    desk.view.current_changed.connect(told.append)
    desk.view.make_current(100)

    await desk.copy.drop_activities([100])
    await until(lambda: desk.view.activities.rowCount() == 199)

    assert told == [100, None]
    assert desk.view.current_id is None


async def test_another_question_begins_at_its_first_row(desk: TableDesk) -> None:
    await desk.ask()
    desk.view.make_current(180)
    desk.view.begin_anew()
    await desk.ask(Question(Filter((Among(Fact.RESPONSIBLE, frozenset({1})),)), BY_ID.order))

    assert desk.view.verticalScrollBar().value() == 0
    assert desk.view.current_id == 2


async def test_enter_space_and_letters_go_to_whoever_listens(desk: TableDesk) -> None:
    await desk.ask()
    typed: list[str] = []
    opened: list[object] = []
    desk.view.edit_wanted.connect(typed.append)
    desk.view.opened.connect(opened.append)
    desk.view.enter_first()

    QTest.keyClicks(desk.view, "t")
    desk.press(Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    at = desk.rect(2, Column.TITLE).center()
    desk.click(2, Column.TITLE)
    QTest.mouseDClick(desk.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    assert typed == ["t"]
    assert opened == [3]


# Selecting


async def test_selecting_by_mouse(desk: TableDesk) -> None:
    await desk.ask()

    desk.click(2, Column.TITLE)
    assert desk.table.picks.ids == frozenset()
    desk.click(4, Column.TITLE, Ctrl)
    desk.click_gutter(6)
    assert desk.table.picks.ids == {5, 7}
    desk.click(9, Column.TITLE, Shift)
    assert desk.table.picks.ids == {5, 7, 8, 9, 10}
    desk.click_gutter(6)
    assert 7 not in desk.table.picks
    desk.click_gutter(3, Shift)
    assert desk.table.picks.ids == {4, 5, 6, 7, 8, 9, 10}
    assert desk.said(6, Column.TITLE) == "Title: Talk 7, selected"


async def test_selecting_by_keys(desk: TableDesk) -> None:
    await desk.ask()
    desk.view.enter_first()

    desk.press(Qt.Key.Key_Down, Shift)
    desk.press(Qt.Key.Key_Down, Shift)
    assert desk.table.picks.ids == {1, 2, 3}
    desk.press(Qt.Key.Key_Escape)
    assert desk.table.picks.ids == frozenset()
    desk.view.toggle_pick()
    assert desk.table.picks.ids == {3}
    assert desk.view.target_ids() == [3]


async def test_everything_is_selected_without_being_read(desk: TableDesk) -> None:
    await desk.copy.put_activities([activity(number, completed=False) for number in range(201, 1001)])
    await desk.ask()
    desk.view.pick_all()

    assert len(desk.table.picks) == 1000
    assert desk.table.line(990) is None
    await desk.ask(Question(Filter((Among(Fact.COMPLETED, frozenset({True})),)), BY_ID.order))
    assert (len(desk.table.picks), desk.table.picks.hidden) == (1000, 972)


async def test_what_is_selected_looks_so(desk: TableDesk, look: Look) -> None:
    await desk.ask()
    desk.view.toggle_pick(3)

    selection = QColor(look.color("selection")).rgb()
    assert selection in desk.drawn(desk.rect(3, Column.TITLE))
    assert selection not in desk.drawn(desk.rect(4, Column.TITLE))


# Groups


async def test_groups_have_headings_that_fold(desk: TableDesk) -> None:
    await desk.ask(BY_KIND)
    assert desk.said(0, Column.TITLE) == "To-do, 160 activities, open"

    desk.view.enter_first()
    desk.press(Qt.Key.Key_Left)
    assert desk.view.activities.rowCount() == 42
    assert desk.said(0, Column.TITLE) == "To-do, 160 activities, folded"
    assert desk.view.current_group is not None
    desk.press(Qt.Key.Key_Left)
    assert desk.view.activities.rowCount() == 42
    desk.press(Qt.Key.Key_Right)
    assert desk.view.activities.rowCount() == 202
    desk.click(0, Column.OWNER)
    assert desk.view.activities.rowCount() == 42


async def test_a_heading_says_how_much_of_its_group_is_selected(desk: TableDesk, look: Look) -> None:
    await desk.ask(BY_KIND)
    desk.view.enter_first()
    accent = look.theme.accent.rgb()

    def box() -> int:
        """How much of it is in the accent's colour."""
        image = desk.view.gutter.viewport().grab(QRect(0, 0, GUTTER, ROW_HEIGHT)).toImage()
        return sum(image.pixel(x, y) == accent for x in range(image.width()) for y in range(image.height()))

    assert (box(), desk.said(0, Column.TITLE)) == (0, "To-do, 160 activities, open")
    desk.view.toggle_pick(1)
    some = box()
    assert some > 0
    assert desk.said(0, Column.TITLE) == "To-do, 160 activities, open, some selected"
    desk.view.toggle_pick(0)
    assert box() > some
    assert desk.said(0, Column.TITLE) == "To-do, 160 activities, open, all selected"
    desk.view.fold_current(True)
    assert box() > some


async def test_a_heading_stands_for_its_group(desk: TableDesk) -> None:
    await desk.ask(BY_KIND)
    desk.view.enter_first()

    desk.view.toggle_pick()
    assert len(desk.table.picks) == 160
    desk.view.toggle_pick()
    assert len(desk.table.picks) == 0
    assert desk.view.target_ids() == []


async def test_a_current_heading_stays_current(desk: TableDesk) -> None:
    await desk.ask(BY_KIND)
    desk.view.enter_first()
    desk.press(Qt.Key.Key_Left)

    await desk.copy.put_activities([activity(301)])
    await until(lambda: desk.said(0, Column.TITLE).startswith("To-do, 161"))

    assert desk.view.currentIndex().row() == 0
    assert desk.view.current_group is not None


# Columns


async def test_columns_are_moved_sized_and_hidden_by_keys(desk: TableDesk) -> None:
    await desk.ask()
    told: list[None] = []
    desk.view.layout_changed.connect(lambda: told.append(None))
    desk.view.enter_first()
    desk.press(Qt.Key.Key_Right)

    desk.view.move_column(1)
    assert desk.view.shown_columns[2:5] == (Column.TITLE, Column.OWNER, Column.DEADLINE)
    before = desk.view.widths[Column.DEADLINE]
    desk.view.widen_column(24)
    assert desk.view.widths[Column.DEADLINE] == before + 24
    desk.view.widen_column(-9000)
    assert desk.view.widths[Column.DEADLINE] == LEAST
    assert len(told) == 3

    desk.view.show_columns([Column.PLACE, Column.TITLE], {Column.PLACE: 77})
    assert list(desk.view.shown_columns) == [Column.PLACE, Column.TITLE]
    assert desk.view.widths[Column.PLACE] == 77
    desk.view.show_columns([], {})
    assert list(desk.view.shown_columns) == list(USUAL)


async def test_the_heads_sort_and_say_so(desk: TableDesk) -> None:
    await desk.ask()
    wanted: list[object] = []
    desk.view.header.sort_wanted.connect(wanted.append)
    header = desk.view.header

    for column in (Column.OWNER, Column.KIND):
        at = header.sectionViewportPosition(list(Column).index(column)) + 12
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at, 10))

    assert wanted == [Column.OWNER, Column.KIND]
    assert header.model().headerData(list(Column).index(Column.OWNER), Qt.Orientation.Horizontal) == "Item"


async def test_scrolling_reads_ahead(desk: TableDesk) -> None:
    await desk.ask()
    desk.view.verticalScrollBar().setValue(120 * ROW_HEIGHT)
    await desk.settled()

    assert desk.table.line_at(125) is not None
    assert [line.id for line in desk.view.lines_in_sight()][:2] == [121, 122]


async def test_time_makes_things_late(desk: TableDesk) -> None:
    await desk.ask()
    assert desk.said(24, Column.STATE) == "State: Open"

    desk.view.maker._now = lambda: NOW + timedelta(days=2)
    desk.view.forget_faces()
    assert desk.said(24, Column.STATE) == "State: Overdue"
