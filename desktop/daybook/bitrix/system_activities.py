"""Calls, meetings, e-mails and an application's own activities: crm.activity.add, and what it takes.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/activity-base/crm-activity-add.html. An e-mail is
SENT when it is outgoing and completed; nothing else sends anything. Each async function raises PortalError.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from daybook.bitrix import decode
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.errors import AnswerLost, LostKind
from daybook.bitrix.portal import Portal
from daybook.domain.activity import REST_APP_PROVIDER, Direction, Priority, TextFormat
from daybook.domain.entities import EntityRef

ADD: Final = "crm.activity.add"
GET_TRANSCRIPT: Final = "crm.activity.call.getTranscript"
MEETING, CALL, EMAIL, OWN = 1, 2, 4, 6
"""TYPE_ID (crm.enum.activitytype); OWN is an application's, with PROVIDER_ID REST_APP."""
OWN_TYPE: Final = "LINK"
"""The PROVIDER_TYPE_ID of an application's activity that has no registered one."""


@dataclass(frozen=True, slots=True)
class Communication:
    """Whom an activity is with: a telephone number or an address, and the item it belongs to.

    For a meeting the value may be anything, such as a name. Exactly one for meetings and calls, any number for e-mails.
    """

    value: str
    entity: EntityRef


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along. Its bytes travel as base64, a third longer."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class NewActivity:
    """What crm.activity.add makes. None and "" are left out, and the portal decides.

    `more` are further fields by their portal names, as `fields.of_activities` describes them. `sender` is the address
    that an e-mail leaves from ("" for that of the responsible person), `own_copy` whether the sender gets one.
    """

    type_id: int
    owner: EntityRef
    subject: str
    communications: tuple[Communication, ...] = ()
    responsible_id: int | None = None
    start: datetime | None = None
    end: datetime | None = None
    description: str = ""
    text_format: TextFormat = TextFormat.PLAIN
    direction: Direction = Direction.NONE
    priority: Priority = Priority.NONE
    location: str = ""
    completed: bool = False
    attachments: tuple[Attachment, ...] = ()
    sender: str = ""
    own_copy: bool = True
    own_type: str = OWN_TYPE
    more: Mapping[str, Any] | None = None

    @property
    def is_sent(self) -> bool:
        """True when the portal will send it to its addresses at once."""
        return self.type_id == EMAIL and self.direction is Direction.OUTGOING and self.completed


def add_command(wanted: NewActivity) -> Command:
    """Makes it. Not idempotent: after a lost answer look for it before repeating."""
    return Command(ADD, {"fields": {**(wanted.more or {}), **_fields(wanted), **_kind(wanted)}})


async def add(portal: Portal, wanted: NewActivity) -> int:
    """Makes it; the number of the new activity.

    Raises PortalError. A refusal "Email send error" means that it was made and the mail did not leave.
    """
    return read_id(await portal.run(add_command(wanted), writes=True))


def read_id(answer: Answer) -> int:
    """The number in an answer to `add_command`. Raises AnswerLost when there is none: it was made all the same."""
    number = decode.as_id(answer.result)
    if number is None:
        raise AnswerLost(ADD, kind=LostKind.UNEXPECTED, status=200)
    return number


async def transcript(portal: Portal, activity_id: int) -> str:
    """What was said in a call; "" when nobody wrote it down. Raises NotFound, AccessDenied."""
    answer = await portal.call(GET_TRANSCRIPT, {"activityId": activity_id}, writes=False)
    return decode.as_text(decode.as_map(answer.result).get("transcription"))


def file_value(attachment: Attachment) -> list[str]:
    """A file as a parameter: its name, and its bytes as base64."""
    return [attachment.name, base64.b64encode(attachment.content).decode("ascii")]


def _fields(wanted: NewActivity) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "OWNER_TYPE_ID": wanted.owner.type_id,
        "OWNER_ID": wanted.owner.id,
        "TYPE_ID": wanted.type_id,
        "SUBJECT": wanted.subject,
        "DESCRIPTION": wanted.description,
        "DESCRIPTION_TYPE": int(wanted.text_format),
        "COMPLETED": "Y" if wanted.completed else "N",
    }
    optional: dict[str, Any] = {
        "RESPONSIBLE_ID": wanted.responsible_id,
        "START_TIME": decode.to_wire(wanted.start) if wanted.start else None,
        "END_TIME": decode.to_wire(wanted.end) if wanted.end else None,
        "DIRECTION": int(wanted.direction),
        "PRIORITY": int(wanted.priority),
        "LOCATION": wanted.location,
        "COMMUNICATIONS": _communications(wanted.communications),
        "FILES": [{"fileData": file_value(each)} for each in wanted.attachments],
    }
    return fields | {name: value for name, value in optional.items() if value}


def _communications(told: Sequence[Communication]) -> list[dict[str, Any]]:
    return [{"VALUE": each.value, "ENTITY_ID": each.entity.id, "ENTITY_TYPE_ID": each.entity.type_id} for each in told]


def _kind(wanted: NewActivity) -> dict[str, Any]:
    if wanted.type_id == OWN:
        return {"PROVIDER_ID": REST_APP_PROVIDER, "PROVIDER_TYPE_ID": wanted.own_type or OWN_TYPE}
    if wanted.type_id == EMAIL:
        settings = {**({"MESSAGE_FROM": wanted.sender} if wanted.sender else {})}
        if not wanted.own_copy:
            settings["DISABLE_SENDING_MESSAGE_COPY"] = "Y"
        return {"SETTINGS": settings} if settings else {}
    return {}
