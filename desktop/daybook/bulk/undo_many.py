"""The plan that takes rows of a run back. Pure.

What our steps made is the *before* of their inverse, so that whatever somebody did since is a conflict and stays.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from daybook.bulk import plan, plan_bindings, reading, row_steps, values
from daybook.bulk.plan_blocks import block_steps
from daybook.bulk.planning import Fresh
from daybook.bulk.refusals import PlanRefused
from daybook.bulk.row_steps import Base
from daybook.bulk.running.steps import cancelled, with_steps
from daybook.bulk.skips import ALREADY, CANNOT_COME_BACK, GONE, NOT_DONE, STILL_UNKNOWN, TAKEN_BACK, Skip
from daybook.domain.changes.change import Blocks
from daybook.domain.run import Field, Row, Settlement, Step, StepState
from daybook.domain.todo import PingOffsets
from daybook.store.pings import KnownTodo


def carried_out(row: Row) -> tuple[Step, ...]:
    """The steps with which this run changed something: what was so already is not ours to take back."""
    return tuple(
        step
        for step in row.steps
        if step.state is StepState.DONE and (step.sent_at is not None or step.settlement is Settlement.FOUND_DONE)
    )


def why_not(row: Row) -> str | None:
    """Why nothing of a row can be taken back, before anybody has looked at it; None when it may be possible."""
    if row.undone_by:
        return TAKEN_BACK
    if any(step.state in (StepState.SENT, StepState.UNKNOWN) for step in row.steps):
        return STILL_UNKNOWN
    done = carried_out(row)
    if not done:
        return NOT_DONE
    return None if _comes_back(done) else CANNOT_COME_BACK


def _comes_back(done: Sequence[Step]) -> bool:
    if any(Field.EXISTENCE in step.fields for step in done):
        return done[0].after[Field.EXISTENCE] is True
    return any(
        name in (Field.BINDING, Field.BLOCKS) or step.before.get(name) is not None
        for step in done
        for name in step.fields
    )


def inverse(row: Row, fresh: Fresh | None, *, by_application: bool) -> Row:
    """The row that takes `row` back: the same number, with steps, a conflict, or the reason why it has none."""
    back = replace(row, steps=(), skipped="", conflict={}, undone_by="")
    reason = why_not(row)
    if reason is not None:
        return replace(back, skipped=reason)
    done = carried_out(row)
    made = done[0].after.get(Field.EXISTENCE) is True
    if fresh is None:
        return replace(back, skipped=ALREADY if made else GONE)
    back = replace(back, owner=fresh.activity.owner)
    try:
        steps = _unmake(done, fresh) if made else _steps_back(done, fresh, by_application)
    except Skip as skip:
        return replace(back, skipped=skip.reason)
    except PlanRefused as refused:
        return replace(back, skipped=refused.refusal.value)
    if not steps:
        return replace(back, skipped=ALREADY)
    return _judged(replace(back, steps=steps), fresh)


def _judged(back: Row, fresh: Fresh) -> Row:
    """Somebody else's values are named before anybody decides anything."""
    theirs = reading.conflicts(back.steps, reading.Found(fresh.activity, frozenset(fresh.bound)))
    if not theirs:
        return back
    return replace(with_steps(back, cancelled(back)), conflict=theirs)


def _unmake(done: Sequence[Step], fresh: Fresh) -> tuple[Step, ...]:
    [step] = plan.deletion(fresh.activity)
    ours = {name: value for name, value in done[0].after.items() if name in values.READABLE}
    return (replace(step, before={**step.before, **ours}),)


def _steps_back(done: Sequence[Step], fresh: Fresh, by_application: bool) -> tuple[Step, ...]:
    left = values.applied(fresh.activity, done)
    known = _known_after(done, fresh.known)
    parts: list[Sequence[Step]] = [row_steps.field_steps(Base(left, known, by_application), _wanted(done))]
    for step in reversed(done):
        if Field.BLOCKS in step.fields:
            former = Blocks(step.before.get(Field.BLOCKS))
            parts.append(block_steps(former, left, step.after[Field.BLOCKS], by_application))
    parts.append(_bindings_back(done, fresh))
    return row_steps.in_order(*parts)


def _wanted(done: Sequence[Step]) -> dict[Field, Any]:
    """The values of before, where there were any that can be written; the first step to change a field knows them."""
    wanted: dict[Field, Any] = {}
    for step in reversed(done):
        for name in step.fields - {Field.BINDING, Field.BLOCKS, Field.EXISTENCE, Field.PARENT}:
            if step.before.get(name) is not None:
                wanted[name] = step.before[name]
    return wanted


def _known_after(done: Sequence[Step], known: KnownTodo) -> KnownTodo:
    for step in done:
        if Field.PINGS in step.fields:
            known = replace(known, pings=PingOffsets.of(step.after[Field.PINGS]))
    return known


def _bindings_back(done: Sequence[Step], fresh: Fresh) -> tuple[Step, ...]:
    number, bound = fresh.activity.id, list(fresh.bound)
    steps: list[Step] = []
    for step in reversed([each for each in done if Field.BINDING in each.fields]):
        added, removed = plan_bindings.wanted(step)
        if added is not None and removed is not None:
            steps += plan_bindings.move(number, bound, added, removed)
        elif removed is not None:
            steps += plan_bindings.bind(number, bound, removed)
            bound.append(removed)
        elif added is not None:
            steps += plan_bindings.unbind(number, bound, added)
            bound.remove(added)
    return tuple(steps)
