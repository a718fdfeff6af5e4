"""Lists and timelines as they are read: what is shown meanwhile, when a newer wish comes, and when reading fails."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from daybook.bitrix.errors import AccessDenied
from daybook.clock import SystemClock
from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD, EntityRef
from daybook.work.browser import BrowserContent
from daybook.work.session import PortalSession
from daybook.work.timeline import TimelineContent
from tests.helpers.sessions import open_session
from tests.sandbox.process import FAST, SandboxProcess

DEAL_1, DEAL_2 = EntityRef(DEAL, 1), EntityRef(DEAL, 2)
DENIED = "error:{method}:ACCESS_DENIED=1"


@pytest_asyncio.fixture
async def session(demo_portal: SandboxProcess, tmp_path: Path) -> AsyncIterator[PortalSession]:
    async with open_session(demo_portal.webhook, tmp_path, SystemClock()) as opened:
        yield opened


@pytest_asyncio.fixture
async def fragile(
    sandbox: Callable[..., SandboxProcess], tmp_path: Path
) -> AsyncIterator[tuple[PortalSession, SandboxProcess]]:
    process = sandbox("--data", "demo", *FAST)
    async with open_session(process.webhook, tmp_path, SystemClock()) as opened:
        yield opened, process


def _lists(session: PortalSession) -> list[BrowserContent]:
    told: list[BrowserContent] = []
    session.browser.changed.add(lambda: told.append(session.browser.content))
    return told


def _timelines(session: PortalSession) -> list[TimelineContent]:
    told: list[TimelineContent] = []
    session.timeline.changed.add(lambda: told.append(session.timeline.content))
    return told


async def test_a_list_comes_before_its_people_and_counters(session: PortalSession) -> None:
    told = _lists(session)
    await session.browser.show(DEAL)
    assert told[0].loading
    assert told[0].rows == ()
    first = next(content for content in told if content.rows)
    assert first.loading
    assert all(row.owed is None for row in first.rows)
    assert not told[-1].loading
    assert all(row.owed is not None for row in told[-1].rows)


async def test_a_list_that_was_overtaken_says_nothing_more(session: PortalSession) -> None:
    told = _lists(session)
    overtaken = asyncio.ensure_future(session.browser.show(LEAD))
    await asyncio.sleep(0)
    newer = asyncio.ensure_future(session.browser.show(COMPANY))
    overtaken.cancel()
    await newer
    assert overtaken.cancelled()
    assert [content.loading for content in told] == [True] * (len(told) - 1) + [False]
    assert {row.entity.ref.type_id for row in session.browser.content.rows} == {COMPANY}


async def test_a_list_that_can_not_be_read_keeps_what_answers_the_same_question(
    fragile: tuple[PortalSession, SandboxProcess],
) -> None:
    session, process = fragile
    await session.browser.show(DEAL, "contoso")
    before = session.browser.content
    process.faults(DENIED.format(method="crm.deal.list"))
    with pytest.raises(AccessDenied):
        await session.browser.refresh()
    assert session.browser.content.failed
    assert session.browser.content.rows == before.rows
    with pytest.raises(AccessDenied):
        await session.browser.show(DEAL, "fabrikam")
    assert session.browser.content.failed
    assert session.browser.content.rows == ()
    process.faults("")
    await session.browser.refresh()
    assert not session.browser.content.failed
    assert session.browser.content.rows


async def test_an_item_is_found_in_the_list_or_in_the_portal(session: PortalSession) -> None:
    await session.browser.show(DEAL)
    listed = await session.browser.find(DEAL_1)
    assert listed is not None
    assert listed in session.browser.content.rows
    elsewhere = await session.browser.find(EntityRef(CONTACT, 1))
    assert elsewhere is not None
    assert (elsewhere.entity.title, elsewhere.owed) == ("Andrew Johnson", None)
    assert elsewhere.responsible is not None
    assert await session.browser.find(EntityRef(CONTACT, 99_999)) is None


async def test_a_timeline_that_was_overtaken_says_nothing_more(session: PortalSession) -> None:
    told = _timelines(session)
    overtaken = asyncio.ensure_future(session.timeline.show(DEAL_1))
    await asyncio.sleep(0)
    newer = asyncio.ensure_future(session.timeline.show(DEAL_1))
    overtaken.cancel()
    await newer
    assert overtaken.cancelled()
    assert [content.loading for content in told] == [True, False]
    assert session.timeline.content.open


async def test_a_timeline_that_can_not_be_read_is_not_an_empty_one(
    fragile: tuple[PortalSession, SandboxProcess],
) -> None:
    session, process = fragile
    await session.timeline.show(DEAL_1)
    before = session.timeline.content
    process.faults(DENIED.format(method="crm.activity.list"))
    with pytest.raises(AccessDenied):
        await session.timeline.refresh()
    assert session.timeline.content.failed
    assert session.timeline.content.open == before.open
    with pytest.raises(AccessDenied):
        await session.timeline.show(DEAL_2)
    session.timeline.tick()
    assert session.timeline.content == TimelineContent(owner=DEAL_2, failed=True)
