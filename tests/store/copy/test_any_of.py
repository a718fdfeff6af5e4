"""Filters beside each other: an activity needs to meet one of them only."""

from datetime import UTC, datetime, timedelta

import pytest

from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.filtering import Among, AnyOf, Fact, Filter, Moment, Order, SortKey, Within
from daybook.store.copy.copy import PortalCopy

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
OWNER = EntityRef(DEAL, 102)
OVERDUE = Filter((Among(Fact.COMPLETED, frozenset({False})), Within(Moment.DEADLINE, until=NOW)))
DONE = Filter((Among(Fact.COMPLETED, frozenset({True})),))
ACTIVITIES = (
    Activity(1, ActivityKind.TODO, OWNER, "late", deadline=NOW - DAY),
    Activity(2, ActivityKind.TODO, OWNER, "late once, done now", deadline=NOW - DAY, completed=True),
    Activity(3, ActivityKind.TODO, OWNER, "in time", deadline=NOW + DAY),
    Activity(4, ActivityKind.TODO, OWNER, "without a deadline"),
)


@pytest.mark.parametrize(
    ("clause", "shown"),
    [
        (AnyOf((OVERDUE,)), [1]),
        (AnyOf((OVERDUE,), negated=True), [2, 3, 4]),
        (AnyOf((OVERDUE, DONE)), [1, 2]),
        (AnyOf((OVERDUE, DONE), negated=True), [3, 4]),
        (AnyOf((DONE, Filter())), [1, 2, 3, 4]),
        (AnyOf(()), []),
        (AnyOf((), negated=True), [1, 2, 3, 4]),
    ],
)
async def test_one_of_them_is_enough(copy: PortalCopy, clause: AnyOf, shown: list[int]) -> None:
    await copy.put_activities(ACTIVITIES)

    assert list(await copy.ids(Filter((clause,)), Order(SortKey.ID))) == shown
