"""The entity browser: deals, leads, contacts, companies and smart processes, and what each still owes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from daybook.bitrix import activities, entities
from daybook.bitrix.errors import Unreachable
from daybook.bitrix.portal import Portal
from daybook.domain.activity import Activity
from daybook.domain.clock import Clock
from daybook.domain.entities import DEAL, Entity, EntityRef, Person
from daybook.store.copy.copy import PortalCopy
from daybook.work.listeners import Listeners
from daybook.work.people import People


@dataclass(frozen=True, slots=True)
class Owed:
    """What one item still owes its customer: open activities, and how many of them are past their deadline."""

    open: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One item in the list. `owed` is None until the portal has counted."""

    entity: Entity
    responsible: Person | None
    owed: Owed | None


@dataclass(frozen=True, slots=True)
class BrowserContent:
    """Everything the list shows. `more` is true when the portal has further items that were not read yet.

    `failed` is true when the last reading did not end well: the rows, if any, are those of an earlier one. `offline` is
    true when the portal could not be reached and the rows are those of this machine's copy.
    """

    type_id: int = DEAL
    text: str = ""
    rows: tuple[EntityRow, ...] = ()
    loading: bool = False
    more: bool = False
    failed: bool = False
    offline: bool = False


class EntityBrowser:
    """Lists the items of one type, newest first, page by page, and counts their open activities.

    What the portal can't be asked for stands in the copy, as it was known last.
    """

    def __init__(self, portal: Portal, people: People, copy: PortalCopy, clock: Clock) -> None:
        self._portal = portal
        self._copy = copy
        self._offline = False
        self._people = people
        self._clock = clock
        self._found: list[Entity] = []
        self._found_for: tuple[int, str] | None = None  # the type and text that `_found` answers
        self._open: dict[EntityRef, list[Activity]] = {}
        self._counted: set[EntityRef] = set()
        self._next: int | None = None
        self._turn = 0
        self.content = BrowserContent()
        self.changed = Listeners()

    async def show(self, type_id: int, text: str = "") -> None:
        """Replaces the list by the items of a type whose title or name holds `text`. Raises PortalError.

        Until they are there, and when they can't be read, the old items stay if they are of the same type and text.
        """
        if type_id != self.content.type_id:
            self._found, self._next = [], None
        self.content = replace(self.content, type_id=type_id, text=text.strip())
        await self._read(0)

    async def show_more(self) -> None:
        """Reads the next page of the same list; does nothing when there is none."""
        if self._next is not None and not self.content.loading:
            await self._read(self._next)

    async def refresh(self) -> None:
        """Reads the same list again, from its beginning."""
        await self.show(self.content.type_id, self.content.text)

    async def find(self, ref: EntityRef) -> EntityRow | None:
        """One item, whether it is in the list or not; None when it is gone or not for this person."""
        listed = next((row for row in self.content.rows if row.entity.ref == ref), None)
        if listed is not None:
            return listed
        try:
            found = await entities.by_refs(self._portal, [ref])
        except Unreachable:
            found = await self._copy.entities([ref])
        if not found:
            return None
        await self._people.know([found[0].responsible_id])
        return _row(found[0], self._people.known, {})

    async def recount(self, refs: Iterable[EntityRef]) -> None:
        """Counts the open activities of these items again, after one of theirs was changed."""
        shown = [ref for ref in refs if any(each.ref == ref for each in self._found)]
        await self._count(shown)
        self.tick()

    def tick(self) -> None:
        """Time went by: what became overdue is counted so."""
        self._present(loading=self.content.loading, failed=self.content.failed)

    async def _read(self, start: int) -> None:
        """Reads a page, then who is responsible, then what is owed; shows each as it comes.

        What was cancelled says nothing more: a newer reading is about to, or nobody listens.
        """
        self._turn += 1
        turn = self._turn
        self._present(loading=True)
        try:
            await self._read_page(start)
        except Exception:
            self._conclude(turn, failed=True)
            raise
        self._conclude(turn)

    def _conclude(self, turn: int, *, failed: bool = False) -> None:
        if turn == self._turn:
            if self._found_for != self._wish:
                self._found, self._next = [], None
            self._present(failed=failed)

    async def _read_page(self, start: int) -> None:
        page = await self._page(start)
        before = self._found if start else []
        known = {each.ref for each in before}
        self._found = [*before, *(each for each in page.items if each.ref not in known)]
        self._found_for, self._next = self._wish, page.next
        self._present(loading=True)
        await self._people.know(each.responsible_id for each in page.items)
        self._present(loading=True)
        await self._count([each.ref for each in page.items])

    async def _page(self, start: int) -> entities.Page:
        try:
            page = await entities.page(self._portal, self.content.type_id, text=self.content.text, start=start)
        except Unreachable:
            found, total = await self._copy.find_entities(self.content.type_id, self.content.text, start=start)
            if not found:
                raise  # nothing is known: that is not the same as nothing there
            self._offline = True
            more = start + len(found)
            return entities.Page(tuple(found), more if more < total else None, total)
        self._offline = False
        return page

    @property
    def _wish(self) -> tuple[int, str]:
        return self.content.type_id, self.content.text

    async def _count(self, refs: list[EntityRef]) -> None:
        if not refs:
            return
        if self._offline:
            opened = await self._copy.activities_of(refs, only_open=True)
        else:
            opened = await activities.open_by_owners(self._portal, refs[0].type_id, [ref.id for ref in refs])
        for ref in refs:
            self._open[ref] = [each for each in opened if each.owner == ref]
        self._counted.update(refs)

    def _present(self, *, loading: bool = False, failed: bool = False) -> None:
        now = self._clock.now()
        owed = {ref: count_owed(self._open.get(ref, ()), now) for ref in self._counted}
        rows = tuple(_row(each, self._people.known, owed) for each in self._found)
        new = replace(self.content, rows=rows, loading=loading, more=self._next is not None, failed=failed)
        new = replace(new, offline=self._offline)
        if new != self.content:
            self.content = new
            self.changed.tell()


def count_owed(opened: Iterable[Activity], now: datetime) -> Owed:
    """How many activities are open, and how many of them overdue. Pure."""
    late = [each.is_overdue(now) for each in opened if not each.completed]
    return Owed(open=len(late), overdue=sum(late))


def _row(entity: Entity, people: Mapping[int, Person], owed: Mapping[EntityRef, Owed]) -> EntityRow:
    return EntityRow(entity, people.get(entity.responsible_id or 0), owed.get(entity.ref))
