"""The files of a copy, for when nobody needs it any more."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

from daybook.store.database import StoreUnusable
from daybook.store.lock import FileLock, LockBusy


async def size_bytes(path: Path) -> int:
    """How much room the copy at `path` takes; 0 when there is none."""
    return await asyncio.to_thread(lambda: sum(_size(each) for each in _files(path)))


async def remove(path: Path) -> bool:
    """Removes the copy with all its files. False, with nothing removed, while any Daybook has it open.

    Raises StoreUnusable (`disk`).
    """
    if not await asyncio.to_thread(lambda: any(_files(path))):
        return True
    lock = FileLock(path.with_suffix(".lock"))
    try:
        async with lock.held(0):
            await asyncio.to_thread(_unlink, path)
        await lock.remove()
    except LockBusy:
        return False
    return True


def _files(path: Path) -> Iterator[Path]:
    """Also what was set aside when it was damaged: it is as much a copy of the portal."""
    yield from path.parent.glob(f"{path.stem}.*")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _unlink(path: Path) -> None:
    try:
        for each in list(_files(path)):
            if each.suffix != ".lock":
                each.unlink(missing_ok=True)
    except OSError as exc:
        raise StoreUnusable(path, "disk") from exc
