"""Plans made from a run that is over: the way back, and another try for what failed."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import tzinfo

from daybook.bulk import undo
from daybook.bulk.picking import Calendar
from daybook.bulk.preparing import Plan, Preparing
from daybook.bulk.runs import Runs
from daybook.bulk.undo_many import why_not
from daybook.domain.changes.change import Change
from daybook.domain.changes.recipe import Selection
from daybook.domain.changes.recipe_file import read_recipe
from daybook.domain.run import Row, RunHead


class NoRecipe(Exception):
    """What was to be done was not written down with the run, so it can't be planned once more."""


class Again:
    """Makes plans; sends nothing. Each raises PortalError, StoreUnusable, LookupError and ForeignRun."""

    def __init__(self, runs: Runs, preparing: Preparing, calendar: Callable[[], Calendar]) -> None:
        self._runs = runs
        self._preparing = preparing
        self._calendar = calendar

    async def undo(self, run_id: str, numbers: Collection[int] | None = None) -> Plan:
        """What takes a run back, or these rows of it; that of an undo does again what was taken back."""
        return await self._runs.plan_undo(run_id, numbers)

    async def lost(self, run_id: str, numbers: Collection[int] | None = None) -> dict[str, int]:
        """What an undo can't bring back, as keys of `bulk.undo.lost`, and in how many rows."""
        rows = await self._runs.rows(run_id)
        asked = (row for row in rows if (numbers is None or row.number in numbers) and why_not(row) is None)
        return dict(Counter(key for row in asked for key in undo.lost(row)))

    async def retry(self, run_id: str) -> Plan:
        """The failed rows once more, after a fresh look. Raises NoRecipe."""
        head = await self._runs.head(run_id)
        failed = await self._runs.failed(run_id)
        if head.undo_of:
            return await self._runs.plan_undo(head.undo_of, {row.number for row in failed})
        calendar = self._calendar()
        change = change_of(head, calendar.zone)
        plans = [await self._preparing.plan(each, change, calendar) for each in _selections(change, failed)]
        people = {number: name for plan in plans for number, name in plan.people.items()}
        return Plan(_renumbered([row for plan in plans for row in plan.rows]), people)


def change_of(head: RunHead, zone: tzinfo) -> Change:
    """What the run was to do. Raises NoRecipe."""
    recipe = read_recipe(head.recipe.encode(), zone=zone).recipe if head.recipe else None
    if recipe is None:
        raise NoRecipe(head.id)
    return recipe.change


def _selections(change: Change, rows: Sequence[Row]) -> list[Selection]:
    """What is created, is created for items, which are listed by their type."""
    if change.create is None:
        return [Selection(ids=tuple(row.activity_id for row in rows if row.activity_id is not None))]
    types = dict.fromkeys(row.owner.type_id for row in rows)
    return [
        Selection(ids=tuple(row.owner.id for row in rows if row.owner.type_id == each), entity_type=each)
        for each in types
    ]


def _renumbered(rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(replace(row, number=number) for number, row in enumerate(rows))
