"""What has to be sent to bind an activity to more, fewer or other items. Pure.

The rules are those of crm.activity.binding.*: 1 to 100 bindings, each once, a move within one type only.
"""

from collections.abc import Sequence

from daybook.bitrix import bindings
from daybook.bitrix.command import Command
from daybook.bulk import values
from daybook.bulk.refusals import PlanRefused, Refusal
from daybook.domain.entities import EntityRef
from daybook.domain.run import Field, Step
from daybook.domain.todo import MAX_BINDINGS


def bind(activity_id: int, bound: Sequence[EntityRef], ref: EntityRef) -> tuple[Step, ...]:
    """Binds to one more item. Raises PlanRefused."""
    _refuse_new(bound, ref)
    if len(bound) >= MAX_BINDINGS:
        raise PlanRefused(Refusal.TOO_MANY_BINDINGS)
    return (_added(0, activity_id, ref),)


def unbind(activity_id: int, bound: Sequence[EntityRef], ref: EntityRef) -> tuple[Step, ...]:
    """Takes the activity off one item. Raises PlanRefused."""
    _refuse_unbound(bound, ref)
    if len(bound) == 1:
        raise PlanRefused(Refusal.LAST_BINDING)
    return (_removed(0, activity_id, ref),)


def move(activity_id: int, bound: Sequence[EntityRef], source: EntityRef, target: EntityRef) -> tuple[Step, ...]:
    """Moves the activity from one item to another. Raises PlanRefused.

    Across types the portal has no move: it is bound to the new item first and then taken off the old one, so that it
    hangs on something at every moment; with 100 bindings there is no room for that.
    """
    _refuse_unbound(bound, source)
    if source == target:
        raise PlanRefused(Refusal.SAME_ITEM)
    _refuse_new(bound, target)
    if source.type_id == target.type_id:
        command = bindings.move_command(activity_id, source, target)
        return (_step(0, command, removed=source, added=target),)
    if len(bound) >= MAX_BINDINGS:
        raise PlanRefused(Refusal.TOO_MANY_BINDINGS)
    return (_added(0, activity_id, target), _removed(1, activity_id, source))


def wanted(step: Step) -> tuple[EntityRef | None, EntityRef | None]:
    """The item that a binding step adds and the one it removes; None for neither."""
    effect = step.after[Field.BINDING]
    return values.value_ref(effect.get("added")), values.value_ref(effect.get("removed"))


def _refuse_new(bound: Sequence[EntityRef], ref: EntityRef) -> None:
    if ref in bound:
        raise PlanRefused(Refusal.ALREADY_BOUND)


def _refuse_unbound(bound: Sequence[EntityRef], ref: EntityRef) -> None:
    if ref not in bound:
        raise PlanRefused(Refusal.NOT_BOUND)


def _added(order: int, activity_id: int, ref: EntityRef) -> Step:
    return _step(order, bindings.add_command(activity_id, ref), added=ref)


def _removed(order: int, activity_id: int, ref: EntityRef) -> Step:
    return _step(order, bindings.delete_command(activity_id, ref), removed=ref)


def _step(order: int, command: Command, *, added: EntityRef | None = None, removed: EntityRef | None = None) -> Step:
    changed = {"added": added, "removed": removed}
    effect = {name: values.ref_value(ref) for name, ref in changed.items() if ref is not None}
    return Step(order, command.method, command.params, {}, {Field.BINDING.value: effect})
