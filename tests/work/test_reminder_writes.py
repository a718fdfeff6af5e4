"""What an answer to a reminder does in a real portal: one row in the journal, able to be taken back."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets
from daybook.work.reminder_writes import SessionWrites
from daybook.work.saving import ChangedMeanwhile
from daybook.work.session import PortalSession
from daybook.work.undoing import Done
from tests.helpers.clock import FakeClock
from tests.helpers.sessions import open_session
from tests.sandbox.process import SandboxProcess

DEAL_1 = EntityRef(DEAL, 1)
MORNING = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
LATER = MORNING + timedelta(days=1)


@pytest_asyncio.fixture
async def session(empty_portal: SandboxProcess, tmp_path: Path, fake_clock: FakeClock) -> AsyncIterator[PortalSession]:
    async with open_session(empty_portal.webhook, tmp_path, fake_clock) as opened:
        yield opened


@pytest.fixture
def writes(session: PortalSession) -> SessionWrites:
    return SessionWrites(session)


@pytest_asyncio.fixture
async def number(session: PortalSession) -> int:
    """A to-do in the copy, whose item is not even on screen."""
    await session.editing.open_new(DEAL_1)
    session.editing.change(title="Call Andrew", deadline=MORNING)
    await session.editing.save()
    base = session.editing.state.base
    assert base is not None
    await session.editing.close()
    return base.id


def deadline(portal: SandboxProcess, number: int) -> datetime:
    return datetime.fromisoformat(portal.call("crm.activity.get", {"id": number})["DEADLINE"])


def written(portal: SandboxProcess, number: int) -> dict[str, int]:
    """What was done to it since it was created."""
    found: dict[str, int] = portal.stats()["writes"][str(number)]
    return {method: times for method, times in found.items() if method != "crm.activity.todo.add"}


async def test_done_completes_once_and_can_be_taken_back(
    session: PortalSession, writes: SessionWrites, number: int, empty_portal: SandboxProcess
) -> None:
    await writes.complete(number)

    assert empty_portal.call("crm.activity.get", {"id": number})["COMPLETED"] == "Y"
    assert written(empty_portal, number) == {"crm.activity.update": 1}
    assert (await session.copy.lines([number]))[0].completed
    assert session.last_edit.offer is not None
    assert session.last_edit.offer.done is Done.COMPLETED
    await session.undo_last()
    assert empty_portal.call("crm.activity.get", {"id": number})["COMPLETED"] == "N"


async def test_tomorrow_touches_nothing_but_the_deadline_and_can_be_taken_back(
    session: PortalSession, writes: SessionWrites, number: int, empty_portal: SandboxProcess
) -> None:
    await writes.move(number, LATER)

    assert deadline(empty_portal, number) == LATER
    assert written(empty_portal, number) == {"crm.activity.todo.updateDeadline": 1}
    [line] = await session.copy.lines([number])
    assert (line.deadline, line.pings) == (LATER, PingOffsets((0, 15)))
    await session.undo_last()
    assert deadline(empty_portal, number) == MORNING


async def test_somebody_elses_new_deadline_is_not_overwritten(
    session: PortalSession, writes: SessionWrites, number: int, empty_portal: SandboxProcess
) -> None:
    others = MORNING + timedelta(days=7)
    params = {"id": number, "ownerTypeId": 2, "ownerId": 1, "value": others.isoformat()}
    empty_portal.call("crm.activity.todo.updateDeadline", params)

    with pytest.raises(ChangedMeanwhile):
        await writes.move(number, LATER)
    assert deadline(empty_portal, number) == others
    assert (await session.copy.lines([number]))[0].deadline == others


async def test_what_is_gone_leaves_the_copy(
    session: PortalSession, writes: SessionWrites, number: int, empty_portal: SandboxProcess
) -> None:
    empty_portal.call("crm.activity.delete", {"id": number})
    await writes.move(number, LATER)

    assert await session.copy.lines([number]) == []
    await writes.complete(number)


async def test_without_the_portal_the_answers_wait_with_the_edits_of_the_table(
    session: PortalSession, writes: SessionWrites, number: int, empty_portal: SandboxProcess
) -> None:
    empty_portal.stop()
    moved = await writes.move(number, LATER)
    done = await writes.complete(number)

    assert moved is not None
    assert done is not None
    assert {name: edit.wished for name, edit in session.pending.of(number).items()} == {
        Field.DEADLINE: LATER,
        Field.COMPLETED: True,
    }
    [line] = await session.copy.lines([number])
    assert (line.deadline, line.completed) == (MORNING, False)
