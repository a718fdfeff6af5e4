"""What has to be sent to make an activity as a person wants it. Pure: no portal, no clock, no disk.

Each change uses the method that touches nothing else. Reminders and the parent have none of their own, so changing
one of them writes the whole to-do (crm.activity.todo.update), with every other field from a fresh read.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from daybook.bitrix import activities, todos
from daybook.bitrix.command import Command
from daybook.bulk import values
from daybook.bulk.refusals import PlanRefused, Refusal
from daybook.domain.activity import CALENDAR_KINDS, Activity, CompletionRule
from daybook.domain.entities import EntityRef
from daybook.domain.run import Field, Step
from daybook.domain.todo import PingOffsets, TodoDraft

WHOLE: Final = "crm.activity.todo.update"
ADD: Final = "crm.activity.todo.add"
DELETE: Final = "crm.activity.delete"
_WITHOUT_A_METHOD: Final = frozenset({Field.PINGS, Field.PARENT})

Values = Mapping[Field, Any]


def changes(base: TodoDraft, draft: TodoDraft) -> frozenset[Field]:
    """The fields that a draft changes. Unknown reminders or an unknown parent, left alone, are no change."""
    old, new = values.of_draft(base), _wanted(draft)
    return frozenset(name for name, value in new.items() if not values.same(name, old.get(name), value))


def problems(base: Activity | None, draft: TodoDraft, changed: frozenset[Field]) -> tuple[Refusal, ...]:
    """What must be put right before `draft` can be saved; `base` is None for a to-do that does not exist yet."""
    if base is not None and not base.is_todo and not _may_change(base, changed):
        return (Refusal.NOT_A_TODO,)
    if base is not None and base.is_todo and base.completed:
        return (Refusal.COMPLETED,)
    new = base is None
    whole = new or bool(changed & _WITHOUT_A_METHOD)
    missing = {
        Refusal.TITLE_MISSING: not draft.title.strip() and (whole or Field.TITLE in changed),
        Refusal.DEADLINE_MISSING: draft.deadline is None and (whole or Field.DEADLINE in changed),
        Refusal.RESPONSIBLE_MISSING: draft.responsible_id is None and (new or Field.RESPONSIBLE in changed),
    }
    return tuple(refusal for refusal, holds in missing.items() if holds)


def edit(base: Activity, old: TodoDraft, draft: TodoDraft) -> tuple[Step, ...]:
    """The steps from what a person saw (`base`, and `old` with what else is known) to what she wants.

    A call or a meeting can be renamed and given to somebody else; everything else needs a to-do. No steps when nothing
    differs. Raises PlanRefused.
    """
    changed = changes(old, draft)
    _refuse(problems(base, draft, changed))
    seen, wanted = values.of_draft(old), _wanted(draft)  # reminders and a parent that nobody knows are not among them
    if changed & _WITHOUT_A_METHOD:
        # What it erases unseen, an undo can't bring back. Whoever knows the reminders wrote the to-do, and its parent.
        known_parent = {Field.PARENT: old.parent_id} if old.pings is not None else {}
        before = _picked(seen | known_parent, changed | _WITHOUT_A_METHOD)
        return (_step(0, _whole_command(base, draft), before, _picked(wanted, changed)),)
    commands = dict(_narrow_commands(base, draft, changed))
    return tuple(
        _step(order, command, _picked(seen, {name}), _picked(wanted, {name}))
        for order, (name, command) in enumerate(commands.items())
    )


def creation(owner: EntityRef, draft: TodoDraft) -> tuple[Step, ...]:
    """The one step that creates a to-do. Raises PlanRefused."""
    _refuse(problems(None, draft, frozenset()))
    command = todos.add_command(
        owner,
        deadline=_deadline(draft),
        title=draft.title.strip(),
        description=draft.description,
        responsible_id=draft.responsible_id,
        pings=draft.pings,
        color=draft.color,
        parent_id=draft.parent_id,
    )
    after = {**values.of_draft(draft), Field.TITLE: draft.title.strip(), Field.EXISTENCE: True}
    return (_step(0, command, {Field.EXISTENCE: False}, after),)


def completion(base: Activity, completed: bool, *, by_application: bool = False) -> tuple[Step, ...]:
    """Completes or reopens; no step when it is so already. Raises PlanRefused."""
    if base.completed == completed:
        return ()
    rule = CompletionRule.of(base, by_application=by_application)
    if rule is not CompletionRule.ALLOWED:
        raise PlanRefused(Refusal(rule.value))
    command = activities.set_completed_command(base.id, completed)
    return (_step(0, command, {Field.COMPLETED: base.completed}, {Field.COMPLETED: completed}),)


def deletion(base: Activity) -> tuple[Step, ...]:
    """The one step that deletes. Nothing brings it back."""
    before = {**values.of_activity(base), Field.EXISTENCE: True}
    return (_step(0, activities.delete_command(base.id), before, {Field.EXISTENCE: False}),)


def whole_params(fresh: Activity, step: Step) -> Mapping[str, Any]:
    """The parameters of a `WHOLE` step as they have to be now: what it leaves alone, as the portal has it now.

    Reminders and the parent cannot be read, so they stay as planned.
    """
    now = values.of_activity(fresh) | {Field(name): value for name, value in step.after.items()}
    deadline = values.value_moment(now[Field.DEADLINE])
    if deadline is None:  # somebody took it away meanwhile, which no method of REST can
        return step.params
    command = todos.update_command(
        fresh.id,
        fresh.owner,
        deadline=deadline,
        title=now[Field.TITLE],
        description=now[Field.DESCRIPTION],
        pings=PingOffsets.of(step.params["pingOffsets"]),
        color=values.value_color(now[Field.COLOR]),
        responsible_id=now[Field.RESPONSIBLE],
        parent_id=step.params.get("parentActivityId"),
    )
    return command.params


def _may_change(base: Activity, changed: frozenset[Field]) -> bool:
    """True for what crm.activity.update can do to a call or a meeting. Its deadline follows from its start."""
    return base.kind in CALENDAR_KINDS and changed <= {Field.TITLE, Field.RESPONSIBLE} and bool(changed)


def _narrow_commands(base: Activity, draft: TodoDraft, changed: frozenset[Field]) -> Iterator[tuple[Field, Command]]:
    # The responsible person comes last: afterwards the rights to change anything else may be gone.
    number, owner = base.id, base.owner
    if Field.TITLE in changed:
        yield Field.TITLE, activities.update_command(number, SUBJECT=draft.title)
    if Field.DESCRIPTION in changed:
        yield Field.DESCRIPTION, todos.update_description_command(number, owner, draft.description)
    if Field.DEADLINE in changed:
        yield Field.DEADLINE, todos.update_deadline_command(number, owner, _deadline(draft))
    if Field.COLOR in changed:
        yield Field.COLOR, todos.update_color_command(number, owner, draft.color)
    if Field.RESPONSIBLE in changed and draft.responsible_id is not None:
        yield Field.RESPONSIBLE, _responsible_command(base, draft.responsible_id)


def _responsible_command(base: Activity, person_id: int) -> Command:
    if base.is_todo:
        return todos.update_responsible_command(base.id, base.owner, person_id)
    return activities.update_command(base.id, RESPONSIBLE_ID=person_id)


def _whole_command(base: Activity, draft: TodoDraft) -> Command:
    return todos.update_command(
        base.id,
        base.owner,
        deadline=_deadline(draft),
        title=draft.title,
        description=draft.description,
        pings=draft.pings or PingOffsets(),
        color=draft.color,
        responsible_id=draft.responsible_id,
        parent_id=draft.parent_id,
    )


def _wanted(draft: TodoDraft) -> dict[Field, Any]:
    """The values of a draft; that of the parent also when there shall be none (any more)."""
    return values.of_draft(draft) | {Field.PARENT: draft.parent_id}


def _deadline(draft: TodoDraft) -> datetime:
    if draft.deadline is None:
        raise PlanRefused(Refusal.DEADLINE_MISSING)
    return draft.deadline


def _refuse(found: Iterable[Refusal]) -> None:
    for refusal in found:
        raise PlanRefused(refusal)


def _picked(all_values: Values, names: Iterable[Field]) -> Values:
    return {name: all_values[name] for name in names if name in all_values}


def _step(order: int, command: Command, before: Values, after: Values) -> Step:
    return Step(order, command.method, command.params, values.plain(before), values.plain(after))
