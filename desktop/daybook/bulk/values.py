"""Values of an activity as the journal keeps them: JSON by field name, equal when a person would call them equal."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from daybook.domain.activity import Activity
from daybook.domain.entities import EntityRef
from daybook.domain.run import Field, Step
from daybook.domain.todo import TodoDraft

READABLE = frozenset({Field.TITLE, Field.DESCRIPTION, Field.DEADLINE, Field.COLOR, Field.RESPONSIBLE, Field.COMPLETED})
"""Fields that crm.activity.get shows. Reminders and the parent are not among them."""


def moment_value(moment: datetime | None) -> str | None:
    """A deadline to the second, in UTC; None = no deadline. The portal keeps no fractions."""
    return None if moment is None else moment.astimezone(UTC).replace(microsecond=0).isoformat()


def value_moment(value: str | None) -> datetime | None:
    """The deadline that `moment_value` wrote."""
    return None if value is None else datetime.fromisoformat(value)


def ref_value(ref: EntityRef) -> list[int]:
    """A binding."""
    return [ref.type_id, ref.id]


def of_activity(activity: Activity) -> dict[Field, Any]:
    """Every readable value of an activity."""
    return {
        Field.TITLE: activity.subject,
        Field.DESCRIPTION: activity.description,
        Field.DEADLINE: moment_value(activity.deadline),
        Field.COLOR: activity.color.value,
        Field.RESPONSIBLE: activity.responsible_id,
        Field.COMPLETED: activity.completed,
    }


def of_draft(draft: TodoDraft) -> dict[Field, Any]:
    """Every value of a draft; reminders and the parent only when they are known."""
    values: dict[Field, Any] = {
        Field.TITLE: draft.title,
        Field.DESCRIPTION: draft.description,
        Field.DEADLINE: moment_value(draft.deadline),
        Field.COLOR: draft.color.value,
        Field.RESPONSIBLE: draft.responsible_id,
    }
    if draft.pings is not None:
        values[Field.PINGS] = list(draft.pings.minutes)
    if draft.parent_id is not None:
        values[Field.PARENT] = draft.parent_id
    return values


def conflicts(steps: Iterable[Step], fresh: Activity) -> dict[Field, Any]:
    """Other people's values in the way of these steps: fields about to be written that are not as the plan saw them.

    A value that is already what we are about to write is no conflict, and neither is a field we leave alone, whatever
    LAST_UPDATED says. Pure.
    """
    now = of_activity(fresh)
    theirs: dict[Field, Any] = {}
    for step in steps:
        for name in step.fields & READABLE:
            known = name in step.before
            if known and not same(name, now[name], step.before[name]) and not same(name, now[name], step.after[name]):
                theirs[name] = now[name]
    return theirs


def shows(step: Step, fresh: Activity) -> bool | None:
    """Whether the portal shows what a step makes; None when none of it can be read. Pure."""
    readable = [name for name in step.fields & READABLE if step.before.get(name) != step.after[name]]
    if not readable:
        return None
    now = of_activity(fresh)
    return all(same(name, now[name], step.after[name]) for name in readable)


def same(name: Field, one: Any, other: Any) -> bool:
    """Equal, but for line ends and blanks at the edges of texts, which a portal may change on its own."""
    if name in (Field.TITLE, Field.DESCRIPTION):
        return _text(one) == _text(other)
    return bool(one == other)


def _text(value: str | None) -> str:
    return (value or "").replace("\r\n", "\n").strip()


def plain(values: Mapping[Field, Any]) -> dict[str, Any]:
    """The same with text keys, as the journal writes them."""
    return {name.value: value for name, value in values.items()}
