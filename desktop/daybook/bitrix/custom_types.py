"""crm.activity.type.*: the types of activity that this application registered.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/types/. For administrators, inside an application; a
type is seen by its application only. Each async function raises PortalError: NeedsApplication with a webhook,
AccessDenied or Refused ("Admin permissions required") for a plain user.
"""

from typing import Any, Final

from daybook.bitrix import decode, paging
from daybook.bitrix.portal import Portal
from daybook.bitrix.system_activities import Attachment, file_value
from daybook.domain.extensions import CustomType

LIST: Final = "crm.activity.type.list"


async def list_all(portal: Portal) -> list[CustomType]:
    """Every type of this application."""
    rows = paging.rows_of(await portal.call(LIST, writes=False), LIST)
    return [
        CustomType(
            code=code,
            name=decode.as_text(row.get("NAME")),
            configurable=decode.as_flag(row.get("IS_CONFIGURABLE_TYPE")),
            icon_id=decode.as_id(row.get("ICON_ID")),
        )
        for row in rows
        if (code := decode.as_text(row.get("TYPE_ID")))
    ]


async def add(
    portal: Portal, code: str, name: str = "", *, configurable: bool = False, icon: Attachment | None = None
) -> None:
    """Registers a type. Raises Refused (INVALID_ARG_VALUE) when the code is empty or taken."""
    fields: dict[str, Any] = {"TYPE_ID": code, "NAME": name, "IS_CONFIGURABLE_TYPE": "Y" if configurable else "N"}
    if icon is not None:
        fields["ICON_FILE"] = file_value(icon)
    await portal.call("crm.activity.type.add", {"fields": fields}, writes=True)


async def delete(portal: Portal, code: str) -> None:
    """Forgets a type; its activities stay. Raises Refused (INVALID_ARG_VALUE) when there is none."""
    await portal.call("crm.activity.type.delete", {"TYPE_ID": code}, writes=True)
