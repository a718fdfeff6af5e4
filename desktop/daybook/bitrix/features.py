"""What Daybook can do in a portal, and what each of it takes. Pure.

Which methods refuse a webhook stands on their pages (context "application"); a portal's method.get does not tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from daybook.bitrix.system import Availability


class Feature(StrEnum):
    """Something a person does with Daybook; the key of a row in the connection test."""

    ENTITIES = "entities"
    SMART_PROCESSES = "smart_processes"
    ACTIVITIES = "activities"
    TODOS = "todos"
    BINDINGS = "bindings"
    USERS = "users"
    CONTENT_BLOCKS = "content_blocks"
    CONFIGURABLE = "configurable_activities"
    ACTIVITY_TYPES = "activity_types"
    WORKFLOW_ACTIONS = "workflow_actions"
    EVENTS = "events"


@dataclass(frozen=True, slots=True)
class Needs:
    """The methods a feature calls, the scopes of which one is needed (none: any will do), and who may call them."""

    methods: tuple[str, ...]
    scopes: tuple[str, ...] = ("crm",)
    application: bool = False
    administrator: bool = False


NEEDS: Final[Mapping[Feature, Needs]] = {
    Feature.ENTITIES: Needs(("crm.deal.list", "crm.lead.list", "crm.contact.list", "crm.company.list")),
    Feature.SMART_PROCESSES: Needs(("crm.item.list",)),
    Feature.ACTIVITIES: Needs(("crm.activity.list", "crm.activity.update", "crm.activity.delete")),
    Feature.TODOS: Needs(
        (
            "crm.activity.todo.add",
            "crm.activity.todo.update",
            "crm.activity.todo.updateColor",
            "crm.activity.todo.updateDeadline",
            "crm.activity.todo.updateDescription",
            "crm.activity.todo.updateResponsibleUser",
        )
    ),
    Feature.BINDINGS: Needs(("crm.activity.binding.add", "crm.activity.binding.move", "crm.activity.binding.delete")),
    Feature.USERS: Needs(("user.get",), scopes=("user", "user_basic", "user_brief")),
    Feature.CONTENT_BLOCKS: Needs(("crm.activity.layout.blocks.set",), application=True),
    Feature.CONFIGURABLE: Needs(("crm.activity.configurable.add",), application=True),
    Feature.ACTIVITY_TYPES: Needs(("crm.activity.type.add",), application=True),
    Feature.WORKFLOW_ACTIONS: Needs(("bizproc.activity.add",), scopes=("bizproc",), application=True),
    Feature.EVENTS: Needs(("event.bind", "event.offline.get"), scopes=(), application=True),
}

NOTHING_KNOWN: Final[Mapping[str, Availability]] = {}
ALL_METHODS: Final = tuple(method for needs in NEEDS.values() for method in needs.methods)


class Obstacle(StrEnum):
    """Why a feature does not work with this secret."""

    NEEDS_APPLICATION = "needs_application"
    NEEDS_ADMINISTRATOR = "needs_administrator"
    MISSING_SCOPE = "missing_scope"
    NOT_IN_THIS_PORTAL = "not_in_this_portal"


@dataclass(frozen=True, slots=True)
class Blocked:
    """An obstacle; `names` are the scopes of which one would do, or the methods that the portal lacks."""

    obstacle: Obstacle
    names: tuple[str, ...] = ()


def obstacle(
    feature: Feature, *, scopes: frozenset[str], known: Mapping[str, Availability], is_application: bool
) -> Blocked | None:
    """What stands between this secret and a feature; None when it works.

    `known` is what the portal said of the methods; one it said nothing of is taken as there.
    """
    return obstacle_of(NEEDS[feature], scopes=scopes, known=known, is_application=is_application)


def obstacle_of(
    needs: Needs,
    *,
    scopes: frozenset[str],
    is_application: bool,
    known: Mapping[str, Availability] = NOTHING_KNOWN,
    is_administrator: bool = True,
) -> Blocked | None:
    """The same for what stands in no table."""
    if needs.application and not is_application:
        return Blocked(Obstacle.NEEDS_APPLICATION)
    if needs.administrator and not is_administrator:
        return Blocked(Obstacle.NEEDS_ADMINISTRATOR)
    if needs.scopes and scopes.isdisjoint(needs.scopes):
        return Blocked(Obstacle.MISSING_SCOPE, needs.scopes)
    absent = tuple(method for method in needs.methods if method in known and not known[method].exists)
    return Blocked(Obstacle.NOT_IN_THIS_PORTAL, absent) if absent else None
