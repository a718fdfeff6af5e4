"""Pending edits: what a person wants of a cell and has not sent yet, and which cells may be wished for at all.

A pending edit remembers what was seen when it was made, so that whoever looks at it later can tell whether somebody
else changed the same meanwhile.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, StrEnum
from typing import Final, Protocol

from daybook.domain.activity import CALENDAR_KINDS, ActivityKind, CompletionRule, Direction
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets, TodoColor

Value = str | int | bool | datetime | TodoColor | PingOffsets | None
"""What a cell holds, by its field: TITLE and DESCRIPTION text, DEADLINE an aware moment or None for none, COLOR a
TodoColor, RESPONSIBLE a user id or None, COMPLETED a flag, PINGS reminders or None while nobody knows them."""

WISHABLE: Final = (
    Field.TITLE,
    Field.DEADLINE,
    Field.RESPONSIBLE,
    Field.COLOR,
    Field.COMPLETED,
    Field.PINGS,
    Field.DESCRIPTION,
)
"""The fields a cell can be edited for, in the order in which a row's changes are told."""


class Seen(Protocol):
    """What has to be known of an activity: a line of a list knows it, and a whole activity does."""

    @property
    def id(self) -> int:
        """The portal's number."""

    @property
    def kind(self) -> ActivityKind:
        """What it is."""

    @property
    def direction(self) -> Direction:
        """Whether an e-mail was received or is to be sent."""

    @property
    def completed(self) -> bool:
        """True when it is done."""

    @property
    def subject(self) -> str:
        """Its title."""

    @property
    def deadline(self) -> datetime | None:
        """None = no deadline."""

    @property
    def color(self) -> TodoColor:
        """Its look."""

    @property
    def responsible_id(self) -> int | None:
        """Who is to do it."""


@dataclass(frozen=True, slots=True)
class PendingEdit:
    """One cell as a person wants it. `base` is what she saw when she said so; `made` is aware."""

    activity_id: int
    field: Field
    base: Value
    wished: Value
    made: datetime
    title: str = ""
    """What the activity was called: it may be gone by the time somebody looks."""

    @property
    def changes(self) -> bool:
        """False when what is wished for is what was there already."""
        return not same(self.field, self.base, self.wished)


class Hindrance(Enum):
    """Why a cell can't be edited; the value is a stable key."""

    COMPLETED = "completed"
    """A completed to-do takes no change; reopening it is one."""
    NOT_A_TODO = "not_a_todo"
    """Only to-dos have it, or only the to-do methods can write it."""
    FOLLOWS_START = "follows_start"
    """The deadline of a call or a meeting is when it starts (crm.activity.update, DEADLINE)."""
    KEPT_ELSEWHERE = "kept_elsewhere"
    """A task, an e-mail, a chat or a form: the portal keeps the original elsewhere and shows it here."""
    WOULD_SEND_EMAIL = "would_send_email"
    NEEDS_APPLICATION = "needs_application"
    UNKNOWN_PINGS = "unknown_pings"
    """Writing reminders rewrites the whole to-do, which is safe only where Daybook wrote them itself."""
    NEEDS_DEADLINE = "needs_deadline"
    """Reminders count from a deadline, and there is none."""
    READ_ONLY = "read_only"
    """Nobody writes it: when it was made, by whom, and the like."""


class CellFault(StrEnum):
    """Why a text is no value for a cell; beside these, the reasons of `BadDeadline` with "deadline:" before them."""

    EMPTY = "empty"
    """An empty cell is left alone: it says nothing."""
    NO_DEADLINE = "no_deadline"
    """No method of the portal takes a deadline away."""
    NO_SUCH_PERSON = "no_such_person"
    SEVERAL_PEOPLE = "several_people"
    NO_SUCH_COLOR = "no_such_color"
    NEITHER_YES_NOR_NO = "neither_yes_nor_no"
    NO_REMINDERS = "no_reminders"
    """Not a list of times before the deadline."""


def hindrance(
    seen: Seen, name: Field, *, reopened: bool = False, pings_known: bool = False, by_application: bool = False
) -> Hindrance | None:
    """Why this cell can't be edited; None when it can.

    `reopened`: the row is to be reopened as well, which comes first. `pings_known`: Daybook wrote its reminders.
    `by_application`: an application's token is used, not a webhook.
    """
    if name not in WISHABLE:
        return Hindrance.READ_ONLY
    if name is Field.COMPLETED:
        return _completing(seen, by_application=by_application)
    if seen.kind is not ActivityKind.TODO:
        return _elsewhere(seen.kind, name)
    if seen.completed and not reopened:
        return Hindrance.COMPLETED
    return _reminding(seen, known=pings_known) if name is Field.PINGS else None


def value_of(seen: Seen, name: Field) -> Value:
    """What the cell holds now. Raises KeyError for the description and the reminders, which a list does not carry."""
    values: dict[Field, Value] = {
        Field.TITLE: seen.subject,
        Field.DEADLINE: seen.deadline,
        Field.COLOR: seen.color,
        Field.RESPONSIBLE: seen.responsible_id,
        Field.COMPLETED: seen.completed,
    }
    return values[name]


def same(name: Field, one: Value, other: Value) -> bool:
    """Equal as the portal would call them: no fractions of a second, no line ends of their own, no edges of a text."""
    if name in (Field.TITLE, Field.DESCRIPTION):
        return _text(one) == _text(other)
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one.astimezone(UTC).replace(microsecond=0) == other.astimezone(UTC).replace(microsecond=0)
    return type(one) is type(other) and one == other


def in_conflict(edit: PendingEdit, now: Value) -> bool:
    """True when somebody changed the cell since it was seen, to something else than is wished for."""
    return not same(edit.field, now, edit.base) and not same(edit.field, now, edit.wished)


def _completing(seen: Seen, *, by_application: bool) -> Hindrance | None:
    return {
        CompletionRule.ALLOWED: None,
        CompletionRule.WOULD_SEND_EMAIL: Hindrance.WOULD_SEND_EMAIL,
        CompletionRule.NEEDS_APPLICATION: Hindrance.NEEDS_APPLICATION,
    }[CompletionRule.of(seen, by_application=by_application)]


def _reminding(seen: Seen, *, known: bool) -> Hindrance | None:
    if not known:
        return Hindrance.UNKNOWN_PINGS
    return Hindrance.NEEDS_DEADLINE if seen.deadline is None else None


def _elsewhere(kind: ActivityKind, name: Field) -> Hindrance | None:
    if kind in CALENDAR_KINDS and name in (Field.TITLE, Field.RESPONSIBLE):
        return None
    if kind in CALENDAR_KINDS and name is Field.DEADLINE:
        return Hindrance.FOLLOWS_START
    if kind in (ActivityKind.CONFIGURABLE, ActivityKind.APPLICATION):
        return Hindrance.NEEDS_APPLICATION
    return Hindrance.NOT_A_TODO if name in (Field.COLOR, Field.PINGS) else Hindrance.KEPT_ELSEWHERE


def _text(value: Value) -> str:
    return str(value or "").replace("\r\n", "\n").strip()
