"""crm.activity.binding.*: the items an activity hangs on, 1 to 100 of them.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/binding/. The last one cannot go
(LAST_BINDING_CANNOT_BE_DELETED), a second identical one is refused (ACTIVITY_IS_ALREADY_BOUND). When one is left, it
becomes the owner. Each async function raises PortalError.
"""

from collections.abc import Iterable

from daybook.bitrix import paging, records
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.errors import PortalError
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import Priority
from daybook.domain.entities import EntityRef

LIST = "crm.activity.binding.list"


def list_command(activity_id: int) -> Command:
    """Reads what an activity is bound to."""
    return Command(LIST, {"activityId": activity_id})


async def list_of(portal: Portal, activity_id: int) -> tuple[EntityRef, ...]:
    """What an activity is bound to, as far as this person may read it."""
    return read_list(await portal.run(list_command(activity_id), writes=False))


async def lists_of(
    portal: Portal, activity_ids: Iterable[int], *, priority: Priority = Priority.INTERACTIVE
) -> dict[int, tuple[EntityRef, ...]]:
    """What each of these activities is bound to, fifty to a request; those that can't be read are left out."""
    commands = {each: list_command(each) for each in activity_ids}
    found = await portal.read_all(commands, priority=priority)
    return {number: read_list(answer) for number, answer in found.items() if not isinstance(answer, PortalError)}


def add_command(activity_id: int, ref: EntityRef) -> Command:
    """Binds to one more item; the owner stays."""
    return Command("crm.activity.binding.add", _binding(activity_id, ref))


def delete_command(activity_id: int, ref: EntityRef) -> Command:
    """Takes the activity off an item."""
    return Command("crm.activity.binding.delete", _binding(activity_id, ref))


def move_command(activity_id: int, source: EntityRef, target: EntityRef) -> Command:
    """Moves from one item to another of the same type. ValueError across types: there, add first, then delete."""
    if source.type_id != target.type_id:
        raise ValueError("crm.activity.binding.move works within one type")
    params = {
        "activityId": activity_id,
        "sourceEntityTypeId": source.type_id,
        "sourceEntityId": source.id,
        "targetEntityTypeId": target.type_id,
        "targetEntityId": target.id,
    }
    return Command("crm.activity.binding.move", params)


async def add(portal: Portal, activity_id: int, ref: EntityRef) -> None:
    """Binds to one more item."""
    await portal.run(add_command(activity_id, ref), writes=True)


async def delete(portal: Portal, activity_id: int, ref: EntityRef) -> None:
    """Takes the activity off an item."""
    await portal.run(delete_command(activity_id, ref), writes=True)


async def move(portal: Portal, activity_id: int, source: EntityRef, target: EntityRef) -> None:
    """Moves within one type."""
    await portal.run(move_command(activity_id, source, target), writes=True)


def read_list(answer: Answer) -> tuple[EntityRef, ...]:
    """The items in an answer to `list_command`. Raises AnswerLost when it is no list."""
    found = (records.ref(row) for row in paging.rows_of(answer, LIST))
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _binding(activity_id: int, ref: EntityRef) -> dict[str, int]:
    return {"activityId": activity_id, "entityTypeId": ref.type_id, "entityId": ref.id}
