"""The panel of changes that wait, in a real window on a real portal."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from daybook.domain.changes.change import Change, ShiftDeadline, ShiftUnit
from daybook.domain.changes.recipe import Selection
from daybook.domain.columns import Column
from daybook.domain.run import Field
from daybook.domain.todo import TodoColor
from daybook.ui.activities.cell_editors import Leave
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import ThemeChoice
from daybook.ui.todo.subject import write_key
from daybook.work.pending.applying import Fate
from daybook.work.pending.state import Phase
from tests.helpers.pending import make_call, make_todo
from tests.sandbox.process import FAST, SandboxProcess
from tests.ui.accessible import nameless
from tests.ui.activities.pending_desk import PendingDesk, open_pending_desk
from tests.ui.entities.conftest import until

COLUMNS = (Column.TITLE, Column.DEADLINE, Column.COLOR, Column.RESPONSIBLE, Column.DONE)


@pytest.fixture
async def desk(look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path) -> AsyncIterator[PendingDesk]:
    async with open_pending_desk(look, empty_portal, tmp_path) as opened:
        yield opened


@pytest.fixture
async def ids(desk: PendingDesk, empty_portal: SandboxProcess) -> list[int]:
    made = [make_todo(empty_portal, title) for title in ("One", "Two", "Three")]
    await desk.bench.read(made)
    return made


def theirs(portal: SandboxProcess, activity_id: int, **fields: object) -> None:
    portal.call("crm.activity.update", {"id": activity_id, "fields": fields})


def subject(portal: SandboxProcess, activity_id: int) -> str:
    found: dict[str, Any] = portal.call("crm.activity.get", {"id": activity_id})
    return str(found["SUBJECT"])


async def paste(desk: PendingDesk, text: str, ids: list[int]) -> None:
    QGuiApplication.clipboard().setText(text)
    desk.side.paste(ids, COLUMNS)
    await desk.settled()


async def test_nothing_waits_at_first(desk: PendingDesk) -> None:
    assert desk.panel.empty.isVisible()
    assert not desk.panel.main.isVisible()
    assert nameless(desk.window) == []


async def test_paste_look_apply(desk: PendingDesk, ids: list[int], empty_portal: SandboxProcess) -> None:
    touched: list[frozenset[int]] = []
    desk.side.touched.connect(touched.append)
    await paste(desk, "New one\t\t3\nNew two\n", ids)
    assert desk.lines == [
        "One",
        "title: “One” becomes “New one”",
        "colour: Amber becomes Orange",
        "Two",
        "title: “Two” becomes “New two”",
    ]
    assert touched == [frozenset(ids[:2])]
    assert desk.quiet.text == "3 changes to be looked at. Empty cells change nothing."
    assert desk.panel.main.text() == "Look at 3 changes"
    assert nameless(desk.window) == []
    await desk.press(desk.panel.main)
    assert desk.panel.main.text() == "Apply 3 changes to 2 activities"
    assert subject(empty_portal, ids[0]) == "One"
    await desk.press(desk.panel.main)
    assert (subject(empty_portal, ids[0]), subject(empty_portal, ids[1])) == ("New one", "New two")
    assert desk.panel.report.text == "2 activities changed."
    assert desk.panel.empty.isVisible()
    desk.pending.close_report()
    desk.panel.refresh()
    assert not desk.panel.report.isVisible()


async def test_one_change_is_one_change(desk: PendingDesk, ids: list[int]) -> None:
    await paste(desk, "New", ids)
    await desk.press(desk.panel.main)
    assert desk.panel.main.text() == "Apply 1 change to 1 activity"


async def test_what_did_not_fit_is_named(desk: PendingDesk, ids: list[int]) -> None:
    opened: list[None] = []
    desk.side.open_wanted.connect(lambda: opened.append(None))
    await paste(desk, "A\tsoon\nB\tlater\nC\t31.2.\nD", ids)
    assert desk.panel.left_out.text == "4 cells did not fit and were left as they were."
    more = desk.panel.left_out.accessibleDescription()
    assert "row 1, “soon” and row 2, “later”: Try" in more
    assert "row 3, “31.2.”: There is no such day." in more
    assert "row 4, “D”: The table has no more rows for it." in more
    assert opened
    desk.panel.show_left_out(())
    assert not desk.panel.left_out.isVisible()


async def test_a_paste_is_taken_back_as_one(desk: PendingDesk, ids: list[int]) -> None:
    await paste(desk, "A\t\t3\nB\nC", ids)
    desk.quiet.act()
    await desk.settled()
    assert desk.lines == []
    assert not desk.panel.undo.isEnabled()


async def test_a_paste_is_not_offered_back_once_something_else_was_done(desk: PendingDesk, ids: list[int]) -> None:
    """Else its button would take back what was done last: another edit."""
    await paste(desk, "A\nB", ids)
    assert desk.quiet.offers()
    desk.side.wish(ids[2:], Column.TITLE, "C")
    await desk.settled()
    assert not desk.quiet.offers()
    assert len([line for line in desk.lines if line.startswith("title")]) == 3

    await paste(desk, "D", ids)
    await desk.press(desk.panel.main)
    await desk.press(desk.panel.main)
    assert not desk.quiet.offers()


async def test_other_offers_of_the_line_stay(desk: PendingDesk, ids: list[int]) -> None:
    desk.quiet.offer("“Call Andrew” completed.", "Undo", lambda: None, seconds=10)
    desk.side.wish(ids[:1], Column.TITLE, "C")
    await desk.settled()
    assert desk.quiet.text == "“Call Andrew” completed."


async def test_the_focus_stays_in_the_panel_when_nothing_waits_any_more(desk: PendingDesk, ids: list[int]) -> None:
    await paste(desk, "New one", ids)
    desk.panel.take_focus()
    await desk.press(desk.panel.main)
    assert desk.panel.list.hasFocus()
    await desk.press(desk.panel.main)
    assert desk.panel.undo_run.hasFocus()

    desk.pending.close_report()
    desk.panel.refresh()
    assert desk.panel.close_button.hasFocus()
    await paste(desk, "Newer one", ids)
    desk.panel.take_focus()
    desk.side.drop_all()
    await desk.settled()
    assert desk.panel.close_button.hasFocus()


async def test_the_focus_goes_on_to_the_way_back_that_comes_after_the_last_line(
    desk: PendingDesk, ids: list[int]
) -> None:
    """The last line goes while the run still ends; on a busy machine that is painted before the report is."""
    rested = await apply_painting_each_step(desk, ids)
    assert rested
    assert desk.panel.undo_run.hasFocus()


async def test_the_focus_stays_where_a_person_puts_it_before_the_way_back_comes(
    desk: PendingDesk, ids: list[int]
) -> None:
    def press_tab_and_back() -> None:
        QTest.keyClick(desk.panel.close_button, Qt.Key.Key_Tab)
        assert not desk.panel.close_button.hasFocus()
        desk.panel.close_button.setFocus(Qt.FocusReason.BacktabFocusReason)

    assert await apply_painting_each_step(desk, ids, press_tab_and_back)
    assert desk.panel.undo_run.isVisible()
    assert desk.panel.close_button.hasFocus()


async def apply_painting_each_step(
    desk: PendingDesk, ids: list[int], meanwhile: Callable[[], None] = lambda: None
) -> bool:
    """Applies an edit; True when the focus rested on the way out before all had ended, and `meanwhile` was called."""
    rested = False

    def paint() -> None:
        nonlocal rested
        desk.panel.refresh()
        if not rested and desk.panel.close_button.hasFocus():
            rested = True
            assert desk.pending.state.phase is Phase.APPLYING
            meanwhile()

    await paste(desk, "New one", ids)
    desk.panel.take_focus()
    await desk.press(desk.panel.main)
    end = desk.pending.changed.add(paint)
    await desk.press(desk.panel.main)
    end()
    return rested


async def test_too_much_is_refused_in_words(desk: PendingDesk, ids: list[int]) -> None:
    await paste(desk, "\t\n" * 150_000, ids)
    assert desk.quiet.text == "That is too much to paste at once: at most 200,000 cells."
    assert desk.lines == []


async def test_a_conflict_is_shown_and_decided_by_keys(
    desk: PendingDesk, ids: list[int], empty_portal: SandboxProcess
) -> None:
    await paste(desk, "Mine\nMine", ids)
    theirs(empty_portal, ids[0], SUBJECT="Theirs")
    theirs(empty_portal, ids[1], SUBJECT="Theirs")
    await desk.press(desk.panel.main)
    assert desk.lines[:2] == ["Theirs", "title: “Theirs” becomes “Mine”, conflict"]
    assert not desk.panel.main.isVisible()
    assert desk.panel.besides.text() == "2 conflicts to be decided by you first."
    desk.panel.list.choose(1)
    assert desk.panel.about.text == "Somebody changed this since you edited it (title): it is “Theirs” now."
    assert desk.panel.about.theirs.text() == "Keep theirs: “Theirs”"
    await desk.press(desk.panel.about.theirs)
    desk.panel.list.choose(1)
    await desk.key("M")
    assert desk.panel.main.text() == "Apply 1 change to 1 activity"
    await desk.press(desk.panel.main)
    assert [subject(empty_portal, each) for each in ids[:2]] == ["Theirs", "Mine"]


async def test_changes_are_dropped_by_key_and_by_hand_and_come_back(desk: PendingDesk, ids: list[int]) -> None:
    await paste(desk, "A\t\t3\nB", ids)
    desk.panel.list.choose(1)
    await desk.key("Del")
    assert desk.lines[:2] == ["One", "colour: Amber becomes Orange"]
    index = desk.panel.list.model().index(2, 0)
    rect = desk.panel.list.visualRect(index)
    cross = QPoint(rect.right() - 18, rect.center().y())
    QTest.mouseClick(desk.panel.list.viewport(), Qt.MouseButton.LeftButton, pos=cross)
    await desk.settled()
    assert desk.lines == ["One", "colour: Amber becomes Orange"]
    desk.panel.undo.click()
    await desk.settled()
    assert desk.lines[2:] == ["Two", "title: “Two” becomes “B”"]
    await desk.press(desk.panel.drop_all)
    assert desk.lines == []
    assert desk.panel.empty.isVisible()


async def test_what_only_waits_is_not_said_to_be_saved(desk: PendingDesk, ids: list[int]) -> None:
    told: list[int] = []
    desk.writes.pending_changed.connect(lambda pending: told.append(desk.writes.told if pending else -1))
    await paste(desk, "A\nB", ids)
    desk.panel.undo.click()
    await desk.settled()
    assert set(told) == {0, -1}


async def test_a_refusal_says_why_and_stays(desk: PendingDesk, ids: list[int], empty_portal: SandboxProcess) -> None:
    await paste(desk, "A\nB", ids)
    await desk.press(desk.panel.main)
    empty_portal.faults("error:crm.activity.update:ACCESS_DENIED", once=1)
    await desk.press(desk.panel.main)
    assert desk.panel.report.text == "1 activity changed. 1 refused. What was not done still waits below."
    [_row, said] = desk.lines
    assert said.endswith(", refused")
    desk.panel.list.choose(1)
    assert "right" in desk.panel.about.refusal.text


async def test_enter_shows_the_activity(desk: PendingDesk, ids: list[int]) -> None:
    shown: list[int] = []
    desk.side.show_wanted.connect(shown.append)
    await paste(desk, "A\nB", ids)
    desk.panel.list.choose(3)
    await desk.key("Return")
    assert shown == [ids[1]]


async def test_people_who_get_a_message_are_named(desk: PendingDesk, ids: list[int]) -> None:
    desk.side.wish(ids[:2], Column.RESPONSIBLE, 2)
    await desk.settled()
    await desk.press(desk.panel.main)
    assert desk.panel.besides.text().endswith("will get a message in the portal's chat.")


async def test_a_cell_is_edited_where_it_stands(desk: PendingDesk, ids: list[int]) -> None:
    left: list[Leave] = []
    desk.side.left.connect(left.append)
    line = await desk.line(ids[0])
    rect = QRect(40, 40, 240, 32)
    assert desk.side.begin(line, Column.TITLE, desk.view.viewport(), lambda: rect, typed="N")
    editor = desk.side.editing.line
    assert editor is not None
    assert editor.accessibleName() == "title of “One”"
    QTest.keyClicks(editor, "ew")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    await desk.settled()
    assert left == [Leave.DOWN]
    assert desk.lines[1] == "title: “One” becomes “New”"
    assert desk.side.state_words(ids[0], Column.TITLE) == "waits to be applied, was “One”"
    assert desk.side.state_words(ids[0], Column.COLOR) == ""
    assert desk.side.begin(line, Column.TITLE, desk.view.viewport(), lambda: rect)
    assert desk.side.editing.line is not None
    assert desk.side.editing.line.text() == "New"
    assert desk.side.begin(line, Column.COLOR, desk.view.viewport(), lambda: rect, typed="5")
    await desk.settled()
    assert desk.pending.of(ids[0])[Field.COLOR].wished is TodoColor.VIOLET
    desk.side.revert(ids[0], Column.TITLE)
    await desk.settled()
    assert list(desk.pending.of(ids[0])) == [Field.COLOR]


async def test_a_cell_that_can_not_be_edited_says_why(desk: PendingDesk, empty_portal: SandboxProcess) -> None:
    call = make_call(empty_portal)
    await desk.bench.read([call])
    line = await desk.line(call)
    assert not desk.side.begin(line, Column.DEADLINE, desk.view.viewport(), QRect)
    assert desk.quiet.text.startswith("The deadline of a call or a meeting follows from when it starts.")
    assert not desk.side.begin(line, Column.CREATED, desk.view.viewport(), QRect)
    assert desk.quiet.text == "This column can't be edited."


async def test_people_are_picked_from_the_copy(desk: PendingDesk, ids: list[int]) -> None:
    from daybook.domain.entities import Person

    await desk.bench.session.copy.put_people([Person(1, "Ada Lovelace"), Person(2, "Grace Hopper")])
    line = await desk.line(ids[0])
    assert desk.side.begin(line, Column.RESPONSIBLE, desk.view.viewport(), lambda: QRect(40, 40, 200, 32), typed="hop")
    await desk.settled()
    picker = desk.side.editing.picker
    assert picker is not None
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    await desk.settled()
    assert desk.pending.of(ids[0])[Field.RESPONSIBLE].wished == 2
    assert desk.lines[1].endswith("becomes Grace Hopper")


async def test_every_command_has_a_key_and_knows_when_it_is_of_use(desk: PendingDesk, ids: list[int]) -> None:
    commands = {command.id: command for command in desk.side.commands}
    assert all(command.keys for command in commands.values())
    assert [name for name, command in commands.items() if command.enabled()] == ["pending-show"]
    await paste(desk, "A", ids)
    commands["pending-look"].run()
    await desk.settled()
    assert [name for name, command in commands.items() if not command.enabled()] == ["pending-undo-run"]
    commands["pending-apply"].run()
    await desk.settled()
    assert desk.lines == []
    assert [name for name, command in commands.items() if command.enabled()] == ["pending-show", "pending-undo-run"]


async def test_what_was_applied_is_offered_to_be_taken_back_as_one(desk: PendingDesk, ids: list[int]) -> None:
    wanted: list[str] = []
    desk.side.run_undo_wanted.connect(wanted.append)
    await paste(desk, "A\nB\nC", ids)
    await desk.press(desk.panel.main)
    assert not desk.panel.undo_run.isVisible()
    await desk.press(desk.panel.main)
    await desk.press(desk.panel.undo_run)
    [line] = desk.bench.session.runs.lines
    assert (line.head.title, wanted) == ("Changes that waited: 3", [line.head.id])
    assert nameless(desk.window) == []
    desk.panel.report_read.emit()
    desk.panel.refresh()
    assert not desk.panel.undo_run.isVisible()


async def test_a_second_press_sends_nothing_twice(
    desk: PendingDesk, ids: list[int], empty_portal: SandboxProcess
) -> None:
    await paste(desk, "A", ids)
    await desk.press(desk.panel.main)
    desk.side.apply()
    desk.side.apply()
    await desk.settled()
    assert [report.executed.fate for report in desk.pending.state.reports] == [Fate.DONE]
    assert empty_portal.stats()["writes"][str(ids[0])]["crm.activity.update"] == 1


async def test_behind_another_run_it_says_so_and_waiting_can_be_stopped(
    desk: PendingDesk, ids: list[int], empty_portal: SandboxProcess
) -> None:
    runs, session = desk.bench.session.runs, desk.bench.session
    change = Change(deadline=ShiftDeadline(1, ShiftUnit.DAYS))
    plan = await session.preparing.plan(Selection(ids=tuple(ids[1:])), change, session.calendar())
    await paste(desk, "A", ids)
    await desk.press(desk.panel.main)
    empty_portal.hold(True)
    long_one = await runs.start(plan, "Reschedule {2}")
    await until(lambda: runs.progress is not None and bool(runs.progress.in_flight))
    desk.side.apply()
    await until(lambda: desk.panel.stop.text() == "Stop waiting")
    assert desk.panel.besides.text() == "Waiting until “Reschedule {2}” has ended. Nothing of this was sent yet."
    desk.panel.stop.click()
    await until(lambda: desk.pending.state.phase is Phase.RESTING)
    assert runs.current_id == long_one
    desk.panel.refresh()
    assert desk.lines == ["One", "title: “One” becomes “A”"]
    empty_portal.hold(False)
    await until(lambda: runs.current_id == "")
    await desk.settled()
    assert subject(empty_portal, ids[0]) == "One"


async def test_behind_another_run_it_is_sent_when_that_has_ended(
    desk: PendingDesk, ids: list[int], empty_portal: SandboxProcess
) -> None:
    runs, session = desk.bench.session.runs, desk.bench.session
    change = Change(deadline=ShiftDeadline(1, ShiftUnit.DAYS))
    plan = await session.preparing.plan(Selection(ids=tuple(ids[1:])), change, session.calendar())
    await paste(desk, "A", ids)
    await desk.press(desk.panel.main)
    empty_portal.hold(True)
    await runs.start(plan, "Reschedule")
    await until(lambda: runs.progress is not None and bool(runs.progress.in_flight))
    desk.side.apply()
    await until(lambda: desk.pending.state.waits_for != "")
    empty_portal.hold(False)
    await until(lambda: desk.pending.state.phase is Phase.RESTING)
    assert desk.pending.state.waits_for == ""
    assert subject(empty_portal, ids[0]) == "A"
    await until(lambda: desk.panel.stop.text() == "Stop")


async def test_it_waits_for_what_is_being_saved(desk: PendingDesk, ids: list[int]) -> None:
    saved = asyncio.Event()

    async def save() -> None:
        await saved.wait()

    await paste(desk, "A", ids)
    await desk.press(desk.panel.main)
    desk.writes.start(save(), key=write_key(ids[0]))
    desk.side.apply()
    for _ in range(20):  # it would have begun by then
        await asyncio.sleep(0)
    assert desk.bench.session.runs.lines == ()
    assert desk.pending.state.phase is Phase.RESTING
    saved.set()
    await desk.settled()
    assert desk.lines == []


async def test_away_and_back_again_the_changes_are_offered_and_not_sent(
    look: Look, qtbot: QtBot, sandbox: Callable[..., SandboxProcess], tmp_path: Path
) -> None:
    state = str(tmp_path / "portal.db")
    portal = sandbox("--data", "empty", "--state", state, *FAST)
    port = portal.portal.rpartition(":")[2]
    number = make_todo(portal)
    async with open_pending_desk(look, portal, tmp_path) as desk:
        await desk.bench.read([number])
        portal.stop()
        await paste(desk, "Written offline", [number])
        await desk.press(desk.panel.main)
        assert desk.panel.problem.isVisible()
        assert desk.panel.besides.text().startswith("Nothing was sent.")
        assert desk.panel.main.text() == "Look at 1 change"
        portal = sandbox("--data", "empty", "--port", port, "--state", state, *FAST)
        desk.bench.session.sync.returned.tell()
        await until(lambda: desk.pending.state.offered)
        await desk.settled()
        assert desk.panel.offer.text.startswith("1 change kept from before.")
        assert desk.quiet.text == "1 change to look at and apply."
        assert desk.quiet.offers()
        assert subject(portal, number) == "Call Andrew"
        assert desk.panel.main.text() == "Apply 1 change to 1 activity"
        await desk.press(desk.panel.main)
        assert subject(portal, number) == "Written offline"


async def test_what_was_left_behind_is_offered_at_the_next_start(
    look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path
) -> None:
    number = make_todo(empty_portal)
    async with open_pending_desk(look, empty_portal, tmp_path) as desk:
        await desk.bench.read([number])
        await paste(desk, "Mine", [number])
    async with open_pending_desk(look, empty_portal, tmp_path) as desk:
        opened: list[None] = []
        desk.side.front_wanted.connect(lambda: opened.append(None))
        await desk.settled()
        assert desk.quiet.text == "1 change to look at and apply."
        assert desk.panel.main.text() == "Apply 1 change to 1 activity"
        desk.quiet.act()
        assert opened == [None]
        assert subject(empty_portal, number) == "Call Andrew"


async def test_closing_while_rows_are_sent_lets_them_end(
    look: Look, qtbot: QtBot, empty_portal: SandboxProcess, tmp_path: Path
) -> None:
    number = make_todo(empty_portal)
    async with open_pending_desk(look, empty_portal, tmp_path) as desk:
        await desk.bench.read([number])
        await paste(desk, "Mine", [number])
        await desk.press(desk.panel.main)
        empty_portal.hold(True)
        desk.panel.main.click()
        await until(lambda: desk.writes.pending > 0 and subject(empty_portal, number) == "Mine")
        await desk.jobs.aclose()
        empty_portal.hold(False)
        assert await desk.writes.drain(10) == 0
        assert desk.pending.rows == {}


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.DARK])
async def test_thousands_are_painted_as_quickly_as_a_page(desk: PendingDesk, look: Look, theme: ThemeChoice) -> None:
    from datetime import UTC, datetime

    from daybook.domain.pending import PendingEdit

    made = datetime(2026, 3, 2, tzinfo=UTC)
    edits = [PendingEdit(n, Field.TITLE, "Old", f"New {n}", made, f"Activity {n}") for n in range(1, 3001)]
    await desk.pending._kept.change(edits, ())
    look.theming.choose(theme)
    desk.panel.refresh()
    QApplication.processEvents()
    assert desk.panel.list.model().rowCount() == 6000
    assert desk.panel.main.text() == "Look at 3,000 changes"
    assert not desk.panel.list.grab().isNull()
