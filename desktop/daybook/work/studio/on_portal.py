"""A layout on the portal's side: read off an activity, put on one, taken away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from daybook.bitrix.errors import NotFound
from daybook.bitrix.features import Blocked
from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.extensions import CardFields
from daybook.domain.layouts.model import Dto
from daybook.work.extensions import Extensions, Section


class WrongKind(Exception):
    """This layout can't stand there: a card is for configurable activities, content blocks for all others."""

    def __init__(self, dto: Dto) -> None:
        super().__init__(dto)
        self.dto = dto


class NoActivity(Exception):
    """There is no activity with this number, or it is not for this person."""


@dataclass(frozen=True, slots=True)
class Found:
    """An activity and the layout on it; `layout` None = this application has put none there."""

    activity: Activity
    dto: Dto
    layout: Mapping[str, Any] | None
    fields: CardFields | None = None
    """The data of a configurable activity, which have to be sent with its card."""


class OnPortal:
    """Every async method raises PortalError and NoActivity."""

    def __init__(self, extensions: Extensions, address: str) -> None:
        """`address` is where the portal's paths begin."""
        self._extensions = extensions
        self.address = address

    @property
    def host(self) -> str:
        """The portal's host."""
        return self._extensions.host

    def blocked(self, dto: Dto) -> Blocked | None:
        """Why this secret can't put such a layout; None when it can."""
        return self._extensions.blocked(Section.CARDS if dto is Dto.CARD else Section.BLOCKS)

    async def prepare(self) -> None:
        """Learns what this secret may do."""
        await self._extensions.prepare()

    async def own_codes(self) -> tuple[str, ...]:
        """Icons and logos of the portal."""
        for shelf in (self._extensions.icons, self._extensions.logos):
            if not shelf.known:
                await shelf.load()
        return tuple(each.code for each in (*self._extensions.icons.rows, *self._extensions.logos.rows))

    async def find(self, activity_id: int) -> Found:
        """The activity and what is on it: the card of a configurable one, else this application's blocks."""
        activity = await self._activity(activity_id)
        if activity.kind is ActivityKind.CONFIGURABLE:
            card = await self._extensions.find_card(activity_id)
            return Found(activity, Dto.CARD, card.layout or None, card.fields)
        return Found(activity, Dto.BLOCKS, await self._extensions.find_blocks(activity_id, activity.owner))

    async def put(self, activity_id: int, dto: Dto, layout: Mapping[str, Any]) -> Activity:
        """Puts a layout in the place of the former one. Raises WrongKind before anything is sent."""
        activity = await self._activity(activity_id)
        if (activity.kind is ActivityKind.CONFIGURABLE) is not (dto is Dto.CARD):
            raise WrongKind(dto)
        if dto is Dto.CARD:
            card = await self._extensions.find_card(activity_id)
            await self._extensions.change_card(activity_id, card.fields, layout)
        else:
            await self._extensions.put_blocks(activity_id, activity.owner, layout)
        return activity

    async def remove(self, activity_id: int) -> Activity:
        """Takes this application's blocks away. Raises WrongKind for a card, which an activity can't be without."""
        activity = await self._activity(activity_id)
        if activity.kind is ActivityKind.CONFIGURABLE:
            raise WrongKind(Dto.CARD)
        await self._extensions.remove_blocks(activity_id, activity.owner)
        return activity

    async def _activity(self, activity_id: int) -> Activity:
        try:
            found = await self._extensions.find_activity(activity_id)
        except NotFound:
            found = None
        if found is None:
            raise NoActivity
        return found
