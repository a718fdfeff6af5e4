"""What an activity is, whoever made it: a call, a meeting, an e-mail, a task, a to-do."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, IntEnum
from typing import Final, Protocol

from daybook.domain.entities import EntityRef
from daybook.domain.todo import TodoColor

TODO_PROVIDER = "CRM_TODO"
REST_APP_PROVIDER = "REST_APP"
CONFIGURABLE_PROVIDER = "CONFIGURABLE_REST_APP"


class ActivityKind(Enum):
    """How an activity shows itself to a person; derived from TYPE_ID and PROVIDER_ID."""

    TODO = "todo"
    CALL = "call"
    MEETING = "meeting"
    EMAIL = "email"
    TASK = "task"
    CHAT = "chat"
    FORM = "form"
    CONFIGURABLE = "configurable"
    APPLICATION = "application"
    OTHER = "other"

    @classmethod
    def of(cls, type_id: int, provider_id: str) -> "ActivityKind":
        """The kind that TYPE_ID and PROVIDER_ID stand for; OTHER for a pair nobody documented."""
        return _BY_PROVIDER.get(provider_id) or _BY_TYPE.get(type_id, cls.OTHER)


_BY_TYPE: Final = {
    1: ActivityKind.MEETING,
    2: ActivityKind.CALL,
    3: ActivityKind.TASK,
    4: ActivityKind.EMAIL,
}
_BY_PROVIDER: Final = {
    TODO_PROVIDER: ActivityKind.TODO,
    REST_APP_PROVIDER: ActivityKind.APPLICATION,
    CONFIGURABLE_PROVIDER: ActivityKind.CONFIGURABLE,
    "IMOPENLINES_SESSION": ActivityKind.CHAT,
    "CRM_WEBFORM": ActivityKind.FORM,
}


CALENDAR_KINDS = frozenset({ActivityKind.CALL, ActivityKind.MEETING})
"""Beside to-dos, what crm.activity.update may rename and hand to somebody else: the portal keeps no original of it
elsewhere, as it does of tasks and e-mails."""


class TextFormat(IntEnum):
    """DESCRIPTION_TYPE (crm.enum.contenttype)."""

    UNKNOWN = 0
    PLAIN = 1
    BBCODE = 2
    HTML = 3


class Direction(IntEnum):
    """DIRECTION (crm.enum.activitydirection)."""

    NONE = 0
    INCOMING = 1
    OUTGOING = 2


class Priority(IntEnum):
    """PRIORITY (crm.enum.activitypriority)."""

    NONE = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity as crm.activity.get and crm.activity.list show it.

    All moments are aware. `deadline` is None when the portal says 9999-12-31, which is its way to say "none"
    (protocol of crm.activity.list). What REST cannot read (reminders, parent) is not here.
    """

    id: int
    kind: ActivityKind
    owner: EntityRef
    subject: str
    description: str = ""
    text_format: TextFormat = TextFormat.PLAIN
    deadline: datetime | None = None
    start: datetime | None = None
    end: datetime | None = None
    created: datetime | None = None
    updated: datetime | None = None
    completed: bool = False
    responsible_id: int | None = None
    author_id: int | None = None
    editor_id: int | None = None
    color: TodoColor = TodoColor.DEFAULT
    direction: Direction = Direction.NONE
    priority: Priority = Priority.NONE
    location: str = ""
    provider_id: str = ""
    type_id: int = 0

    @property
    def is_todo(self) -> bool:
        """True for the universal activity that the crm.activity.todo methods change."""
        return self.kind is ActivityKind.TODO

    def is_overdue(self, now: datetime) -> bool:
        """True for an open activity whose deadline has passed; one without a deadline never is."""
        return not self.completed and self.deadline is not None and self.deadline < now


class Completable(Protocol):
    """What decides whether something may be completed: an `Activity` has it, and a line of a list."""

    @property
    def kind(self) -> ActivityKind:
        """What it is."""

    @property
    def direction(self) -> Direction:
        """Whether an e-mail was received or is to be sent."""

    @property
    def completed(self) -> bool:
        """True when it is done."""


class CompletionRule(Enum):
    """Whether this activity may be completed or reopened, and if not, why."""

    ALLOWED = "allowed"
    WOULD_SEND_EMAIL = "would_send_email"
    NEEDS_APPLICATION = "needs_application"

    @classmethod
    def of(cls, activity: Completable, *, by_application: bool = False) -> "CompletionRule":
        """The rule for one activity. `by_application`: an application's token is used, not a webhook.

        An outgoing e-mail that becomes completed is *sent* (crm.activity.add, "When is an e-mail sent"), and an
        application's own activities answer only to that application; which one that is, only the portal knows. Cards
        of configurable ones are completed with their data (crm.activity.configurable.update).
        """
        if activity.kind is ActivityKind.CONFIGURABLE:
            return cls.NEEDS_APPLICATION
        if activity.kind is ActivityKind.APPLICATION:
            return cls.ALLOWED if by_application else cls.NEEDS_APPLICATION
        outgoing = activity.kind is ActivityKind.EMAIL and activity.direction is Direction.OUTGOING
        return cls.WOULD_SEND_EMAIL if outgoing and not activity.completed else cls.ALLOWED
