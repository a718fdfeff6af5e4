"""What sending pending edits would do, seen against what the portal has just now. Nothing is sent unseen."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from functools import cached_property
from typing import Final

from daybook.bitrix import activities
from daybook.bitrix.portal import Portal
from daybook.domain.activity import Activity
from daybook.domain.pending import WISHABLE, Hindrance, PendingEdit, Value, hindrance, in_conflict, same, value_of
from daybook.domain.run import Field
from daybook.store.pings import NOTHING_KNOWN, KnownTodo, KnownTodos

PORTION: Final = 200
"""Activities a request: one answer is read in a moment."""


class Standing(Enum):
    """What would become of one pending edit."""

    READY = "ready"
    ALREADY = "already"
    """The portal has the wished value: nothing is left to do."""
    CONFLICT = "conflict"
    """Somebody changed it to something else since it was seen; the person decides whose value counts."""
    HINDERED = "hindered"


@dataclass(frozen=True, slots=True)
class CellPreview:
    """One cell: `now` is the portal's value, None also for reminders that nobody knows."""

    edit: PendingEdit
    now: Value
    standing: Standing
    hindrance: Hindrance | None = None


@dataclass(frozen=True)
class RowPreview:
    """One activity with its cells, in the order of `WISHABLE`."""

    activity_id: int
    title: str
    activity: Activity | None
    """As the portal has it now; None when it was deleted, or may not be seen any more."""
    cells: tuple[CellPreview, ...]
    known: KnownTodo = NOTHING_KNOWN
    under_way: bool = False
    """What became of an earlier sending of it is not known yet, so it is not sent again."""
    notified: tuple[int, ...] = ()
    """Users who get a message in the portal's chat when it is sent."""

    @property
    def gone(self) -> bool:
        """True when it can't be changed because it is not there."""
        return self.activity is None

    @cached_property
    def ready(self) -> tuple[PendingEdit, ...]:
        """What is sent when the row is applied; nothing of a row in which the person still has to decide."""
        if self.under_way or self.has(Standing.CONFLICT):
            return ()
        return tuple(cell.edit for cell in self.cells if cell.standing is Standing.READY)

    def cell(self, name: Field) -> CellPreview | None:
        """The cell of a field; None without one."""
        return next((cell for cell in self.cells if cell.edit.field is name), None)

    def has(self, standing: Standing) -> bool:
        """True when a cell stands so."""
        return any(cell.standing is standing for cell in self.cells)


@dataclass(frozen=True)
class Preview:
    """Every row with pending edits by the activity's id, as read at `read_at`."""

    by_id: Mapping[int, RowPreview]
    read_at: datetime
    already: tuple[PendingEdit, ...] = ()
    """Edits that were dropped by looking: the portal has their values."""

    @property
    def rows(self) -> tuple[RowPreview, ...]:
        """All of them, in the order in which they were edited."""
        return tuple(self.by_id.values())

    @cached_property
    def ready(self) -> tuple[RowPreview, ...]:
        """The rows of which something is sent when all are applied."""
        return tuple(row for row in self.by_id.values() if row.ready)

    @cached_property
    def changes(self) -> int:
        """How many cells are written when all are applied."""
        return sum(len(row.ready) for row in self.ready)

    @cached_property
    def conflicts(self) -> int:
        """How many cells the person has to decide about."""
        return sum(cell.standing is Standing.CONFLICT for row in self.by_id.values() for cell in row.cells)

    @cached_property
    def stuck(self) -> int:
        """How many activities have something that can't be sent."""
        return sum(row.gone or row.under_way or row.has(Standing.HINDERED) for row in self.by_id.values())

    @cached_property
    def notified(self) -> tuple[int, ...]:
        """Everybody who gets a message when all are applied, each once."""
        return tuple(dict.fromkeys(each for row in self.ready for each in row.notified))

    def row(self, activity_id: int) -> RowPreview | None:
        """The row of an activity, None when it has none."""
        return self.by_id.get(activity_id)

    def with_rows(self, changed: Mapping[int, RowPreview | None]) -> "Preview":
        """The same with other rows in place of some; None = without that row."""
        rows = {**self.by_id, **changed}
        return replace(self, by_id={number: row for number, row in rows.items() if row is not None})


@dataclass(frozen=True, slots=True)
class Judge:
    """Says what would become of the edits of a row. Pure. `me` gets no message for what she does herself."""

    me: int
    by_application: bool = False

    def row(
        self, edits: Sequence[PendingEdit], now: Activity | None, known: KnownTodo, *, under_way: bool = False
    ) -> RowPreview:
        """The row as it stands; `edits` are of one activity and at least one."""
        first = edits[0]
        ordered = sorted(edits, key=lambda edit: WISHABLE.index(edit.field))
        if now is None:
            cells = tuple(CellPreview(edit, edit.base, Standing.HINDERED) for edit in ordered)
            return RowPreview(first.activity_id, first.title, None, cells, known, under_way)
        reopened = any(edit.field is Field.COMPLETED and edit.wished is False for edit in edits)
        cells = tuple(self._cell(edit, now, known, reopened=reopened) for edit in ordered)
        notified = tuple(dict.fromkeys(each for cell in cells for each in self._notified(cell)))
        return RowPreview(first.activity_id, now.subject, now, cells, known, under_way, notified)

    def _cell(self, edit: PendingEdit, now: Activity, known: KnownTodo, *, reopened: bool) -> CellPreview:
        value = shown_value(now, known, edit.field)
        found = hindrance(
            now,
            edit.field,
            reopened=reopened,
            pings_known=known.pings is not None,
            by_application=self.by_application,
        )
        if same(edit.field, value, edit.wished):
            return CellPreview(edit, value, Standing.ALREADY)
        if found is not None:
            return CellPreview(edit, value, Standing.HINDERED, found)
        return CellPreview(edit, value, Standing.CONFLICT if in_conflict(edit, value) else Standing.READY)

    def _notified(self, cell: CellPreview) -> Iterable[int]:
        """The new responsible person and the former one, unless it is oneself."""
        if cell.edit.field is not Field.RESPONSIBLE or cell.standing is not Standing.READY:
            return ()
        return (each for each in (cell.edit.wished, cell.now) if isinstance(each, int) and each != self.me)


def shown_value(now: Activity, known: KnownTodo, name: Field) -> Value:
    """What the cell holds, as far as it is known."""
    if name is Field.PINGS:
        return known.pings
    return now.description if name is Field.DESCRIPTION else value_of(now, name)


async def read_rows(
    portal: Portal,
    todos: KnownTodos,
    judge: Judge,
    edits: Mapping[int, Sequence[PendingEdit]],
    *,
    progress: Callable[[int], None],
) -> dict[int, RowPreview]:
    """A fresh read of every row; `progress` is told how many were read. Raises PortalError, StoreUnusable."""
    rows: dict[int, RowPreview] = {}
    ids = list(edits)
    for begin in range(0, len(ids), PORTION):
        portion = ids[begin : begin + PORTION]
        found = await activities.by_ids(portal, portion)
        for number in portion:
            known = await _known(portal, todos, edits[number])
            rows[number] = judge.row(edits[number], found.get(number), known)
        progress(len(rows))
    return rows


async def _known(portal: Portal, todos: KnownTodos, edits: Sequence[PendingEdit]) -> KnownTodo:
    """What no method tells is needed for reminders only: they are written with everything else of a to-do."""
    if all(edit.field is not Field.PINGS for edit in edits):
        return NOTHING_KNOWN
    return await todos.known(portal.address, edits[0].activity_id)
