"""One daemon thread for calls that may hang, and a deadline of ours for each.

A keyring whose window waits for the person answers after minutes or never. A thread of a pool that hangs so would hang
the exit of the program too; a daemon thread does not. One thread for all calls keeps them in order: what a late call
did is taken back before the next one starts.
"""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class TooLate(Exception):
    """The deadline passed; the call has not happened, or will be taken back."""


class Worker:
    """Calls in order on one daemon thread, which starts with the first call."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._jobs: queue.SimpleQueue[_Job[Any] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    async def call(
        self, work: Callable[[], T], *, deadline_s: float, take_back: Callable[[T], None] | None = None
    ) -> T:
        """What `work` returns or raises.

        Raises TooLate after `deadline_s` seconds. Work that then still ends well is undone by `take_back`; so it is
        when the caller is cancelled.
        """
        job = _Job(work, take_back)
        self._put(job)
        try:
            await asyncio.wait((job.answer,), timeout=deadline_s)
        except asyncio.CancelledError:
            if not job.give_up():
                self._put(_Job(job.undo))
            raise
        if not job.answer.done() and job.give_up():
            raise TooLate
        return await job.answer

    async def through(self) -> None:
        """Returns when everything asked so far has ended, however long that takes."""
        job = _Job(lambda: None)
        self._put(job)
        await job.answer

    def close(self) -> None:
        """Ends the thread once it is through with what it was asked; does not wait for it."""
        if self._thread is not None:
            self._jobs.put(None)
            self._jobs, self._thread = queue.SimpleQueue(), None

    def _put(self, job: "_Job[Any]") -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=_work, args=(self._jobs,), name=self._name, daemon=True)
            self._thread.start()
        self._jobs.put(job)


def _work(jobs: "queue.SimpleQueue[_Job[Any] | None]") -> None:
    while (job := jobs.get()) is not None:
        job.run()
        del job  # what it holds must not wait here for the next one


class _Job(Generic[T]):
    """One call. Given up before it ended, it is never answered, and what it did is undone."""

    def __init__(self, work: Callable[[], T], take_back: Callable[[T], None] | None = None) -> None:
        self._work = work
        self._take_back = take_back
        self._results: list[T] = []
        self._loop = asyncio.get_running_loop()
        self._lock = threading.Lock()
        self._given_up = False
        self._ended = False
        self.answer: asyncio.Future[T] = self._loop.create_future()

    def give_up(self) -> bool:
        """Nobody waits any longer. False when the call has ended already: its answer is on the way."""
        with self._lock:
            self._given_up = not self._ended
            return self._given_up

    def run(self) -> None:
        """Calls, unless it was given up before its turn came."""
        if self._given_up:
            return
        error: Exception | None = None
        try:
            self._results.append(self._work())
        except Exception as exc:  # noqa: BLE001  (whatever it is belongs to the one who waits)
            error = exc
        with self._lock:
            self._ended = not self._given_up
        if not self._ended:
            self.undo()
            return
        with contextlib.suppress(RuntimeError):  # the loop is closed: the program ends, and nobody waits
            self._loop.call_soon_threadsafe(self._tell, error)

    def undo(self) -> None:
        """Takes back what a successful call did. A failure here reaches nobody: the caller was told long ago."""
        if self._results and self._take_back is not None:
            with contextlib.suppress(Exception):
                self._take_back(self._results[0])

    def _tell(self, error: Exception | None) -> None:
        if self.answer.done():
            return
        if error is None:
            self.answer.set_result(self._results[0])
        else:
            self.answer.set_exception(error)
