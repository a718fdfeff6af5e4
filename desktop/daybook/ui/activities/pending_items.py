"""The pending edits as a list shows them: one line for each activity, and below it one for each of its cells."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate

from daybook.domain.activity import Activity
from daybook.domain.pending import WISHABLE, PendingEdit, Value
from daybook.domain.run import Field
from daybook.work.pending.edits import PendingEdits
from daybook.work.pending.preview import CellPreview
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


class Lines:
    """All lines, in the order in which the rows were edited first; each is made when it is asked for.

    Which lines there are is of one moment; what stands in them is of now. A line whose change went meanwhile is None.
    """

    def __init__(self, pending: PendingEdits | None = None) -> None:
        rows = {} if pending is None else pending.rows
        self._pending = pending
        self.ids = list(rows)
        self.counts = list(map(len, rows.values()))
        self._ends = list(accumulate(count + 1 for count in self.counts))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def has_places_of(self, other: "Lines") -> bool:
        """True when the same lines stand in the same places, as far as can be told at once."""
        return self.ids == other.ids and self.counts == other.counts

    def at(self, row: int) -> Item | None:
        """The line at a place."""
        number = bisect_right(self._ends, row)
        if self._pending is None or number >= len(self.ids):
            return None
        below = row - (self._ends[number] - self.counts[number] - 1)
        return _item(self._pending, self.ids[number], below - 1)

    def row_of(self, item: Item) -> int | None:
        """Where a line stands now; None when it is not there."""
        try:
            number = self.ids.index(item.activity_id)
        except ValueError:
            return None
        first = self._ends[number] - self.counts[number] - 1
        there = range(first, self._ends[number])
        return next((row for row in there if (found := self.at(row)) is not None and found.field is item.field), None)


def _item(pending: PendingEdits, number: int, place: int) -> Item | None:
    """The cell at this place of an activity, or for -1 its own line."""
    edits = sorted(pending.of(number).values(), key=lambda edit: WISHABLE.index(edit.field))
    if not edits or place >= len(edits):
        return None
    preview = pending.state.preview
    row = None if preview is None else preview.row(number)
    edit = edits[max(place, 0)]
    state = pending.cell(number, edit.field)
    mark = state.mark if state is not None else Mark.PENDING
    made = Item(
        activity_id=number,
        title=row.title if row is not None else edits[0].title,
        activity=row.activity if row is not None else None,
        gone=row is not None and row.gone,
        under_way=row is not None and row.under_way,
        mark=mark if place >= 0 or mark is Mark.SENDING else Mark.PENDING,
    )
    if place < 0:
        return made
    return replace(made, field=edit.field, edit=edit, cell=row.cell(edit.field) if row is not None else None)
