"""Cells as they go to the clipboard: what a spreadsheet takes, and what can be pasted back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from daybook.domain.cells import write_block
from daybook.domain.columns import Column
from daybook.domain.listing import ActivityLine
from daybook.ui.activities.cells import CellMaker
from daybook.ui.kit.format import Formats

MOMENTS: Final = {
    Column.DEADLINE: "deadline",
    Column.START: "start",
    Column.END: "end",
    Column.CREATED: "created",
    Column.CHANGED: "updated",
}
"""Where a line keeps the moment of a column."""


def block_of(lines: Sequence[ActivityLine], columns: Sequence[Column], maker: CellMaker, formats: Formats) -> str:
    """The text of these rows and columns."""
    return write_block([[cell_text(line, column, maker, formats) for column in columns] for line in lines])


def cell_text(line: ActivityLine, column: Column, maker: CellMaker, formats: Formats) -> str:
    """One cell: moments as every spreadsheet reads them, titles in whole, what is unknown as nothing."""
    if column in MOMENTS:
        moment: datetime | None = getattr(line, MOMENTS[column])
        return "" if moment is None else formats.local(moment).strftime("%Y-%m-%d %H:%M")
    if column is Column.TITLE:
        return line.subject
    unknown = (column is Column.BINDINGS and line.bindings is None) or (
        column is Column.REMINDERS and line.pings is None
    )
    return "" if unknown else maker.cell(line, column).words
