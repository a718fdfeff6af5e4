"""Reads are replaced and end with their owner; writes queue and are never cut short."""

import asyncio

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.writes import Writes

WITHIN_S = 5


class Work:
    """A coroutine that tells when it began, waits to be released, and tells how it ended."""

    def __init__(self, error: Exception | None = None) -> None:
        self.began = asyncio.Event()
        self.release = asyncio.Event()
        self.ended = ""
        self._error = error

    async def __call__(self) -> None:
        self.began.set()
        try:
            await self.release.wait()
        except asyncio.CancelledError:
            self.ended = "cancelled"
            raise
        if self._error is not None:
            raise self._error
        self.ended = "done"


async def test_a_newer_wish_replaces_the_older(qtbot: QtBot) -> None:
    jobs, old, new = Jobs(), Work(), Work()
    jobs.start(old(), key="timeline")
    await old.began.wait()
    jobs.start(new(), key="timeline")
    new.release.set()
    await asyncio.wait_for(jobs.settled(), WITHIN_S)
    assert (old.ended, new.ended) == ("cancelled", "done")


async def test_other_keys_are_left_alone(qtbot: QtBot) -> None:
    jobs, one, other = Jobs(), Work(), Work()
    jobs.start(one(), key="timeline")
    jobs.start(other(), key="entities")
    for work in (one, other):
        work.release.set()
    await asyncio.wait_for(jobs.settled(), WITHIN_S)
    assert (one.ended, other.ended) == ("done", "done")


async def test_a_failure_is_told_with_its_key_and_a_cancellation_is_not(qtbot: QtBot) -> None:
    jobs = Jobs()
    told: list[tuple[str, Exception]] = []
    jobs.failed.connect(lambda key, error: told.append((key, error)))
    broken, cancelled = Work(ValueError("broken")), Work()
    jobs.start(broken(), key="timeline")
    jobs.start(cancelled(), key="entities")
    await cancelled.began.wait()
    jobs.cancel("entities")
    broken.release.set()
    await asyncio.wait_for(jobs.settled(), WITHIN_S)
    assert [(key, str(error)) for key, error in told] == [("timeline", "broken")]


async def test_everything_ends_with_the_owner(qtbot: QtBot) -> None:
    jobs, works = Jobs(), [Work(), Work()]
    for number, work in enumerate(works):
        jobs.start(work(), key=str(number))
        await work.began.wait()
    await asyncio.wait_for(jobs.aclose(), WITHIN_S)
    assert [work.ended for work in works] == ["cancelled", "cancelled"]
    assert not jobs.busy


async def test_busy_is_told_at_both_ends_only(qtbot: QtBot) -> None:
    jobs = Jobs()
    told: list[bool] = []
    jobs.busy_changed.connect(told.append)
    works = [Work(), Work()]
    for number, work in enumerate(works):
        jobs.start(work(), key=str(number))
    for work in works:
        work.release.set()
    await asyncio.wait_for(jobs.settled(), WITHIN_S)
    assert told == [True, False]


async def test_writes_to_one_activity_queue(qtbot: QtBot) -> None:
    writes, first, second = Writes(), Work(), Work()
    writes.start(first(), key="activity 7")
    writes.start(second(), key="activity 7")
    await first.began.wait()
    assert not second.began.is_set()
    first.release.set()
    await asyncio.wait_for(second.began.wait(), WITHIN_S)
    second.release.set()
    assert await writes.drain(WITHIN_S) == 0
    assert (first.ended, second.ended) == ("done", "done")


async def test_writes_to_different_activities_do_not_wait_for_each_other(qtbot: QtBot) -> None:
    writes, one, other = Writes(), Work(), Work()
    writes.start(one(), key="activity 7")
    writes.start(other(), key="activity 8")
    await asyncio.wait_for(asyncio.gather(one.began.wait(), other.began.wait()), WITHIN_S)
    for work in (one, other):
        work.release.set()
    assert await writes.drain(WITHIN_S) == 0


async def test_a_failed_write_does_not_stop_the_next(qtbot: QtBot) -> None:
    writes = Writes()
    told: list[tuple[str, str]] = []
    writes.failed.connect(lambda key, error: told.append((key, str(error))))
    broken, next_one = Work(ValueError("refused")), Work()
    for work in (broken, next_one):
        work.release.set()
        writes.start(work(), key="activity 7")
    assert await writes.drain(WITHIN_S) == 0
    assert told == [("activity 7", "refused")]
    assert next_one.ended == "done"


async def test_closing_takes_no_new_writes_and_cancels_none(qtbot: QtBot) -> None:
    writes, slow, late = Writes(), Work(), Work()
    writes.start(slow(), key="activity 7")
    await slow.began.wait()
    assert await writes.drain(0) == 1
    assert not writes.start(late(), key="activity 8")
    assert slow.ended == ""
    slow.release.set()
    assert await writes.drain(WITHIN_S) == 0
    assert slow.ended == "done"
    assert not late.began.is_set()


async def test_what_is_let_go_ends_and_what_waits_behind_it_never_begins(qtbot: QtBot) -> None:
    writes, slow, behind = Writes(), Work(), Work()
    failed: list[str] = []
    writes.failed.connect(lambda key, _error: failed.append(key))
    writes.start(slow(), key="activity 7")
    writes.start(behind(), key="activity 7")
    await slow.began.wait()
    assert await writes.drain(0) == 2
    await writes.let_go(WITHIN_S)
    assert (writes.pending, slow.ended, behind.began.is_set(), failed) == (0, "cancelled", False, [])


async def test_what_holds_on_is_not_waited_for_without_end(qtbot: QtBot) -> None:
    release = asyncio.Event()

    async def write() -> None:
        try:
            await release.wait()
        finally:
            await release.wait()  # as a journal on a disk that hangs

    writes = Writes()
    writes.start(write(), key="activity 7")
    assert await writes.drain(0) == 1
    await writes.let_go(0)
    assert writes.pending == 1
    release.set()
    await asyncio.wait_for(writes.settled(), WITHIN_S)


async def test_a_write_that_outlives_the_window_tells_nobody(qtbot: QtBot) -> None:
    """What became of it is found out at the next start; there is nobody left to whom it could be said."""
    told: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: told.append(context))
    writes, slow = Writes(), Work(ValueError("too late"))
    writes.start(slow(), key="activity 7")
    await slow.began.wait()
    assert await writes.drain(0) == 1
    shiboken6.delete(writes)
    slow.release.set()
    for _ in range(20):  # the write ends, and whoever waits for that is called
        await asyncio.sleep(0)
    assert told == []


@pytest.mark.parametrize("owner", [Jobs, Writes])
async def test_nothing_is_kept_of_what_has_ended(qtbot: QtBot, owner: type[Jobs] | type[Writes]) -> None:
    held = owner()
    work = Work()
    work.release.set()
    held.start(work(), key="once")
    if isinstance(held, Jobs):
        await held.settled()
        assert not held.running("once")
    else:
        assert await held.drain(WITHIN_S) == 0
        assert held.pending == 0


async def test_nobody_is_told_of_a_quiet_write(qtbot: QtBot) -> None:
    """How the table looks is remembered without a word; the window waits for it all the same when it closes."""
    writes = Writes()
    gate = asyncio.Event()
    told: list[int] = []
    writes.pending_changed.connect(lambda _pending: told.append(writes.told))

    async def write() -> None:
        await gate.wait()

    writes.start(write(), key="settings", quiet=True)
    writes.start(write(), key="5")
    assert (writes.pending, told) == (2, [0, 1])
    gate.set()
    assert await writes.drain(5) == 0
    assert told[-1] == 0
