"""One at a time, among all the processes of this machine."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from daybook.store.database import FILE_MODE, StoreUnusable

LOOK_AGAIN_S: Final = 0.05


class LockBusy(Exception):
    """Another process has held the lock all the time that we were willing to wait."""


class FileLock:
    """A lock that the system keeps on a file, and gives back when its holder ends in whatever way.

    The file stays empty and is never removed: whoever removed it would let two processes hold two locks.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @asynccontextmanager
    async def held(self, within_s: float) -> AsyncIterator[None]:
        """Holds the lock for the block. Raises LockBusy after `within_s` seconds, StoreUnusable (`disk`)."""
        file = await asyncio.to_thread(self._open)
        try:
            until_s = time.monotonic() + within_s
            while not await asyncio.to_thread(self._try, file):  # off the loop: a network's disk may be slow
                if time.monotonic() >= until_s:
                    raise LockBusy
                await asyncio.sleep(LOOK_AGAIN_S)
            yield
        finally:
            os.close(file)  # also unlocks

    def _try(self, file: int) -> bool:
        try:
            return _try_to_lock(file)
        except OSError as exc:  # a network's disk that keeps no locks
            raise StoreUnusable(self._path, "disk") from exc

    def _open(self) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), FILE_MODE)
        except OSError as exc:
            raise StoreUnusable(self._path, "disk") from exc


if sys.platform == "win32":
    import msvcrt

    def _try_to_lock(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_to_lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
