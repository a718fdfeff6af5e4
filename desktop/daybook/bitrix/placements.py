"""placement.*: places in the portal's pages where this application shows itself.

https://apidocs.bitrix24.com/api-reference/widgets/. For administrators, inside an application. Each async function
raises PortalError.
"""

from typing import Final

from daybook.bitrix import decode, expect, paging
from daybook.bitrix.portal import Portal
from daybook.domain.extensions import Placement

ACTIVITY_MENU: Final = "CRM_ACTIVITY_LIST_MENU"
"""The menu of an activity in the timeline (widgets/crm/crm-activity-list-menu)."""
_GET: Final = "placement.get"


async def bound(portal: Portal) -> list[Placement]:
    """What this application has bound."""
    rows = paging.rows_of(await portal.call(_GET, writes=False), _GET)
    return [
        Placement(place, decode.as_text(row.get("handler")), decode.as_text(row.get("title")))
        for row in rows
        if (place := decode.as_text(row.get("placement")))
    ]


async def bind(portal: Portal, placement: Placement) -> None:
    """Shows the application there. Raises Refused for a place nobody knows, or one that is bound already."""
    params = {"PLACEMENT": placement.place, "HANDLER": placement.handler, "TITLE": placement.title}
    await portal.call("placement.bind", params, writes=True)


async def unbind(portal: Portal, placement: Placement) -> int:
    """Takes it away; how many went."""
    method = "placement.unbind"
    params = {"PLACEMENT": placement.place, "HANDLER": placement.handler}
    answer = await portal.call(method, params, writes=True)
    return decode.as_int(expect.object_of(answer, method).get("count")) or 0
