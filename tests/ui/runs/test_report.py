"""The report of a run in widgets and in files."""

import asyncio
import csv
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.run import Row, RowOutcome, RunHead, RunKind, Step, StepState
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.lifetime import delete
from daybook.ui.kit.look import Look
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.ui.runs.exporting import Kind
from daybook.ui.runs.history_model import HistoryModel
from daybook.ui.runs.report_model import Column
from daybook.ui.runs.workspace import RunsWorkspace
from daybook.work.running.line import Standing
from daybook.work.session import PortalSession
from tests.helpers.clock import FakeClock
from tests.helpers.sessions import open_session
from tests.sandbox.process import SandboxProcess

DEAL_1 = EntityRef(DEAL, 1)
FORMULA = '=HYPERLINK("http://evil")'


def step(state: StepState, *, code: str = "", text: str = "") -> Step:
    before, after = {"deadline": "2026-03-03T09:00:00+00:00"}, {"deadline": "2026-03-05T09:00:00+00:00"}
    return Step(0, "crm.activity.todo.updateDeadline", {"id": 1}, before, after, state,
                sent_at=datetime(2026, 3, 2, 9, tzinfo=UTC), error_code=code or None, error_text=text)  # fmt: skip


ROWS = (
    Row(0, 1, DEAL_1, "Call Andrew", (step(StepState.DONE),)),
    Row(1, 2, DEAL_1, FORMULA, (step(StepState.REFUSED, code="ACCESS_DENIED", text="Access denied!"),)),
    Row(2, 3, DEAL_1, "Write", (step(StepState.CANCELLED),), conflict={"deadline": "2026-03-09T10:00:00+00:00"}),
    Row(3, 4, DEAL_1, "Ask", (), skipped="completed"),
)


@dataclass
class Desk:
    """The workspace alone, with what was done before in the journal."""

    work: RunsWorkspace
    session: PortalSession
    jobs: Jobs
    window: QWidget

    async def settled(self) -> None:
        """Everything is shown."""
        await self.work.ready()
        await self.work.ready()


@pytest.fixture
async def desk(
    look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path, fake_clock: FakeClock
) -> AsyncIterator[Desk]:
    british = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    formats = Formats(fake_clock, british, UTC)
    async with open_session(empty_portal.webhook, tmp_path, fake_clock) as session:
        journal = session.run_report._journal
        created = fake_clock.now()
        head = RunHead(
            "r1", "c1", session.portal.address, session.me.id, RunKind.BULK, "Reschedule 4", created, many=True
        )
        await journal.create(head, ROWS)
        await journal.finish("r1", created)
        window = QWidget()
        jobs, writes, quiet = Jobs(window), Writes(window), QuietLine(look, formats, window)
        work = RunsWorkspace(look, formats, session, jobs=jobs, writes=writes, quiet=quiet)
        work.widget.setParent(window)
        work.widget.resize(1300, 700)
        window.resize(1300, 700)
        window.show()
        work.enter()
        made = Desk(work, session, jobs, window)
        await made.settled()
        yield made
        await work.aclose()
        await jobs.aclose()
    delete(window)


def texts(desk: Desk, row: int) -> list[str]:
    model = desk.work.part.model
    return [model.index(row, column).data() for column in Column]


async def test_each_row_is_told_in_plain_words(desk: Desk) -> None:
    item = "Deal #1"
    assert texts(desk, 0) == ["Done", "Call Andrew", item, "tomorrow 09:00 → Thu 5 Mar 09:00", ""]
    assert texts(desk, 1)[0] == "Failed"
    assert texts(desk, 1)[4] == "You may not change it."
    assert texts(desk, 2)[0] == "Changed by others"
    assert texts(desk, 2)[4] == "In the portal now: deadline: Mon, 9 March, 10:00"
    assert texts(desk, 3)[4] == "A completed to-do can't be changed. Reopen it first."


async def test_the_portals_own_words_are_one_click_away(desk: Desk) -> None:
    details = desk.work.part.details
    desk.work.part.table.go_to(1)
    assert details.cause.text().startswith("You may not change it. Ask whoever")
    assert details.portal.text() == ""
    details.said.click()
    assert details.portal.text() == "ACCESS_DENIED\nAccess denied!"
    desk.work.part.table.go_to(0)
    assert not details.said.isVisible()
    assert details.portal.text() == ""


async def test_a_choice_shows_one_outcome(desk: Desk) -> None:
    chips = desk.work.part.chips
    assert [chip.text() for chip in chips.values()] == [
        "All 4", "Failed 1", "Changed by others 1", "Done 1", "Left out 1",
    ]  # fmt: skip
    chips[RowOutcome.FAILED].click()
    await desk.settled()
    assert desk.work.part.model.rowCount() == 1
    assert texts(desk, 0)[1] == FORMULA


async def test_where_there_is_little_width_the_reason_takes_the_place_of_the_change(desk: Desk) -> None:
    desk.work.widget.resize(800, 600)
    table = desk.work.part.table
    assert table.isColumnHidden(Column.CAUSE)
    assert texts(desk, 1)[Column.CHANGE] == "You may not change it."
    assert texts(desk, 0)[Column.CHANGE] == "tomorrow 09:00 → Thu 5 Mar 09:00"


async def test_a_spreadsheet_gets_texts_and_whole_dates(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    desk.work.exporting.write(Kind.CSV, path, "Reschedule 4", [])
    await desk.settled()
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert len(rows) == 1 + len(ROWS)
    assert rows[0][:3] == ["Number", "Outcome", "Activity"]
    assert rows[1][4] == "deadline: 03/03/2026 09:00 → 05/03/2026 09:00"
    assert rows[2][2] == f"'{FORMULA}"
    assert rows[2][7] == "ACCESS_DENIED: Access denied!"


async def test_a_report_is_printed(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.pdf"
    desk.work.exporting.write(Kind.PDF, path, "Reschedule 4", ["02/03/2026 · Ada"])
    await desk.settled()
    written = path.read_bytes()
    assert written.startswith(b"%PDF-")
    assert written.rstrip().endswith(b"%%EOF")
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    assert desk.work._quiet.text == "4 rows written to report.pdf"
    assert not desk.work._quiet.offers()
    desk.work._quiet.further.click()
    assert opened == [QUrl.fromLocalFile(str(path))]
    assert desk.work._quiet.text == ""


async def test_a_report_that_can_not_be_written_says_why(desk: Desk, tmp_path: Path) -> None:
    desk.work.exporting.write(Kind.PDF, tmp_path / "nowhere" / "report.pdf", "Reschedule 4", [])
    await desk.settled()
    assert desk.work._quiet.text.startswith("report.pdf was not written. There is no such folder.")


async def test_the_models_keep_the_rules_of_models(desk: Desk, qtmodeltester: object) -> None:
    qtmodeltester.check(desk.work.part.model)  # type: ignore[attr-defined]
    await asyncio.sleep(0)
    qtmodeltester.check(desk.work.history_rows)  # type: ignore[attr-defined]


async def test_a_new_run_leaves_the_chosen_one_chosen(desk: Desk) -> None:
    assert isinstance(desk.work.history_rows, HistoryModel)
    plan = await desk.session.runs.plan_undo("r1", set())
    told = asyncio.Event()
    desk.session.runs.changed.add(told.set)
    run_id = await desk.session.runs.start(plan, "Nothing", undo_of="r1")
    async with asyncio.timeout(20):
        while (line := desk.session.runs.line(run_id)) is None or line.standing is not Standing.ENDED:
            await told.wait()
            told.clear()
    await desk.settled()
    assert desk.work.history.run_id == "r1"
    assert desk.work.history_rows.rowCount() == 2
