"""A list of the portal's that is read as a whole, shown, and read again after each change."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from daybook.work.listeners import Listeners

T = TypeVar("T")


class Shelf(Generic[T]):
    """What was read last. `known` is False until the first answer: nothing there is not the same as not asked yet."""

    def __init__(self, read: Callable[[], Awaitable[Sequence[T]]]) -> None:
        self._read = read
        self.rows: tuple[T, ...] = ()
        self.known = False
        self.loading = False
        self.changed = Listeners()

    async def load(self) -> None:
        """Reads it. Raises PortalError; then what was read before stays."""
        self.loading = True
        self.changed.tell()
        try:
            self.rows = tuple(await self._read())
            self.known = True
        finally:
            self.loading = False
            self.changed.tell()

    async def after(self, change: Awaitable[object]) -> None:
        """Makes a change and reads what became of it, also when nobody knows whether it was made. Raises
        PortalError."""
        try:
            await change
        finally:
            await self.load()
