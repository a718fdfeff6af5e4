"""The workspace of all activities: the filter, the table, and at its right the editor or the edits that wait."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from daybook.domain.clock import Zone
from daybook.domain.columns import SORTED_BY, Column
from daybook.domain.entities import EntityRef
from daybook.domain.filtering import Order
from daybook.domain.grouping import GroupBy
from daybook.domain.query_complete import Completer
from daybook.domain.query_context import QueryContext
from daybook.domain.query_reader import QueryReader
from daybook.domain.query_words import ENGLISH, QueryWords
from daybook.domain.query_writer import QueryWriter
from daybook.domain.view import View, ViewColumn
from daybook.domain.workdays import WorkWeek
from daybook.store.views import Views
from daybook.ui.activities.builtin_views import builtin_views
from daybook.ui.activities.commands import Actions, table_commands
from daybook.ui.activities.doing import Doing
from daybook.ui.activities.exporting import Exporting, Kind
from daybook.ui.activities.menus import Menus
from daybook.ui.activities.openers import Openers
from daybook.ui.activities.page import TablePage
from daybook.ui.activities.pending_button import PendingButton
from daybook.ui.activities.pending_side import PendingSide
from daybook.ui.activities.pending_teller import PendingTeller
from daybook.ui.activities.side import TablePanes, TableSide
from daybook.ui.activities.table_edits import TableEdits
from daybook.ui.activities.view_menu import ViewMenu
from daybook.ui.entities.links import open_link
from daybook.ui.kit.commands import Command
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.typed_deadline import day_first
from daybook.ui.kit.writes import Writes
from daybook.ui.today.in_place import bind_in_place
from daybook.ui.todo.editor import TodoEditorPanel
from daybook.ui.todo.subject import subject_of
from daybook.ui.todo.wishes import OPEN_JOB
from daybook.work.activities_table import ActivitiesTable
from daybook.work.asking import Asking
from daybook.work.binding_reads import BindingReads
from daybook.work.editor_state import EditorPhase
from daybook.work.session import PortalSession
from daybook.work.syncing.progress import Phase
from daybook.work.view_shelf import ViewShelf

ASK_JOB: Final = "activities"
TYPES_JOB: Final = "activities types"
VIEWS_JOB: Final = "activities views"
BINDINGS_JOB: Final = "activities bindings"
REST_MS: Final = 140
"""How long the arrow keys must rest on a row before the open editor follows."""
LOOK_MS: Final = 400
"""How long rows must stay in sight before the portal is asked what they are bound to."""
KEEP_MS: Final = 800
"""How long columns must rest before they are written down."""
TICK_MS: Final = 30_000
"""How often it is looked what became overdue."""
WIDER: Final = 24
_CLOSES_BY: Final = (Phase.OFFLINE, Phase.ELSEWHERE)


class ActivitiesWorkspace(QObject):
    """Carries wishes between the table, what stands beside it, and the presenters of one session.

    `kept` is how the table was left; `view_left` tells how it is left now. `views` keeps the person's own views; None =
    there are none to keep. `item_wanted` asks for another workspace.
    """

    id = "activities"
    glyph = Glyph.ACTIVITIES

    item_wanted = Signal(object, object)  # EntityRef, and the id of the activity
    view_left = Signal(object)  # View
    change_wanted = Signal(object, str)  # Sequence[int], and where they come from in words
    layout_wanted = Signal(object)  # int: the activity whose blocks are wanted
    run_undo_wanted = Signal(str)  # the id of a run
    front_wanted = Signal()  # edits wait from before: show them, whatever is on

    def __init__(
        self,
        look: Look,
        formats: Formats,
        session: PortalSession,
        zone: Zone,
        *,
        kept: View | None = None,
        views: Views | None = None,
        words: QueryWords = ENGLISH,
        first_weekday: int = 0,
        week: Callable[[], WorkWeek] = WorkWeek,
        jobs: Jobs,
        writes: Writes,
        quiet: QuietLine,
        editor: TodoEditorPanel | None = None,
        pending: PendingSide | None = None,
    ) -> None:
        """`editor` and `pending` None: it makes its own."""
        super().__init__()
        self.session = session
        self.title = self.tr("Activities")
        self._formats = formats
        self._zone = zone
        self._first_weekday, self._week = first_weekday, week
        self._jobs = jobs
        self._quiet = quiet
        self._types: dict[int, str] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._reader, self._writer = QueryReader(words, day_first(formats.locale)), QueryWriter(words)
        self.views = tuple(builtin_views())
        self.view_name = ""
        self.table = ActivitiesTable(session.copy, session.me, session.clock, zone, first_weekday=first_weekday)
        self.asking = Asking(self.table, self._reader, self._writer, self._context)
        self.page = TablePage(look, formats, self.table, self.asking, Completer(words))
        self.view = self.page.view
        self.editor = editor or TodoEditorPanel(look, formats, session.editing, jobs, writes)
        self.pending = pending or PendingSide(look, formats, session, jobs=jobs, writes=writes, quiet=quiet)
        self.side = TableSide(self.editor, self.pending.panel)
        self.waiting = PendingButton(look, session.pending)
        self.page.status.add(self.waiting)
        self.edits = TableEdits(self.view, self.table, self.pending)
        self.teller = PendingTeller(session.pending, writes=writes, quiet=quiet)
        self.doing = Doing(
            session,
            self.table,
            self.view,
            self.pending,
            formats,
            jobs=jobs,
            writes=writes,
            quiet=quiet,
            teller=self.teller,
        )
        self.exporting = Exporting(
            session.copy, self.view.maker, formats, zone, jobs=jobs, quiet=quiet, say=self.page.status.say
        )
        self.bindings = BindingReads(session.portal, session.copy, session.clock)
        self.shelf = None if views is None else ViewShelf(views, self._reader)
        self.menus = Menus(self.page)
        self.view_menu = None if self.shelf is None else self._make_view_menu(look, self.shelf, writes)
        self.openers = Openers(self)
        self.widget = TablePanes(self.page, self.side)
        self.commands = self._make_commands()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._looked = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._keep = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._tick = QTimer(self, interval=TICK_MS)
        self._ends = self._listen()
        self._connect()
        self._begin_with(kept)
        self._show_sync()

    # What the window asks

    def enter(self) -> None:
        """Puts the focus on the rows; the first time, asks for them and begins to keep them true."""
        self.page.take_focus()
        if not self._tasks:
            self._ask()
            self._jobs.start(self._learn_types(), key=TYPES_JOB)
            if self.shelf is not None:
                self._jobs.start(self.shelf.load(), key=VIEWS_JOB)
            loop = asyncio.get_running_loop()
            for work in (self.table.keep_rows(), self.table.keep_lines()):
                task = loop.create_task(work, name=ASK_JOB)
                task.add_done_callback(self._ended)
                self._tasks.append(task)

    async def ready(self) -> None:
        """Returns when the copy is whole, or can't become so now, and what it holds is shown."""
        whole = asyncio.Event()
        end = self.session.sync.changed.add(lambda: None if self._is_loading() else whole.set())
        try:
            if self._is_loading():
                await whole.wait()
        finally:
            end()
        await self._jobs.settled()
        await self.table.settled()

    async def pose(self) -> None:
        """Everybody's open activities, some of them selected, the first one in the editor."""
        self.choose_view(View(self.tr("Everybody’s open to-dos"), "is:open type:todo"))
        await self.ready()
        self.view.enter_first()
        for row in (1, 2, 4):
            self.view.toggle_pick(row)
        self.open_current()
        await self.ready()

    async def aclose(self) -> None:
        """Ends every reading; writes in flight belong to the window."""
        for timer in (self._rest, self._looked, self._keep, self._tick):
            timer.stop()
        for end in self._ends:
            end()
        self.waiting.detach()
        self.teller.detach()
        self.pending.detach()
        for key in (ASK_JOB, TYPES_JOB, VIEWS_JOB, BINDINGS_JOB):
            self._jobs.cancel(key)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # Asking

    def show_week(self) -> None:
        """Other days are working days now: what is offered, and what is asked by them, may be something else."""
        self.editor.show_week()
        if self._tasks and not self.asking.is_asked:
            self._ask_anew()

    def show_zone(self) -> None:
        """Days begin at another time, and moments are shown in another zone."""
        self.editor.show_zone()
        self.view.forget_faces()
        if self._tasks:
            self._ask()

    def choose_view(self, view: View) -> None:
        """Shows a view; one that is built in leaves the columns as they are."""
        reading = self._reader.reading(view.filter)
        self.view_name = view.name
        self.asking.show(reading.query, order=view.order, group_by=view.group)
        if view not in self.views:
            self._show_columns(view)
        self._ask_anew()

    def show_filter(self, text: str) -> None:
        """Shows what a filter says, as though it had been typed."""
        self.asking.type(text)
        self._ask_anew()

    def sort(self, column: Column) -> None:
        """By a column; by the one that it is sorted by already, the other way round."""
        key = SORTED_BY[column]
        present = self.asking.order
        self.sort_by(Order(key, not present.descending) if key is present.key else Order(key))

    def sort_by(self, order: Order) -> None:
        """In this order."""
        self.asking.sort(order)
        self._ask_newly()

    def group(self, by: GroupBy | None) -> None:
        """Under other headings, or under none."""
        self.asking.group(by)
        self._ask_newly()

    def present_view(self, name: str) -> View:
        """What is shown now, as a view of that name; "" = under that of the view it began with."""
        columns = tuple(ViewColumn(column, width) for column, width in self.view.widths.items())
        text = self._writer.write(self.asking.query)
        return View(name or self.view_name or self.title, text, columns, self.asking.order, self.asking.group_by)

    # Wishes

    def open_current(self) -> None:
        """Opens the current activity in the editor; folds a group."""
        if not self.view.fold_current() and self.view.current_id is not None:
            self._open(self.view.current_id)
            self.editor.focus_title()

    def show_item(self) -> None:
        """Goes to the item of the current row; in the editor the same key saves."""
        if self.side.has_focus and not self.side.shows_pending:
            self.editor.save()
        elif (ref := self._item()) is not None:
            self.item_wanted.emit(ref, self.view.current_id)

    def show_layout(self) -> None:
        """The blocks of the current row where layouts are made."""
        if (activity_id := self.view.current_id) is not None:
            self.layout_wanted.emit(activity_id)

    def close_side(self) -> None:
        """Gives the room to the table; a draft is kept."""
        self._rest.stop()
        if self.side.shows_pending:
            self.side.show_pending(False)
        else:
            self._leave_draft()
            self._jobs.start(self.session.editing.close(), key=OPEN_JOB)
        self.page.take_focus()

    def show_pending(self) -> None:
        """Shows the edits that wait."""
        self.side.show_pending(True)

    def change(self) -> None:
        """Takes what is selected, or else the current row, to where many rows are changed."""
        current = self.view.current_id
        ids = self.table.picks.in_order() or ([] if current is None else [current])
        if ids:
            self.change_wanted.emit(ids, self.tr("%Ln selected in Activities", "", len(ids)))

    def export(self, kind: Kind) -> None:
        """Asks where to write what is selected, or else all that the filter shows."""
        ids = self.table.picks.in_order() or self.table.rows.ids
        self.exporting.ask(kind, self.view_name or self.title, ids, self.view.shown_columns, self.page)

    # Inside

    def _ask(self) -> None:
        self._jobs.start(self.asking.ask(), key=ASK_JOB, again=self._ask)

    def _ask_newly(self) -> None:
        self._keep.start()
        self._ask()

    def _ask_anew(self) -> None:
        """Other activities, shown from the first one on."""
        self.view.begin_anew()
        self._ask_newly()

    def _ask_if_due(self) -> None:
        self.view.forget_faces()
        if not self.asking.is_asked and not self._jobs.running(ASK_JOB):
            self._ask()

    def _typed(self, text: str) -> None:
        self.page.person_typed()
        if self.asking.type(text):
            self._ask_anew()

    def _drop_part(self, part: int) -> None:
        self.asking.drop(part)
        self._ask_anew()

    def _clear(self) -> None:
        self.show_filter("")
        self.page.bar.focus_field()

    def _context(self) -> QueryContext:
        return QueryContext(
            self.session.clock.now(),
            self._zone(),
            self.session.me,
            tuple(self.table.people.values()),
            self._first_weekday,
            self._week(),
            self._types,
        )

    async def _learn_types(self) -> None:
        self._types = await self.session.smart_processes()

    def _begin_with(self, kept: View | None) -> None:
        first = kept or self.views[0]
        self.view_name = first.name
        self.asking.show(self._reader.reading(first.filter).query, order=first.order, group_by=first.group)
        self._show_columns(first)
        self._keep.stop()

    def _show_columns(self, view: View) -> None:
        widths = {each.column: each.width for each in view.columns if each.width is not None}
        self.view.show_columns([each.column for each in view.columns], widths)

    def choose_columns(self, columns: Sequence[Column]) -> None:
        """Shows these columns; those that are there keep their width."""
        self.view.show_columns(columns, self.view.widths)
        self.view.layout_changed.emit()

    def _open(self, activity_id: int) -> None:
        self._rest.stop()
        self.side.show_pending(False)
        if subject_of(self.session.editing.state) != activity_id:
            self._leave_draft()
            self._jobs.start(self._read(activity_id), key=OPEN_JOB, again=partial(self._open, activity_id))

    async def _read(self, activity_id: int) -> None:
        activity = await self.session.copy.activity(activity_id)
        if activity is not None:
            await self.session.people.know([activity.responsible_id, activity.author_id])
            await self.session.editing.open(activity)

    def _follow(self) -> None:
        """An editor that is open shows what the person goes to; while she types a filter it stays."""
        number = self.view.current_id
        if number is not None and self._has_editor() and self.view.hasFocus():
            self._open(number)

    def _delete_open(self, activity_id: int) -> None:
        base = self.session.editing.state.base
        if base is not None and base.id == activity_id and not self.session.deletions.is_held(activity_id):
            self.session.hold_deletion(base)
            self.close_side()

    def _leave_draft(self) -> None:
        """What is typed and not saved is kept, and said to be; unless the line offers something that matters more."""
        state = self.session.editing.state
        typed = state.phase is EditorPhase.EDITING and bool(state.changed) and state.draft is not None
        if typed and state.draft is not None and not self._quiet.offers():
            title = state.draft.title.strip() or self.tr("to-do")
            said = self.tr("“{title}” is not saved. Your draft is kept.").format(title=title)
            self._quiet.tell(said, glyph=Glyph.PENCIL, tone="warning")

    def _escaped(self) -> None:
        if self.side.isVisible():
            self.close_side()
        elif self.page.pages.currentWidget() is not self.view:
            self.page.bar.focus_field()

    def _clicked(self, column: Column) -> None:
        """A click on the circle completes; one on the cell that is current already edits it."""
        if column is Column.DONE:
            number = self.view.current_id
            if number is not None:
                self.doing.complete_one(number)

    def _read_bindings(self) -> None:
        """What is in sight or selected, if that column is on."""
        if Column.BINDINGS not in self.view.shown_columns:
            return
        wanted = [line.id for line in self.view.lines_in_sight() if line.bindings is None]
        if wanted and not self._jobs.running(BINDINGS_JOB):
            self._jobs.start(self.bindings.read(wanted), key=BINDINGS_JOB)

    def _show_lines(self) -> None:
        self.view.show_lines()
        self._looked.start()

    def _show_people(self) -> None:
        """Names in chips, and what depends on names in the filter."""
        self.view.forget_faces()

    def _show_asking(self) -> None:
        self.page.bar.show_asking()
        self.page.bar.show_view(self._named_view())
        self.view.header.show_order(self.asking.order)

    def _named_view(self) -> str:
        """The view, and whether something else is shown by now."""
        own = None if self.shelf is None else self.shelf.named(self.view_name)
        view = own or next((each for each in self.views if each.name == self.view_name), None)
        present = self.present_view(self.view_name) if self.view_name else None
        if (
            view is None
            or present is None
            or (present.filter, present.order, present.group)
            == (
                self._writer.write(self._reader.reading(view.filter).query),
                view.order,
                view.group,
            )
        ):
            return self.view_name
        return self.tr("{name}, changed").format(name=self.view_name)

    def _show_sync(self) -> None:
        state, number = self.session.sync.state, self._formats.number
        if not self._is_loading():
            self.page.show_loading("")
        elif state.total is None:
            self.page.show_loading(self.tr("Looking how much there is…"))
        else:
            said = self.tr("{done} of {total} read, the newest and open ones first")
            self.page.show_loading(said.format(done=number(state.rows), total=number(state.total)))

    def _is_loading(self) -> bool:
        state = self.session.sync.state
        return not state.complete and state.phase not in _CLOSES_BY

    def _make_room(self) -> None:
        had_focus = self.side.has_focus
        self.side.make_room()
        if had_focus and not self.side.isVisible():
            self.page.take_focus()

    def _tell_view(self) -> None:
        self.view_left.emit(self.present_view(""))

    def _ended(self, task: asyncio.Task[None]) -> None:
        """It ends only with the workspace; whatever else ended it is said like any other failure."""
        if not task.cancelled() and (error := task.exception()) is not None:
            self._jobs.failed.emit(ASK_JOB, error)

    # What is known

    def _item(self) -> EntityRef | None:
        number = self.view.current_id
        line = None if number is None else self.table.line(number)
        return None if line is None else line.owner

    def _has_activity(self) -> bool:
        return bool(self.view.current_id is not None or len(self.table.picks))

    def _has_item(self) -> bool:
        return self._item() is not None or self.side.has_focus

    def _has_editor(self) -> bool:
        return not self.editor.pages.is_empty

    # Building

    def _make_view_menu(self, look: Look, shelf: ViewShelf, writes: Writes) -> ViewMenu:
        return ViewMenu(
            look, shelf, self.views, self.menus,
            present=self.present_view, choose=self.choose_view,
            jobs=self._jobs, writes=writes, quiet=self._quiet, parent=self.page,
        )  # fmt: skip

    def _make_commands(self) -> Sequence[Command]:
        """The key that saves in every editor shows the item where no editor is: one command of the two."""
        own = (*table_commands(self._actions(), self.title), *self.edits.commands)
        saves = (replace(each, keys=("Ctrl+S",)) if each.id == "todo-save" else each for each in self.editor.commands)
        bind_in_place(self.view, [each for each in own if each.in_place], repeating=("table-narrower", "table-wider"))
        of_views = () if self.view_menu is None else self.view_menu.commands
        return (*own, *of_views, *self.pending.commands, *saves)

    def _actions(self) -> Actions:
        view = self.view
        return Actions(
            open=self.open_current,
            show_item=self.show_item,
            complete=self.doing.complete,
            delete=self.doing.delete,
            copy=self.doing.copy,
            pick=view.toggle_pick,
            pick_all=view.pick_all,
            pick_none=view.pick_none,
            sort_up=partial(self._sort_here, descending=False),
            sort_down=partial(self._sort_here, descending=True),
            column_left=partial(view.move_column, -1),
            column_right=partial(view.move_column, 1),
            narrower=partial(view.widen_column, -WIDER),
            wider=partial(view.widen_column, WIDER),
            fold_all=partial(self.table.fold_all, True),
            unfold_all=partial(self.table.fold_all, False),
            search=self.page.bar.focus_field,
            go_to_table=self.page.take_focus,
            go_to_editor=lambda: self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason),
            close_editor=self.close_side,
            refresh=self.session.sync.wish,
            views=self.openers.views,
            group=self.openers.groups,
            columns=self.openers.columns,
            export=self.openers.exports,
            change=self.change,
            layout=self.show_layout,
            has_row=lambda: view.currentIndex().isValid(),
            has_activity=self._has_activity,
            has_item=self._has_item,
            has_picks=lambda: len(self.table.picks) > 0,
            has_groups=lambda: bool(self.table.rows.groups),
            has_editor=self.side.isVisible,
        )

    def _sort_here(self, *, descending: bool) -> None:
        key = SORTED_BY.get(self.view.current_column)
        if key is not None:
            self.sort_by(Order(key, descending))

    def _listen(self) -> list[Callable[[], None]]:
        return [
            self.table.rows_changed.add(self.page.show_rows),
            self.table.lines_changed.add(self._show_lines),
            self.table.people_changed.add(self._show_people),
            self.table.picks_changed.add(self.page.show_picks),
            self.asking.changed.add(self._show_asking),
            self.session.sync.changed.add(self._show_sync),
        ]

    def _connect(self) -> None:
        bar, view = self.page.bar, self.view
        bar.typed.connect(self._typed)
        bar.part_dropped.connect(self._drop_part)
        bar.left.connect(self.page.take_focus)
        bar.views_wanted.connect(self.openers.views)
        bar.menu_wanted.connect(self.openers.of_bar)
        self.page.filter_cleared.connect(self._clear)
        self.page.status.change_wanted.connect(self.change)
        view.opened.connect(lambda _number: self.open_current())
        view.current_changed.connect(lambda _number: self._rest.start())
        view.cell_clicked.connect(self._clicked)
        view.menu_wanted.connect(self.openers.of_row)
        view.layout_changed.connect(self._keep.start)
        view.layout_changed.connect(self._looked.start)
        view.header.sort_wanted.connect(self.sort)
        view.header.menu_wanted.connect(self.openers.of_column)
        self.editor.deletion_wanted.connect(self._delete_open)
        self.editor.link_activated.connect(open_link)
        self.editor.pages.currentChanged.connect(self._make_room)
        self.pending.open_wanted.connect(self.show_pending)
        self.pending.close_wanted.connect(self.close_side)
        self.pending.front_wanted.connect(self.front_wanted)
        self.pending.run_undo_wanted.connect(self.run_undo_wanted)
        self.waiting.open_wanted.connect(self.pending.show)
        self.widget.escaped.connect(self._escaped)
        self._rest.timeout.connect(self._follow)
        self._looked.timeout.connect(self._read_bindings)
        self._keep.timeout.connect(self._tell_view)
        self._tick.timeout.connect(self._ask_if_due)
        self._tick.start()
