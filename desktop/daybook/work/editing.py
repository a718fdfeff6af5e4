"""Editing one to-do: what the person sees, what she changed, and what became of each change."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from daybook.bitrix import bindings, entities
from daybook.bitrix.errors import PortalError
from daybook.bitrix.portal import Portal
from daybook.bulk import values
from daybook.bulk.refusals import PlanRefused
from daybook.domain.activity import Activity
from daybook.domain.clock import Clock
from daybook.domain.deadline import DeadlineReader
from daybook.domain.entities import COMPANY, CONTACT, DEAL, LEAD, Entity, EntityRef, Person
from daybook.domain.run import Field, RowOutcome
from daybook.domain.todo import NEW_TODO_PINGS, PingOffsets, TodoColor, TodoDraft
from daybook.store.drafts import Subject
from daybook.store.pings import NOTHING_KNOWN, KnownTodo, KnownTodos
from daybook.work.drafting import DraftKeeper
from daybook.work.editor_state import Binding, EditorPhase, EditorState
from daybook.work.listeners import Listeners
from daybook.work.merging import ATTRIBUTES, FIELDS, changed_fields, merged, with_fields
from daybook.work.people import People
from daybook.work.saving import Saved, Saving
from daybook.work.timeline import Timeline


class TodoEditing:
    """The presenter of the editor: one to-do, existing or new, and the draft a person makes of it.

    Knows no widget. `changed` tells that `state` is a new value. Whatever is typed is on disk within a second.
    """

    def __init__(
        self,
        *,
        portal: Portal,
        saving: Saving,
        keeper: DraftKeeper,
        known: KnownTodos,
        people: People,
        timeline: Timeline,
        open_of: Callable[[EntityRef], Awaitable[Sequence[Activity]]],
        reader: DeadlineReader,
        clock: Clock,
        saved: Callable[[Activity], Awaitable[None]],
    ) -> None:
        """`open_of` knows the open activities of an item that no timeline shows; `saved` is told what was saved."""
        self._portal = portal
        self._saving = saving
        self._keeper = keeper
        self._known = known
        self._people = people
        self._timeline = timeline
        self._open_of = open_of
        self._clock = clock
        self._saved = saved
        self._base_draft: TodoDraft | None = None
        self._base_known = NOTHING_KNOWN
        self._near: dict[EntityRef, tuple[Activity, ...]] = {}
        """The open activities of the owner as they were when the editor was opened."""
        self.reader = reader
        self.state = EditorState()
        self.changed = Listeners()

    def now(self) -> datetime:
        """The present moment, for texts such as "in 3 days"."""
        return self._clock.now()

    # Opening and closing

    async def open(self, activity: Activity) -> None:
        """Opens an activity with what is known of its reminders, and its unsaved draft when there is one."""
        await self.close()
        known = await self._known.known(self._portal.address, activity.id)
        self._begin(activity, known)
        await self._restore_kept(activity.id)
        await self._look_around(activity.owner)
        await self.read_bindings()

    async def open_new(self, owner: EntityRef) -> None:
        """Opens an empty to-do for an item: due at the end of tomorrow's working day, as the portal proposes.

        It is there before anything is waited for, so that nothing typed from now on goes into what was open before.
        """
        self._begin_new(owner)
        await self._keeper.flush()
        await self._restore_kept(owner)
        await self._look_around(owner)

    async def close(self) -> None:
        """Shows nothing. An unsaved draft stays on disk and is there again when the activity is opened."""
        await self._keeper.flush()
        self._base_draft = None
        self._show(EditorState())

    async def discard(self) -> None:
        """Throws the draft away and shows the activity as it is; a new to-do is closed."""
        subject = self._subject()
        if subject is None or self.state.phase is not EditorPhase.EDITING:
            return
        await self._keeper.drop(subject)
        if self.state.base is None:
            await self.close()
        else:
            self._show(replace(self.state, draft=self._base_draft, refused={}, conflict={}, restored=False))

    # Typing

    def change(self, **values: Any) -> None:
        """Takes new values for fields of the draft (names of `TodoDraft`). Ignored while a save is under way."""
        if self.state.draft is None or self.state.phase is not EditorPhase.EDITING:
            return
        draft = replace(self.state.draft, **values)
        touched = {FIELDS[name] for name in values}
        refused = {name: error for name, error in self.state.refused.items() if name not in touched}
        self._show(replace(self.state, draft=draft, refused=refused))
        subject = self._subject()
        if subject is not None:
            self._keeper.keep(subject, draft, self._base_draft)

    def revert(self, name: Field) -> None:
        """Gives one field back the value the portal has; for a conflict, that is the other person's."""
        attribute = ATTRIBUTES.get(name)
        if attribute is None or self._base_draft is None or self.state.draft is None:
            return
        conflict = {each: value for each, value in self.state.conflict.items() if each is not name}
        self.state = replace(self.state, conflict=conflict)
        self.change(**{attribute: getattr(self._base_draft, attribute)})

    # Saving

    async def save(self) -> None:
        """Saves what changed, each field by its narrowest method, all in one batch.

        What was refused stays in the draft, marked. Raises PortalError when nothing was sent; then the draft is whole.
        """
        state = self.state
        if not state.can_save or state.draft is None or state.owner is None:
            return
        await self._keeper.flush()
        self._show(replace(state, phase=EditorPhase.SAVING, refused={}, conflict={}, restored=False))
        subject = self._subject()
        try:
            if state.base is None:
                saved = await self._saving.create(state.owner, state.draft, on_sending=self._note_run)
            else:
                saved = await self._saving.edit(state.base, state.draft, self._base_known, on_sending=self._note_run)
        except BaseException as error:
            if isinstance(error, PortalError | PlanRefused):  # nothing was sent, so the draft is free again
                await self._keeper.settled(self.state.run_id, saved=False)
            if self._subject() == subject and self.state.phase is EditorPhase.SAVING:
                self._show(replace(self.state, phase=EditorPhase.EDITING))
            raise
        await self._take(saved)

    async def complete(self, completed: bool) -> None:
        """Completes or reopens the open activity."""
        if self.state.base is not None:
            await self._change_whole(self._saving.complete(self.state.base, completed))

    async def bind(self, ref: EntityRef) -> None:
        """Binds the activity to one more item. Raises Refusal for the 101st and for one it is bound to."""
        if self.state.base is not None:
            await self._change_whole(self._saving.bind(self.state.base, self._bound_refs(), ref))

    async def unbind(self, ref: EntityRef) -> None:
        """Takes the activity off an item. Raises Refusal for the last one."""
        if self.state.base is not None:
            await self._change_whole(self._saving.unbind(self.state.base, self._bound_refs(), ref))

    async def move(self, source: EntityRef, target: EntityRef) -> None:
        """Moves the activity from one item to another, also across types."""
        if self.state.base is not None:
            await self._change_whole(self._saving.move(self.state.base, self._bound_refs(), source, target))

    async def settle_with(self, activity_id: int | None) -> None:
        """The person says which of the candidates is hers; None = none of them, so it may be created again."""
        if self.state.phase is EditorPhase.CANDIDATES and self.state.run_id:
            await self._take(await self._saving.decide(self.state.run_id, activity_id))

    # What the pickers ask

    async def people(self) -> tuple[Person, ...]:
        """Everybody who may be made responsible, oneself first."""
        me = self._people.me
        return (me, *(each for each in await self._people.choices() if each.id != me.id))

    def person(self, person_id: int | None) -> Person | None:
        """Somebody met so far, also who has left the company; None for a number that nobody explained yet."""
        return self._people.known.get(person_id) if person_id is not None else None

    async def find_entities(self, text: str) -> tuple[Entity, ...]:
        """Items of the four usual types whose name or number holds `text`, a page of each at most."""
        return tuple(await entities.search(self._portal, text, (DEAL, CONTACT, COMPANY, LEAD)))

    def possible_parents(self) -> tuple[Activity, ...]:
        """Open activities of the same item: a completed parent is refused (ERROR_PARENT_ACTIVITY_RESTRICT).

        Those of the timeline where it shows them; of an item that was opened out of a list, those of the copy.
        """
        own = self.state.base.id if self.state.base is not None else None
        shown = self._timeline.content
        if self.state.owner == shown.owner or (own is not None and shown.find(own) is not None):
            return tuple(card.activity for card in shown.open if card.activity.id != own)
        near = self._near.get(self.state.owner, ()) if self.state.owner is not None else ()
        return tuple(each for each in near if each.id != own)

    async def read_bindings(self) -> None:
        """Reads what the activity is bound to, and the titles of those items."""
        base = self.state.base
        if base is None:
            return
        refs = await bindings.list_of(self._portal, base.id)
        titles = {each.ref: each.title for each in await entities.by_refs(self._portal, refs)}
        if self._is_open(base.id):
            bound = tuple(Binding(ref, titles.get(ref, ""), ref == self._owner_of_open()) for ref in refs)
            self._show(replace(self.state, bindings=bound))

    async def refreshed(self, activity: Activity) -> None:
        """The portal's newer state of the open activity arrived; what the person typed is left alone."""
        known = await self._known.known(self._portal.address, activity.id)
        if self._is_open(activity.id) and self.state.phase is EditorPhase.EDITING:
            self._base_known = known
            self._rebase(activity, self.state.changed)
            await self.read_bindings()

    def gone(self, activity_id: int) -> None:
        """The open activity does not exist any more; what was typed stays to be copied or created anew."""
        if self._is_open(activity_id):
            self._show(replace(self.state, phase=EditorPhase.GONE))

    # Inside

    def _begin(self, activity: Activity, known: KnownTodo) -> None:
        base = values.draft_of(activity, pings=known.pings, parent_id=known.parent_id)
        self._base_draft, self._base_known = base, known
        self._show(
            EditorState(
                EditorPhase.EDITING,
                activity,
                activity.owner,
                draft=base,
                known_pings=base.pings,
                by_application=self._portal.is_application,
            )
        )

    def _begin_new(self, owner: EntityRef) -> None:
        tomorrow = self.reader.read("tomorrow", now=self._clock.now())
        pings = PingOffsets.of(NEW_TODO_PINGS)
        self._base_known = NOTHING_KNOWN
        self._base_draft = TodoDraft("", "", tomorrow, TodoColor.DEFAULT, self._people.me.id, pings)
        self._show(EditorState(EditorPhase.EDITING, None, owner, draft=self._base_draft, known_pings=pings))

    async def _look_around(self, owner: EntityRef) -> None:
        """Learns what the to-do may follow from."""
        found = await self._open_of(owner)
        if self.state.owner == owner:
            self._near = {owner: tuple(found)}
            self.changed.tell()

    async def _restore_kept(self, subject: Subject) -> None:
        """Puts the unsaved draft on top of what the portal has now, and asks after a save nobody heard of."""
        kept = await self._keeper.kept(subject)
        if kept is None or self._subject() != subject or self._base_draft is None or self.state.changed:
            return  # what is being typed by now is newer than any draft
        draft, conflict = merged(kept.base, kept.draft, self._base_draft)
        if draft != self._base_draft:
            self._show(replace(self.state, draft=draft, conflict=conflict, restored=True))
        if kept.run_id is not None:
            await self._settle(kept.run_id)

    async def _note_run(self, run_id: str) -> None:
        """Before anything is sent: a draft found with a run id after a crash is asked about, not sent again."""
        self.state = replace(self.state, run_id=run_id)
        subject = self._subject()
        if subject is not None and self.state.draft is not None:
            await self._keeper.saving(subject, self.state.draft, self._base_draft, run_id)

    async def _take(self, saved: Saved) -> None:
        """Shows what became of a save."""
        if saved.outcome is RowOutcome.UNKNOWN:
            await self._settle(saved.run_id)
            return
        whole = saved.outcome is RowOutcome.DONE
        await self._keeper.settled(saved.run_id, saved=whole)
        if saved.activity is not None:
            self._timeline.put(saved.activity)
        if self.state.run_id == saved.run_id:  # else the person looks at something else by now
            await self._show_saved(saved)
        if saved.activity is not None:
            await self._saved(saved.activity)

    async def _show_saved(self, saved: Saved) -> None:
        """The portal's values below; what was not saved stays on top, marked."""
        if saved.activity is None:
            phase = EditorPhase.GONE if saved.gone else EditorPhase.EDITING
            self._show(replace(self.state, phase=phase, refused=saved.refused, conflict=saved.conflict))
            return
        draft, bound = self.state.draft, self.state.bindings
        self._begin(saved.activity, await self._known.known(self._portal.address, saved.activity.id))
        left = () if saved.outcome is RowOutcome.DONE else (*saved.refused, *saved.conflict, *saved.not_sent)
        if draft is not None and self._base_draft is not None and left:
            draft = with_fields(self._base_draft, draft, left)
            self._show(replace(self.state, draft=draft, refused=saved.refused, conflict=saved.conflict))
            self._keeper.keep(saved.activity.id, draft, self._base_draft)
        if bound is None:
            await self.read_bindings()
        else:  # no field of a draft changes them
            self._show(replace(self.state, bindings=bound))

    async def _settle(self, run_id: str) -> None:
        """Waits until it is known what became of a save whose answer was lost, and shows that."""
        self._show(replace(self.state, phase=EditorPhase.UNKNOWN, run_id=run_id))
        saved = await self._saving.settle(run_id)
        if saved.outcome is not RowOutcome.UNKNOWN:
            await self._take(saved)
        elif saved.candidates and self.state.run_id == run_id:
            self._show(replace(self.state, phase=EditorPhase.CANDIDATES, candidates=saved.candidates))

    async def _change_whole(self, work: Awaitable[Saved]) -> None:
        """A change that is no field of the draft: what is being typed stays."""
        saved = await work
        if saved.outcome is RowOutcome.UNKNOWN:
            saved = await self._settled_whole(saved.run_id)
        if saved.activity is not None:
            self._timeline.put(saved.activity)
            if self._is_open(saved.activity.id):
                self._rebase(saved.activity, self.state.changed)
                await self.read_bindings()
                self._leave_timeline(saved.activity.id)
            await self._saved(saved.activity)
        elif saved.gone and self.state.base is not None:
            self._timeline.remove(self.state.base.id)
            self.gone(self.state.base.id)
        for error in saved.refused.values():
            raise error

    def _leave_timeline(self, activity_id: int) -> None:
        """What is not bound to the shown item any more does not stand in its timeline."""
        if self.state.bindings is not None and self._timeline.content.owner not in self._bound_refs():
            self._timeline.remove(activity_id)

    async def _settled_whole(self, run_id: str) -> Saved:
        """The lost answer to such a change is looked for; the draft waits meanwhile."""
        self._show(replace(self.state, phase=EditorPhase.UNKNOWN))
        try:
            return await self._saving.settle(run_id)
        finally:
            if self.state.phase is EditorPhase.UNKNOWN:
                self._show(replace(self.state, phase=EditorPhase.EDITING))

    def _rebase(self, activity: Activity, keep: Iterable[Field]) -> None:
        """Puts a newer state of the activity below the fields that the person changed."""
        known = self._base_known
        base = values.draft_of(activity, pings=known.pings, parent_id=known.parent_id)
        draft = base if self.state.draft is None else with_fields(base, self.state.draft, keep)
        self._base_draft = base
        self._show(replace(self.state, base=activity, owner=activity.owner, draft=draft, known_pings=base.pings))

    def _bound_refs(self) -> tuple[EntityRef, ...]:
        return tuple(each.ref for each in self.state.bindings or ())

    def _owner_of_open(self) -> EntityRef | None:
        return self.state.base.owner if self.state.base is not None else None

    def _is_open(self, activity_id: int) -> bool:
        return self.state.base is not None and self.state.base.id == activity_id

    def _subject(self) -> int | EntityRef | None:
        return self.state.base.id if self.state.base is not None else self.state.owner

    def _show(self, state: EditorState) -> None:
        judged = self._judge(state)
        if judged != self.state:
            self.state = judged
            self.changed.tell()

    def _judge(self, state: EditorState) -> EditorState:
        """The state with what follows from it: what changed, what is in the way, what saving does besides."""
        if state.draft is None or self._base_draft is None:
            return state
        changed = changed_fields(self._base_draft, state.draft, is_new=state.base is None)
        judged = self._saving.judge(state.base, state.draft, self._base_known)
        people = tuple(self._people.known.get(each, Person(each, f"#{each}")) for each in judged.notified)
        return replace(
            state,
            changed=changed,
            problems=judged.problems if changed else (),
            warnings=judged.warnings if changed else (),
            notified=people if changed else (),
        )
