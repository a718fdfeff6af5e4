"""What stands in the way of a row is found without building its steps."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from daybook.bulk.row_steps import Base, field_steps, refuse
from daybook.bulk.skips import Skip
from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets
from daybook.store.pings import KnownTodo

MOMENT = "2026-03-04T09:00:00+00:00"
WANTED: dict[Field, st.SearchStrategy[Any]] = {
    Field.TITLE: st.sampled_from(["Call", "  ", "Write"]),
    Field.DESCRIPTION: st.sampled_from(["", "soon"]),
    Field.DEADLINE: st.sampled_from([MOMENT, None]),
    Field.COLOR: st.sampled_from(["default", "3"]),
    Field.RESPONSIBLE: st.sampled_from([1, 2]),
    Field.COMPLETED: st.booleans(),
    Field.PINGS: st.sampled_from([[0], [15, 60]]),
}


def said(ask: Callable[[], object]) -> str:
    try:
        ask()
    except Skip as skip:
        return skip.reason
    return ""


@given(
    kind=st.sampled_from(ActivityKind),
    deadline=st.sampled_from([None, datetime(2026, 3, 4, 9, tzinfo=UTC)]),
    completed=st.booleans(),
    pings=st.sampled_from([None, (0,)]),
    wanted=st.fixed_dictionaries({}, optional=WANTED),
    by_application=st.booleans(),
)
def test_it_refuses_where_the_steps_would(
    *,
    kind: ActivityKind,
    deadline: datetime | None,
    completed: bool,
    pings: tuple[int, ...] | None,
    wanted: dict[Field, Any],
    by_application: bool,
) -> None:
    activity = Activity(5, kind, EntityRef(DEAL, 1), "Call", deadline=deadline, completed=completed, responsible_id=1)
    known = KnownTodo(None if pings is None else PingOffsets(pings), None, datetime(2026, 3, 1, tzinfo=UTC))
    base = Base(activity, known, by_application)
    assert said(lambda: refuse(base, wanted)) == said(lambda: field_steps(base, wanted))
