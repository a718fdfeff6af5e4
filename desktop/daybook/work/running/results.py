"""Shows what a run made of activities: the copy at once, what is on screen at once, and the portal is asked at the end.

Asking the portal for every row again would take the requests that the run itself needs.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Final

from daybook.bitrix.errors import PortalError
from daybook.bulk import values
from daybook.domain.activity import Activity
from daybook.domain.run import Field, Row, StepState
from daybook.store.copy.copy import PortalCopy
from daybook.store.database import StoreUnusable

EVERY_S: Final = 1.0


class Results:
    """`is_shown` tells whether an activity is on screen outside of lists; `show` and `drop` bring it up to date there.

    `ended` asks for a fresh look at the portal. `failed` is told when the copy can't be written, for which no change
    fails.
    """

    def __init__(
        self,
        copy: PortalCopy,
        *,
        is_shown: Callable[[int], bool],
        show: Callable[[Activity], Awaitable[None]],
        drop: Callable[[int], Awaitable[None]],
        ended: Callable[[], None],
        failed: Callable[[str, Exception], None],
    ) -> None:
        self._copy = copy
        self._is_shown = is_shown
        self._show = show
        self._drop = drop
        self._ended = ended
        self._failed = failed
        self._rows: list[Row] = []
        self._showing = asyncio.Lock()
        self._closed = False

    def take(self, rows: Sequence[Row]) -> None:
        """These rows were done with."""
        self._rows += rows

    @asynccontextmanager
    async def shown(self) -> AsyncIterator[None]:
        """Shows what is taken for as long as the block lasts, and the rest of it afterwards."""
        keeping = asyncio.get_running_loop().create_task(self._keep_up(), name="results of a run")
        try:
            yield
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
            await self.show()
            self._ended()

    async def show(self) -> None:
        """Shows what was taken so far; it is shown when this returns."""
        async with self._showing:
            await self._show_taken()

    def close(self) -> None:
        """Nothing is shown any more."""
        self._closed = True

    async def _keep_up(self) -> None:
        while True:
            await asyncio.sleep(EVERY_S)
            await self.show()

    async def _show_taken(self) -> None:
        rows, self._rows = self._rows, []
        if self._closed:
            return
        done = {row.activity_id: row for row in rows if row.activity_id is not None}
        try:
            found = {each.id: each for each in await self._copy.activities(done)}
            gone = [number for number, row in done.items() if _is_deleted(row)]
            now = {number: _now(activity, done[number]) for number, activity in found.items() if number not in gone}
            await self._copy.put_activities([each for number, each in now.items() if each != found[number]])
            await self._copy.drop_activities(gone)
        except StoreUnusable as error:
            self._failed("copy", error)
            return
        with suppress(PortalError):  # whose names can't be read just now is no reason to stop
            await self._show_on_screen(now, gone)

    async def _show_on_screen(self, now: Mapping[int, Activity], gone: Sequence[int]) -> None:
        for number in filter(self._is_shown, now):
            await self._show(now[number])
        for number in filter(self._is_shown, gone):
            await self._drop(number)


def _is_deleted(row: Row) -> bool:
    done = [step for step in row.steps if step.state is StepState.DONE]
    return any(step.after.get(Field.EXISTENCE) is False for step in done)


def _now(activity: Activity, row: Row) -> Activity:
    return values.applied(activity, [step for step in row.steps if step.state is StepState.DONE])
