"""crm.activity.badge.*: the labels that configurable activities put on kanban cards.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/configurable/badges/. Reading is for everybody,
making and deleting for administrators of the CRM (AccessDenied). Each async function raises PortalError.
"""

from collections.abc import Mapping
from typing import Any, Final

from daybook.bitrix import decode, expect, translations
from daybook.bitrix.portal import Portal
from daybook.domain.extensions import Badge, BadgeTone

LIST: Final = "crm.activity.badge.list"
GET: Final = "crm.activity.badge.get"
ADD: Final = "crm.activity.badge.add"
_TONES: Final = frozenset(each.value for each in BadgeTone)


async def list_all(portal: Portal) -> list[Badge]:
    """Every badge of the portal, whoever made it."""
    rows = expect.rows_in(await portal.call(LIST, writes=False), "badges", LIST)
    return [badge for row in rows if (badge := read(row)) is not None]


async def get(portal: Portal, code: str) -> Badge:
    """One badge. Raises NotFound."""
    return _inside(expect.object_of(await portal.call(GET, {"code": code}, writes=False), GET), GET)


async def add(portal: Portal, badge: Badge) -> Badge:
    """Makes a badge, and answers it as the portal keeps it. Raises Refused when the code is taken or a text is
    empty."""
    params = {
        "code": badge.code,
        "title": translations.to_wire(badge.title),
        "value": translations.to_wire(badge.value),
        "type": badge.tone.value,
    }
    return _inside(expect.object_of(await portal.call(ADD, params, writes=True), ADD), ADD)


async def delete(portal: Portal, code: str) -> None:
    """Removes a badge from the portal and from every card. Raises NotFound."""
    await portal.call("crm.activity.badge.delete", {"code": code}, writes=True)


def read(row: Mapping[str, Any]) -> Badge | None:
    """A badge; None without a code. A tone that nobody documented is SECONDARY."""
    code, tone = decode.as_text(row.get("code")), decode.as_text(row.get("type"))
    if not code:
        return None
    title, value = translations.read(row.get("title")), translations.read(row.get("value"))
    return Badge(code, title, value, BadgeTone(tone) if tone in _TONES else BadgeTone.SECONDARY)


def _inside(result: Mapping[str, Any], method: str) -> Badge:
    found = read(decode.as_map(result.get("badge")))
    if found is None:
        raise expect.lost(method)
    return found
