"""One field, written at once or left for later: only what was certainly not sent is left. On a real portal."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from daybook.bitrix import activities
from daybook.bitrix.errors import AnswerLost, PlanRequired, PortalError
from daybook.domain.activity import Activity
from daybook.domain.pending import Hindrance
from daybook.domain.run import Field
from daybook.domain.todo import TodoColor
from daybook.work.now_or_later import NowOrLater
from daybook.work.saving import ChangedMeanwhile
from daybook.work.session import PortalSession
from tests.helpers.clock import FakeClock
from tests.helpers.pending import make_call, make_todo
from tests.helpers.sessions import open_session
from tests.sandbox.process import FAST, SandboxProcess, until

MORNING = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


class Desk:
    """A session, its portal, and what starts that again on the same port with all it knew."""

    def __init__(self, session: PortalSession, portal: SandboxProcess, start: Callable[[], SandboxProcess]) -> None:
        self.session, self.portal, self._start = session, portal, start

    @property
    def changing(self) -> NowOrLater:
        return self.session.now_or_later

    async def made(self, title: str = "Call Andrew") -> Activity:
        """A to-do of the portal that the copy has."""
        return await self._read(make_todo(self.portal, title))

    async def made_call(self) -> Activity:
        return await self._read(make_call(self.portal))

    def come_back(self) -> None:
        self.portal = self._start()

    def waits(self, number: int) -> dict[Field, object]:
        return {name: edit.wished for name, edit in self.session.pending.of(number).items()}

    def written(self, number: int) -> dict[str, int]:
        found: dict[str, int] = self.portal.stats()["writes"].get(str(number), {})
        return {method: times for method, times in found.items() if not method.endswith(".add")}

    async def _read(self, number: int) -> Activity:
        found = await activities.find(self.session.portal, number)
        assert found is not None
        await self.session.copy.put_activities([found])
        return found


@pytest_asyncio.fixture
async def desk(sandbox: Callable[..., SandboxProcess], tmp_path: Path) -> AsyncIterator[Desk]:
    kept = ("--data", "empty", "--state", str(tmp_path / "portal.db"), *FAST)
    portal = sandbox(*kept)
    port = portal.portal.rpartition(":")[2]
    async with open_session(portal.webhook, tmp_path, FakeClock(datetime.now(UTC))) as session:
        yield Desk(session, portal, lambda: sandbox(*kept, "--port", port))


async def test_what_can_be_written_is_written_and_nothing_waits(desk: Desk) -> None:
    found = await desk.made()
    assert await desk.changing.change(found, Field.COLOR, TodoColor.VIOLET) is None
    assert desk.written(found.id) == {"crm.activity.todo.updateColor": 1}
    assert desk.waits(found.id) == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (Field.COMPLETED, True),
        (Field.DEADLINE, MORNING),
        (Field.COLOR, TodoColor.ROSE),
        (Field.RESPONSIBLE, 2),
    ],
)
async def test_without_the_portal_it_waits_and_nothing_is_left_in_the_journal(
    desk: Desk, name: Field, value: bool | datetime | TodoColor | int
) -> None:
    found = await desk.made()
    desk.portal.stop()
    entered = await desk.changing.change(found, name, value)
    assert entered is not None
    assert (entered.ids, entered.left_out) == ((found.id,), ())
    assert desk.waits(found.id) == {name: value}
    assert desk.changing.is_away
    assert await desk.session.saving.unfinished() == ()
    assert desk.session.last_edit.offer is None
    assert await desk.session.recover() == ()


async def test_back_again_it_is_looked_at_and_applied_once(desk: Desk) -> None:
    found = await desk.made()
    desk.portal.stop()
    await desk.changing.change(found, Field.DEADLINE, MORNING)
    desk.come_back()
    await desk.session.sync.round()
    assert not desk.changing.is_away
    pending = desk.session.pending
    await pending.portal_is_back()
    assert pending.state.offered
    assert desk.written(found.id) == {}
    assert pending.state.preview is not None
    await pending.apply(pending.state.preview, [found.id], "Changes that waited: 1")
    assert desk.written(found.id) == {"crm.activity.todo.updateDeadline": 1}
    assert desk.waits(found.id) == {}


async def test_an_answer_that_got_lost_is_settled_and_never_waits(desk: Desk) -> None:
    """Also where the portal goes before anybody can look: what was sent may be done already."""
    found = await desk.made()
    desk.portal.hold(True)
    changing = asyncio.create_task(desk.changing.change(found, Field.COMPLETED, True))
    await asyncio.to_thread(until, lambda: desk.written(found.id) == {"crm.activity.update": 1})
    desk.portal.process.kill()
    with pytest.raises(PortalError):
        await changing
    assert desk.waits(found.id) == {}
    assert not desk.changing.is_away
    assert len(await desk.session.saving.unfinished()) == 1
    desk.come_back()
    await desk.session.recover()
    assert desk.portal.call("crm.activity.get", {"id": found.id})["COMPLETED"] == "Y"


async def test_a_connection_that_breaks_while_it_is_read_is_no_portal_that_is_away(desk: Desk) -> None:
    found = await desk.made()
    desk.portal.faults("reset_before=1")
    with pytest.raises(AnswerLost):
        await desk.changing.change(found, Field.COMPLETED, True)
    assert desk.waits(found.id) == {}


async def test_a_portal_that_is_closed_says_so(desk: Desk) -> None:
    found = await desk.made()
    desk.portal.faults("plan=1")
    with pytest.raises(PlanRequired):
        await desk.changing.change(found, Field.COMPLETED, True)
    assert desk.waits(found.id) == {}


async def test_somebody_elses_value_is_named_and_the_wish_does_not_wait(desk: Desk) -> None:
    found = await desk.made()
    theirs = {"ownerTypeId": 2, "ownerId": 1, "id": found.id, "value": "2026-05-05T09:00:00+00:00"}
    desk.portal.call("crm.activity.todo.updateDeadline", theirs)
    with pytest.raises(ChangedMeanwhile):
        await desk.changing.change(found, Field.DEADLINE, MORNING)
    assert desk.waits(found.id) == {}


async def test_what_is_written_at_once_overtakes_what_waited_in_the_same_field(desk: Desk) -> None:
    found = await desk.made()
    desk.portal.stop()
    await desk.changing.change(found, Field.COLOR, TodoColor.ROSE)
    await desk.changing.change(found, Field.DEADLINE, MORNING)
    desk.come_back()
    await desk.session.sync.round()
    assert await desk.changing.change(found, Field.COLOR, TodoColor.VIOLET) is None
    assert desk.waits(found.id) == {Field.DEADLINE: MORNING}
    await desk.session.pending.look()
    preview = desk.session.pending.state.preview
    assert preview is not None
    assert preview.conflicts == 0


async def test_what_is_so_already_does_not_wait_and_takes_back_another_wish(desk: Desk) -> None:
    found = await desk.made()
    desk.portal.stop()
    await desk.changing.change(found, Field.COLOR, TodoColor.ROSE)
    entered = await desk.changing.change(found, Field.COLOR, found.color)
    assert entered is not None
    assert entered.ids == ()
    assert desk.waits(found.id) == {}
    await desk.session.pending.undo(entered.action)
    assert desk.waits(found.id) == {Field.COLOR: TodoColor.ROSE}


async def test_each_has_a_value_of_its_own_and_all_come_back_as_one(desk: Desk) -> None:
    one, two, call = await desk.made("One"), await desk.made("Two"), await desk.made_call()
    desk.portal.stop()
    wishes = {one.id: MORNING, two.id: MORNING.replace(hour=10), call.id: MORNING}
    entered = await desk.changing.leave(wishes, Field.DEADLINE)
    assert entered.ids == (one.id, two.id)
    assert [(each.activity_id, each.reason) for each in entered.left_out] == [(call.id, Hindrance.FOLLOWS_START)]
    assert desk.waits(two.id) == {Field.DEADLINE: MORNING.replace(hour=10)}
    await desk.session.pending.undo(entered.action)
    assert dict(desk.session.pending.rows) == {}


async def test_only_the_last_action_can_be_named_to_be_taken_back(desk: Desk) -> None:
    found = await desk.made()
    desk.portal.stop()
    first = await desk.changing.change(found, Field.COLOR, TodoColor.ROSE)
    second = await desk.changing.change(found, Field.DEADLINE, MORNING)
    assert first is not None
    assert second is not None
    pending = desk.session.pending
    await pending.undo(first.action)
    assert set(desk.waits(found.id)) == {Field.COLOR, Field.DEADLINE}
    await pending.undo(second.action)
    await pending.undo(second.action)  # once
    assert set(desk.waits(found.id)) == {Field.COLOR}
    await pending.undo(first.action)
    assert desk.waits(found.id) == {}
