"""What a page of an application is told when it is opened from a place in the portal.

https://apidocs.bitrix24.com/api-reference/widgets/crm/list-menu.html and activity-timeline-menu.html.
"""

import json
from collections.abc import Mapping
from typing import Final

from daybook.domain.entities import DEAL, LEAD, EntityRef

LIST_MENU: Final = "CRM_ACTIVITY_LIST_MENU"
"""The menu of an activity in the list of activities."""
TIMELINE_MENUS: Final[Mapping[int, str]] = {
    DEAL: "CRM_DEAL_ACTIVITY_TIMELINE_MENU",
    LEAD: "CRM_LEAD_ACTIVITY_TIMELINE_MENU",
}
"""The menu of an activity in the timeline of an item, by the item's type."""
_ACTIVITY_TYPE: Final = "6"
HIDDEN: Final = "…"


def timeline_menu(type_id: int) -> str | None:
    """The place of a type's timeline; None for contacts and companies, which have none."""
    if type_id in TIMELINE_MENUS:
        return TIMELINE_MENUS[type_id]
    return f"CRM_DYNAMIC_{type_id}_ACTIVITY_TIMELINE_MENU" if EntityRef(type_id, 1).is_dynamic else None


def options(place: str, activity_id: int, owner: EntityRef) -> dict[str, str]:
    """PLACEMENT_OPTIONS as an object; all values are text."""
    if place == LIST_MENU:
        return {"ID": str(activity_id)}
    return {
        "ENTITY_ID": str(owner.id),
        "ASSOCIATED_ENTITY_ID": str(activity_id),
        "ASSOCIATED_ENTITY_TYPE_ID": _ACTIVITY_TYPE,
    }


def request(place: str, activity_id: int, owner: EntityRef, *, host: str, language: str) -> dict[str, str]:
    """The fields of the POST that the portal sends to the handler. Tokens are not ours to show: `HIDDEN`."""
    return {
        "DOMAIN": host,
        "PROTOCOL": "1",
        "LANG": language,
        "APP_SID": HIDDEN,
        "AUTH_ID": HIDDEN,
        "AUTH_EXPIRES": "3600",
        "REFRESH_ID": HIDDEN,
        "member_id": HIDDEN,
        "status": "L",
        "PLACEMENT": place,
        "PLACEMENT_OPTIONS": json.dumps(options(place, activity_id, owner), separators=(",", ":")),
    }
