"""What others change in the portal comes to the screen by itself, and never over what is being typed."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from daybook.bitrix import events
from daybook.bitrix.errors import PortalError
from daybook.bitrix.limits import LeakyBucket
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import RequestGate
from daybook.bitrix.transport import open_transport
from daybook.domain.activity import Activity
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.extensions import EventBinding
from daybook.work.editor_state import EditorPhase
from daybook.work.live import AFTER_ERROR_S, ASLEEP_S, QUEUE_KNOWN_FOR_S, QUICKEST_S, SLOWEST_S, USUAL_S, LiveRefresh
from daybook.work.session import PortalSession
from tests.bitrix.conftest import token_of
from tests.helpers.clock import FakeClock
from tests.helpers.sessions import open_session
from tests.sandbox.process import SandboxProcess

DEAL_1, DEAL_2 = EntityRef(DEAL, 1), EntityRef(DEAL, 2)
TODO = {"ownerTypeId": 2, "ownerId": 1, "deadline": "2031-01-01T10:00:00+03:00", "title": "Theirs"}


@pytest.fixture
def fake_clock() -> FakeClock:
    """Told the real time: LAST_UPDATED is the portal's own."""
    return FakeClock(datetime.now(UTC))


@pytest_asyncio.fixture
async def session(empty_portal: SandboxProcess, tmp_path: Path, fake_clock: FakeClock) -> AsyncIterator[PortalSession]:
    async with open_session(empty_portal.webhook, tmp_path, fake_clock) as opened:
        await opened.timeline.show(DEAL_1)
        yield opened


def subjects(session: PortalSession) -> set[str]:
    content = session.timeline.content
    return {card.activity.subject for card in (*content.open, *content.done)}


async def test_new_changed_and_deleted_ones_come_by_themselves(
    session: PortalSession, empty_portal: SandboxProcess
) -> None:
    assert await session.live.look() is False
    number = empty_portal.call("crm.activity.todo.add", TODO)["id"]
    assert await session.live.look() is True
    assert subjects(session) == {"Theirs"}
    empty_portal.call("crm.activity.update", {"id": number, "fields": {"SUBJECT": "Renamed"}})
    await session.live.look()
    assert subjects(session) == {"Renamed"}
    empty_portal.call("crm.activity.delete", {"id": number})
    assert await session.live.look() is True
    assert subjects(session) == set()
    assert await session.live.look() is False


async def test_what_is_bound_from_elsewhere_comes_too(session: PortalSession, empty_portal: SandboxProcess) -> None:
    number = empty_portal.call("crm.activity.todo.add", {**TODO, "ownerId": 2, "title": "Shared"})["id"]
    await session.live.look()
    assert subjects(session) == set()
    empty_portal.call("crm.activity.binding.add", {"activityId": number, "entityTypeId": 2, "entityId": 1})
    await session.live.look()
    assert subjects(session) == {"Shared"}


async def test_typing_is_left_alone(session: PortalSession, empty_portal: SandboxProcess) -> None:
    number = empty_portal.call("crm.activity.todo.add", {**TODO, "description": "old"})["id"]
    await session.timeline.refresh()
    card = session.timeline.content.find(number)
    assert card is not None
    await session.editing.open(card.activity)
    session.editing.change(title="Mine, half typed")
    empty_portal.call("crm.activity.todo.updateDescription", {**TODO, "id": number, "value": "new"})
    empty_portal.call("crm.activity.update", {"id": number, "fields": {"SUBJECT": "Theirs, later"}})
    await session.live.look()
    draft = session.editing.state.draft
    assert draft is not None
    assert (draft.title, draft.description) == ("Mine, half typed", "new")
    empty_portal.call("crm.activity.delete", {"id": number})
    await session.live.look()
    assert session.editing.state.phase is EditorPhase.GONE
    assert session.editing.state.draft is not None
    assert session.editing.state.draft.title == "Mine, half typed"


async def test_one_request_a_look(session: PortalSession, empty_portal: SandboxProcess) -> None:
    before = empty_portal.stats()["requests"]
    await session.live.look()
    assert empty_portal.stats()["requests"] == before + 1


async def test_more_than_one_look_shows_is_left_to_the_sync(
    session: PortalSession, empty_portal: SandboxProcess
) -> None:
    await session.live.look()
    wishes: list[bool] = []
    session.live._overflow = lambda: wishes.append(True)
    for number in range(60):
        empty_portal.call("crm.activity.todo.add", {**TODO, "title": f"To-do {number}"})
    await session.live.look()

    assert wishes == [True]


class Pacer(FakeClock):
    """Notes how long was slept, and ends after some turns."""

    def __init__(self, turns: int) -> None:
        super().__init__(datetime.now(UTC))
        self.slept: list[float] = []
        self._turns = turns

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        if len(self.slept) > self._turns:
            raise asyncio.CancelledError


class Scripted(LiveRefresh):
    """Finds what the script says."""

    def __init__(self, session: PortalSession, clock: Pacer, script: list[bool | PortalError]) -> None:
        async def nothing(_what: object) -> None: ...

        super().__init__(portal=session.portal, timeline=session.timeline, clock=clock, take=nothing, drop=nothing)
        self._script = iter(script)

    async def look(self) -> bool:
        found = next(self._script)
        if isinstance(found, PortalError):
            raise found
        return found


async def test_the_pace_follows_what_there_is_to_see(session: PortalSession) -> None:
    clock = Pacer(turns=12)
    script: list[bool | PortalError] = [True, False, False, PortalError(), PortalError(), *[False] * 7]
    with pytest.raises(asyncio.CancelledError):
        await Scripted(session, clock, script).run(lambda: True)
    assert clock.slept[:4] == [USUAL_S, QUICKEST_S, QUICKEST_S * 1.5, QUICKEST_S * 1.5**2]
    assert clock.slept[4:6] == [AFTER_ERROR_S, AFTER_ERROR_S * 2]
    assert clock.slept[-1] == SLOWEST_S


async def test_nobody_looking_it_looks_seldom(session: PortalSession) -> None:
    clock = Pacer(turns=1)
    with pytest.raises(asyncio.CancelledError):
        await Scripted(session, clock, [True]).run(lambda: False)
    assert clock.slept == [ASLEEP_S, ASLEEP_S]


async def test_an_application_is_told_by_its_queue(
    session: PortalSession, empty_portal: SandboxProcess, fake_clock: FakeClock
) -> None:
    wire = await open_transport(empty_portal.portal)
    gate = RequestGate(LeakyBucket(100_000, 1_000_000), fake_clock)
    application = Portal(token_of(empty_portal), wire, gate, fake_clock)
    for event in events.ACTIVITY_EVENTS:
        await events.bind(application, EventBinding(event, offline=True))
    live = LiveRefresh(
        portal=application,
        timeline=session.timeline,
        clock=fake_clock,
        take=session._seen,
        drop=session._vanished,
    )
    number = empty_portal.call("crm.activity.todo.add", TODO)["id"]
    assert await live.look() is True
    assert subjects(session) == {"Theirs"}
    assert await events.waiting(application) == []  # let go only after it was read
    empty_portal.call("crm.activity.delete", {"id": number})
    await live.look()
    assert subjects(session) == set()
    await application.aclose()


@pytest_asyncio.fixture
async def application(empty_portal: SandboxProcess, fake_clock: FakeClock) -> AsyncIterator[Portal]:
    """Has bound the activity events to its queue."""
    wire = await open_transport(empty_portal.portal)
    opened = Portal(token_of(empty_portal), wire, RequestGate(LeakyBucket(100_000, 10**6), fake_clock), fake_clock)
    for event in events.ACTIVITY_EVENTS:
        await events.bind(opened, EventBinding(event, offline=True))
    yield opened
    await opened.aclose()


@pytest.fixture
def queued(session: PortalSession, application: Portal, fake_clock: FakeClock) -> LiveRefresh:
    """Looks into the application's queue."""
    return LiveRefresh(
        portal=application, timeline=session.timeline, clock=fake_clock, take=session._seen, drop=session._vanished
    )


async def test_events_of_other_things_stay_in_the_queue(
    session: PortalSession, empty_portal: SandboxProcess, application: Portal, queued: LiveRefresh
) -> None:
    await events.bind(application, EventBinding("ONCRMDEALUPDATE", offline=True))
    number = empty_portal.call("crm.activity.todo.add", TODO)["id"]
    empty_portal.call("crm.deal.update", {"id": 1, "fields": {"TITLE": "Another title"}})
    assert await queued.look() is True
    assert subjects(session) == {"Theirs"}
    left = await events.waiting(application)
    assert [(each.event, each.object_id, each.failed) for each in left] == [("ONCRMDEALUPDATE", 1, False)]
    again = await events.take(application)
    assert [each.event for each in again.events] == ["ONCRMDEALUPDATE"]
    assert number


@pytest.mark.parametrize("trouble", ["reading", "showing"])
async def test_what_was_taken_and_could_not_be_shown_is_shown_by_the_next_look(
    session: PortalSession, empty_portal: SandboxProcess, queued: LiveRefresh, trouble: str
) -> None:
    await queued.look()
    empty_portal.call("crm.activity.todo.add", TODO)
    if trouble == "reading":
        empty_portal.faults("error:crm.activity.list:INTERNAL_SERVER_ERROR", once=1)
    else:
        take = queued._take

        async def fails(_activity: Activity) -> None:
            queued._take = take
            raise PortalError

        queued._take = fails
    with pytest.raises(PortalError):
        await queued.look()
    assert subjects(session) == set()
    assert await queued.look() is True
    assert subjects(session) == {"Theirs"}


async def test_a_queue_that_is_fed_no_more_is_noticed(
    session: PortalSession,
    empty_portal: SandboxProcess,
    application: Portal,
    queued: LiveRefresh,
    fake_clock: FakeClock,
) -> None:
    await queued.look()
    for event in events.ACTIVITY_EVENTS:
        await events.unbind(application, EventBinding(event, offline=True))
    await fake_clock.sleep(QUEUE_KNOWN_FOR_S + 1)
    assert await queued.look() is False  # from now on by the list
    empty_portal.call("crm.activity.todo.add", TODO)
    assert await queued.look() is True
    assert subjects(session) == {"Theirs"}


@pytest.mark.parametrize("way", ["list", "queue"])
async def test_what_changed_elsewhere_is_told_although_another_item_came_on(
    session: PortalSession,
    empty_portal: SandboxProcess,
    queued: LiveRefresh,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    live = session.live if way == "list" else queued
    await live.look()
    number = int(empty_portal.call("crm.activity.todo.add", TODO)["id"])
    told: list[int] = []

    async def take(activity: Activity) -> None:
        told.append(activity.id)

    batch = live._portal.batch

    async def and_another_item(*args: Any, **values: Any) -> Any:
        found = await batch(*args, **values)
        monkeypatch.setattr(live._portal, "batch", batch)
        await session.timeline.show(DEAL_2)
        return found

    monkeypatch.setattr(live, "_take", take)
    monkeypatch.setattr(live._portal, "batch", and_another_item)
    assert await live.look() is True
    assert told == [number]
    assert session.timeline.content.owner == DEAL_2


async def test_an_older_state_does_not_replace_a_newer_one(
    session: PortalSession, empty_portal: SandboxProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = int(empty_portal.call("crm.activity.todo.add", TODO)["id"])
    await session.live.look()
    batch = session.portal.batch

    async def and_a_save(*args: Any, **values: Any) -> Any:
        found = await batch(*args, **values)
        card = session.timeline.content.find(number)
        assert card is not None
        assert card.activity.updated is not None
        later = card.activity.updated + timedelta(seconds=3)
        session.timeline.put(replace(card.activity, subject="Mine", updated=later))
        return found

    empty_portal.call("crm.activity.update", {"id": number, "fields": {"SUBJECT": "Before mine"}})
    monkeypatch.setattr(session.portal, "batch", and_a_save)
    await session.live.look()
    assert subjects(session) == {"Mine"}
