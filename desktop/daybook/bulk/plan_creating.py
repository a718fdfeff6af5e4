"""What has to be sent to create a to-do, a call or a meeting for an item, from a template. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from daybook.bitrix import system_activities, todos
from daybook.bitrix.system_activities import Communication, NewActivity
from daybook.bulk import values
from daybook.bulk.picking import Calendar
from daybook.bulk.skips import EMPTY_TITLE, NO_COMMUNICATION, Skip
from daybook.domain.activity import ActivityKind, Direction
from daybook.domain.changes.change import Template
from daybook.domain.changes.templates import fill
from daybook.domain.entities import EntityRef
from daybook.domain.run import Field, Step

TYPES: Final = {ActivityKind.CALL: system_activities.CALL, ActivityKind.MEETING: system_activities.MEETING}


@dataclass(frozen=True, slots=True)
class Item:
    """An item, as far as something that is created for it has to know it."""

    ref: EntityRef
    title: str = ""
    contacted: Communication | None = None
    """Whom a call or a meeting is with; None where the item and its contact have no number and no name."""


def creation(
    template: Template, item: Item, calendar: Calendar, person_id: int, named: Mapping[str, str]
) -> tuple[Step, ...]:
    """The one step. Raises Skip, and MissingValue for a name in a text that this item does not have."""
    title = fill(template.title, named).strip()
    if not title:
        raise Skip(EMPTY_TITLE)
    moment = calendar.moment(template.deadline).replace(microsecond=0)
    description = fill(template.description, named)
    after = {
        Field.EXISTENCE: True,
        Field.TITLE: title,
        Field.DESCRIPTION: description,
        Field.DEADLINE: values.moment_value(moment),
        Field.RESPONSIBLE: person_id,
    }
    if template.kind is ActivityKind.TODO:
        command = todos.add_command(
            item.ref,
            deadline=moment,
            title=title,
            description=description,
            responsible_id=person_id,
            pings=template.pings,
            color=template.color,
        )
        after[Field.COLOR] = template.color.value
        if template.pings is not None:
            after[Field.PINGS] = list(template.pings.minutes)
    else:
        if item.contacted is None:
            raise Skip(NO_COMMUNICATION)
        meeting = template.kind is ActivityKind.MEETING
        wanted = NewActivity(
            type_id=TYPES[template.kind],
            owner=item.ref,
            subject=title,
            communications=(item.contacted,),
            responsible_id=person_id,
            start=moment,
            end=moment + timedelta(minutes=template.minutes),
            description=description,
            direction=Direction.NONE if meeting else Direction.OUTGOING,
        )
        command = system_activities.add_command(wanted)
    return (Step(0, command.method, command.params, {Field.EXISTENCE.value: False}, values.plain(after)),)
