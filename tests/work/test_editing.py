"""Saving through the editor's presenter, on a real portal: each change alone, lost answers, refusals, conflicts."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from daybook.bitrix.errors import AccessDenied, PortalError, Unreachable
from daybook.bulk.refusals import PlanRefused, Refusal
from daybook.domain.entities import CONTACT, DEAL, EntityRef
from daybook.domain.run import Field, RowOutcome
from daybook.domain.todo import PingOffsets, TodoColor, TodoDraft
from daybook.work.editor_state import EditorPhase
from daybook.work.recovering import Fate
from daybook.work.saving import ChangedMeanwhile
from daybook.work.session import PortalSession
from daybook.work.undoing import OFFER_S, Done
from tests.helpers.clock import FakeClock
from tests.helpers.sessions import open_session
from tests.sandbox.process import FAST, Refused, SandboxProcess, until

DEAL_1 = EntityRef(DEAL, 1)
DEAL_2 = EntityRef(DEAL, 2)
MORNING = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
UNTOUCHED = ("LAST_UPDATED", "EDITOR_ID")


@pytest_asyncio.fixture
async def session(empty_portal: SandboxProcess, tmp_path: Path, fake_clock: FakeClock) -> AsyncIterator[PortalSession]:
    async with open_session(empty_portal.webhook, tmp_path, fake_clock) as opened:
        await opened.timeline.show(DEAL_1)
        yield opened


async def make(session: PortalSession, **values: Any) -> int:
    """Creates a to-do through the editor and leaves it open there."""
    await session.editing.open_new(DEAL_1)
    session.editing.change(**{"title": "Call Andrew", "description": "About the offer", "deadline": MORNING, **values})
    await session.editing.save()
    base = session.editing.state.base
    assert base is not None
    return base.id


def shown(portal: SandboxProcess, activity_id: int) -> dict[str, Any]:
    found: dict[str, Any] = portal.call("crm.activity.get", {"id": activity_id})
    return {name: value for name, value in found.items() if name not in UNTOUCHED}


def changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {name: after[name] for name in after if before.get(name) != after[name]}


def journal_methods(portal: SandboxProcess, activity_id: int) -> dict[str, int]:
    found: dict[str, int] = portal.stats()["writes"].get(str(activity_id), {})
    return found


async def test_a_new_todo_is_made_once_and_stands_in_its_timeline(
    session: PortalSession, empty_portal: SandboxProcess
) -> None:
    number = await make(session, color=TodoColor.GREEN)
    [created] = empty_portal.stats()["creations"]
    assert created["id"] == number
    found = shown(empty_portal, number)
    assert (found["SUBJECT"], found["DESCRIPTION"], found["SETTINGS"]["COLOR"]) == (
        "Call Andrew",
        "About the offer",
        "4",
    )
    assert datetime.fromisoformat(found["DEADLINE"]) == MORNING
    assert session.timeline.content.find(number) is not None
    assert session.editing.state.changed == frozenset()
    assert session.editing.state.known_pings == PingOffsets((0, 15))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"title": "Call Beate"}, {"SUBJECT": "Call Beate"}),
        ({"description": "Line\nline"}, {"DESCRIPTION": "Line\nline"}),
        ({"color": TodoColor.ROSE}, {"SETTINGS": {"COLOR": "7"}}),
        ({"responsible_id": 2}, {"RESPONSIBLE_ID": "2"}),
    ],
    ids=lambda value: next(iter(value)),
)
async def test_one_field_changes_and_nothing_else(
    session: PortalSession, empty_portal: SandboxProcess, values: dict[str, Any], expected: dict[str, Any]
) -> None:
    number = await make(session)
    before = shown(empty_portal, number)
    session.editing.change(**values)
    await session.editing.save()
    assert changed(before, shown(empty_portal, number)) == expected
    assert "crm.activity.todo.update" not in journal_methods(empty_portal, number)


async def test_a_new_deadline_moves_what_hangs_on_it_and_nothing_else(
    session: PortalSession, empty_portal: SandboxProcess
) -> None:
    number = await make(session)
    before = shown(empty_portal, number)
    session.editing.change(deadline=MORNING + timedelta(days=1))
    await session.editing.save()
    different = changed(before, shown(empty_portal, number))
    assert datetime.fromisoformat(different.pop("DEADLINE")) == MORNING + timedelta(days=1)
    assert set(different) <= {"START_TIME", "END_TIME"}


async def test_other_reminders_leave_every_other_field(session: PortalSession, empty_portal: SandboxProcess) -> None:
    number = await make(session, color=TodoColor.BLUE, responsible_id=2)
    before = shown(empty_portal, number)
    session.editing.change(pings=PingOffsets((5, 60)))
    await session.editing.save()
    assert changed(before, shown(empty_portal, number)) == {}
    assert session.editing.state.known_pings == PingOffsets((5, 60))
    assert journal_methods(empty_portal, number)["crm.activity.todo.update"] == 1


async def test_other_peoples_newer_values_survive_a_change_of_reminders(
    session: PortalSession, empty_portal: SandboxProcess
) -> None:
    number = await make(session)
    empty_portal.call("crm.activity.update", {"id": number, "fields": {"SUBJECT": "Theirs", "DESCRIPTION": "Too"}})
    session.editing.change(pings=PingOffsets((30,)))
    await session.editing.save()
    found = shown(empty_portal, number)
    assert (found["SUBJECT"], found["DESCRIPTION"]) == ("Theirs", "Too")


async def test_several_fields_travel_in_one_request(session: PortalSession, empty_portal: SandboxProcess) -> None:
    number = await make(session)
    requests = empty_portal.stats()["requests"]
    session.editing.change(title="New", color=TodoColor.GREY, responsible_id=2, deadline=MORNING + timedelta(hours=1))
    await session.editing.save()
    made = empty_portal.stats()["requests"] - requests
    found = shown(empty_portal, number)
    assert (found["SUBJECT"], found["SETTINGS"]["COLOR"], found["RESPONSIBLE_ID"]) == ("New", "6", "2")
    reads = 2  # once before and once afterwards; the list counts nothing here
    assert made == 1 + reads


async def test_what_was_refused_stays_in_the_editor_and_the_rest_is_saved(
    session: PortalSession, empty_portal: SandboxProcess
) -> None:
    number = await make(session)
    empty_portal.faults("error:crm.activity.todo.updatecolor:ACCESS_DENIED")
    session.editing.change(title="New", color=TodoColor.GREY)
    await session.editing.save()
    state = session.editing.state
    assert shown(empty_portal, number)["SUBJECT"] == "New"
    assert isinstance(state.refused[Field.COLOR], AccessDenied)
    assert state.changed == {Field.COLOR}
    assert state.draft is not None
    assert state.draft.color is TodoColor.GREY
    empty_portal.faults("")
    await session.editing.save()
    assert shown(empty_portal, number)["SETTINGS"] == {"COLOR": "6"}
    assert not session.editing.state.refused


async def test_other_peoples_values_are_named_and_not_overwritten(
    session: PortalSession, empty_portal: SandboxProcess
) -> None:
    number = await make(session)
    empty_portal.call("crm.activity.update", {"id": number, "fields": {"SUBJECT": "Theirs"}})
    session.editing.change(title="Mine", color=TodoColor.GREY)
    await session.editing.save()
    state = session.editing.state
    assert shown(empty_portal, number)["SUBJECT"] == "Theirs"
    assert state.conflict == {Field.TITLE: "Theirs"}
    assert state.changed == {Field.TITLE, Field.COLOR}
    await session.editing.save()  # now knowingly
    found = shown(empty_portal, number)
    assert (found["SUBJECT"], found["SETTINGS"]) == ("Mine", {"COLOR": "6"})


async def test_a_completed_todo_is_refused_before_anything_is_sent(
    session: PortalSession, empty_portal: SandboxProcess
) -> None:
    await make(session)
    await session.editing.complete(True)
    session.editing.change(title="New")
    assert session.editing.state.problems == ("completed",)
    assert not session.editing.state.can_save


async def test_completing_and_reopening(session: PortalSession, empty_portal: SandboxProcess) -> None:
    number = await make(session)
    before = shown(empty_portal, number)
    await session.editing.complete(True)
    assert shown(empty_portal, number)["COMPLETED"] == "Y"
    assert [card.activity.id for card in session.timeline.content.done] == [number]
    await session.editing.complete(False)
    assert shown(empty_portal, number)["COMPLETED"] == "N"
    assert set(changed(before, shown(empty_portal, number))) <= {"STATUS"}


@pytest_asyncio.fixture
async def full_session(
    sandbox: Callable[..., SandboxProcess], tmp_path: Path, fake_clock: FakeClock
) -> AsyncIterator[tuple[PortalSession, SandboxProcess]]:
    """The same on a portal that has contacts."""
    portal = sandbox("--data", "demo", *FAST)
    async with open_session(portal.webhook, tmp_path, fake_clock) as opened:
        await opened.timeline.show(DEAL_1)
        yield opened, portal


async def test_bindings(full_session: tuple[PortalSession, SandboxProcess]) -> None:
    session, portal = full_session
    number = await make(session)
    contact = EntityRef(CONTACT, 1)
    editing = session.editing
    await editing.bind(contact)
    assert {each.ref for each in editing.state.bindings or ()} == {DEAL_1, contact}
    with pytest.raises(PlanRefused) as again:
        await editing.bind(contact)
    assert again.value.refusal is Refusal.ALREADY_BOUND
    await editing.move(DEAL_1, DEAL_2)
    assert {each.ref for each in editing.state.bindings or ()} == {DEAL_2, contact}
    assert session.timeline.content.find(number) is None
    await editing.unbind(DEAL_2)
    with pytest.raises(PlanRefused) as last:
        await editing.unbind(contact)
    assert last.value.refusal is Refusal.LAST_BINDING
    await editing.move(contact, DEAL_1)  # another type: bound first, then taken off
    assert portal.call("crm.activity.binding.list", {"activityId": number}) == [{"entityTypeId": DEAL, "entityId": 1}]


async def test_items_to_bind_to_are_found_in_one_request(full_session: tuple[PortalSession, SandboxProcess]) -> None:
    session, portal = full_session
    name = portal.call("crm.contact.get", {"id": 1})["LAST_NAME"]
    requests = portal.stats()["requests"]
    found = await session.editing.find_entities(name)
    assert EntityRef(CONTACT, 1) in {each.ref for each in found}
    assert portal.stats()["requests"] == requests + 1


@pytest.mark.parametrize(
    "values",
    [
        {"title": "New"},
        {"description": "New"},
        {"deadline": MORNING + timedelta(days=3)},
        {"color": TodoColor.ORANGE},
        {"responsible_id": 2},
        {"pings": PingOffsets((120,))},
        {"title": "New", "pings": PingOffsets((120,)), "color": TodoColor.ORANGE},
    ],
    ids="+".join,
)
async def test_undo_brings_everything_back(
    session: PortalSession, empty_portal: SandboxProcess, values: dict[str, Any]
) -> None:
    number = await make(session)
    before = shown(empty_portal, number)
    session.editing.change(**values)
    await session.editing.save()
    await session.undo_last()
    assert changed(before, shown(empty_portal, number)) == {}
    assert session.editing.state.known_pings == PingOffsets((0, 15))
    assert session.editing.state.changed == frozenset()


async def test_undo_takes_back_completing_binding_and_creating(
    session: PortalSession, empty_portal: SandboxProcess
) -> None:
    number = await make(session)
    await session.editing.complete(True)
    await session.undo_last()
    assert shown(empty_portal, number)["COMPLETED"] == "N"
    await session.editing.move(DEAL_1, DEAL_2)
    await session.undo_last()
    assert shown(empty_portal, number)["OWNER_ID"] == "1"
    assert [each.ref for each in session.editing.state.bindings or ()] == [DEAL_1]
    other = await make(session, title="Wrong one")
    await session.undo_last()
    assert session.timeline.content.find(other) is None
    assert session.editing.state.phase is EditorPhase.GONE
    with pytest.raises(Refused):
        shown(empty_portal, other)


async def test_undo_spares_what_somebody_did_since(session: PortalSession, empty_portal: SandboxProcess) -> None:
    number = await make(session)
    session.editing.change(title="Mine")
    await session.editing.save()
    empty_portal.call("crm.activity.update", {"id": number, "fields": {"SUBJECT": "Theirs"}})
    with pytest.raises(ChangedMeanwhile) as caught:
        await session.undo_last()
    assert caught.value.theirs == {Field.TITLE: "Theirs"}
    assert shown(empty_portal, number)["SUBJECT"] == "Theirs"


async def test_the_offer_to_undo_ends_after_ten_seconds(
    session: PortalSession, empty_portal: SandboxProcess, fake_clock: FakeClock
) -> None:
    number = await make(session)
    offer = session.last_edit.offer
    assert offer is not None
    assert (offer.done, offer.title) == (Done.CREATED, "Call Andrew")
    fake_clock.advance(OFFER_S + 1)
    await session.undo_last()
    assert shown(empty_portal, number)["SUBJECT"] == "Call Andrew"


@pytest.mark.parametrize("fault", ["reset_after", "truncated", "empty", "type"])
async def test_a_lost_answer_makes_no_second_todo(
    session: PortalSession, empty_portal: SandboxProcess, fault: str
) -> None:
    empty_portal.faults(f"{fault}:crm.activity.todo.add", once=1)
    number = await make(session)
    assert [each["id"] for each in empty_portal.stats()["creations"]] == [number]
    assert session.editing.state.phase is EditorPhase.EDITING


async def test_a_time_out_after_the_work_makes_no_second_todo(
    empty_portal: SandboxProcess, tmp_path: Path, fake_clock: FakeClock
) -> None:
    async with open_session(empty_portal.webhook, tmp_path, fake_clock, read_timeout_s=0.5) as session:
        empty_portal.faults("timeout_after:crm.activity.todo.add", once=1)
        number = await make(session)
        assert [each["id"] for each in empty_portal.stats()["creations"]] == [number]


async def test_a_creation_that_never_arrived_is_sent_again_after_a_minute(
    session: PortalSession, empty_portal: SandboxProcess, fake_clock: FakeClock
) -> None:
    empty_portal.faults("reset_before:crm.activity.todo.add", once=1)
    began_s = fake_clock.monotonic_s()
    number = await make(session)
    assert [each["id"] for each in empty_portal.stats()["creations"]] == [number]
    assert fake_clock.monotonic_s() - began_s >= 60


@pytest.mark.parametrize("fault", ["reset_after", "reset_before", "truncated"])
@pytest.mark.parametrize("values", [{"title": "New", "color": TodoColor.GREEN}, {"pings": PingOffsets((45,))}])
async def test_a_lost_answer_to_an_edit_is_found_out(
    session: PortalSession, empty_portal: SandboxProcess, fault: str, values: dict[str, Any]
) -> None:
    number = await make(session)
    method = "crm.activity.todo.update" if "pings" in values else "crm.activity.todo.updatecolor"
    empty_portal.faults(f"{fault}:{method}", once=1)
    session.editing.change(**values)
    await session.editing.save()
    assert session.editing.state.changed == frozenset()
    assert session.editing.state.phase is EditorPhase.EDITING
    if "title" in values:
        assert shown(empty_portal, number)["SUBJECT"] == "New"
        assert journal_methods(empty_portal, number)[("crm.activity.todo.updateColor")] == 1
    else:
        assert session.editing.state.known_pings == PingOffsets((45,))


async def test_two_candidates_are_for_the_person_to_decide(
    session: PortalSession, empty_portal: SandboxProcess, fake_clock: FakeClock
) -> None:
    first = await make(session)
    empty_portal.faults("reset_after:crm.activity.todo.add", once=1)
    await session.editing.open_new(DEAL_1)
    session.editing.change(title="Call Andrew", deadline=MORNING)
    await session.editing.save()
    state = session.editing.state
    assert state.phase is EditorPhase.CANDIDATES
    second = max(each["id"] for each in empty_portal.stats()["creations"])
    assert {each.id for each in state.candidates} == {first, second}
    await session.editing.settle_with(second)
    assert session.editing.state.base is not None
    assert session.editing.state.base.id == second
    assert len(empty_portal.stats()["creations"]) == 2


async def test_nothing_is_lost_when_the_portal_cannot_be_reached(
    session: PortalSession, empty_portal: SandboxProcess, tmp_path: Path, fake_clock: FakeClock
) -> None:
    number = await make(session)
    session.editing.change(title="New")
    empty_portal.stop()
    with pytest.raises(Unreachable):
        await session.editing.save()
    state = session.editing.state
    assert state.phase is EditorPhase.EDITING
    assert state.draft is not None
    assert state.draft.title == "New"
    assert await session.saving.unfinished() == ()
    kept = await session.keeper.kept(number)
    assert kept is not None
    assert (kept.draft.title, kept.run_id) == ("New", None)


async def test_a_vanished_activity_keeps_the_draft(session: PortalSession, empty_portal: SandboxProcess) -> None:
    number = await make(session)
    session.editing.change(title="New")
    empty_portal.call("crm.activity.delete", {"id": number})
    await session.editing.save()
    state = session.editing.state
    assert state.phase is EditorPhase.GONE
    assert state.draft is not None
    assert state.draft.title == "New"


async def test_a_draft_of_yesterday_takes_newer_values_below_it(
    empty_portal: SandboxProcess, tmp_path: Path, fake_clock: FakeClock
) -> None:
    async with open_session(empty_portal.webhook, tmp_path, fake_clock) as session:
        number = await make(session)
        session.editing.change(title="Mine")
    empty_portal.call("crm.activity.update", {"id": number, "fields": {"DESCRIPTION": "Newer"}})
    async with open_session(empty_portal.webhook, tmp_path, fake_clock) as session:
        await session.timeline.show(DEAL_1)
        card = session.timeline.content.find(number)
        assert card is not None
        await session.editing.open(card.activity)
        state = session.editing.state
        assert state.restored
        assert state.draft is not None
        assert (state.draft.title, state.draft.description) == ("Mine", "Newer")
        assert state.changed == {Field.TITLE}


async def test_what_an_ended_program_left_is_found_done(
    empty_portal: SandboxProcess, tmp_path: Path, fake_clock: FakeClock
) -> None:
    async with open_session(empty_portal.webhook, tmp_path, fake_clock) as session:
        empty_portal.hold(True)
        await session.editing.open_new(DEAL_1)
        session.editing.change(title="Call Andrew", deadline=MORNING)
        saving = asyncio.ensure_future(session.editing.save())
        await asyncio.to_thread(until, lambda: empty_portal.stats()["creations"])
        saving.cancel()  # as much as a program that is gone gets to hear
        with pytest.raises(asyncio.CancelledError):
            await saving
        empty_portal.hold(False)
    async with open_session(empty_portal.webhook, tmp_path, fake_clock) as session:
        [found] = await session.recover()
        assert (found.title, found.fate) == ("Call Andrew", Fate.WAS_DONE)
        assert len(empty_portal.stats()["creations"]) == 1
        assert await session.recover() == ()
        await session.editing.open_new(DEAL_1)
        assert not session.editing.state.restored


async def test_what_an_ended_program_left_unsent_is_sent_once(
    empty_portal: SandboxProcess, tmp_path: Path, fake_clock: FakeClock
) -> None:
    async with open_session(empty_portal.webhook, tmp_path, fake_clock) as session:
        empty_portal.faults("reset_before:crm.activity.todo.add", once=1)
        draft = TodoDraft("Call Andrew", "", MORNING, TodoColor.DEFAULT, 1, PingOffsets((0,)))
        saved = await session.saving.create(DEAL_1, draft, on_sending=_nothing)
        assert saved.outcome is RowOutcome.UNKNOWN
    async with open_session(empty_portal.webhook, tmp_path, fake_clock) as session:
        [found] = await session.recover()
        assert found.fate is Fate.DONE_NOW
        assert len(empty_portal.stats()["creations"]) == 1


async def test_deleting(session: PortalSession, empty_portal: SandboxProcess) -> None:
    number = await make(session)
    card = session.timeline.content.find(number)
    assert card is not None
    empty_portal.faults("reset_after:crm.activity.delete", once=1)
    await session.delete(card.activity)
    assert session.timeline.content.find(number) is None
    assert session.editing.state.phase is EditorPhase.GONE


async def test_a_draft_that_waits_survives_what_happens_to_another(session: PortalSession) -> None:
    first, second = await make(session), await make(session, title="Second")
    session.editing.change(title="Being typed")
    card = session.timeline.content.find(first)
    assert card is not None
    await session.delete(card.activity)
    await session.keeper.flush()
    kept = await session.keeper.kept(second)
    assert kept is not None
    assert kept.draft.title == "Being typed"


async def test_a_new_todo_is_open_at_once(session: PortalSession) -> None:
    number = await make(session)
    session.editing.change(title="Changed")
    opening = asyncio.ensure_future(session.editing.open_new(DEAL_2))
    await asyncio.sleep(0)
    session.editing.change(title="Typed at once")
    await opening
    state = session.editing.state
    assert (state.owner, state.is_new) == (DEAL_2, True)
    assert state.draft is not None
    assert state.draft.title == "Typed at once"
    kept = await session.keeper.kept(number)
    assert kept is not None
    assert kept.draft.title == "Changed"


async def test_the_draft_of_what_is_deleted_goes_with_it(session: PortalSession) -> None:
    number = await make(session)
    card = session.timeline.content.find(number)
    assert card is not None
    session.editing.change(title="Not any more")
    await session.keeper.flush()
    assert await session.keeper.kept(number) is not None
    await session.delete(card.activity)
    assert await session.keeper.kept(number) is None


async def test_deleting_spares_what_somebody_changed(session: PortalSession, empty_portal: SandboxProcess) -> None:
    number = await make(session)
    card = session.timeline.content.find(number)
    assert card is not None
    empty_portal.call("crm.activity.update", {"id": number, "fields": {"SUBJECT": "Keep this"}})
    with pytest.raises(ChangedMeanwhile):
        await session.delete(card.activity)
    assert shown(empty_portal, number)["SUBJECT"] == "Keep this"


async def test_a_refused_creation_leaves_the_draft(session: PortalSession, empty_portal: SandboxProcess) -> None:
    empty_portal.faults("error:crm.activity.todo.add:ACCESS_DENIED")
    await session.editing.open_new(DEAL_1)
    session.editing.change(title="Call Andrew", deadline=MORNING)
    await session.editing.save()
    state = session.editing.state
    assert isinstance(state.refused[Field.EXISTENCE], PortalError)
    assert state.draft is not None
    assert state.draft.title == "Call Andrew"


async def _nothing(_run_id: str) -> None:
    """Nobody keeps a draft."""
