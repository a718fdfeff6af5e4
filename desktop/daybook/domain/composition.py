"""A call, a meeting, an e-mail or an application's own activity while a person writes it.

https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/activity-base/crm-activity-add.html. A meeting and a
call are with exactly one person; an e-mail leaves the portal only when it is outgoing and done.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from daybook.domain.activity import Direction, Priority
from daybook.domain.entities import EntityRef

_ADDRESS: Final = re.compile(r"(?:[^<>]*<)?\s*[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+\s*>?")


class CompositionKind(StrEnum):
    """What is being written."""

    CALL = "call"
    MEETING = "meeting"
    EMAIL = "email"
    OWN = "own"
    """An application's own activity (PROVIDER_ID REST_APP)."""


@dataclass(frozen=True, slots=True)
class Contacted:
    """Whom it is with: a telephone number, an address or a name, and the item that this belongs to."""

    value: str
    entity: EntityRef


@dataclass(frozen=True, slots=True)
class Composition:
    """What was written so far. `attachments` are paths of files, read when it is sent.

    `done` of an outgoing e-mail means: send it. `sender` "" is the address of the responsible person.
    """

    kind: CompositionKind
    owner: EntityRef
    subject: str = ""
    contacted: tuple[Contacted, ...] = ()
    direction: Direction = Direction.OUTGOING
    start: datetime | None = None
    end: datetime | None = None
    priority: Priority = Priority.MEDIUM
    location: str = ""
    description: str = ""
    responsible_id: int | None = None
    done: bool = False
    attachments: tuple[str, ...] = ()
    sender: str = ""
    own_copy: bool = True
    own_type: str = ""

    @property
    def is_blank(self) -> bool:
        """True while nothing was written that would be missed."""
        return not (self.subject.strip() or self.description.strip() or self.location.strip() or self.attachments)

    @property
    def will_be_sent(self) -> bool:
        """True when creating it makes the portal send an e-mail."""
        return self.kind is CompositionKind.EMAIL and self.direction is Direction.OUTGOING and self.done


class CompositionFault(StrEnum):
    """What must be put right first."""

    NO_SUBJECT = "no_subject"
    NOBODY = "nobody"
    TOO_MANY = "too_many"
    BAD_ADDRESS = "bad_address"
    BAD_SENDER = "bad_sender"
    ENDS_BEFORE_START = "ends_before_start"


def faults(draft: Composition) -> Iterator[CompositionFault]:
    """What a portal would refuse."""
    if not draft.subject.strip():
        yield CompositionFault.NO_SUBJECT
    values = [each.value.strip() for each in draft.contacted if each.value.strip()]
    if draft.kind is not CompositionKind.OWN and not values:
        yield CompositionFault.NOBODY
    if draft.kind in (CompositionKind.CALL, CompositionKind.MEETING) and len(values) > 1:
        yield CompositionFault.TOO_MANY
    if draft.kind is CompositionKind.EMAIL:
        if not all(_ADDRESS.fullmatch(value) for value in values):
            yield CompositionFault.BAD_ADDRESS
        if draft.sender.strip() and not _ADDRESS.fullmatch(draft.sender.strip()):
            yield CompositionFault.BAD_SENDER
    if draft.start is not None and draft.end is not None and draft.end < draft.start:
        yield CompositionFault.ENDS_BEFORE_START
