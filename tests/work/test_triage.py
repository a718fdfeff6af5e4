"""Triage on a real portal: one small change, written down first, with the way back on offer."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from daybook.bitrix import activities
from daybook.bulk.refusals import PlanRefused, Refusal
from daybook.domain.activity import Activity
from daybook.domain.agenda import Part
from daybook.domain.todo import TodoColor
from daybook.work.saving import ChangedMeanwhile
from daybook.work.session import PortalSession
from daybook.work.today import Today
from daybook.work.triage import Triage
from tests.helpers.clock import FakeClock
from tests.helpers.sessions import open_session
from tests.sandbox.process import SandboxProcess

BERLIN = ZoneInfo("Europe/Berlin")


class Table:
    """A session whose copy holds one overdue to-do, and what works with it."""

    def __init__(self, session: PortalSession, portal: SandboxProcess, clock: FakeClock) -> None:
        self.session, self.portal = session, portal
        self.today = Today(session.copy, session.me, clock, lambda: BERLIN)
        self.triage = Triage(session.copy, session.now_or_later, self.today, clock, lambda: BERLIN)
        self.number = int(
            portal.call(
                "crm.activity.todo.add",
                {
                    "ownerTypeId": 2,
                    "ownerId": 1,
                    "title": "Call Andrew",
                    "description": "About the offer",
                    "deadline": (clock.now() - timedelta(days=2)).isoformat(),
                    "responsibleId": session.me.id,
                },
            )["id"]
        )

    async def begin(self) -> None:
        """The copy knows it."""
        await self.session.copy.put_activities([await self.read()])
        await self.today.refresh()

    async def read(self) -> Activity:
        """The to-do as the portal has it."""
        found = await activities.find(self.session.portal, self.number)
        assert found is not None
        return found

    def writes(self) -> dict[str, Any]:
        """Which methods wrote it since it was made, and how often."""
        found: dict[str, Any] = self.portal.stats()["writes"].get(str(self.number), {})
        return {method: times for method, times in found.items() if method != "crm.activity.todo.add"}

    async def parts(self) -> list[Part]:
        """Where it stands in the day."""
        await self.today.refresh()
        return [each.part for each in self.today.content.sections if each.part is not Part.IDLE]


@pytest_asyncio.fixture
async def table(empty_portal: SandboxProcess, tmp_path: Path) -> AsyncIterator[Table]:
    clock = FakeClock(datetime.now(UTC).replace(microsecond=0))
    async with open_session(empty_portal.webhook, tmp_path, clock) as session:
        made = Table(session, empty_portal, clock)
        await made.begin()
        yield made


async def test_done_leaves_the_day_and_comes_back(table: Table) -> None:
    assert await table.parts() == [Part.OVERDUE]
    await table.triage.complete(table.number)
    assert (await table.read()).completed
    assert await table.parts() == []
    await table.session.undo_last()
    assert not (await table.read()).completed
    assert await table.parts() == [Part.OVERDUE]


async def test_tomorrow_changes_the_deadline_alone(table: Table) -> None:
    before = await table.read()
    await table.triage.postpone(table.number)
    after = await table.read()
    assert after.deadline is not None
    assert before.deadline is not None
    assert after.deadline.astimezone(BERLIN).time() == before.deadline.astimezone(BERLIN).time()
    assert (after.subject, after.description, after.responsible_id) == (
        before.subject,
        before.description,
        before.responsible_id,
    )
    assert table.writes() == {"crm.activity.todo.updateDeadline": 1}
    assert await table.parts() == [Part.TOMORROW]
    await table.session.undo_last()
    assert (await table.read()).deadline == before.deadline


async def test_colour_and_person_each_by_their_own_method(table: Table) -> None:
    await table.triage.paint(table.number, TodoColor.VIOLET)
    await table.triage.hand_over(table.number, 2)
    after = await table.read()
    assert (after.color, after.responsible_id) == (TodoColor.VIOLET, 2)
    assert table.writes() == {"crm.activity.todo.updateColor": 1, "crm.activity.todo.updateResponsibleUser": 1}
    assert await table.parts() == []  # it is somebody else's now


async def test_the_same_again_sends_nothing(table: Table) -> None:
    await table.triage.paint(table.number, TodoColor.DEFAULT)
    assert table.writes() == {}


async def test_what_somebody_else_changed_is_not_overwritten(table: Table) -> None:
    theirs = datetime.now(UTC).replace(microsecond=0) + timedelta(days=9)
    table.portal.call(
        "crm.activity.todo.updateDeadline",
        {"ownerTypeId": 2, "ownerId": 1, "id": table.number, "value": theirs.isoformat()},
    )
    with pytest.raises(ChangedMeanwhile):
        await table.triage.postpone(table.number)
    assert (await table.read()).deadline == theirs
    assert table.today.mark(table.number) is None
    assert await table.parts() in ([Part.LATER], [Part.WEEK])  # and by now the list shows theirs


async def test_a_completed_one_is_not_moved(table: Table) -> None:
    await table.triage.complete(table.number)
    with pytest.raises(PlanRefused) as refused:
        await table.triage.postpone(table.number)
    assert refused.value.refusal is Refusal.COMPLETED


async def test_a_draft_in_the_editor_survives_triage(table: Table) -> None:
    await table.session.editing.open(await table.read())
    table.session.editing.change(title="Call Andrew back")
    await table.triage.paint(table.number, TodoColor.ROSE)
    state = table.session.editing.state
    assert state.draft is not None
    assert (state.draft.title, state.draft.color) == ("Call Andrew back", TodoColor.ROSE)
