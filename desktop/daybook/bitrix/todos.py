"""crm.activity.todo.*: the universal activity, which people call a to-do.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/todo/. Parameters are camelCase and stand at the
top; besides the id each method wants the owner. Completed to-dos refuse every change (CAN_NOT_UPDATE_COMPLETED_TODO
and its like): reopen first. Each async function raises PortalError; with `maybe_done` read what became of it.
"""

from datetime import datetime
from typing import Any

from daybook.bitrix import decode
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.errors import AnswerLost, LostKind
from daybook.bitrix.portal import Portal
from daybook.domain.entities import EntityRef
from daybook.domain.todo import PingOffsets, TodoColor


def add_command(
    owner: EntityRef,
    *,
    deadline: datetime,
    title: str = "",
    description: str = "",
    responsible_id: int | None = None,
    pings: PingOffsets | None = None,
    color: TodoColor = TodoColor.DEFAULT,
    parent_id: int | None = None,
) -> Command:
    """Creates a to-do (crm-activity-todo-add). Not idempotent: look before you repeat (`activities.find_created`).

    `pings` None = none, as the portal takes it. `responsible_id` None leaves the choice to the portal, which names no
    default.
    """
    params = {
        **_owner(owner),
        "deadline": decode.to_wire(deadline),
        "title": title,
        "description": description,
        "pingOffsets": list(pings.minutes) if pings is not None else [],
        "colorId": color.value,
        **_given(responsibleId=responsible_id, parentActivityId=parent_id),
    }
    return Command("crm.activity.todo.add", params)


def update_command(
    activity_id: int,
    owner: EntityRef,
    *,
    deadline: datetime,
    title: str,
    description: str,
    pings: PingOffsets,
    color: TodoColor,
    responsible_id: int | None,
    parent_id: int | None = None,
) -> Command:
    """Writes a whole to-do at once (crm-activity-todo-update). It ERASES what is left out, so nothing may be.

    Needed only to change reminders or the parent, which have no method of their own; for everything else take the
    narrow ones. `responsible_id` None keeps the person.
    """
    params = {
        "id": activity_id,
        **_owner(owner),
        "deadline": decode.to_wire(deadline),
        "title": title,
        "description": description,
        "pingOffsets": list(pings.minutes),
        "colorId": color.value,
        **_given(responsibleId=responsible_id, parentActivityId=parent_id),
    }
    return Command("crm.activity.todo.update", params)


def update_color_command(activity_id: int, owner: EntityRef, color: TodoColor) -> Command:
    """Changes the colour only; "default" is the portal's word for no colour."""
    return _narrow("updateColor", activity_id, owner, colorId=color.value)


def update_deadline_command(activity_id: int, owner: EntityRef, deadline: datetime) -> Command:
    """Changes the deadline only; its calendar event moves along."""
    return _narrow("updateDeadline", activity_id, owner, value=decode.to_wire(deadline))


def update_description_command(activity_id: int, owner: EntityRef, description: str) -> Command:
    """Changes the description only."""
    return _narrow("updateDescription", activity_id, owner, value=description)


def update_responsible_command(activity_id: int, owner: EntityRef, responsible_id: int) -> Command:
    """Changes the responsible person only, who is told so by the portal, and so is the former one."""
    return _narrow("updateResponsibleUser", activity_id, owner, responsibleId=responsible_id)


def read_id(answer: Answer, method: str = "crm.activity.todo.add") -> int:
    """The id in the answer of any of these methods. Raises AnswerLost when there is none."""
    found = decode.as_id(decode.as_map(answer.result).get("id")) or decode.as_id(answer.result)
    if found is None:
        raise AnswerLost(method, kind=LostKind.UNEXPECTED, status=200)
    return found


async def add(
    portal: Portal,
    owner: EntityRef,
    *,
    deadline: datetime,
    title: str = "",
    description: str = "",
    responsible_id: int | None = None,
    pings: PingOffsets | None = None,
    color: TodoColor = TodoColor.DEFAULT,
    parent_id: int | None = None,
) -> int:
    """Creates a to-do and returns its id."""
    command = add_command(
        owner,
        deadline=deadline,
        title=title,
        description=description,
        responsible_id=responsible_id,
        pings=pings,
        color=color,
        parent_id=parent_id,
    )
    return read_id(await portal.run(command, writes=True))


async def update(
    portal: Portal,
    activity_id: int,
    owner: EntityRef,
    *,
    deadline: datetime,
    title: str,
    description: str,
    pings: PingOffsets,
    color: TodoColor,
    responsible_id: int | None,
    parent_id: int | None = None,
) -> None:
    """Writes a whole to-do at once; see `update_command`."""
    command = update_command(
        activity_id,
        owner,
        deadline=deadline,
        title=title,
        description=description,
        pings=pings,
        color=color,
        responsible_id=responsible_id,
        parent_id=parent_id,
    )
    await portal.run(command, writes=True)


async def update_color(portal: Portal, activity_id: int, owner: EntityRef, color: TodoColor) -> None:
    """Changes the colour only."""
    await portal.run(update_color_command(activity_id, owner, color), writes=True)


async def update_deadline(portal: Portal, activity_id: int, owner: EntityRef, deadline: datetime) -> None:
    """Changes the deadline only."""
    await portal.run(update_deadline_command(activity_id, owner, deadline), writes=True)


async def update_description(portal: Portal, activity_id: int, owner: EntityRef, description: str) -> None:
    """Changes the description only."""
    await portal.run(update_description_command(activity_id, owner, description), writes=True)


async def update_responsible(portal: Portal, activity_id: int, owner: EntityRef, responsible_id: int) -> None:
    """Changes the responsible person only."""
    await portal.run(update_responsible_command(activity_id, owner, responsible_id), writes=True)


def _narrow(name: str, activity_id: int, owner: EntityRef, **value: Any) -> Command:
    return Command(f"crm.activity.todo.{name}", {"id": activity_id, **_owner(owner), **value})


def _owner(owner: EntityRef) -> dict[str, int]:
    return {"ownerTypeId": owner.type_id, "ownerId": owner.id}


def _given(**values: int | None) -> dict[str, int]:
    return {name: value for name, value in values.items() if value is not None}
