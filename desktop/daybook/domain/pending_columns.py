"""Which field of an activity a column of the table writes."""

from collections.abc import Mapping
from typing import Final

from daybook.domain.columns import Column
from daybook.domain.run import Field

WRITES: Final[Mapping[Column, Field]] = {
    Column.DONE: Field.COMPLETED,
    Column.TITLE: Field.TITLE,
    Column.DEADLINE: Field.DEADLINE,
    Column.RESPONSIBLE: Field.RESPONSIBLE,
    Column.COLOR: Field.COLOR,
    Column.STATE: Field.COMPLETED,
    Column.REMINDERS: Field.PINGS,
}
"""The others are read only; so is the excerpt, for pasted back it would cut off the description."""
