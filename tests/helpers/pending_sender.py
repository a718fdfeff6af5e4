"""A Daybook that renames activities in the table and applies it: a process of its own, to be killed meanwhile.

python -m tests.helpers.pending_sender WEBHOOK HOME ID…
"""

import asyncio
import sys
from pathlib import Path

from daybook.clock import SystemClock
from daybook.domain.run import Field
from tests.helpers.pending import open_bench


async def send(webhook: str, home: Path, ids: list[int]) -> None:
    """Edits, looks and applies."""
    async with open_bench(webhook, home, SystemClock()) as bench:
        await bench.read(ids)
        assert await bench.pending.entry.edit(ids, Field.TITLE, "Mine") == ()
        await bench.pending.look()
        await bench.apply()


if __name__ == "__main__":
    asyncio.run(send(sys.argv[1], Path(sys.argv[2]), list(map(int, sys.argv[3:]))))
