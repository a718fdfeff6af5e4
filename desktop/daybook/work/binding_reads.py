"""What the activities in sight are bound to beyond their owners: read behind everything else, and kept."""

from collections.abc import Iterable
from typing import Final

from daybook.bitrix import bindings
from daybook.bitrix.errors import PortalError
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import Priority
from daybook.domain.clock import Clock
from daybook.store.copy.copy import PortalCopy

AT_ONCE: Final = 50
"""Commands of one request."""


class BindingReads:
    """One request for fifty activities. What can't be read stays "not loaded", and is not asked for again soon."""

    def __init__(self, portal: Portal, copy: PortalCopy, clock: Clock) -> None:
        self._portal = portal
        self._copy = copy
        self._clock = clock
        self._tried: set[int] = set()

    async def read(self, ids: Iterable[int]) -> None:
        """Reads these, the first fifty first. Raises StoreUnusable; a portal that can't be reached is left alone."""
        wanted = [each for each in dict.fromkeys(ids) if each not in self._tried]
        for at in range(0, len(wanted), AT_ONCE):
            portion = wanted[at : at + AT_ONCE]
            self._tried.update(portion)
            try:
                await self._read(portion)
            except PortalError:
                self._tried.difference_update(portion)
                return

    async def _read(self, ids: list[int]) -> None:
        read_at = self._clock.now()
        for number, refs in (await bindings.lists_of(self._portal, ids, priority=Priority.BACKGROUND)).items():
            await self._copy.put_bindings(number, refs, read_at)
