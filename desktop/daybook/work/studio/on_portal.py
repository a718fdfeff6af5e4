"""A layout on the portal's side: read off an activity, put on one, taken away.

Putting replaces the former one as a whole, and a portal keeps no older one. So what is there is read again just before:
unless it was seen here, nothing is sent until the person has looked at it. What slips in all the same is told.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from daybook.bitrix.errors import NotFound, PortalError
from daybook.bitrix.features import Blocked
from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.extensions import CardFields
from daybook.domain.layouts.model import Dto
from daybook.work.extensions import Extensions, Section, Swap


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


@dataclass(frozen=True, slots=True)
class Put:
    """What became of putting a layout on an activity."""

    activity: Activity
    overwritten: Found | None = None
    """What somebody put there between our last look and our writing; it is nowhere on the portal any more."""
    replaced_by: Found | None = None
    """What somebody put there right after ours, which is gone; without a layout: it was taken away."""


class NotSeen(Exception):
    """Another layout is there than was seen here. `changed`: one was seen here, and somebody has changed it since."""

    def __init__(self, found: Found, *, changed: bool) -> None:
        super().__init__(found.activity.id)
        self.found = found
        self.changed = changed


class OnPortal:
    """Every async method raises PortalError and NoActivity."""

    def __init__(self, extensions: Extensions, address: str) -> None:
        """`address` is where the portal's paths begin."""
        self._extensions = extensions
        self.address = address
        self._seen: dict[int, str] = {}
        """What a person knows of, by activity: what was loaded, put, or shown when she was asked."""

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

    async def load(self, activity_id: int) -> Found:
        """What is on an activity, to be worked on."""
        found = await self.find(activity_id)
        self.saw(found)
        return found

    def saw(self, found: Found) -> None:
        """A person has seen this, and may replace it."""
        self._seen[found.activity.id] = _alike(found.layout)

    async def find(self, activity_id: int) -> Found:
        """The activity and what is on it: the card of a configurable one, else this application's blocks."""
        activity = await self._activity(activity_id)
        if activity.kind is ActivityKind.CONFIGURABLE:
            card = await self._extensions.find_card(activity_id)
            return Found(activity, Dto.CARD, card.layout or None, card.fields)
        return Found(activity, Dto.BLOCKS, await self._extensions.find_blocks(activity_id, activity.owner))

    async def put(self, activity_id: int, dto: Dto, layout: Mapping[str, Any]) -> Put:
        """Puts a layout in the place of the former one. Raises WrongKind and NotSeen before anything is sent.

        Somebody else may write between the look at what is there and the writing, and right after it. So what was there
        is read with the writing, in one request, and what is there again afterwards.
        """
        found = await self.find(activity_id)
        if found.dto is not dto:
            raise WrongKind(dto)
        if found.layout is not None and _alike(found.layout) not in (self._seen.get(activity_id), _alike(layout)):
            raise NotSeen(found, changed=activity_id in self._seen)
        known = (_alike(found.layout), self._seen.get(activity_id), _alike(layout))
        swap = await self._swap(found, layout)
        after = await self._look_again(activity_id)
        if swap is None:
            return Put(found.activity)
        is_other = swap.before is not None and _alike(swap.before) not in known
        is_gone = after is not None and _alike(after.layout) != _alike(swap.after)
        if is_gone:
            self._seen[activity_id] = _alike(swap.after)  # nobody has seen the one that is there
        overwritten = replace(found, layout=swap.before) if is_other else None
        return Put(found.activity, overwritten, after if is_gone else None)

    async def _swap(self, found: Found, layout: Mapping[str, Any]) -> Swap | None:
        number = found.activity.id
        if found.fields is not None:
            return await self._extensions.swap_card(number, found.fields, layout)
        return await self._extensions.swap_blocks(number, found.activity.owner, layout)

    async def remove(self, activity_id: int) -> Activity:
        """Takes this application's blocks away. Raises WrongKind for a card, which an activity can't be without."""
        activity = await self._activity(activity_id)
        if activity.kind is ActivityKind.CONFIGURABLE:
            raise WrongKind(Dto.CARD)
        await self._extensions.remove_blocks(activity_id, activity.owner)
        self._seen.pop(activity_id, None)
        return activity

    async def _look_again(self, activity_id: int) -> Found | None:
        """Remembers what was put as the portal has it, which may spell it otherwise; None when it can't be read."""
        try:
            return await self.load(activity_id)
        except (PortalError, NoActivity):
            self._seen.pop(activity_id, None)  # it is put; next time the person is asked once more than needed
            return None

    async def _activity(self, activity_id: int) -> Activity:
        try:
            found = await self._extensions.find_activity(activity_id)
        except NotFound:
            found = None
        if found is None:
            raise NoActivity
        return found


def _alike(layout: Mapping[str, Any] | None) -> str:
    """The same for layouts that are drawn the same: the order of keys counts, and `[]` is what PHP makes of `{}`."""
    return "" if layout is None else json.dumps(_plain(layout), ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value] or {}
    return value
