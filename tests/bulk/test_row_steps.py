"""The steps of a row do what is wanted, touch nothing else, and are taken back by their inverse."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.bulk import undo_many, values
from daybook.bulk.picking import Calendar
from daybook.bulk.planning import Facts, Fresh, Planner
from daybook.bulk.row_steps import Base, field_steps
from daybook.bulk.running.steps import next_steps
from daybook.bulk.skips import CANNOT_COME_BACK, EMPTY_TITLE, NO_DEADLINE, Skip
from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.changes.change import Change
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.run import Field, Row, RowOutcome, Step, StepState
from daybook.domain.todo import PingOffsets
from daybook.store.pings import KnownTodo
from tests.bulk.portal_model import Todo, carried_out
from tests.bulk.strategies import TODOS

WRITTEN = datetime(2026, 3, 1, tzinfo=UTC)
OWNER = EntityRef(DEAL, 1)
FIELDS = (Field.TITLE, Field.DESCRIPTION, Field.DEADLINE, Field.COLOR, Field.RESPONSIBLE, Field.PINGS)


def of(todo: Todo) -> dict[Field, Any]:
    return {
        **values.of_activity(todo.as_activity()),
        Field.PINGS: list(todo.pings),
    }


def known(todo: Todo) -> KnownTodo:
    return KnownTodo(PingOffsets(todo.pings), todo.parent, WRITTEN)


def sent(todo: Todo, steps: tuple[Step, ...]) -> Todo:
    for step in steps:
        todo = carried_out(todo, step)
    return todo


def done(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(replace(step, state=StepState.DONE, sent_at=WRITTEN) for step in steps)


@st.composite
def wishes(draw: st.DrawFn) -> tuple[Todo, Mapping[Field, Any]]:
    """A to-do that is open, or reopened, with values of another one for some of its fields."""
    now, other = draw(TODOS), draw(TODOS.filter(lambda todo: bool(todo.title.strip())))
    chosen = draw(st.sets(st.sampled_from(FIELDS)))
    wanted = {name: of(other)[name] for name in FIELDS if name in chosen}
    now = replace(now, completed=draw(st.booleans()))
    if now.completed or draw(st.booleans()):
        wanted[Field.COMPLETED] = not now.completed
    return now, wanted


@given(wishes())
def test_the_portal_has_what_is_wanted_and_nothing_else_changed(case: tuple[Todo, Mapping[Field, Any]]) -> None:
    now, wanted = case
    steps = field_steps(Base(now.as_activity(), known(now)), wanted)
    after = sent(now, steps)
    for name, value in of(after).items():
        asked = wanted.get(name, of(now)[name])
        assert values.same(name, value, asked), name
    assert after.parent == now.parent
    assert [step.order for step in steps] == list(range(len(steps)))


@given(wishes())
def test_no_command_is_wasted(case: tuple[Todo, Mapping[Field, Any]]) -> None:
    """One command a field, except that the whole to-do is one, and a title goes along with reopening or completing."""
    now, wanted = case
    seen = of(now)
    changed = {name for name, value in wanted.items() if not values.same(name, seen[name], value)}
    edits = changed - {Field.COMPLETED}
    steps = field_steps(Base(now.as_activity(), known(now)), wanted)
    flag = Field.COMPLETED in changed
    if Field.PINGS in edits:
        assert len(steps) == 1 + flag
    else:
        assert len(steps) == len(edits) + flag - (flag and Field.TITLE in edits)


@given(wishes())
def test_undo_brings_back_what_was(case: tuple[Todo, Mapping[Field, Any]]) -> None:
    now, wanted = case
    steps = done(field_steps(Base(now.as_activity(), known(now)), wanted))
    after = sent(now, steps)
    row = Row(3, 5, OWNER, "x", steps)
    back = undo_many.inverse(row, Fresh(after.as_activity(), known=known(after)), by_application=False)
    if not steps:
        assert back.skipped
        return
    assert back.number == 3
    restored = sent(after, back.steps)
    for name, value in of(restored).items():
        assert values.same(name, value, of(now)[name]), name
    assert restored.parent == now.parent


@given(wishes(), st.sampled_from((Field.TITLE, Field.COLOR)))
def test_what_somebody_else_did_since_is_a_conflict(case: tuple[Todo, Mapping[Field, Any]], name: Field) -> None:
    now, wanted = case
    steps = done(field_steps(Base(now.as_activity(), known(now)), wanted))
    if not any(name in step.fields for step in steps):
        return
    after = sent(now, steps)
    theirs = replace(after, title=after.title.strip() + " theirs", color="7" if after.color != "7" else "6")
    back = undo_many.inverse(
        Row(0, 5, OWNER, "x", steps), Fresh(theirs.as_activity(), known=known(theirs)), by_application=False
    )
    if of(theirs)[name] == of(now)[name]:
        return  # it is as it was before us: nothing is in the way
    assert back.outcome is RowOutcome.CONFLICT
    assert name.value in back.conflict


def an(kind: ActivityKind, **changed: Any) -> Activity:
    return Activity(5, kind, OWNER, "Call", responsible_id=1, **changed)


def test_a_call_is_renamed_handed_over_and_completed_by_one_command() -> None:
    wanted = {Field.TITLE: "Call back", Field.RESPONSIBLE: 2, Field.COMPLETED: True}
    [step] = field_steps(Base(an(ActivityKind.CALL)), wanted)
    assert step.method == "crm.activity.update"
    assert step.params["fields"] == {"SUBJECT": "Call back", "RESPONSIBLE_ID": 2, "COMPLETED": "Y"}


@pytest.mark.parametrize(
    ("activity", "wanted", "reason"),
    [
        (an(ActivityKind.CALL), {Field.DEADLINE: "2026-03-01T10:00:00+00:00"}, "follows_start"),
        (an(ActivityKind.TODO, completed=True), {Field.COLOR: "3"}, "completed"),
        (an(ActivityKind.TASK), {Field.TITLE: "x"}, "kept_elsewhere"),
        (an(ActivityKind.CALL), {Field.COLOR: "3"}, "not_a_todo"),
        (an(ActivityKind.TODO), {Field.PINGS: [0]}, NO_DEADLINE),
        (an(ActivityKind.TODO), {Field.TITLE: " "}, EMPTY_TITLE),
        (an(ActivityKind.CONFIGURABLE), {Field.COMPLETED: True}, "needs_application"),
    ],
)
def test_why_nothing_is_done(activity: Activity, wanted: Mapping[Field, Any], reason: str) -> None:
    with pytest.raises(Skip) as skip:
        field_steps(Base(activity), wanted)
    assert skip.value.reason == reason


def test_reminders_and_a_first_deadline_go_together(a_todo: Todo) -> None:
    bare = replace(a_todo.as_activity(), deadline=None)
    [step] = field_steps(Base(bare), {Field.PINGS: [0, 30], Field.DEADLINE: "2026-03-05T10:00:00+00:00"})
    assert step.params["pingOffsets"] == [0, 30]
    assert Field.PARENT not in step.before, "an undo can't promise the parent that nobody knows"


def test_several_items_are_bound_one_after_the_other(a_todo: Todo) -> None:
    change = Change(bind=(EntityRef(DEAL, 2), EntityRef(DEAL, 3)), unbind=(OWNER,))
    planner = Planner(change, Calendar(WRITTEN, UTC), Facts(), me=1, by_application=False)
    row = planner.row(0, 5, Fresh(a_todo.as_activity(), (OWNER,)))
    assert [step.order for step in row.steps] == [0, 1, 2]
    assert [step.method.rpartition(".")[2] for step in row.steps] == ["add", "add", "delete"]
    assert next_steps(row) == row.steps[:2], "it is taken off only when it is bound anew"


def test_what_was_so_already_is_not_taken_back(a_todo: Todo) -> None:
    """A look before sending found that somebody had done it: that is his."""
    [step] = field_steps(Base(a_todo.as_activity()), {Field.COLOR: "3"})
    row = Row(0, 5, OWNER, "x", (replace(step, state=StepState.DONE),))
    assert undo_many.why_not(row) == "not_done"


def test_reminders_that_nobody_knew_do_not_come_back(a_todo: Todo) -> None:
    steps = done(field_steps(Base(a_todo.as_activity()), {Field.PINGS: [45]}))
    assert undo_many.why_not(Row(0, 5, OWNER, "x", steps)) == CANNOT_COME_BACK
