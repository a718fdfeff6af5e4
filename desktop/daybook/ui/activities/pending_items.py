"""The pending edits as a list shows them: one line for each activity, and below it one for each of its cells."""

from collections.abc import Iterator
from dataclasses import dataclass

from daybook.domain.activity import Activity
from daybook.domain.pending import WISHABLE, PendingEdit, Value
from daybook.domain.run import Field
from daybook.work.pending.edits import PendingEdits
from daybook.work.pending.preview import CellPreview, RowPreview
from daybook.work.pending.state import Mark


@dataclass(frozen=True, slots=True)
class Item:
    """One line. `field` is None on the line of the activity itself."""

    activity_id: int
    title: str
    activity: Activity | None = None
    """As it was last read of the portal; None before somebody looked, and for one that is gone."""
    gone: bool = False
    under_way: bool = False
    field: Field | None = None
    edit: PendingEdit | None = None
    cell: CellPreview | None = None
    mark: Mark = Mark.PENDING

    @property
    def before(self) -> Value:
        """What the portal has, as far as somebody looked; else what was seen when it was edited."""
        if self.cell is not None:
            return self.cell.now
        return self.edit.base if self.edit is not None else None


def items_of(pending: PendingEdits) -> list[Item]:
    """All lines, in the order in which the rows were edited first."""
    preview = pending.state.preview
    seen = {} if preview is None else preview.by_id
    return [item for number in pending.rows for item in _row(pending, number, seen.get(number))]


def _row(pending: PendingEdits, number: int, row: RowPreview | None) -> Iterator[Item]:
    edits = sorted(pending.of(number).values(), key=lambda edit: WISHABLE.index(edit.field))
    if not edits:
        return
    title = row.title if row is not None else edits[0].title
    activity = row.activity if row is not None else None
    gone, under_way = row is not None and row.gone, row is not None and row.under_way
    state = pending.cell(number, edits[0].field)
    sending = state is not None and state.mark is Mark.SENDING
    yield Item(number, title, activity, gone, under_way, mark=Mark.SENDING if sending else Mark.PENDING)
    for edit in edits:
        state = pending.cell(number, edit.field)
        mark = state.mark if state is not None else Mark.PENDING
        cell = row.cell(edit.field) if row is not None else None
        yield Item(number, title, activity, gone, under_way, edit.field, edit, cell, mark)
