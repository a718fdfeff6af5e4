"""Forgetting a connection: what would be lost is named, can be kept in a file, and only then goes."""

from pathlib import Path

from daybook.work.connections import Connections
from daybook.work.leftovers import Leftovers, LeftoverShelf


class Forgetting:
    """The way a connection goes. Asks nobody: that is the window's."""

    def __init__(self, connections: Connections, shelf: LeftoverShelf) -> None:
        self._connections = connections
        self._shelf = shelf

    async def left(self, connection_id: str) -> Leftovers:
        """What lies here of a connection. Raises NoSuchConnection, StoreUnusable."""
        return await self._shelf.of(connection_id)

    async def save(self, left: Leftovers, path: Path) -> None:
        """Writes it into a file. Raises ExportFailed, StoreUnusable; then there is no file."""
        await self._shelf.save(left, path)

    async def forget(self, connection_id: str, *, leave_secret: bool = False) -> None:
        """Forgets a connection with everything that only it could reach. Raises like `Connections.forget`.

        The journal keeps all its runs: they are the record of what was done, and they belong to the person on the
        portal. Whoever connects again as the same person finds the unfinished ones settled and can take back the rest.
        """
        known = self._connections.find(connection_id)
        if known is None:
            return
        await self._connections.forget(connection_id, leave_secret=leave_secret)
        await self._shelf.clear_copy(known.connection)
