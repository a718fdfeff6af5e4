"""A change of many rows while it is composed and looked at. Nothing is sent before `apply`."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Final, Protocol

from daybook.bitrix.errors import PortalError
from daybook.bulk.picking import Calendar, people_of
from daybook.bulk.preparing import Plan, TooMany
from daybook.domain.calendar import UnknownCountry
from daybook.domain.changes.change import Change
from daybook.domain.changes.recipe import Options, Recipe, Selection
from daybook.domain.changes.recipe_file import write_recipe
from daybook.domain.clock import Clock
from daybook.domain.entities import Entity, EntityRef, Person
from daybook.domain.run import Field
from daybook.domain.workdays import WorkWeek
from daybook.work.changing.draft import draft_of, order_of, ordered, state_of
from daybook.work.changing.judged import JudgedPlan, Ticks, judge
from daybook.work.changing.parts import Part, offered, parts_of
from daybook.work.changing.state import ChangingState, Looked, Picked
from daybook.work.listeners import Listeners
from daybook.work.page_keeping import Keeping
from daybook.work.people import People

PAGE: Final = "change"
"""Under this name it is kept."""


class Planning(Protocol):
    """Makes plans; `bulk.preparing.Preparing` is the real one."""

    async def plan(
        self,
        select: Selection,
        change: Change,
        calendar: Calendar,
        *,
        allowed: int | None = None,
        progress: Callable[[int, int], None] = ...,
    ) -> Plan:
        """The plan, after a fresh read. Raises PortalError, TooMany, StoreUnusable."""


class Starting(Protocol):
    """Takes a plan over and sends it; `work.running.desk.RunDesk` is the real one."""

    async def start(self, plan: Plan, title: str, *, recipe: str = "") -> str:
        """Writes the plan down and begins it; returns the id of the run. Raises StoreUnusable."""


class ItemsKnown(Protocol):
    """Knows items without asking the portal; `store.copy.PortalCopy` is the real one."""

    async def entities(self, refs: Iterable[EntityRef]) -> list[Entity]:
        """Those that are known."""


WeekOf = Callable[[Options], Awaitable[WorkWeek]]
"""The working days as a recipe asks for them. Raises UnknownCountry."""
Remember = Callable[[Recipe, int], Awaitable[None]]
"""Notes how many rows a recipe selected: without a window it may select a little more, and no more than that."""


Ran = Callable[[str, datetime], Awaitable[bool]]
"""Whether a run with a recipe of this digest was begun since then."""


class Changing:
    """One change at a time, kept as it was left, also on disk (`restore`).

    `changed` tells that `state` is a new value. Knows no widget.
    """

    def __init__(
        self,
        *,
        planning: Planning,
        starting: Starting,
        items: ItemsKnown,
        people: People,
        calendar: Callable[[], Calendar],
        week_of: WeekOf,
        remember: Remember,
        keeper: Keeping,
        ran: Ran,
        clock: Clock,
        by_application: bool,
    ) -> None:
        self._planning = planning
        self._starting = starting
        self._items = items
        self._people = people
        self._calendar = calendar
        self._week_of = week_of
        self._remember = remember
        self._keeper = keeper
        self._ran = ran
        self._clock = clock
        self._titles: dict[EntityRef, str] = {}
        self._turn = 0
        self.by_application = by_application
        """False: a webhook, which can't set content blocks."""
        self.state = ChangingState()
        self.changed = Listeners()

    @property
    def me(self) -> int:
        """Who changes."""
        return self._people.me.id

    @property
    def offered(self) -> tuple[Part, ...]:
        """What can be added to what is composed."""
        picked = self.state.picked
        return offered(self.state.parts, of_items=picked is not None and picked.of_items)

    def person(self, person_id: int) -> Person | None:
        """Somebody met so far."""
        return self._people.known.get(person_id)

    def item_title(self, ref: EntityRef) -> str:
        """The title of an item met so far, else ""."""
        return self._titles.get(ref, "")

    # What was left half-done

    async def restore(self) -> datetime | None:
        """Brings back what was composed in an earlier window; returns when that was, None when there is nothing.

        Nothing is brought back over what is being composed by now, nor what was ordered. Raises StoreUnusable.
        """
        kept = await self._keeper.kept(PAGE)
        if kept is None:
            return None
        order = order_of(kept.draft)
        if order is not None and await self._ran(*order):
            await self._keeper.drop(PAGE)
            return None
        found = await asyncio.to_thread(state_of, kept.draft, self._calendar().zone)
        if found is None or self.state.parts:
            return None
        self._show(replace(found, picked=self.state.picked or found.picked))
        return kept.written

    # Composing

    def pick(self, picked: Picked) -> None:
        """Other rows. What is composed stays, unless nothing of it can be done with such rows."""
        parts = self.state.parts
        if picked.of_items:
            parts = {part: value for part, value in parts.items() if part is Part.CREATE}
        self._show(replace(self.state, picked=picked, parts=parts, problem=None))

    def put(self, part: Part, value: Any) -> None:
        """A line of the form, new or changed; None while it is not filled in."""
        self._show(replace(self.state, parts={**self.state.parts, part: value}))

    def drop(self, part: Part) -> None:
        """Without this line."""
        self._show(replace(self.state, parts={key: value for key, value in self.state.parts.items() if key != part}))

    def open(self, recipe: Recipe, origin: str) -> None:
        """Everything as a recipe says."""
        picked = Picked(recipe.select, origin)
        parts = parts_of(recipe.change)
        self._show(ChangingState(picked=picked, parts=parts, options=recipe.options, title=recipe.title))

    def clear(self) -> None:
        """An empty form for the same rows."""
        self._turn += 1
        self._show(ChangingState(picked=self.state.picked))

    def recipe(self) -> Recipe | None:
        """What is composed, for a file; None while it is not complete."""
        state, change = self.state, self.state.change
        if state.picked is None or change is None:
            return None
        return Recipe(state.picked.select, change, state.options, state.title)

    # Looking

    async def look(self) -> None:
        """Reads the rows and shows what would become of them. A newer look takes the place of this one.

        A portal that can't be asked is told by `state.problem`. Raises StoreUnusable.
        """
        picked, change = self.state.picked, self.state.change
        if picked is None or change is None:
            return
        self._turn += 1
        turn = self._turn
        self._show(replace(self.state, looking=True, done=0, total=picked.count or 0, problem=None))
        try:
            looked = await self._looked(picked.select, change, turn)
            if turn == self._turn:
                self.state = replace(self.state, looked=looked)
        except (PortalError, TooMany, UnknownCountry) as error:
            if turn == self._turn:
                self.state = replace(self.state, problem=error)
        finally:
            if turn == self._turn:
                self._show(replace(self.state, looking=False))

    async def _looked(self, select: Selection, change: Change, turn: int) -> Looked:
        def progress(done: int, total: int) -> None:
            if turn == self._turn:
                self._show(replace(self.state, done=done, total=total))

        calendar, options = self._calendar(), self.state.options
        if options != Options():
            calendar = replace(calendar, week=await self._week_of(options))
        plan = await self._planning.plan(select, change, calendar, progress=progress)
        judged = await asyncio.to_thread(judge, plan, me=self.me)
        if select.ids is None:  # what is listed can't grow
            await self._remember(Recipe(select, change), len(plan.rows))
        await self._learn_names(judged, change)
        return Looked(judged, Ticks(judged), change, select, calendar.now)

    async def _learn_names(self, judged: JudgedPlan, change: Change) -> None:
        """Whom and what the preview names, as far as it may be known."""
        rows = judged.plan.rows
        people, owners = await asyncio.to_thread(_named, rows)
        await self._people.know({*people, *people_of(change.responsible)})
        for each in await self._items.entities(owners):
            self._titles[each.ref] = each.title

    def learn_items(self, items: Iterable[Entity]) -> None:
        """These were found while somebody searched."""
        self._titles |= {each.ref: each.title for each in items}

    # Applying

    async def apply(self, plan: Plan, title: str) -> str:
        """Hands the plan over, once and as it was seen; returns the id of the run, "" when it was not handed over.

        The form is empty afterwards: the run keeps the recipe. Raises StoreUnusable.
        """
        looked = self.state.looked
        if looked is None or not self.state.is_fresh or self.state.ordering:
            return ""
        self._show(replace(self.state, ordering=True))
        try:
            kept = Recipe(looked.select, looked.change, self.state.options, title)
            recipe = (await asyncio.to_thread(write_recipe, kept)).decode()
            run_id = await self._start(plan, title, recipe)
        finally:
            self._show(replace(self.state, ordering=False))
        if self.state.looked is looked:
            self.clear()
        return run_id

    async def _start(self, plan: Plan, title: str, recipe: str) -> str:
        """Whatever happens in between, the draft and the run are never both found later."""
        composed = self.state
        draft = await asyncio.to_thread(draft_of, composed)
        await self._keeper.put(PAGE, ordered(draft, recipe, self._clock.now()))
        try:
            run_id = await self._starting.start(plan, title, recipe=recipe)
        except BaseException:
            self._keep(self.state)
            raise
        if _composed(self.state) == _composed(composed):
            await self._keeper.drop(PAGE)
        return run_id

    def _show(self, state: ChangingState) -> None:
        before, self.state = self.state, state
        if _composed(before) != _composed(state):
            self._keep(state)
        self.changed.tell()

    def _keep(self, state: ChangingState) -> None:
        self._keeper.keep(PAGE, partial(draft_of, state))


def _composed(state: ChangingState) -> tuple[object, ...]:
    """What of a state is kept."""
    return state.picked, state.parts, state.options, state.title


def _named(rows: Iterable[Any]) -> tuple[set[int], set[EntityRef]]:
    """The people and the items that rows name."""
    people: set[int] = set()
    items: set[EntityRef] = set()
    for row in rows:
        items.add(row.owner)
        for step in row.steps:
            for values in (step.before, step.after):
                if person := values.get(Field.RESPONSIBLE):
                    people.add(person)
                binding: Mapping[str, list[int]] = values.get(Field.BINDING) or {}
                items |= {EntityRef(*ref) for ref in binding.values()}
    return people, {each for each in items if each.id}
