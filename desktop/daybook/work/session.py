"""Everything that goes on with one connected portal, put together once and closed together."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from daybook.bitrix import enums
from daybook.bitrix.errors import PortalError
from daybook.bitrix.portal import Portal
from daybook.bulk.picking import Calendar
from daybook.bulk.preparing import Preparing
from daybook.bulk.runs import Runs
from daybook.bulk.values import draft_of
from daybook.domain.activity import Activity
from daybook.domain.changes.recipe import Recipe
from daybook.domain.clock import Clock
from daybook.domain.deadline import DeadlineReader
from daybook.domain.entities import EntityRef, Person
from daybook.domain.pending import Value
from daybook.domain.run import Field, RowOutcome
from daybook.store.compositions import Compositions
from daybook.store.copy.copy import PortalCopy
from daybook.store.database import StoreUnusable
from daybook.store.drafts import Drafts
from daybook.store.journal import Journal
from daybook.store.page_drafts import PageDrafts
from daybook.store.pending import PendingEditBook
from daybook.store.pings import KnownTodos
from daybook.store.previews import Previews
from daybook.work.browser import EntityBrowser
from daybook.work.changing.changing import Changing, WeekOf
from daybook.work.changing.draft import digest_of
from daybook.work.composing import Composing
from daybook.work.details import Details
from daybook.work.drafting import DraftKeeper
from daybook.work.editing import TodoEditing
from daybook.work.live import LiveRefresh
from daybook.work.now_or_later import NowOrLater
from daybook.work.page_keeping import PageKeeper
from daybook.work.pending.edits import PendingEdits
from daybook.work.people import People
from daybook.work.recovering import Recovered, recover
from daybook.work.running.again import Again
from daybook.work.running.deciding import Deciding
from daybook.work.running.desk import LATEST, Begin, RunDesk
from daybook.work.running.report import RunReport
from daybook.work.running.results import Results
from daybook.work.saving import Saved, Saving
from daybook.work.syncing.sync import Sync
from daybook.work.timeline import CardState, Timeline, arrange
from daybook.work.undoing import Done, HeldDeletions, LastEdit, Offer

_IN_DRAFT: Final = {Field.DEADLINE: "deadline", Field.COLOR: "color", Field.RESPONSIBLE: "responsible_id"}
"""The fields that are written by themselves, and what a draft calls them."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What this machine remembers, as a session needs it."""

    journal: Journal
    drafts: Drafts
    known: KnownTodos
    compositions: Compositions
    pending: PendingEditBook
    previews: Previews
    pages: PageDrafts


class PortalSession:
    """The presenters of one connection. `send_deletion` begins a deletion whose time to call it off is over; `begin`
    hands a run of many rows, and the key of the write that it is, to whoever never cuts one short; `week_of` knows the
    working days that a recipe asks for.

    The copy is the session's own from now on: `aclose` closes it.
    """

    def __init__(
        self,
        *,
        connection_id: str,
        portal: Portal,
        me: Person,
        memory: Memory,
        copy: PortalCopy,
        reader: DeadlineReader,
        clock: Clock,
        failed: Callable[[str, Exception], None],
        send_deletion: Callable[[Activity], None],
        begin: Begin,
        week_of: WeekOf,
    ) -> None:
        self.portal = portal
        self.me = me
        self.clock = clock
        self.copy = copy
        self._failed = failed
        self._known = memory.known
        self._previews = memory.previews
        self._journal = memory.journal
        self.sync = Sync(portal, copy, me.id, clock)
        self.people = People(portal, me, copy)
        self.browser = EntityBrowser(portal, self.people, copy, clock)
        self.timeline = Timeline(portal, self.people, copy, clock)
        self.last_edit = LastEdit(clock)
        self.deletions = HeldDeletions(clock, send_deletion, self._deletion_called_off)
        self.keeper = DraftKeeper(memory.drafts, connection_id, clock, failed)
        self.saving = Saving(
            connection_id=connection_id,
            portal=portal,
            me=me,
            journal=memory.journal,
            known=memory.known,
            clock=clock,
            last_edit=self.last_edit,
        )
        self.composing = Composing(portal=portal, me=me, kept=memory.compositions, clock=clock, created=self._composed)
        self.pages = PageKeeper(memory.pages, clock, failed)
        self.details = Details(portal, self.timeline.reread, self.pages)
        self.live = LiveRefresh(
            portal=portal,
            timeline=self.timeline,
            clock=clock,
            take=self._seen,
            drop=self._vanished,
            overflow=self.sync.wish,
        )
        self.editing = TodoEditing(
            portal=portal,
            saving=self.saving,
            keeper=self.keeper,
            known=memory.known,
            people=self.people,
            timeline=self.timeline,
            open_of=self._open_of,
            reader=reader,
            clock=clock,
            saved=self._edited,
        )
        self.preparing = Preparing(portal, memory.known, me=me.id)
        self.runs = self._make_runs(connection_id, memory, begin)
        self.pending = PendingEdits(
            portal=portal,
            book=memory.pending,
            copy=copy,
            known=memory.known,
            sender=self.runs,
            me=me.id,
            clock=clock,
            drop=self._vanished,
        )
        self.now_or_later = NowOrLater(self, self.pending, self.sync)
        self.changing = Changing(
            planning=self.preparing,
            starting=self.runs,
            items=copy,
            people=self.people,
            calendar=self.calendar,
            week_of=week_of,
            remember=self._remember_preview,
            keeper=self.pages,
            ran=self._ran,
            clock=clock,
            by_application=portal.is_application,
        )
        self.run_report = RunReport(memory.journal, copy, self.people)
        self.deciding = Deciding(portal, memory.journal, clock, me.id)
        self.browser.changed.add(self._look_whether_reached)
        self.timeline.changed.add(self._look_whether_reached)

    async def _open_of(self, owner: EntityRef) -> list[Activity]:
        """What the copy knows to be open, soonest first."""
        found = await self.copy.activities_of([owner], only_open=True)
        return [card.activity for card in arrange(found, {}, {}, self.clock.now()).open]

    def calendar(self) -> Calendar:
        """What makes moments of "in three working days", now."""
        reader = self.editing.reader
        return Calendar(self.clock.now(), reader.zone, reader.week())

    async def _remember_preview(self, recipe: Recipe, rows: int) -> None:
        await self._previews.remember(self.portal.address, self.me.id, recipe, rows, self.clock.now())

    async def _ran(self, digest: str, since: datetime) -> bool:
        """True when a run with a recipe of this digest was begun since then."""
        heads = await self._journal.of_many(self.portal.address, self.me.id, LATEST)
        recent = [head.recipe for head in heads if head.created >= since]
        return digest in {digest_of(recipe) for recipe in recent}

    def _make_runs(self, connection_id: str, memory: Memory, begin: Begin) -> RunDesk:
        runs = Runs(
            connection_id=connection_id,
            portal=self.portal,
            journal=memory.journal,
            known=memory.known,
            clock=self.clock,
            me=self.me.id,
        )
        results = Results(
            self.copy,
            is_shown=self._is_on_screen,
            show=self._seen,
            drop=self._vanished,
            ended=self.sync.wish,
            failed=self._failed,
        )
        return RunDesk(
            runs,
            memory.journal,
            Again(runs, self.preparing, self.calendar),
            results,
            portal=self.portal.address,
            me=self.me.id,
            clock=self.clock,
            begin=begin,
        )

    def _is_on_screen(self, activity_id: int) -> bool:
        open_one = self.editing.state.base
        return self.timeline.content.find(activity_id) is not None or (
            open_one is not None and open_one.id == activity_id
        )

    def _look_whether_reached(self) -> None:
        """What is shown came from the copy: the sync finds out, and says, that the portal is away."""
        if self.browser.content.offline or self.timeline.content.offline:
            self.sync.wish()

    async def recover(self) -> tuple[Recovered, ...]:
        """Settles what an earlier Daybook left in the middle. Raises StoreUnusable."""
        recovered = await recover(self.saving, self.keeper, self.clock)
        if self.timeline.content.owner in {each.row.owner for each in recovered}:
            await self.timeline.refresh()
        return recovered

    async def smart_processes(self) -> dict[int, str]:
        """The portal's smart processes by type id and name; none when they may not be asked for."""
        try:
            return await enums.smart_processes(self.portal)
        except PortalError:
            return {}

    async def complete(self, activity: Activity, completed: bool) -> None:
        """Completes or reopens an activity of the timeline. Raises PortalError or Refusal; then it stays as it was."""
        await self.take(await self.write(activity, Field.COMPLETED, completed), activity.id)

    async def write(self, activity: Activity, name: Field, value: Value) -> Saved:
        """Gives COMPLETED, or DEADLINE, COLOR or RESPONSIBLE of a to-do, another value; what is typed in the editor
        stays. `take` shows it.

        Raises PortalError when nothing was sent, PlanRefused.
        """
        self.timeline.mark(activity.id, CardState.SAVING)
        try:
            if name is Field.COMPLETED:
                return await self.saving.complete(activity, bool(value))
            known = await self._known.known(self.portal.address, activity.id)
            draft = draft_of(activity, pings=known.pings, parent_id=known.parent_id)
            wanted = replace(draft, **{_IN_DRAFT[name]: value})  # type: ignore[arg-type]
            return await self.saving.edit(activity, wanted, known, _told_to_nobody)
        finally:
            self.timeline.mark(activity.id, CardState.QUIET)

    async def take(self, saved: Saved, activity_id: int) -> None:
        """Shows everywhere what a change made of an activity, and finds out first what became of it when its answer got
        lost. Raises PortalError: while the portal can't be asked, and what it refused."""
        if saved.outcome is RowOutcome.UNKNOWN:
            self.timeline.mark(activity_id, CardState.UNKNOWN)
            try:
                saved = await self.saving.settle(saved.run_id)
            finally:
                self.timeline.mark(activity_id, CardState.QUIET)
        if saved.activity is not None:
            self.timeline.put(saved.activity)
            await self.editing.refreshed(saved.activity)
            await self._edited(saved.activity)
        elif saved.gone:
            self.timeline.remove(activity_id)
            self.editing.gone(activity_id)
            await self._kept(self.copy.drop_activities([activity_id]))
            await self._recount(self.timeline.content.owner)
        for error in saved.refused.values():
            raise error

    def hold_deletion(self, activity: Activity) -> None:
        """Marks an activity as leaving; it is deleted in ten seconds unless that is called off."""
        self.timeline.mark(activity.id, CardState.LEAVING)
        self.deletions.hold(activity)
        self.last_edit.note(Done.DELETING, activity.subject, activity_id=activity.id)

    async def delete(self, activity: Activity) -> None:
        """Deletes for good, as a run of one row; its drafts go with it. Raises PortalError, ChangedMeanwhile."""
        self.timeline.mark(activity.id, CardState.SAVING)
        try:
            saved = await self.saving.delete(activity)
        finally:
            self.timeline.mark(activity.id, CardState.QUIET)
        await self.take(saved, activity.id)
        if self.timeline.content.find(activity.id) is None:
            await self.keeper.drop(activity.id)
            await self.details.forget(activity.id)

    async def undo_last(self) -> None:
        """Takes back what the quiet line offers; does nothing when its time is over. Raises PortalError."""
        offer = self.last_edit.take()
        if offer is None:
            return
        if offer.done is Done.DELETING and offer.activity_id is not None:
            self.deletions.call_off(offer.activity_id)
            return
        await self.undo(offer)

    async def undo(self, offer: Offer) -> None:
        """Takes back the run of an offer that was taken. Raises PortalError, ChangedMeanwhile."""
        await self.take(await self.saving.undo(offer.run_id), offer.activity_id or 0)

    async def aclose(self) -> None:
        """Leaves the run at work, drops held deletions and writes the draft down. The portal is whoever's opened it."""
        await self.runs.aclose()
        await self.deletions.aclose()
        await self.keeper.aclose()
        await self.composing.keep()
        await self.pages.aclose()
        await self.copy.aclose()

    async def _seen(self, activity: Activity) -> None:
        """Somebody else changed it: shown everywhere, underneath what is being typed."""
        await self.people.know([activity.responsible_id])
        self.timeline.put(activity)
        await self.editing.refreshed(activity)
        await self._edited(activity)

    async def _vanished(self, activity_id: int) -> None:
        card = self.timeline.content.find(activity_id)
        self.timeline.remove(activity_id)
        self.editing.gone(activity_id)
        await self._kept(self.copy.drop_activities([activity_id]))
        if card is not None:
            await self._recount(card.activity.owner)

    async def _composed(self, owner: EntityRef, _activity_id: int | None) -> None:
        if self.timeline.content.owner == owner:
            with suppress(PortalError):  # it was created all the same
                await self.timeline.refresh()
        await self._recount(owner)

    async def _edited(self, activity: Activity) -> None:
        """A newer state than any list has."""
        await self._kept(self.copy.put_activities([activity]))
        await self._recount(activity.owner)

    async def _kept(self, writing: Awaitable[None]) -> None:
        """A copy that can't be written does not make a change that was made a failure; it is said all the same."""
        try:
            await writing
        except StoreUnusable as error:
            self._failed("copy", error)

    async def _recount(self, owner: EntityRef | None) -> None:
        """Counters that can't be read just now are no reason to call a change that was made a failure."""
        if owner is not None:
            with suppress(PortalError):
                await self.browser.recount([owner])

    def _deletion_called_off(self, activity_id: int) -> None:
        self.timeline.mark(activity_id, CardState.QUIET)


async def _told_to_nobody(_run_id: str) -> None:
    """No draft waits for the end of this run."""
