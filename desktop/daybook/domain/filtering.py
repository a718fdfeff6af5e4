"""Which activities a list shows, and in what order: moments and ids only, nothing relative, nothing named.

What a person writes ("due<today resp:me") is `domain.query`; resolved at a moment it becomes a `Filter`, which the
store turns into SQL.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum

from daybook.domain.entities import EntityRef


class Fact(StrEnum):
    """What of an activity can be asked for by value (`Among`)."""

    RESPONSIBLE = "responsible"
    """User ids; None = nobody."""
    AUTHOR = "author"
    EDITOR = "editor"
    COLOR = "color"
    """Values of TodoColor."""
    KIND = "kind"
    """Values of ActivityKind."""
    COMPLETED = "completed"
    """True and False."""
    OWNER_TYPE = "owner_type"
    """CRM type ids."""
    PRIORITY = "priority"
    DIRECTION = "direction"
    """Numbers of the portal's own enumerations."""
    PROVIDER = "provider"
    """PROVIDER_ID, as the portal writes it."""
    ID = "id"


class Moment(StrEnum):
    """What of an activity can be asked for by time (`Within`)."""

    DEADLINE = "deadline"
    START = "start"
    END = "end"
    CREATED = "created"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class Among:
    """The fact is one of these values; with `negated`, none of them."""

    fact: Fact
    values: frozenset[int | str | bool | None]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """The moment lies at or after `since` and before `until`; None = no bound on that side.

    An activity without the moment matches only when `none` is set; both bounds None and `none` set: only those without.
    With `negated`, everything else.
    """

    moment: Moment
    since: datetime | None = None
    until: datetime | None = None
    none: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Says:
    """The activity's subject, description or place, or its owner's title, holds these words.

    Several words stand next to each other, in this order; the last one may go on ("contr" finds "contract"). Upper and
    lower case and accents make no difference. With `negated`, it does not hold them. A text without words asks for
    nothing, negated or not.
    """

    text: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class BoundTo:
    """The activity belongs to one of these items: it is its owner, or it is known to be bound to it."""

    refs: frozenset[EntityRef]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The activity meets at least one of these filters: due today or on Friday, overdue or done.

    With `negated`, it meets none of them: what is not overdue is done, or not late, or has no deadline.
    """

    options: "tuple[Filter, ...]"
    negated: bool = False


Clause = Among | Within | Says | BoundTo | AnyOf


@dataclass(frozen=True, slots=True)
class Filter:
    """Activities that meet every clause; all of them when there is none."""

    clauses: tuple[Clause, ...] = ()


class SortKey(Enum):
    """By what a list can be ordered."""

    DEADLINE = "deadline"
    SUBJECT = "subject"
    OWNER = "owner"
    """The owner's title."""
    RESPONSIBLE = "responsible"
    """The person's name."""
    KIND = "kind"
    COLOR = "color"
    COMPLETED = "completed"
    """Open before done."""
    CREATED = "created"
    UPDATED = "updated"
    START = "start"
    END = "end"
    PRIORITY = "priority"
    ID = "id"


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is ordered. What has no value comes last either way; equals come newest first."""

    key: SortKey = SortKey.DEADLINE
    descending: bool = False
