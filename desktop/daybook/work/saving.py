"""One change at a time, each as a run of one row: written down, sent, looked after, and able to be taken back."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from weakref import WeakValueDictionary

from daybook.bitrix import activities
from daybook.bitrix.errors import PortalError, Refused
from daybook.bitrix.portal import Portal
from daybook.bulk import plan, plan_bindings, reading, undo, values
from daybook.bulk.runner import Ran, Runner
from daybook.bulk.settle import Settler
from daybook.domain.activity import Activity, ActivityKind
from daybook.domain.clock import Clock
from daybook.domain.entities import EntityRef, Person
from daybook.domain.run import Field, Row, RowOutcome, RunHead, RunKind, Step, StepState
from daybook.domain.todo import PingOffsets, TodoDraft
from daybook.store.journal import Journal
from daybook.store.pings import KnownTodo, KnownTodos
from daybook.work.undoing import Done, LastEdit

OnSending = Callable[[str], Awaitable[None]]
"""Awaited with the run's id when it is written down and nothing is sent yet."""

_FIELD_AT_FAULT: Mapping[str, Field] = {
    "WRONG_DATETIME_FORMAT": Field.DEADLINE,
    "ERROR_PARENT_ACTIVITY_RESTRICT": Field.PARENT,
    "CAN_NOT_UPDATE_WRONG_COLOR_TODO": Field.COLOR,
    "INVALID_ARG_VALUE": Field.RESPONSIBLE,
}


class ChangedMeanwhile(Exception):
    """Somebody else changed the activity since it was read, so nothing was sent. `theirs`: their values by field."""

    def __init__(self, theirs: Mapping[Field, object]) -> None:
        super().__init__(", ".join(sorted(theirs)))
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Judged:
    """What can be said about a draft before it is saved."""

    problems: tuple[str, ...] = ()
    """Keys of what is in the way (`bulk.refusals.Refusal`)."""
    warnings: tuple[str, ...] = ()
    """Keys of what saving does besides."""
    notified: tuple[int, ...] = ()
    """Users who get a message in the portal's chat."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of one change."""

    run_id: str
    outcome: RowOutcome
    activity: Activity | None = None
    """The activity as the portal has it now; None when there is none, or while that is unknown."""
    gone: bool = False
    """It was deleted, by us or by somebody else."""
    refused: Mapping[Field, PortalError] = field(default_factory=dict)
    """What the portal said no to, by field; `EXISTENCE` stands for the whole."""
    conflict: Mapping[Field, object] = field(default_factory=dict)
    """Other people's values, as the journal keeps them; nothing of the row was sent."""
    not_sent: tuple[Field, ...] = ()
    """What was wanted and not tried."""
    candidates: tuple[Activity, ...] = ()
    """Two or more activities that may be the one that was to be created."""


class Saving:
    """Changes activities of one portal as one person.

    Each method that changes something raises PlanRefused when a known rule stands in the way, PortalError when nothing
    was sent, RunBusy, StoreUnusable. An answer that got lost is no error: the outcome is `UNKNOWN`; then `settle`.
    """

    def __init__(
        self,
        *,
        connection_id: str,
        portal: Portal,
        me: Person,
        journal: Journal,
        known: KnownTodos,
        clock: Clock,
        last_edit: LastEdit,
    ) -> None:
        self._connection_id = connection_id
        self._portal = portal
        self._me = me
        self._journal = journal
        self._known = known
        self._clock = clock
        self._last_edit = last_edit
        self._runner = Runner(portal, journal, clock)
        self._settler = Settler(portal, journal, clock, self._runner)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def judge(self, base: Activity | None, draft: TodoDraft, known: KnownTodo) -> Judged:
        """What is in the way of saving this draft, and what saving does besides. Sends nothing."""
        if base is None:
            others = {draft.responsible_id} - {None, self._me.id}
            found = plan.problems(None, draft, frozenset())
            return Judged(tuple(found), ("notifies",) if others else (), tuple(each for each in others if each))
        changed = plan.changes(values.draft_of(base, pings=known.pings, parent_id=known.parent_id), draft)
        notified = _notified(base, draft, changed, self._me.id)
        warnings = {
            "notifies": bool(notified),
            "erases_unknown_pings": Field.PARENT in changed and draft.pings is None,
            "erases_unknown_parent": Field.PINGS in changed and draft.parent_id is None and known.written is None,
        }
        return Judged(
            tuple(plan.problems(base, draft, changed)), tuple(key for key, holds in warnings.items() if holds), notified
        )

    async def edit(self, base: Activity, draft: TodoDraft, known: KnownTodo, on_sending: OnSending) -> Saved:
        """Makes of `base`, as the person saw it, what the draft says."""
        steps = plan.edit(base, values.draft_of(base, pings=known.pings, parent_id=known.parent_id), draft)
        return await self._run(Done.SAVED, _row(base, steps), on_sending)

    async def create(self, owner: EntityRef, draft: TodoDraft, on_sending: OnSending) -> Saved:
        """Creates a to-do."""
        row = Row(0, None, owner, draft.title.strip(), plan.creation(owner, draft))
        return await self._run(Done.CREATED, row, on_sending)

    async def complete(self, activity: Activity, completed: bool, on_sending: OnSending | None = None) -> Saved:
        """Completes or reopens."""
        done = Done.COMPLETED if completed else Done.REOPENED
        steps = plan.completion(activity, completed, by_application=self._portal.is_application)
        return await self._run(done, _row(activity, steps), on_sending)

    async def delete(self, activity: Activity) -> Saved:
        """Deletes for good. Raises ChangedMeanwhile when the activity is not any more as the person saw it."""
        return _undisturbed(await self._run(None, _row(activity, plan.deletion(activity))))

    async def bind(self, activity: Activity, bound: Sequence[EntityRef], ref: EntityRef) -> Saved:
        """Binds to one more item."""
        return await self._run(Done.BOUND, _row(activity, plan_bindings.bind(activity.id, bound, ref)))

    async def unbind(self, activity: Activity, bound: Sequence[EntityRef], ref: EntityRef) -> Saved:
        """Takes the activity off one item."""
        return await self._run(Done.UNBOUND, _row(activity, plan_bindings.unbind(activity.id, bound, ref)))

    async def move(self, activity: Activity, bound: Sequence[EntityRef], source: EntityRef, target: EntityRef) -> Saved:
        """Moves the activity from one item to another."""
        return await self._run(Done.MOVED, _row(activity, plan_bindings.move(activity.id, bound, source, target)))

    async def undo(self, run_id: str) -> Saved:
        """Takes a run of one row back. Raises ChangedMeanwhile, ForeignRun, LookupError besides."""
        head, row = await self._found(run_id)
        if row.activity_id is None:
            raise LookupError(run_id)
        found = await reading.read(self._portal, row.activity_id, row.steps)
        if found.activity is None:
            return Saved(run_id, RowOutcome.CONFLICT, gone=True)
        known = await self._known.known(self._portal.address, row.activity_id)
        old = values.draft_of(found.activity, pings=known.pings, parent_id=known.parent_id)
        back = replace(
            _row(found.activity, undo.inverse(row, found.activity, tuple(found.bound), old)), label=row.label
        )
        saved = _undisturbed(await self._run(Done.UNDONE, back, undo_of=head.id))
        if saved.outcome is RowOutcome.DONE:
            await self._journal.undone(run_id, [row.number], saved.run_id)
        return saved

    async def settle(self, run_id: str) -> Saved:
        """Finds out what became of a run whose answer was lost, and sends again what was not done.

        Takes up to a minute when it was not done. Raises PortalError while the portal can't be asked, ForeignRun,
        LookupError besides. With `candidates` a person has to `decide`.
        """
        async with self._turn(run_id), self._runner.keeping(run_id):
            head, row = await self._found(run_id)
            if head.finished:
                return await self._told(run_id, Ran(row))
            settled = await self._settler.settle(run_id, row, author_id=self._me.id)
            if settled.candidates:
                return Saved(run_id, RowOutcome.UNKNOWN, candidates=settled.candidates)
            return await self._concluded(run_id, settled.ran)

    async def decide(self, run_id: str, activity_id: int | None) -> Saved:
        """A person says which activity an unknown creation made; None = none of them, so it is sent again."""
        async with self._turn(run_id), self._runner.keeping(run_id):
            _, row = await self._found(run_id)
            row = await self._settler.choose(run_id, row, activity_id)
            return await self._concluded(run_id, await self._runner.execute(run_id, row))

    async def unfinished(self) -> tuple[RunHead, ...]:
        """Runs of this person on this portal that a program which ended left behind, oldest first."""
        return await self._journal.unfinished(self._portal.address, self._me.id, many=False)

    async def row_of(self, run_id: str) -> Row:
        """The one row of a run. Raises LookupError, ForeignRun."""
        return (await self._found(run_id))[1]

    # Inside

    async def _run(
        self, done: Done | None, row: Row, on_sending: OnSending | None = None, *, undo_of: str = ""
    ) -> Saved:
        head = self._head(row.label, RunKind.UNDO if undo_of else RunKind.EDIT, undo_of)
        async with self._turn(head.id):
            await self._journal.create(head, [row])
            if on_sending is not None:
                await on_sending(head.id)
            async with self._runner.keeping(head.id):
                saved, ran = await self._executed(head.id, row)
        self._offer(done, saved, ran.row)
        return saved

    async def _executed(self, run_id: str, row: Row) -> tuple[Saved, Ran]:
        try:
            ran = await self._runner.execute(run_id, row)
        except PortalError:  # nothing was sent: it stays in the person's hands
            await self._runner.cancel(run_id, row)
            await self._journal.finish(run_id)
            raise
        return await self._concluded(run_id, ran), ran

    async def _found(self, run_id: str) -> tuple[RunHead, Row]:
        head = await self._journal.head(run_id, self._portal.address, self._me.id)
        rows = await self._journal.rows(run_id)
        if len(rows) != 1:
            raise LookupError(run_id)
        return head, rows[0]

    async def _concluded(self, run_id: str, ran: Ran) -> Saved:
        """Remembers what can't be read back, ends the run when nothing is open, and looks what the portal has now."""
        if ran.row.activity_id is not None:
            await self._remember(ran.row.activity_id, ran.row.steps)
        if ran.row.outcome is RowOutcome.UNKNOWN:
            return Saved(run_id, RowOutcome.UNKNOWN)
        row = await self._runner.cancel(run_id, ran.row)  # in conflict: what was planned is not sent later either
        await self._journal.finish(run_id)
        return await self._told(run_id, replace(ran, row=row))

    async def _told(self, run_id: str, ran: Ran) -> Saved:
        row = ran.row
        activity, gone = await self._now(ran)
        refused, not_sent = _refusals(row.steps, ran.errors)
        return Saved(
            run_id,
            row.outcome,
            activity=activity,
            gone=gone,
            refused=refused,
            conflict={Field(name): value for name, value in row.conflict.items()},
            not_sent=not_sent,
        )

    async def _now(self, ran: Ran) -> tuple[Activity | None, bool]:
        """What the portal has now, and whether the activity is gone. A read that fails does not make the write fail."""
        number, before = ran.row.activity_id, ran.found.activity if ran.found else None
        if number is None:
            return None, False
        try:
            now = await activities.find(self._portal, number)
        except PortalError:
            done = [step for step in ran.row.steps if step.state is StepState.DONE]
            if any(step.after.get(Field.EXISTENCE) is False for step in done):
                return None, True
            return values.applied(before or _made(ran.row, number, self._me.id), done), False
        return now, now is None

    async def _remember(self, activity_id: int, steps: Sequence[Step]) -> None:
        portal = self._portal.address
        for step in steps:
            if step.state is StepState.DONE and step.method == plan.DELETE:
                await self._known.forget(portal, activity_id)
            if step.method not in (plan.WHOLE, plan.ADD):
                continue
            if step.state in (StepState.DONE, StepState.UNKNOWN):
                await self._known.forget(portal, activity_id)
            if step.state is StepState.DONE:
                pings = PingOffsets.of(step.params["pingOffsets"])
                parent = step.params.get("parentActivityId")
                await self._known.remember(portal, activity_id, self._clock.now(), pings=pings, parent_id=parent)

    def _offer(self, done: Done | None, saved: Saved, row: Row) -> None:
        sent = any(step.state is StepState.DONE and step.sent_at is not None for step in row.steps)
        if done is None or not sent:
            return
        possible = done is not Done.UNDONE and undo.is_possible(row)
        self._last_edit.note(
            done,
            row.label,
            activity_id=row.activity_id,
            run_id=saved.run_id if possible else "",
            lost=undo.lost(row) if possible else (),
        )

    def _head(self, title: str, kind: RunKind, undo_of: str) -> RunHead:
        return RunHead(
            id=uuid.uuid4().hex,
            connection_id=self._connection_id,
            portal=self._portal.address,
            user_id=self._me.id,
            kind=kind,
            title=title,
            created=self._clock.now(),
            undo_of=undo_of,
        )

    def _turn(self, run_id: str) -> asyncio.Lock:
        """Whoever asks what became of a run waits for whoever is at it."""
        return self._turns.setdefault(run_id, asyncio.Lock())


def _row(activity: Activity, steps: tuple[Step, ...]) -> Row:
    return Row(0, activity.id, activity.owner, activity.subject, steps)


def _notified(base: Activity, draft: TodoDraft, changed: frozenset[Field], me: int) -> tuple[int, ...]:
    """The new responsible person and the former one get a message, unless it is oneself."""
    if Field.RESPONSIBLE not in changed:
        return ()
    return tuple(each for each in (draft.responsible_id, base.responsible_id) if each is not None and each != me)


def _refusals(
    steps: Sequence[Step], errors: Mapping[int, PortalError]
) -> tuple[dict[Field, PortalError], tuple[Field, ...]]:
    """The portal's refusals by the field at fault, and the fields that were not written for them."""
    refused: dict[Field, PortalError] = {}
    not_sent: set[Field] = set()
    for step in steps:
        if step.state is StepState.CANCELLED:
            not_sent |= step.fields
        elif step.state is StepState.REFUSED:
            code = step.error_code or ""
            error = errors.get(step.order) or Refused(step.method, code=code, text=step.error_text)
            refused[_at_fault(step, code)] = error
            not_sent |= step.fields
    return refused, tuple(sorted(not_sent - refused.keys()))


def _at_fault(step: Step, code: str) -> Field:
    if len(step.fields) == 1:
        [name] = step.fields
        return name
    return _FIELD_AT_FAULT.get(code.upper(), Field.EXISTENCE)


def _undisturbed(saved: Saved) -> Saved:
    if saved.conflict:
        raise ChangedMeanwhile(saved.conflict)
    return saved


def _made(row: Row, number: int, me: int) -> Activity:
    """A to-do that was just created, as far as we know it."""
    return Activity(number, ActivityKind.TODO, row.owner, row.label, author_id=me, responsible_id=me)
