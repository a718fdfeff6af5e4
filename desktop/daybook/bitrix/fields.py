"""`crm.*.fields`: what a portal knows of each field of its objects, in its own language.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/activity-base/crm-activity-fields.html and its like
for deals, leads, contacts and companies. Each async function raises PortalError.
"""

from collections.abc import Mapping
from typing import Any, Final

from daybook.bitrix import decode
from daybook.bitrix.errors import AnswerLost, LostKind
from daybook.bitrix.portal import Portal
from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD
from daybook.domain.fields import FieldInfo, FieldKind

_METHODS: Final = {
    DEAL: "crm.deal.fields",
    LEAD: "crm.lead.fields",
    CONTACT: "crm.contact.fields",
    COMPANY: "crm.company.fields",
}
_ENUM: Final = "crm_enum_"
_KINDS: Final = {
    "string": FieldKind.TEXT,
    "integer": FieldKind.NUMBER,
    "double": FieldKind.AMOUNT,
    "datetime": FieldKind.MOMENT,
    "date": FieldKind.DAY,
    "char": FieldKind.FLAG,
    "user": FieldKind.PERSON,
    "object": FieldKind.OBJECT,
    "file": FieldKind.FILE,
    "diskfile": FieldKind.FILE,
}


async def of_activities(portal: Portal) -> dict[str, FieldInfo]:
    """The fields of an activity, in the portal's order."""
    return await _fields(portal, "crm.activity.fields")


async def of_communications(portal: Portal) -> dict[str, FieldInfo]:
    """The fields of one line of COMMUNICATIONS: whom a call, a meeting or an e-mail is with."""
    return await _fields(portal, "crm.activity.communication.fields")


async def of_entities(portal: Portal, type_id: int) -> dict[str, FieldInfo]:
    """The fields of deals, leads, contacts or companies. KeyError for other types."""
    return await _fields(portal, _METHODS[type_id])


def read(name: str, facts: Mapping[str, Any]) -> FieldInfo:
    """One field from its description. Pure."""
    type_ = decode.as_text(facts.get("type"))
    multiple = decode.as_flag(facts.get("isMultiple"))
    title = decode.as_text(facts.get("title"))
    return FieldInfo(
        name=name,
        title="" if title == name else title,
        type=type_,
        kind=_kind(type_, multiple=multiple),
        choices=type_.removeprefix(_ENUM) if type_.startswith(_ENUM) else "",
        required=decode.as_flag(facts.get("isRequired")),
        read_only=decode.as_flag(facts.get("isReadOnly")),
        immutable=decode.as_flag(facts.get("isImmutable")),
        multiple=multiple,
    )


def _kind(type_: str, *, multiple: bool) -> FieldKind:
    kind = _KINDS.get(type_, FieldKind.CHOICE if type_.startswith(_ENUM) else FieldKind.OTHER)
    return FieldKind.LIST if multiple and kind is not FieldKind.FILE else kind


async def _fields(portal: Portal, method: str) -> dict[str, FieldInfo]:
    answer = await portal.call(method, writes=False)
    found = {
        name: read(name, facts) for name, facts in decode.as_map(answer.result).items() if isinstance(facts, Mapping)
    }
    if not found:
        raise AnswerLost(method, kind=LostKind.UNEXPECTED, status=200)
    return found
