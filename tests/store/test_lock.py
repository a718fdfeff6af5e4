"""One at a time, among processes too."""

import asyncio
import errno
import os
import sys
import threading
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from daybook.store.database import StoreUnusable
from daybook.store.lock import FileLock, LockBusy

HOLD = """
import asyncio, sys
from pathlib import Path
from daybook.store.lock import FileLock

async def hold():
    async with FileLock(Path(sys.argv[1])).held(5):
        print("held", flush=True)
        await asyncio.to_thread(sys.stdin.read)

asyncio.run(hold())
"""


async def test_the_second_waits_for_the_first(tmp_path: Path) -> None:
    order: list[str] = []
    inside = asyncio.Event()
    leave = asyncio.Event()

    async def first() -> None:
        async with FileLock(tmp_path / "x.lock").held(5):
            inside.set()
            await leave.wait()
            order.append("first")

    async def second() -> None:
        await inside.wait()
        asyncio.get_running_loop().call_later(0.1, leave.set)
        async with FileLock(tmp_path / "x.lock").held(5):
            order.append("second")

    await asyncio.gather(first(), second())
    assert order == ["first", "second"]


async def test_whoever_waits_too_long_is_told(tmp_path: Path) -> None:
    async with FileLock(tmp_path / "x.lock").held(5):
        with pytest.raises(LockBusy):
            async with FileLock(tmp_path / "x.lock").held(0.1):
                pytest.fail("two hold it")
    async with FileLock(tmp_path / "x.lock").held(0.1):
        pass


async def test_another_process_holds_it_until_it_dies(tmp_path: Path) -> None:
    path = tmp_path / "x.lock"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLD, str(path), stdin=PIPE, stdout=PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert await process.stdout.readline() == b"held\n"
        with pytest.raises(LockBusy):
            async with FileLock(path).held(0.1):
                pytest.fail("two hold it")
    finally:
        process.kill()
        await process.communicate()
    async with FileLock(path).held(5):
        assert path.stat().st_mode & 0o777 == 0o600


async def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable) as caught:
        async with FileLock(tmp_path / "nowhere" / "x.lock").held(1):
            pytest.fail("it is held")
    assert caught.value.reason == "disk"


@pytest.mark.skipif(sys.platform == "win32", reason="msvcrt says busy for everything")
async def test_a_disk_that_keeps_no_locks_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_file: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", fails)
    with pytest.raises(StoreUnusable) as told:
        async with FileLock(tmp_path / "lock").held(1):
            pass
    assert told.value.reason == "disk"


async def test_a_lock_that_is_held_is_not_removed(tmp_path: Path) -> None:
    path = tmp_path / "x.lock"
    async with FileLock(path).held(5):
        with pytest.raises(LockBusy):
            await FileLock(path).remove()
        assert path.exists()
    await FileLock(path).remove()
    assert not path.exists()


class _Watched(FileLock):
    """Tells when it has opened the file and found it locked."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.refused = threading.Event()

    def _try(self, file: int) -> bool:
        locked = super()._try(file)
        if not locked:
            self.refused.set()
        return locked


@pytest.mark.skipif(os.name == "nt", reason="Windows removes no open file")
async def test_whoever_waited_for_a_lock_that_was_removed_takes_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "x.lock"
    watched = _Watched(path)

    async def wait_and_hold() -> None:
        async with watched.held(5):
            with pytest.raises(LockBusy):
                await FileLock(path).remove()

    async with FileLock(path).held(5):
        waiting = asyncio.create_task(wait_and_hold())
        assert await asyncio.to_thread(watched.refused.wait, 5)
        path.unlink()
    await waiting
    assert path.exists()
