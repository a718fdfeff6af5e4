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

    The file stays empty. It is removed by `remove` only: whoever else removed it would let two hold two locks.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @asynccontextmanager
    async def held(self, within_s: float) -> AsyncIterator[None]:
        """Holds the lock for the block. Raises LockBusy after `within_s` seconds, StoreUnusable (`disk`)."""
        file = await self._locked(time.monotonic() + within_s)
        try:
            yield
        finally:
            os.close(file)  # also unlocks

    async def remove(self) -> None:
        """Removes the file, unless somebody holds the lock. Raises LockBusy, StoreUnusable (`disk`)."""
        async with self.held(0):
            if os.name != "nt":
                await asyncio.to_thread(self._unlink)
        if os.name == "nt":  # Windows removes no open file, ours or another's
            await asyncio.to_thread(self._unlink)

    async def _locked(self, until_s: float) -> int:
        """The open file with the lock on it; off the loop, for a network's disk may be slow."""
        while True:
            file = await asyncio.to_thread(self._open)
            try:
                locked = await asyncio.to_thread(self._try, file)
                if locked and await asyncio.to_thread(self._is_there, file):
                    return file
            except BaseException:
                os.close(file)
                raise
            os.close(file)
            if not locked:
                if time.monotonic() >= until_s:
                    raise LockBusy
                await asyncio.sleep(LOOK_AGAIN_S)

    def _is_there(self, file: int) -> bool:
        """False when the file was removed after we opened it: then others lock another one of that name."""
        try:
            return os.path.samestat(os.fstat(file), self._path.stat())
        except FileNotFoundError:
            return False

    def _unlink(self) -> None:
        try:
            self._path.unlink(missing_ok=True)
        except OSError as exc:
            raise StoreUnusable(self._path, "disk") from exc

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
