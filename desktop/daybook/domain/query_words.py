"""The words of a question: English for everybody, and those of the person's own language beside it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum
from functools import cached_property, lru_cache
from typing import Final, Generic, TypeVar

from daybook.domain.activity import ActivityKind, Direction, Priority
from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD
from daybook.domain.query import Key, Overdue, Period, PeriodUnit, Presence, RelativeDay, Someone, State, Unit, Weekday
from daybook.domain.todo import TodoColor

T = TypeVar("T")

Words = Mapping[T, tuple[str, ...]]
"""What is meant, and the words for it; the first one is written, the others are understood too."""

_CLOSE: Final = 0.6
_SUGGESTED: Final = 3
_REMEMBERED: Final = 16_384
"""Folded words: a portal may have thousands of people, and each letter typed asks for all their names."""


class Now(Enum):
    """This very moment."""

    NOW = "now"


DayWord = RelativeDay | Weekday | Period | Now | Presence | Overdue

_KEYS: Final[Words[Key]] = {
    Key.DUE: ("due", "deadline"),
    Key.START: ("start", "starts", "begin"),
    Key.END: ("end", "ends", "finish"),
    Key.CREATED: ("created", "added"),
    Key.CHANGED: ("changed", "updated", "modified"),
    Key.RESPONSIBLE: ("resp", "responsible", "assignee", "assigned"),
    Key.AUTHOR: ("author", "by", "creator"),
    Key.EDITOR: ("editor", "changedby", "editedby"),
    Key.COLOR: ("colour", "color"),
    Key.KIND: ("type", "kind"),
    Key.STATE: ("is", "state", "status"),
    Key.ON: ("on", "owner", "item"),
    Key.PRIORITY: ("priority", "prio"),
    Key.DIRECTION: ("direction", "dir"),
    Key.PROVIDER: ("provider",),
    Key.ID: ("id", "ids"),
}
_COLORS: Final[Words[TodoColor]] = {
    TodoColor.DEFAULT: ("amber", "default", "yellow", "gold", "0"),
    TodoColor.BLUE: ("blue", "1"),
    TodoColor.TURQUOISE: ("turquoise", "teal", "cyan", "aqua", "mint", "2"),
    TodoColor.ORANGE: ("orange", "3"),
    TodoColor.GREEN: ("green", "lime", "olive", "4"),
    TodoColor.VIOLET: ("violet", "purple", "lilac", "magenta", "5"),
    TodoColor.GREY: ("grey", "gray", "silver", "6"),
    TodoColor.ROSE: ("rose", "red", "pink", "crimson", "7"),
}
_KINDS: Final[Words[ActivityKind]] = {
    ActivityKind.TODO: ("todo", "todos"),
    ActivityKind.CALL: ("call", "calls", "phone"),
    ActivityKind.MEETING: ("meeting", "meetings"),
    ActivityKind.EMAIL: ("email", "emails", "mail", "mails"),
    ActivityKind.TASK: ("task", "tasks"),
    ActivityKind.CHAT: ("chat", "chats"),
    ActivityKind.FORM: ("form", "forms", "webform", "webforms"),
    ActivityKind.CONFIGURABLE: ("configurable", "card", "cards"),
    ActivityKind.APPLICATION: ("application", "app"),
    ActivityKind.OTHER: ("other",),
}
_STATES: Final[Words[State]] = {
    State.OPEN: ("open", "planned"),
    State.DONE: ("done", "completed", "closed", "finished"),
    State.OVERDUE: ("overdue", "late"),
}
_PRIORITIES: Final[Words[Priority]] = {
    Priority.HIGH: ("high", "important"),
    Priority.MEDIUM: ("medium", "normal"),
    Priority.LOW: ("low",),
    Priority.NONE: ("none",),
}
_DIRECTIONS: Final[Words[Direction]] = {
    Direction.INCOMING: ("incoming", "in"),
    Direction.OUTGOING: ("outgoing", "out"),
    Direction.NONE: ("none",),
}
_PEOPLE: Final[Words[Someone]] = {Someone.ME: ("me", "myself"), Someone.NOBODY: ("none", "nobody")}
_ITEMS: Final[Words[int]] = {
    DEAL: ("deal", "deals"),
    LEAD: ("lead", "leads"),
    CONTACT: ("contact", "contacts"),
    COMPANY: ("company", "companies"),
}
_DAYS: Final[Words[DayWord]] = {
    Overdue.OVERDUE: ("overdue", "late"),
    RelativeDay(): ("today",),
    RelativeDay(1): ("tomorrow", "tmr"),
    RelativeDay(-1): ("yesterday",),
    Period(PeriodUnit.WEEK): ("thisweek", "week"),
    Period(PeriodUnit.WEEK, 1): ("nextweek",),
    Period(PeriodUnit.WEEK, -1): ("lastweek",),
    Period(PeriodUnit.MONTH): ("thismonth", "month"),
    Period(PeriodUnit.MONTH, 1): ("nextmonth",),
    Period(PeriodUnit.MONTH, -1): ("lastmonth",),
    Period(PeriodUnit.QUARTER): ("thisquarter", "quarter"),
    Period(PeriodUnit.QUARTER, 1): ("nextquarter",),
    Period(PeriodUnit.QUARTER, -1): ("lastquarter",),
    Period(PeriodUnit.YEAR): ("thisyear", "year"),
    Period(PeriodUnit.YEAR, 1): ("nextyear",),
    Period(PeriodUnit.YEAR, -1): ("lastyear",),
    Presence.NONE: ("none", "never", "nodeadline"),
    Presence.ANY: ("any", "some"),
    Weekday(0): ("monday", "mon"),
    Weekday(1): ("tuesday", "tue"),
    Weekday(2): ("wednesday", "wed"),
    Weekday(3): ("thursday", "thu"),
    Weekday(4): ("friday", "fri"),
    Weekday(5): ("saturday", "sat"),
    Weekday(6): ("sunday", "sun"),
    Now.NOW: ("now",),
}
_UNITS: Final[Words[Unit]] = {
    Unit.MINUTE: ("m", "min", "minute", "minutes"),
    Unit.HOUR: ("h", "hour", "hours"),
    Unit.DAY: ("d", "day", "days"),
    Unit.WORKING_DAY: ("wd", "workingday", "workingdays", "workday", "workdays"),
    Unit.WEEK: ("w", "week", "weeks"),
    Unit.MONTH: ("mo", "month", "months"),
    Unit.YEAR: ("y", "year", "years"),
}


@lru_cache(_REMEMBERED)
def fold(word: str) -> str:
    """The word without case, accents, blanks and hyphens: "To-do" is "todo"."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return re.sub(r"[\s_\-‐-―]", "", "".join(letter for letter in apart if not unicodedata.combining(letter)))


class WordList(Generic[T]):
    """One family of words: what each means, and how it is written."""

    def __init__(self, english: Words[T], own: Words[T]) -> None:
        self.written: dict[T, str] = {meaning: words[0] for meaning, words in english.items()}
        """The canonical word of each meaning, in the order in which they are offered."""
        self.meanings: dict[str, T] = {}
        """What each folded word stands for; English comes first where two languages disagree."""
        for each in (english, own):
            for meaning, words in each.items():
                for word in words:
                    self.meanings.setdefault(fold(word), meaning)

    def meaning(self, word: str) -> T | None:
        """What a typed word stands for; None for one that is not in the list."""
        return self.meanings.get(fold(word))

    def nearest(self, word: str) -> tuple[str, ...]:
        """The words of this list that look most like it, as they are written; () when none does."""
        close = get_close_matches(fold(word)[:40], self.meanings, n=2 * _SUGGESTED, cutoff=_CLOSE)
        return tuple(dict.fromkeys(self.written[self.meanings[each]] for each in close))[:_SUGGESTED]


@dataclass(frozen=True)
class QueryWords:
    """Which words a person may type. What is given here is understood beside the English words, never instead."""

    keys: Words[Key] = field(default_factory=dict)
    colors: Words[TodoColor] = field(default_factory=dict)
    kinds: Words[ActivityKind] = field(default_factory=dict)
    states: Words[State] = field(default_factory=dict)
    priorities: Words[Priority] = field(default_factory=dict)
    directions: Words[Direction] = field(default_factory=dict)
    people: Words[Someone] = field(default_factory=dict)
    items: Words[int] = field(default_factory=dict)
    days: Words[DayWord] = field(default_factory=dict)
    units: Words[Unit] = field(default_factory=dict)

    @cached_property
    def key(self) -> WordList[Key]:
        """Words before a colon."""
        return WordList(_KEYS, self.keys)

    @cached_property
    def color(self) -> WordList[TodoColor]:
        """Colours of to-dos."""
        return WordList(_COLORS, self.colors)

    @cached_property
    def kind(self) -> WordList[ActivityKind]:
        """Kinds of activities."""
        return WordList(_KINDS, self.kinds)

    @cached_property
    def state(self) -> WordList[State]:
        """Open, done, overdue."""
        return WordList(_STATES, self.states)

    @cached_property
    def priority(self) -> WordList[Priority]:
        """Priorities."""
        return WordList(_PRIORITIES, self.priorities)

    @cached_property
    def direction(self) -> WordList[Direction]:
        """Directions of calls and e-mails."""
        return WordList(_DIRECTIONS, self.directions)

    @cached_property
    def person(self) -> WordList[Someone]:
        """Words for people who are somebody else for everybody."""
        return WordList(_PEOPLE, self.people)

    @cached_property
    def item(self) -> WordList[int]:
        """CRM types that every portal has."""
        return WordList(_ITEMS, self.items)

    @cached_property
    def day(self) -> WordList[DayWord]:
        """Days and stretches of time."""
        return WordList(_DAYS, self.days)

    @cached_property
    def unit(self) -> WordList[Unit]:
        """Units of a shift."""
        return WordList(_UNITS, self.units)


ENGLISH: Final = QueryWords()
