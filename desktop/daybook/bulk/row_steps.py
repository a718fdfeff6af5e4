"""The steps that make of one activity what is wanted of it: as few commands as do it, in an order the portal accepts.

    reopen → title, description, deadline, colour, responsible (or all at once, with reminders) → bindings → complete

A completed to-do takes no change, so reopening comes first and completing last. A title goes along with either, since
crm.activity.update does both. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from daybook.bitrix import activities, todos
from daybook.bitrix.command import Command
from daybook.bulk import plan, values
from daybook.bulk.skips import ALREADY, EMPTY_TITLE, NO_DEADLINE, Skip
from daybook.domain.activity import Activity
from daybook.domain.pending import hindrance
from daybook.domain.run import Field, Step
from daybook.domain.todo import PingOffsets, TodoColor
from daybook.store.pings import NOTHING_KNOWN, KnownTodo

Wanted = Mapping[Field, Any]
"""Journal values (`bulk.values`) of READABLE fields and PINGS."""

_UPPER: Final = {Field.TITLE: "SUBJECT", Field.RESPONSIBLE: "RESPONSIBLE_ID"}


@dataclass(frozen=True, slots=True)
class Base:
    """A row as it is: what the portal shows, and what nobody can read back."""

    activity: Activity
    known: KnownTodo = NOTHING_KNOWN
    by_application: bool = False


def field_steps(base: Base, wanted: Wanted) -> tuple[Step, ...]:
    """The steps for these values; none when all of them are so. Raises Skip when a rule stands in the way."""
    seen, changed = _changed(base, wanted)
    return _numbered(_steps(base, seen, changed))


def refuse(base: Base, wanted: Wanted) -> None:
    """Raises Skip where `field_steps` would."""
    seen, changed = _changed(base, wanted)
    if Field.PINGS in changed:  # of the others everything is known by now, and building them takes most of the time
        tuple(_steps(base, seen, changed))


def in_order(*parts: Sequence[Step]) -> tuple[Step, ...]:
    """The steps of several parts as one row: what completes comes last."""
    filled = [part for part in parts if part]
    if len(filled) <= 1:  # as most rows are: in order already
        return _numbered(filled[0]) if filled else ()
    every = [step for part in filled for step in part]
    last = [step for step in every if is_completion(step)]
    return _numbered([*(step for step in every if not is_completion(step)), *last])


def is_completion(step: Step) -> bool:
    """True for a step that completes: nothing can be changed behind it."""
    return step.after.get(Field.COMPLETED) is True


def delete_steps(base: Base) -> tuple[Step, ...]:
    """The one step that deletes. Nothing brings it back."""
    return plan.deletion(base.activity)


def _seen(base: Base) -> dict[Field, Any]:
    seen = values.of_activity(base.activity)
    if base.known.pings is not None:
        seen[Field.PINGS] = list(base.known.pings.minutes)
    return seen


def _changed(base: Base, wanted: Wanted) -> tuple[Mapping[Field, Any], Wanted]:
    """What the portal shows, and what of it is to become something else. Raises Skip when a rule stands in the way."""
    seen = _seen(base)
    changed = {name: value for name, value in wanted.items() if not _is_so(name, seen, value)}
    _refuse(base, changed)
    return seen, changed


def _is_so(name: Field, seen: Mapping[Field, Any], value: Any) -> bool:
    return name in seen and values.same(name, seen[name], value)


def _refuse(base: Base, changed: Wanted) -> None:
    reopened = changed.get(Field.COMPLETED) is False
    for name, value in changed.items():
        found = hindrance(base.activity, name, reopened=reopened, pings_known=True, by_application=base.by_application)
        if found is not None and not (name is Field.PINGS and Field.DEADLINE in changed):
            raise Skip(found.value if found.value != "needs_deadline" else NO_DEADLINE)
        if name is Field.TITLE and not value.strip():
            raise Skip(EMPTY_TITLE)
        if name is Field.DEADLINE and value is None:
            raise Skip(NO_DEADLINE)


def _steps(base: Base, seen: Mapping[Field, Any], changed: Wanted) -> Iterator[Step]:
    completing = changed.get(Field.COMPLETED)
    edits: dict[Field, Any] = dict(changed)
    edits.pop(Field.COMPLETED, None)
    with_flag: dict[Field, Any] = {} if completing is None else {Field.COMPLETED: completing}
    whole = Field.PINGS in edits
    if with_flag and Field.TITLE in edits and not (whole and base.activity.is_todo):
        with_flag[Field.TITLE] = edits.pop(Field.TITLE)
    if with_flag and not base.activity.is_todo:
        with_flag |= edits
        edits = {}
    if completing is False:
        yield _upper(base, seen, with_flag)
    if whole:
        yield _whole(base, seen, edits)
    elif edits and not base.activity.is_todo:
        yield _upper(base, seen, edits)
    else:
        yield from _narrow(base, seen, edits)
    if completing is True:
        yield _upper(base, seen, with_flag)


def _upper(base: Base, seen: Mapping[Field, Any], changed: Wanted) -> Step:
    """crm.activity.update takes a title, a person and the mark "done" in one command."""
    fields: dict[str, Any] = {_UPPER[name]: value for name, value in changed.items() if name in _UPPER}
    if Field.COMPLETED in changed:
        fields["COMPLETED"] = "Y" if changed[Field.COMPLETED] else "N"
    return _step(activities.update_command(base.activity.id, **fields), seen, changed)


def _narrow(base: Base, seen: Mapping[Field, Any], edits: Wanted) -> Iterator[Step]:
    """A method for each field, which touches nothing else. The person comes last: with him, rights may go."""
    for name in (Field.TITLE, Field.DESCRIPTION, Field.DEADLINE, Field.COLOR, Field.RESPONSIBLE):
        if name in edits:
            yield _step(_narrow_command(base.activity, name, edits[name]), seen, {name: edits[name]})


def _narrow_command(activity: Activity, name: Field, value: Any) -> Command:
    number, owner = activity.id, activity.owner
    if name is Field.TITLE:
        return activities.update_command(number, SUBJECT=value)
    if name is Field.DESCRIPTION:
        return todos.update_description_command(number, owner, value)
    if name is Field.COLOR:
        return todos.update_color_command(number, owner, TodoColor(value))
    if name is Field.RESPONSIBLE:
        return todos.update_responsible_command(number, owner, value)
    moment = values.value_moment(value)
    if moment is None:
        raise Skip(NO_DEADLINE)
    return todos.update_deadline_command(number, owner, moment)


def _whole(base: Base, seen: Mapping[Field, Any], edits: Wanted) -> Step:
    """Reminders have no method of their own, so one command writes the whole to-do with all of its changes."""
    now = {**seen, **edits}
    deadline = values.value_moment(now[Field.DEADLINE])
    if deadline is None:
        raise Skip(NO_DEADLINE)
    command = todos.update_command(
        base.activity.id,
        base.activity.owner,
        deadline=deadline,
        title=now[Field.TITLE],
        description=now[Field.DESCRIPTION],
        pings=PingOffsets.of(now[Field.PINGS]),
        color=TodoColor(now[Field.COLOR]),
        responsible_id=now[Field.RESPONSIBLE],
        parent_id=base.known.parent_id,
    )
    step = _step(command, seen, edits)
    known_parent = {Field.PARENT.value: base.known.parent_id} if base.known.written is not None else {}
    return replace(step, before={**step.before, **known_parent})  # what it erases unseen, an undo can't bring back


def _step(command: Command, seen: Mapping[Field, Any], changed: Wanted) -> Step:
    before = {name: seen[name] for name in changed if name in seen}
    return Step(0, command.method, command.params, values.plain(before), values.plain(changed))


def _numbered(steps: Iterator[Step] | Sequence[Step]) -> tuple[Step, ...]:
    """In their order; a copy only where the number is another one, for a plan of thousands passes here twice a row."""
    return tuple(step if step.order == order else replace(step, order=order) for order, step in enumerate(steps))


def something(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps, if there are any. Raises Skip: it is so already."""
    if not steps:
        raise Skip(ALREADY)
    return steps
