"""Keeping what stands half-done on a page: on disk within a second, whatever happens to the program."""

import asyncio
from collections.abc import Callable
from typing import Final, Protocol

from daybook.domain.clock import Clock
from daybook.store.page_drafts import Draft, KeptPage, PageDrafts

DELAY_S: Final = 0.5
"""How long a person may go on before it is written down; promised is one second."""

Made = Callable[[], Draft | None]
"""Makes what is written down, in another thread; None = nothing is left to keep."""


class Keeping(Protocol):
    """Keeps what stands half-done; `PageKeeper` is the real one. Each coroutine raises StoreUnusable."""

    def keep(self, page: str, made: Made) -> None:
        """Writes this soon; a newer one replaces it."""

    async def put(self, page: str, draft: Draft) -> None:
        """Writes this now, in the place of what waits."""

    async def kept(self, page: str) -> KeptPage | None:
        """What is on disk; None when nothing is."""

    async def drop(self, page: str) -> None:
        """Throws a draft away, also one that was still to be written."""


class PageKeeper:
    """Writes the newest draft of each page shortly after it changed; owns the task that waits.

    Each coroutine raises StoreUnusable; what fails unasked is told to `failed`.
    """

    def __init__(self, drafts: PageDrafts, clock: Clock, failed: Callable[[str, Exception], None]) -> None:
        self._drafts = drafts
        self._clock = clock
        self._failed = failed
        self._waiting: dict[str, Made] = {}
        self._task: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()

    def keep(self, page: str, made: Made) -> None:
        """Writes this soon; a newer one replaces it."""
        self._waiting[page] = made
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._write_soon(), name="page draft")

    async def put(self, page: str, draft: Draft) -> None:
        """Writes this now, in the place of what waits."""
        self._waiting.pop(page, None)
        async with self._turn:
            await self._drafts.put(page, draft, self._clock.now())

    async def kept(self, page: str) -> KeptPage | None:
        """What is on disk; None when nothing is."""
        return await self._drafts.get(page)

    async def drop(self, page: str) -> None:
        """Throws a draft away, also one that was still to be written."""
        self._waiting.pop(page, None)
        async with self._turn:
            await self._drafts.drop(page)

    async def flush(self) -> None:
        """Writes what waits, now."""
        async with self._turn:
            while self._waiting:
                page, made = next(iter(self._waiting.items()))
                del self._waiting[page]
                await self._write(page, await asyncio.to_thread(made))

    async def aclose(self) -> None:
        """Writes what waits and ends."""
        await self.flush()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _write(self, page: str, draft: Draft | None) -> None:
        if draft is None:
            await self._drafts.drop(page)
        else:
            await self._drafts.put(page, draft, self._clock.now())

    async def _write_soon(self) -> None:
        try:
            while self._waiting:
                await asyncio.sleep(DELAY_S)
                await self.flush()
        except Exception as exc:  # noqa: BLE001  (whatever it is, the person must hear that her work is not kept)
            self._failed("draft", exc)
        finally:
            self._task = None
