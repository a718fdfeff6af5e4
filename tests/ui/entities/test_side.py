"""Calls and e-mails, all fields and the note, beside the timeline in the real window."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from daybook.domain.composition import CompositionKind, Contacted
from daybook.domain.entities import CONTACT, DEAL, EntityRef
from daybook.ui.composing.contacts import Choice, ContactsField
from daybook.ui.kit.look import Look
from tests.sandbox.process import SandboxProcess
from tests.ui.accessible import nameless
from tests.ui.entities.conftest import until
from tests.ui.entities.desk import Desk, open_desk


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
