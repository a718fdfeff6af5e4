"""Calls and e-mails, all fields and the note, beside the timeline in the real window."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from daybook.domain.composition import CompositionKind, Contacted
from daybook.domain.entities import CONTACT, DEAL, EntityRef
from daybook.ui.composing.contacts import Choice, ContactsField
from daybook.ui.details.field_form import FieldForm
from daybook.ui.kit.look import Look
from daybook.ui.kit.moment_field import MomentField
from tests.sandbox.process import SandboxProcess
from tests.ui.accessible import nameless
from tests.ui.entities.conftest import until
from tests.ui.entities.desk import CONTOSO, Desk, open_desk


@pytest.fixture
async def desk(qtbot: QtBot, look: Look, sandbox: object, tmp_path: Path) -> AsyncIterator[Desk]:
    with SandboxProcess.start("--data", "demo", "--rate", "100000", "--burst", "1000000") as portal:
        async with open_desk(look, portal, tmp_path) as opened:
            opened.portal = portal  # type: ignore[attr-defined]
            await opened.open()
            yield opened


def portal_of(desk: Desk) -> SandboxProcess:
    found: SandboxProcess = desk.portal  # type: ignore[attr-defined]
    return found


async def test_a_call_is_written_by_keys_and_created(desk: Desk) -> None:
    desk.press("Ctrl+Shift+C")
    composer = desk.work.composer
    await until(lambda: composer.subject.hasFocus() and bool(desk.session.composing.state.offered))
    QTest.keyClicks(composer.subject, "Ask about the second warehouse")
    composer.contacts.other.setFocus()
    QTest.keyClicks(composer.contacts.other, "+44 20 7946")
    composer.send.click()
    await desk.settled()
    (made,) = portal_of(desk).stats()["creations"]
    assert (made["method"], made["title"]) == ("crm.activity.add", "Ask about the second warehouse")
    assert desk.work.side.shows_editor
    assert desk.failures == []


async def test_what_is_missing_is_said_at_its_field(desk: Desk) -> None:
    desk.work.compose(CompositionKind.MEETING)
    await desk.settled()
    desk.work.composer.send.click()
    rows = desk.work.composer._rows
    assert {name for name, row in rows.items() if row.problem} == {"subject", "contacts"}
    assert portal_of(desk).stats()["creations"] == []


async def test_the_button_says_whether_a_mail_leaves(desk: Desk) -> None:
    desk.work.compose(CompositionKind.EMAIL)
    await desk.settled()
    composer = desk.work.composer
    assert composer.send.text() == "Keep the e-mail unsent"
    composer.done.click()
    await desk.settled()
    assert composer.send.text() == "Send the e-mail"
    assert "at once" in composer.mail_note.accessibleName()


async def test_a_draft_waits_behind_the_editor(desk: Desk) -> None:
    desk.work.compose(CompositionKind.CALL)
    await desk.settled()
    QTest.keyClicks(desk.work.composer.subject, "Half a call")
    await desk.settled()
    await desk.edit(desk.todos[0])
    assert desk.work.side.shows_editor
    desk.work.compose(CompositionKind.EMAIL)
    await desk.settled()
    assert desk.work.composer.subject.text() == "Half a call"


async def test_every_field_is_shown_and_one_is_changed(desk: Desk) -> None:
    card = desk.todos[0]
    desk.work.timeline.select(card.activity.id)
    desk.work.show_details()
    await desk.settled()
    form = desk.work.details.form
    row = portal_of(desk).call("crm.activity.get", {"id": card.activity.id})
    assert set(form.rows) == set(row)
    assert "ID" not in form.editors
    assert {"SUBJECT", "DESCRIPTION", "PRIORITY", "RESPONSIBLE_ID", "DEADLINE"} <= set(form.editors)
    assert nameless(desk.work.details) == []
    assert not desk.work.details.save.isEnabled()
    subject = form.editors["SUBJECT"]
    subject.setFocus()
    QTest.keyClicks(subject, " (again)")
    assert form.changes() == {"SUBJECT": f"{row['SUBJECT']} (again)"}
    desk.work.details.save.click()
    await desk.settled()
    after = portal_of(desk).call("crm.activity.get", {"id": card.activity.id})
    changed = {name for name in row if row[name] != after[name]}
    assert changed <= {"SUBJECT", "LAST_UPDATED", "EDITOR_ID"}
    assert after["SUBJECT"].endswith(" (again)")
    found = desk.session.timeline.content.find(card.activity.id)
    assert found is not None
    assert found.activity.subject == after["SUBJECT"]


async def test_a_note_is_written_on_a_card(desk: Desk) -> None:
    card = desk.todos[0]
    desk.work.timeline.select(card.activity.id)
    desk.work.show_details("note")
    await desk.settled()
    details = desk.work.details
    details.note.setPlainText("Ask for Clara")
    details.save.click()
    await desk.settled()
    owner = card.activity.owner
    place = {"ownerTypeId": owner.type_id, "ownerId": owner.id, "itemType": 2, "itemId": card.activity.id}
    assert portal_of(desk).call("crm.timeline.note.get", place)["text"] == "Ask for Clara"
    assert not details.save.isEnabled()


async def test_what_was_said_in_a_call_is_shown(desk: Desk) -> None:
    calls = [card for card in desk.session.timeline.content.done if card.activity.type_id == 2]
    if not calls:
        pytest.skip("no call on this deal")
    desk.work.timeline.select(calls[0].activity.id)
    desk.work.show_details("transcript")
    await desk.settled()
    said = portal_of(desk).call("crm.activity.call.getTranscript", {"activityId": calls[0].activity.id})
    shown = desk.work.details.transcript.toPlainText()
    assert shown == (said["transcription"] if said else "")


async def write_call(desk: Desk, subject: str) -> None:
    """A call that could be created."""
    desk.work.compose(CompositionKind.CALL)
    await desk.settled()
    composer = desk.work.composer
    QTest.keyClicks(composer.subject, subject)
    composer.contacts.other.setFocus()
    QTest.keyClicks(composer.contacts.other, "+44 20 7946")


async def test_pressing_twice_neither_makes_two_nor_says_what_is_not_known(desk: Desk) -> None:
    await write_call(desk, "Ask about the second warehouse")
    portal_of(desk).faults("html:crm.activity.add", once=1)
    desk.work.composer.send.click()
    desk.work.composer.send.click()
    await desk.settled()
    assert portal_of(desk).stats()["creations"] == []
    assert "in the timeline" not in desk.window.quiet.text
    assert desk.work.composer.unsure.isVisible()


async def test_another_item_puts_the_draft_away(desk: Desk) -> None:
    await write_call(desk, "For Contoso")
    desk.work.list.list.setFocus()
    await desk.open(EntityRef(DEAL, 1))
    assert desk.work.side.shows_editor
    assert desk.work.list.list.hasFocus()
    desk.work.compose(CompositionKind.CALL)
    await desk.settled()
    assert desk.work.composer.subject.text() == ""
    await desk.open()
    desk.work.compose(CompositionKind.CALL)
    await desk.settled()
    assert desk.work.composer.subject.text() == "For Contoso"


async def test_the_same_item_read_again_leaves_the_draft_open(desk: Desk) -> None:
    await write_call(desk, "Half a")
    desk.work.refresh()
    await desk.settled()
    todo = desk.todos[0].activity
    portal_of(desk).call("crm.activity.update", {"id": todo.id, "fields": {"SUBJECT": "Changed by Ann"}})
    await desk.session.live.look()
    await desk.settled()
    found = desk.session.timeline.content.find(todo.id)
    assert found is not None
    assert found.activity.subject == "Changed by Ann"
    composer = desk.work.composer
    assert composer.isVisible()
    assert composer.contacts.other.hasFocus()
    assert (composer.subject.text(), composer.contacts.other.text()) == ("Half a", "+44 20 7946")


async def test_numbers_that_come_late_take_no_focus(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    come = asyncio.Event()
    offer = desk.session.composing.offer

    async def late() -> None:
        await come.wait()
        await offer()

    monkeypatch.setattr(desk.session.composing, "offer", late)
    desk.work.compose(CompositionKind.CALL)
    composer = desk.work.composer
    await until(composer.subject.hasFocus)
    composer.description.setFocus()
    come.set()
    await desk.settled()
    assert composer.description.hasFocus()


async def test_a_number_that_begins_like_a_known_one_is_typed_to_its_end(qtbot: QtBot, look: Look) -> None:
    clara = EntityRef(CONTACT, 1)
    known = Contacted("+44 20", clara)
    field = ContactsField("With")
    qtbot.addWidget(field)
    field.offer([Choice(known, "Clara")], several=False, owner=clara, nothing="", placeholder="")
    told: list[tuple[Contacted, ...]] = []
    field.taken.connect(told.append)
    field.taken.connect(field.show_contacted)
    QTest.keyClicks(field.other, "+44 20 7946")
    assert field.other.text() == "+44 20 7946"
    assert told[-1] == (Contacted("+44 20 7946", clara),)
    field.show_contacted((known,))
    assert (field.other.text(), field._boxes[0].isChecked()) == ("", True)


async def test_what_is_read_while_the_workspace_goes_troubles_nobody(desk: Desk, tmp_path: Path) -> None:
    await write_call(desk, "Half a call")
    work = desk.work
    work.composer.attachments.take([str(tmp_path / "gone.txt")])
    work.composer.responsible.people_wanted.emit()
    work.composer.discard.click()
    desk.work.timeline.select(desk.todos[0].activity.id)
    work.show_details()
    work.details.form.people_wanted.emit()
    await asyncio.sleep(0)
    desk.window.set_workspaces([], delete=False)
    await work.aclose()
    work.widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    await desk.settled()
    assert desk.failures == []


async def open_details(desk: Desk) -> tuple[int, FieldForm]:
    """The fields of the first to-do."""
    activity_id = desk.todos[0].activity.id
    desk.work.timeline.select(activity_id)
    desk.work.show_details()
    await desk.settled()
    return activity_id, desk.work.details.form


async def test_what_is_typed_while_fields_are_saved_stays(desk: Desk) -> None:
    activity_id, form = await open_details(desk)
    type_at_end(form.editors["SUBJECT"], " (again)")
    portal_of(desk).hold(True)
    desk.work.details.save.click()
    await until(lambda: desk.writes.pending == 1)
    type_at_end(form.editors["LOCATION"], "Room 2")
    type_at_end(form.editors["SUBJECT"], "!")
    portal_of(desk).hold(False)
    await desk.settled()
    after = portal_of(desk).call("crm.activity.get", {"id": activity_id})
    assert after["SUBJECT"].endswith(" (again)")
    assert form.changes() == {"LOCATION": "Room 2", "SUBJECT": f"{after['SUBJECT']}!"}
    assert form.editors["SUBJECT"].hasFocus()
    desk.work.details.save.click()
    await desk.settled()
    assert form.changes() == {}
    assert portal_of(desk).call("crm.activity.get", {"id": activity_id})["LOCATION"] == "Room 2"


async def test_what_is_typed_outlives_a_change_by_somebody_else(desk: Desk) -> None:
    activity_id, form = await open_details(desk)
    type_at_end(form.editors["LOCATION"], "Mine")
    type_at_end(form.editors["SUBJECT"], " (mine)")
    portal_of(desk).call("crm.activity.update", {"id": activity_id, "fields": {"LOCATION": "Theirs"}})
    desk.work.details.save.click()
    await desk.settled()
    assert len(desk.failures) == 1
    changes = form.changes()
    assert changes is not None
    assert changes["LOCATION"] == "Mine"
    assert changes["SUBJECT"].endswith(" (mine)")
    desk.work.details.save.click()
    await desk.settled()
    after = portal_of(desk).call("crm.activity.get", {"id": activity_id})
    assert (after["LOCATION"], after["SUBJECT"]) == ("Mine", changes["SUBJECT"])
    assert form.changes() == {}


async def test_a_note_that_is_typed_while_it_is_saved_stays(desk: Desk) -> None:
    await open_details(desk)
    details = desk.work.details
    details.show_page("note")
    QTest.keyClicks(details.note, "Ask")
    portal_of(desk).hold(True)
    details.save.click()
    await until(lambda: desk.writes.pending == 1)
    QTest.keyClicks(details.note, " Clara")
    portal_of(desk).hold(False)
    await desk.settled()
    assert details.note.toPlainText() == "Ask Clara"
    assert details.save.isEnabled()


async def test_what_was_typed_is_there_again_when_one_comes_back(desk: Desk) -> None:
    activity_id, form = await open_details(desk)
    type_at_end(form.editors["LOCATION"], "Room 2")
    desk.work.details.show_page("note")
    QTest.keyClicks(desk.work.details.note, "Ask Clara")
    other = desk.todos[1].activity.id
    desk.work.timeline.select(other)
    desk.work.show_details()
    await desk.settled()
    assert (form.changes(), desk.work.details.note.toPlainText()) == ({}, "")
    await open_details(desk)
    assert form.of == activity_id
    assert form.changes() == {"LOCATION": "Room 2"}
    assert desk.work.details.note.toPlainText() == "Ask Clara"


async def test_what_was_typed_is_there_again_in_the_next_window(desk: Desk, look: Look, tmp_path: Path) -> None:
    activity_id, form = await open_details(desk)
    type_at_end(form.editors["LOCATION"], "Room 2")
    type_at_end(form.editors["SUBJECT"], "!")
    desk.work.details.show_page("note")
    QTest.keyClicks(desk.work.details.note, "Ask Clara")
    await desk.session.pages.flush()
    portal_of(desk).call("crm.activity.update", {"id": activity_id, "fields": {"SUBJECT": "Theirs"}})
    async with open_desk(look, portal_of(desk), tmp_path) as again:
        await again.open()
        _, form = await open_details(again)
        assert form.of == activity_id
        assert set(form.changes() or ()) == {"LOCATION", "SUBJECT"}
        assert "Theirs" in form.rows["SUBJECT"].problem
        assert form.rows["LOCATION"].problem == ""
        assert again.work.details.note.toPlainText() == "Ask Clara"
        again.work.details.show_page("fields")
        again.work.details.save.click()
        await again.settled()
        assert portal_of(desk).call("crm.activity.get", {"id": activity_id})["LOCATION"] == "Room 2"
        await again.session.pages.flush()
        unsaved = await again.session.details.kept(activity_id)
        assert unsaved.fields == {}
        assert unsaved.note == ("", "Ask Clara")
        await again.close()


async def test_a_note_of_somebody_else_is_not_overwritten(desk: Desk) -> None:
    activity_id, _form = await open_details(desk)
    details = desk.work.details
    details.show_page("note")
    QTest.keyClicks(details.note, "Mine")
    place = {"ownerTypeId": CONTOSO.type_id, "ownerId": CONTOSO.id, "itemType": 2, "itemId": activity_id}
    portal_of(desk).call("crm.timeline.note.save", {**place, "text": "Theirs"})
    details.save.click()
    await desk.settled()
    assert portal_of(desk).call("crm.timeline.note.get", place)["text"] == "Theirs"
    assert "Theirs" in details.note_about.text()
    assert details.note.toPlainText() == "Mine"
    details.save.click()
    await desk.settled()
    assert portal_of(desk).call("crm.timeline.note.get", place)["text"] == "Mine"
    assert "Theirs" not in details.note_about.text()


async def test_a_save_that_waited_is_for_what_was_shown_then(desk: Desk) -> None:
    activity_id, form = await open_details(desk)
    other = desk.todos[1].activity
    portal_of(desk).hold(True)
    desk.work.changes.complete(activity_id, completed=True)
    type_at_end(form.editors["LOCATION"], "Room 2")
    desk.work.details.save.click()
    desk.work.timeline.select(other.id)
    desk.work.show_details()
    await until(lambda: form.of == other.id)
    portal_of(desk).hold(False)
    await desk.settled()
    rows = {each: portal_of(desk).call("crm.activity.get", {"id": each}) for each in (activity_id, other.id)}
    assert rows[activity_id]["LOCATION"] == "Room 2"
    assert not rows[other.id]["LOCATION"]


async def test_what_could_not_be_read_and_then_can_is_no_mistake_any_more(desk: Desk) -> None:
    _activity_id, form = await open_details(desk)
    deadline = form.editors["DEADLINE"]
    assert isinstance(deadline, MomentField)
    was = deadline.line.text()
    type_at_end(deadline.line, "x")
    assert form.rows["DEADLINE"].problem
    QTest.keyClick(deadline.line, Qt.Key.Key_Backspace)
    assert deadline.line.text() == was
    assert form.rows["DEADLINE"].problem == ""
    assert nameless(desk.work.details) == []


async def test_an_answer_lost_while_fields_are_saved_is_no_change_by_somebody_else(desk: Desk) -> None:
    activity_id, form = await open_details(desk)
    type_at_end(form.editors["SUBJECT"], " (again)")
    portal_of(desk).faults("reset_after:crm.activity.update", once=1)
    desk.work.details.save.click()
    await desk.settled()
    assert portal_of(desk).call("crm.activity.get", {"id": activity_id})["SUBJECT"].endswith(" (again)")
    assert form.changes() == {}


async def test_a_page_that_is_chosen_while_all_is_read_stays_on(desk: Desk) -> None:
    desk.work.timeline.select(desk.todos[0].activity.id)
    desk.work.show_details()
    desk.work.details.show_page("note")
    await desk.settled()
    assert desk.work.details.tabs.current == "note"


def type_at_end(editor: QWidget, text: str) -> None:
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_End)
    QTest.keyClicks(editor, text)
