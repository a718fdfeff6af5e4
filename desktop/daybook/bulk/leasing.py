"""Keeping a run to one process: the journal's lease, renewed for as long as the run goes on."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from daybook.domain.clock import Clock
from daybook.store.database import StoreUnusable
from daybook.store.journal import LEASE, Journal, RunBusy
from daybook.store.lock import FileLock, LockBusy


@asynccontextmanager
async def leased(
    journal: Journal, clock: Clock, run_id: str, owner: str, lost: Callable[[Exception], None]
) -> AsyncIterator[None]:
    """Keeps a run to `owner` for as long as the block lasts. Raises RunBusy.

    A run whose process was killed is free at once, since the system gives its lock back; the lease holds others off
    where a disk keeps no locks.
    `lost` is told when the lease can't be kept: after an hour's sleep somebody else may have taken it.
    """
    async with AsyncExitStack() as stack:
        orphaned = await _locked(stack, journal, run_id)
        await journal.lease(run_id, owner, clock.now(), orphaned=orphaned)
        async with _renewed(journal, clock, run_id, owner, lost):
            yield


async def _locked(stack: AsyncExitStack, journal: Journal, run_id: str) -> bool:
    """True when the system says that nobody else is at it; False where it keeps no locks. Raises RunBusy."""
    lock = journal.lock(run_id)
    stack.push_async_callback(_removed, lock)
    try:
        await stack.enter_async_context(lock.held(0))
    except LockBusy:
        raise RunBusy(run_id) from None
    except StoreUnusable:
        return False
    return True


async def _removed(lock: FileLock) -> None:
    """Takes the file away, unless somebody else holds it by now."""
    with suppress(LockBusy, StoreUnusable):
        await lock.remove()


@asynccontextmanager
async def _renewed(
    journal: Journal, clock: Clock, run_id: str, owner: str, lost: Callable[[Exception], None]
) -> AsyncIterator[None]:
    renewing = asyncio.get_running_loop().create_task(
        _renew(journal, clock, run_id, owner, lost), name=f"lease {run_id}"
    )
    try:
        yield
    finally:
        renewing.cancel()
        await asyncio.gather(renewing, return_exceptions=True)
        await journal.release(run_id, owner)


async def _renew(journal: Journal, clock: Clock, run_id: str, owner: str, lost: Callable[[Exception], None]) -> None:
    while True:
        await asyncio.sleep(LEASE.total_seconds() / 3)  # of this computer's time, which the lease is measured in
        try:
            await journal.lease(run_id, owner, clock.now())
        except (RunBusy, StoreUnusable) as error:
            lost(error)
            return
