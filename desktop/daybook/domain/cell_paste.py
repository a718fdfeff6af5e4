"""A block of cells laid onto a table: what becomes a pending edit, and what does not and why. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from daybook.domain.cell_reading import BadCell, CellReader
from daybook.domain.cells import Block
from daybook.domain.pending import Hindrance, PendingEdit, Seen, Value, hindrance
from daybook.domain.run import Field


class Misfit(Enum):
    """Why a cell found no place; the value is a stable key."""

    NO_ROW = "no_row"
    """The block is longer than what is left of the table."""
    NO_COLUMN = "no_column"
    NOT_LOADED = "not_loaded"
    """The activity vanished while the block was on its way."""
    BEING_SENT = "being_sent"
    """Edits of the row are on their way to the portal just now."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One cell that did not become a pending edit. `row` and `column` count from 0 within the block.

    `reason` is a Misfit, a Hindrance or the reason of a BadCell.
    """

    row: int
    column: int
    text: str
    reason: Misfit | Hindrance | str
    activity_id: int | None = None
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Laid:
    """What became of a block: every one of its cells is counted in exactly one of these."""

    edits: tuple[PendingEdit, ...] = ()
    unchanged: tuple[PendingEdit, ...] = ()
    """Cells that hold the pasted value already."""
    left_out: tuple[LeftOut, ...] = ()

    @property
    def cells(self) -> int:
        """How many cells the block had."""
        return len(self.edits) + len(self.unchanged) + len(self.left_out)


@dataclass(frozen=True, slots=True)
class Target:
    """One row of the table below the block. `values` holds what the portal has in its cells, without pending edits.

    `reopened`: a pending edit reopens it already.
    """

    seen: Seen
    values: Mapping[Field, Value]
    reopened: bool = False
    pings_known: bool = False


def filling(block: Block, rows: int, columns: int) -> Block:
    """The block repeated over a selection of `rows` × `columns` when it fits in whole times, as spreadsheets do."""
    high, wide = len(block), max(map(len, block), default=0)
    if not high or not wide or rows % high or columns % wide or (rows, columns) == (high, wide):
        return block
    return tuple(_padded(row, wide) * (columns // wide) for row in block) * (rows // high)


@dataclass(frozen=True, slots=True)
class Layer:
    """Lays blocks onto a table: `columns` are the fields of the visible columns from the current one to the right.

    None stands for a column that nobody writes. `by_application`: an application's token is used, not a webhook.
    """

    columns: Sequence[Field | None]
    reader: CellReader
    now: datetime
    by_application: bool = False

    def lay(self, block: Block, targets: Sequence[Target | None]) -> Laid:
        """What becomes of a block; `targets` are the rows from the current one downwards, None = gone meanwhile."""
        found: list[PendingEdit] = []
        left_out: list[LeftOut] = []
        for number, texts in enumerate(block):
            target = targets[number] if number < len(targets) else None
            if target is None:
                missing = Misfit.NO_ROW if number >= len(targets) else Misfit.NOT_LOADED
                left_out += [LeftOut(number, column, text, missing) for column, text in enumerate(texts)]
                continue
            for cell in self._row(target, texts):
                if isinstance(cell, PendingEdit):
                    found.append(cell)
                else:
                    left_out.append(replace(cell, row=number))
        edits = tuple(each for each in found if each.changes)
        return Laid(edits, tuple(each for each in found if not each.changes), tuple(left_out))

    def _row(self, target: Target, texts: Sequence[str]) -> list[PendingEdit | LeftOut]:
        """Whether the row is reopened is read first, for that decides about the others."""
        made: dict[int, PendingEdit | LeftOut] = {}
        for column in sorted(range(len(texts)), key=lambda each: self._field(each) is not Field.COMPLETED):
            cell = made[column] = self._cell(target, column, texts[column])
            if isinstance(cell, PendingEdit) and cell.field is Field.COMPLETED:
                target = replace(target, reopened=cell.wished is False)
        return [made[column] for column in sorted(made)]

    def _field(self, column: int) -> Field | None:
        return self.columns[column] if column < len(self.columns) else None

    def _cell(self, target: Target, column: int, text: str) -> PendingEdit | LeftOut:
        seen, name = target.seen, self._field(column)
        if name is None:
            reason = Hindrance.READ_ONLY if column < len(self.columns) else Misfit.NO_COLUMN
            return LeftOut(0, column, text, reason, seen.id)
        base = target.values.get(name)
        try:
            wished = self.reader.read(name, text, now=self.now, base=base)
        except BadCell as bad:
            return LeftOut(0, column, text, bad.reason, seen.id, name)
        edit = PendingEdit(seen.id, name, base, wished, self.now, seen.subject)
        hindered = self._hindrance(target, name) if edit.changes else None
        return edit if hindered is None else LeftOut(0, column, text, hindered, seen.id, name)

    def _hindrance(self, target: Target, name: Field) -> Hindrance | None:
        return hindrance(
            target.seen,
            name,
            reopened=target.reopened,
            pings_known=target.pings_known,
            by_application=self.by_application,
        )


def _padded(row: tuple[str, ...], wide: int) -> tuple[str, ...]:
    return row + ("",) * (wide - len(row))
