"""Writes of many rows, each in the queue of its own activity."""

import asyncio

from daybook.ui.kit.writes import Writes
from daybook.ui.todo.subject import write_key
from daybook.work.pending.applying import Work


class InQueues:
    """An `InTurn` on the window's writes: nothing that was begun is cancelled, and closing waits for it."""

    def __init__(self, writes: Writes) -> None:
        self._writes = writes

    async def __call__(self, activity_id: int, work: Work) -> None:
        """Returns when the work was done, or at once when the window is closing. Raises what the work raised."""
        ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        async def run() -> None:
            try:
                await work()
            except Exception as error:
                if ended.cancelled():  # nobody waits any more, so the queue's owner tells it
                    raise
                ended.set_exception(error)
            else:
                if not ended.cancelled():
                    ended.set_result(None)

        if self._writes.start(run(), key=write_key(activity_id)):
            await ended
