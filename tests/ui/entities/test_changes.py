"""Changing things in the window: each change is asked of the portal, and the way back from it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from daybook.domain.entities import DEAL, EntityRef
from daybook.ui.kit.look import Look
from daybook.work.timeline import Card, CardState
from tests.sandbox.process import FAST, Refused, SandboxProcess
from tests.ui.entities.conftest import until
from tests.ui.entities.desk import Desk, open_desk


@pytest.fixture
def process(sandbox: Callable[..., SandboxProcess]) -> SandboxProcess:
    return sandbox("--data", "demo", *FAST)


@pytest.fixture
async def desk(look: Look, qapp: QApplication, tmp_path: Path, process: SandboxProcess) -> AsyncIterator[Desk]:
    """The deal that owes most is open."""
    async with open_desk(look, process, tmp_path) as opened:
        await opened.open()
        yield opened


def _state(desk: Desk, number: int) -> CardState | None:
    card = desk.work.timeline.content.find(number)
    return card.state if card is not None else None


def _exists(process: SandboxProcess, number: int) -> bool:
    try:
        process.call("crm.activity.get", {"id": number})
    except Refused:
        return False
    return True


def _found(process: SandboxProcess, card: Card) -> dict[str, Any]:
    found: dict[str, Any] = process.call("crm.activity.get", {"id": card.activity.id})
    return found


def _writes(process: SandboxProcess) -> int:
    """How many changes the portal made."""
    stats = process.stats()
    return sum(sum(methods.values()) for methods in stats["writes"].values()) + len(stats["creations"])


async def _create(desk: Desk, title: str) -> int:
    desk.press("Ctrl+N")
    await desk.settled()
    assert desk.work.editor.form.title.hasFocus()
    QTest.keyClicks(desk.work.editor.form.title, title)
    desk.press("Ctrl+S")
    await desk.settled()
    number = desk.open_id
    assert number is not None
    return number


async def test_a_new_to_do_is_made_once_and_chosen(desk: Desk, process: SandboxProcess) -> None:
    number = await _create(desk, "Call Andrew")
    [created] = process.stats()["creations"]
    assert (created["id"], created["title"]) == (number, "Call Andrew")
    assert desk.work.timeline.selected_id == number
    assert desk.window.quiet.text == "“Call Andrew” created."
    assert desk.window.quiet.offers()


async def test_a_new_to_do_is_counted(desk: Desk) -> None:
    before = desk.session.browser.content
    await _create(desk, "Call Andrew")
    owed = {row.entity.ref: row.owed for row in before.rows}[EntityRef(DEAL, 4)]
    now = {row.entity.ref: row.owed for row in desk.session.browser.content.rows}[EntityRef(DEAL, 4)]
    assert owed is not None
    assert now is not None
    assert now.open == owed.open + 1


async def test_creating_is_taken_back_by_a_key(desk: Desk, process: SandboxProcess) -> None:
    number = await _create(desk, "Call Andrew")
    desk.press("Ctrl+T")  # in the title, Ctrl+Z takes back what was typed
    desk.press("Ctrl+Z")
    await desk.settled()
    assert not _exists(process, number)
    assert desk.work.timeline.content.find(number) is None
    assert desk.failures == []


async def test_completing_and_taking_it_back(desk: Desk, process: SandboxProcess) -> None:
    card = desk.todos[0]
    desk.work.timeline.select(card.activity.id)
    QTest.keyClick(desk.work.timeline.cards, Qt.Key.Key_Space)
    await desk.settled()
    assert _found(process, card)["COMPLETED"] == "Y"
    assert card.activity.id in {each.activity.id for each in desk.work.timeline.content.done}
    assert desk.window.quiet.text.endswith("completed.")
    desk.window.quiet.action.click()
    await desk.settled()
    assert _found(process, card)["COMPLETED"] == "N"
    assert card.activity.id in {each.activity.id for each in desk.work.timeline.content.open}


async def test_what_the_portal_refuses_stays_as_it_was_and_is_said(desk: Desk, process: SandboxProcess) -> None:
    process.faults("error:crm.activity.update:ACCESS_DENIED=1")
    card = desk.todos[0]
    desk.work.changes.complete(card.activity.id, completed=True)
    await desk.settled()
    assert len(desk.failures) == 1
    assert desk.window.errors.isVisible()
    assert card.activity.id in {each.activity.id for each in desk.work.timeline.content.open}
    assert _state(desk, card.activity.id) is CardState.QUIET
    process.faults("")
    desk.work.changes.complete(card.activity.id, completed=True)
    await desk.settled()
    assert desk.failures == []
    assert _found(process, card)["COMPLETED"] == "Y"


async def test_a_deletion_is_held_back(desk: Desk, process: SandboxProcess) -> None:
    card = desk.todos[0]
    desk.work.timeline.select(card.activity.id)
    QTest.keyClick(desk.work.timeline.cards, Qt.Key.Key_Delete)
    assert _state(desk, card.activity.id) is CardState.LEAVING
    assert desk.window.quiet.text == f"“{card.activity.subject}” will be deleted."
    await until(lambda: desk.clock.sleepers == 1)
    await desk.settled()
    assert _exists(process, card.activity.id)
    desk.clock.wake()
    await until(lambda: desk.writes.pending > 0)
    await desk.settled()
    assert desk.failures == []
    assert desk.work.timeline.content.find(card.activity.id) is None
    assert not _exists(process, card.activity.id)


async def test_a_deletion_is_called_off_by_a_key(desk: Desk, process: SandboxProcess) -> None:
    card = desk.todos[0]
    desk.work.changes.delete(card.activity.id)
    await until(lambda: desk.clock.sleepers == 1)
    desk.press("Ctrl+Z")
    assert _state(desk, card.activity.id) is CardState.QUIET
    await until(lambda: desk.clock.sleepers == 0)
    await desk.settled()
    assert _exists(process, card.activity.id)
    assert _writes(process) == 0


async def test_each_deletion_is_called_off_on_its_card(desk: Desk, process: SandboxProcess) -> None:
    first, second = desk.todos[:2]
    desk.work.changes.delete(first.activity.id)
    desk.work.changes.delete(second.activity.id)
    await until(lambda: desk.clock.sleepers == 2)
    desk.work.timeline.undo_wanted.emit(first.activity.id)
    assert _state(desk, first.activity.id) is CardState.QUIET
    assert desk.window.quiet.text == f"“{second.activity.subject}” will be deleted."
    desk.work.timeline.undo_wanted.emit(second.activity.id)
    assert desk.window.quiet.text == ""
    await until(lambda: desk.clock.sleepers == 0)
    await desk.settled()
    assert _writes(process) == 0


async def test_what_is_held_back_is_dropped_when_the_connection_closes(desk: Desk, process: SandboxProcess) -> None:
    card = desk.todos[0]
    desk.work.changes.delete(card.activity.id)
    await until(lambda: desk.clock.sleepers == 1)
    await desk.close()
    assert desk.clock.sleepers == 0
    assert _exists(process, card.activity.id)
    assert desk.window.quiet.text == ""


async def test_writes_in_flight_end_before_the_connection_closes(desk: Desk, process: SandboxProcess) -> None:
    card = desk.todos[0]
    process.hold(True)
    desk.work.changes.complete(card.activity.id, completed=True)
    await until(lambda: _writes(process) > 0)
    closing = asyncio.ensure_future(desk.work.aclose())
    await asyncio.sleep(0.2)
    assert not closing.done()
    process.hold(False)
    await closing
    assert desk.writes.pending == 0
    assert desk.failures == []


async def test_a_draft_that_is_left_is_kept_and_said_to_be(desk: Desk, process: SandboxProcess) -> None:
    first, second = desk.todos[:2]
    await desk.edit(first)
    desk.work.editor.focus_title()
    QTest.keyClicks(desk.work.editor.form.title, " soon")
    await desk.edit(second)
    assert "is not saved. Your draft is kept." in desk.window.quiet.text
    await desk.edit(first)
    assert desk.session.editing.state.draft is not None
    assert desk.session.editing.state.draft.title == f" soon{first.activity.subject}"
    assert desk.session.editing.state.restored
    assert _writes(process) == 0


async def test_a_draft_outlives_the_connection(
    look: Look, qapp: QApplication, tmp_path: Path, process: SandboxProcess
) -> None:
    async with open_desk(look, process, tmp_path) as first:
        await first.open()
        first.press("Ctrl+N")
        await first.settled()
        QTest.keyClicks(first.work.editor.form.title, "Half a thought")
    async with open_desk(look, process, tmp_path) as second:
        await second.open()
        second.press("Ctrl+N")
        await second.settled()
        assert second.work.editor.form.title.toPlainText() == "Half a thought"


async def test_the_undo_of_an_edit_is_not_hidden_by_a_word_about_a_draft(desk: Desk) -> None:
    first, second = desk.todos[:2]
    await desk.edit(first)
    desk.work.changes.delete(second.activity.id)
    QTest.keyClicks(desk.work.editor.form.title, "x")
    desk.work.close_editor()
    assert desk.window.quiet.offers()


async def test_a_new_to_do_that_was_begun_is_not_begun_again(desk: Desk) -> None:
    desk.press("Ctrl+N")
    await desk.settled()
    QTest.keyClicks(desk.work.editor.form.title, "Half")
    desk.press("Ctrl+T")
    desk.press("Ctrl+N")
    await desk.settled()
    assert desk.work.editor.form.title.hasFocus()
    assert desk.work.editor.form.title.toPlainText() == "Half"


async def test_the_deadline_on_a_card_leads_to_its_field(desk: Desk) -> None:
    desk.work.timeline.deadline_wanted.emit(desk.todos[0].activity.id)
    await desk.settled()
    assert desk.open_id == desk.todos[0].activity.id
    assert desk.work.editor.form.deadline.field.hasFocus()


async def test_what_the_editor_deletes_is_held_back_and_edited_no_more(desk: Desk, process: SandboxProcess) -> None:
    card = desk.todos[0]
    await desk.edit(card)
    desk.press("Ctrl+Shift+Delete")
    assert _state(desk, card.activity.id) is CardState.LEAVING
    await until(lambda: not desk.work.editor.isVisible())
    assert desk.window.quiet.offers()
    assert _writes(process) == 0


async def test_reading_again_shows_what_others_changed(desk: Desk, process: SandboxProcess) -> None:
    card = desk.todos[0]
    process.call("crm.activity.update", {"id": card.activity.id, "fields": {"SUBJECT": "Changed by a colleague"}})
    desk.press("F5")
    await desk.settled()
    fresh = desk.work.timeline.content.find(card.activity.id)
    assert fresh is not None
    assert fresh.activity.subject == "Changed by a colleague"
