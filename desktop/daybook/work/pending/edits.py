"""Pending edits: cells a person changed, kept until she looked at what sending them would do, and then sent."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from daybook.bitrix.errors import PortalError
from daybook.bitrix.portal import Portal
from daybook.domain.clock import Clock
from daybook.domain.listing import ActivityLine
from daybook.domain.pending import PendingEdit
from daybook.domain.run import Field
from daybook.store.copy.copy import PortalCopy
from daybook.store.database import StoreUnusable
from daybook.store.pending import Key, PendingEditBook
from daybook.store.pings import NOTHING_KNOWN, KnownTodos
from daybook.work.listeners import Listeners
from daybook.work.pending.applying import Executed, Fate, RowReport, Sender
from daybook.work.pending.entry import Entry
from daybook.work.pending.kept import Inverse, KeptEdits, key_of
from daybook.work.pending.preview import Judge, Preview, RowPreview, Standing, read_rows
from daybook.work.pending.sending import Ended, Sending, taken_over
from daybook.work.pending.state import CellState, Mark, PendingState, Phase

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
    whose cells look different now. `drop` takes what turned out to be gone from everybody's eyes. Every change
    raises StoreUnusable when it can't be kept; then it is not made.
    """

    def __init__(
        self,
        *,
        portal: Portal,
        book: PendingEditBook,
        copy: PortalCopy,
        known: KnownTodos,
        sender: Sender,
        me: int,
        clock: Clock,
        drop: Callable[[int], Awaitable[None]],
    ) -> None:
        self._portal = portal
        self._copy = copy
        self._known = known
        self._sender = sender
        self._judge = Judge(me, portal.is_application)
        self._clock = clock
        self._drop_activity = drop
        self._read: dict[int, RowPreview] = {}
        """Each row as the portal showed it last; also of those whose edits were dropped, for that can be undone."""
        self._refused: dict[Key, Exception] = {}
        self._overlays: dict[int, tuple[ActivityLine | None, ActivityLine]] = {}
        self._sending: set[int] = set()
        """Rows on their way, of which nobody knows yet what becomes."""
        self._way: Sending | None = None
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

    async def revert_these(self, ids: Collection[int]) -> None:
        """Drops all pending edits of these activities, as one action, but for those on their way."""
        keys = [(id_, name) for id_ in ids if id_ not in self._sending for name in self._kept.of(id_)]
        await self._kept.change((), keys)

    async def revert_all(self) -> None:
        """Drops every pending edit but those on their way. It can be taken back."""
        await self.revert_these(list(self._kept.rows))

    async def undo(self, only: Inverse | None = None) -> None:
        """Takes the last action back: an edit, a paste, a revert, a decision about a conflict.

        With `only` when it is still that one.
        """
        if self.state.phase is not Phase.APPLYING:
            await self._kept.undo(only)

    async def overtaken(self, activity_id: int, name: Field) -> None:
        """The person wrote this cell at once: what waited for it is not asked for any more."""
        edit = self._kept.of(activity_id).get(name)
        if edit is not None and activity_id not in self._sending and not self._is_under_way(activity_id):
            await self._kept.settle([edit])

    async def decide(self, activity_id: int, name: Field, *, mine: bool) -> None:
        """Decides a conflict: with `mine` the wish counts and theirs is what it replaces, else the wish is dropped."""
        row = self.state.preview.row(activity_id) if self.state.preview is not None else None
        cell = row.cell(name) if row is not None else None
        if cell is None or cell.standing is not Standing.CONFLICT or activity_id in self._sending:
            return
        put = [replace(cell.edit, base=cell.now)] if mine else []
        await self._kept.change(put, [] if mine else [(activity_id, name)])

    # Looking

    async def look(self, *, keep_report: bool = False) -> None:
        """Reads what the portal has now and shows what sending would do; sends nothing new.

        What an earlier sending left unknown is found out before, which takes up to a minute. A portal that can't be
        asked is told by `state.problem`; everything waits. Raises StoreUnusable.
        """
        if self.state.phase is not Phase.RESTING:
            return
        if not keep_report:
            self.state = replace(self.state, reports=(), run_id="")
        self._show(replace(self.state, phase=Phase.LOOKING, done=0, total=len(self._kept.rows), problem=None))
        try:
            await self._settle_left()
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
        self._told(number for number, row in rows.items() if self._is_other(row) or self._is_under_way(number))
        self._tell_observers(frozenset(rows))
        await self._drop_already()

    def _is_other(self, row: RowPreview) -> bool:
        """True when the person edited the row while the portal was asked."""
        return {cell.edit.field: cell.edit for cell in row.cells} != self._kept.of(row.activity_id)

    def _is_under_way(self, number: int) -> bool:
        """True when nobody knows yet what became of an earlier sending of the row."""
        runs = self._kept.runs
        return number not in self._sending and any((number, name) in runs for name in self._kept.of(number))

    async def _drop_already(self) -> None:
        """What the portal has by now as it is wished for is not asked for any more; it is named once."""
        preview = self.state.preview
        if preview is None:
            return
        already = [c.edit for row in preview.rows for c in row.cells if c.standing is Standing.ALREADY]
        if already:
            self.state = replace(self.state, preview=replace(preview, already=tuple(already)))
            await self._kept.settle(already)

    async def _settle_left(self) -> None:
        """Finds out what became of sendings that a program which ended, or a lost answer, left behind."""
        left = dict.fromkeys((*self._kept.runs.values(), *await self._sender.carried_out()))
        if left:
            # A run waits two minutes for a portal that is away; somebody who looks is told at once.
            await self._portal.call("server.time", writes=False)
        for run_id in left:
            ending = await taken_over(self._kept, self._sender, run_id)
            if ending.problem is not None:
                raise ending.problem

    def _progress(self, done: int) -> None:
        self._show(replace(self.state, done=done))

    async def portal_is_back(self) -> None:
        """The portal can be reached again: looks, and offers what waits. Sends nothing."""
        if self.state.phase is Phase.RESTING and (self._kept.rows or await self._sender.carried_out()):
            await self.look(keep_report=True)
            self._show(replace(self.state, offered=self.state.problem is None and bool(self._kept.rows)))

    # Sending

    async def apply(self, shown: Preview, ids: Collection[int], title: str) -> None:
        """Sends the ready edits of these rows, exactly as they were `shown`, as one run called `title`.

        Returns when it has ended. What can't be sent stays pending, and `state.reports` says why. Raises StoreUnusable.
        """
        rows = [row for row in shown.ready if row.activity_id in ids]
        if self.state.phase is not Phase.RESTING or not rows:
            return
        self._kept.forget_undo()
        state = replace(self.state, can_undo=False, offered=False, problem=None, reports=(), run_id="")
        self._show(replace(state, phase=Phase.APPLYING, done=0, total=len(rows)))
        end = self._sender.changed.add(self._look_what_is_ahead)
        try:
            await self._apply(rows, title)
        finally:
            end()
            self._way = None
            left = frozenset(self._sending)  # some only when it failed: what became of them is found out at a look
            self._end_sending(left)
            self._told(left)
            self._show(replace(self.state, phase=Phase.RESTING, waits_for=""))

    def _look_what_is_ahead(self) -> None:
        """Another run may have to end first."""
        ahead = self._sender.ahead_of(self._way.run_id) if self._way is not None and self._way.run_id else None
        title = ahead.head.title if ahead is not None else ""
        if title != self.state.waits_for:
            self._show(replace(self.state, waits_for=title))

    def stop(self) -> None:
        """Sends nothing more; what is on its way ends."""
        if self._way is not None:
            self._way.stop()

    async def _apply(self, rows: Sequence[RowPreview], title: str) -> None:
        as_shown = [row for row in rows if all(self._kept.of(row.activity_id).get(e.field) == e for e in row.ready)]
        ids = frozenset(row.activity_id for row in as_shown)
        changed = [row for row in rows if row.activity_id not in ids]
        self._report([RowReport(row.activity_id, row.title, Executed(Fate.CHANGED)) for row in changed])
        self._sending.update(ids)
        self._tell_observers(ids)
        self._way = Sending(
            self._kept,
            self._sender,
            as_shown,
            by_application=self._portal.is_application,
            concluded=self._conclude,
        )
        problem = await self._way.go(title)
        self.state = replace(self.state, problem=problem)

    async def _conclude(self, ended: Ended) -> None:
        """What is in the portal is not asked for any more; the rest waits again, but for what nobody knows about."""
        known = [row for row, each in ended.values() if each.fate is not Fate.UNKNOWN]
        done = [edit for row, each in ended.values() for edit in row.ready if edit.field in each.written]
        await self._kept.settle(done)
        await self._kept.sending([key_of(edit) for row in known for edit in row.ready], None)
        for row, each in ended.values():
            self._learn(row, each)
        self._end_sending(ended.keys())
        reports = [RowReport(n, row.title, each) for n, (row, each) in ended.items() if each.fate is not Fate.NOT_SENT]
        self._report(reports)
        self._told(report.activity_id for report in reports)
        for report in reports:
            if report.executed.fate is Fate.GONE:
                await self._drop_activity(report.activity_id)

    def _learn(self, row: RowPreview, executed: Executed) -> None:
        """What was refused, and what the portal has now, so that a conflict shows at once."""
        number, fate = row.activity_id, executed.fate
        for edit in row.ready:
            self._refused.pop(key_of(edit), None)
        self._refused |= {(number, name): error for name, error in executed.refused.items()}
        if self._way is not None and fate in (Fate.DONE, Fate.PARTLY_DONE):
            self.state = replace(self.state, run_id=self._way.run_id)
        if number in self._read and (fate is Fate.GONE or executed.activity is not None):
            self._read[number] = replace(self._read[number], activity=executed.activity)

    def _end_sending(self, ids: Collection[int]) -> None:
        self._sending.difference_update(ids)
        self._tell_observers(frozenset(ids))

    def _report(self, reports: Sequence[RowReport]) -> None:
        if reports:
            done = self.state.done + len(reports)
            self._show(replace(self.state, reports=(*self.state.reports, *reports), done=done))

    def close_report(self) -> None:
        """The report was read."""
        self._show(replace(self.state, reports=(), run_id="", problem=None))

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
            under_way = self._is_under_way(number)
            changed[number] = self._judge.row(edits, row.activity, row.known, under_way=under_way)
        return preview.with_rows(changed)

    def _show(self, state: PendingState) -> None:
        self.state = state
        self.changed.tell()
