"""What a person asks of the list of activities, as they typed it: "due<today resp:me colour:red "contract"".

Nothing here knows what time it is or who "me" is: a saved question means the same on every day and for everybody.
`query_reader` makes it of a text, `query_writer` makes the text of it, `query_resolve` turns it into a `Filter`.

All parts have to be met. The values of one part are alternatives: `resp:me,anna` is either of the two.
"""

from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum, StrEnum

from daybook.domain.activity import ActivityKind, Direction, Priority
from daybook.domain.filtering import Fact, Moment
from daybook.domain.todo import TodoColor

Place = tuple[int, int]
"""Where something stands in the text: first letter and the one behind the last, counted in Python's letters."""

NOWHERE: Place = (0, 0)
"""The place of a part that nobody typed."""


class Key(StrEnum):
    """What can be asked for; the value is its word in the text."""

    DUE = "due"
    START = "start"
    END = "end"
    CREATED = "created"
    CHANGED = "changed"
    RESPONSIBLE = "resp"
    AUTHOR = "author"
    EDITOR = "editor"
    COLOR = "colour"
    KIND = "type"
    STATE = "is"
    ON = "on"
    PRIORITY = "priority"
    DIRECTION = "direction"
    PROVIDER = "provider"
    ID = "id"


class Unit(StrEnum):
    """How far a relative moment is away is counted in these; the value is its word in the text."""

    MINUTE = "m"
    HOUR = "h"
    DAY = "d"
    WORKING_DAY = "wd"
    WEEK = "w"
    MONTH = "mo"
    YEAR = "y"


@dataclass(frozen=True, slots=True)
class FromNow:
    """A moment some time after this very moment, before it when negative; 0 minutes is now."""

    amount: int = 0
    unit: Unit = Unit.MINUTE

    def __post_init__(self) -> None:
        if self.amount == 0:  # so that "now" has one form
            object.__setattr__(self, "unit", Unit.MINUTE)


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """A day counted from today; `unit` is a day or longer."""

    amount: int = 0
    unit: Unit = Unit.DAY

    def __post_init__(self) -> None:
        if self.amount == 0:
            object.__setattr__(self, "unit", Unit.DAY)


@dataclass(frozen=True, slots=True)
class Weekday:
    """The nearest such day, today included: ahead for deadlines, starts and ends, past for what was done.

    `number` counts from Monday = 0.
    """

    number: int


class PeriodUnit(StrEnum):
    """Stretches of the calendar; the value is the word in the text."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar: 0 is the present one, 1 the next, -1 the last."""

    unit: PeriodUnit
    shift: int = 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year, a month or a day of the calendar; `day` None = the whole month, `month` None = the whole year."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class AtMinute:
    """One minute of one day, on the clock of whoever asks."""

    day: date
    time: time


Span = FromNow | RelativeDay | Weekday | Period | Calendar | AtMinute
"""A stretch of time. FromNow is but a moment."""


class Sign(StrEnum):
    """How a moment compares with a span: before it, before its end, after it, not before it."""

    BEFORE = "<"
    UNTIL = "<="
    AFTER = ">"
    SINCE = ">="


@dataclass(frozen=True, slots=True)
class During:
    """Within the span. For FromNow: between now and then."""

    span: Span


@dataclass(frozen=True, slots=True)
class Compared:
    """Before or after the span."""

    sign: Sign
    span: Span


@dataclass(frozen=True, slots=True)
class Between:
    """From the beginning of the first span to the end of the last."""

    first: Span
    last: Span


class Presence(Enum):
    """Whether there is such a moment at all."""

    NONE = "none"
    ANY = "any"


class Overdue(Enum):
    """Open, and its deadline has passed."""

    OVERDUE = "overdue"


TimeValue = During | Compared | Between | Presence | Overdue


class Someone(Enum):
    """A person who is somebody else for everybody, or nobody at all."""

    ME = "me"
    NOBODY = "none"


@dataclass(frozen=True, slots=True)
class PersonId:
    """A person by the portal's number."""

    id: int


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """A person by name, or by parts of it."""

    name: str
    at: Place = field(default=NOWHERE, compare=False, repr=False)


PersonValue = Someone | PersonId | PersonNamed


class State(Enum):
    """How far an activity is."""

    OPEN = "open"
    DONE = "done"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Item:
    """Items of a CRM type, or one of them. `type` is the portal's type id, or the name of a smart process.

    With `id`, activities that belong to that item, be it as owner or bound; without, those whose owner has the type.
    """

    type: int | str
    id: int | None = None
    at: Place = field(default=NOWHERE, compare=False, repr=False)


FactValue = TodoColor | ActivityKind | Priority | Direction | int | str


@dataclass(frozen=True, slots=True)
class When:
    """Activities whose moment is one of these; with `negated`, all others, those without it included."""

    moment: Moment
    values: tuple[TimeValue, ...]
    negated: bool = False
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Who:
    """Activities whose responsible, author or editor (`fact`) is one of these people."""

    fact: Fact
    values: tuple[PersonValue, ...]
    negated: bool = False
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Which:
    """Activities whose colour, kind, priority, direction, provider or number (`fact`) is one of these."""

    fact: Fact
    values: tuple[FactValue, ...]
    negated: bool = False
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Is:
    """Activities in one of these states."""

    values: tuple[State, ...]
    negated: bool = False
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class On:
    """Activities of these items."""

    values: tuple[Item, ...]
    negated: bool = False
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Text:
    """Activities that hold this word, or these words side by side (`filtering.Says`)."""

    text: str
    negated: bool = False
    at: Place = field(default=NOWHERE, compare=False, repr=False)


Condition = When | Who | Which | Is | On
Part = Condition | Text


@dataclass(frozen=True, slots=True)
class Query:
    """Everything that was asked, in the order in which it was typed; without parts: all activities."""

    parts: tuple[Part, ...] = ()

    def without(self, part: int) -> "Query":
        """The same without one part, counted from 0: what remains when its chip is removed."""
        return Query(self.parts[:part] + self.parts[part + 1 :])


MOMENT_KEYS = {
    Moment.DEADLINE: Key.DUE,
    Moment.START: Key.START,
    Moment.END: Key.END,
    Moment.CREATED: Key.CREATED,
    Moment.UPDATED: Key.CHANGED,
}
PERSON_KEYS = {Fact.RESPONSIBLE: Key.RESPONSIBLE, Fact.AUTHOR: Key.AUTHOR, Fact.EDITOR: Key.EDITOR}
FACT_KEYS = {
    Fact.COLOR: Key.COLOR,
    Fact.KIND: Key.KIND,
    Fact.PRIORITY: Key.PRIORITY,
    Fact.DIRECTION: Key.DIRECTION,
    Fact.PROVIDER: Key.PROVIDER,
    Fact.ID: Key.ID,
}


def key_of(part: Condition) -> Key:
    """The word before the colon."""
    if isinstance(part, When):
        return MOMENT_KEYS[part.moment]
    if isinstance(part, Who):
        return PERSON_KEYS[part.fact]
    if isinstance(part, Which):
        return FACT_KEYS[part.fact]
    return Key.STATE if isinstance(part, Is) else Key.ON
