"""crm.activity.configurable.*: activities whose card an application lays out.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/configurable/. Only the application that made one may
read or change it (Refused, ERROR_WRONG_APPLICATION); a webhook never may (NeedsApplication). A layout goes as it is,
keys in their order; the portal judges it (codes such as FIELD_IS_REQUIRED). Each async function raises PortalError.
"""

from collections.abc import Mapping
from typing import Any, Final

from daybook.bitrix import decode, expect
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.portal import Portal
from daybook.domain.entities import EntityRef
from daybook.domain.extensions import PLAIN_TYPE, CardFields, ConfigurableActivity

ADD: Final = "crm.activity.configurable.add"
GET: Final = "crm.activity.configurable.get"


async def add(portal: Portal, owner: EntityRef, fields: CardFields, layout: Mapping[str, Any]) -> int:
    """Makes one on `owner`; its number. Not idempotent."""
    params = {
        "ownerTypeId": owner.type_id,
        "ownerId": owner.id,
        "fields": _to_wire(fields),
        "layout": layout,
    }
    answer = await portal.call(ADD, params, writes=True)
    number = decode.as_id(decode.as_map(decode.as_map(answer.result).get("activity")).get("id"))
    if number is None:
        raise expect.lost(ADD)
    return number


async def update(portal: Portal, activity_id: int, fields: CardFields, layout: Mapping[str, Any] | None = None) -> None:
    """Replaces all fields, and the layout as a whole unless it is None. Raises NotFound when it is gone.

    It also releases a card that an action with an animation has locked.
    """
    await portal.run(update_command(activity_id, fields, layout), writes=True)


def update_command(activity_id: int, fields: CardFields, layout: Mapping[str, Any] | None = None) -> Command:
    """Replaces all fields, and the layout as a whole unless it is None."""
    params: dict[str, Any] = {"id": activity_id, "fields": _to_wire(fields, clear=True)}
    if layout is not None:
        params["layout"] = layout
    return Command("crm.activity.configurable.update", params)


async def get(portal: Portal, activity_id: int) -> ConfigurableActivity:
    """One of them. Raises NotFound."""
    row = _row(await portal.run(get_command(activity_id), writes=False))
    number = decode.as_id(row.get("id"))
    if number is None:
        raise expect.lost(GET)
    owner = EntityRef(decode.as_id(row.get("ownerTypeId")) or 0, decode.as_id(row.get("ownerId")) or 0)
    layout = row.get("layout")
    return ConfigurableActivity(
        number, owner, _read(decode.as_map(row.get("fields")), portal), layout if isinstance(layout, Mapping) else {}
    )


def get_command(activity_id: int) -> Command:
    """Reads one of them."""
    return Command(GET, {"id": activity_id})


def read_layout(answer: Answer) -> Mapping[str, Any] | None:
    """The card in an answer to `get_command`; None when the portal has none for it."""
    return decode.as_map(_row(answer).get("layout")) or None


def _row(answer: Answer) -> Mapping[str, Any]:
    return decode.as_map(decode.as_map(answer.result).get("activity"))


def _read(row: Mapping[str, Any], portal: Portal) -> CardFields:
    pings = (decode.as_int(each) for each in decode.as_list(row.get("pingOffsets")))
    return CardFields(
        type_code=decode.as_text(row.get("typeId")) or PLAIN_TYPE,
        completed=decode.as_flag(row.get("completed")),
        deadline=decode.as_moment(row.get("deadline"), portal.zone),
        pings=tuple(each for each in pings if each is not None),
        incoming=decode.as_flag(row.get("isIncomingChannel")),
        responsible_id=decode.as_id(row.get("responsibleId")),
        badge=decode.as_text(row.get("badgeCode")),
        originator_id=decode.as_text(row.get("originatorId")),
        origin_id=decode.as_text(row.get("originId")),
    )


def _to_wire(fields: CardFields, *, clear: bool = False) -> dict[str, Any]:
    """As a parameter. `clear`: what is empty is sent as empty, so that it becomes so; a new one leaves it out."""
    sent: dict[str, Any] = {
        "typeId": fields.type_code,
        "completed": "Y" if fields.completed else "N",
        "isIncomingChannel": "Y" if fields.incoming else "N",
    }
    optional: dict[str, Any] = {
        "deadline": decode.to_wire(fields.deadline) if fields.deadline else "",
        "pingOffsets": list(fields.pings),
        "badgeCode": fields.badge,
        "originatorId": fields.originator_id,
        "originId": fields.origin_id,
    }
    if fields.responsible_id is not None:
        sent["responsibleId"] = fields.responsible_id
    return sent | {name: value for name, value in optional.items() if clear or value}
