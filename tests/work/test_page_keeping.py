"""What stands half-done on pages: on disk within a second, also when the program is killed."""

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from daybook.bitrix import activities
from daybook.clock import SystemClock
from daybook.domain.changes.change import TextChange
from daybook.store.database import Database, StoreUnusable
from daybook.store.memory import open_memory
from daybook.store.page_drafts import PageDrafts
from daybook.work.changing.parts import Part
from daybook.work.details import Unsaved
from daybook.work.page_keeping import PageKeeper
from tests.helpers.pending import make_todo
from tests.helpers.sessions import open_session
from tests.sandbox.process import SandboxProcess

ROOT = Path(__file__).resolve().parents[2]
LETTERS = 100
LOST_S = 1.0
"""What design promises."""
BUSY_S = 1.0
"""What a machine that does other things may add."""


@pytest_asyncio.fixture
async def memory(tmp_path: Path) -> AsyncIterator[Database]:
    opened = open_memory(tmp_path / "memory.sqlite")
    yield opened
    await opened.aclose()


@pytest_asyncio.fixture
async def keeper(memory: Database) -> AsyncIterator[PageKeeper]:
    failures: list[Exception] = []
    made = PageKeeper(PageDrafts(memory, "c1"), SystemClock(), lambda _key, error: failures.append(error))
    yield made
    await made.aclose()
    assert failures == []


@pytest.mark.asyncio
async def test_the_newest_of_each_page_is_kept(keeper: PageKeeper) -> None:
    for number in range(5):
        keeper.keep("change", lambda number=number: {"n": number})  # type: ignore[misc]
        keeper.keep("details 7", lambda number=number: {"m": number})  # type: ignore[misc]
    await keeper.flush()
    kept = [await keeper.kept(page) for page in ("change", "details 7")]
    assert [each.draft for each in kept if each is not None] == [{"n": 4}, {"m": 4}]
    keeper.keep("change", lambda: None)
    await keeper.flush()
    assert await keeper.kept("change") is None
    assert await keeper.kept("details 7") is not None


@pytest.mark.asyncio
async def test_what_was_thrown_away_is_not_written_afterwards(keeper: PageKeeper) -> None:
    keeper.keep("change", lambda: {"n": 1})
    await keeper.drop("change")
    await keeper.flush()
    assert await keeper.kept("change") is None
    keeper.keep("change", lambda: {"n": 2})
    await keeper.put("change", {"n": 3})
    await keeper.flush()
    kept = await keeper.kept("change")
    assert kept is not None
    assert kept.draft == {"n": 3}


@pytest.mark.asyncio
async def test_work_that_is_not_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "memory.sqlite").mkdir()
    memory = open_memory(tmp_path / "memory.sqlite")
    failed: asyncio.Future[Exception] = asyncio.get_running_loop().create_future()
    keeper = PageKeeper(PageDrafts(memory, "c1"), SystemClock(), lambda _key, error: failed.set_result(error))
    keeper.keep("change", lambda: {"n": 1})
    assert isinstance(await asyncio.wait_for(failed, 10), StoreUnusable)
    await keeper.aclose()
    await memory.aclose()


def _until_killed(webhook: str, home: Path) -> tuple[int, int]:
    """How many letters were typed, and how many of them early enough to be kept."""
    command = [sys.executable, "-m", "tests.helpers.dying_pages", webhook, str(home)]
    typed: list[float] = []
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            typed.append(float(line))
            if len(typed) == LETTERS:
                break
        killed = time.monotonic()
        process.kill()
        typed += [float(line) for line in process.stdout.read().splitlines()]
    assert process.returncode != 0
    return len(typed), sum(each < killed - LOST_S - BUSY_S for each in typed)


@pytest.mark.asyncio
async def test_a_program_that_is_killed_loses_a_second_at_most(empty_portal: SandboxProcess, tmp_path: Path) -> None:
    typed, long_ago = await asyncio.to_thread(_until_killed, empty_portal.webhook, tmp_path)
    assert long_ago > 0
    async with open_session(empty_portal.webhook, tmp_path, SystemClock()) as session:
        assert await session.changing.restore() is not None
        title = session.changing.state.parts[Part.TITLE]
        assert isinstance(title, TextChange)
        assert long_ago <= len(title.text) <= typed + 1
        assert session.changing.state.picked is not None
        assert session.changing.state.picked.select.ids == (1, 2)
        unsaved = await session.details.kept(7)
    before, location = unsaved.fields["LOCATION"]
    assert before == "Room 1"
    assert long_ago <= len(location) <= typed + 1
    assert unsaved.note is not None
    assert long_ago <= len(unsaved.note[1]) <= typed + 1


@pytest.mark.asyncio
async def test_what_was_saved_is_kept_no_longer(empty_portal: SandboxProcess, tmp_path: Path) -> None:
    async with open_session(empty_portal.webhook, tmp_path, SystemClock()) as session:
        session.details.keep(7, Unsaved({"LOCATION": ("", "Room 2")}))
    async with open_session(empty_portal.webhook, tmp_path, SystemClock()) as session:
        assert await session.details.kept(7) == Unsaved({"LOCATION": ("", "Room 2")})
        session.details.keep(7, Unsaved())
    async with open_session(empty_portal.webhook, tmp_path, SystemClock()) as session:
        assert not await session.details.kept(7)


@pytest.mark.asyncio
async def test_what_was_typed_over_an_activity_goes_with_it(empty_portal: SandboxProcess, tmp_path: Path) -> None:
    number = make_todo(empty_portal)
    async with open_session(empty_portal.webhook, tmp_path, SystemClock()) as session:
        session.details.keep(number, Unsaved({"LOCATION": ("", "Room 2")}))
        await session.pages.flush()
        activity = await activities.find(session.portal, number)
        assert activity is not None
        await session.delete(activity)
        assert not await session.details.kept(number)
