"""Calls, meetings, e-mails and an application's own activities: written, kept, sent, and looked for when unsure."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from daybook.bitrix.errors import AccessDenied, AnswerLost, PortalError
from daybook.domain.activity import Direction
from daybook.domain.composition import Composition, CompositionFault, CompositionKind, Contacted, faults
from daybook.domain.entities import CONTACT, DEAL, EntityRef
from daybook.store.compositions import Compositions
from daybook.store.database import StoreUnusable
from daybook.store.memory import open_memory
from daybook.work.composing import STILL_RUNNING, ComposingPhase
from daybook.work.details import ChangedElsewhere
from daybook.work.session import PortalSession
from tests.bitrix.conftest import token_of
from tests.helpers.clock import FakeClock
from tests.helpers.sessions import open_session
from tests.sandbox.process import Refused, SandboxProcess

DEAL_1, DEAL_2, CONTACT_1 = EntityRef(DEAL, 1), EntityRef(DEAL, 2), EntityRef(CONTACT, 1)
BEGIN = datetime(2031, 3, 3, 9, 0, tzinfo=UTC)
CLARA = Contacted("+1 555 77", CONTACT_1)


@pytest_asyncio.fixture
async def session(empty_portal: SandboxProcess, tmp_path: Path, fake_clock: FakeClock) -> AsyncIterator[PortalSession]:
    async with open_session(empty_portal.webhook, tmp_path, fake_clock) as opened:
        await opened.timeline.show(DEAL_1)
        yield opened


async def write_call(session: PortalSession, **values: object) -> None:
    await session.composing.open(DEAL_1, CompositionKind.CALL)
    session.composing.change(**{"subject": "Call Clara", "contacted": (CLARA,), "start": BEGIN, **values})
    await session.composing.keep()


async def test_a_call_is_created_and_stands_in_the_timeline(
    session: PortalSession, empty_portal: SandboxProcess
) -> None:
    await write_call(session, direction=Direction.INCOMING, done=True)
    await session.composing.send()
    assert session.composing.state.phase is ComposingPhase.EMPTY
    (card,) = session.timeline.content.done
    row = empty_portal.call("crm.activity.get", {"id": card.activity.id})
    assert (row["SUBJECT"], row["TYPE_ID"], row["DIRECTION"], row["COMPLETED"]) == ("Call Clara", "2", "1", "Y")
    listed = empty_portal.call("crm.activity.list", {"filter": {"ID": card.activity.id}, "select": ["COMMUNICATIONS"]})
    assert listed[0]["COMMUNICATIONS"][0]["VALUE"] == "+1 555 77"


async def test_numbers_and_addresses_of_those_around_are_offered(
    session: PortalSession, empty_portal: SandboxProcess
) -> None:
    phone = [{"VALUE": "+44 20", "VALUE_TYPE": "WORK"}]
    empty_portal.call("crm.contact.update", {"id": 1, "fields": {"PHONE": phone}})
    empty_portal.call("crm.deal.update", {"id": 1, "fields": {"CONTACT_ID": 1, "COMPANY_ID": 1}})
    mail = [{"VALUE": "office@northwind.example", "VALUE_TYPE": "WORK"}]
    empty_portal.call("crm.company.update", {"id": 1, "fields": {"EMAIL": mail}})
    await session.composing.open(DEAL_1, CompositionKind.EMAIL)
    await session.composing.offer()
    offered = {(each.kind, each.contacted.value) for each in session.composing.state.offered}
    assert {("PHONE", "+44 20"), ("EMAIL", "office@northwind.example")} <= offered


async def test_an_email_leaves_only_when_it_is_to_be_sent(session: PortalSession, empty_portal: SandboxProcess) -> None:
    await session.composing.open(DEAL_1, CompositionKind.EMAIL)
    address = Contacted("clara@example.com", CONTACT_1)
    session.composing.change(subject="Offer", contacted=(address,), description="Here it is", own_copy=False)
    assert session.composing.state.draft is not None
    assert session.composing.state.draft.will_be_sent is False
    session.composing.change(done=True, sender="Me <me@example.com>")
    assert session.composing.state.draft.will_be_sent is True
    await session.composing.send()
    (card,) = session.timeline.content.done
    settings = empty_portal.call("crm.activity.get", {"id": card.activity.id})["SETTINGS"]
    assert settings == {"MESSAGE_FROM": "Me <me@example.com>", "DISABLE_SENDING_MESSAGE_COPY": "Y"}


async def test_files_go_along(session: PortalSession, empty_portal: SandboxProcess, tmp_path: Path) -> None:
    file = tmp_path / "offer.txt"
    await asyncio.to_thread(file.write_bytes, b"twelve hundred")
    await write_call(session, attachments=(str(file),))
    await session.composing.send()
    (card,) = session.timeline.content.open
    listed = empty_portal.call("crm.activity.list", {"filter": {"ID": card.activity.id}, "select": ["FILES"]})
    assert len(listed[0]["FILES"]) == 1


async def test_a_file_that_is_gone_stops_it_and_costs_nothing(
    session: PortalSession, empty_portal: SandboxProcess, tmp_path: Path
) -> None:
    await write_call(session, attachments=(str(tmp_path / "gone.txt"),))
    with pytest.raises(OSError, match=r"gone\.txt"):
        await session.composing.send()
    assert session.composing.state.phase is ComposingPhase.WRITING
    assert empty_portal.stats()["creations"] == []


async def test_a_refusal_leaves_the_draft(session: PortalSession, empty_portal: SandboxProcess) -> None:
    await write_call(session)
    empty_portal.faults("error:crm.activity.add:ACCESS_DENIED:No")
    with pytest.raises(AccessDenied):
        await session.composing.send()
    state = session.composing.state
    assert state.phase is ComposingPhase.WRITING
    assert state.draft is not None
    assert state.draft.subject == "Call Clara"


async def test_a_mail_that_did_not_leave_is_there_all_the_same(
    session: PortalSession, empty_portal: SandboxProcess
) -> None:
    await session.composing.open(DEAL_1, CompositionKind.EMAIL)
    session.composing.change(subject="Offer", contacted=(Contacted("a@b.example", CONTACT_1),), done=True)
    session.composing.change(sender="Ann <ann@example.com>")
    empty_portal.faults("error:crm.activity.add::Email send error. General error")
    with pytest.raises(PortalError):
        await session.composing.send()
    assert session.composing.state.phase is ComposingPhase.EMPTY  # sending again would make a second one


@pytest.mark.parametrize("fault", ["reset_after", "truncated", "html"])
async def test_a_lost_answer_is_settled_by_looking(
    session: PortalSession, empty_portal: SandboxProcess, fault: str
) -> None:
    await write_call(session)
    empty_portal.faults(f"{fault}:crm.activity.add", once=1)
    with pytest.raises(AnswerLost):
        await session.composing.send()
    assert session.composing.state.phase is ComposingPhase.UNSURE
    await session.composing.send()  # nothing goes out before somebody has looked
    made = len(empty_portal.stats()["creations"])
    assert made == (0 if fault == "html" else 1)
    await session.composing.look()
    assert session.composing.state.phase is (ComposingPhase.UNSURE if fault == "html" else ComposingPhase.EMPTY)


async def test_what_is_not_there_after_a_minute_was_not_made(
    session: PortalSession, empty_portal: SandboxProcess, fake_clock: FakeClock
) -> None:
    await write_call(session)
    empty_portal.faults("html:crm.activity.add", once=1)
    with pytest.raises(AnswerLost):
        await session.composing.send()
    await fake_clock.sleep(STILL_RUNNING.total_seconds() + 1)
    await session.composing.look()
    assert session.composing.state.phase is ComposingPhase.WRITING
    await session.composing.send()
    assert len(empty_portal.stats()["creations"]) == 1


async def test_two_that_look_alike_are_for_the_person(session: PortalSession, empty_portal: SandboxProcess) -> None:
    await write_call(session)
    empty_portal.faults("reset_after:crm.activity.add", once=1)
    with pytest.raises(AnswerLost):
        await session.composing.send()
    told = [{"VALUE": "1", "ENTITY_ID": 1, "ENTITY_TYPE_ID": 3}]
    twin = {"OWNER_TYPE_ID": 2, "OWNER_ID": 1, "TYPE_ID": 2, "SUBJECT": "Call Clara", "COMMUNICATIONS": told}
    empty_portal.call("crm.activity.add", {"fields": twin})
    await session.composing.look()
    assert len(session.composing.state.candidates) == 2
    await session.composing.decide(is_there=False)
    assert session.composing.state.phase is ComposingPhase.WRITING


def phase_of(session: PortalSession) -> ComposingPhase:
    return session.composing.state.phase


async def begun(session: PortalSession) -> None:
    """Lets a send get as far as the wire."""
    async with asyncio.timeout(10):
        while session.composing.state.phase is not ComposingPhase.SENDING:  # noqa: ASYNC110
            await asyncio.sleep(0)


async def arrived(portal: SandboxProcess) -> None:
    """Returns when the portal has made something."""
    async with asyncio.timeout(10):
        while not await asyncio.to_thread(lambda: portal.stats()["creations"]):  # noqa: ASYNC110
            await asyncio.sleep(0.005)


@pytest.mark.parametrize("fault", ["", "reset_after:crm.activity.add", "error:crm.activity.add:ACCESS_DENIED:No"])
async def test_what_becomes_of_one_leaves_the_next_alone(
    session: PortalSession, empty_portal: SandboxProcess, fault: str
) -> None:
    await write_call(session)
    empty_portal.faults(fault, once=1)
    sending = asyncio.create_task(session.composing.send())
    await begun(session)
    await session.composing.open(DEAL_2, CompositionKind.CALL)
    session.composing.change(subject="Another call")
    try:
        await sending
    except PortalError:
        assert fault
    state = session.composing.state
    assert state.phase is ComposingPhase.WRITING
    assert state.draft is not None
    assert (state.draft.owner, state.draft.subject) == (DEAL_2, "Another call")
    await session.composing.close()
    empty_portal.faults("")
    await session.composing.open(DEAL_1, CompositionKind.CALL)
    phase = session.composing.state.phase
    assert phase is (ComposingPhase.UNSURE if fault.startswith("reset") else ComposingPhase.WRITING)


async def test_one_that_is_opened_while_it_is_sent_is_still_being_sent(
    session: PortalSession, empty_portal: SandboxProcess
) -> None:
    await write_call(session)
    await asyncio.to_thread(empty_portal.hold, True)
    sending = asyncio.create_task(session.composing.send())
    try:
        await begun(session)
        await arrived(empty_portal)
        await session.composing.close()
        await session.composing.open(DEAL_1, CompositionKind.CALL)
        assert phase_of(session) is ComposingPhase.SENDING
        assert await session.composing.send() is False
    finally:
        await asyncio.to_thread(empty_portal.hold, False)
    assert await sending is True
    assert phase_of(session) is ComposingPhase.EMPTY
    assert len(empty_portal.stats()["creations"]) == 1


async def test_the_minute_counts_from_when_the_answer_was_lost(
    session: PortalSession, empty_portal: SandboxProcess, fake_clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request may wait two minutes for its turn, and leave then."""
    await write_call(session)
    empty_portal.faults("html:crm.activity.add", once=1)
    run = session.portal.run

    async def later(*args: Any, **values: Any) -> Any:
        await fake_clock.sleep(STILL_RUNNING.total_seconds() + 30)
        return await run(*args, **values)

    with monkeypatch.context() as patched:
        patched.setattr(session.portal, "run", later)
        with pytest.raises(AnswerLost):
            await session.composing.send()
    await session.composing.look()
    assert phase_of(session) is ComposingPhase.UNSURE
    await session.composing.close()
    await session.composing.open(DEAL_1, CompositionKind.CALL)
    await session.composing.look()
    assert phase_of(session) is ComposingPhase.UNSURE
    await fake_clock.sleep(STILL_RUNNING.total_seconds() + 1)
    await session.composing.look()
    assert phase_of(session) is ComposingPhase.WRITING


async def test_looking_after_it_was_closed_opens_nothing(session: PortalSession, empty_portal: SandboxProcess) -> None:
    await write_call(session)
    empty_portal.faults("html:crm.activity.add", once=1)
    with pytest.raises(AnswerLost):
        await session.composing.send()
    looking = asyncio.create_task(session.composing.look())
    await asyncio.sleep(0)
    await session.composing.close()
    await looking
    assert session.composing.state.phase is ComposingPhase.EMPTY


async def test_a_full_disk_hides_neither_the_call_nor_the_refusal(
    session: PortalSession, empty_portal: SandboxProcess, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    full = StoreUnusable(tmp_path, "disk")

    async def fails(*_args: object) -> None:
        raise full

    await write_call(session)
    monkeypatch.setattr(session.composing._kept, "drop", fails)
    with pytest.raises(StoreUnusable):
        await session.composing.send()
    assert session.composing.state.phase is ComposingPhase.EMPTY  # it was made, and stands there
    assert [card.activity.subject for card in session.timeline.content.open] == ["Call Clara"]


async def test_what_was_written_survives_the_program(
    empty_portal: SandboxProcess, tmp_path: Path, fake_clock: FakeClock
) -> None:
    async with open_session(empty_portal.webhook, tmp_path, fake_clock) as session:
        await write_call(session, description="Ask for the price", end=BEGIN)
        before = session.composing.state.draft
    async with open_session(empty_portal.webhook, tmp_path, fake_clock) as session:
        await session.composing.open(DEAL_1, CompositionKind.MEETING)
        assert session.composing.state.draft == before


async def test_killed_while_sending_it_is_unsure_afterwards(tmp_path: Path) -> None:
    draft = Composition(CompositionKind.CALL, DEAL_1, "Call", (CLARA,))
    database = open_memory(tmp_path / "memory.sqlite")
    await Compositions(database, "c1").put(draft, BEGIN)
    kept = await Compositions(database, "c1").get(DEAL_1)
    assert kept is not None
    assert (kept.draft, kept.sent) == (draft, BEGIN)
    assert await Compositions(database, "c2").get(DEAL_1) is None
    await database.aclose()


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        (Composition(CompositionKind.CALL, DEAL_1), {CompositionFault.NO_SUBJECT, CompositionFault.NOBODY}),
        (Composition(CompositionKind.OWN, DEAL_1, "x"), set()),
        (Composition(CompositionKind.MEETING, DEAL_1, "x", (CLARA, CLARA)), {CompositionFault.TOO_MANY}),
        (Composition(CompositionKind.EMAIL, DEAL_1, "x", (CLARA,)), {CompositionFault.BAD_ADDRESS}),
        (
            Composition(CompositionKind.EMAIL, DEAL_1, "x", (Contacted("Ann <a@b.co>", DEAL_1),), sender="nobody"),
            {CompositionFault.BAD_SENDER},
        ),
        (
            Composition(CompositionKind.CALL, DEAL_1, "x", (CLARA,), start=BEGIN, end=BEGIN.replace(year=2030)),
            {CompositionFault.ENDS_BEFORE_START},
        ),
    ],
)
def test_what_a_portal_would_refuse(draft: Composition, found: set[CompositionFault]) -> None:
    assert set(faults(draft)) == found


async def test_an_application_makes_changes_completes_and_deletes_its_own(
    empty_portal: SandboxProcess, tmp_path: Path, fake_clock: FakeClock
) -> None:
    async with open_session(token_of(empty_portal), tmp_path, fake_clock) as session:
        await session.timeline.show(DEAL_1)
        await session.composing.open(DEAL_1, CompositionKind.OWN)
        session.composing.change(subject="Parcel", description="handed over")
        await session.composing.send()
        (card,) = session.timeline.content.open
        row = empty_portal.app_call("crm.activity.get", {"id": card.activity.id})
        assert (row["PROVIDER_ID"], row["PROVIDER_TYPE_ID"]) == ("REST_APP", "LINK")
        await session.details.open(card.activity)
        await session.details.save({"SUBJECT": "Parcel 7"})
        (card,) = session.timeline.content.open
        await session.complete(card.activity, completed=True)
        (done,) = session.timeline.content.done
        assert (done.activity.subject, done.activity.completed) == ("Parcel 7", True)
        await session.delete(done.activity)
        assert session.timeline.content.done == ()
    with pytest.raises(Refused):
        empty_portal.app_call("crm.activity.get", {"id": card.activity.id})


# Details


async def test_fields_are_read_and_only_the_changed_ones_written(
    session: PortalSession, empty_portal: SandboxProcess
) -> None:
    await write_call(session)
    await session.composing.send()
    (card,) = session.timeline.content.open
    await session.details.open(card.activity)
    state = session.details.state
    assert state.row["SUBJECT"] == "Call Clara"
    assert state.choices["activitypriority"]
    await session.details.save({"LOCATION": "Room 2", "PRIORITY": "3"})
    assert session.details.state.row["LOCATION"] == "Room 2"
    assert empty_portal.call("crm.activity.get", {"id": card.activity.id})["PRIORITY"] == "3"


async def test_other_peoples_values_are_not_overwritten(session: PortalSession, empty_portal: SandboxProcess) -> None:
    await write_call(session)
    await session.composing.send()
    (card,) = session.timeline.content.open
    await session.details.open(card.activity)
    empty_portal.call("crm.activity.update", {"id": card.activity.id, "fields": {"LOCATION": "Theirs"}})
    with pytest.raises(ChangedElsewhere) as changed:
        await session.details.save({"LOCATION": "Mine"})
    assert changed.value.names == ("LOCATION",)
    assert session.details.state.row["LOCATION"] == "Theirs"
    await session.details.save({"LOCATION": "Mine"})
    assert empty_portal.call("crm.activity.get", {"id": card.activity.id})["LOCATION"] == "Mine"


async def test_a_note_is_written_and_removed(session: PortalSession, empty_portal: SandboxProcess) -> None:
    await write_call(session)
    await session.composing.send()
    (card,) = session.timeline.content.open
    await session.details.open(card.activity)
    await session.details.save_note("Ask for Clara")
    place = {"ownerTypeId": 2, "ownerId": 1, "itemType": 2, "itemId": card.activity.id}
    assert empty_portal.call("crm.timeline.note.get", place)["text"] == "Ask for Clara"
    assert session.details.state.note is not None
    await session.details.save_note("  ")
    assert session.details.state.note is None
