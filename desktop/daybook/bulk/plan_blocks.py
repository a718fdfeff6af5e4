"""What has to be sent to put content blocks on an activity, or to take them away. Pure.

crm.activity.layout.blocks.*: one set an application and activity, for an application only, not on configurable ones.
"""

from collections.abc import Mapping
from typing import Any, Final

from daybook.bitrix.command import Command
from daybook.bulk.skips import Skip
from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.changes.change import Blocks
from daybook.domain.pending import Hindrance
from daybook.domain.run import Field, Step

SET: Final = "crm.activity.layout.blocks.set"
DELETE: Final = "crm.activity.layout.blocks.delete"


def block_steps(
    wanted: Blocks, activity: Activity, present: Mapping[str, Any] | None, by_application: bool
) -> tuple[Step, ...]:
    """The one step, or none when it is so already. Raises Skip where there can be no blocks."""
    if not by_application:
        raise Skip(Hindrance.NEEDS_APPLICATION.value)
    if activity.kind is ActivityKind.CONFIGURABLE:
        raise Skip(Hindrance.KEPT_ELSEWHERE.value)
    if present == wanted.layout:
        return ()
    place = {"entityTypeId": activity.owner.type_id, "entityId": activity.owner.id, "activityId": activity.id}
    if wanted.layout is None:
        command = Command(DELETE, place)
    else:
        command = Command(SET, {**place, "layout": dict(wanted.layout)})
    return (Step(0, command.method, command.params, {Field.BLOCKS: present}, {Field.BLOCKS: wanted.layout}),)
