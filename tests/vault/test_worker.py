"""The thread that may hang: order, deadlines, and what becomes of answers nobody waits for."""

import asyncio
import threading
from collections.abc import Iterator
from functools import partial

import pytest

from daybook.vault.worker import TooLate, Worker

SHORT_S, LONG_S = 0.05, 10.0


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker("test")
    yield worker
    worker.close()


def _fail(_result: object) -> None:
    raise ZeroDivisionError


class Gate:
    """Work that lasts until it is let go."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.open = threading.Event()
        self.calls = 0

    def __call__(self) -> int:
        self.begun.set()
        assert self.open.wait(LONG_S)
        self.calls += 1
        return self.calls


async def test_calls_are_answered_in_order_on_one_daemon_thread(worker: Worker) -> None:
    seen: list[int] = []

    def note(number: int) -> threading.Thread:
        seen.append(number)
        return threading.current_thread()

    calls = (worker.call(partial(note, number), deadline_s=LONG_S) for number in range(20))
    threads = await asyncio.gather(*calls)

    assert seen == list(range(20))
    assert len(set(threads)) == 1
    assert threads[0].daemon


async def test_an_error_reaches_the_one_who_asked_and_the_thread_goes_on(worker: Worker) -> None:
    with pytest.raises(ZeroDivisionError):
        await worker.call(lambda: 1 // 0, deadline_s=LONG_S)

    assert await worker.call(lambda: "well", deadline_s=LONG_S) == "well"


async def test_a_call_given_up_before_its_turn_never_happens(worker: Worker) -> None:
    first, second = Gate(), Gate()
    second.open.set()
    with pytest.raises(TooLate):
        await worker.call(first, deadline_s=SHORT_S)
    with pytest.raises(TooLate):
        await worker.call(second, deadline_s=SHORT_S)

    first.open.set()
    await worker.through()

    assert (first.calls, second.calls) == (1, 0)


async def test_what_ends_too_late_is_taken_back_before_the_next_call(worker: Worker) -> None:
    gate = Gate()
    log: list[str] = []
    with pytest.raises(TooLate):
        await worker.call(gate, deadline_s=SHORT_S, take_back=lambda result: log.append(f"took back {result}"))
    following = asyncio.ensure_future(worker.call(lambda: log.append("next"), deadline_s=LONG_S))

    gate.open.set()
    await following

    assert log == ["took back 1", "next"]


async def test_what_fails_too_late_has_nothing_to_take_back(worker: Worker) -> None:
    gate = Gate()
    log: list[object] = []

    def fail() -> int:
        gate()
        raise KeyError

    with pytest.raises(TooLate):
        await worker.call(fail, deadline_s=SHORT_S, take_back=log.append)
    gate.open.set()
    await worker.through()

    assert log == []


async def test_taking_back_may_fail_without_ending_the_thread(worker: Worker) -> None:
    gate = Gate()
    with pytest.raises(TooLate):
        await worker.call(gate, deadline_s=SHORT_S, take_back=_fail)
    gate.open.set()

    assert await worker.call(lambda: "well", deadline_s=LONG_S) == "well"


async def test_a_cancelled_call_is_taken_back_whether_it_had_ended_or_not(worker: Worker) -> None:
    taken: list[int] = []

    waiting = Gate()
    asked = asyncio.ensure_future(worker.call(waiting, deadline_s=LONG_S, take_back=taken.append))
    await asyncio.to_thread(waiting.begun.wait, LONG_S)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    waiting.open.set()
    await worker.through()
    assert taken == [1]

    ended = threading.Event()
    asked = asyncio.ensure_future(worker.call(lambda: 2, deadline_s=LONG_S, take_back=taken.append))
    following = asyncio.ensure_future(worker.call(ended.set, deadline_s=LONG_S))
    await asyncio.sleep(0)
    assert ended.wait(LONG_S)  # holds the loop on purpose: the first answer is on its way and not yet here
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    await following
    await worker.through()
    assert taken == [1, 2]


def test_a_loop_that_is_gone_does_not_end_the_thread(worker: Worker) -> None:
    gate = Gate()

    async def ask() -> None:
        with pytest.raises(TooLate):
            await worker.call(gate, deadline_s=SHORT_S)

    asyncio.run(ask())
    gate.open.set()

    assert asyncio.run(worker.call(lambda: "well", deadline_s=LONG_S)) == "well"


async def test_a_closed_worker_ends_its_thread_and_starts_anew_when_asked() -> None:
    worker = Worker("test")
    thread = await worker.call(threading.current_thread, deadline_s=LONG_S)
    worker.close()
    worker.close()

    assert await worker.call(lambda: "well", deadline_s=LONG_S) == "well"
    worker.close()
    await asyncio.to_thread(thread.join, LONG_S)
    assert not thread.is_alive()
