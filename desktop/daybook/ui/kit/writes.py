"""Writes: one after the other for each activity, never cut short but by a window that has waited in vain to close."""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid


class Writes(QObject):
    """Owns what changes the portal. Writes with the same key (an activity's, say) queue behind each other."""

    failed = Signal(str, object)  # write key, BaseException
    succeeded = Signal(str)  # write key
    pending_changed = Signal(object)  # int: writes begun or waiting
    draining = Signal()  # nothing new begins: whoever writes for long comes to an end

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last: dict[str, asyncio.Task[None]] = {}
        self._all: set[asyncio.Task[None]] = set()
        self._quiet: set[asyncio.Task[None]] = set()
        self._about: dict[str, str] = {}
        self._closed = False

    @property
    def told(self) -> int:
        """How many of the pending ones a person is told of."""
        return len(self._all) - len(self._quiet)

    @property
    def pending(self) -> int:
        """How many have begun or wait for their turn."""
        return len(self._all)

    @property
    def closed(self) -> bool:
        """True once the window is closing: nothing new begins, and what was begun has been waited for."""
        return self._closed

    def about(self, key: str) -> str:
        """What the writes with this key are about, as far as one that is under way or has just failed said so."""
        return self._about.get(key, "")

    def start(self, coro: Coroutine[Any, Any, None], *, key: str, quiet: bool = False, about: str = "") -> bool:
        """Queues `coro` behind the writes with the same key. False, with nothing begun, once the window is closing.

        `quiet`: nobody is told that something is being saved: how the window looks, or what is told elsewhere.
        `about`: what a failure names, such as the title of the activity; "" where the person sees it before her.
        """
        if self._closed:
            coro.close()
            return False
        task = asyncio.get_running_loop().create_task(self._in_turn(self._last.get(key), coro), name=key)
        self._last[key] = task
        self._about[key] = about or self._about.get(key, "")
        self._all.add(task)
        if quiet:
            self._quiet.add(task)
        task.add_done_callback(self._done)
        self.pending_changed.emit(self.pending)
        return True

    async def settled(self) -> None:
        """Returns when no write is under way any more; new ones that begin meanwhile are waited for too."""
        while self._all:
            await asyncio.wait(self._all)

    async def ended(self, keys: Iterable[str]) -> None:
        """Returns when the writes with these keys that were begun up to now have ended."""
        if begun := {self._last[key] for key in keys if key in self._last}:
            await asyncio.wait(begun)

    async def drain(self, timeout_s: float) -> int:
        """Takes no new writes and waits for those begun, at most `timeout_s` seconds; returns how many are left.

        What is left is not cancelled yet: see `let_go`.
        """
        self._closed = True
        self.draining.emit()
        if self._all:
            await asyncio.wait(self._all, timeout=timeout_s)
        return self.pending

    async def let_go(self, timeout_s: float) -> None:
        """Waits no longer for what `drain` has left, before what it stands on is closed.

        The portal may do it all the same: its steps stand in the journal as sent and are settled at the next start.
        Returns when nobody goes on with any of it, or after `timeout_s` seconds where the disk holds one up.
        """
        left = set(self._all)
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=timeout_s)

    @staticmethod
    async def _in_turn(before: "asyncio.Task[None] | None", coro: Coroutine[Any, Any, None]) -> None:
        try:
            if before is not None:
                await asyncio.wait([before])  # its failure was reported; it must not stop the next write
        except asyncio.CancelledError:
            coro.close()  # it never began
            raise
        await coro

    def _done(self, task: asyncio.Task[None]) -> None:
        self._all.discard(task)
        self._quiet.discard(task)
        if not isValid(self):  # the window has gone meanwhile: the next start finds out what became of it
            if not task.cancelled():
                task.exception()  # looked at, so that nobody reports it as lost
            return
        is_last = self._last.get(task.get_name()) is task
        if is_last:
            del self._last[task.get_name()]
        if not task.cancelled():
            if exc := task.exception():
                self.failed.emit(task.get_name(), exc)
            else:
                self.succeeded.emit(task.get_name())
        if is_last and task.get_name() not in self._last:
            self._about.pop(task.get_name(), None)
        self.pending_changed.emit(self.pending)
