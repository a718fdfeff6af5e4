"""The timeline of one deal, lead, contact or company: what is open on top, what is done below."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from daybook.bitrix import activities
from daybook.bitrix.errors import Unreachable
from daybook.bitrix.portal import Portal
from daybook.domain.activity import Activity, CompletionRule
from daybook.domain.clock import Clock
from daybook.domain.entities import EntityRef, Person
from daybook.domain.layouts.model import Layout
from daybook.store.copy.copy import PortalCopy
from daybook.work.card_layouts import CardLayouts
from daybook.work.listeners import Listeners
from daybook.work.people import People


class CardState(Enum):
    """What is going on with one card."""

    QUIET = "quiet"
    SAVING = "saving"
    UNKNOWN = "unknown"
    """The answer to a save was lost; the portal is being asked what became of it."""
    LEAVING = "leaving"
    """Deletion is held back for some seconds and can still be called off."""


@dataclass(frozen=True, slots=True)
class Card:
    """One activity as the timeline shows it."""

    activity: Activity
    responsible: Person | None
    overdue: bool
    completion: CompletionRule
    state: CardState = CardState.QUIET
    layout: Layout | None = None
    """What this application put on it, once that is known: its card, or blocks below the portal's own."""


@dataclass(frozen=True, slots=True)
class TimelineContent:
    """Everything a timeline shows. Open cards: overdue and soonest first, those without a deadline last.

    Done cards: newest first. `failed` is true when the last reading did not end well: the cards, if any, are those of
    an earlier one. `offline` is true when the portal could not be reached and the cards are those of the copy.
    """

    owner: EntityRef | None = None
    open: tuple[Card, ...] = ()
    done: tuple[Card, ...] = ()
    loading: bool = False
    failed: bool = False
    offline: bool = False

    def find(self, activity_id: int) -> Card | None:
        """The card of one activity, None when it is not (or no longer) here."""
        return next((card for card in (*self.open, *self.done) if card.activity.id == activity_id), None)


class Timeline:
    """Reads the activities bound to one item and keeps their order. Knows no widget.

    While the portal can't be reached they are read from this machine's copy.
    """

    def __init__(self, portal: Portal, people: People, copy: PortalCopy, clock: Clock) -> None:
        self._portal = portal
        self._copy = copy
        self._people = people
        self._clock = clock
        self._states: dict[int, CardState] = {}
        self._activities: dict[int, Activity] = {}
        self._turn = 0
        self.content = TimelineContent()
        self.changed = Listeners()
        self.layouts = CardLayouts(portal, clock)
        self.layouts.changed.add(self._again)

    async def show(self, owner: EntityRef) -> None:
        """Replaces what is shown by the activities bound to `owner`. Raises PortalError; then the old content stays."""
        if owner != self.content.owner:
            self._activities = {}
        self._turn += 1
        turn = self._turn
        self._present(owner, loading=True)
        try:
            found, offline = await self._found(owner)
            await self._people.know(each.responsible_id for each in found)
        except Exception:
            self._conclude(turn, owner, failed=True)
            raise
        if turn == self._turn:
            self._activities = {each.id: each for each in found}
        self._conclude(turn, owner, offline=offline)

    async def _found(self, owner: EntityRef) -> tuple[list[Activity], bool]:
        """What the portal has, or the copy while the portal can't be reached, and which of them it was."""
        try:
            return await activities.bound_to(self._portal, owner), False
        except Unreachable:
            known = await self._copy.activities_of([owner])
            if not known and not await self._copy.entities([owner]):
                raise
            return known, True

    async def refresh(self) -> None:
        """Reads the shown item's activities again."""
        if self.content.owner is not None:
            await self.show(self.content.owner)

    async def reread(self, activity_id: int) -> Activity | None:
        """Reads one activity again, puts it where it belongs now, and returns it; None when it is gone."""
        fresh = await activities.find(self._portal, activity_id)
        if fresh is None:
            self.remove(activity_id)
        else:
            await self._people.know([fresh.responsible_id])
            self.put(fresh)
        return fresh

    def put(self, activity: Activity) -> None:
        """Shows this state of an activity, if it is one of the shown item's."""
        if activity.id not in self._activities and activity.owner != self.content.owner:
            return
        self._activities[activity.id] = activity
        self._again()

    def remove(self, activity_id: int) -> None:
        """Takes one activity off the timeline."""
        self._activities.pop(activity_id, None)
        self._states.pop(activity_id, None)
        self._again()

    def mark(self, activity_id: int, state: CardState) -> None:
        """Shows what is going on with one card."""
        if state is CardState.QUIET:
            self._states.pop(activity_id, None)
        else:
            self._states[activity_id] = state
        self._again()

    def in_sight(self, ids: Iterable[int]) -> None:
        """These cards are looked at: what an application put on them is wished for."""
        owner = self.content.owner
        if owner is not None:
            found = (self._activities.get(each) for each in ids)
            self.layouts.wish([each for each in found if each is not None], owner)

    def clear(self) -> None:
        """Shows nothing: no item is chosen."""
        self._turn += 1
        self._activities = {}
        self._present(None)

    def tick(self) -> None:
        """Time went by: what became overdue changes its look."""
        self._again()

    def _conclude(self, turn: int, owner: EntityRef, *, failed: bool = False, offline: bool = False) -> None:
        """Says how a reading ended, unless a newer one has begun. One that was cancelled says nothing."""
        if turn == self._turn:
            self._present(owner, failed=failed, offline=offline)

    def _again(self) -> None:
        now = self.content
        self._present(now.owner, loading=now.loading, failed=now.failed, offline=now.offline)

    def _present(
        self, owner: EntityRef | None, *, loading: bool = False, failed: bool = False, offline: bool = False
    ) -> None:
        made = arrange(
            self._activities.values(),
            self._people.known,
            self._states,
            self._clock.now(),
            by_application=self._portal.is_application,
            layout_of=self.layouts.of,
        )
        new = replace(made, owner=owner, loading=loading, failed=failed, offline=offline)
        if new != self.content:
            self.content = new
            self.changed.tell()


def arrange(
    found: Iterable[Activity],
    people: Mapping[int, Person],
    states: Mapping[int, CardState],
    now: datetime,
    *,
    by_application: bool = False,
    layout_of: Callable[[Activity], Layout | None] = lambda _activity: None,
) -> TimelineContent:
    """The cards in the order a person reads them. Pure."""
    cards = [
        Card(
            activity=each,
            responsible=people.get(each.responsible_id or 0),
            overdue=each.is_overdue(now),
            completion=CompletionRule.of(each, by_application=by_application),
            state=states.get(each.id, CardState.QUIET),
            layout=layout_of(each),
        )
        for each in found
    ]
    far = datetime.max.replace(tzinfo=now.tzinfo)
    near = datetime.min.replace(tzinfo=now.tzinfo)
    by_deadline = sorted(
        (card for card in cards if not card.activity.completed),
        key=lambda card: (card.activity.deadline or far, card.activity.id),
    )
    by_age = sorted(
        (card for card in cards if card.activity.completed),
        key=lambda card: (card.activity.updated or card.activity.created or near, card.activity.id),
        reverse=True,
    )
    return TimelineContent(open=tuple(by_deadline), done=tuple(by_age))
