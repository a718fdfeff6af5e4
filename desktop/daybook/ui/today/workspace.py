"""The workspace of a day: the sheet on the left, the editor of the chosen activity on the right."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from daybook.domain.agenda import Part
from daybook.domain.entities import EntityRef
from daybook.ui.activities.cell_words import CellTexts
from daybook.ui.activities.pending_button import PendingButton
from daybook.ui.activities.pending_side import WRITES_KEY
from daybook.ui.activities.pending_teller import PendingTeller
from daybook.ui.entities.links import open_link
from daybook.ui.kit.commands import Command
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.ui.today.cap_card import CapCard
from daybook.ui.today.commands import IN_MENU, Actions, today_commands
from daybook.ui.today.doing import Doing
from daybook.ui.today.doing_many import DoingMany
from daybook.ui.today.in_place import bind_in_place
from daybook.ui.today.panes import DayPanes
from daybook.ui.today.rows import Doing as DoingRow
from daybook.ui.today.rows import Forgotten, Heading
from daybook.ui.today.waiting import Waiting
from daybook.ui.today.whose_picker import WhosePicker
from daybook.ui.todo.editor import TodoEditorPanel
from daybook.ui.todo.subject import subject_of
from daybook.ui.todo.wishes import OPEN_JOB
from daybook.work.agenda import Focus, Whose
from daybook.work.editor_state import EditorPhase
from daybook.work.session import PortalSession
from daybook.work.syncing.progress import Phase
from daybook.work.today import Today
from daybook.work.triage import Triage

SHEET_JOB: Final = "today"
LINES_JOB: Final = "today lines"
REST_MS: Final = 140
"""How long the arrow keys must rest on a row before the open editor follows."""
TICK_MS: Final = 30_000
"""How often "in 5 minutes" is looked at again."""
_REPEATING: Final = ("today-next", "today-previous", "today-keep-next", "today-keep-previous")
_CLOSES_BY: Final = (Phase.OFFLINE, Phase.ELSEWHERE)


class TodayWorkspace(QObject):
    """Carries wishes between the sheet, the editor and the presenters.

    `cap_chosen` and `folded_chosen` tell what is worth remembering; `item_wanted` asks for another workspace.
    """

    id = "today"
    glyph = Glyph.TODAY

    item_wanted = Signal(object, object)  # EntityRef, and the id of the activity or None
    change_wanted = Signal(object, str)  # Sequence[int], and where they come from in words
    run_wanted = Signal(str)  # the id of a run
    waiting_wanted = Signal()  # show the edits that wait
    cap_chosen = Signal(int)
    folded_chosen = Signal(object)  # frozenset[Part]

    def __init__(
        self,
        look: Look,
        formats: Formats,
        session: PortalSession,
        today: Today,
        *,
        panes: DayPanes,
        jobs: Jobs,
        writes: Writes,
        quiet: QuietLine,
        editor: TodoEditorPanel | None = None,
        teller: PendingTeller | None = None,
    ) -> None:
        """`panes` show `today`, and perhaps are on the window already; `editor` and `teller` None: it makes its own."""
        super().__init__()
        self.session = session
        self.today = today
        self._look = look
        self._formats = formats
        self._jobs = jobs
        self._quiet = quiet
        self._running: asyncio.Task[None] | None = None
        self.title = self.tr("Today")
        self.page = page = panes.page
        self.editor = editor or TodoEditorPanel(look, formats, session.editing, jobs, writes)
        self._writes = writes
        self.teller = teller or PendingTeller(session.pending, writes=writes, quiet=quiet)
        self._show_waiting(look)
        triage = Triage(
            session.copy,
            session.now_or_later,
            today,
            session.clock,
            today.zone,
            by_application=session.portal.is_application,
        )
        self.many = DoingMany(
            look, formats, session, today, page.list, jobs=jobs, writes=writes, quiet=quiet, teller=self.teller
        )
        self.doing = Doing(look, today, triage, page.list, self.many, writes=writes, quiet=quiet, teller=self.teller)
        self.whose_picker: WhosePicker | None = None
        self.cap_card: CapCard | None = None
        self.widget = panes
        panes.take(self.editor)
        self.commands = self._make_commands()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._ticking = QTimer(self, interval=TICK_MS)
        self._ends = self._listen()
        self._connect()
        self._show_sync()
        self.widget.destroyed.connect(self._detach)  # the window may let go of it before `aclose`

    # What the window asks

    def enter(self) -> None:
        """Puts the focus on the list; the first time, begins to keep the sheet true."""
        self.page.take_focus()
        if self._running is None:
            self._running = asyncio.get_running_loop().create_task(self.today.run(), name=SHEET_JOB)
            self._running.add_done_callback(self._ended)

    def show_week(self) -> None:
        """Other days are working days now."""
        self.page.loads.show_week()
        self.editor.show_week()

    def show_zone(self) -> None:
        """Days begin at another time, and moments are shown in another zone."""
        self.editor.show_zone()
        self.today.wake()
        self.page.tick()

    async def ready(self) -> None:
        """Returns when the copy is whole, or can't become so now, and what it holds is shown."""
        whole = asyncio.Event()
        end = self.session.sync.changed.add(lambda: None if self._is_loading() else whole.set())
        try:
            if self._is_loading():
                await whole.wait()
        finally:
            end()
        await self.today.refresh()
        await self._jobs.settled()

    async def pose(self) -> None:
        """Everybody's day, what is overdue folded, with one of today's activities open."""
        await self.today.choose(None)
        await self.today.fold(Part.OVERDUE, True)
        await self._jobs.settled()
        self.page.list.go_to_part(Part.TODAY)
        self.open_current()
        await self._jobs.settled()

    async def aclose(self) -> None:
        """Ends every reading; writes in flight belong to the window."""
        self._detach()
        if self._running is not None:
            await asyncio.gather(self._running, return_exceptions=True)

    def _detach(self) -> None:
        """Nothing is shown and nothing is read any more."""
        self._ticking.stop()
        self._rest.stop()
        self._rest.blockSignals(True)
        self.many.detach()
        self.teller.detach()
        self.waiting.detach()
        for end in self._ends:
            end()
        for key in (SHEET_JOB, LINES_JOB):
            self._jobs.cancel(key)
        if self._running is not None:
            self._running.cancel()

    # Wishes

    def open_current(self) -> None:
        """Opens the current activity in the editor, begins a to-do for an item, unfolds a part."""
        row = self.page.list.current
        if isinstance(row, Heading):
            self._fold(row.section.part, not row.folded)
        elif isinstance(row, DoingRow):
            self._open(row.activity_id)
            self.editor.focus_title()
        elif isinstance(row, Forgotten):
            self.new_todo()

    def change_deadline(self) -> None:
        """Opens the current activity and goes to its deadline; several go to where many are changed."""
        number = self.page.list.activity_id
        if len(self.page.list.chosen) > 1:
            self.change()
        elif number is not None:
            self._open(number)
            self.editor.focus_deadline()

    def new_todo(self) -> None:
        """Opens an empty to-do for the item of the current row."""
        owner = self._item()
        if owner is None:
            return
        if subject_of(self.session.editing.state) != owner:
            self._leave_draft()
            self._jobs.start(self.session.editing.open_new(owner), key=OPEN_JOB, again=self.new_todo)
        self.editor.focus_title()

    def show_item(self) -> None:
        """Goes to the item of the current row; in the editor the same key saves."""
        if self._is_in_editor():
            self.editor.save()
        elif (ref := self._item()) is not None:
            self.item_wanted.emit(ref, self.page.list.activity_id)

    def change(self) -> None:
        """Takes what is chosen, or on a heading all rows of its part, to where many rows are changed."""
        ids = self._rows()
        if ids:
            self.change_wanted.emit(ids, self.tr("%Ln selected in Today", "", len(ids)))

    def drop_waiting(self) -> None:
        """Drops what waits in the chosen rows; Ctrl+Shift+Z takes that back."""
        dropping = self.session.pending.revert_these(self.page.list.chosen)
        self._writes.start(dropping, key=WRITES_KEY, quiet=True)

    def take_back(self) -> None:
        """Takes back what was last done to the edits that wait."""
        self._writes.start(self.session.pending.undo(), key=WRITES_KEY, quiet=True)

    def close_editor(self) -> None:
        """Gives the room to the sheet; a draft is kept."""
        self._rest.stop()
        self._leave_draft()
        self._jobs.start(self.session.editing.close(), key=OPEN_JOB)
        self.page.take_focus()

    def show_only(self, focus: Focus | None) -> None:
        """One person and day, or all again."""
        self._start(partial(self.today.show_only, focus))

    def choose_whose(self) -> None:
        """Opens the list of people whose day may be shown."""
        picker = WhosePicker(self._look, self.today.content, self.today.me, self.page.greeting.whose)
        picker.chosen.connect(self._choose)
        self.whose_picker = picker
        picker.open()

    def choose_cap(self) -> None:
        """Asks how much a full day is."""
        card = CapCard(self._look, self.page.load_model.cap, self.page.greeting.cap)
        card.changed.connect(self._set_cap)
        self.cap_card = card
        card.open()

    # Inside

    def _open(self, activity_id: int) -> None:
        self._rest.stop()
        if subject_of(self.session.editing.state) != activity_id:
            self._leave_draft()
            self._jobs.start(self._read(activity_id), key=OPEN_JOB, again=partial(self._open, activity_id))

    async def _read(self, activity_id: int) -> None:
        activity = await self.session.copy.activity(activity_id)
        if activity is not None:
            await self.session.people.know([activity.responsible_id, activity.author_id])
            await self.session.editing.open(activity)

    def _follow(self) -> None:
        """An editor that is open shows what the person goes to; a row that changes by itself is no wish of hers."""
        number = self.page.list.activity_id
        if number is not None and self._has_editor() and self.page.list.hasFocus():
            self._open(number)

    def _choose(self, whose: Whose) -> None:
        self._start(partial(self.today.choose, whose))

    def _fold(self, part: Part, folded: bool) -> None:
        self._start(partial(self.today.fold, part, folded))
        self.folded_chosen.emit(self.today.folded)

    def _set_cap(self, cap: int) -> None:
        self.page.set_cap(cap)
        self.cap_chosen.emit(cap)

    def _go_to_part(self, part: Part) -> None:
        self.page.list.go_to_part(part)
        self.page.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _start(self, work: Callable[[], object]) -> None:
        self._jobs.start(work(), key=SHEET_JOB, again=partial(self._start, work))  # type: ignore[arg-type]

    def _look_at(self, ids: Sequence[int]) -> None:
        self._jobs.start(self.today.read_lines(ids), key=LINES_JOB, again=partial(self._look_at, ids))

    def _delete(self, activity_id: int) -> None:
        base = self.session.editing.state.base
        if base is not None and base.id == activity_id and not self.session.deletions.is_held(activity_id):
            self.session.hold_deletion(base)
            self.close_editor()

    def _leave_draft(self) -> None:
        """What is typed and not saved is kept, and said to be; unless the line offers something that matters more."""
        state = self.session.editing.state
        typed = state.phase is EditorPhase.EDITING and bool(state.changed) and state.draft is not None
        if typed and state.draft is not None and not self._quiet.offers():
            title = state.draft.title.strip() or self.tr("to-do")
            said = self.tr("“{title}” is not saved. Your draft is kept.").format(title=title)
            self._quiet.tell(said, glyph=Glyph.PENCIL, tone="warning")

    def _escaped(self) -> None:
        if self._has_several() and self.page.list.hasFocus():
            self.page.list.choose_current()
        elif self.today.content.focus is not None and not self._is_in_editor():
            self.show_only(None)
        elif self._has_editor():
            self.close_editor()

    def _show_sync(self) -> None:
        state = self.session.sync.state
        if not self._is_loading():
            self.page.show_loading("")
        elif state.total is None:
            self.page.show_loading(self.tr("Looking how much there is…"))
        else:
            number = self._formats.number
            said = self.tr("{done} of {total} read, the newest and open ones first")
            self.page.show_loading(said.format(done=number(state.rows), total=number(state.total)))

    def _is_loading(self) -> bool:
        state = self.session.sync.state
        return not state.complete and state.phase not in _CLOSES_BY

    def _make_room(self) -> None:
        had_focus = self._is_in_editor()
        self.editor.setVisible(not self.editor.pages.is_empty)
        if had_focus and self.editor.pages.is_empty:
            self.page.take_focus()

    def _ended(self, task: asyncio.Task[None]) -> None:
        """It ends only with the workspace; whatever else ended it is said like any other failure."""
        if not task.cancelled() and (error := task.exception()) is not None:
            self._jobs.failed.emit(SHEET_JOB, error)

    # What is known

    def _item(self) -> EntityRef | None:
        row = self.page.list.current
        if isinstance(row, Forgotten):
            return row.entity.ref
        line = self.today.line(row.activity_id) if isinstance(row, DoingRow) else None
        return line.owner if line is not None else None

    def _rows(self) -> list[int]:
        """What the current row stands for; a folded part is not read."""
        row = self.page.list.current
        chosen = self.page.list.chosen
        if isinstance(row, Heading) and not chosen:
            return list(row.section.ids or ()) if row.section.part is not Part.IDLE else []
        return chosen

    def _has_waiting(self) -> bool:
        return any(self.session.pending.of(number) for number in self.page.list.chosen)

    def _may_take_back(self) -> bool:
        return self.session.pending.state.can_undo

    def _has_rows(self) -> bool:
        return bool(self._rows())

    def _has_activity(self) -> bool:
        return bool(self.page.list.chosen)

    def _has_several(self) -> bool:
        return len(self.page.list.choosing.keys) > 1

    def _has_item(self) -> bool:
        return self._item() is not None or self._is_in_editor()

    def _has_row(self) -> bool:
        return self.page.list.current is not None

    def _has_focus(self) -> bool:
        return self.today.content.focus is not None

    def _has_editor(self) -> bool:
        return not self.editor.pages.is_empty

    def _is_in_editor(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.editor.isAncestorOf(focus)

    # Building

    def _make_commands(self) -> Sequence[Command]:
        """The key that saves in every editor shows the item where no editor is: one command of the two."""
        own = today_commands(self._actions(), self.title)
        saves = (replace(each, keys=("Ctrl+S",)) if each.id == "todo-save" else each for each in self.editor.commands)
        bind_in_place(self.page.list, [each for each in own if each.in_place], repeating=_REPEATING)
        return (*own, *saves)

    def _actions(self) -> Actions:
        shown = self.page.list
        return Actions(
            complete=self.doing.complete,
            postpone=self.doing.postpone,
            change_deadline=self.change_deadline,
            paint=self.doing.paint,
            hand_over=self.doing.hand_over,
            open=self.open_current,
            step=shown.step,
            step_keeping=shown.step_keeping,
            step_part=shown.go_to_section,
            choose=shown.toggle,
            choose_part=shown.choose_part,
            choose_one=shown.choose_current,
            new_todo=self.new_todo,
            show_item=self.show_item,
            change=self.change,
            choose_whose=self.choose_whose,
            choose_cap=self.choose_cap,
            go_to_list=self.page.take_focus,
            go_to_loads=lambda: self.page.loads.setFocus(Qt.FocusReason.ShortcutFocusReason),
            go_to_editor=lambda: self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason),
            close_editor=self.close_editor,
            show_all=lambda: self.show_only(None),
            refresh=self.session.sync.wish,
            show_waiting=self.waiting_wanted.emit,
            take_back=self.take_back,
            drop_waiting=self.drop_waiting,
            has_activity=self._has_activity,
            has_item=self._has_item,
            has_rows=self._has_rows,
            has_row=self._has_row,
            has_several=self._has_several,
            has_editor=self._has_editor,
            has_focus=self._has_focus,
            has_waiting=self._has_waiting,
            may_take_back=self._may_take_back,
        )

    def _show_waiting(self, look: Look) -> None:
        """The rows say what of them waits, and a button below them how much does."""
        texts = CellTexts(self._formats, self.page.model.person)
        self.page.model.waiting = Waiting(self.session.pending, texts, self.page.model)
        self.waiting = PendingButton(look, self.session.pending)
        self.waiting.open_wanted.connect(self.waiting_wanted)
        self.page.keys.add(self.waiting)

    def _listen(self) -> list[Callable[[], None]]:
        return [
            self.today.changed.add(self.page.show_content),
            self.today.lines_changed.add(self.page.show_lines),
            self.session.sync.changed.add(self._show_sync),
            self._follow_pending(),
        ]

    def _follow_pending(self) -> Callable[[], None]:
        observers = self.session.pending.observers
        observers.append(self._touch)

        def end() -> None:
            if self._touch in observers:
                observers.remove(self._touch)

        return end

    def _touch(self, _ids: frozenset[int]) -> None:
        self.page.show_lines()

    def _connect(self) -> None:
        page = self.page
        page.list.opened.connect(self.open_current)
        page.list.fold_wanted.connect(self._fold)
        page.list.completion_wanted.connect(self.doing.complete)
        page.list.menu_wanted.connect(self._open_menu)
        page.list.sight_changed.connect(self._look_at)
        page.list.current_changed.connect(self._rest.start)
        self.many.run_wanted.connect(self.run_wanted)
        page.loads.picked.connect(self.show_only)
        page.focus_ended.connect(partial(self.show_only, None))
        page.greeting.part_wanted.connect(self._go_to_part)
        page.greeting.whose_wanted.connect(self.choose_whose)
        page.greeting.cap_wanted.connect(self.choose_cap)
        self.editor.deletion_wanted.connect(self._delete)
        self.editor.link_activated.connect(open_link)
        self.editor.pages.currentChanged.connect(self._make_room)
        self.widget.escaped.connect(self._escaped)
        self._rest.timeout.connect(self._follow)
        self._ticking.timeout.connect(self.page.tick)
        self._ticking.start()

    def _open_menu(self, at: QPoint) -> None:
        menu = self.make_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def make_menu(self) -> QMenu:
        """Everything that the keys do with the current row, and the keys."""
        menu = QMenu(self.page.list)
        menu.setAccessibleName(self.tr("What can be done"))
        for command in self.commands:
            if command.id in IN_MENU and command.enabled():
                keys = QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
                action = QAction(f"{command.title}\t{keys}", menu)
                action.triggered.connect(command.run)
                menu.addAction(action)
        return menu
