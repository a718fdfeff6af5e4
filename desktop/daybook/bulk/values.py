"""Values of an activity as the journal keeps them: JSON by field name, equal when a person would call them equal."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from daybook.domain.activity import Activity
from daybook.domain.entities import EntityRef
from daybook.domain.run import Field, Step
from daybook.domain.todo import PingOffsets, TodoColor, TodoDraft

READABLE: Final = frozenset(
    {Field.TITLE, Field.DESCRIPTION, Field.DEADLINE, Field.COLOR, Field.RESPONSIBLE, Field.COMPLETED}
)
"""Fields that crm.activity.get shows. Reminders and the parent are not among them."""


def moment_value(moment: datetime | None) -> str | None:
    """A deadline to the second, in UTC; None = no deadline. The portal keeps no fractions."""
    return None if moment is None else moment.astimezone(UTC).replace(microsecond=0).isoformat()


def value_moment(value: str | None) -> datetime | None:
    """The deadline that `moment_value` wrote."""
    return None if value is None else datetime.fromisoformat(value)


def value_color(value: str) -> TodoColor:
    """The colour that stands for itself."""
    return TodoColor(value)


def ref_value(ref: EntityRef) -> list[int]:
    """An item."""
    return [ref.type_id, ref.id]


def value_ref(value: list[int] | None) -> EntityRef | None:
    """The item that `ref_value` wrote; None for none."""
    return None if value is None else EntityRef(*value)


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
    found: dict[Field, Any] = {
        Field.TITLE: draft.title,
        Field.DESCRIPTION: draft.description,
        Field.DEADLINE: moment_value(draft.deadline),
        Field.COLOR: draft.color.value,
        Field.RESPONSIBLE: draft.responsible_id,
    }
    if draft.pings is not None:
        found[Field.PINGS] = list(draft.pings.minutes)
    if draft.parent_id is not None:
        found[Field.PARENT] = draft.parent_id
    return found


def draft_of(activity: Activity, *, pings: PingOffsets | None, parent_id: int | None) -> TodoDraft:
    """The draft that changes nothing; reminders and the parent as far as they are known."""
    return TodoDraft(
        title=activity.subject,
        description=activity.description,
        deadline=activity.deadline,
        color=activity.color,
        responsible_id=activity.responsible_id,
        pings=pings,
        parent_id=parent_id,
    )


def applied(activity: Activity, steps: Iterable[Step]) -> Activity:
    """The activity as these steps make it: what to show when it can't be read again just now."""
    return with_values(activity, {name: value for step in steps for name, value in step.after.items()})


def with_values(activity: Activity, after: Mapping[str, Any]) -> Activity:
    """The activity with these values of the journal; those that an activity does not carry are left out."""
    known: dict[str, Any] = {
        attribute: after[name] for name, attribute in _PLAIN_ATTRIBUTES.items() if name.value in after
    }
    if Field.DEADLINE in after:
        known["deadline"] = value_moment(after[Field.DEADLINE])
    if Field.COLOR in after:
        known["color"] = value_color(after[Field.COLOR])
    return replace(activity, **known)


_PLAIN_ATTRIBUTES: Final = {
    Field.TITLE: "subject",
    Field.DESCRIPTION: "description",
    Field.RESPONSIBLE: "responsible_id",
    Field.COMPLETED: "completed",
}


def same(name: Field, one: Any, other: Any) -> bool:
    """Equal, but for line ends and blanks at the edges of texts, which a portal may change on its own."""
    if name in (Field.TITLE, Field.DESCRIPTION):
        return _text(one) == _text(other)
    return bool(one == other)


def _text(value: str | None) -> str:
    return (value or "").replace("\r\n", "\n").strip()


def plain(found: Mapping[Field, Any]) -> dict[str, Any]:
    """The same with text keys, as the journal writes them."""
    return {name.value: value for name, value in found.items()}
