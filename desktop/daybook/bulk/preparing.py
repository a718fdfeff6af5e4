"""From a recipe to a plan: reads what is selected, fresh, and what else the change asks for. Sends nothing."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import Any, Final

from daybook.bitrix import entities, users
from daybook.bitrix.errors import MissingScope, Refused
from daybook.bitrix.harvest import Lot
from daybook.bitrix.portal import Portal
from daybook.bitrix.system_activities import Communication
from daybook.bulk import selecting
from daybook.bulk.picking import Calendar, people_of, spread_days
from daybook.bulk.plan_creating import Item
from daybook.bulk.planning import Facts, Fresh, Planner
from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.changes.change import ByLoad, Change, SpreadDeadline
from daybook.domain.changes.recipe import Selection
from daybook.domain.changes.recipe_days import resolve_filter
from daybook.domain.changes.templates import names_in
from daybook.domain.entities import CONTACT, Entity, EntityRef
from daybook.domain.run import Row
from daybook.store.pings import NOTHING_KNOWN, KnownTodos

_ITEM_NAMES: Final = frozenset({"deal.title", "lead.title", "contact.name", "company.title", "item.title"})


class TooMany(Exception):
    """More rows are selected than may be. `found` and `allowed` count rows; nothing was read beyond the count."""

    def __init__(self, found: int, allowed: int) -> None:
        super().__init__(f"{found} > {allowed}")
        self.found = found
        self.allowed = allowed


@dataclass(frozen=True, slots=True)
class Plan:
    """Every selected row, with its steps or the reason why it has none."""

    rows: tuple[Row, ...]
    people: Mapping[int, str] = field(default_factory=dict)
    """Names of the people in it, as far as they may be read."""

    def without(self, numbers: Iterable[int], reason: str) -> "Plan":
        """The same, with these rows left out for this reason."""
        left_out = frozenset(numbers)
        rows = (replace(row, steps=(), skipped=reason) if row.number in left_out else row for row in self.rows)
        return replace(self, rows=tuple(rows))


class Preparing:
    """Makes plans on one portal, as one person."""

    def __init__(self, portal: Portal, known: KnownTodos, *, me: int) -> None:
        self._portal = portal
        self._known = known
        self._me = me

    async def plan(
        self,
        select: Selection,
        change: Change,
        calendar: Calendar,
        *,
        allowed: int | None = None,
        progress: Callable[[int, int], None] = lambda _read, _of: None,
    ) -> Plan:
        """The plan. `allowed` None = any number of rows; `progress` is told how many of how many were read.

        Raises TooMany, PortalError, StoreUnusable.
        """
        if change.create is not None:
            return await self._creations(select, change, calendar, allowed)
        found: dict[int, Activity | None] = {}
        async for portion, total in self._selected(select, calendar, allowed):
            found |= portion
            progress(len(found), total)
        facts = await self._facts(change, calendar, [each for each in found.values() if each is not None])
        planner = Planner(change, calendar, facts, me=self._me, by_application=self._portal.is_application)
        fresh = await self._fresh(change, found)

        def planned() -> tuple[Row, ...]:
            return tuple(planner.row(number, key, fresh.get(key)) for number, key in enumerate(found))

        # Ten thousand rows take a third of a second, which a window must not wait for.
        return Plan(await asyncio.to_thread(planned), facts.people)

    # What is selected

    async def _selected(
        self, select: Selection, calendar: Calendar, allowed: int | None
    ) -> AsyncIterator[tuple[dict[int, Activity | None], int]]:
        if select.ids is not None:
            ids = list(dict.fromkeys(select.ids))
            _guard(len(ids), allowed)
            begin = 0
            async for found in selecting.by_ids(self._portal, ids):
                portion = ids[begin : begin + selecting.IDS_A_REQUEST]
                begin += len(portion)
                yield {number: found.get(number) for number in portion}, len(ids)
            return
        wanted = self._resolved(select, calendar)
        total = await selecting.count(self._portal, wanted, Lot())
        _guard(total, allowed)
        if total:
            async for rows in selecting.by_filter(self._portal, wanted, total):
                yield {each.id: each for each in rows}, total

    def _resolved(self, select: Selection, calendar: Calendar) -> dict[str, Any]:
        return resolve_filter(select.filter or {}, today=calendar.today, zone=calendar.zone, week=calendar.week)

    async def _fresh(self, change: Change, found: Mapping[int, Activity | None]) -> dict[int, Fresh]:
        there = {number: each for number, each in found.items() if each is not None}
        bound: Mapping[int, tuple[EntityRef, ...]] = {}
        if change.bind or change.unbind or change.move:
            bound = await selecting.bindings_of(self._portal, there)
        blocks: Mapping[int, Mapping[str, Any] | None] = {}
        if change.blocks is not None and self._portal.is_application:
            blocks = await selecting.blocks_of(self._portal, {number: each.owner for number, each in there.items()})
        known = await self._known.among(self._portal.address, there) if _writes_whole(change) else {}
        return {
            number: Fresh(each, bound.get(number, ()), blocks.get(number), known.get(number, NOTHING_KNOWN))
            for number, each in there.items()
        }

    # What else is asked for

    async def _facts(self, change: Change, calendar: Calendar, rows: Sequence[Activity]) -> Facts:
        named = {name for text in _texts(change) for name in names_in(text)}
        owners = {each.owner for each in rows} if named & _ITEM_NAMES else set()
        chosen = people_of(change.responsible)
        people = {each.responsible_id for each in rows if each.responsible_id} if "responsible" in named else set()
        return Facts(
            open_counts=await self._counts(change),
            taken=await self._taken(change, calendar, rows),
            items=await self._items(owners, with_people=False),
            people=await self._people({*chosen, *people}),
        )

    async def _counts(self, change: Change) -> dict[int, int]:
        choices = (change.responsible, change.create.responsible if change.create else None)
        wanted = [person for choice in choices if isinstance(choice, ByLoad) for person in choice.person_ids]
        return await selecting.open_counts(self._portal, wanted)

    async def _taken(
        self, change: Change, calendar: Calendar, rows: Sequence[Activity]
    ) -> Mapping[tuple[int | None, date], int]:
        """Other people's days fill up too, but only those of the people among whom it is spread matter."""
        if not isinstance(change.deadline, SpreadDeadline):
            return {}
        days = spread_days(change.deadline, calendar)
        if not days:
            return {}
        people = {each.responsible_id for each in rows if each.responsible_id} | set(people_of(change.responsible))
        selected = {each.id for each in rows}
        wanted = {
            "COMPLETED": "N",
            "@RESPONSIBLE_ID": sorted(people),
            ">=DEADLINE": _start_of(days[0], calendar),
            "<DEADLINE": _start_of(days[-1] + timedelta(days=1), calendar),
        }
        total = await selecting.count(self._portal, wanted, Lot())
        taken: Counter[tuple[int | None, date]] = Counter()
        seen: set[int] = set()
        async for page in selecting.by_filter(self._portal, wanted, total):
            for each in page:
                if each.id not in selected and each.id not in seen and each.deadline is not None:
                    taken[each.responsible_id, each.deadline.astimezone(calendar.zone).date()] += 1
                seen.add(each.id)
        return taken

    async def _people(self, ids: Iterable[int]) -> dict[int, str]:
        """Names are a help, not a condition: a secret that may not read them plans all the same."""
        wanted = sorted(set(ids))
        if not wanted:
            return {}
        try:
            return {each.id: each.name for each in await users.by_ids(self._portal, wanted)}
        except (MissingScope, Refused):
            return {}

    async def _items(self, refs: Iterable[EntityRef], *, with_people: bool) -> dict[EntityRef, Item]:
        wanted = sorted(set(refs))
        if not wanted:
            return {}
        found = await entities.by_refs(self._portal, wanted)
        if not with_people:
            return {each.ref: Item(each.ref, each.title) for each in found}
        contacts = {EntityRef(CONTACT, each.contact_id) for each in found if each.contact_id}
        near = {each.ref: each for each in await entities.by_refs(self._portal, contacts)} if contacts else {}
        return {each.ref: _with_communication(each, near) for each in found}

    # Creating

    async def _creations(self, select: Selection, change: Change, calendar: Calendar, allowed: int | None) -> Plan:
        owners = await self._owners(select, calendar, allowed)
        template = change.create
        if template is None:
            raise ValueError("this change creates nothing")
        items = await self._items(owners, with_people=template.kind is not ActivityKind.TODO)
        if template.kind is ActivityKind.CALL:
            items = {ref: item if _has_number(item) else replace(item, contacted=None) for ref, item in items.items()}
        people = await self._people({self._me, *people_of(template.responsible)})
        facts = Facts(open_counts=await self._counts(change), items=items, people=people)
        planner = Planner(change, calendar, facts, me=self._me, by_application=self._portal.is_application)
        return Plan(tuple(planner.creating(number, owner) for number, owner in enumerate(owners)), people)

    async def _owners(self, select: Selection, calendar: Calendar, allowed: int | None) -> list[EntityRef]:
        if select.entity_type is None:
            owners: list[EntityRef] = []
            async for portion, _ in self._selected(select, calendar, allowed):
                owners += [each.owner for each in portion.values() if each is not None]
            return list(dict.fromkeys(owners))
        type_id = select.entity_type
        if select.ids is not None:
            _guard(len(select.ids), allowed)
            return [EntityRef(type_id, number) for number in dict.fromkeys(select.ids)]
        lot = Lot(type_id=type_id)
        wanted = self._resolved(select, calendar)
        total = await selecting.count(self._portal, wanted, lot)
        _guard(total, allowed)
        found = await selecting.ids_of(self._portal, wanted, lot, total) if total else []
        return [EntityRef(type_id, number) for number in found]


def _guard(found: int, allowed: int | None) -> None:
    if allowed is not None and found > allowed:
        raise TooMany(found, allowed)


def _writes_whole(change: Change) -> bool:
    return change.pings is not None or any("pings" in values for values in change.values.values())


def _texts(change: Change) -> list[str]:
    return [each.text for each in (change.title, change.description) if each is not None]


def _start_of(day: date, calendar: Calendar) -> str:
    return calendar.at(day, time()).astimezone(calendar.zone).isoformat()


def _with_communication(entity: Entity, near: Mapping[EntityRef, Entity]) -> Item:
    """The first telephone number of the item or of its contact; else the contact's, or its own, name."""
    contact = near.get(EntityRef(CONTACT, entity.contact_id)) if entity.contact_id else None
    people = [each for each in (contact, entity) if each is not None]
    numbers = [Communication(c.value, each.ref) for each in people for c in each.channels if c.kind == "PHONE"]
    named = [Communication(each.title, each.ref) for each in people if each.title]
    return Item(entity.ref, entity.title, next(iter([*numbers, *named]), None))


def _has_number(item: Item) -> bool:
    return item.contacted is not None and any(sign.isdigit() for sign in item.contacted.value)
