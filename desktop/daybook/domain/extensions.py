"""What an application adds to a portal: types of activity, cards, badges, notes, actions for workflows, pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from daybook.domain.entities import EntityRef
from daybook.domain.translated import Translated

PLAIN_TYPE = "CONFIGURABLE"
"""The type of a configurable activity that has no registered one."""


@dataclass(frozen=True, slots=True)
class CustomType:
    """A type of activity that an application registered. `icon_id` is the number of its picture, None without one."""

    code: str
    name: str
    configurable: bool
    icon_id: int | None = None


class BadgeTone(StrEnum):
    """The colour of a badge, by what it says."""

    SUCCESS = "success"
    FAILURE = "failure"
    WARNING = "warning"
    PRIMARY = "primary"
    SECONDARY = "secondary"


@dataclass(frozen=True, slots=True)
class Badge:
    """A label on the kanban card of an item, until the activity that carries it is closed. Codes are unique."""

    code: str
    title: Translated
    value: Translated
    tone: BadgeTone


@dataclass(frozen=True, slots=True)
class CardFields:
    """The data of a configurable activity. `deadline` and `incoming` exclude each other."""

    type_code: str = PLAIN_TYPE
    completed: bool = False
    deadline: datetime | None = None
    pings: tuple[int, ...] = ()
    """Minutes before the deadline."""
    incoming: bool = False
    responsible_id: int | None = None
    """None while a new one is made: the portal decides."""
    badge: str = ""
    originator_id: str = ""
    origin_id: str = ""


@dataclass(frozen=True, slots=True)
class ConfigurableActivity:
    """A configurable activity. `layout` is its card (LayoutDto), in the order in which the portal keeps the keys."""

    id: int
    owner: EntityRef
    fields: CardFields
    layout: Mapping[str, Any] = field(default_factory=dict)


class NoteOn(StrEnum):
    """What a note hangs on."""

    HISTORY = "1"
    ACTIVITY = "2"


@dataclass(frozen=True, slots=True)
class Note:
    """The one note of a timeline entry. Times and people are None where the portal gives none."""

    text: str
    created_by: int | None = None
    created: datetime | None = None
    updated_by: int | None = None
    updated: datetime | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """An icon or logo that a card may name. `address` is "" for the portal's own, whose pictures it does not serve."""

    code: str
    system: bool
    address: str = ""


class PropertyType(StrEnum):
    """What a property of a workflow action holds."""

    STRING = "string"
    TEXT = "text"
    INT = "int"
    DOUBLE = "double"
    BOOL = "bool"
    DATE = "date"
    DATETIME = "datetime"
    SELECT = "select"
    USER = "user"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class ActionProperty:
    """One value that goes into a workflow action, or comes out of it. `options` is text by key, for SELECT only."""

    key: str
    name: Translated
    type: PropertyType = PropertyType.STRING
    description: Translated = ""
    options: Mapping[str, str] = field(default_factory=dict)
    required: bool = False
    multiple: bool = False
    default: str | None = None


@dataclass(frozen=True, slots=True)
class WorkflowAction:
    """A step for the workflow designer. A portal lists only the codes; the rest is what was written last.

    `waits`: the workflow goes on only when the handler answers. `document_type` is the three parts of a document's
    kind, () for any; `only` and `never` limit where the action is offered (the FILTER of bizproc.activity.add).
    """

    code: str
    handler: str
    name: Translated
    description: Translated = ""
    properties: tuple[ActionProperty, ...] = ()
    results: tuple[ActionProperty, ...] = ()
    document_type: tuple[str, ...] = ()
    only: tuple[tuple[str, ...], ...] = ()
    never: tuple[tuple[str, ...], ...] = ()
    waits: bool = True
    user_id: int | None = None
    placement_handler: str = ""
    """The address of the application's own settings page in the designer; "" for none."""


@dataclass(frozen=True, slots=True)
class EventBinding:
    """An event an application wants to hear of. `handler` is "" for an offline one, which waits in the queue."""

    event: str
    handler: str = ""
    offline: bool = False
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class OfflineEvent:
    """Something that changed while nobody listened: one record an event and object, with the last time."""

    id: int
    event: str
    message_id: str
    at: datetime | None = None
    object_id: int | None = None
    """The number of the activity or item; None when the portal does not say."""
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """A place in the portal's pages where an application shows itself."""

    place: str
    handler: str
    title: str = ""
