"""Editing in the real table: typing over cells, pasting blocks, and how what waits looks and sounds."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook.clock import SystemClock
from daybook.domain.columns import Column
from daybook.domain.filtering import Order, SortKey
from daybook.domain.run import Field
from daybook.domain.todo import TodoColor
from daybook.ui.activities.table_edits import TableEdits
from daybook.ui.activities.view import ActivitiesView
from daybook.ui.kit.format import Formats
from daybook.ui.kit.look import Look
from daybook.work.activities_table import ActivitiesTable, Question
from tests.helpers.pending import make_todo
from tests.sandbox.process import SandboxProcess
from tests.ui.activities.pending_desk import PendingDesk, open_pending_desk

SHOWN = (Column.TITLE, Column.DEADLINE, Column.COLOR, Column.RESPONSIBLE, Column.CREATED)


class EditedTable:
    """A window with the table, six to-dos in it, and the panel beside it."""

    def __init__(self, look: Look, desk: PendingDesk, ids: list[int]) -> None:
        self.desk, self.ids = desk, ids
        clock = SystemClock()
        session = desk.bench.session
        self.table = ActivitiesTable(session.copy, session.me, clock, lambda: UTC)
        formats = Formats(
            clock, QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom), ZoneInfo("Europe/Berlin")
        )
        self.view = ActivitiesView(look, formats, self.table)
        self.view.show_columns(SHOWN, {})
        self.edits = TableEdits(self.view, self.table, desk.side)
        self.table.rows_changed.add(self.view.show_rows)
        self.table.lines_changed.add(self.view.show_lines)
        layout = desk.window.layout()
        assert layout is not None
        layout.replaceWidget(desk.view, self.view)
        desk.view.hide()
        self.view.show()

    async def begin(self) -> None:
        """Shows the rows, the first one current."""
        await self.table.ask(Question(order=Order(SortKey.ID)))
        await self.table.settled()
        self.go(0, Column.TITLE)

    def go(self, row: int, column: Column) -> None:
        self.view.setFocus()
        assert self.view.make_current(self.ids[row], column)

    @property
    def here(self) -> tuple[int | None, Column]:
        return self.view.current_id, self.view.current_column

    def spoken(self, row: int, column: Column) -> str:
        assert self.view.make_current(self.ids[row], column)
        return str(self.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))

    async def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.edits.paste()
        await self.desk.settled()

    def wishes(self) -> dict[int, dict[Field, object]]:
        rows = self.desk.pending.rows
        return {number: {name: edit.wished for name, edit in cells.items()} for number, cells in rows.items()}


@asynccontextmanager
async def open_table(look: Look, empty_portal: SandboxProcess, tmp_path: Path) -> AsyncIterator[EditedTable]:
    """For within a test: between a fixture and a test no loop is running, and tasks of the table live on."""
    async with open_pending_desk(look, empty_portal, tmp_path) as desk:
        ids = [make_todo(empty_portal, f"Talk {number}") for number in range(6)]
        await desk.bench.read(ids)
        made = EditedTable(look, desk, ids)
        tasks = [asyncio.create_task(made.table.keep_rows()), asyncio.create_task(made.table.keep_lines())]
        await made.begin()
        yield made
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def test_typing_over_a_cell_goes_on_to_the_next_row(
    look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path
) -> None:
    async with open_table(look, empty_portal, tmp_path) as table:
        QTest.keyClicks(table.view, "N")
        editor = table.desk.side.editing.line
        assert editor is not None
        assert editor.geometry().contains(table.view.cell_rect(table.ids[0], Column.TITLE).center())
        QTest.keyClicks(editor, "ew")
        QTest.keyClick(editor, Qt.Key.Key_Return)
        await table.desk.settled()
        assert table.wishes() == {table.ids[0]: {Field.TITLE: "New"}}
        assert table.here == (table.ids[1], Column.TITLE)
        assert QApplication.focusWidget() is table.view
        assert "New" in table.spoken(0, Column.TITLE)
        assert "waits to be applied, was “Talk 0”" in table.spoken(0, Column.TITLE)
        assert "waits" not in table.spoken(1, Column.TITLE)


async def test_tab_goes_on_to_the_next_column(
    look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path
) -> None:
    async with open_table(look, empty_portal, tmp_path) as table:
        table.edits.edit()
        editor = table.desk.side.editing.line
        assert editor is not None
        QTest.keyClick(editor, Qt.Key.Key_Tab)
        assert table.here == (table.ids[0], Column.DEADLINE)
        assert table.wishes() == {}


async def test_a_block_goes_from_the_current_cell_down_and_right(
    look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path
) -> None:
    async with open_table(look, empty_portal, tmp_path) as table:
        table.go(1, Column.DEADLINE)
        await table.paste("2027-01-04 10:00\t3\tme\t2020\n2027-01-05 11:00\tblue")
        assert {number: set(cells) for number, cells in table.wishes().items()} == {
            table.ids[1]: {Field.DEADLINE, Field.COLOR},
            table.ids[2]: {Field.DEADLINE, Field.COLOR},
        }
        assert table.wishes()[table.ids[2]][Field.COLOR] is TodoColor.BLUE
        assert "row 1, “2020”: This column can't be edited." in table.desk.panel.left_out.accessibleDescription()


async def test_one_value_fills_the_picked_rows(
    look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path
) -> None:
    async with open_table(look, empty_portal, tmp_path) as table:
        table.table.picks.add(table.ids[1:4])
        table.table.picks_changed.tell()
        table.go(0, Column.COLOR)
        await table.paste("5")
        assert table.wishes() == {number: {Field.COLOR: TodoColor.VIOLET} for number in table.ids[1:4]}


async def test_what_the_table_copies_it_takes_back(
    look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path
) -> None:
    async with open_table(look, empty_portal, tmp_path) as table:
        table.go(0, Column.TITLE)
        cells = [str(table.view.model().index(0, column).data()) for column in _logical(table)]
        table.go(3, Column.TITLE)
        await table.paste("\t".join(cells))
        assert table.wishes() == {table.ids[3]: {Field.TITLE: "Talk 0"}}
        assert table.desk.panel.left_out.accessibleDescription() == ""


def _logical(table: EditedTable) -> list[int]:
    header = table.view.header
    shown = [header.logicalIndex(place) for place in range(header.count())]
    return [each for each in shown if not header.isSectionHidden(each)][:4]


async def test_a_cell_that_waits_can_be_left_as_it_was(
    look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path
) -> None:
    async with open_table(look, empty_portal, tmp_path) as table:
        commands = {command.id: command for command in table.edits.commands}
        assert not commands["cell-revert"].enabled()
        await table.paste("New\t\t3")
        assert commands["cell-revert"].enabled()
        commands["cell-revert"].run()
        await table.desk.settled()
        assert table.wishes() == {table.ids[0]: {Field.COLOR: TodoColor.ORANGE}}


async def test_the_panel_leads_back_to_the_row(
    look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path
) -> None:
    async with open_table(look, empty_portal, tmp_path) as table:
        table.go(4, Column.TITLE)
        await table.paste("New")
        table.go(0, Column.TITLE)
        table.desk.panel.list.choose(1)
        await table.desk.key("Return")
        assert table.view.current_id == table.ids[4]
        assert QApplication.focusWidget() is table.view


async def test_the_editor_stays_with_its_row_when_others_come(
    look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path
) -> None:
    async with open_table(look, empty_portal, tmp_path) as table:
        table.go(2, Column.TITLE)
        table.edits.edit()
        editor = table.desk.side.editing.line
        assert editor is not None
        before = editor.geometry().center().y()
        await table.table.ask(Question(order=Order(SortKey.ID, descending=True)))
        await table.table.settled()
        assert table.desk.side.editing.line is editor
        assert editor.geometry().center().y() != before
        assert editor.geometry().contains(table.view.cell_rect(table.ids[2], Column.TITLE).center())
