"""Runs of many rows in the real window, on a real portal: held, gone on with, told, taken back, and left behind."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from daybook.bitrix import activities
from daybook.clock import SystemClock
from daybook.domain.changes.change import Change, ShiftDeadline, ShiftUnit
from daybook.domain.changes.recipe import Recipe, Selection
from daybook.domain.changes.recipe_file import write_recipe
from daybook.domain.run import Field, RowOutcome
from daybook.program import Outcome
from daybook.ui.entities.workspace import EntitiesWorkspace
from daybook.ui.kit.look import Look
from daybook.ui.runs.offers import RunOffers
from daybook.ui.runs.run_part import RunPart
from daybook.ui.runs.workspace import RunsWorkspace
from daybook.work.running.line import Standing
from tests.helpers.life import Life, connect, shown
from tests.sandbox.process import FAST, SandboxProcess, until
from tests.ui.accessible import nameless

ROWS = 60
LATER = Change(deadline=ShiftDeadline(1, ShiftUnit.DAYS))
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def portal(sandbox: Callable[..., SandboxProcess]) -> SandboxProcess:
    """Without anything in it."""
    return sandbox("--data", "empty", *FAST)


def make_todos(portal: SandboxProcess, count: int) -> list[int]:
    """To-dos of deal 1."""
    return [
        portal.call(
            "crm.activity.todo.add",
            {"ownerTypeId": 2, "ownerId": 1, "title": f"Call {n}", "deadline": "2026-03-03T09:00:00+00:00"},
        )["id"]
        for n in range(count)
    ]


class Desk:
    """The window with the runs on, and the portal."""

    def __init__(self, life: Life, portal: SandboxProcess) -> None:
        self.life = life
        self.portal = portal

    @property
    def work(self) -> RunsWorkspace:
        """The workspace."""
        found = next(each for each in self.life.window.workspaces if each.id == "runs")
        assert isinstance(found, RunsWorkspace)
        return found

    @property
    def part(self) -> RunPart:
        """The chosen run."""
        return self.work.part

    async def until(self, seen: Callable[[], Any]) -> None:
        """Lets the window live until `seen`."""
        await self.life.until(lambda: bool(seen()))

    async def start(self, ids: Sequence[int], title: str = "Reschedule") -> str:
        """As the window begins a change that was looked at."""
        session, select = self.work.session, Selection(ids=tuple(ids))
        plan = await session.preparing.plan(select, LATER, session.calendar())
        run_id = await session.runs.start(plan, title, recipe=write_recipe(Recipe(select, LATER)).decode())
        self.work.show_run(run_id)
        return run_id

    async def ended(self, run_id: str) -> None:
        """Returns when the run has ended and its rows are shown."""
        desk = self.work.desk
        await self.until(lambda: (line := desk.line(run_id)) is not None and line.standing is Standing.ENDED)
        await self.work.ready()

    def chips(self) -> dict[RowOutcome | None, str]:
        """What the choices among outcomes say."""
        return {outcome: chip.text() for outcome, chip in self.part.chips.items()}

    def deadlines(self, ids: Sequence[int]) -> list[str]:
        """The days of the deadlines that the portal has."""
        return [self.portal.call("crm.activity.get", {"id": each})["DEADLINE"][:10] for each in ids]

    def writes(self, ids: Sequence[int]) -> list[int]:
        """How often each was written after it was made."""
        found = self.portal.stats()["writes"]
        return [sum(n for name, n in found[str(each)].items() if not name.endswith(".add")) for each in ids]


@pytest.fixture
async def desk(look: Look, qtbot: QtBot, daybook_home: Path, portal: SandboxProcess) -> Desk:
    life = Life(look)
    life.begin()
    await life.until(life.window.start.isVisible)
    return Desk(life, portal)


async def arrive(desk: Desk, *, remember: bool = False) -> None:
    """Connects and brings the runs on."""
    await connect(desk.life, desk.portal.webhook, remember=remember)
    await desk.until(lambda: "runs" in {each.id for each in desk.life.window.workspaces})
    desk.life.window.show_workspace("runs")
    await desk.life.settled()


async def test_a_run_is_held_gone_on_with_told_and_taken_back(desk: Desk) -> None:
    ids = make_todos(desk.portal, ROWS)
    await arrive(desk)
    assert "No runs yet" in shown(desk.life.window)
    focus = desk.life.window.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "No runs yet"

    desk.portal.hold(True)
    run_id = await desk.start(ids)
    await desk.until(lambda: (p := desk.work.desk.progress) is not None and p.in_flight)
    assert desk.life.commands.run("runs-hold")
    desk.portal.hold(False)
    await desk.until(lambda: (p := desk.work.desk.progress) is not None and not p.in_flight)
    assert desk.part.progress.pause.text() == "Go on"
    assert desk.part.progress.pace.text() == "Paused: nothing more is sent until you go on."
    assert desk.part.progress.cancel.isVisible()
    assert any(text.startswith("Reschedule: paused") for text in status_buttons(desk))

    desk.part.progress.pause.click()
    await desk.ended(run_id)
    assert desk.chips() == {None: "All 60", RowOutcome.DONE: "Done 60"}
    assert desk.part.pill.accessibleName() == "done"
    assert desk.deadlines(ids) == ["2026-03-04"] * ROWS
    assert nameless(desk.work.widget) == []

    await take_back_three(desk, ids)
    await do_it_again(desk, ids)
    assert await desk.life.leave() is Outcome.CLOSED


async def take_back_three(desk: Desk, ids: Sequence[int]) -> None:
    """Chooses three rows, looks at what undoing them does, and does it."""
    table = desk.part.table
    await desk.until(lambda: table.line is not None)
    for row in (1, 2, 4):
        table.selectionModel().select(
            desk.part.model.index(row, 0),
            table.selectionModel().SelectionFlag.Select | table.selectionModel().SelectionFlag.Rows,
        )
    table.selectionModel().select(
        desk.part.model.index(0, 0),
        table.selectionModel().SelectionFlag.Deselect | table.selectionModel().SelectionFlag.Rows,
    )
    assert desk.part.undo_rows.text() == "Undo 3 selected rows"
    before = desk.portal.stats()["writes"]
    desk.part.undo_rows.click()
    preview = desk.work.plan_page.preview
    await desk.until(lambda: preview.apply.text() == "Undo 3")
    assert desk.portal.stats()["writes"] == before, "nothing is sent before a preview was agreed to"
    preview.apply.click()
    await desk.until(lambda: desk.work.desk.lines[0].head.title == "Undo: Reschedule")
    await desk.ended(desk.work.desk.lines[0].head.id)
    assert desk.deadlines(ids).count("2026-03-03") == 3


async def do_it_again(desk: Desk, ids: Sequence[int]) -> None:
    """Takes the undo back."""
    assert desk.part.undo.text() == "Redo 3"
    desk.part.undo.click()
    preview = desk.work.plan_page.preview
    await desk.until(lambda: preview.apply.text() == "Redo 3")
    preview.apply.click()
    await desk.until(lambda: desk.work.desk.lines[0].head.title == "Redo: Reschedule")
    await desk.ended(desk.work.desk.lines[0].head.id)
    assert desk.deadlines(ids) == ["2026-03-04"] * ROWS


async def test_cells_that_were_applied_are_taken_back_as_one(desk: Desk) -> None:
    ids = make_todos(desk.portal, 3)
    await arrive(desk)
    session = desk.work.session
    await session.copy.put_activities(list((await activities.by_ids(session.portal, ids)).values()))
    assert await session.pending.entry.edit(ids, Field.TITLE, "New") == ()
    desk.life.window.show_workspace("activities")
    assert desk.life.commands.run("pending-look")
    await desk.until(lambda: (seen := session.pending.state.preview) is not None and len(seen.ready) == 3)
    assert desk.life.commands.run("pending-apply")
    await desk.until(lambda: not session.pending.state.cells and bool(session.pending.state.run_id))
    assert [desk.portal.call("crm.activity.get", {"id": each})["SUBJECT"] for each in ids] == ["New"] * 3

    assert desk.life.commands.run("pending-undo-run")
    preview = desk.work.plan_page.preview
    await desk.until(lambda: preview.apply.text() == "Undo 3")
    assert desk.life.commands.run("runs-apply")
    await desk.until(lambda: desk.work.desk.lines[0].head.title == "Undo: Changes that waited: 3")
    await desk.ended(desk.work.desk.lines[0].head.id)
    found = [desk.portal.call("crm.activity.get", {"id": each})["SUBJECT"] for each in ids]
    assert found == ["Call 0", "Call 1", "Call 2"]
    assert not desk.life.commands.run("runs-apply")
    assert await desk.life.leave() is Outcome.CLOSED


def status_buttons(desk: Desk) -> list[str]:
    """What the buttons of the status line say."""
    return [each.text() for each in desk.life.window.status.findChildren(QPushButton) if each.isVisible()]


async def test_a_run_that_waits_says_so_and_need_not_wait(desk: Desk) -> None:
    ids = make_todos(desk.portal, 4)
    await arrive(desk)
    desk.portal.hold(True)
    first = await desk.start(ids[:2], "First")
    await desk.until(lambda: (p := desk.work.desk.progress) is not None and p.in_flight)
    second = await desk.start(ids[2:], "Second")
    await desk.until(lambda: desk.part.title.text() == "Second")
    assert desk.part.stopped.text == "It begins when the run at work has ended. Nothing of it was sent yet."
    assert not desk.part.go_on.isVisible()
    assert desk.part.give_up.text() == "Stop waiting"
    desk.part.give_up.click()
    await desk.until(lambda: desk.part.pill.accessibleName() == "2 given up")
    assert not desk.part.stopped.isVisible()
    desk.portal.hold(False)
    await desk.ended(first)
    assert desk.work.desk.line(second) is not None
    assert desk.deadlines(ids) == ["2026-03-04"] * 2 + ["2026-03-03"] * 2
    assert await desk.life.leave() is Outcome.CLOSED


async def test_cancelling_in_the_middle_leaves_the_rest_as_it_was(desk: Desk) -> None:
    ids = make_todos(desk.portal, 300)
    await arrive(desk)
    desk.portal.hold(True)
    run_id = await desk.start(ids)
    await desk.until(lambda: any(desk.writes(ids)))
    desk.part.progress.cancel.click()
    await desk.until(lambda: desk.part.pill.accessibleName() == "ending…")
    desk.portal.hold(False)
    await desk.ended(run_id)

    line = desk.work.desk.line(run_id)
    assert line is not None
    counts = line.counts or {}
    done, given_up = counts[RowOutcome.DONE], counts[RowOutcome.CANCELLED]
    assert done + given_up == 300
    assert desk.deadlines(ids).count("2026-03-04") == done
    assert max(desk.writes(ids)) == 1

    assert desk.part.retry.text() == f"Try {given_up} again"
    desk.part.retry.click()
    preview = desk.work.plan_page.preview
    await desk.until(lambda: preview.apply.text() == f"Try {given_up} again" and preview.apply.isEnabled())
    preview.apply.click()
    await desk.until(lambda: desk.work.desk.lines[0].head.id != run_id)
    await desk.ended(desk.work.desk.lines[0].head.id)
    assert desk.writes(ids) == [1] * 300
    await desk.life.leave()


@pytest.mark.usefixtures("secret_service")
async def test_a_window_that_is_closed_in_the_middle_offers_the_rest_next_time(
    desk: Desk, look: Look, daybook_home: Path
) -> None:
    ids = make_todos(desk.portal, 300)
    await arrive(desk, remember=True)
    desk.portal.hold(True)
    await desk.start(ids)
    await desk.until(lambda: any(desk.writes(ids)))
    desk.life.window.close()
    desk.portal.hold(False)
    assert await desk.life.end() is Outcome.CLOSED
    done = sum(desk.writes(ids))
    assert 0 < done < 300

    desk.life = Life(look)
    desk.life.begin()
    await desk.until(lambda: offers(desk.life))
    [said] = offers(desk.life)
    assert said.startswith("“Reschedule” was not finished: ")
    assert sum(desk.writes(ids)) == done, "nothing is gone on with unasked"
    click(desk.life, "Go on")
    await desk.until(lambda: desk.work.desk.lines[0].standing is Standing.ENDED)
    assert desk.writes(ids) == [1] * 300
    assert offers(desk.life) == ()
    await desk.life.leave()


def offers(life: Life) -> tuple[str, ...]:
    """What is offered above the workspaces."""
    found = (each for each in life.window.findChildren(RunOffers) if each.isVisible())
    return tuple(text for each in found for text in each.texts)


def click(life: Life, text: str) -> None:
    """Presses a button of an offer."""
    found = (each for offer in life.window.findChildren(RunOffers) for each in offer.findChildren(QPushButton))
    next(each for each in found if each.text() == text).click()


@contextmanager
def running_window(webhook: str, ids: Sequence[int]) -> Iterator["subprocess.Popen[bytes]"]:
    """A window that runs a change of these and is killed at the end of the block, as `kill -9` does it."""
    command = [sys.executable, "-m", "tests.helpers.running_window", webhook, ",".join(map(str, ids))]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.mark.usefixtures("secret_service")
async def test_a_run_that_a_killed_window_left_is_offered_and_done_once(
    look: Look, qtbot: QtBot, daybook_home: Path, portal: SandboxProcess
) -> None:
    ids = make_todos(portal, 300)
    portal.hold(True)
    with running_window(portal.webhook, ids):
        until(lambda: any(Desk.writes(Desk(None, portal), ids)))  # type: ignore[arg-type]
    portal.hold(False)

    life = Life(look, SystemClock(30.0))  # the minute of doubt takes two seconds
    life.begin()
    desk = Desk(life, portal)
    await desk.until(lambda: offers(life))
    click(life, "Look")
    await desk.until(lambda: life.window.current is desk.work)
    assert offers(life) == (), "here the run itself says it"
    assert desk.part.stopped.text.endswith("rows are left. Nothing of what was done is lost.")
    desk.part.go_on.click()
    await desk.until(lambda: desk.work.desk.lines[0].standing is Standing.ENDED)
    assert desk.work.desk.lines[0].counts == {RowOutcome.DONE: 300}
    assert desk.writes(ids) == [1] * 300
    await life.leave()


async def test_an_activity_of_a_report_is_opened_where_it_belongs(desk: Desk) -> None:
    ids = make_todos(desk.portal, 3)
    await arrive(desk)
    await desk.ended(await desk.start(ids))
    await desk.until(lambda: desk.part.table.line is not None)
    assert desk.life.commands.run("runs-open")
    await desk.until(lambda: isinstance(desk.life.window.current, EntitiesWorkspace))
    await desk.life.settled()
    await desk.life.leave()
