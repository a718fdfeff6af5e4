"""What the portal shows of a row just now, and what that says about its steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from daybook.bitrix import activities, bindings
from daybook.bitrix.errors import NotFound
from daybook.bitrix.portal import Portal
from daybook.bulk import plan_bindings, values
from daybook.domain.activity import Activity
from daybook.domain.entities import EntityRef
from daybook.domain.run import Field, Step


@dataclass(frozen=True, slots=True)
class Found:
    """A fresh read of a row's activity."""

    activity: Activity | None
    """None when it is gone."""
    bound: frozenset[EntityRef] = frozenset()
    """What it is bound to; only read for rows with a step that binds."""


async def read(portal: Portal, activity_id: int, steps: Iterable[Step]) -> Found:
    """Reads what these steps are about. Raises PortalError."""
    activity = await activities.find(portal, activity_id)
    if activity is None or not any(Field.BINDING in step.fields for step in steps):
        return Found(activity)
    try:
        return Found(activity, frozenset(await bindings.list_of(portal, activity_id)))
    except NotFound:
        return Found(None)


def shows(step: Step, found: Found) -> bool | None:
    """Whether the portal shows the effect of a step; None when none of it can be read (reminders). Pure."""
    if Field.EXISTENCE in step.fields:
        return (found.activity is not None) is step.after[Field.EXISTENCE]
    if found.activity is None:
        return False
    if Field.BINDING in step.fields:
        added, removed = plan_bindings.wanted(step)
        return (added is None or added in found.bound) and (removed is None or removed not in found.bound)
    return _shows_values(step, found.activity)


def is_already_so(step: Step, found: Found) -> bool:
    """True when sending the step would change nothing at all. Pure."""
    return step.fields <= values.READABLE | {Field.BINDING, Field.EXISTENCE} and shows(step, found) is True


def conflicts(steps: Iterable[Step], found: Found) -> dict[str, Any]:
    """Other people's values in the way of these steps, by field name. Pure.

    A field about to be written that is neither as the plan saw it nor as the plan wants it is in the way. A field we
    leave alone is not, whatever LAST_UPDATED says.
    """
    if found.activity is None:
        return {}
    now = values.of_activity(found.activity)
    return {
        name.value: now[name]
        for step in steps
        for name in sorted(_watched(step))
        if name.value in step.before
        and not values.same(name, now[name], step.before[name])
        and (name.value not in step.after or not values.same(name, now[name], step.after[name]))
    }


def _watched(step: Step) -> frozenset[Field]:
    """The fields in which somebody else's value would be lost: those it writes; all that were seen when it deletes."""
    if Field.EXISTENCE in step.fields:
        return values.READABLE & {Field(name) for name in step.before}
    return step.fields & values.READABLE


def _shows_values(step: Step, activity: Activity) -> bool | None:
    now = values.of_activity(activity)
    readable = [
        name
        for name in step.fields & values.READABLE
        if name not in step.before or not values.same(name, step.before[name], step.after[name])
    ]
    if not readable:
        return None
    return all(values.same(name, now[name], step.after[name]) for name in readable)
