"""Looked-at rows on their way as one run, and what is taken over of a run that was left behind."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial

from daybook.bulk.running.steps import is_open
from daybook.domain.run import Row
from daybook.store.journal import ForeignRun
from daybook.store.pending import Key
from daybook.work.pending.applying import Executed, Planned, Sender, planned
from daybook.work.pending.concluding import executed, wrote
from daybook.work.pending.kept import KeptEdits, in_portions, key_of
from daybook.work.pending.preview import RowPreview
from daybook.work.running.line import Ending

Ended = Mapping[int, tuple[RowPreview, Executed]]
"""Rows by the activity's id, with what they came to."""


class Sending:
    """Sends rows, once. `concluded` is awaited with rows as they are done with, and with those that were given up."""

    def __init__(
        self,
        kept: KeptEdits,
        sender: Sender,
        rows: Sequence[RowPreview],
        *,
        by_application: bool,
        concluded: Callable[[Ended], Awaitable[None]],
    ) -> None:
        self._kept = kept
        self._sender = sender
        self._rows = {row.activity_id: row for row in rows}
        self._by_application = by_application
        self._concluded = concluded
        self._stopped = False
        self.run_id = ""
        """The run, once it is written down."""

    def stop(self) -> None:
        """Sends nothing more; what is on its way ends."""
        self._stopped = True
        if self.run_id:
            self._sender.call_off(self.run_id)

    async def go(self, title: str) -> Exception | None:
        """Returns when it has ended; not None when it had to stop, and why. Raises StoreUnusable."""
        rows = tuple(self._rows.values())
        made = await asyncio.to_thread(planned, rows, title, by_application=self._by_application)
        if made.ended:
            await self._concluded({number: (self._rows[number], each) for number, each in made.ended.items()})
        return await self._carry_out(made, title) if made.rows else None

    async def _carry_out(self, made: Planned, title: str) -> Exception | None:
        closed: asyncio.Queue[Sequence[Row]] = asyncio.Queue()
        concluding = asyncio.get_running_loop().create_task(self._conclude_each(closed), name="pending edits")
        keys = [key_of(edit) for row in made.rows for edit in self._rows[row.activity_id or 0].ready]
        try:
            ending = await self._sender.carry_out(
                made.plan, title, recipe=made.recipe, begun=partial(self._begun, keys), closed=closed.put_nowait
            )
        finally:
            closed.put_nowait(())
            concluded = await concluding
        if len(concluded) < len(made.rows):
            await self._conclude([row for row in await self._sender.rows(self.run_id) if row.number not in concluded])
        return ending.problem

    async def _begun(self, keys: Sequence[Key], run_id: str) -> None:
        """The run is written down, and nothing is sent yet."""
        await self._kept.sending(keys, run_id)
        self.run_id = run_id
        if self._stopped:
            self._sender.call_off(run_id)

    async def _conclude_each(self, closed: "asyncio.Queue[Sequence[Row]]") -> frozenset[int]:
        """Concludes rows as they come, until none come; returns the numbers of all of them."""
        numbers: set[int] = set()
        while rows := await closed.get():
            await self._conclude(rows)
            numbers.update(row.number for row in rows)
        return frozenset(numbers)

    async def _conclude(self, rows: Sequence[Row]) -> None:
        await self._sender.show()  # else the table would show for a moment what was there before
        async for portion in in_portions(rows):
            ended: dict[int, tuple[RowPreview, Executed]] = {}
            for row in portion:
                looked_at = self._rows[row.activity_id or 0]
                ended[looked_at.activity_id] = looked_at, executed(row, looked_at, by_token=self._by_application)
            await self._concluded(ended)


async def taken_over(kept: KeptEdits, sender: Sender, run_id: str) -> Ending:
    """Ends a run that was left behind; what it wrote is not pending any more. Raises StoreUnusable.

    What became of some rows may be unknown still: these stay under way.
    """
    try:
        ending = await sender.wind_up(run_id)
        rows = await sender.rows(run_id)
    except (LookupError, ForeignRun):  # the journal was taken away meanwhile; looking tells the rest
        ending, rows = Ending(run_id, finished=True), ()
    by_id = {row.activity_id: row for row in rows}
    keys = [key for key, run in kept.runs.items() if run == run_id]
    known = [key for key in keys if (row := by_id.get(key[0])) is None or not is_open(row)]
    await kept.sending(known, None)
    edits = [edit for number, name in known if (edit := kept.of(number).get(name)) is not None]
    await kept.settle(each for each in edits if (row := by_id.get(each.activity_id)) is not None and wrote(row, each))
    return ending
