"""Composing and looking, without a window: what fits together, what is replaced, and that nothing is sent too early."""

import asyncio
import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.bitrix.errors import Unreachable, UnreachableKind
from daybook.bulk.picking import Calendar
from daybook.bulk.preparing import Plan
from daybook.bulk.skips import UNTICKED
from daybook.domain.activity import ActivityKind
from daybook.domain.calendar import UnknownCountry
from daybook.domain.changes.change import (
    Blocks,
    Change,
    Day,
    Move,
    SetResponsible,
    ShiftDeadline,
    ShiftUnit,
    Template,
    TextChange,
    TextOperation,
)
from daybook.domain.changes.recipe import Options, Recipe, Selection
from daybook.domain.changes.recipe_file import read_recipe, write_recipe
from daybook.domain.entities import DEAL, Entity, EntityRef, Person
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets, TodoColor
from daybook.domain.workdays import WorkWeek
from daybook.store.database import StoreUnusable
from daybook.store.page_drafts import Draft, KeptPage
from daybook.work.changing.changing import Changing
from daybook.work.changing.draft import digest_of, draft_of, order_of, state_of
from daybook.work.changing.parts import Part, change_of, offered, parts_of
from daybook.work.changing.state import ChangingState, Picked
from daybook.work.page_keeping import Made
from tests.helpers.clock import FakeClock
from tests.work.changing.test_judged import moved

SAMPLES: dict[Part, Any] = {
    Part.DEADLINE: ShiftDeadline(3, ShiftUnit.WORKING_DAYS),
    Part.RESPONSIBLE: SetResponsible(2),
    Part.COLOR: TodoColor.DEFAULT,
    Part.PINGS: PingOffsets(),
    Part.TITLE: TextChange(TextOperation.PREFIX, "New: "),
    Part.DESCRIPTION: TextChange(TextOperation.SET, ""),
    Part.COMPLETED: False,
    Part.BIND: (EntityRef(DEAL, 1),),
    Part.UNBIND: (EntityRef(DEAL, 2),),
    Part.MOVE: Move(EntityRef(DEAL, 1), EntityRef(DEAL, 2)),
    Part.BLOCKS: Blocks({"blocks": {"note": {"type": "text", "properties": {"value": "Hello"}}}}),
    Part.VALUES: {7: {Field.TITLE: "Seven"}},
    Part.CREATE: Template(ActivityKind.TODO, "Call", Day(1)),
    Part.DELETE: True,
}


class Planner:
    """Plans three rows, when it is let to."""

    def __init__(self) -> None:
        self.asked: list[Change] = []
        self.weeks: list[WorkWeek] = []
        self.gates: list[asyncio.Event] = []
        self.held = False
        self.error: Exception | None = None

    async def plan(
        self,
        select: Selection,
        change: Change,
        calendar: Calendar,
        *,
        allowed: int | None = None,
        progress: Callable[[int, int], None] = lambda _read, _of: None,
    ) -> Plan:
        self.asked.append(change)
        self.weeks.append(calendar.week)
        if self.held:
            self.gates.append(asyncio.Event())
            await self.gates[-1].wait()
        if self.error is not None:
            raise self.error
        progress(3, 3)
        return Plan(tuple(moved(number) for number in range(len(self.asked))))


class Starter:
    """Remembers what was handed over."""

    def __init__(self) -> None:
        self.started: list[tuple[Plan, str, str]] = []
        self.error: Exception | None = None

    async def start(self, plan: Plan, title: str, *, recipe: str = "") -> str:
        await asyncio.sleep(0)
        if self.error is not None:
            raise self.error
        self.started.append((plan, title, recipe))
        return f"run {len(self.started)}"


class NoItems:
    async def entities(self, refs: Iterable[EntityRef]) -> list[Entity]:
        return [Entity(each, f"Deal {each.id}") for each in refs]


class OnlyMe:
    def __init__(self) -> None:
        self.me = Person(1, "Ada Lovelace")
        self.known = {1: self.me}

    async def know(self, ids: Iterable[int | None]) -> None:
        """Nobody else is known."""


class Disk:
    """Keeps pages as they would lie on disk, without the wait."""

    def __init__(self) -> None:
        self.pages: dict[str, KeptPage] = {}

    def keep(self, page: str, made: Made) -> None:
        draft = made()
        if draft is None:
            self.pages.pop(page, None)
        else:
            self._write(page, draft)

    async def put(self, page: str, draft: Draft) -> None:
        self._write(page, draft)

    async def kept(self, page: str) -> KeptPage | None:
        return self.pages.get(page)

    async def drop(self, page: str) -> None:
        self.pages.pop(page, None)

    def _write(self, page: str, draft: Draft) -> None:
        self.pages[page] = KeptPage(page, json.loads(json.dumps(draft)), FakeClock().now())


class Desk:
    def __init__(self, disk: Disk | None = None) -> None:
        clock = FakeClock()
        self.planner, self.starter, self.disk = Planner(), Starter(), disk or Disk()
        self.remembered: list[tuple[Recipe, int]] = []
        self.changing = Changing(
            planning=self.planner,
            starting=self.starter,
            items=NoItems(),
            people=OnlyMe(),  # type: ignore[arg-type]
            calendar=lambda: Calendar(clock.now(), UTC),
            week_of=self._week_of,
            remember=self._remember,
            keeper=self.disk,
            ran=self._ran,
            clock=clock,
            by_application=False,
        )
        if disk is None:
            self.changing.pick(Picked(Selection(ids=(1, 2, 3)), "3 selected"))

    async def _ran(self, digest: str, since: datetime) -> bool:
        return digest in {digest_of(recipe) for _, _, recipe in self.starter.started}

    @staticmethod
    async def _week_of(options: Options) -> WorkWeek:
        if options.country == "XX":
            raise UnknownCountry("XX")
        return WorkWeek(options.workdays or WorkWeek().weekdays)

    async def _remember(self, recipe: Recipe, rows: int) -> None:
        self.remembered.append((recipe, rows))

    async def looked(self) -> None:
        self.changing.put(Part.DEADLINE, SAMPLES[Part.DEADLINE])
        await self.changing.look()


async def test_a_newer_look_takes_the_place_of_an_older_one() -> None:
    desk = Desk()
    desk.planner.held = True
    desk.changing.put(Part.DEADLINE, SAMPLES[Part.DEADLINE])
    first = asyncio.create_task(desk.changing.look())
    await asyncio.sleep(0)
    desk.changing.put(Part.COLOR, TodoColor.BLUE)
    second = asyncio.create_task(desk.changing.look())
    await asyncio.sleep(0)
    desk.planner.gates[1].set()
    await second
    assert desk.changing.state.is_fresh
    desk.planner.gates[0].set()  # the older answer comes last
    await first
    assert desk.changing.state.looked is not None
    assert desk.changing.state.looked.change.color is TodoColor.BLUE
    assert desk.changing.state.is_fresh


async def test_a_cancelled_look_leaves_no_trace() -> None:
    desk = Desk()
    desk.planner.held = True
    desk.changing.put(Part.DEADLINE, SAMPLES[Part.DEADLINE])
    task = asyncio.create_task(desk.changing.look())
    await asyncio.sleep(0)
    assert desk.changing.state.looking
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert not desk.changing.state.looking
    assert desk.changing.state.parts == {Part.DEADLINE: SAMPLES[Part.DEADLINE]}


async def test_a_portal_that_is_away_is_told_and_what_is_composed_stays() -> None:
    desk = Desk()
    desk.planner.error = Unreachable(kind=UnreachableKind.DNS)
    await desk.looked()
    assert desk.changing.state.problem is desk.planner.error
    assert desk.changing.state.can_look
    desk.planner.error = None
    await desk.changing.look()
    assert desk.changing.state.problem is None


async def test_only_what_was_seen_is_handed_over_and_only_once() -> None:
    desk = Desk()
    await desk.looked()
    looked = desk.changing.state.looked
    assert looked is not None
    assert desk.starter.started == []
    looked.ticks.put([0], on=False)
    plan = looked.ticks.plan(UNTICKED)
    both = await asyncio.gather(desk.changing.apply(plan, "Reschedule 0"), desk.changing.apply(plan, "Reschedule 0"))
    assert sorted(both) == ["", "run 1"]
    [(sent, title, recipe)] = desk.starter.started
    assert [each.skipped for each in sent.rows] == [UNTICKED]
    reading = read_recipe(recipe.encode(), zone=UTC)
    assert reading.recipe == Recipe(Selection(ids=(1, 2, 3)), looked.change, title=title)
    assert desk.changing.state.parts == {}
    assert desk.changing.state.picked is not None


async def test_what_was_altered_since_it_was_seen_is_not_handed_over() -> None:
    desk = Desk()
    await desk.looked()
    looked = desk.changing.state.looked
    assert looked is not None
    desk.changing.put(Part.COLOR, TodoColor.BLUE)
    assert await desk.changing.apply(looked.judged.plan, "Reschedule 1") == ""
    desk.changing.drop(Part.COLOR)
    desk.changing.pick(Picked(Selection(ids=(9,)), "1 selected"))
    assert await desk.changing.apply(looked.judged.plan, "Reschedule 1") == ""
    assert desk.starter.started == []


async def test_a_disk_that_is_full_costs_nothing_that_was_composed() -> None:
    desk = Desk()
    await desk.looked()
    looked = desk.changing.state.looked
    assert looked is not None
    desk.starter.error = StoreUnusable(Path("journal.sqlite"), "disk")
    with pytest.raises(StoreUnusable):
        await desk.changing.apply(looked.judged.plan, "Reschedule 1")
    assert desk.changing.state.is_fresh
    desk.starter.error = None
    assert await desk.changing.apply(looked.judged.plan, "Reschedule 1") == "run 1"


async def test_a_recipe_keeps_its_options_and_its_own_working_days() -> None:
    desk = Desk()
    options = Options(max_rows=50, workdays=frozenset({5, 6}))
    recipe = Recipe(Selection(filter={"COMPLETED": "N"}), Change(completed=True), options, "Weekend")
    desk.changing.open(recipe, "Weekend")
    assert desk.changing.recipe() == recipe
    await desk.changing.look()
    assert desk.planner.weeks == [WorkWeek(frozenset({5, 6}))]
    assert desk.remembered == [(Recipe(recipe.select, recipe.change), 1)]
    looked = desk.changing.state.looked
    assert looked is not None
    await desk.changing.apply(looked.judged.plan, "Complete 1")
    kept = read_recipe(desk.starter.started[0][2].encode(), zone=UTC).recipe
    assert kept == Recipe(recipe.select, recipe.change, options, "Complete 1")


async def test_a_country_that_nobody_knows_is_told() -> None:
    desk = Desk()
    desk.changing.open(Recipe(Selection(ids=(1,)), Change(completed=True), Options(country="XX")), "recipe")
    await desk.changing.look()
    assert isinstance(desk.changing.state.problem, UnknownCountry)
    assert desk.planner.asked == []


def test_items_leave_only_what_can_be_done_for_items() -> None:
    desk = Desk()
    desk.changing.put(Part.DEADLINE, SAMPLES[Part.DEADLINE])
    desk.changing.pick(Picked(Selection(ids=(1,), entity_type=DEAL), "1 deal"))
    assert desk.changing.state.parts == {}
    assert desk.changing.offered == (Part.CREATE,)


def test_a_line_that_is_not_filled_in_makes_no_change() -> None:
    assert change_of({}) is None
    assert change_of({Part.DEADLINE: SAMPLES[Part.DEADLINE], Part.TITLE: None}) is None


def test_reopening_is_a_change() -> None:
    assert change_of({Part.COMPLETED: False}) == Change(completed=False)


@given(st.lists(st.sampled_from(Part), max_size=20), st.booleans())
def test_whatever_is_offered_fits_and_can_be_kept_as_a_recipe(chosen: list[Part], of_items: bool) -> None:
    parts: dict[Part, Any] = {}
    for part in chosen:
        if part in offered(parts, of_items=of_items):
            parts[part] = SAMPLES[part]
    change = change_of(parts)
    if change is None:
        assert parts == {}
        return
    recipe = Recipe(Selection(ids=(1,), entity_type=DEAL if of_items else None), change)
    again = read_recipe(write_recipe(recipe), zone=UTC)
    assert again.mistakes == ()
    assert again.recipe == recipe
    assert parts_of(change) == parts


# What was left half-done


@given(st.lists(st.tuples(st.sampled_from(Part), st.booleans()), min_size=1, max_size=6), st.booleans())
def test_a_change_is_found_again_as_it_was_left(chosen: list[tuple[Part, bool]], is_picked: bool) -> None:
    parts: dict[Part, Any] = {}
    for part, complete in chosen:
        if part in offered(parts, of_items=False):
            parts[part] = SAMPLES[part] if complete else None
    picked = Picked(Selection(ids=(3, 1)), "2 selected in Today") if is_picked else None
    state = ChangingState(picked=picked, parts=parts, options=Options(max_rows=7), title="Monday")
    draft = draft_of(state)
    assert draft is not None
    found = state_of(json.loads(json.dumps(draft)), UTC)
    assert found == state
    assert list(found.parts) == list(parts)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_a_draft_that_is_none_does_no_harm(junk: Any) -> None:
    for draft in ({"lines": junk, "origin": None, "recipe": "{}"}, {"recipe": junk}, {"ordered": junk}):
        assert state_of(draft, UTC) is None
        assert order_of(draft) is None


async def test_what_was_composed_is_there_again() -> None:
    before = Desk()
    before.changing.put(Part.DEADLINE, SAMPLES[Part.DEADLINE])
    before.changing.put(Part.COLOR, None)
    after = Desk(before.disk)
    assert await after.changing.restore() is not None
    assert after.changing.state.parts == {Part.DEADLINE: SAMPLES[Part.DEADLINE], Part.COLOR: None}
    assert after.changing.state.picked == Picked(Selection(ids=(1, 2, 3)), "3 selected")


async def test_an_empty_form_leaves_nothing() -> None:
    before = Desk()
    before.changing.put(Part.DEADLINE, SAMPLES[Part.DEADLINE])
    before.changing.clear()
    assert await Desk(before.disk).changing.restore() is None


async def test_nothing_comes_over_what_is_being_composed_but_rows_may_be_newer() -> None:
    before = Desk()
    before.changing.put(Part.DEADLINE, SAMPLES[Part.DEADLINE])
    lines, rows = Desk(Disk()), Desk(Disk())
    lines.disk.pages |= before.disk.pages
    rows.disk.pages |= before.disk.pages
    rows.changing.pick(Picked(Selection(ids=(9,)), "1 selected"))
    rows.disk.pages |= before.disk.pages
    assert await rows.changing.restore() is not None
    assert rows.changing.state.picked == Picked(Selection(ids=(9,)), "1 selected")
    lines.changing.put(Part.COLOR, TodoColor.BLUE)
    lines.disk.pages |= before.disk.pages
    assert await lines.changing.restore() is None
    assert lines.changing.state.parts == {Part.COLOR: TodoColor.BLUE}


async def test_what_was_ordered_is_not_composed_again_but_what_was_nearly_ordered_is() -> None:
    desk = Desk()
    await desk.looked()
    looked = desk.changing.state.looked
    assert looked is not None
    at_the_order: list[dict[str, KeptPage]] = []
    start = desk.starter.start

    async def watched(plan: Plan, title: str, *, recipe: str = "") -> str:
        at_the_order.append(dict(desk.disk.pages))
        return await start(plan, title, recipe=recipe)

    desk.starter.start = watched  # type: ignore[method-assign]
    await desk.changing.apply(looked.judged.plan, "Reschedule 1")
    assert desk.disk.pages == {}
    killed_after, killed_before = Desk(Disk()), Desk(Disk())
    for each in (killed_after, killed_before):
        each.disk.pages = dict(at_the_order[0])
    killed_after.starter.started = desk.starter.started
    assert await killed_after.changing.restore() is None
    assert killed_after.changing.state.parts == {}
    assert killed_after.disk.pages == {}
    assert await killed_before.changing.restore() is not None
    assert killed_before.changing.state.parts == {Part.DEADLINE: SAMPLES[Part.DEADLINE]}


async def test_an_order_that_failed_stays_composed_on_disk() -> None:
    desk = Desk()
    await desk.looked()
    looked = desk.changing.state.looked
    assert looked is not None
    desk.starter.error = StoreUnusable(Path("journal.sqlite"), "disk")
    with pytest.raises(StoreUnusable):
        await desk.changing.apply(looked.judged.plan, "Reschedule 1")
    assert await Desk(desk.disk).changing.restore() is not None
