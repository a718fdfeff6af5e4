"""What is planned does what is wanted and nothing else, and undo takes it back."""

from dataclasses import replace
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.bulk import plan, reading, undo
from daybook.bulk.reading import Found
from daybook.bulk.refusals import PlanRefused, Refusal
from daybook.domain.activity import Activity, ActivityKind, Direction
from daybook.domain.entities import DEAL, EntityRef
from daybook.domain.run import Field, Row, Step, StepState
from daybook.domain.todo import PingOffsets, TodoColor, TodoDraft
from tests.bulk.portal_model import Todo, carried_out
from tests.bulk.strategies import TODOS

EMAIL = Activity(
    6, ActivityKind.EMAIL, EntityRef(DEAL, 1), "Offer", direction=Direction.OUTGOING, provider_id="CRM_EMAIL"
)


def after(todo: Todo, steps: tuple[Step, ...]) -> Todo:
    return reduce(carried_out, steps, todo)


@given(now=TODOS, wanted=TODOS)
def test_an_edit_makes_exactly_what_is_wanted(now: Todo, wanted: Todo) -> None:
    steps = plan.edit(now.as_activity(), now.as_draft(known=True), wanted.as_draft(known=True))
    assert after(now, steps) == wanted


@given(now=TODOS, wanted=TODOS)
def test_what_nobody_knows_survives_every_edit_by_narrow_methods(now: Todo, wanted: Todo) -> None:
    steps = plan.edit(now.as_activity(), now.as_draft(known=False), wanted.as_draft(known=False))
    assert after(now, steps) == replace(wanted, pings=now.pings, parent=now.parent)
    assert all(step.method != plan.WHOLE for step in steps)
    assert all(len(step.fields) == 1 for step in steps)


@given(now=TODOS, theirs=TODOS, pings=st.sets(st.integers(0, 500), max_size=3))
def test_a_whole_update_carries_what_somebody_wrote_meanwhile(now: Todo, theirs: Todo, pings: set[int]) -> None:
    wanted = PingOffsets.of(pings)
    steps = plan.edit(now.as_activity(), now.as_draft(known=True), replace(now.as_draft(known=True), pings=wanted))
    fresh = theirs.as_activity()
    sent = tuple(replace(step, params=plan.whole_params(fresh, step)) for step in steps)
    expected = replace(theirs, pings=wanted.minutes, parent=now.parent) if steps else theirs
    assert after(theirs, sent) == expected


@given(todo=TODOS)
def test_nothing_is_sent_for_nothing(todo: Todo) -> None:
    assert plan.edit(todo.as_activity(), todo.as_draft(known=True), todo.as_draft(known=True)) == ()


@given(now=TODOS, wanted=TODOS, known=st.booleans())
def test_undo_brings_back_what_is_known(now: Todo, wanted: Todo, known: bool) -> None:
    draft = wanted.as_draft(known=True)
    steps = plan.edit(now.as_activity(), now.as_draft(known=known), draft)
    done = after(now, steps)
    row = _done(steps)
    if not undo.is_possible(row):
        return
    remembered = replace(done.as_draft(known=True))
    back = after(done, undo.inverse(row, done.as_activity(), (), remembered))
    lost = undo.lost(row)
    assert back == replace(
        now,
        pings=done.pings if undo.LOST_PINGS in lost else now.pings,
        parent=done.parent if undo.LOST_PARENT in lost else now.parent,
    )


def _done(steps: tuple[Step, ...]) -> Row:
    return Row(0, 5, EntityRef(DEAL, 1), "", tuple(replace(step, state=StepState.DONE) for step in steps))


@given(now=TODOS, wanted=TODOS, theirs=TODOS)
def test_conflicts_are_the_fields_that_somebody_else_changed_too(now: Todo, wanted: Todo, theirs: Todo) -> None:
    steps = plan.edit(now.as_activity(), now.as_draft(known=False), wanted.as_draft(known=False))
    readable = ("title", "description", "deadline", "color", "responsible")
    expected = {
        name
        for name in readable
        if getattr(wanted, name) != getattr(now, name)
        and getattr(theirs, name) not in (getattr(now, name), getattr(wanted, name))
    }
    assert set(reading.conflicts(steps, Found(theirs.as_activity()))) == expected


@given(now=TODOS, wanted=TODOS)
def test_what_is_done_is_seen(now: Todo, wanted: Todo) -> None:
    steps = plan.edit(now.as_activity(), now.as_draft(known=False), wanted.as_draft(known=False))
    assert all(reading.shows(step, Found(wanted.as_activity())) for step in steps)
    assert not any(reading.shows(step, Found(now.as_activity())) for step in steps)


# Refused before anything is sent


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"title": "  "}, Refusal.TITLE_MISSING),
        ({"deadline": None}, Refusal.DEADLINE_MISSING),
        ({"responsible_id": None}, Refusal.RESPONSIBLE_MISSING),
    ],
)
def test_a_rule_that_is_known_is_kept(change: dict[str, object], refusal: Refusal, a_todo: Todo) -> None:
    draft: TodoDraft = replace(a_todo.as_draft(known=True), **change)  # type: ignore[arg-type]
    with pytest.raises(PlanRefused) as edited:
        plan.edit(a_todo.as_activity(), a_todo.as_draft(known=True), draft)
    with pytest.raises(PlanRefused) as created:
        plan.creation(EntityRef(DEAL, 1), draft)
    assert edited.value.refusal is created.value.refusal is refusal


def test_completed_ones_and_other_kinds_are_left_alone(a_todo: Todo) -> None:
    wanted = replace(a_todo.as_draft(known=True), title="Other")
    with pytest.raises(PlanRefused) as completed:
        plan.edit(replace(a_todo.as_activity(), completed=True), a_todo.as_draft(known=True), wanted)
    with pytest.raises(PlanRefused) as no_todo:
        plan.edit(replace(EMAIL, direction=Direction.INCOMING), a_todo.as_draft(known=True), wanted)
    assert completed.value.refusal is Refusal.COMPLETED
    assert no_todo.value.refusal is Refusal.NOT_A_TODO


@pytest.mark.parametrize("kind", [ActivityKind.CALL, ActivityKind.MEETING])
@pytest.mark.parametrize("completed", [True, False])
def test_calls_and_meetings_can_be_renamed_and_handed_over(a_todo: Todo, kind: ActivityKind, completed: bool) -> None:
    call = replace(a_todo.as_activity(), kind=kind, completed=completed)
    old = a_todo.as_draft(known=False)
    steps = plan.edit(call, old, replace(old, title="Call Beate", responsible_id=77))
    assert [(step.method, step.params["fields"]) for step in steps] == [
        ("crm.activity.update", {"SUBJECT": "Call Beate"}),
        ("crm.activity.update", {"RESPONSIBLE_ID": 77}),
    ]
    for change in ({"color": TodoColor.ROSE}, {"deadline": None}, {"title": "Other", "description": "Other"}):
        with pytest.raises(PlanRefused) as refused:
            plan.edit(call, replace(old, color=TodoColor.BLUE), replace(old, **change))
        assert refused.value.refusal is Refusal.NOT_A_TODO


def test_completing_never_sends_an_email(a_todo: Todo) -> None:
    with pytest.raises(PlanRefused) as caught:
        plan.completion(EMAIL, True)
    assert caught.value.refusal is Refusal.WOULD_SEND_EMAIL
    [step] = plan.completion(a_todo.as_activity(), True)
    assert carried_out(a_todo, step).completed
    assert plan.completion(a_todo.as_activity(), False) == ()


def test_what_was_deleted_cannot_be_brought_back(a_todo: Todo) -> None:
    activity = a_todo.as_activity()
    row = _done(plan.deletion(activity))
    assert not undo.is_possible(row)
    with pytest.raises(PlanRefused) as caught:
        undo.inverse(row, activity, (), a_todo.as_draft(known=True))
    assert caught.value.refusal is Refusal.NOTHING_TO_UNDO


def test_what_was_created_is_deleted_again_unless_somebody_changed_it(a_todo: Todo) -> None:
    row = _done(plan.creation(EntityRef(DEAL, 1), a_todo.as_draft(known=True)))
    activity = a_todo.as_activity()
    [step] = undo.inverse(row, activity, (), a_todo.as_draft(known=True))
    assert step.method == plan.DELETE
    assert reading.conflicts([step], Found(activity)) == {}
    assert set(reading.conflicts([step], Found(replace(activity, color=TodoColor.ROSE)))) == {Field.COLOR}


def test_a_new_person_gets_a_message_that_undo_cannot_take_back(a_todo: Todo) -> None:
    wanted = replace(a_todo.as_draft(known=True), responsible_id=99)
    row = _done(plan.edit(a_todo.as_activity(), a_todo.as_draft(known=True), wanted))
    assert undo.lost(row) == (undo.LOST_MESSAGES,)
