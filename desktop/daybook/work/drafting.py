"""Keeping what a person types: on disk within a second, whatever happens to the program."""

import asyncio
from collections.abc import Callable
from typing import Final

from daybook.domain.clock import Clock
from daybook.domain.todo import TodoDraft
from daybook.store.drafts import Drafts, KeptDraft, Subject

DELAY_S: Final = 0.5
"""How long typing may go on before it is written down; promised is one second."""


class DraftKeeper:
    """Writes the newest draft of one connection shortly after the last key; owns the task that waits."""

    def __init__(
        self, drafts: Drafts, connection_id: str, clock: Clock, failed: Callable[[str, Exception], None]
    ) -> None:
        self._drafts = drafts
        self._connection_id = connection_id
        self._clock = clock
        self._failed = failed
        self._waiting: tuple[Subject, TodoDraft, TodoDraft | None] | None = None
        self._task: asyncio.Task[None] | None = None

    def keep(self, subject: Subject, draft: TodoDraft, base: TodoDraft | None) -> None:
        """Writes this draft soon; a newer one replaces it. One that changes nothing is thrown away instead."""
        self._waiting = (subject, draft, base)
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._write_soon(), name="draft")

    async def kept(self, subject: Subject) -> KeptDraft | None:
        """The draft on disk, None when there is none."""
        return await self._drafts.get(self._connection_id, subject)

    async def flush(self) -> None:
        """Writes what waits, now."""
        if self._waiting is not None:
            subject, draft, base = self._waiting
            self._waiting = None
            if draft == base:
                await self._drafts.drop(self._connection_id, subject)
            else:
                await self._drafts.put(self._connection_id, subject, draft, base, self._clock.now())

    async def drop(self, subject: Subject) -> None:
        """Throws a draft away."""
        self._forget(subject)
        await self._drafts.drop(self._connection_id, subject)

    async def saving(self, subject: Subject, draft: TodoDraft, base: TodoDraft | None, run_id: str) -> None:
        """Notes on disk that this run saves the draft, before anything is sent."""
        self._forget(subject)
        await self._drafts.put(self._connection_id, subject, draft, base, self._clock.now())
        await self._drafts.saving(self._connection_id, subject, run_id)

    async def settled(self, run_id: str, *, saved: bool) -> None:
        """What became of the run is known."""
        await self._drafts.settled(run_id, saved=saved)

    async def aclose(self) -> None:
        """Writes what waits and ends."""
        await self.flush()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def _forget(self, subject: Subject) -> None:
        """What waits is written no more, unless it is about something else."""
        if self._waiting is not None and self._waiting[0] == subject:
            self._waiting = None

    async def _write_soon(self) -> None:
        try:
            while self._waiting is not None:
                await asyncio.sleep(DELAY_S)
                await self.flush()
        except Exception as exc:  # noqa: BLE001  (whatever it is, the person must hear that typing is not kept)
            self._failed("draft", exc)
        finally:
            self._task = None
