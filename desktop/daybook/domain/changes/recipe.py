"""A recipe: a selection, a change and what guards it. One JSON file that the window and `daybook bulk` both read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from daybook.domain.changes.change import Change

UNATTENDED_ROWS: Final = 1000
"""How many rows a run without a window may have when nobody previewed it and its recipe does not say."""
UNATTENDED_GROWTH: Final = 1.2
"""So many times the rows of the last preview."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows: either `ids` or a `filter` as crm.activity.list takes it, where a day may be `today±Nd`.

    With `entity_type` the rows are items of that type (crm type id, such as 2 for deals), which `create` makes
    something for; without it `create` makes something for the owners of the selected activities.
    """

    ids: tuple[int, ...] | None = None
    filter: Mapping[str, Any] | None = None
    entity_type: int | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """What guards a run without a window."""

    max_rows: int | None = None
    """It stops before anything is sent when more rows are selected."""
    delete: int | None = None
    """How many rows are to be deleted, exactly; without it nothing is."""
    country: str | None = None
    """ISO code of the country whose holidays are no working days; None = as set in the window."""
    holidays: tuple[date, ...] = ()
    """More days that are no working days."""
    workdays: frozenset[int] | None = None
    """Working days from Monday = 0; None = as set in the window."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A selection and what is done with it."""

    select: Selection
    change: Change
    options: Options = field(default_factory=Options)
    title: str = ""
    """What the person called it."""
