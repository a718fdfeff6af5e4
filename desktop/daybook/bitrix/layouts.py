"""crm.activity.layout.blocks.*: this application's content blocks on somebody else's activity.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/layout-blocks/. One set an application and activity,
drawn in the timeline of every bound item. `ref` is any item the activity is bound to. A webhook gets NeedsApplication.
Each async function raises PortalError.
"""

from collections.abc import Mapping
from typing import Any, Final

from daybook.bitrix import decode, expect
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.portal import Portal
from daybook.domain.entities import EntityRef

GET: Final = "crm.activity.layout.blocks.get"


async def set_blocks(portal: Portal, activity_id: int, ref: EntityRef, layout: Mapping[str, Any]) -> None:
    """Puts a set (RestAppLayoutDto) in the place of the former one.

    Raises Refused for a layout the portal does not take, and for activities that can have none
    (UNSUITABLE_ACTIVITY_TYPE_ERROR).
    """
    await portal.run(set_command(activity_id, ref, layout), writes=True)


def set_command(activity_id: int, ref: EntityRef, layout: Mapping[str, Any]) -> Command:
    """Puts a set in the place of the former one."""
    return Command("crm.activity.layout.blocks.set", {**_place(activity_id, ref), "layout": layout})


async def get(portal: Portal, activity_id: int, ref: EntityRef) -> Mapping[str, Any] | None:
    """This application's set; None when it has put none."""
    return read_layout(await portal.run(get_command(activity_id, ref), writes=False))


def get_command(activity_id: int, ref: EntityRef) -> Command:
    """Reads this application's set."""
    return Command(GET, _place(activity_id, ref))


def read_layout(answer: Answer) -> Mapping[str, Any] | None:
    """The set in an answer to `get_command`; None when there is none. Raises AnswerLost for what is no object."""
    layout = expect.object_of(answer, GET).get("layout")
    return decode.as_map(layout) or None


async def delete(portal: Portal, activity_id: int, ref: EntityRef) -> None:
    """Removes this application's set. Raises NotFound when there is none."""
    await portal.call("crm.activity.layout.blocks.delete", _place(activity_id, ref), writes=True)


def _place(activity_id: int, ref: EntityRef) -> dict[str, int]:
    return {"entityTypeId": ref.type_id, "entityId": ref.id, "activityId": activity_id}
