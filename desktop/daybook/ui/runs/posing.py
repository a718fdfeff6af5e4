"""A run that is worth a picture: a small real one on the sample portal, some of its rows taken back."""

import asyncio
from typing import Final

from PySide6.QtCore import QCoreApplication

from daybook.domain.activity import ActivityKind
from daybook.domain.changes.change import Change, ShiftDeadline, ShiftUnit
from daybook.domain.changes.recipe import Recipe, Selection
from daybook.domain.changes.recipe_file import write_recipe
from daybook.domain.filtering import Among, Fact, Filter, Order, SortKey
from daybook.work.running.desk import RunDesk
from daybook.work.running.line import Standing
from daybook.work.session import PortalSession

_TODOS: Final = 38
_OTHERS: Final = 4
"""What can't be put off, so that some rows are left out."""
_EVERY: Final = 9
"""Each so many-th row is taken back."""


async def pose(session: PortalSession) -> str:
    """The id of the run. Raises PortalError, StoreUnusable."""
    todos, others = _open_ones(negated=False), _open_ones(negated=True)
    order = Order(SortKey.DEADLINE)
    ids = (
        *await session.copy.ids(todos, order, limit=_TODOS),
        *await session.copy.ids(others, order, limit=_OTHERS),
    )
    change, select = Change(deadline=ShiftDeadline(2, ShiftUnit.WORKING_DAYS)), Selection(ids=ids)
    plan = await session.preparing.plan(select, change, session.calendar())
    title = QCoreApplication.translate("PosedRun", "Reschedule %Ln", "so many activities", len(ids))
    first = await session.runs.start(plan, title, recipe=write_recipe(Recipe(select, change)).decode())
    await _ended(session.runs, first)
    plan = await session.runs.plan_undo(first, set(range(0, _TODOS, _EVERY)))
    said = QCoreApplication.translate("PosedRun", "Undo: {title}").format(title=title)
    await _ended(session.runs, await session.runs.start(plan, said, undo_of=first))
    return first


def _open_ones(*, negated: bool) -> Filter:
    """Open to-dos; negated, whatever else is open."""
    kind = Among(Fact.KIND, frozenset({ActivityKind.TODO.value}), negated)
    return Filter((Among(Fact.COMPLETED, frozenset({False})), kind))


async def _ended(desk: RunDesk, run_id: str) -> None:
    told = asyncio.Event()
    end = desk.changed.add(told.set)
    try:
        while (line := desk.line(run_id)) is not None and line.standing is not Standing.ENDED:
            await told.wait()
            told.clear()
    finally:
        end()
