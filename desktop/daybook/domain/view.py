"""A saved view: which activities a table shows, and how. The filter stays a text, so that "today" is always today."""

from dataclasses import dataclass, field
from typing import Final

from daybook.domain.columns import USUAL, Column
from daybook.domain.filtering import Order
from daybook.domain.grouping import GroupBy

LONGEST_NAME: Final = 100
NARROWEST: Final = 20
WIDEST: Final = 2_000


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """A column of a view. `width` in pixels of an ordinary screen; None = as wide as is usual for it."""

    column: Column
    width: int | None = None

    def __post_init__(self) -> None:
        if self.width is not None and not NARROWEST <= self.width <= WIDEST:
            raise ValueError(f"a column is {NARROWEST} to {WIDEST} wide")


def _usual_columns() -> tuple[ViewColumn, ...]:
    return tuple(map(ViewColumn, USUAL))


@dataclass(frozen=True, slots=True)
class View:
    """A view under its name. `filter` is the text of a query, "" for all activities; `group` None = no groups.

    Each column stands once, and there is at least one.
    """

    name: str
    filter: str = ""
    columns: tuple[ViewColumn, ...] = field(default_factory=_usual_columns)
    order: Order = field(default_factory=Order)
    group: GroupBy | None = None

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > LONGEST_NAME:
            raise ValueError(f"a view has a name of at most {LONGEST_NAME} letters")
        shown = [each.column for each in self.columns]
        if not shown or len(set(shown)) < len(shown):
            raise ValueError("a view has at least one column, and each once")
