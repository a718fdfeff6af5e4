"""What an application adds to its portal, as the Extensions workspace shows and changes it. Knows no widget."""

import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from daybook.bitrix import (
    activities,
    badges,
    batch,
    configurable,
    custom_types,
    entities,
    events,
    fields,
    layouts,
    pictures,
    placements,
    system,
    users,
    workflow_actions,
)
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.errors import MissingScope, PortalError, Refused
from daybook.bitrix.features import Blocked, Needs, obstacle_of
from daybook.bitrix.portal import Portal
from daybook.bitrix.system_activities import OWN, Attachment
from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD, Entity, EntityRef, Person
from daybook.domain.extensions import (
    Badge,
    CardFields,
    ConfigurableActivity,
    CustomType,
    EventBinding,
    OfflineEvent,
    Picture,
    Placement,
    WorkflowAction,
)
from daybook.domain.fields import FieldInfo
from daybook.store.definitions import Definitions
from daybook.work.composing import STILL_RUNNING
from daybook.work.listeners import Listeners
from daybook.work.shelf import Shelf


class Section(StrEnum):
    """One page of the workspace."""

    TYPES = "types"
    CARDS = "cards"
    BADGES = "badges"
    BLOCKS = "blocks"
    ACTIONS = "actions"
    EVENTS = "events"
    MENU = "menu"
    PICTURES = "pictures"
    REFERENCE = "reference"


NEEDS: Final[Mapping[Section, Needs]] = {
    Section.TYPES: Needs(("crm.activity.type.add",), application=True, administrator=True),
    Section.CARDS: Needs(("crm.activity.configurable.add",), application=True),
    Section.BADGES: Needs(("crm.activity.badge.add",), administrator=True),
    Section.BLOCKS: Needs(("crm.activity.layout.blocks.set",), application=True),
    Section.ACTIONS: Needs(("bizproc.activity.add",), scopes=("bizproc",), application=True, administrator=True),
    Section.EVENTS: Needs(("event.bind",), scopes=(), application=True),
    Section.MENU: Needs(("placement.bind",), scopes=("placement",), application=True, administrator=True),
    Section.PICTURES: Needs(("crm.timeline.icon.list",)),
    Section.REFERENCE: Needs(("methods",), scopes=()),
}
"""What changing needs; badges and pictures may be looked at by everybody."""


class About(StrEnum):
    """One thing to know about the secret that is in use."""

    PERSON = "person"
    MANAGES = "manages"
    OFFLINE = "offline"
    CONNECTOR = "connector"
    LICENCE = "licence"
    INSTALLED = "installed"


@dataclass(frozen=True, slots=True)
class Fact:
    """What the portal says of it: a name, or yes and no."""

    about: About
    value: str | bool


async def _facts(portal: Portal) -> tuple[Fact, ...]:
    """`app.info` tells an application only; documents and portals disagree, so nothing rests on it."""
    facts = [Fact(About.MANAGES, await system.may_manage_applications(portal))]
    with suppress(MissingScope):
        facts.insert(0, Fact(About.PERSON, (await users.current(portal)).name))
    for about, code in ((About.OFFLINE, "rest_offline_extended"), (About.CONNECTOR, "rest_auth_connector")):
        facts.append(Fact(about, await system.feature(portal, code)))
    info = await system.app_info(portal) if portal.is_application else {}
    if "LICENSE" in info:
        facts.append(Fact(About.LICENCE, str(info["LICENSE"])))
    if "INSTALLED" in info:
        facts.append(Fact(About.INSTALLED, bool(info["INSTALLED"])))
    return tuple(facts)


class Described(StrEnum):
    """An object whose fields the portal describes."""

    ACTIVITY = "activity"
    COMMUNICATION = "communication"
    DEAL = "deal"
    LEAD = "lead"
    CONTACT = "contact"
    COMPANY = "company"


_TYPES: Final = {Described.DEAL: DEAL, Described.LEAD: LEAD, Described.CONTACT: CONTACT, Described.COMPANY: COMPANY}


def _reader(portal: Portal, described: Described) -> Callable[[], Awaitable[tuple[FieldInfo, ...]]]:
    async def read() -> tuple[FieldInfo, ...]:
        if described is Described.ACTIVITY:
            return tuple((await fields.of_activities(portal)).values())
        if described is Described.COMMUNICATION:
            return tuple((await fields.of_communications(portal)).values())
        return tuple((await fields.of_entities(portal, _TYPES[described])).values())

    return read


@dataclass(frozen=True, slots=True)
class _LostCard:
    """A card whose answer was lost: perhaps it is there, or comes yet until `running_until`."""

    owner: EntityRef
    data: CardFields
    layout: str
    title: str
    """"" where the portal chooses it by the language."""
    sent: datetime
    running_until: datetime
    error: PortalError


@dataclass(frozen=True, slots=True)
class Swap:
    """What stood there in the moment in which it was replaced, and what stood there then, as the portal spells it."""

    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


_ReadLayout = Callable[[Answer], Mapping[str, Any] | None]


def _swap_of(before: Answer | PortalError, after: Answer | PortalError, read: _ReadLayout) -> Swap | None:
    if isinstance(before, PortalError) or isinstance(after, PortalError):
        return None
    try:
        return Swap(read(before), read(after))
    except PortalError:  # it is written all the same
        return None


def _title(layout: Mapping[str, Any]) -> str:
    header = layout.get("header")
    title = header.get("title") if isinstance(header, Mapping) else ""
    return title.strip() if isinstance(title, str) else ""


class Extensions:
    """The presenter. Every async method raises PortalError; each change is followed by reading what became of it."""

    def __init__(self, portal: Portal, definitions: Definitions) -> None:
        self._portal = portal
        self._definitions = definitions
        self._scopes: frozenset[str] | None = None
        self._administrator = True
        self._lost: _LostCard | None = None
        self._made: set[int] = set()
        self.changed = Listeners()
        """Tells that `blocked` has other answers."""
        self.types: Shelf[CustomType] = Shelf(lambda: custom_types.list_all(portal))
        self.badges: Shelf[Badge] = Shelf(lambda: badges.list_all(portal))
        self.actions: Shelf[str] = Shelf(lambda: workflow_actions.codes(portal))
        self.event_names: Shelf[str] = Shelf(lambda: events.names(portal))
        self.bindings: Shelf[EventBinding] = Shelf(lambda: events.bindings(portal))
        self.placements: Shelf[Placement] = Shelf(lambda: placements.bound(portal))
        self.icons: Shelf[Picture] = Shelf(lambda: pictures.icons(portal))
        self.logos: Shelf[Picture] = Shelf(lambda: pictures.logos(portal))
        self.queue: Shelf[OfflineEvent] = Shelf(lambda: events.waiting(portal))
        self.about: Shelf[Fact] = Shelf(lambda: _facts(portal))
        self.methods: Shelf[str] = Shelf(lambda: system.method_names(portal))
        self.fields: Mapping[Described, Shelf[FieldInfo]] = {each: Shelf(_reader(portal, each)) for each in Described}

    @property
    def is_application(self) -> bool:
        """True when the secret is an application's."""
        return self._portal.is_application

    @property
    def host(self) -> str:
        """The portal's host."""
        return self._portal.host

    async def prepare(self) -> None:
        """Learns what this secret may do."""
        self._scopes = await system.scopes(self._portal)
        self._administrator = await system.may_manage_applications(self._portal)
        self.changed.tell()

    def blocked(self, section: Section) -> Blocked | None:
        """Why a section can't be changed with this secret; None when it can. Until it is known, only the kind
        counts."""
        needs = NEEDS[section]
        return obstacle_of(
            needs,
            scopes=self._scopes if self._scopes is not None else frozenset(needs.scopes),
            is_application=self.is_application,
            is_administrator=self._administrator,
        )

    async def load(self, section: Section) -> None:
        """Reads what a section shows, as far as this secret may."""
        shelves: Mapping[Section, tuple[Shelf[Any], ...]] = {
            Section.TYPES: (self.types,),
            Section.CARDS: (self.types, self.badges),
            Section.BADGES: (self.badges,),
            Section.ACTIONS: (self.actions,),
            Section.EVENTS: (self.event_names, self.bindings, self.queue),
            Section.MENU: (self.placements,),
            Section.PICTURES: (self.icons, self.logos),
            Section.REFERENCE: (self.about, self.methods),
        }
        readable = section in (Section.BADGES, Section.PICTURES, Section.REFERENCE) or self.blocked(section) is None
        for shelf in shelves.get(section, ()) if readable else ():
            if shelf is self.types and self.blocked(Section.TYPES) is not None:
                continue  # cards can be made without registered types
            if shelf is self.queue and not self._administrator:
                continue  # the queue is for administrators
            await shelf.load()

    # Types

    async def add_type(self, code: str, name: str, *, configurable: bool, icon: Attachment | None) -> None:
        """Registers a type of activity."""
        await self.types.after(custom_types.add(self._portal, code, name, configurable=configurable, icon=icon))

    async def delete_type(self, code: str) -> None:
        """Forgets a type; its activities stay."""
        await self.types.after(custom_types.delete(self._portal, code))

    # Cards

    async def find_card(self, activity_id: int) -> ConfigurableActivity:
        """One configurable activity of this application."""
        return await configurable.get(self._portal, activity_id)

    async def make_card(
        self, owner: EntityRef, data: CardFields, layout: Mapping[str, Any], now: Callable[[], datetime]
    ) -> int:
        """Makes one; its number. One whose answer was lost is looked for before the same is made again.

        Raises once more what was raised then while it may still arrive, or when several look like it.
        """
        text, lost = json.dumps(layout), self._lost
        if lost is not None and (lost.owner, lost.data, lost.layout) == (owner, data, text):
            number = await self._find_lost(lost, now())
            if number is not None:
                return self._has_made(number)
        sent = now()
        try:
            number = await configurable.add(self._portal, owner, data, layout)
        except PortalError as error:
            if error.maybe_done:
                self._lost = _LostCard(owner, data, text, _title(layout), sent, now() + STILL_RUNNING, error)
            raise
        return self._has_made(number)

    def _has_made(self, number: int) -> int:
        self._lost = None
        self._made.add(number)
        return number

    async def _find_lost(self, lost: _LostCard, now: datetime) -> int | None:
        found = await activities.created_since(self._portal, lost.owner, type_id=OWN, since=lost.sent)
        alike = [
            each.id
            for each in found
            if each.kind is ActivityKind.CONFIGURABLE
            and each.id not in self._made
            and lost.title in ("", each.subject.strip())
        ]
        if len(alike) == 1:
            return alike[0]
        if alike or now <= lost.running_until:
            raise lost.error
        return None

    async def change_card(self, activity_id: int, data: CardFields, layout: Mapping[str, Any]) -> None:
        """Replaces the data and the card of one."""
        await configurable.update(self._portal, activity_id, data, layout)

    async def swap_card(self, activity_id: int, data: CardFields, layout: Mapping[str, Any]) -> Swap | None:
        """Replaces the data and the card of one, see `Swap`."""
        look = configurable.get_command(activity_id)
        write = configurable.update_command(activity_id, data, layout)
        return await self._swap(look, write, configurable.read_layout)

    async def find_item(self, ref: EntityRef) -> Entity | None:
        """The item that a card is to stand on; None when it is gone or not for this person."""
        try:
            return await entities.get(self._portal, ref)
        except PortalError:
            return None

    async def find_items(self, text: str) -> list[Entity]:
        """Items whose name holds a text."""
        return await entities.search(self._portal, text, (DEAL, CONTACT, COMPANY, LEAD))

    async def find_people(self, text: str) -> list[Person]:
        """People whose name, position or department holds a text."""
        return await users.search(self._portal, text)

    async def find_activity(self, activity_id: int) -> Activity | None:
        """One activity of any kind; None when it is gone."""
        return await activities.find(self._portal, activity_id)

    # Content blocks

    async def find_blocks(self, activity_id: int, ref: EntityRef) -> Mapping[str, Any] | None:
        """This application's set on an activity."""
        return await layouts.get(self._portal, activity_id, ref)

    async def put_blocks(self, activity_id: int, ref: EntityRef, layout: Mapping[str, Any]) -> None:
        """Puts a set in the place of the former one."""
        await layouts.set_blocks(self._portal, activity_id, ref, layout)

    async def swap_blocks(self, activity_id: int, ref: EntityRef, layout: Mapping[str, Any]) -> Swap | None:
        """Puts a set in the place of the former one, see `Swap`."""
        look = layouts.get_command(activity_id, ref)
        write = layouts.set_command(activity_id, ref, layout)
        return await self._swap(look, write, layouts.read_layout)

    async def _swap(self, look: Command, write: Command, read: _ReadLayout) -> Swap | None:
        """Writes between two looks, in one request: nobody else's request comes between for long.

        A batch has only texts: a layout with flags or numbers, and what a portal refuses in its words, goes alone, as
        JSON; then it is not known what was there: None.
        """
        if batch.can_say(write.params["layout"]):
            found = await self._portal.batch({"before": look, "write": write, "after": look}, writes=True)
            outcome = found["write"]
            if isinstance(outcome, Answer):
                return _swap_of(found["before"], found["after"], read)
            if not isinstance(outcome, Refused):
                raise outcome
        await self._portal.run(write, writes=True)
        return None

    async def remove_blocks(self, activity_id: int, ref: EntityRef) -> None:
        """Removes this application's set."""
        await layouts.delete(self._portal, activity_id, ref)

    # Badges

    async def find_badge(self, code: str) -> Badge:
        """A badge as the portal has it now."""
        return await badges.get(self._portal, code)

    async def add_badge(self, badge: Badge) -> None:
        """Makes a badge."""
        await self.badges.after(badges.add(self._portal, badge))

    async def delete_badge(self, code: str) -> None:
        """Removes a badge from the portal and every card."""
        await self.badges.after(badges.delete(self._portal, code))

    # Workflow actions

    async def definition(self, code: str) -> WorkflowAction | None:
        """What Daybook wrote for an action last; None when it was another program. Raises StoreUnusable."""
        kept = await self._definitions.find(self._portal.address, code)
        return workflow_actions.read(code, kept) if kept is not None else None

    async def save_action(self, action: WorkflowAction) -> None:
        """Registers an action, or replaces the one with this code. Raises StoreUnusable."""
        known = action.code in self.actions.rows
        write = workflow_actions.update if known else workflow_actions.add

        async def change() -> None:
            await write(self._portal, action)
            await self._definitions.keep(self._portal.address, action.code, workflow_actions.fields(action))

        await self.actions.after(change())

    async def delete_action(self, code: str) -> None:
        """Removes an action. Raises StoreUnusable."""

        async def change() -> None:
            await workflow_actions.delete(self._portal, code)
            await self._definitions.forget(self._portal.address, code)

        await self.actions.after(change())

    # Events and places

    async def bind(self, binding: EventBinding) -> None:
        """Wants to hear of an event."""
        await self.bindings.after(events.bind(self._portal, binding))

    async def unbind(self, binding: EventBinding) -> None:
        """Does not any more."""
        await self.bindings.after(events.unbind(self._portal, binding))

    async def place(self, placement: Placement) -> None:
        """Shows the application in the portal's pages."""
        await self.placements.after(placements.bind(self._portal, placement))

    async def remove_place(self, placement: Placement) -> None:
        """Takes it away."""
        await self.placements.after(placements.unbind(self._portal, placement))
