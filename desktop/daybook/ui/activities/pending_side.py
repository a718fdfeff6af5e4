"""Joins pending edits to a table: its editors, its clipboard, and the panel of what waits."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from daybook.domain.cell_paste import Laid, LeftOut
from daybook.domain.cell_reading import CellReader, People
from daybook.domain.cells import MOST_CELLS, BlockTooLarge
from daybook.domain.columns import Column
from daybook.domain.deadline import DeadlineReader
from daybook.domain.entities import Person
from daybook.domain.listing import ActivityLine
from daybook.domain.pending import Value, value_of
from daybook.domain.run import Field
from daybook.domain.todo import PingOffsets
from daybook.ui.activities.cell_editors import Cell, CellEditing
from daybook.ui.activities.cell_words import CellTexts, cell_name, cell_words, hindrance_words, reason_words
from daybook.ui.activities.column_words import FIELDS
from daybook.ui.activities.pending_items import Item
from daybook.ui.activities.pending_list import mark_words
from daybook.ui.activities.pending_panel import PendingPanel
from daybook.ui.kit.commands import Command
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.typed_deadline import typed_deadline
from daybook.ui.kit.writes import Writes
from daybook.ui.todo.subject import write_key
from daybook.work.pending.edits import PendingEdits
from daybook.work.pending.preview import Preview
from daybook.work.session import PortalSession

LOOK_JOB: Final = "pending look"
PEOPLE_JOB: Final = "pending people"
WRITES_KEY: Final = "pending edits"
APPLY_KEY: Final = "pending apply"


class PendingSide(QObject):
    """What a table of activities asks, and the panel beside it.

    `touched` names the activities whose cells look different now; `left` says where to go from a cell whose editor
    closed; `show_wanted` asks for an activity to be shown in the table, `open_wanted` and `close_wanted` for the panel,
    `front_wanted` for all of it before whatever else is on, `run_undo_wanted` for what would take a run back.
    """

    touched = Signal(object)  # frozenset[int]
    left = Signal(object)  # Leave
    show_wanted = Signal(object)  # int
    open_wanted = Signal()
    close_wanted = Signal()
    front_wanted = Signal()
    run_undo_wanted = Signal(str)  # the id of the run

    def __init__(
        self,
        look: Look,
        formats: Formats,
        session: PortalSession,
        *,
        jobs: Jobs,
        writes: Writes,
        quiet: QuietLine,
    ) -> None:
        super().__init__()
        self._formats = formats
        self._session = session
        self._jobs = jobs
        self._writes = writes
        self._quiet = quiet
        self._applying = False
        self._people: dict[int, Person] = {}
        self.texts = CellTexts(formats, self.person)
        self.panel = PendingPanel(look, formats, self.pending, self.texts)
        self.editing = CellEditing(look, self._read, self.texts.text, self)
        self._connect()

    @property
    def pending(self) -> PendingEdits:
        """The presenter of all this."""
        return self._session.pending

    def person(self, person_id: int | None) -> Person | None:
        """Somebody, as far as anybody was read."""
        known = self._session.people.known
        return None if person_id is None else self._people.get(person_id) or known.get(person_id)

    def detach(self) -> None:
        """The table goes: nothing is edited, looked at or shown any more. What is on its way ends."""
        self.pending.stop()
        self.editing.cancel()
        self.panel.detach()
        self._end_return()
        self.pending.observers.remove(self._touch)
        for job in (LOOK_JOB, PEOPLE_JOB):
            self._jobs.cancel(job)

    # What the table asks

    def state_words(self, activity_id: int, column: Column) -> str:
        """What waits in a cell, in words; "" for nothing."""
        name = FIELDS.get(column)
        state = None if name is None else self.pending.cell(activity_id, name)
        if name is None or state is None:
            return ""
        said = self.tr("waits to be applied, was {before}").format(before=self.texts.text(name, state.base))
        marked = mark_words(state.mark)
        return f"{said}, {marked}" if marked else said

    def begin(
        self, line: ActivityLine, column: Column, viewport: QWidget, rect_of: Callable[[], QRect], typed: str = ""
    ) -> bool:
        """Opens the editor of a cell that `rect_of` finds; False, with the reason said, when it can't be edited."""
        name = FIELDS.get(column)
        if name is None:
            return self._say_no(self.tr("This column can't be edited."))
        hindered = self.pending.entry.hindrance(line, name)
        if hindered is not None:
            return self._say_no(hindrance_words(hindered))
        edit = self.pending.of(line.id).get(name)
        value = edit.wished if edit is not None else line.pings if name is Field.PINGS else value_of(line, name)
        said = self.tr("{field} of “{title}”").format(field=cell_name(name), title=line.subject)
        self.editing.begin(Cell(line.id, name, value, said, self._typed(name, value)), viewport, rect_of, typed)
        return True

    def wish(self, ids: Sequence[int], column: Column, value: Value) -> None:
        """Wishes for the same value in a column of several activities, as one action."""
        if name := FIELDS.get(column):
            self._write(self._wish(list(ids), name, value))

    @property
    def copied_rows(self) -> int:
        """At most so many rows are on the clipboard; a line end inside a cell counts as one."""
        text = QGuiApplication.clipboard().text()
        return min(MOST_CELLS, text.count("\n") + text.count("\r") + 1)

    def paste(self, ids: Sequence[int], columns: Sequence[Column], selected: tuple[int, int] = (1, 1)) -> None:
        """Pastes the clipboard onto the rows from the current one downwards and the columns to the right."""
        text = QGuiApplication.clipboard().text()
        if text:
            self._write(self._paste(text, list(ids), [FIELDS.get(column) for column in columns], selected))

    def revert(self, activity_id: int, column: Column | None = None) -> None:
        """Drops the pending edit of a cell, or without a column those of the row."""
        name = None if column is None else FIELDS.get(column)
        if column is None or name is not None:
            self._write(self.pending.revert(activity_id, None if name is None else (name,)))

    def show_people(self, people: Sequence[Person]) -> None:
        """Who works here, oneself first."""
        self._people = {person.id: person for person in people}
        self.editing.show_people([person for person in people if person.active])

    @property
    def commands(self) -> Sequence[Command]:
        """What can be done with what waits, wherever the focus is."""
        group, pending = self.tr("Changes that wait"), self.pending
        some, ready = self._any_waits, self._any_is_ready
        return (
            Command("pending-show", self.tr("Show the changes that wait"), self.show, ("Ctrl+Shift+P",),
                    Glyph.PENCIL, group),
            Command("pending-look", self.tr("Look at the changes that wait"), self.look, ("F8",), Glyph.EYE, group,
                    some),
            Command("pending-apply", self.tr("Apply the changes that were looked at"), self.apply, ("Ctrl+Shift+S",),
                    Glyph.CHECK, group, ready),
            Command("pending-undo-run", self.tr("Take back what was applied last"), self.undo_run, ("Ctrl+Alt+Z",),
                    Glyph.UNDO, group, lambda: bool(pending.state.run_id)),
            Command("pending-undo", self.tr("Take the last edit of a cell back"), self.undo, ("Ctrl+Shift+Z",),
                    Glyph.UNDO, group, lambda: pending.state.can_undo),
            Command("pending-drop", self.tr("Drop all changes that wait"), self.drop_all, ("Ctrl+Shift+X",),
                    Glyph.TRASH, group, some),
        )  # fmt: skip

    def _any_waits(self) -> bool:
        return bool(self.pending.state.cells)

    def _any_is_ready(self) -> bool:
        preview = self.pending.state.preview
        return preview is not None and bool(preview.ready)

    # What is done

    def show(self) -> None:
        """Shows the panel and puts the focus there."""
        self.open_wanted.emit()
        self.panel.take_focus()

    def look(self) -> None:
        """Asks the portal what the changes would do, and shows it."""
        self.open_wanted.emit()
        self._jobs.start(self.pending.look(), key=LOOK_JOB, again=self.look)

    def apply(self) -> None:
        """Sends what was looked at."""
        preview = self.pending.state.preview
        if preview is not None:
            self._apply(preview)

    def undo_run(self) -> None:
        """Asks for what would take back what was applied last."""
        if run_id := self.pending.state.run_id:
            self.run_undo_wanted.emit(run_id)

    def undo(self) -> None:
        """Takes the last edit back."""
        self._write(self.pending.undo())

    def drop_all(self) -> None:
        """Drops everything that waits; it can be taken back."""
        self._write(self.pending.revert_all())

    def _connect(self) -> None:
        panel = self.panel
        panel.look_wanted.connect(self.look)
        panel.apply_wanted.connect(self._apply)
        panel.stop_wanted.connect(self.pending.stop)
        panel.undo_wanted.connect(self.undo)
        panel.run_undo_wanted.connect(self.undo_run)
        panel.drop_wanted.connect(self._drop)
        panel.drop_all_wanted.connect(self.drop_all)
        panel.decided.connect(self._decide)
        panel.show_wanted.connect(self.show_wanted)
        panel.report_read.connect(self.pending.close_report)
        panel.close_wanted.connect(self.close_wanted)
        self.editing.taken.connect(self._take)
        self.editing.left.connect(self.left)
        self.editing.people_wanted.connect(self._read_people)
        self.pending.observers.append(self._touch)
        self._end_return = self._session.sync.returned.add(self.offer_kept)
        self.offer_kept()

    def _touch(self, ids: frozenset[int]) -> None:
        self.touched.emit(ids)

    def _apply(self, preview: Preview) -> None:
        if not self._applying:
            # A write, so that closing waits until it is known what became of the rows; the run is told by its own line.
            self._applying = self._writes.start(self._send(preview), key=APPLY_KEY, quiet=True)

    async def _send(self, preview: Preview) -> None:
        ids = {row.activity_id for row in preview.ready}
        try:
            await self._withdraw()
            await self._writes.ended(map(write_key, ids))
            await self.pending.apply(preview, ids, self.tr("Changes that waited: %Ln", "", len(ids)))
        finally:
            self._applying = False

    def _drop(self, item: Item) -> None:
        self._write(self.pending.revert(item.activity_id, None if item.field is None else (item.field,)))

    def _decide(self, item: Item, mine: bool) -> None:
        if item.field is not None:
            self._write(self.pending.decide(item.activity_id, item.field, mine=mine))

    def _take(self, cell: Cell, value: Value) -> None:
        self._write(self._wish([cell.activity_id], cell.field, value))

    async def _wish(self, ids: Sequence[int], name: Field, value: Value) -> None:
        self._tell_left(await self.pending.entry.edit(ids, name, value))

    async def _paste(
        self, text: str, ids: Sequence[int], columns: Sequence[Field | None], selected: tuple[int, int]
    ) -> None:
        await self._learn_people()
        try:
            laid = await self.pending.entry.paste(text, ids, columns, self._reader(), selected)
        except BlockTooLarge as error:
            limit = self._formats.number(error.limit)
            self._say_no(self.tr("That is too much to paste at once: at most {limit} cells.").format(limit=limit))
        else:
            self._tell_laid(laid)

    def _tell_laid(self, laid: Laid) -> None:
        told = [left for left in laid.left_out if left.text.strip()]
        said = [self.tr("%Ln change(s) to be looked at.", "", len(laid.edits))] if laid.edits else []
        if len(told) < len(laid.left_out):
            said.append(self.tr("Empty cells change nothing."))
        if laid.edits:
            self._quiet.offer(" ".join(said), self.tr("Take back"), self.undo, seconds=10)
        elif not told:
            self._quiet.tell(" ".join(said) or self.tr("The table holds all of that already."))
        self.panel.show_left_out(told)
        if told:
            self.open_wanted.emit()

    def _tell_left(self, left: Sequence[LeftOut]) -> None:
        if len(left) == 1:
            self._say_no(reason_words(left[0].reason))
        elif left:
            self.panel.show_left_out(left)
            self.open_wanted.emit()

    def offer_kept(self) -> None:
        """Looks at what waits from before, and offers it once the portal answered. Sends nothing."""
        self._jobs.start(self._offer_kept(), key=LOOK_JOB)

    async def _offer_kept(self) -> None:
        await self.pending.portal_is_back()
        state = self.pending.state
        if state.offered:
            self.open_wanted.emit()
            said = self.panel.words.short_offer(state)
            self._quiet.offer(said, self.tr("Look at them"), self._come_forward, seconds=15)

    def _come_forward(self) -> None:
        self.front_wanted.emit()
        self.show()

    def _read_people(self) -> None:
        self._jobs.start(self._learn_people(), key=PEOPLE_JOB)

    async def _learn_people(self) -> None:
        """Everybody in the copy, which needs no portal; oneself first."""
        me = self._session.me
        found = [each for each in await self._session.copy.people() if each.id != me.id]
        self.show_people([me, *found])

    # Reading

    def _reader(self) -> CellReader:
        deadlines = self._deadlines
        return CellReader(deadlines, People(self._people.values(), self._session.me.id), cell_words())

    @property
    def _deadlines(self) -> DeadlineReader:
        return self._session.editing.reader

    def _read(self, cell: Cell, text: str) -> Value:
        return self._reader().read(cell.field, text, now=self._session.clock.now(), base=cell.value)

    def _typed(self, name: Field, value: Value) -> str:
        """The value as it can be typed back."""
        if name is Field.DEADLINE:
            moment = value if not isinstance(value, str | int | PingOffsets) else None
            return typed_deadline(moment, self._deadlines, self._formats.locale)
        if isinstance(value, PingOffsets):
            return ", ".join(map(str, value.minutes)) or self.tr("none")
        return value if isinstance(value, str) else ""

    def _say_no(self, words: str) -> bool:
        self._quiet.tell(words, glyph=Glyph.INFO, tone="text_soft", seconds=6)
        return False

    def _write(self, work: Coroutine[Any, Any, None]) -> None:
        # Quiet: the panel tells of it; what waits is not saved.
        if self._writes.start(self._withdraw(), key=WRITES_KEY, quiet=True):
            self._writes.start(work, key=WRITES_KEY, quiet=True)
        else:
            work.close()

    async def _withdraw(self) -> None:
        """A paste is not offered back once it is not what was done last: its button would take back something else."""
        self._quiet.withdraw(self.undo)
