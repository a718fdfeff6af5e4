"""What can be wrong with a question: keys and facts, which the window turns into sentences."""

from dataclasses import dataclass
from enum import StrEnum

from daybook.domain.query import Key, Place


class QueryFault(StrEnum):
    """Why a piece of a question means nothing."""

    UNKNOWN_KEY = "unknown_key"
    """ "reps:me": there is no such word before a colon."""
    VALUE_MISSING = "value_missing"
    """ "due:" and nothing behind it."""
    UNKNOWN_VALUE = "unknown_value"
    """ "colour:rde"."""
    NOT_A_MOMENT = "not_a_moment"
    """ "due:soon"."""
    NO_SUCH_DAY = "no_such_day"
    """ "due:2026-02-30"."""
    NO_SUCH_TIME = "no_such_time"
    """ "due:2026-02-03T25:00"."""
    TOO_FAR = "too_far"
    """ "due:today+9000w"."""
    BACKWARDS = "backwards"
    """ "due:2026-12-01..2026-11-01"."""
    NO_LENGTH = "no_length"
    """ "due:now": nothing happens within no time; "due<now" was meant."""
    NO_COMPARISON = "no_comparison"
    """ "colour<red"."""
    NOT_A_NUMBER = "not_a_number"
    """ "id:seven"."""
    QUOTE_OPEN = "quote_open"
    """A quotation mark without its partner."""
    TOO_LONG = "too_long"
    """The whole text is."""
    TOO_MANY = "too_many"
    """More parts, or more values in one part, than anybody types."""
    UNKNOWN_PERSON = "unknown_person"
    AMBIGUOUS_PERSON = "ambiguous_person"
    """Several people have such a name; `nearest` are their full names."""
    UNKNOWN_ITEM = "unknown_item"
    AMBIGUOUS_ITEM = "ambiguous_item"
    """Several smart processes have such a name; `nearest` are theirs."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong, and where. `said` is what stands there.

    `nearest` are the right words that look most like it, as they would be typed; for people and items, their names.
    """

    reason: QueryFault
    at: Place
    said: str
    key: Key | None = None
    """The word before the colon, where one was understood."""
    nearest: tuple[str, ...] = ()


class BadQuery(ValueError):
    """A text that cannot be understood, or names somebody who cannot be found. `mistakes` has one or more, in order."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("; ".join(f"{each.reason} at {each.at[0]}: {each.said[:40]!r}" for each in mistakes))
        self.mistakes = mistakes
