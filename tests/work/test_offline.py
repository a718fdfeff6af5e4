"""While the portal can't be reached, everything that was read can be read again."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from daybook.bitrix.errors import Unreachable
from daybook.domain.entities import DEAL, LEAD, EntityRef
from daybook.work.session import PortalSession
from tests.helpers.clock import FakeClock
from tests.helpers.sessions import open_session
from tests.sandbox.process import FAST, SandboxProcess

DEAL_1 = EntityRef(DEAL, 1)


@pytest.fixture
def process(sandbox: Callable[..., SandboxProcess]) -> SandboxProcess:
    return sandbox("--data", "300", *FAST)


@pytest_asyncio.fixture
async def session(process: SandboxProcess, tmp_path: Path) -> AsyncIterator[PortalSession]:
    """Everything was read, then the portal went away."""
    async with open_session(process.webhook, tmp_path, FakeClock(datetime.now(UTC))) as opened:
        await opened.sync.round()
        process.stop()
        yield opened


async def test_the_list_its_counts_and_a_search(session: PortalSession) -> None:
    await session.browser.show(DEAL)
    content = session.browser.content

    assert (content.offline, content.failed, len(content.rows), content.more) == (True, False, 50, True)
    assert content.rows[0].entity.ref == EntityRef(DEAL, 60)
    assert all(row.owed is not None for row in content.rows)
    assert sum(row.owed.open for row in content.rows if row.owed) > 100
    assert {row.responsible.name for row in content.rows if row.responsible} & {"Tom Rossi", "Lena Petrova"}
    await session.browser.show_more()
    assert (len(session.browser.content.rows), session.browser.content.more) == (60, False)
    await session.browser.show(DEAL, "#7")
    assert [row.entity.ref for row in session.browser.content.rows] == [EntityRef(DEAL, 7)]


async def test_a_timeline_and_the_people_in_it(session: PortalSession) -> None:
    await session.timeline.show(DEAL_1)
    content = session.timeline.content

    assert content.offline
    assert len(content.open) + len(content.done) == 5
    assert all(card.responsible is not None for card in content.open)
    row = await session.browser.find(DEAL_1)
    assert row is not None
    assert row.entity.title
    assert len(await session.people.choices()) == 20


async def test_what_was_never_read_is_said_to_be_out_of_reach(session: PortalSession) -> None:
    with pytest.raises(Unreachable):
        await session.browser.show(LEAD)
    assert session.browser.content.failed
    with pytest.raises(Unreachable):
        await session.timeline.show(EntityRef(LEAD, 1))
    assert session.timeline.content.failed


async def test_a_draft_is_kept_until_the_portal_is_back(session: PortalSession) -> None:
    await session.timeline.show(DEAL_1)
    [card, *_] = session.timeline.content.open
    with pytest.raises(Unreachable):
        await session.editing.open(card.activity)
    session.editing.change(title="Typed without a portal")
    with pytest.raises(Unreachable):
        await session.editing.save()

    draft = session.editing.state.draft
    assert draft is not None
    assert draft.title == "Typed without a portal"
    assert session.editing.state.can_save
