"""What a table of activities has columns for. The values are written to settings and saved views: they never change."""

from enum import StrEnum
from typing import Final

from daybook.domain.filtering import SortKey


class Column(StrEnum):
    """One column, by the name under which it is kept."""

    DONE = "done"
    KIND = "kind"
    TITLE = "title"
    DEADLINE = "deadline"
    OWNER = "owner"
    RESPONSIBLE = "responsible"
    COLOR = "colour"
    STATE = "state"
    START = "start"
    END = "end"
    CREATED = "created"
    CHANGED = "changed"
    AUTHOR = "author"
    PRIORITY = "priority"
    DIRECTION = "direction"
    PLACE = "place"
    EXCERPT = "excerpt"
    BINDINGS = "bindings"
    """Everything it belongs to, beside its owner."""
    REMINDERS = "reminders"


USUAL: Final = (
    Column.DONE,
    Column.KIND,
    Column.TITLE,
    Column.DEADLINE,
    Column.OWNER,
    Column.RESPONSIBLE,
    Column.COLOR,
    Column.CHANGED,
)
"""What is shown, and in which order, until somebody chooses."""

SORTED_BY: Final = {
    Column.DONE: SortKey.COMPLETED,
    Column.KIND: SortKey.KIND,
    Column.TITLE: SortKey.SUBJECT,
    Column.DEADLINE: SortKey.DEADLINE,
    Column.OWNER: SortKey.OWNER,
    Column.RESPONSIBLE: SortKey.RESPONSIBLE,
    Column.COLOR: SortKey.COLOR,
    Column.STATE: SortKey.COMPLETED,
    Column.START: SortKey.START,
    Column.END: SortKey.END,
    Column.CREATED: SortKey.CREATED,
    Column.CHANGED: SortKey.UPDATED,
    Column.PRIORITY: SortKey.PRIORITY,
}
"""By what a column can be ordered; the others can't be."""
