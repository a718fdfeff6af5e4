"""Cards of every kind, as the presenter makes them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from daybook.domain.activity import Activity, ActivityKind, Direction, TextFormat
from daybook.domain.entities import DEAL, EntityRef, Person
from daybook.domain.todo import TodoColor
from daybook.work.timeline import CardState, TimelineContent, arrange

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OWNER = EntityRef(DEAL, 1)
ANNA = Person(1, "Anna Berg", "Sales manager")
LONG = "\n".join(f"Line {number} of a long description." for number in range(30))

OVERDUE = Activity(
    1,
    ActivityKind.TODO,
    OWNER,
    "Call Andrew",
    deadline=NOW - timedelta(days=1),
    color=TodoColor.BLUE,
    responsible_id=1,
    created=NOW - timedelta(days=2),
)
LONG_ONE = replace(OVERDUE, id=2, subject="Read this", description=LONG, deadline=NOW + timedelta(days=1))
LINKED = replace(
    OVERDUE,
    id=3,
    subject="Open this",
    description='<a href="https://example.com/offer">offer</a> <a href="javascript:alert(1)">no</a>',
    text_format=TextFormat.HTML,
    deadline=NOW + timedelta(days=2),
)
EMAIL = Activity(
    4,
    ActivityKind.EMAIL,
    OWNER,
    "Offer",
    direction=Direction.OUTGOING,
    deadline=NOW + timedelta(days=3),
    responsible_id=1,
)
DONE = replace(OVERDUE, id=5, subject="Sent the offer", completed=True)


def content(
    activities: Sequence[Activity] = (OVERDUE, LONG_ONE, LINKED, EMAIL, DONE),
    states: dict[int, CardState] | None = None,
    owner: EntityRef = OWNER,
) -> TimelineContent:
    """A timeline with these cards."""
    return replace(arrange(activities, {1: ANNA}, states or {}, NOW), owner=owner)
