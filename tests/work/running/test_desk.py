"""Runs of many rows behind a window: begun, held, gone on with, taken back, tried again."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
import pytest_asyncio

from daybook.bitrix import activities
from daybook.bulk.running.progress import Phase
from daybook.clock import SystemClock
from daybook.domain.changes.change import Change, SetDeadline, ShiftDeadline, ShiftUnit
from daybook.domain.changes.recipe import Recipe, Selection
from daybook.domain.changes.recipe_file import write_recipe
from daybook.domain.run import RowOutcome
from daybook.domain.todo import TodoColor
from daybook.work.running.again import NoRecipe
from daybook.work.running.desk import RunDesk
from daybook.work.running.line import Standing
from daybook.work.session import PortalSession
from tests.helpers.pending import make_todo
from tests.helpers.sessions import open_session
from tests.sandbox.process import SandboxProcess

WITHIN_S = 20.0
LATER = Change(deadline=ShiftDeadline(1, ShiftUnit.DAYS))


@pytest_asyncio.fixture
async def session(empty_portal: SandboxProcess, tmp_path: Path) -> AsyncIterator[PortalSession]:
    async with open_session(empty_portal.webhook, tmp_path, SystemClock()) as opened:
        yield opened


async def until(desk: RunDesk, seen: Callable[[], object]) -> None:
    """Returns when `seen` after something was told."""
    told = asyncio.Event()
    ends = [listeners.add(told.set) for listeners in (desk.changed, desk.progressed)]
    try:
        async with asyncio.timeout(WITHIN_S):
            while not seen():
                await told.wait()
                told.clear()
    finally:
        for end in ends:
            end()


async def ended(desk: RunDesk, run_id: str) -> None:
    await until(desk, lambda: (line := desk.line(run_id)) is not None and line.standing is Standing.ENDED)


async def begin(session: PortalSession, ids: Sequence[int], change: Change = LATER, title: str = "Later") -> str:
    plan = await session.preparing.plan(Selection(ids=tuple(ids)), change, session.calendar())
    recipe = write_recipe(Recipe(Selection(ids=tuple(ids)), change)).decode()
    return await session.runs.start(plan, title, recipe=recipe)


def deadlines(portal: SandboxProcess, ids: Sequence[int]) -> list[str]:
    return [portal.call("crm.activity.get", {"id": each})["DEADLINE"][:10] for each in ids]


def times_written(portal: SandboxProcess) -> set[int]:
    """How often each activity was written after it was made."""
    writes = portal.stats()["writes"].values()
    return {sum(times for method, times in each.items() if not method.endswith(".add")) for each in writes}


@pytest.mark.asyncio
async def test_a_run_is_sent_told_and_taken_back(session: PortalSession, empty_portal: SandboxProcess) -> None:
    ids = [make_todo(empty_portal, f"Call {n}") for n in range(7)]
    told: list[float] = []
    session.runs.progressed.add(lambda: told.append(asyncio.get_running_loop().time()))

    run_id = await begin(session, ids)
    await ended(session.runs, run_id)

    assert session.runs.lines[0].counts == {RowOutcome.DONE: 7}
    assert deadlines(empty_portal, ids) == ["2026-03-04"] * 7
    assert all(later - sooner >= 0.09 for sooner, later in pairwise(told))

    back = await session.runs.start(await session.runs.plan_undo(run_id, {0, 3}), "Undo", undo_of=run_id)
    await ended(session.runs, back)
    assert session.runs.line(run_id).counts == {RowOutcome.DONE: 5, RowOutcome.UNDONE: 2}  # type: ignore[union-attr]
    assert deadlines(empty_portal, ids).count("2026-03-03") == 2

    again = await session.runs.start(await session.runs.plan_undo(back), "Redo", undo_of=back)
    await ended(session.runs, again)
    assert deadlines(empty_portal, ids) == ["2026-03-04"] * 7
    assert [(line.origin, line.is_undo) for line in session.runs.lines] == [
        ("Later", False), ("Later", True), ("Later", False),
    ]  # fmt: skip


@pytest.mark.asyncio
async def test_the_copy_shows_what_was_written_without_asking_again(
    session: PortalSession, empty_portal: SandboxProcess
) -> None:

    ids = [make_todo(empty_portal, f"Call {n}") for n in range(3)]
    await session.copy.put_activities(list((await activities.by_ids(session.portal, ids)).values()))

    await ended(session.runs, await begin(session, ids, Change(color=TodoColor.ORANGE)))

    assert {each.color for each in await session.copy.activities(ids)} == {TodoColor.ORANGE}


@pytest.mark.asyncio
async def test_a_paused_run_sends_nothing_and_the_next_one_waits(
    session: PortalSession, sandbox: Callable[..., SandboxProcess], empty_portal: SandboxProcess
) -> None:
    ids = [make_todo(empty_portal, f"Call {n}") for n in range(60)]
    desk = session.runs
    empty_portal.hold(True)
    first = await begin_behind(session, ids, empty_portal)
    second = await desk.start(await desk.plan_undo(first, set()), "Empty", undo_of=first)

    desk.pause()
    assert [line.standing for line in desk.lines] == [Standing.WAITING, Standing.PAUSED]
    empty_portal.hold(False)
    await until(desk, lambda: desk.progress is not None and desk.progress.in_flight == 0)
    before = empty_portal.stats()["requests"]
    assert desk.progress is not None
    assert desk.progress.phase is Phase.PAUSED
    assert empty_portal.stats()["requests"] == before

    desk.resume()
    await ended(desk, second)
    assert desk.line(first).counts == {RowOutcome.DONE: 60}  # type: ignore[union-attr]
    assert deadlines(empty_portal, ids) == ["2026-03-04"] * 60


async def begin_behind(session: PortalSession, ids: Sequence[int], portal: SandboxProcess) -> str:
    """A run whose first request is held by the portal."""
    portal.hold(False)
    plan = await session.preparing.plan(Selection(ids=tuple(ids)), LATER, session.calendar())
    portal.hold(True)
    run_id = await session.runs.start(plan, "Later")
    await until(session.runs, lambda: session.runs.progress is not None and session.runs.progress.in_flight)
    return run_id


@pytest.mark.asyncio
async def test_what_failed_is_tried_again_and_nothing_else(
    session: PortalSession, empty_portal: SandboxProcess
) -> None:
    ids = [make_todo(empty_portal, f"Call {n}") for n in range(4)]
    moment = SetDeadline(session.clock.now())
    empty_portal.faults("error:crm.activity.todo.updateDeadline:ACCESS_DENIED=1", once=2)
    run_id = await begin(session, ids, Change(deadline=moment))
    await ended(session.runs, run_id)
    assert session.runs.lines[0].counts == {RowOutcome.DONE: 2, RowOutcome.FAILED: 2}

    plan = await session.runs.plan_retry(run_id)

    assert len(plan.rows) == 2
    await ended(session.runs, await session.runs.start(plan, "Once more"))
    assert session.runs.lines[0].counts == {RowOutcome.DONE: 2}
    assert times_written(empty_portal) == {1}
    with pytest.raises(NoRecipe):
        await session.runs.plan_retry(session.runs.lines[0].head.id)


@pytest.mark.asyncio
async def test_giving_up_a_run_that_waits_sends_nothing(session: PortalSession, empty_portal: SandboxProcess) -> None:
    ids = [make_todo(empty_portal, f"Call {n}") for n in range(3)]
    first = await begin_behind(session, ids, empty_portal)
    plan_of = session.runs.again._runs
    empty_portal.hold(False)
    await ended(session.runs, first)
    left = await plan_of.begin(await session.runs.plan_undo(first), "Left behind", undo_of=first)
    await session.runs.load()
    assert [line.head.id for line in session.runs.offered] == [left.id]

    await session.runs.cancel(left.id)

    assert session.runs.offered == ()
    assert session.runs.line(left.id).counts == {RowOutcome.CANCELLED: 3}  # type: ignore[union-attr]
    assert deadlines(empty_portal, ids) == ["2026-03-04"] * 3


@pytest.mark.asyncio
async def test_a_run_that_waits_can_be_given_up_at_once(session: PortalSession, empty_portal: SandboxProcess) -> None:
    ids = [make_todo(empty_portal, f"Call {n}") for n in range(3)]
    first = await begin_behind(session, ids[:2], empty_portal)
    plan = await session.runs.plan_undo(first, set())
    second = await session.runs.start(plan, "Empty", undo_of=first)
    ahead = session.runs.ahead_of(second)
    assert ahead is not None
    assert ahead.head.id == first
    assert session.runs.ahead_of(first) is None
    assert session.runs.waiting == 1

    await session.runs.cancel(second)

    assert session.runs.waiting == 0
    assert session.runs.ahead_of(second) is None
    assert session.runs.line(second).standing is Standing.ENDED  # type: ignore[union-attr]
    empty_portal.hold(False)
    await ended(session.runs, first)


@pytest.mark.asyncio
async def test_a_run_that_is_left_waits_to_be_gone_on_with(
    session: PortalSession, empty_portal: SandboxProcess
) -> None:
    ids = [make_todo(empty_portal, f"Call {n}") for n in range(120)]
    run_id = await begin_behind(session, ids, empty_portal)
    desk = session.runs

    desk.leave()
    empty_portal.hold(False)
    await until(desk, lambda: desk.current_id == "")

    line = desk.line(run_id)
    assert line is not None
    assert line.standing is Standing.LEFT
    assert line.left > 0
    desk._left_s = None  # the next start
    desk.go_on(run_id)
    await ended(desk, run_id)
    assert deadlines(empty_portal, ids) == ["2026-03-04"] * 120
    assert times_written(empty_portal) == {1}
