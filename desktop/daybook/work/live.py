"""Keeps what is on screen in step with the portal while the window is open. Knows no widget.

An application that has bound the activity events to its queue is told by that (event.offline.get); everybody else asks
for what was changed since the last look. An event never touches what a person is typing: the editor takes a newer state
underneath its draft.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from daybook.bitrix import activities, events
from daybook.bitrix.answer import Answer
from daybook.bitrix.errors import AccessDenied, NotPossibleHere, PortalError
from daybook.bitrix.portal import Portal
from daybook.bitrix.queueing import Priority
from daybook.domain.activity import Activity
from daybook.domain.clock import Clock
from daybook.domain.extensions import OfflineEvent
from daybook.work.timeline import Timeline

QUICKEST_S: Final = 10.0
USUAL_S: Final = 20.0
SLOWEST_S: Final = 120.0
ASLEEP_S: Final = 90.0
"""At least as long while nobody looks at the window."""
AFTER_ERROR_S: Final = 60.0
LONGEST_S: Final = 300.0
OVERLAP: Final = timedelta(seconds=5)
"""LAST_UPDATED has whole seconds, and rows are written while we ask."""
SPARED: Final = 0.6
"""The part of the request burst above which looking waits: what a person does comes first."""
TAKEN_AT_ONCE: Final = 50
QUEUE_KNOWN_FOR_S: Final = 300.0
"""How long it is believed that the events are bound, or are not: bindings come and go while the window is open."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What was found: newer states, and what is gone."""

    changed: tuple[Activity, ...] = ()
    gone: frozenset[int] = frozenset()
    strangers: bool = False
    """True when something new is bound to the shown item that another one owns: only a whole reading shows it."""

    @property
    def any(self) -> bool:
        """True when something is to be shown."""
        return bool(self.changed or self.gone or self.strangers)


class LiveRefresh:
    """Looks, shows what changed, and waits; how long depends on how much there was to see.

    `take` shows newer states wherever they are open, `drop` what is gone; `overflow` is told when more was changed than
    one look shows.
    """

    def __init__(
        self,
        *,
        portal: Portal,
        timeline: Timeline,
        clock: Clock,
        take: Callable[[Activity], Awaitable[None]],
        drop: Callable[[int], Awaitable[None]],
        overflow: Callable[[], None] = lambda: None,
    ) -> None:
        self._portal = portal
        self._timeline = timeline
        self._clock = clock
        self._take = take
        self._drop = drop
        self._overflow = overflow
        self._since: datetime | None = None
        self._queue: bool | None = None
        self._queue_known_until_s = 0.0
        self._taken: list[events.Taken] = []
        self.pause_s = USUAL_S
        """How long it waits before the next look."""

    async def run(self, is_looked_at: Callable[[], bool]) -> None:
        """Goes on until it is cancelled. A portal that can't be asked just now is asked later; nobody is told."""
        while True:
            await self._clock.sleep(self.pause_s if is_looked_at() else max(self.pause_s, ASLEEP_S))
            if self._is_busy():
                continue
            try:
                found = await self.look()
            except PortalError:
                self.pause_s = min(max(self.pause_s * 2, AFTER_ERROR_S), LONGEST_S)
            else:
                self.pause_s = QUICKEST_S if found else min(self.pause_s * 1.5, SLOWEST_S)

    async def look(self) -> bool:
        """One look; True when something had changed. Raises PortalError; then the next one sees it too."""
        if await self._has_queue():
            return await self._look_into_queue()
        return await self._look_at_list()

    async def _show(self, found: Changes) -> bool:
        for activity in found.changed:
            await self._take(activity)
        for activity_id in found.gone:
            await self._drop(activity_id)
        if found.strangers:
            await self._timeline.refresh()
        return found.any

    # By the list

    async def _look_at_list(self) -> bool:
        """What was changed since the last look, and which of the shown ones are there no more; one request."""
        owner = self._timeline.content.owner
        since, before = self._since, self._clock.now()
        if since is None:  # what is shown was read a moment ago
            since = before - OVERLAP
        commands = {"changed": activities.changed_command(self._portal, since)}
        if owner is not None:
            commands["bound"] = activities.bound_ids_command(owner)
        found = await self._portal.batch(commands, writes=False, priority=Priority.BACKGROUND)
        answer = found["changed"]
        if not isinstance(answer, Answer):
            raise answer
        page = activities.read_page(answer, self._portal)
        if len(page) >= activities.PAGE:
            self._overflow()
        changed = [each for each in page if self._is_news(each)]
        gone, strangers = frozenset[int](), False
        if owner == self._timeline.content.owner:  # else another item is shown by now, and was just read
            gone, strangers = self._compare(found.get("bound"), changed)
        told = await self._show(Changes(tuple(changed), gone, strangers))
        self._since = before - OVERLAP
        return told

    def _compare(self, bound: Answer | PortalError | None, changed: Iterable[Activity]) -> tuple[frozenset[int], bool]:
        """What vanished from the shown item, and whether something came to it that somebody else owns."""
        if not isinstance(bound, Answer):
            return frozenset(), False
        there = activities.read_ids(bound)
        shown = {card.activity.id for card in (*self._timeline.content.open, *self._timeline.content.done)}
        full = len(there) >= activities.PAGE
        mine = {each.id for each in changed if each.owner == self._timeline.content.owner}
        gone = frozenset() if full else frozenset(shown - there)
        return gone, bool(there - shown - mine)

    def _is_news(self, activity: Activity) -> bool:
        """False for what is shown so, and for what was read before a newer state was."""
        card = self._timeline.content.find(activity.id)
        if card is None:
            return True
        shown = card.activity
        if shown.updated is not None and activity.updated is not None and activity.updated < shown.updated:
            return False
        return shown != activity

    # By the queue

    async def _has_queue(self) -> bool:
        """True when this application keeps the activity events in its queue. Somebody bound them; we never do."""
        now_s = self._clock.monotonic_s()
        if self._queue is None or now_s > self._queue_known_until_s:
            self._queue = self._portal.is_application and await self._is_bound()
            self._queue_known_until_s = now_s + QUEUE_KNOWN_FOR_S
        return self._queue

    async def _is_bound(self) -> bool:
        try:
            bound = {each.event for each in await events.bindings(self._portal) if each.offline}
        except (AccessDenied, NotPossibleHere):
            return False
        return set(events.ACTIVITY_EVENTS) <= bound

    async def _look_into_queue(self) -> bool:
        """Takes what is in the queue, reads it, shows it, and only then lets it go: a dark computer loses nothing.

        What was taken and could not be shown is the next look's: nobody else is given it.
        """
        if not self._taken:
            try:
                self._taken = await events.take_each(self._portal, events.ACTIVITY_EVENTS, limit=TAKEN_AT_ONCE)
            except AccessDenied:  # an administrator's right that was taken away
                self._queue = False
                return False
        told = await self._show(await self._read([event for each in self._taken for event in each.events]))
        await events.let_go(self._portal, self._taken)
        self._taken = []
        return told

    async def _read(self, heard: Iterable[OfflineEvent]) -> Changes:
        """What the events are about, as it is now."""
        named = [(each.event, each.object_id) for each in heard if each.object_id is not None]
        deleted = frozenset(number for event, number in named if event == "ONCRMACTIVITYDELETE")
        ids = sorted({number for _event, number in named} - deleted)
        fresh = await activities.by_ids(self._portal, ids, priority=Priority.BACKGROUND) if ids else {}
        changed = tuple(each for each in fresh.values() if self._is_news(each))
        strangers = await self._any_bound_here(changed)
        return Changes(changed, deleted | (set(ids) - fresh.keys()), strangers)

    async def _any_bound_here(self, changed: Iterable[Activity]) -> bool:
        """True when one of them, owned elsewhere and not shown yet, is bound to the shown item."""
        owner = self._timeline.content.owner
        foreign = {each.id for each in changed if each.owner != owner and self._timeline.content.find(each.id) is None}
        if owner is None or not foreign:
            return False
        answer = await self._portal.run(activities.bound_ids_command(owner), writes=False, priority=Priority.BACKGROUND)
        return bool(foreign & activities.read_ids(answer))

    def _is_busy(self) -> bool:
        limits = self._portal.limits
        return bool(limits.waiting) or limits.level > SPARED * limits.burst
