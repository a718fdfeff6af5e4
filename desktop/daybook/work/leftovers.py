"""What this machine still holds of one connection: named, and kept in a file if wished, before it is forgotten."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from daybook.domain.clock import Clock
from daybook.domain.run import RunHead
from daybook.domain.view import View
from daybook.store.compositions import Compositions, KeptComposition
from daybook.store.connections import Connection, ConnectionBook
from daybook.store.copy import leaving
from daybook.store.copy.copy import path_for
from daybook.store.database import Database, StoreUnusable
from daybook.store.definitions import Definitions
from daybook.store.drafts import Drafts, KeptDraft
from daybook.store.journal import Journal
from daybook.store.page_drafts import KeptPage, PageDrafts
from daybook.store.pending import KeptEdit, PendingEditBook
from daybook.store.views import Views
from daybook.work.exporting import leftovers_file
from daybook.work.exporting.leftovers_file import LeftoversFormat, Part
from daybook.work.exporting.writing import write_file


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What lies here of one connection.

    Drafts, compositions and pages are its own. Pending edits, runs and the copy belong to the person on the portal:
    while another connection of the same person leads there (`shared_with` names them), they stay. Views and definitions
    belong to the portal and stay in any case, as does the journal; they are here so that a file can hold them.
    """

    connection: Connection
    shared_with: tuple[str, ...] = ()
    drafts: tuple[KeptDraft, ...] = ()
    compositions: tuple[KeptComposition, ...] = ()
    pages: tuple[KeptPage, ...] = ()
    """What stands half-done on pages: a change of many that was composed, fields and notes of activities."""
    pending: tuple[KeptEdit, ...] = ()
    unfinished: tuple[RunHead, ...] = ()
    """Begun and not ended, oldest first."""
    undoable: tuple[RunHead, ...] = ()
    """Ended, and can be taken back; newest first."""
    journal_unread: bool = False
    """True when the journal can't be read now, so that nobody knows about `unfinished` and `undoable`."""
    views: tuple[View, ...] = ()
    definitions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Definitions of workflow actions by code: the portal does not give them back."""
    copy_bytes: int = 0

    @property
    def unsettled(self) -> int:
        """How many drafts and compositions were sent, and nobody knows yet whether they were saved."""
        drafts = sum(each.is_unsettled for each in self.drafts)
        return drafts + sum(each.sent is not None for each in self.compositions)

    @property
    def is_worth_saving(self) -> bool:
        """True when a file would hold something."""
        runs = self.unfinished or self.undoable
        begun = self.drafts or self.compositions or self.pages or self.pending
        return bool(begun or runs or self.views or self.definitions)


class LeftoverShelf:
    """Looks into everything that remembers something by connection, by portal, or by person.

    `copies` is the folder with the copies of portals.
    """

    def __init__(self, book: ConnectionBook, memory: Database, journal: Journal, copies: Path, clock: Clock) -> None:
        self._book = book
        self._memory = memory
        self._journal = journal
        self._copies = copies
        self._clock = clock

    async def of(self, connection_id: str) -> Leftovers:
        """What lies here of a connection. Raises NoSuchConnection, StoreUnusable.

        A journal that can't be read does not keep anybody from forgetting a connection.
        """
        connection = await self._book.get(connection_id)
        portal, user_id = connection.portal, connection.user_id
        try:
            unfinished = await self._journal.unfinished(portal, user_id)
            undoable = await self._journal.undoable(portal, user_id)
        except StoreUnusable:
            unfinished, undoable, unread = (), (), True
        else:
            unread = False
        return Leftovers(
            connection=connection,
            shared_with=await self._others(connection),
            drafts=await Drafts(self._memory).all(connection_id),
            compositions=await self._begun(connection_id),
            pages=await PageDrafts(self._memory, connection_id).all(),
            pending=await PendingEditBook(self._memory, portal, user_id).all(),
            unfinished=unfinished,
            undoable=undoable,
            journal_unread=unread,
            views=await Views(self._memory, portal).all(),
            definitions=await Definitions(self._memory).all(portal),
            copy_bytes=await leaving.size_bytes(self._copy_of(connection)),
        )

    async def save(self, left: Leftovers, path: Path) -> None:
        """Writes everything into one readable file (`exporting.leftovers_file`), which only its owner may read.

        Nothing of it is a secret. Raises ExportFailed, StoreUnusable; then an older file of that name is as it was.
        """
        await write_file(path, self._parts(left), LeftoversFormat(left.connection, left.shared_with, self._clock.now()))

    async def clear_copy(self, connection: Connection) -> None:
        """Removes the copy of a connection's portal, unless another connection or another Daybook uses it.

        Raises StoreUnusable.
        """
        if not await self._others(connection):
            await leaving.remove(self._copy_of(connection))

    async def _others(self, connection: Connection) -> tuple[str, ...]:
        """The names of the other connections of this person to this portal."""
        whose = (connection.portal, connection.user_id)
        known = await self._book.all()
        return tuple(each.name for each in known if (each.portal, each.user_id) == whose and each.id != connection.id)

    async def _begun(self, connection_id: str) -> tuple[KeptComposition, ...]:
        """A form that was opened and left blank is nobody's loss."""
        found = await Compositions(self._memory, connection_id).all()
        return tuple(each for each in found if each.sent is not None or not each.draft.is_blank)

    def _copy_of(self, connection: Connection) -> Path:
        return path_for(self._copies, connection.portal, connection.user_id)

    async def _parts(self, left: Leftovers) -> AsyncGenerator[Sequence[Part]]:
        yield await asyncio.to_thread(
            lambda: [
                *(("drafts", leftovers_file.draft(each)) for each in left.drafts),
                *(("compositions", leftovers_file.composition(each)) for each in left.compositions),
                *(("page_drafts", leftovers_file.page(each)) for each in left.pages),
                *(("pending_edits", leftovers_file.edit(each)) for each in left.pending),
            ]
        )
        for section, heads in (("unfinished_runs", left.unfinished), ("undoable_runs", left.undoable)):
            for head in heads:
                rows = await self._journal.rows(head.id)
                yield [(section, await asyncio.to_thread(leftovers_file.run, head, rows))]
        yield await asyncio.to_thread(
            lambda: [
                *(("views", leftovers_file.view(each)) for each in left.views),
                *(("workflow_actions", {"code": code, **fields}) for code, fields in left.definitions.items()),
            ]
        )
