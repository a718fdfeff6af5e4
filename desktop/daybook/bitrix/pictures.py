"""crm.timeline.icon.list and crm.timeline.logo.list: what may stand as icon and logo of a card.

https://apidocs.bitrix24.com/api-reference/crm/timeline/logmessage/. Each async function raises PortalError.
"""

from daybook.bitrix import decode, expect
from daybook.bitrix.portal import Portal
from daybook.domain.extensions import Picture


async def icons(portal: Portal) -> list[Picture]:
    """Codes for `icon.code` of a layout."""
    return await _list(portal, "crm.timeline.icon.list", "icons")


async def logos(portal: Portal) -> list[Picture]:
    """Codes for `body.logo.code` of a layout."""
    return await _list(portal, "crm.timeline.logo.list", "logos")


async def _list(portal: Portal, method: str, name: str) -> list[Picture]:
    rows = expect.rows_in(await portal.call(method, writes=False), name, method)
    return [
        Picture(code, decode.as_flag(row.get("isSystem")), decode.as_text(row.get("fileUri")))
        for row in rows
        if (code := decode.as_text(row.get("code")))
    ]
