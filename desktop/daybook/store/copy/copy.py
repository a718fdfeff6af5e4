"""The copy of one portal as one user sees it: written by one thread, read by two."""

import asyncio
import hashlib
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import Final, Self, TypeVar

from daybook.domain.activity import Activity
from daybook.domain.entities import Entity, EntityRef, Person
from daybook.domain.filtering import Filter, Order
from daybook.domain.grouping import Group, GroupBy
from daybook.domain.listing import ActivityLine
from daybook.store.copy import groups, orders, reads, writes
from daybook.store.copy.codes import seconds
from daybook.store.copy.look import Look
from daybook.store.copy.recall import Recall
from daybook.store.copy.schema import MIGRATIONS, ORDERS
from daybook.store.database import Database, StoreUnusable
from daybook.store.lock import FileLock, LockBusy
from daybook.store.reading import Reading

T = TypeVar("T")

MEMORY: Final = "memory"
PAGE_BYTES: Final = 8_192
"""A portion of a first load touches nearly every page of some indexes, and each is written twice."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a write touched. `ids` None = too many to name: look at everything again."""

    ids: frozenset[int] | None = None
    owners: bool = False
    """True when titles of items, or people, may be others now."""


class CopyDamaged(Exception):
    """The file of a copy was damaged and stands aside at `aside`; a new one is being read from the portal."""

    def __init__(self, aside: Path) -> None:
        super().__init__(aside.name)
        self.aside = aside


class PortalCopy:
    """Made by `open`; `aclose` it. Every call raises StoreUnusable when the file is at fault.

    `observers` are called on the loop after each write.
    """

    def __init__(self, path: Path, memory: Path | None, portal: str) -> None:
        self.path = path
        self.portal = portal
        self.observers: list[Callable[[Changed], None]] = []
        self.was_damaged: Path | None = None
        """Where a damaged file was set aside when this one was opened; None usually."""
        self.is_second = False
        """True when another Daybook keeps this copy up to date: this one must not load or sweep."""
        self._writing = Database(path, MIGRATIONS, page_bytes=PAGE_BYTES)
        beside = {} if memory is None else {MEMORY: memory}
        self._listing = Reading(path)
        self._recall = Recall()
        """For `_listing` alone."""
        self._paging = Reading(path, beside=beside)
        self._locks = AsyncExitStack()
        self._version: int | None = None

    @classmethod
    async def open(cls, path: Path, *, portal: str, memory: Path | None = None) -> Self:
        """The copy in the file at `path`, made when it is missing, and begun anew when it is damaged.

        `memory` is the file that knows the reminders of to-dos. Raises StoreUnusable (`disk`, `newer`, `locked`).
        """
        if not await asyncio.to_thread(_condemned(path).exists):
            try:
                return await cls(path, memory, portal).begin()
            except StoreUnusable as error:
                if error.reason != "damaged":
                    raise
        aside = await asyncio.to_thread(set_aside, path)
        copy = await cls(path, memory, portal).begin()
        copy.was_damaged = aside
        return copy

    async def begin(self) -> Self:
        """Opens the file and claims it; part of `open`."""
        try:
            await self._writing.run(_look)
            await self._claim()
        except BaseException:
            await self.aclose()
            raise
        return self

    async def aclose(self) -> None:
        """Ends what is under way and closes the file."""
        await asyncio.to_thread(self._close)
        await self._locks.aclose()

    async def condemn(self) -> None:
        """The file is damaged, as its use has shown: the next `open` sets it aside. Raises StoreUnusable."""
        try:
            await asyncio.to_thread(_condemned(self.path).touch)
        except OSError as exc:
            raise StoreUnusable(self.path, "disk") from exc

    # Writing

    async def put_activities(self, found: Sequence[Activity]) -> None:
        """Takes these activities as the portal shows them now."""
        if found:
            await self._writing.run(lambda db: writes.put_activities(db, found))
            self._tell(Changed(frozenset(each.id for each in found)))

    async def drop_activities(self, ids: Iterable[int]) -> None:
        """Forgets these activities: the portal has them no longer."""
        gone = frozenset(ids)
        if gone:
            await self._writing.run(lambda db: writes.drop_activities(db, gone))
            self._tell(Changed(gone))

    async def put_entities(self, found: Sequence[Entity]) -> None:
        """Takes these items as the portal shows them now."""
        if found:
            await self._writing.run(lambda db: writes.put_entities(db, found))
            self._tell(Changed(frozenset(), owners=True))

    async def drop_entities(self, refs: Iterable[EntityRef]) -> None:
        """Forgets these items."""
        gone = frozenset(refs)
        if gone:
            await self._writing.run(lambda db: writes.drop_entities(db, gone))
            self._tell(Changed(frozenset(), owners=True))

    async def put_people(self, found: Sequence[Person]) -> None:
        """Takes these people as the portal shows them now."""
        if found:
            await self._writing.run(lambda db: writes.put_people(db, found))
            self._tell(Changed(frozenset(), owners=True))

    async def put_bindings(self, activity_id: int, refs: Sequence[EntityRef], read_at: datetime) -> None:
        """Takes what an activity is bound to, its owner included, as read at that moment."""
        read_s = seconds(read_at) or 0
        await self._writing.run(lambda db: writes.put_bindings(db, activity_id, refs, read_s))
        self._tell(Changed(frozenset({activity_id})))

    async def put_mark(self, name: str, value: str | None) -> None:
        """Notes something small under a name; None forgets it."""
        await self._writing.run(lambda db: writes.put_mark(db, name, value))

    async def expect_many(self) -> None:
        """Most of the rows are about to come: what need not be in order before is put in order by `arrange`."""
        await self._writing.run(writes.postpone_merging)

    async def arrange(self) -> None:
        """Makes every order and the search quick, now that most of the rows are there; at once when that is done.

        Piece by piece, so that other writes come between.
        """
        if self.is_second or await self._paging.run(reads.is_arranged):
            return
        while not await self._writing.run(writes.merge_words):
            pass
        await self._writing.run(writes.resume_merging)
        for index in ORDERS:
            await self._writing.run(lambda db, index=index: db.execute(index))  # type: ignore[misc]

    async def write(self, work: Callable[[sqlite3.Connection], T], changed: Changed) -> T:
        """Several `writes` as one, all or nothing."""
        done = await self._writing.run(work)
        self._tell(changed)
        return done

    # Reading

    async def ids(self, wanted: Filter, order: Order, *, limit: int | None = None) -> "array[int]":
        """The ids of what a filter shows, in order; the first `limit` of them. Cancelling ends the query."""
        return await self._listing.run(lambda db: orders.ids(db, wanted, order, limit, recall=self._recall))

    async def grouped(
        self, wanted: Filter, order: Order, by: GroupBy, *, now: datetime, zone: tzinfo, first_weekday: int = 0
    ) -> "tuple[array[int], list[Group]]":
        """The ids of what a filter shows, group by group and in order within each; and the groups, in their order.

        Days are those of `zone`, weeks begin on `first_weekday` (Monday = 0); what is overdue is so at `now`.
        """
        calendar = groups.Calendar(now, zone, first_weekday)
        return await self._listing.run(lambda db: groups.grouped(db, wanted, order, by, calendar))

    async def count(self, wanted: Filter) -> int:
        """How many activities a filter shows."""
        return await self._listing.run(lambda db: reads.count(db, wanted))

    async def look(self, work: Callable[[Look], T]) -> T:
        """The answer to several questions that belong together, all from one moment. Cancelling ends the queries."""
        return await self._listing.run(lambda db: work(Look(db, self._recall)))

    async def find_entities(
        self, type_id: int, text: str, *, start: int = 0, limit: int = 50
    ) -> tuple[list[Entity], int]:
        """Items of a type whose title holds these words, newest first, and how many there are."""
        return await self._paging.run(lambda db: reads.find_entities(db, type_id, text, start, limit))

    async def activities_of(self, refs: Iterable[EntityRef], *, only_open: bool = False) -> list[Activity]:
        """The activities that these items own, or are known to be bound to; each once."""
        asked = list(refs)
        return await self._paging.run(lambda db: reads.activities_of(db, asked, only_open=only_open))

    async def entity_ids(self, type_id: int) -> list[int]:
        """The ids of all items of a type, ascending."""
        return await self._listing.run(lambda db: reads.entity_ids(db, type_id))

    async def lines(self, ids: Sequence[int]) -> list[ActivityLine]:
        """These activities as lines, in this order; those that are gone are left out."""
        asked = list(ids)
        return await self._paging.run(
            lambda db: reads.activity_lines(db, asked, portal=self.portal, with_pings=MEMORY in self._paging.beside)
        )

    async def activity(self, activity_id: int) -> Activity | None:
        """A whole activity; None when it is not in the copy."""
        return await self._paging.run(lambda db: reads.activity(db, activity_id))

    async def activities(self, ids: Iterable[int]) -> list[Activity]:
        """These activities whole, as far as they are in the copy."""
        asked = list(ids)
        return await self._paging.run(
            lambda db: [each for number in asked if (each := reads.activity(db, number)) is not None]
        )

    async def entities(self, refs: Iterable[EntityRef]) -> list[Entity]:
        """These items, as far as they were read."""
        asked = list(refs)
        return await self._paging.run(lambda db: reads.entities(db, asked))

    async def people(self) -> list[Person]:
        """Everybody who was read, by name."""
        return await self._paging.run(reads.people)

    async def unknown_people(self) -> set[int]:
        """Whoever is responsible for an activity or wrote one, and was not read."""
        return await self._paging.run(reads.unknown_people)

    async def mark(self, name: str) -> str | None:
        """What was noted under a name; None for nothing."""
        return await self._paging.run(partial(reads.mark, name=name))

    async def look_elsewhere(self) -> bool:
        """Tells the observers when another process wrote into the copy since the last look; returns whether it did."""
        before, self._version = self._version, await self._paging.version()
        if before is None or before == self._version:
            return False
        self._tell(Changed(None, owners=True))
        return True

    # Inside

    async def _claim(self) -> None:
        try:
            await self._locks.enter_async_context(FileLock(self.path.with_suffix(".lock")).held(0))
        except LockBusy:
            self.is_second = True

    def _close(self) -> None:
        for each in (self._listing, self._paging, self._writing):
            each.close()

    def _tell(self, changed: Changed) -> None:
        for observer in tuple(self.observers):
            observer(changed)


def path_for(folder: Path, portal: str, user_id: int) -> Path:
    """The file of one portal (scheme://host[:port]) and user, below `folder`."""
    host = portal.partition("://")[2]
    readable = "".join(letter if letter.isalnum() or letter in ".-" else "-" for letter in host)[:60]
    digest = hashlib.sha256(portal.encode()).hexdigest()[:8]
    return folder / f"{readable}-{digest}-{user_id}.sqlite"


def set_aside(path: Path) -> Path:
    """Gives a damaged file another name, so that a new one can begin; returns that name. Raises StoreUnusable."""
    aside = path.with_name(f"{path.stem}.damaged{path.suffix}")
    try:
        if path.exists():
            path.replace(aside)
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        _condemned(path).unlink(missing_ok=True)
    except OSError as exc:
        raise StoreUnusable(path, "disk") from exc
    return aside


def _condemned(path: Path) -> Path:
    """Whose being there says that the file is damaged."""
    return path.with_suffix(".condemned")


def _look(db: sqlite3.Connection) -> None:
    """Reads something of every table: a file that is damaged at its root says so now."""
    for table in ("activities", "texts", "entities", "people", "bindings", "marks"):
        db.execute(f"SELECT * FROM {table} LIMIT 1").fetchall()
