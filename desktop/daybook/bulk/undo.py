"""The inverse of what was done, from the journal. Pure.

Undo is a plan like any other: what our step made is its *before*, so that whatever somebody did since is a conflict
and is not overwritten.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from daybook.bulk import plan, plan_bindings, values
from daybook.bulk.refusals import PlanRefused, Refusal
from daybook.domain.activity import Activity
from daybook.domain.entities import EntityRef
from daybook.domain.run import Field, Row, Step, StepState
from daybook.domain.todo import PingOffsets, TodoColor, TodoDraft

LOST_PINGS: Final = "pings"
LOST_PARENT: Final = "parent"
LOST_DEADLINE: Final = "deadline"
LOST_MESSAGES: Final = "messages"


def lost(row: Row) -> tuple[str, ...]:
    """What an undo of the row cannot bring back, as stable keys: the reminders and the parent that nobody knew, "no
    deadline", and messages that people got."""
    done = _done(row)
    edits = [step for step in done if Field.EXISTENCE not in step.fields]
    whole = [step for step in edits if step.method == plan.WHOLE]
    losses = {
        LOST_PINGS: any(Field.PINGS not in step.before for step in whole),
        LOST_PARENT: any(Field.PARENT not in step.before for step in whole),
        LOST_DEADLINE: any(Field.DEADLINE in step.fields and step.before.get(Field.DEADLINE) is None for step in edits),
        LOST_MESSAGES: any(Field.RESPONSIBLE in step.fields for step in edits),
    }
    return tuple(key for key, holds in losses.items() if holds)


def inverse(row: Row, now: Activity, bound: Sequence[EntityRef], old: TodoDraft) -> tuple[Step, ...]:
    """The steps that take a row back: the last one first.

    `now` is the activity and `bound` its bindings as just read, `old` the draft that would change nothing of it, with
    the reminders and parent that are known. Raises PlanRefused.
    """
    done = _done(row)
    if any(Field.EXISTENCE in step.fields for step in done):
        steps = _delete_again(done, now)
    elif any(Field.BINDING in step.fields for step in done):
        steps = _bind_back(done, now, bound)
    elif any(Field.COMPLETED in step.fields for step in done):
        steps = plan.completion(values.applied(now, done), completed=not done[-1].after[Field.COMPLETED])
    else:
        steps = _edit_back(done, now, old)
    if not steps:
        raise PlanRefused(Refusal.NOTHING_TO_UNDO)
    return steps


def _delete_again(done: Sequence[Step], now: Activity) -> tuple[Step, ...]:
    created = done[0]
    if not created.after[Field.EXISTENCE]:
        raise PlanRefused(Refusal.NOTHING_TO_UNDO)  # what was deleted is gone for good
    [step] = plan.deletion(now)
    ours = {name: value for name, value in created.after.items() if name in values.READABLE}
    return (replace(step, before={**step.before, **ours}),)


def _bind_back(done: Sequence[Step], now: Activity, bound: Sequence[EntityRef]) -> tuple[Step, ...]:
    steps: list[Step] = []
    for step in reversed(done):
        added, removed = plan_bindings.wanted(step)
        if added is not None and removed is not None:
            steps += plan_bindings.move(now.id, bound, added, removed)
        elif added is not None:
            steps += plan_bindings.unbind(now.id, bound, added)
        elif removed is not None:
            steps += plan_bindings.bind(now.id, bound, removed)
            bound = (*bound, removed)
    return tuple(replace(step, order=order) for order, step in enumerate(steps))


def _edit_back(done: Sequence[Step], now: Activity, old: TodoDraft) -> tuple[Step, ...]:
    ours = {name: value for step in done for name, value in step.after.items()}
    theirs = {name: value for step in done for name, value in step.before.items() if _is_known(name, value)}
    left = values.applied(now, done)
    old = _with(old, ours)
    return plan.edit(left, old, _with(old, theirs))


def _with(draft: TodoDraft, known: dict[str, Any]) -> TodoDraft:
    """The draft with values as the journal keeps them."""
    made: dict[Field, Any] = {
        Field.TITLE: draft.title,
        Field.DESCRIPTION: draft.description,
        Field.DEADLINE: values.moment_value(draft.deadline),
        Field.COLOR: draft.color.value,
        Field.RESPONSIBLE: draft.responsible_id,
        Field.PINGS: None if draft.pings is None else list(draft.pings.minutes),
        Field.PARENT: draft.parent_id,
    } | {Field(name): value for name, value in known.items()}
    pings = made[Field.PINGS]
    return TodoDraft(
        title=made[Field.TITLE],
        description=made[Field.DESCRIPTION],
        deadline=values.value_moment(made[Field.DEADLINE]),
        color=TodoColor(made[Field.COLOR]),
        responsible_id=made[Field.RESPONSIBLE],
        pings=None if pings is None else PingOffsets.of(pings),
        parent_id=made[Field.PARENT],
    )


def _done(row: Row) -> list[Step]:
    return [step for step in row.steps if step.state is StepState.DONE]


def is_possible(row: Row) -> bool:
    """True when something of what was done can be brought back."""
    done = _done(row)
    if any(Field.EXISTENCE in step.fields for step in done):
        return bool(done[0].after[Field.EXISTENCE])
    return any(
        name is Field.BINDING or (name in step.before and _is_known(name, step.before[name]))
        for step in done
        for name in step.fields
    )


def _is_known(name: str, value: object) -> bool:
    """False for "none" where it can't be written: only a parent can be taken away again."""
    return value is not None or name == Field.PARENT
