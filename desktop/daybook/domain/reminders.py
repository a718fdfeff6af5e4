"""When a person is reminded of what she has to do: pure planning, moments in, reminders out.

A reminder belongs to an activity *with its deadline*: another deadline makes other reminders.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from enum import Enum
from typing import Final

from daybook.domain.entities import EntityRef
from daybook.domain.quiet import QuietHours, at_hour
from daybook.domain.todo import PingOffsets

SNOOZE: Final = timedelta(minutes=15)
"""After how long a reminder comes again. The deadline stays."""
AWAY: Final = timedelta(minutes=3)
"""Who was not there for longer hears what she missed as one list."""
AT_ONCE: Final = 3
"""More reminders of one moment than this are one list, too."""
OLDEST: Final = timedelta(days=30)
"""What was due before that is no news: it stands among the overdue."""
LATE: Final = timedelta(days=1)
"""How much longer than what was told already is looked at, for activities that reach this machine late."""


@dataclass(frozen=True, slots=True)
class OpenTodo:
    """An open activity of mine with a deadline, as far as it takes to remind of it. Moments are aware.

    `owner_title` is "" while nobody knows it; `pings` None = unknown, then only the deadline itself counts.
    `updated` is when the portal last saw a change of it, None = unknown.
    """

    id: int
    subject: str
    owner: EntityRef
    deadline: datetime
    owner_title: str = ""
    pings: PingOffsets | None = None
    updated: datetime | None = None
    can_complete: bool = True
    """False when completing it does more than that, or is not possible here."""
    can_move: bool = True
    """True when its deadline can be changed."""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a reminder is known by: each one is told once. `offset` in minutes before the deadline."""

    activity_id: int
    deadline: datetime
    offset: int


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder that is due. `at` is when it was to come; for one that comes again, that moment."""

    todo: OpenTodo
    offset: int
    at: datetime

    @property
    def key(self) -> Key:
        """What it is known by."""
        return Key(self.todo.id, self.todo.deadline, self.offset)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of reminders that were told."""

    told: frozenset[Key] = frozenset()
    waiting: frozenset[Key] = frozenset()
    """Told, and nobody did anything about it yet."""
    again: Mapping[Key, datetime] = field(default_factory=dict)
    """Told, and to come once more at that moment."""


@dataclass(frozen=True, slots=True)
class Span:
    """The time that is looked at: everything up to `told_until` was told. `begun` is when reminding was switched on."""

    begun: datetime
    told_until: datetime
    now: datetime

    @property
    def since(self) -> datetime:
        """No deadline before this one can have anything to tell; what waits or comes again may lie further back."""
        return max(self.now - OLDEST, self.told_until - LATE)


class Cause(Enum):
    """Why reminders are told as they are."""

    DUE = "due"
    """Their moment has just come."""
    AWAY = "away"
    """They came while the computer slept or the program was closed."""
    QUIET = "quiet"
    """They came during quiet hours."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is to be told now: each reminder by itself, or all as one list. Never empty."""

    cause: Cause
    reminders: tuple[Reminder, ...]

    @property
    def is_list(self) -> bool:
        """True when one message stands for all."""
        return len(self.reminders) > (AT_ONCE if self.cause is Cause.DUE else 1)


@dataclass(frozen=True, slots=True)
class Options:
    """How a person wants to be reminded. The hours are kept while they are switched off."""

    on: bool = True
    has_quiet: bool = False
    hours: QuietHours = field(default_factory=QuietHours)

    @property
    def quiet(self) -> QuietHours | None:
        """When nothing is told; None = at no hour."""
        return self.hours if self.has_quiet else None


def came(todos: Iterable[OpenTodo], kept: Kept, span: Span) -> list[Reminder]:
    """What has come and was not told, earliest first.

    A reminder whose moment had passed when its activity got this deadline never comes, as in the portal.
    """
    found = [each for each in _all(todos, kept) if _has_come(each, kept, span)]
    return sorted(found, key=lambda each: (each.at, -each.offset, each.todo.id))


def latest(reminders: Iterable[Reminder]) -> list[Reminder]:
    """Of several of one activity only the last, for it says everything; in the same order otherwise."""
    found: dict[int, Reminder] = {}
    for reminder in reminders:
        found.pop(reminder.todo.id, None)
        found[reminder.todo.id] = reminder
    return list(found.values())


def next_at(todos: Iterable[OpenTodo], kept: Kept, now: datetime) -> datetime | None:
    """When the next reminder comes; None when none does."""
    return min((each.at for each in _all(todos, kept) if each.at > now), default=None)


def waiting(todos: Iterable[OpenTodo], kept: Kept) -> list[Reminder]:
    """What was told and waits for somebody to do something, most urgent first; one for each activity.

    What was completed since, or has another deadline, waits no more.
    """
    found: dict[int, Reminder] = {}
    for reminder in sorted(_all(todos, kept), key=lambda each: -each.offset):
        if reminder.key in kept.waiting:
            found[reminder.todo.id] = reminder
    return sorted(found.values(), key=lambda each: (each.todo.deadline, each.todo.id))


def announce(reminders: Sequence[Reminder], span: Span, options: Options, zone: tzinfo) -> Announcement | None:
    """How to tell what is due; None when there is nothing, or when it must wait for the end of quiet hours."""
    quiet = options.quiet
    if not reminders or not options.on or (quiet is not None and quiet.holds(span.now, zone)):
        return None
    if quiet is not None and all(quiet.holds(each.at, zone) for each in reminders):
        return Announcement(Cause.QUIET, tuple(reminders))
    away = span.now - span.told_until > AWAY
    return Announcement(Cause.AWAY if away else Cause.DUE, tuple(reminders))


def tomorrow(deadline: datetime, now: datetime, zone: tzinfo) -> datetime:
    """The day after today at the hour of `deadline`, by the clocks of `zone`; also for one long overdue."""
    local = deadline.astimezone(zone)
    day = now.astimezone(zone).date() + timedelta(days=1)
    return at_hour(day, local.time(), zone)


def _all(todos: Iterable[OpenTodo], kept: Kept) -> Iterator[Reminder]:
    """Every reminder these activities have, past and to come; one that comes again stands at its new moment."""
    named: defaultdict[tuple[int, datetime], set[int]] = defaultdict(set)
    for key in (*kept.again, *kept.waiting):  # its offset may be known no longer
        named[key.activity_id, key.deadline].add(key.offset)
    for todo in todos:
        offsets = {0, *(todo.pings.minutes if todo.pings is not None else ()), *named[todo.id, todo.deadline]}
        for offset in offsets:
            usual = todo.deadline - timedelta(minutes=offset)
            yield Reminder(todo, offset, kept.again.get(Key(todo.id, todo.deadline, offset), usual))


def _has_come(reminder: Reminder, kept: Kept, span: Span) -> bool:
    if reminder.key in kept.again:
        return reminder.at <= span.now
    if reminder.key in kept.told or not max(span.begun, span.now - OLDEST) < reminder.at <= span.now:
        return False
    updated = reminder.todo.updated
    return reminder.at > span.told_until or updated is None or reminder.at >= updated
