"""What of a row may be sent now. Pure.

Steps of one row go together, in their order, unless a later one may only follow when the earlier ones were done:
completing (nothing can be mended behind it) and taking an activity off an item (the new one must be bound first).
"""

from collections.abc import Sequence
from dataclasses import replace

from daybook.bulk import plan_bindings
from daybook.bulk.row_steps import is_completion
from daybook.domain.run import Field, Row, Settlement, Step, StepState

OPEN = frozenset({StepState.PLANNED, StepState.SENT, StepState.UNKNOWN})


def next_steps(row: Row) -> tuple[Step, ...]:
    """The steps of a row that go in the next request; none while something of it is unknown."""
    chosen: list[Step] = []
    for step in row.steps:
        if step.state in (StepState.SENT, StepState.UNKNOWN):
            return ()
        if step.state is not StepState.PLANNED:
            continue
        if waits(step):
            return tuple(chosen) or (step,)
        chosen.append(step)
    return tuple(chosen)


def waits(step: Step) -> bool:
    """True for a step that is sent only when all before it were done."""
    if Field.BINDING in step.fields:
        _, removed = plan_bindings.wanted(step)
        return removed is not None
    return is_completion(step)


def given_up(row: Row) -> tuple[Step, ...]:
    """The steps that must not be sent any more, since one before them was refused."""
    failed = False
    lost: list[Step] = []
    for step in row.steps:
        failed = failed or step.state in (StepState.REFUSED, StepState.CANCELLED)
        if failed and step.state is StepState.PLANNED and waits(step):
            lost.append(replace(step, state=StepState.CANCELLED))
    return tuple(lost)


def cancelled(row: Row) -> tuple[Step, ...]:
    """Everything that was not sent, given up."""
    return tuple(replace(step, state=StepState.CANCELLED) for step in row.steps if step.state is StepState.PLANNED)


def is_open(row: Row) -> bool:
    """True while something is to be sent or to be found out, without a person."""
    return any(step.state in OPEN and step.settlement is not Settlement.PERSON_DECIDES for step in row.steps)


def with_steps(row: Row, steps: Sequence[Step]) -> Row:
    """The row with these steps in place of the ones with the same order."""
    newer = {step.order: step for step in steps}
    return replace(row, steps=tuple(newer.get(step.order, step) for step in row.steps))
