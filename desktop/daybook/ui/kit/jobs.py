"""Who owns the window's tasks: reads that a newer wish replaces, and writes that nobody may cut short."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal


class Jobs(QObject):
    """Reads. One a key: a newer one cancels the older. Everything ends with the owner.

    A cancelled job is not an error and is not reported.
    """

    failed = Signal(str, object)  # job key, BaseException
    succeeded = Signal(str)  # job key
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._by_key: dict[str, asyncio.Task[None]] = {}
        self._all: set[asyncio.Task[None]] = set()
        self._again: dict[str, Callable[[], object]] = {}
        self._closed = False

    @property
    def busy(self) -> bool:
        """True while anything is under way."""
        return bool(self._all)

    def start(self, coro: Coroutine[Any, Any, None], *, key: str, again: Callable[[], object] | None = None) -> None:
        """Begins `coro`; what was under way with the same key is cancelled, for the newest wish wins.

        `again` starts the same wish once more, should it fail and the person press "Try again". Nothing begins any
        more once the owner is closing.
        """
        if self._closed:
            coro.close()
            return
        self.cancel(key)
        self._again.pop(key, None)
        if again is not None:
            self._again[key] = again
        task = asyncio.get_running_loop().create_task(coro, name=key)
        self._by_key[key] = task
        self._all.add(task)  # the loop itself may not keep it
        task.add_done_callback(self._done)
        if len(self._all) == 1:
            self.busy_changed.emit(True)

    def cancel(self, key: str) -> None:
        """Ends what is under way with this key, if anything is."""
        if old := self._by_key.pop(key, None):
            old.cancel()

    def running(self, key: str) -> bool:
        """True while a job with this key is under way."""
        return key in self._by_key

    def again(self, key: str) -> Callable[[], object] | None:
        """What starts the last job with this key once more; None when it did not say."""
        return self._again.get(key)

    async def settled(self) -> None:
        """Returns when nothing is under way any more; new jobs that begin meanwhile are waited for too."""
        while self._all:
            await asyncio.wait(self._all)

    async def aclose(self) -> None:
        """Takes no new jobs, cancels those under way and waits until they have ended."""
        self._closed = True
        tasks = list(self._all)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._all.discard(task)
        if self._by_key.get(task.get_name()) is task:
            del self._by_key[task.get_name()]
        if not task.cancelled():
            if exc := task.exception():
                self.failed.emit(task.get_name(), exc)
            else:
                self.succeeded.emit(task.get_name())
        if not self._all:
            self.busy_changed.emit(False)
