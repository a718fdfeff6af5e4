"""What activities are bound to beyond their owners: read once, fifty to a request, and kept."""

from pathlib import Path

from daybook.bitrix import activities
from daybook.clock import SystemClock
from daybook.domain.entities import DEAL, EntityRef
from daybook.work.binding_reads import BindingReads
from tests.helpers.pending import make_todo
from tests.helpers.sessions import open_session
from tests.sandbox.process import SandboxProcess


async def test_bindings_are_read_in_few_requests_and_kept(tmp_path: Path, empty_portal: SandboxProcess) -> None:
    async with open_session(empty_portal.webhook, tmp_path, SystemClock()) as session:
        ids = [make_todo(empty_portal, f"Talk {number}") for number in range(60)]
        second = {"activityId": ids[0], "entityTypeId": DEAL, "entityId": 2}
        empty_portal.call("crm.activity.binding.add", second)
        await session.copy.put_activities(list((await activities.by_ids(session.portal, ids)).values()))
        reads = BindingReads(session.portal, session.copy, SystemClock())
        assert [line.bindings for line in await session.copy.lines(ids[:2])] == [None, None]

        before = empty_portal.stats()["requests"]
        await reads.read(ids)
        assert empty_portal.stats()["requests"] - before <= 3  # the statistics themselves are one, or none
        first, other = await session.copy.lines(ids[:2])
        assert set(first.bindings or ()) == {EntityRef(DEAL, 1), EntityRef(DEAL, 2)}
        assert other.bindings == (EntityRef(DEAL, 1),)

        before = empty_portal.stats()["requests"]
        await reads.read(ids)
        assert empty_portal.stats()["requests"] - before <= 1


async def test_a_portal_that_is_gone_is_left_alone(tmp_path: Path, empty_portal: SandboxProcess) -> None:
    async with open_session(empty_portal.webhook, tmp_path, SystemClock()) as session:
        ids = [make_todo(empty_portal)]
        await session.copy.put_activities(list((await activities.by_ids(session.portal, ids)).values()))
        reads = BindingReads(session.portal, session.copy, SystemClock())
        empty_portal.stop()

        await reads.read(ids)

        [line] = await session.copy.lines(ids)
        assert line.bindings is None
