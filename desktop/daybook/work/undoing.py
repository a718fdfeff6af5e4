"""Taking back the last thing: an edit for ten seconds after it, a deletion for ten seconds before it is sent."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from daybook.domain.activity import Activity
from daybook.domain.clock import Clock
from daybook.work.listeners import Listeners

OFFER_S: Final = 10.0
"""How long the quiet line offers to undo, and how long a deletion is held back."""


class Done(Enum):
    """What was done, in the words of the quiet line."""

    SAVED = "saved"
    CREATED = "created"
    COMPLETED = "completed"
    REOPENED = "reopened"
    BOUND = "bound"
    UNBOUND = "unbound"
    MOVED = "moved"
    DELETING = "deleting"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Offer:
    """One line: what was done to what, and until when (`Clock.monotonic_s`) it can be taken back.

    `lost` names what an undo cannot bring back, as keys of `bulk.undo`.
    """

    done: Done
    title: str
    until_s: float
    activity_id: int | None = None
    run_id: str = ""
    lost: tuple[str, ...] = ()


class LastEdit:
    """The one edit that may still be taken back from the quiet line. A newer one replaces it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.offer: Offer | None = None
        self.changed = Listeners()

    def note(
        self, done: Done, title: str, *, activity_id: int | None = None, run_id: str = "", lost: tuple[str, ...] = ()
    ) -> None:
        """Offers to take this back for the next seconds."""
        self._show(Offer(done, title, self._clock.monotonic_s() + OFFER_S, activity_id, run_id, lost))

    def take(self) -> Offer | None:
        """The offer, once, if it still stands; it is gone afterwards."""
        offer = self.offer
        self._show(None)
        return offer if offer is not None and offer.until_s >= self._clock.monotonic_s() else None

    def withdraw(self) -> None:
        """Nothing can be taken back any more."""
        self._show(None)

    def _show(self, offer: Offer | None) -> None:
        self.offer = offer
        self.changed.tell()


class HeldDeletions:
    """Deletions that wait, so that they can be called off; dropped when the program ends.

    Owns one task an activity. `send` begins the deletion (and hands it to whoever owns writes); `called_off` is told
    when one was not sent.
    """

    def __init__(
        self,
        clock: Clock,
        send: Callable[[Activity], None],
        called_off: Callable[[int], None],
    ) -> None:
        self._clock = clock
        self._send = send
        self._called_off = called_off
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def hold(self, activity: Activity) -> None:
        """Deletes the activity in ten seconds, unless it is called off. A second call changes nothing."""
        if activity.id not in self._tasks:
            task = asyncio.get_running_loop().create_task(self._wait_and_send(activity), name=f"delete {activity.id}")
            self._tasks[activity.id] = task

    def call_off(self, activity_id: int) -> bool:
        """True when the deletion was still waiting and is dropped now."""
        task = self._tasks.pop(activity_id, None)
        if task is None:
            return False
        task.cancel()
        self._called_off(activity_id)
        return True

    def is_held(self, activity_id: int) -> bool:
        """True while a deletion waits."""
        return activity_id in self._tasks

    async def aclose(self) -> None:
        """Drops what waits."""
        tasks = list(self._tasks.values())
        for activity_id in list(self._tasks):
            self.call_off(activity_id)
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _wait_and_send(self, activity: Activity) -> None:
        await self._clock.sleep(OFFER_S)
        self._tasks.pop(activity.id, None)
        self._send(activity)
