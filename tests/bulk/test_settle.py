"""What a look at the portal decides about steps whose answer is missing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from daybook.bulk import plan
from daybook.bulk.reading import Found
from daybook.bulk.settle import judged
from daybook.domain.run import Field, Settlement, Step, StepState
from daybook.domain.todo import PingOffsets
from tests.bulk.portal_model import Todo, carried_out
from tests.bulk.strategies import TODOS


def lost(steps: tuple[Step, ...]) -> list[Step]:
    return [replace(step, state=StepState.UNKNOWN, batch="b") for step in steps]


def edit(now: Todo, wanted: Todo) -> tuple[Step, ...]:
    return plan.edit(now.as_activity(), now.as_draft(known=False), wanted.as_draft(known=False))


@given(now=TODOS, wanted=TODOS, data=st.data())
def test_what_shows_is_done_and_what_came_before_it_is_over(now: Todo, wanted: Todo, data: st.DataObject) -> None:
    steps = edit(now, wanted)
    carried = data.draw(st.sets(st.sampled_from(range(len(steps)))) if steps else st.just(set()))
    portal = now
    for order in sorted(carried):
        portal = carried_out(portal, steps[order])
    found = {step.order: step for step in judged(lost(steps), Found(portal.as_activity()), over=False)}
    last = max(carried, default=-1)
    for order in range(len(steps)):
        if order in carried:
            assert (found[order].state, found[order].settlement) == (StepState.DONE, Settlement.FOUND_DONE)
        elif order < last:
            assert (found[order].state, found[order].settlement) == (StepState.PLANNED, Settlement.FOUND_NOT_DONE)
        else:
            assert order not in found, "it may still be running"


@given(now=TODOS, wanted=TODOS)
def test_when_it_is_over_what_does_not_show_was_not_done(now: Todo, wanted: Todo) -> None:
    decided = judged(lost(edit(now, wanted)), Found(now.as_activity()), over=True)
    assert {step.settlement for step in decided} <= {Settlement.FOUND_NOT_DONE}
    assert len(decided) == len(edit(now, wanted))


def test_reminders_cannot_be_read_so_they_are_sent_again(a_todo: Todo) -> None:
    wanted = replace(a_todo.as_draft(known=True), pings=PingOffsets((45,)))
    steps = lost(plan.edit(a_todo.as_activity(), a_todo.as_draft(known=True), wanted))
    assert judged(steps, Found(a_todo.as_activity()), over=False) == []
    [step] = judged(steps, Found(a_todo.as_activity()), over=True)
    assert (step.state, step.settlement) == (StepState.PLANNED, Settlement.SENT_AGAIN)


def test_a_deletion_shows_by_what_is_gone(a_todo: Todo) -> None:
    steps = lost(plan.deletion(a_todo.as_activity()))
    assert steps[0].fields == {Field.EXISTENCE}
    [step] = judged(steps, Found(None), over=False)
    assert step.settlement is Settlement.FOUND_DONE
    assert judged(steps, Found(a_todo.as_activity()), over=False) == []
