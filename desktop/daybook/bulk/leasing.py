"""Keeping a run to one process: the journal's lease, renewed for as long as the run goes on."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from daybook.domain.clock import Clock
from daybook.store.database import StoreUnusable
from daybook.store.journal import LEASE, Journal, RunBusy


@asynccontextmanager
async def leased(
    journal: Journal, clock: Clock, run_id: str, owner: str, lost: Callable[[Exception], None]
) -> AsyncIterator[None]:
    """Keeps a run to `owner` for as long as the block lasts. Raises RunBusy.

    `lost` is told when the lease can't be kept: after an hour's sleep somebody else may have taken it.
    """
    await journal.lease(run_id, owner, clock.now())
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
