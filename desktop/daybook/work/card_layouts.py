"""What this application put on the cards of a timeline: asked for those in sight, and kept while the window is open.

Only an application may read it: cards of configurable activities that it made, and its own content blocks on all
others. With a webhook nothing is asked.
"""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from daybook.bitrix import configurable, layouts
from daybook.bitrix.answer import Answer
from daybook.bitrix.command import Command
from daybook.bitrix.errors import NotPossibleHere, PortalError, Refused
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import Priority
from daybook.domain import json_places
from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.clock import Clock
from daybook.domain.entities import EntityRef
from daybook.domain.layouts.fitting import fitted
from daybook.domain.layouts.judging import LARGEST, MOST_VALUES
from daybook.domain.layouts.model import Dto, Layout
from daybook.domain.layouts.reading import read_layout
from daybook.work.listeners import Listeners

AT_ONCE: Final = 50
"""Commands of one request."""
MOST_KEPT: Final = 2_000
"""Activities whose layout is remembered; those that were asked for longest ago are forgotten first."""
AFTER_ERROR_S: Final = 30.0
"""How long nothing is asked after a request that came to nothing: the cards are there without it."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was found on an activity in the state that was `updated` then; `layout` None = nothing to draw."""

    updated: datetime | None
    layout: Layout | None
    doubted: bool = False


class CardLayouts:
    """Reads what is wished for, the newest wish only. Never raises PortalError: a card is drawn without its layout."""

    def __init__(self, portal: Portal, clock: Clock) -> None:
        self._portal = portal
        self._clock = clock
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._wanted: dict[int, tuple[Activity, EntityRef]] = {}
        self._impossible: set[str] = set()
        """Methods that this secret or this portal does not have."""
        self._resting_until_s = float("-inf")
        self.changed = Listeners()

    def of(self, activity: Activity) -> Layout | None:
        """What is known to be on an activity; that of an earlier state until a newer one was read."""
        kept = self._kept.get(activity.id)
        return kept.layout if kept is not None else None

    def wish(self, found: Iterable[Activity], place: EntityRef) -> None:
        """These are in sight now, in the timeline of `place`: what is not known of them is wanted, nothing else."""
        if self._portal.is_application:
            self._wanted = {each.id: (each, place) for each in found if self._may_ask(each)}

    @property
    def is_wanting(self) -> bool:
        """True when there is something to be asked, and now is a time to ask."""
        return bool(self._wanted) and self._clock.monotonic_s() >= self._resting_until_s

    def doubt(self) -> None:
        """Somebody may have changed any of them: each is asked for again when it is in sight, and shown meanwhile."""
        for number, kept in self._kept.items():
            self._kept[number] = replace(kept, doubted=True)

    async def read(self) -> None:
        """Asks until nothing is wished for any more, fifty to a request."""
        while self.is_wanting:
            asked = dict(list(self._wanted.items())[:AT_ONCE])
            await self._read(asked)
            self._wanted = {number: each for number, each in self._wanted.items() if number not in asked}

    async def _read(self, asked: Mapping[int, tuple[Activity, EntityRef]]) -> None:
        commands = {number: _command(*each) for number, each in asked.items()}
        try:
            answers = await self._portal.batch(commands, writes=False, priority=Priority.BACKGROUND)
        except PortalError:
            self._rest()
            return
        told = [(asked[number][0], answer) for number, answer in answers.items()]
        for activity, outcome in await asyncio.to_thread(_understood, told):
            self._take(activity, outcome)
        self.changed.tell()

    def _take(self, activity: Activity, outcome: Layout | PortalError | None) -> None:
        """What can't be had stays unknown, or is nothing when the portal said no."""
        if isinstance(outcome, NotPossibleHere):
            self._impossible.add(_method(activity))
        elif isinstance(outcome, PortalError) and not isinstance(outcome, Refused):
            self._rest()
        else:
            self._keep(activity, None if isinstance(outcome, PortalError) else outcome)

    def _keep(self, activity: Activity, layout: Layout | None) -> None:
        before = self._kept.pop(activity.id, None)
        same = before is not None and before.layout == layout
        self._kept[activity.id] = _Kept(activity.updated, before.layout if same and before else layout)
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

    def _rest(self) -> None:
        self._resting_until_s = self._clock.monotonic_s() + AFTER_ERROR_S

    def _may_ask(self, activity: Activity) -> bool:
        kept = self._kept.get(activity.id)
        known = kept is not None and not kept.doubted and kept.updated == activity.updated
        return not known and _method(activity) not in self._impossible


def _is_card(activity: Activity) -> bool:
    return activity.kind is ActivityKind.CONFIGURABLE


def _method(activity: Activity) -> str:
    return configurable.GET if _is_card(activity) else layouts.GET


def _command(activity: Activity, place: EntityRef) -> Command:
    return configurable.get_command(activity.id) if _is_card(activity) else layouts.get_command(activity.id, place)


def _understood(
    told: Sequence[tuple[Activity, Answer | PortalError]],
) -> list[tuple[Activity, Layout | PortalError | None]]:
    """What each answer says. Large layouts take a while, so this is done in another thread."""
    return [(each, answer if isinstance(answer, PortalError) else _layout(each, answer)) for each, answer in told]


def _layout(activity: Activity, answer: Answer) -> Layout | PortalError | None:
    try:
        raw = configurable.read_layout(answer) if _is_card(activity) else layouts.read_layout(answer)
        text = json.dumps(raw, ensure_ascii=False) if raw else ""
        if not text or len(text) > LARGEST:
            return None
        root = json_places.read(text, most_values=MOST_VALUES)
    except PortalError as error:
        return error
    except (ValueError, RecursionError):  # nothing that a portal should have taken
        return None
    return fitted(read_layout(root, Dto.CARD if _is_card(activity) else Dto.BLOCKS))
