"""Pending edits: cells a person changed, kept until she looked at what sending them would do, and then sent."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final

from daybook.bitrix.errors import PortalError
from daybook.bitrix.portal import Portal
from daybook.domain.activity import Activity
from daybook.domain.clock import Clock
from daybook.domain.listing import ActivityLine
from daybook.domain.pending import PendingEdit
from daybook.domain.run import Field, RowOutcome
from daybook.store.copy.copy import PortalCopy
from daybook.store.database import StoreUnusable
from daybook.store.journal import ForeignRun, RunBusy
from daybook.store.pending import Key, PendingEditBook
from daybook.store.pings import NOTHING_KNOWN, KnownTodos
from daybook.work.listeners import Listeners
from daybook.work.pending.applying import Convoy, Executed, Executor, Fate, InTurn, RowReport, at_once, ends_all
from daybook.work.pending.entry import Entry
from daybook.work.pending.kept import KeptEdits, key_of
from daybook.work.pending.preview import Judge, Preview, RowPreview, Standing, read_rows
from daybook.work.pending.state import CellState, Mark, PendingState, Phase
from daybook.work.saving import Saving

JUDGED_AT_ONCE: Final = 1_000
_ATTRIBUTES: Mapping[Field, str] = {
    Field.TITLE: "subject",
    Field.DEADLINE: "deadline",
    Field.COLOR: "color",
    Field.RESPONSIBLE: "responsible_id",
    Field.COMPLETED: "completed",
    Field.PINGS: "pings",
}
"""Where a line of a list keeps each field; it has no room for a description."""
_MARKS: Mapping[Standing, Mark] = {Standing.CONFLICT: Mark.CONFLICT, Standing.HINDERED: Mark.HINDERED}


class PendingEdits:
    """The pending edits of one person on one portal. Knows no widget. `load` them before anything else.

    `entry` makes edits. `changed` tells that `state` is a new value; `observers` are called with the ids of activities
    whose cells look different now. `show` and `drop` bring what was written, and what turned out to be gone, before
    everybody's eyes. Every change raises StoreUnusable when it can't be kept; then it is not made.
    """

    def __init__(
        self,
        *,
        portal: Portal,
        book: PendingEditBook,
        copy: PortalCopy,
        known: KnownTodos,
        saving: Saving,
        executor: Executor,
        me: int,
        clock: Clock,
        show: Callable[[Activity], Awaitable[None]],
        drop: Callable[[int], Awaitable[None]],
    ) -> None:
        self._portal = portal
        self._copy = copy
        self._known = known
        self._saving = saving
        self._executor = executor
        self._judge = Judge(me, portal.is_application)
        self._clock = clock
        self._show_activity = show
        self._drop_activity = drop
        self._read: dict[int, RowPreview] = {}
        """Each row as the portal showed it last; also of those whose edits were dropped, for that can be undone."""
        self._refused: dict[Key, Exception] = {}
        self._overlays: dict[int, tuple[ActivityLine | None, ActivityLine]] = {}
        self._sending: set[int] = set()
        self._convoy: Convoy | None = None
        self._kept = KeptEdits(book, self._told)
        self.entry = Entry(self._kept, copy, clock, self._sending.__contains__, by_application=portal.is_application)
        self.state = PendingState()
        self.changed = Listeners()
        self.observers: list[Callable[[frozenset[int]], None]] = []

    async def load(self) -> None:
        """Reads what was kept. Raises StoreUnusable."""
        await self._kept.load()

    # What there is

    def of(self, activity_id: int) -> Mapping[Field, PendingEdit]:
        """The pending edits of an activity by field, none for most."""
        return self._kept.of(activity_id)

    @property
    def rows(self) -> Mapping[int, Mapping[Field, PendingEdit]]:
        """All of them, by activity and field, in the order in which the rows were edited first."""
        return self._kept.rows

    def cell(self, activity_id: int, name: Field) -> CellState | None:
        """How a cell is highlighted; None for one without a pending edit."""
        edit = self._kept.of(activity_id).get(name)
        return None if edit is None else CellState(edit.wished, edit.base, self._mark(edit))

    def overlaid(self, line: ActivityLine) -> ActivityLine:
        """The line as the person wishes it: the same object as long as nothing changes, for that is painted often."""
        edits = self._kept.of(line.id)
        if not edits:
            return line
        below, over = self._overlays.get(line.id, (None, line))
        if below is not line:
            wished = {_ATTRIBUTES[name]: edit.wished for name, edit in edits.items() if name in _ATTRIBUTES}
            over = replace(line, **wished)  # type: ignore[arg-type]
            self._overlays[line.id] = (line, over)
        return over

    def refusal(self, activity_id: int, name: Field) -> Exception | None:
        """What the portal said no with when this edit was sent last."""
        return self._refused.get((activity_id, name))

    def _mark(self, edit: PendingEdit) -> Mark:
        if edit.activity_id in self._sending:
            return Mark.SENDING
        row = self.state.preview.row(edit.activity_id) if self.state.preview is not None else None
        cell = row.cell(edit.field) if row is not None else None
        if cell is not None and cell.standing in _MARKS:
            return _MARKS[cell.standing]
        return Mark.REFUSED if key_of(edit) in self._refused else Mark.PENDING

    # Taking back

    async def revert(self, activity_id: int, names: Collection[Field] | None = None) -> None:
        """Drops the pending edits of these cells of an activity; None = of all of them. It can be taken back."""
        if activity_id not in self._sending:
            there = self._kept.of(activity_id)
            await self._kept.change((), [(activity_id, name) for name in there if names is None or name in names])

    async def revert_all(self) -> None:
        """Drops every pending edit but those on their way. It can be taken back."""
        rows = self._kept.rows.items()
        await self._kept.change((), [(id_, name) for id_, cells in rows if id_ not in self._sending for name in cells])

    async def undo(self) -> None:
        """Takes the last action back: an edit, a paste, a revert, a decision about a conflict."""
        if self.state.phase is not Phase.APPLYING:
            await self._kept.undo()

    async def decide(self, activity_id: int, name: Field, *, mine: bool) -> None:
        """Decides a conflict: with `mine` the wish counts and theirs is what it replaces, else the wish is dropped."""
        row = self.state.preview.row(activity_id) if self.state.preview is not None else None
        cell = row.cell(name) if row is not None else None
        if cell is None or cell.standing is not Standing.CONFLICT or activity_id in self._sending:
            return
        put = [replace(cell.edit, base=cell.now)] if mine else []
        await self._kept.change(put, [] if mine else [(activity_id, name)])

    # Looking

    async def look(self, in_turn: InTurn = at_once, *, keep_report: bool = False) -> None:
        """Reads what the portal has now and shows what sending would do; sends nothing new.

        What an earlier sending left unknown is settled before, `in_turn`. A portal that can't be asked is told by
        `state.problem`; everything waits. Raises StoreUnusable.
        """
        if self.state.phase is not Phase.RESTING:
            return
        reports = self.state.reports if keep_report else ()
        total = len(self._kept.rows)
        self._show(replace(self.state, phase=Phase.LOOKING, done=0, total=total, problem=None, reports=reports))
        try:
            await self._settle_left(in_turn)
            await self._look()
        except PortalError as error:
            self._show(replace(self.state, problem=error, preview=None))
        finally:
            self._show(replace(self.state, phase=Phase.RESTING))

    async def _look(self) -> None:
        rows: dict[int, RowPreview] = {}
        # What is edited while the portal is asked is asked for as well.
        while asked := {id_: tuple(c.values()) for id_, c in self._kept.rows.items() if id_ not in rows}:
            rows |= await read_rows(self._portal, self._known, self._judge, asked, progress=self._progress)
        with suppress(StoreUnusable):  # the copy is not what was asked for
            await self._copy.put_activities([row.activity for row in rows.values() if row.activity is not None])
        self._read = rows
        self.state = replace(self.state, preview=Preview(rows, self._clock.now()), offered=False)
        self._told(number for number, row in rows.items() if self._is_other(row))
        self._tell_observers(frozenset(rows))
        await self._drop_already()

    def _is_other(self, row: RowPreview) -> bool:
        """True when the person edited the row while the portal was asked."""
        return {cell.edit.field: cell.edit for cell in row.cells} != self._kept.of(row.activity_id)

    async def _drop_already(self) -> None:
        """What the portal has by now as it is wished for is not asked for any more; it is named once."""
        preview = self.state.preview
        if preview is None:
            return
        already = [c.edit for row in preview.rows for c in row.cells if c.standing is Standing.ALREADY]
        if already:
            self.state = replace(self.state, preview=replace(preview, already=tuple(already)))
            await self._kept.settle(already)

    async def _settle_left(self, in_turn: InTurn) -> None:
        """Asks what became of sendings that a program which ended, or a lost answer, left behind."""
        for run_id in dict.fromkeys(self._kept.runs.values()):
            keys = [key for key, run in self._kept.runs.items() if run == run_id]
            await in_turn(keys[0][0], partial(self._settle_run, run_id, keys))

    async def _settle_run(self, run_id: str, keys: Sequence[Key]) -> None:
        with suppress(RunBusy):  # another process is at it
            written = await self._written_by(run_id)
            if written is not None:
                await self._kept.sending(keys, None)
                edits = [self._kept.of(number).get(name) for number, name in keys if name in written]
                await self._kept.settle(edit for edit in edits if edit is not None)

    async def _written_by(self, run_id: str) -> Collection[Field] | None:
        """The fields that a run wrote; None while that is unknown."""
        try:
            saved = await self._saving.settle(run_id)
            return None if saved.outcome is RowOutcome.UNKNOWN else (await self._saving.row_of(run_id)).written
        except (LookupError, ForeignRun):  # the journal was taken away meanwhile; looking tells the rest
            return ()

    def _progress(self, done: int) -> None:
        self._show(replace(self.state, done=done))

    async def portal_is_back(self, in_turn: InTurn = at_once) -> None:
        """The portal can be reached again: looks, and offers what waits. Sends nothing."""
        if self._kept.rows and self.state.phase is Phase.RESTING:
            await self.look(in_turn, keep_report=True)
            self._show(replace(self.state, offered=self.state.problem is None and bool(self._kept.rows)))

    # Sending

    async def apply(self, shown: Preview, ids: Collection[int], in_turn: InTurn = at_once) -> None:
        """Sends the ready edits of these rows, exactly as they were `shown`. Returns when all that were begun ended.

        What can't be sent stays pending, and `state.reports` says why. Raises StoreUnusable.
        """
        wanted = [row.activity_id for row in shown.ready if row.activity_id in ids]
        if self.state.phase is not Phase.RESTING or not wanted:
            return
        self._kept.forget_undo()
        state = replace(self.state, can_undo=False, offered=False, problem=None, reports=())
        self._show(replace(state, phase=Phase.APPLYING, done=0, total=len(wanted)))
        self._convoy = Convoy(in_turn)
        try:
            await self._convoy.go(wanted, partial(self._apply_row, shown))
        finally:
            self._convoy = None
            self._show(replace(self.state, phase=Phase.RESTING))

    def stop(self) -> None:
        """Begins no more rows; those under way end."""
        if self._convoy is not None:
            self._convoy.stop()

    async def _apply_row(self, shown: Preview, activity_id: int) -> None:
        row = shown.by_id[activity_id]
        if any(self._kept.of(activity_id).get(edit.field) != edit for edit in row.ready):
            self._report(RowReport(activity_id, row.title, Executed(Fate.CHANGED)))
            return
        keys = [key_of(edit) for edit in row.ready]
        self._sending.add(activity_id)
        self._told((activity_id,))
        try:
            executed = await self._executor.execute(row, row.ready, partial(self._kept.sending, keys))
            await self._conclude(RowReport(activity_id, row.title, executed), row.ready)
        finally:
            self._sending.discard(activity_id)
            self._told((activity_id,))

    async def _conclude(self, report: RowReport, sent: Sequence[PendingEdit]) -> None:
        executed = report.executed
        await self._kept.settle(edit for edit in sent if edit.field in executed.written)
        if executed.fate is not Fate.UNKNOWN:
            await self._kept.sending([key_of(edit) for edit in sent], None)
        for edit in sent:
            self._refused.pop(key_of(edit), None)
        self._refused |= {(report.activity_id, name): error for name, error in executed.refused.items()}
        self._rebase(report.activity_id, executed)
        if ends_all(executed.error):
            self.stop()
            self.state = replace(self.state, problem=executed.error)
        self._report(report)
        if executed.fate is Fate.GONE:
            await self._drop_activity(report.activity_id)
        elif executed.activity is not None:
            await self._show_activity(executed.activity)

    def _rebase(self, activity_id: int, executed: Executed) -> None:
        """The row as looked at moves on to what the portal has now, so that a conflict shows at once."""
        row, gone = self._read.get(activity_id), executed.fate is Fate.GONE
        if row is not None and (gone or executed.activity is not None):
            self._read[activity_id] = replace(row, activity=None if gone else executed.activity)

    def _report(self, report: RowReport) -> None:
        self._show(replace(self.state, reports=(*self.state.reports, report), done=self.state.done + 1))

    def close_report(self) -> None:
        """The report was read."""
        self._show(replace(self.state, reports=(), problem=None))

    # Telling

    def _told(self, touched: Iterable[int]) -> None:
        """Counts anew, and brings the rows that were looked at up to date with the wishes of now."""
        ids = frozenset(touched)
        for number in ids:
            self._overlays.pop(number, None)
        preview = self.state.preview
        if preview is not None:
            preview = self._kept_in_step(preview, ids)
        kept = self._kept
        self._show(replace(self.state, cells=kept.cells, rows=len(kept.rows), preview=preview, can_undo=kept.can_undo))
        self._tell_observers(ids)

    def _tell_observers(self, ids: frozenset[int]) -> None:
        for observer in tuple(self.observers) if ids else ():
            observer(ids)

    def _kept_in_step(self, preview: Preview, ids: Collection[int]) -> Preview | None:
        """None when there are wishes in rows that nobody looked at: all is looked at again before it is sent.

        So it is after a paste over more rows than can be judged at once.
        """
        if sum(number in self._kept.rows for number in ids) > JUDGED_AT_ONCE:
            return None
        changed: dict[int, RowPreview | None] = {}
        for number in ids:
            edits, row = tuple(self._kept.of(number).values()), self._read.get(number)
            if not edits:
                changed[number] = None
                continue
            pings_unread = row is not None and row.known is NOTHING_KNOWN and Field.PINGS in self._kept.of(number)
            if row is None or pings_unread:
                return None
            under_way = number not in self._sending and any((number, edit.field) in self._kept.runs for edit in edits)
            changed[number] = self._judge.row(edits, row.activity, row.known, under_way=under_way)
        return preview.with_rows(changed)

    def _show(self, state: PendingState) -> None:
        self.state = state
        self.changed.tell()
