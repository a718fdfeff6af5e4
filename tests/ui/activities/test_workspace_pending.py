"""The whole workspace: cells edited in it wait, are looked at and applied, all by keys."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from daybook.clock import SystemClock
from daybook.domain.columns import Column
from daybook.domain.view import View
from daybook.ui.activities.workspace import ActivitiesWorkspace
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.lifetime import delete
from daybook.ui.kit.look import Look
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from tests.helpers.pending import Bench, make_todo, open_bench
from tests.sandbox.process import SandboxProcess
from tests.ui.accessible import nameless
from tests.ui.entities.conftest import until

BERLIN = ZoneInfo("Europe/Berlin")


class Desk:
    """The workspace in a window of its own."""

    def __init__(self, look: Look, bench: Bench) -> None:
        self.bench = bench
        self.jobs, self.writes = Jobs(), Writes()
        self.failures: list[BaseException] = []
        for owner in (self.jobs, self.writes):
            owner.failed.connect(lambda _key, error: self.failures.append(error))
        formats = Formats(SystemClock(), QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom), BERLIN)
        self.quiet = QuietLine(look, formats)
        self.work = ActivitiesWorkspace(
            look, formats, bench.session, lambda: BERLIN, jobs=self.jobs, writes=self.writes, quiet=self.quiet
        )
        self.window = QWidget()
        self.window.resize(1300, 760)
        column = QVBoxLayout(self.window)
        column.addWidget(self.work.widget, 1)
        column.addWidget(self.quiet)

    async def settled(self) -> None:
        while self.jobs.busy or self.writes.pending:
            await self.jobs.settled()
            await self.writes.settled()
        await self.work.table.settled()
        self.work.pending.panel.refresh()
        QApplication.sendPostedEvents()

    async def run(self, command_id: str) -> None:
        """Does what a key or the palette does."""
        [command] = [each for each in self.work.commands if each.id == command_id]
        assert command.enabled()
        command.run()
        await self.settled()


@asynccontextmanager
async def open_workspace(look: Look, empty_portal: SandboxProcess, tmp_path: Path) -> AsyncIterator[Desk]:
    """For within a test: between a fixture and a test no loop is running, and tasks of the table live on."""
    async with open_bench(empty_portal.webhook, tmp_path, SystemClock()) as bench:
        ids = [make_todo(empty_portal, f"Talk {number}") for number in range(3)]
        await bench.read(ids)
        made = Desk(look, bench)
        made.window.show()
        made.window.activateWindow()
        await until(made.window.isActiveWindow)
        made.work.enter()
        made.work.choose_view(View("All", "type:todo"))
        await made.settled()
        yield made
        await made.settled()
        await made.work.aclose()
        await made.jobs.aclose()
        delete(made.window)
        assert made.failures == []


async def test_edited_looked_at_and_applied_by_keys(
    look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path
) -> None:
    async with open_workspace(look, empty_portal, tmp_path) as desk:
        work = desk.work
        assert not work.waiting.isVisible()
        [first, second, _third] = work.table.rows.ids
        assert work.view.make_current(first, Column.TITLE)
        QGuiApplication.clipboard().setText("New one\nNew two")
        await desk.run("cell-paste")
        assert work.waiting.text() == "2 changes to apply"
        assert nameless(work.page) == []
        assert not work.side.shows_pending
        work.waiting.click()
        assert work.side.shows_pending
        assert QApplication.focusWidget() is work.pending.panel.list
        await desk.run("pending-look")
        assert work.pending.panel.main.text() == "Apply 2 changes to 2 activities"
        await desk.run("pending-apply")
        found = [empty_portal.call("crm.activity.get", {"id": each})["SUBJECT"] for each in (first, second)]
        assert found == ["New one", "New two"]
        assert not work.waiting.isVisible()
        line = work.table.line(first)
        assert line is not None
        assert line.subject == "New one"
        work.close_side()
        assert not work.side.shows_pending


async def test_typing_in_the_table_begins_and_enter_ends_an_edit(
    look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path
) -> None:
    async with open_workspace(look, empty_portal, tmp_path) as desk:
        work = desk.work
        number = work.table.rows.ids[0]
        work.view.setFocus()
        assert work.view.make_current(number, Column.TITLE)
        await desk.run("cell-edit")
        editor = work.pending.editing.line
        assert editor is not None
        QTest.keyClicks(editor, "Typed")
        QTest.keySequence(editor, "Return")
        await desk.settled()
        assert work.waiting.text() == "1 change to apply"
        assert "waits to be applied" in work.pending.state_words(number, Column.TITLE)
        assert work.view.make_current(number, Column.TITLE)
        await desk.run("cell-revert")
        assert not work.waiting.isVisible()


async def test_coming_forward_shows_what_waits(
    look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path
) -> None:
    async with open_workspace(look, empty_portal, tmp_path) as desk:
        front: list[None] = []
        desk.work.front_wanted.connect(lambda: front.append(None))
        assert desk.work.view.make_current(desk.work.table.rows.ids[0], Column.TITLE)
        QGuiApplication.clipboard().setText("New")
        await desk.run("cell-paste")
        desk.bench.session.sync.returned.tell()
        await until(lambda: desk.quiet.text == "1 change to look at and apply.")
        desk.quiet.act()
        assert front == [None]
        assert desk.work.side.shows_pending


async def test_selected_rows_are_taken_to_where_many_are_changed(
    look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path
) -> None:
    async with open_workspace(look, empty_portal, tmp_path) as desk:
        told: list[tuple[list[int], str]] = []
        desk.work.change_wanted.connect(lambda ids, origin: told.append((list(ids), origin)))
        first, second, third = desk.work.table.rows.ids
        assert desk.work.view.make_current(third, Column.TITLE)
        await desk.run("table-change")
        assert not desk.work.page.status.change.isVisible()
        for row in (0, 1):
            desk.work.view.toggle_pick(row)
        desk.work.page.status.change.click()
        assert told == [([third], "1 selected in Activities"), ([first, second], "2 selected in Activities")]
