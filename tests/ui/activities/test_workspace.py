"""The whole workspace in the real window, on a real portal: filtered, opened, completed, copied, exported by keys."""

import asyncio
import csv
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from daybook import privacy
from daybook.bitrix import activities
from daybook.clock import SystemClock
from daybook.domain.columns import Column
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.filtering import Order, SortKey
from daybook.domain.grouping import GroupBy
from daybook.domain.run import Field
from daybook.domain.view import View
from daybook.store.memory import open_memory
from daybook.store.views import Views
from daybook.ui.activities.exporting import Kind
from daybook.ui.activities.view_cards import MistakesCard, NameCard
from daybook.ui.activities.workspace import ActivitiesWorkspace
from daybook.ui.kit.commands import Commands
from daybook.ui.kit.doors import Doors
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.lifetime import delete
from daybook.ui.kit.look import Look
from daybook.ui.kit.writes import Writes
from daybook.ui.reporting import Reporting
from daybook.ui.shell import MainWindow
from daybook.work.session import PortalSession
from tests.helpers.pending import make_call, make_todo
from tests.helpers.sessions import open_session
from tests.sandbox.process import SandboxProcess
from tests.ui.accessible import nameless
from tests.ui.entities.conftest import until

BERLIN = ZoneInfo("Europe/Berlin")


class Desk:
    """The window and the workspace in it."""

    def __init__(self, look: Look, session: PortalSession, kept: View | None, views: Views) -> None:
        self.session = session
        self.jobs, self.writes = Jobs(), Writes()
        formats = Formats(SystemClock(), QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom), BERLIN)
        self.window = MainWindow(look, formats, Commands())
        self.reporting = Reporting(
            jobs=self.jobs,
            writes=self.writes,
            doors=Doors(self.window),
            errors=self.window.errors,
            status=self.window.status,
            mask=privacy.mask,
        )
        self.work = ActivitiesWorkspace(
            look, formats, session, lambda: BERLIN,
            kept=kept, views=views, jobs=self.jobs, writes=self.writes, quiet=self.window.quiet,
        )  # fmt: skip
        self.menu: QMenu | None = None
        self.work.menus.show = self._take  # type: ignore[method-assign]

    def _take(self, menu: QMenu, at: QPoint) -> None:
        """No other window opens in a test; what it would have shown is looked at here."""
        self.menu = menu

    @property
    def offered(self) -> list[str]:
        """What the menu offers that was opened last."""
        return [action.text() for action in self.menu.actions()] if self.menu is not None else []

    async def choose(self, text: str) -> None:
        """Chooses in that menu."""
        assert self.menu is not None
        next(action for action in self.menu.actions() if action.text() == text).trigger()
        await self.settled()

    async def settled(self) -> None:
        """Returns when nothing is under way and all of it is shown."""
        while self.jobs.busy or self.writes.pending:
            await self.jobs.settled()
            await self.writes.settled()
        await self.work.table.settled()
        QApplication.sendPostedEvents()

    async def press(self, keys: str) -> None:
        """Keys where the focus is."""
        QTest.keySequence(QApplication.focusWidget() or self.window, keys)
        await self.settled()

    async def type(self, text: str) -> None:
        """Types a filter, from the key that goes there."""
        await self.press("Ctrl+F")
        field = self.work.page.bar.field
        assert field.hasFocus()
        QTest.keyClicks(field, text)
        await self.settled()

    @property
    def titles(self) -> list[str]:
        """The rows, from the top."""
        work = self.work
        lines = (work.table.line_at(row) for row in range(work.view.activities.rowCount()))
        return [line.subject for line in lines if line is not None]


@asynccontextmanager
async def open_desk(
    look: Look, portal: SandboxProcess, home: Path, ids: list[int], kept: View | None = None
) -> AsyncIterator[Desk]:
    """The window, with these activities in the copy."""
    async with open_session(portal.webhook, home, SystemClock()) as session:
        found = await activities.by_ids(session.portal, ids)
        await session.copy.put_activities(list(found.values()))
        await session.copy.put_people([session.me])
        database = open_memory(home / "views.sqlite")
        desk = Desk(look, session, kept, Views(database, session.portal.address))
        try:
            desk.window.resize(1440, 900)
            desk.window.show()
            desk.window.activateWindow()
            await until(desk.window.isActiveWindow)
            desk.window.set_workspaces([desk.work])
            desk.window.show_workspace(desk.work.id)
            await desk.settled()
            yield desk
            failures = [(failure.title, failure.details) for failure in desk.window.errors.failures]
            await desk.work.aclose()
            await desk.jobs.aclose()
            assert failures == []
        finally:
            delete(desk.window)
            await database.aclose()


EVERYTHING = View("Everything", "", order=Order(SortKey.ID))


@pytest.fixture
def ids(empty_portal: SandboxProcess) -> list[int]:
    """Five to-dos of deal 1 and a call."""
    made = [make_todo(empty_portal, f"Talk {number}", colorId=str(number % 3 + 1)) for number in range(1, 6)]
    return [*made, make_call(empty_portal, "Ring back")]


@pytest.fixture
async def desk(
    look: Look,
    qtbot: QtBot,
    empty_portal: SandboxProcess,
    tmp_path: Path,
    ids: list[int],
) -> AsyncIterator[Desk]:
    """The window with everything in it."""
    async with open_desk(look, empty_portal, tmp_path, ids, EVERYTHING) as desk:
        yield desk


async def test_it_begins_with_all_of_mine_and_is_ready_for_keys(
    look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path, ids: list[int]
) -> None:
    async with open_desk(look, empty_portal, tmp_path, ids) as desk:
        assert desk.work.page.bar.view_button.text() == "All my open"
        assert [chip.accessibleName() for chip in desk.work.page.bar.chips] == ["State: open", "Responsible: me"]
        assert desk.work.page.status.text == "6 activities"
        assert desk.work.view.hasFocus()
        assert nameless(desk.work.page) == []


async def test_typing_filters_at_once(desk: Desk) -> None:
    await desk.type("type:call")
    assert desk.titles == ["Ring back"]
    assert desk.work.page.status.text == "6 activities · 1 shown"
    assert desk.work.page.bar.sentence == "Calls"

    await desk.press("Return")
    assert desk.work.view.hasFocus()
    assert desk.work.page.bar.view_button.accessibleName() == "View: Everything, changed"


async def test_a_mistake_is_underlined_and_said_while_the_rows_stay(desk: Desk) -> None:
    await desk.type("type:todo colour:bleu talk")

    assert len(desk.titles) == 5
    assert desk.work.page.bar.mistake == "“bleu” is not one of the values. Did you mean blue?"
    assert desk.work.page.bar.field.property("wrong") is True
    await desk.press("Escape")
    assert desk.work.page.bar.mistake == ""
    assert len(desk.titles) == 6


async def test_a_word_that_is_being_typed_is_no_mistake_yet(desk: Desk) -> None:
    await desk.type("colour:bl")
    assert desk.work.page.bar.mistake == ""
    QTest.keyClicks(desk.work.page.bar.field, "ue ")
    await desk.settled()
    assert desk.titles == ["Talk 3"]


async def test_what_could_follow_is_offered(desk: Desk) -> None:
    await desk.press("Ctrl+F")
    field = desk.work.page.bar.field
    QTest.keyClicks(field, "colour:tur")
    assert field.suggestions.words == ["turquoise"]
    await desk.press("Tab")
    assert field.text() == "colour:turquoise "
    assert desk.titles == ["Talk 1", "Talk 4"]

    QTest.keyClicks(field, "ty")
    assert "type:" in field.suggestions.words
    await desk.press("Escape")
    assert field.suggestions.words == []
    assert field.text() == "colour:turquoise ty"
    QTest.keyClicks(field, "pe:")
    await desk.press("Down")
    await desk.press("Down")
    assert field.suggestions.current == "call"
    await desk.press("Return")
    assert field.text() == "colour:turquoise type:call "
    assert field.hasFocus()


async def test_chips_are_removed_by_key(desk: Desk) -> None:
    await desk.type("type:todo colour:blue")
    assert desk.titles == ["Talk 3"]

    chip = desk.work.page.bar.chips[1]
    chip.cross.setFocus()
    await desk.press("Delete")

    assert desk.work.page.bar.field.text() == "type:todo"
    assert len(desk.titles) == 5
    assert desk.work.page.bar.chips[0].cross.hasFocus()
    await desk.press("Backspace")
    assert desk.work.page.bar.field.hasFocus()
    assert len(desk.titles) == 6


async def test_chips_say_what_is_typed_without_others_being_made(desk: Desk) -> None:
    bar = desk.work.page.bar
    await desk.type("type:todo con")
    first, second = bar.chips
    said = second.accessibleName()

    QTest.keyClicks(bar.field, "t colour:blue")
    await desk.settled()

    assert bar.chips[:2] == [first, second]
    assert second.accessibleName() == said.replace("con", "cont")
    assert second.cross.accessibleName() == f"Remove {second.accessibleName()}"
    assert len(bar.chips) == 3
    assert all(chip.isVisible() for chip in bar.chips)

    desk.work.show_filter("cont")
    await desk.settled()
    assert bar.chips == [first]
    assert first.accessibleName() == said.replace("con", "cont")
    desk.work.show_filter("")
    await desk.settled()
    assert bar.chips == []
    assert bar.sentence == "All activities"


async def test_chips_find_room_without_other_rows_too(desk: Desk) -> None:
    bar = desk.work.page.bar
    desk.work.show_filter("")
    await desk.settled()
    height = desk.work.view.height()

    desk.work.asking.type("type:todo")  # and nobody asks for the rows
    async with asyncio.timeout(5):
        while not bar.chips[0].isVisible():  # noqa: ASYNC110  (nothing tells a test)
            await asyncio.sleep(0.005)
    desk.work.asking.type("")
    assert bar.chips == []
    async with asyncio.timeout(5):
        while desk.work.view.height() != height:  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def test_nothing_matches_and_back(desk: Desk) -> None:
    await desk.type("zzz")
    assert desk.work.page.pages.currentWidget() is desk.work.page.no_match

    desk.work.page.filter_cleared.emit()
    await desk.settled()
    assert len(desk.titles) == 6
    assert desk.work.page.pages.currentWidget() is desk.work.view


async def test_enter_opens_the_editor_and_it_follows(desk: Desk) -> None:
    await desk.press("Return")
    await until(lambda: desk.session.editing.state.base is not None)
    assert desk.work.editor.isVisible()
    assert desk.work.side.has_focus

    desk.work.view.setFocus()
    await desk.press("Down")
    await until(lambda: (base := desk.session.editing.state.base) is not None and base.subject == "Talk 2")
    await desk.press("Ctrl+W")
    await until(desk.work.side.isHidden)
    assert desk.work.view.hasFocus()


async def test_the_item_is_shown_elsewhere(desk: Desk, ids: list[int]) -> None:
    wanted: list[tuple[object, object]] = []
    desk.work.item_wanted.connect(lambda ref, number: wanted.append((ref, number)))

    await desk.press("Ctrl+Return")

    assert wanted == [(EntityRef(DEAL, 1), ids[0])]


async def test_space_completes_on_the_portal_and_can_be_undone(
    desk: Desk, ids: list[int], empty_portal: SandboxProcess
) -> None:
    def completed() -> str:
        return str(empty_portal.call("crm.activity.get", {"id": ids[0]})["COMPLETED"])

    await desk.press("Space")
    assert completed() == "Y"
    await until(lambda: (line := desk.work.table.line(ids[0])) is not None and line.completed)
    assert desk.session.last_edit.offer is not None
    await desk.session.undo_last()
    assert completed() == "N"


async def test_space_waits_while_the_portal_is_away(desk: Desk, ids: list[int], empty_portal: SandboxProcess) -> None:
    pending, quiet = desk.session.pending, desk.window.quiet
    empty_portal.stop()
    await desk.press("Space")
    assert {name: edit.wished for name, edit in pending.of(ids[0]).items()} == {Field.COMPLETED: True}
    assert quiet.text.startswith("The portal can't be reached: the change of “Talk 1” waits.")
    assert desk.work.waiting.isVisible()
    assert "waits to be applied" in desk.work.pending.state_words(ids[0], Column.DONE)
    await desk.press("Ctrl+Z")
    assert not pending.rows


async def test_several_that_are_selected_wait_to_be_looked_at(
    desk: Desk, ids: list[int], empty_portal: SandboxProcess
) -> None:
    await desk.press("Ctrl+A")
    desk.work.view.toggle_pick(5)
    assert desk.work.page.status.picked_text == "5 selected"

    await desk.press("Space")

    assert desk.session.pending.state.cells == 5
    assert not any("crm.activity.update" in done for done in empty_portal.stats()["writes"].values())
    assert "waits" in desk.work.view.activities.index(0, list(Column).index(Column.DONE)).data(
        Qt.ItemDataRole.AccessibleTextRole
    )


async def test_selection_survives_the_filter(desk: Desk) -> None:
    await desk.press("Ctrl+A")
    await desk.type("type:call")

    assert desk.work.page.status.picked_text == "6 selected, 5 of them hidden by the filter"
    desk.work.page.status.clear.click()
    assert desk.work.page.status.picked_text == ""


async def test_cells_are_copied_as_a_spreadsheet_takes_them(desk: Desk) -> None:
    desk.work.view.show_columns([Column.TITLE, Column.DEADLINE, Column.COLOR, Column.DONE, Column.REMINDERS], {})
    await desk.press("Home")
    await desk.press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == "Talk 1"

    await desk.press("Ctrl+Space")
    await desk.press("Down")
    await desk.press("Ctrl+Space")
    await desk.press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == (
        "Talk 1\t2026-03-03 10:00\tTurquoise\topen\t\nTalk 2\t2026-03-03 10:00\tOrange\topen\t\n"
    )


async def test_what_was_copied_can_be_pasted_back(desk: Desk) -> None:
    desk.work.view.show_columns([Column.TITLE, Column.DEADLINE, Column.COLOR, Column.RESPONSIBLE, Column.DONE], {})
    await desk.press("Home")
    await desk.press("Ctrl+Space")
    await desk.press("Ctrl+C")
    desk.work.view.pick_none()
    await desk.press("Down")
    await desk.press("Ctrl+V")

    edits = desk.session.pending.rows
    assert [{name.value: edit.wished for name, edit in cells.items()} for cells in edits.values()] == [
        {"title": "Talk 1", "color": "2"}
    ]


async def test_sorting_by_keys_and_by_the_head(desk: Desk) -> None:
    desk.work.view.make_current(desk.work.table.rows.ids[0], Column.TITLE)
    await desk.press("Alt+Up")
    assert desk.titles[0] == "Ring back"
    await desk.press("Alt+Down")
    assert desk.titles[0] == "Talk 5"
    assert desk.work.view.header.order == Order(SortKey.SUBJECT, descending=True)

    desk.work.view.header.sort_wanted.emit(Column.TITLE)
    await desk.settled()
    assert desk.titles[0] == "Ring back"


async def test_groups_are_chosen_in_a_menu_and_folded(desk: Desk) -> None:
    await desk.press("Ctrl+Shift+G")
    assert desk.offered[:3] == ["No groups", "Item", "Responsible"]
    await desk.choose("Kind")

    assert [group.count for group in desk.work.table.rows.groups] == [5, 1]
    assert desk.work.page.status.text == "6 activities · 2 groups"
    await desk.press("Ctrl+-")
    assert desk.work.view.activities.rowCount() == 2
    await desk.press("Ctrl+=")
    assert desk.work.view.activities.rowCount() == 8


async def test_weeks_are_named_by_their_days(desk: Desk) -> None:
    await desk.press("Ctrl+Shift+G")
    await desk.choose("Week of the deadline")

    groups = desk.work.table.rows.groups
    said = [(desk.work.view.groups.heading(group, GroupBy.WEEK).text, group.count) for group in groups]
    assert said == [("2 March – 8 March", 6)]
    assert desk.work.present_view("Mine").group is GroupBy.WEEK


async def test_columns_are_chosen_and_remembered(desk: Desk) -> None:
    left: list[View] = []
    desk.work.view_left.connect(left.append)
    await desk.press("Ctrl+Shift+K")
    await desk.choose("Colour")
    await until(lambda: bool(left))

    shown = [each.column for each in left[-1].columns]
    assert shown == list(desk.work.view.shown_columns)
    assert Column.COLOR not in shown
    assert left[-1].name == "Everything"


async def test_how_it_was_left_is_how_it_comes_back(
    look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path, ids: list[int]
) -> None:
    async with open_desk(look, empty_portal, tmp_path, ids, EVERYTHING) as desk:
        await desk.type("type:todo")
        desk.work.group(GroupBy.COLOR)
        desk.work.view.show_columns([Column.TITLE, Column.PLACE], {Column.PLACE: 99})
        await desk.settled()
        kept = desk.work.present_view("Mine")
    async with open_desk(look, empty_portal, tmp_path, ids, kept) as desk:
        assert desk.work.present_view("Mine") == kept
        assert desk.work.page.bar.field.text() == "type:todo"
        assert len(desk.work.table.rows.groups) == 3


async def test_bindings_are_read_for_what_is_in_sight(desk: Desk, ids: list[int]) -> None:
    await desk.settled()
    assert all(line.bindings is None for line in desk.work.view.lines_in_sight())

    desk.work.choose_columns([Column.TITLE, Column.BINDINGS])

    await until(lambda: all(line.bindings is not None for line in desk.work.view.lines_in_sight()))


@pytest.mark.parametrize("kind", list(Kind))
async def test_what_is_shown_is_written_to_a_file(desk: Desk, tmp_path: Path, kind: Kind) -> None:
    await desk.type("type:todo")
    path = tmp_path / f"out{kind.value}"
    desk.work.exporting.write(kind, path, "Mine", desk.work.table.rows.ids, desk.work.view.shown_columns)
    await desk.settled()

    assert desk.window.quiet.text == f"5 activities written to {path.name}"
    if kind is Kind.CSV:
        rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
        assert [row["Title"] for row in rows] == [f"Talk {number}" for number in range(1, 6)]
        assert rows[0]["Deadline"] == "2026-03-03 10:00"
        assert rows[0]["Colour"] == "Turquoise"
    else:
        assert path.read_bytes().startswith(b"PK" if kind is Kind.XLSX else b"BEGIN:VCALENDAR")


async def test_a_file_that_cannot_be_written_is_said(desk: Desk, tmp_path: Path) -> None:
    desk.work.exporting.write(Kind.CSV, tmp_path / "no" / "x.csv", "Mine", desk.work.table.rows.ids, [Column.TITLE])
    await desk.settled()

    assert desk.window.quiet.text == "There is no such folder for x.csv."


async def test_deleting_waits_ten_seconds(desk: Desk, ids: list[int], empty_portal: SandboxProcess) -> None:
    await desk.press("Ctrl+Delete")

    assert desk.session.deletions.is_held(ids[0])
    assert desk.session.deletions.call_off(ids[0])
    assert empty_portal.call("crm.activity.get", {"id": ids[0]})["SUBJECT"] == "Talk 1"


async def test_every_command_has_a_key(desk: Desk) -> None:
    assert [command.id for command in desk.work.commands if not command.keys] == []


async def test_a_small_window(desk: Desk) -> None:
    desk.window.resize(900, 600)
    await desk.press("Return")
    await until(desk.work.side.isVisible)

    assert desk.window.width() == 900
    assert desk.work.page.bar.more_button.isVisible()
    desk.work.page.bar.more_button.click()
    assert desk.offered == ["Group by", "Columns", "Export"]


async def test_views_are_in_a_menu(desk: Desk) -> None:
    await desk.press("Ctrl+Shift+V")
    assert desk.offered[:2] == ["All my open", "My overdue"]
    await desk.choose("This week’s calls")

    assert desk.work.page.bar.field.text() == "type:call due:thisweek"
    assert desk.work.page.bar.view_button.text() == "This week’s calls"


async def test_a_row_has_a_menu_with_its_keys(desk: Desk) -> None:
    QTest.keyClick(desk.work.view, Qt.Key.Key_Menu)
    desk.work.view.menu_wanted.emit(desk.window.pos())
    assert desk.offered[0] == "Open\tReturn"
    await desk.choose("Select, or not\tCtrl+Space")
    assert len(desk.work.table.picks) == 1


async def test_a_column_has_a_menu(desk: Desk) -> None:
    desk.work.view.header.menu_wanted.emit(Column.TITLE, desk.window.pos())
    await desk.choose("Sort, last to first")
    assert desk.titles[0] == "Talk 5"
    await desk.choose("Hide this column")
    assert Column.TITLE not in desk.work.view.shown_columns


async def named(desk: Desk, name: str) -> None:
    """Answers the card that asks for a name."""
    menu = desk.work.view_menu
    assert menu is not None
    assert isinstance(menu.card, NameCard)
    assert menu.card.field.hasFocus()
    menu.card.field.setText(name)
    QTest.keyClick(menu.card.field, Qt.Key.Key_Return)
    await desk.settled()


async def test_a_view_is_saved_changed_renamed_and_deleted(desk: Desk) -> None:
    await desk.type("type:todo")
    await desk.press("Ctrl+Alt+S")
    await named(desk, " My  to-dos ")
    assert desk.work.page.bar.view_button.text() == "My to-dos"

    desk.work.group(GroupBy.COLOR)
    await desk.settled()
    assert desk.work.page.bar.view_button.text() == "My to-dos, changed"
    await desk.press("Ctrl+Shift+V")
    await desk.choose("Save the changes to “My to-dos”")
    assert desk.work.page.bar.view_button.text() == "My to-dos"

    await desk.press("Ctrl+Shift+V")
    await desk.choose("Rename “My to-dos”…")
    await named(desk, "Ours")
    assert desk.work.page.bar.view_button.text() == "Ours"

    await desk.press("Ctrl+Shift+V")
    assert "Ours" in desk.offered
    await desk.choose("Delete “Ours”")
    await desk.press("Ctrl+Shift+V")
    assert "Ours" not in desk.offered
    desk.window.quiet.act()
    await desk.settled()
    await desk.press("Ctrl+Shift+V")
    assert "Ours" in desk.offered


async def test_own_views_bring_their_columns(desk: Desk) -> None:
    desk.work.view.show_columns([Column.TITLE, Column.PLACE], {Column.PLACE: 99})
    await desk.press("Ctrl+Alt+S")
    await named(desk, "Narrow")
    await desk.press("Ctrl+Shift+V")
    await desk.choose("All my open")
    assert list(desk.work.view.shown_columns) == [Column.TITLE, Column.PLACE]
    desk.work.choose_columns(list(Column))

    await desk.press("Ctrl+Shift+V")
    await desk.choose("Narrow")
    assert list(desk.work.view.shown_columns) == [Column.TITLE, Column.PLACE]
    assert desk.work.view.widths[Column.PLACE] == 99


async def test_a_view_is_shared_as_a_file(desk: Desk, tmp_path: Path) -> None:
    menu = desk.work.view_menu
    assert menu is not None
    await desk.type("type:call")
    path = tmp_path / "calls.daybook-view.json"
    menu.export(desk.work.present_view("Calls of all"), path)
    await desk.settled()
    assert desk.window.quiet.text == "The view is in calls.daybook-view.json"

    await desk.type("type:todo")
    menu.open(path)
    await desk.settled()
    assert desk.titles == ["Ring back"]
    assert desk.work.page.bar.view_button.text() == "Calls of all"


async def test_a_file_with_mistakes_says_each(desk: Desk, tmp_path: Path) -> None:
    menu = desk.work.view_menu
    assert menu is not None
    path = tmp_path / "wrong.json"
    text = '{"daybook_view": 1, "filter": "type:call", "columns": ["titel", "deadline"]}'
    path.write_text(text)
    menu.open(path)
    await desk.settled()

    assert desk.titles == ["Ring back"]
    assert isinstance(menu.card, MistakesCard)
    column = text.index('"titel"') + 1
    assert menu.card.lines == [f"Line 1, column {column}: There is no column “titel”. Did you mean title?"]
    assert nameless(menu.card) == []
    QTest.keyClick(menu.card.yes, Qt.Key.Key_Space)

    path.write_text('{"daybook_view": 1, "filter": "colour:rde"}')
    menu.open(path)
    await desk.settled()
    assert isinstance(menu.card, MistakesCard)
    assert "can't be used" in menu.card.accessibleName()
    assert desk.titles == ["Ring back"]
