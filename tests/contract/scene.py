"""A portal in which one of everything stands, and the client's way into it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from daybook.bitrix.portal import Portal
from daybook.domain.entities import CONTACT, DEAL, EntityRef
from tests.sandbox.process import SandboxProcess

DEAL_1, DEAL_2, CONTACT_1 = EntityRef(DEAL, 1), EntityRef(DEAL, 2), EntityRef(CONTACT, 1)
MINE, THEIRS = 1, 2
"""In the empty portal deal 1 is the administrator's, deal 2 the plain user's."""
FAR = "2031-05-06T10:00:00+03:00"
LAYOUT: dict[str, Any] = {
    "icon": {"code": "info"},
    "header": {"title": {"en": "Survey", "de": "Umfrage"}},
    "body": {
        "logo": {"code": "list-check"},
        "blocks": {"answer": {"type": "text", "properties": {"value": "nine of ten", "bold": True}}},
    },
}
BLOCKS: dict[str, Any] = {"blocks": {"hello": {"type": "text", "properties": {"value": "Hello!", "color": "base_90"}}}}
ACTION: dict[str, Any] = {"CODE": "md5", "HANDLER": "https://app.example/md5", "NAME": "MD5"}


@dataclass
class Ids:
    """What stands in the portal, by what it is for."""

    todo: int
    done: int
    shared: int
    call: int
    own: int
    card: int
    theirs: int
    lead: int
    """A to-do on a deal that only the administrator may touch."""


@dataclass
class Scene:
    """The portal process, the client by webhook and by token, and what was made."""

    process: SandboxProcess
    webhook: Portal
    application: Portal
    ids: Ids
    called: list[str] = field(default_factory=list)
    """The methods that went over the wire since it was cleared, commands of batches included."""


def furnish(process: SandboxProcess) -> Ids:
    """Makes one of everything with plain requests."""
    deal = {"ownerTypeId": 2, "ownerId": 1, "deadline": FAR}
    todo, done, shared, theirs = (
        process.call("crm.activity.todo.add", {**deal, "title": title})["id"]
        for title in ("open", "done", "shared", "theirs")
    )
    process.call("crm.activity.update", {"id": done, "fields": {"COMPLETED": "Y"}})
    process.call("crm.activity.binding.add", {"activityId": shared, "entityTypeId": 2, "entityId": 2})
    call = process.call("crm.activity.add", {"fields": system_call()})
    own = process.app_call("crm.activity.add", {"fields": own_activity()})
    card = process.app_call(
        "crm.activity.configurable.add", {"ownerTypeId": 2, "ownerId": 1, "fields": {}, "layout": LAYOUT}
    )["activity"]["id"]
    process.app_call("crm.activity.type.add", {"fields": {"TYPE_ID": "SURVEY", "IS_CONFIGURABLE_TYPE": "Y"}})
    process.app_call("bizproc.activity.add", ACTION)
    lead = process.call("crm.lead.add", {"fields": {"TITLE": "Fair"}})
    badge = {"code": "late", "title": "Delivery", "value": "Late", "type": "failure"}
    process.call("crm.activity.badge.add", badge)
    return Ids(todo, done, shared, call, own, card, theirs, lead)


def system_call(**more: Any) -> dict[str, Any]:
    """The fields of a call that a portal takes."""
    told = [{"VALUE": "+1 555 01", "ENTITY_ID": 1, "ENTITY_TYPE_ID": 3}]
    return {"OWNER_TYPE_ID": 2, "OWNER_ID": 1, "TYPE_ID": 2, "SUBJECT": "Call", "COMMUNICATIONS": told, **more}


def own_activity(**more: Any) -> dict[str, Any]:
    """The fields of an application's own activity."""
    return {"OWNER_TYPE_ID": 2, "OWNER_ID": 1, "PROVIDER_ID": "REST_APP", "SUBJECT": "Parcel", **more}


def named(params: Mapping[str, Any], ids: Ids) -> dict[str, Any]:
    """The parameters with `"$todo"` and its like replaced by what stands in the portal."""

    def put(value: Any) -> Any:
        if isinstance(value, str) and value.startswith("$"):
            return getattr(ids, value[1:])
        if isinstance(value, Mapping):
            return {key: put(item) for key, item in value.items()}
        return [put(item) for item in value] if isinstance(value, list) else value

    return {key: put(value) for key, value in params.items()}
