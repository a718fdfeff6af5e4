"""The entity browser: deals, leads, contacts, companies and smart processes, and what each still owes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from daybook.bitrix import activities, entities
from daybook.bitrix.portal import Portal
from daybook.domain.activity import Activity
from daybook.domain.clock import Clock
from daybook.domain.entities import DEAL, Entity, EntityRef, Person
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
    """Everything the list shows. `more` is true when the portal has further items that were not read yet."""

    type_id: int = DEAL
    text: str = ""
    rows: tuple[EntityRow, ...] = ()
    loading: bool = False
    more: bool = False


class EntityBrowser:
    """Lists the items of one type, newest first, page by page, and counts their open activities."""

    def __init__(self, portal: Portal, people: People, clock: Clock) -> None:
        self._portal = portal
        self._people = people
        self._clock = clock
        self._found: list[Entity] = []
        self._open: dict[EntityRef, list[Activity]] = {}
        self._counted: set[EntityRef] = set()
        self._next: int | None = None
        self.content = BrowserContent()
        self.changed = Listeners()

    async def show(self, type_id: int, text: str = "") -> None:
        """Replaces the list by the items of a type whose title or name holds `text`. Raises PortalError."""
        wish = (type_id, text.strip())
        if type_id != self.content.type_id:
            self._found = []
        self.content = replace(self.content, type_id=type_id, text=wish[1])
        self._present(loading=True)
        try:
            page = await entities.page(self._portal, type_id, text=wish[1])
            self._found, self._next = list(page.items), page.next
            await self._enrich(page.items)
        finally:
            self._present()

    async def show_more(self) -> None:
        """Reads the next page of the same list; does nothing when there is none."""
        if self._next is None or self.content.loading:
            return
        self._present(loading=True)
        try:
            page = await entities.page(self._portal, self.content.type_id, text=self.content.text, start=self._next)
            known = {each.ref for each in self._found}
            self._found += [each for each in page.items if each.ref not in known]
            self._next = page.next
            await self._enrich(page.items)
        finally:
            self._present()

    async def refresh(self) -> None:
        """Reads the same list again, from its beginning."""
        await self.show(self.content.type_id, self.content.text)

    async def recount(self, refs: Iterable[EntityRef]) -> None:
        """Counts the open activities of these items again, after one of theirs was changed."""
        shown = [ref for ref in refs if any(each.ref == ref for each in self._found)]
        await self._count(shown)
        self._present(loading=self.content.loading)

    def tick(self) -> None:
        """Time went by: what became overdue is counted so."""
        self._present(loading=self.content.loading)

    async def _enrich(self, found: Iterable[Entity]) -> None:
        found = tuple(found)
        self._present(loading=True)
        await self._people.know(each.responsible_id for each in found)
        self._present(loading=True)
        await self._count([each.ref for each in found])

    async def _count(self, refs: list[EntityRef]) -> None:
        if not refs:
            return
        type_id = refs[0].type_id
        opened = await activities.open_by_owners(self._portal, type_id, [ref.id for ref in refs])
        for ref in refs:
            self._open[ref] = [each for each in opened if each.owner == ref]
        self._counted.update(refs)

    def _present(self, *, loading: bool = False) -> None:
        now = self._clock.now()
        owed = {ref: count_owed(self._open.get(ref, ()), now) for ref in self._counted}
        rows = tuple(_row(each, self._people.known, owed) for each in self._found)
        new = replace(self.content, rows=rows, loading=loading, more=self._next is not None)
        if new != self.content:
            self.content = new
            self.changed.tell()


def count_owed(opened: Iterable[Activity], now: datetime) -> Owed:
    """How many activities are open, and how many of them overdue. Pure."""
    late = [each.is_overdue(now) for each in opened if not each.completed]
    return Owed(open=len(late), overdue=sum(late))


def _row(entity: Entity, people: Mapping[int, Person], owed: Mapping[EntityRef, Owed]) -> EntityRow:
    return EntityRow(entity, people.get(entity.responsible_id or 0), owed.get(entity.ref))
