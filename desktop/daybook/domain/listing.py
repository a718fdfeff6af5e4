"""One line of a long list of activities: what a table shows, without the weight of a whole activity."""

from dataclasses import dataclass
from datetime import datetime

from daybook.domain.activity import ActivityKind, Direction, Priority
from daybook.domain.entities import EntityRef
from daybook.domain.todo import PingOffsets, TodoColor

EXCERPT = 160
"""Letters of a description that a line carries; a whole one may have five million."""


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An activity as a list shows it. Moments are aware; every id may be unknown to this machine.

    `owner_title` is "" until the owner itself was read. `bindings` and `pings` are None as long as nobody loaded or
    wrote them: that is not the same as none.
    """

    id: int
    kind: ActivityKind
    owner: EntityRef
    owner_title: str
    subject: str
    excerpt: str
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
    bindings: tuple[EntityRef, ...] | None = None
    pings: PingOffsets | None = None

    @property
    def is_todo(self) -> bool:
        """True for the universal activity that the crm.activity.todo methods change."""
        return self.kind is ActivityKind.TODO

    def is_overdue(self, now: datetime) -> bool:
        """True for an open activity whose deadline has passed; one without a deadline never is."""
        return not self.completed and self.deadline is not None and self.deadline < now
