"""The page on which a change of many rows is composed, looked at and ordered."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from daybook.bulk.preparing import Plan
from daybook.domain.changes.change import SetResponsible, ShiftDeadline, ShiftUnit
from daybook.domain.changes.recipe import Recipe, Selection
from daybook.domain.clock import Clock, Zone
from daybook.domain.deadline import DeadlineReader
from daybook.domain.entities import EntityRef
from daybook.domain.filtering import Filter, Order
from daybook.domain.run import RunHead
from daybook.domain.todo import TodoColor
from daybook.opening import Kind
from daybook.ui.changing.commands import Actions, change_commands
from daybook.ui.changing.delete_question import DeleteQuestion
from daybook.ui.changing.form import ChangeForm
from daybook.ui.changing.looking import Looking
from daybook.ui.changing.recipe_files import RecipeFiles
from daybook.ui.changing.table_files import TableFiles
from daybook.ui.changing.tools import Tools
from daybook.ui.changing.values_part import ValuesPart
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.labels import separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.work.changing.judged import Lost
from daybook.work.changing.parts import Part
from daybook.work.changing.state import Picked
from daybook.work.changing.table_import import TableReading
from daybook.work.session import PortalSession

DRAFT_JOB: Final = "change draft"
LOOK_JOB: Final = "change look"
PEOPLE_JOB: Final = "change people"
ITEMS_JOB: Final = "change items"
FILE_JOB: Final = "change file"
POSED: Final = 48
"""Rows of the picture."""
APPLY_KEY: Final = "change"


@dataclass(frozen=True)
class _Clockwork:
    reader: DeadlineReader
    clock: Clock

    def now(self) -> datetime:
        """The present moment."""
        return self.clock.now()


class ChangingWorkspace(QObject):
    """Carries wishes between the form, the preview and the presenter. `started` tells that a run was begun."""

    id = "change"
    glyph = Glyph.PENCIL
    opens = Kind.RECIPE

    started = Signal(str)  # the id of the run
    front_wanted = Signal()

    def __init__(
        self,
        look: Look,
        formats: Formats,
        session: PortalSession,
        zone: Zone,
        *,
        recent: Callable[[], Sequence[RunHead]],
        jobs: Jobs,
        writes: Writes,
        quiet: QuietLine,
    ) -> None:
        super().__init__()
        self.session = session
        self.changing = session.changing
        self.title = self.tr("Change")
        self._look = look
        self._formats = formats
        self._jobs = jobs
        self._writes = writes
        self._quiet = quiet
        self.question: DeleteQuestion | None = None
        clockwork = _Clockwork(session.editing.reader, session.clock)
        self.tools = Tools(
            look,
            formats,
            clockwork,
            person_of=self.changing.person,
            item_title=self.changing.item_title,
            by_application=self.changing.by_application,
        )
        self.form = ChangeForm(self.tools, lambda: self.changing.offered)
        self.looking = Looking(self.tools, self.changing)
        self.widget = QWidget()
        self._lay_out()
        self.recipes = RecipeFiles(
            formats, zone, self.widget,
            present=self._present, recent=recent, jobs=jobs, quiet=quiet,
        )  # fmt: skip
        self.tables = TableFiles(
            formats, zone, self.widget,
            copy=session.copy, clockwork=clockwork, me=session.me, jobs=jobs, quiet=quiet,
        )  # fmt: skip
        self.commands = change_commands(self._actions(), self.title)
        self._end = self.changing.changed.add(self._show)
        self._connect()
        self._show()

    # What the window asks

    def begin(self) -> None:
        """Brings back what was composed in an earlier window."""
        self._jobs.start(self._restore(), key=DRAFT_JOB, again=self.begin)

    def enter(self) -> None:
        """Puts the focus where work goes on."""
        preview = self.looking.preview
        if self.changing.state.is_fresh and preview.list.isVisible():
            preview.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.form.take_focus()

    async def ready(self) -> None:
        """Returns when everything that was asked for is shown."""
        await self._jobs.settled()

    async def pose(self) -> None:
        """Some to-dos, moved by three working days and given to somebody."""
        lines = await self.session.copy.lines(await self.session.copy.ids(Filter(), Order(descending=True)))
        shown = [line.id for line in lines if line.is_todo and not line.completed][:POSED]
        shown += [line.id for line in lines if line.is_todo and line.completed][: POSED // 8]
        self.choose(shown, self.tr("%Ln selected in Activities", "", len(shown)))
        await self._learn_people()
        self.changing.put(Part.DEADLINE, ShiftDeadline(3, ShiftUnit.WORKING_DAYS))
        self.changing.put(Part.RESPONSIBLE, SetResponsible(self.tools.people[-1].id))
        self.changing.put(Part.COLOR, TodoColor.BLUE)
        self.look()
        await self.ready()

    async def aclose(self) -> None:
        """Ends every reading; what was ordered belongs to the window."""
        self._end()
        for key in (DRAFT_JOB, LOOK_JOB, PEOPLE_JOB, ITEMS_JOB, FILE_JOB):
            self._jobs.cancel(key)

    # Wishes of other workspaces

    def choose(self, ids: Sequence[int], origin: str) -> None:
        """Activities to be changed; what is composed stays."""
        if ids:
            self.form.notice.say("")
            self.changing.pick(Picked(Selection(ids=tuple(ids)), origin))
            self.front_wanted.emit()

    def choose_items(self, refs: Sequence[EntityRef], origin: str) -> None:
        """Items of one type, for each of which something is created."""
        if refs:
            ids = tuple(each.id for each in refs)
            self.changing.pick(Picked(Selection(ids=ids, entity_type=refs[0].type_id), origin))
            if Part.CREATE in self.changing.offered:
                self.form.begin(Part.CREATE)
            self.front_wanted.emit()

    def open_file(self, path: Path) -> None:
        """The recipe in a file, or what is wrong with it."""
        self.recipes.open(path)

    # What the person does

    def look(self) -> None:
        """Reads the rows and shows what would become of them."""
        if self.changing.state.can_look:
            self._jobs.start(self.changing.look(), key=LOOK_JOB, again=self.look)

    def stop_looking(self) -> None:
        """What is being read is not wanted any more."""
        self._jobs.cancel(LOOK_JOB)

    def apply(self, plan: Plan | None = None) -> None:
        """Sends what was looked at; before anything is deleted, the number is typed."""
        ticks = self.looking.preview.ticks
        if plan is None:
            self.looking.preview.apply.click()
            return
        if ticks is None or not ticks.count or not self.changing.state.is_fresh:
            return
        title = self.looking.title_of(ticks.count)
        order = partial(self._order, plan, title)
        if not ticks.sums.lost.get(Lost.DELETED):
            order()
            return
        question = DeleteQuestion(self._look, self.widget.window(), title=title, count=ticks.count)
        question.decided.connect(lambda agreed: order() if agreed else None)
        self.question = question
        question.open()

    def write_table(self) -> None:
        """Writes the selected rows to a table."""
        if self._ids:
            self.tables.ask_where(self._ids)

    def clear(self) -> None:
        """An empty form; for a while it can be had back."""
        before = self.changing.recipe()
        picked = self.changing.state.picked
        self.stop_looking()
        self.changing.clear()
        if before is not None and picked is not None:
            back = partial(self.changing.open, before, picked.origin)
            self._quiet.offer(self.tr("The form is empty"), self.tr("Take back"), back, seconds=10)

    # Inside

    async def _restore(self) -> None:
        written = await self.changing.restore()
        if written is not None:
            said = self.tr("This is the change that you were composing {moment}. Nothing of it was sent.")
            self.form.notice.say(said.format(moment=self._formats.ago(written)), tone="info")

    @property
    def _ids(self) -> tuple[int, ...]:
        picked = self.changing.state.picked
        return () if picked is None or picked.of_items else picked.select.ids or ()

    def _order(self, plan: Plan, title: str) -> None:
        self._writes.start(self._apply(plan, title), key=APPLY_KEY)

    async def _apply(self, plan: Plan, title: str) -> None:
        run_id = await self.changing.apply(plan, title)
        if run_id:
            self._quiet.tell(self.tr("Begun: {title}").format(title=title))
            self.started.emit(run_id)

    def _present(self) -> Recipe | None:
        return self.changing.recipe()

    def _open(self, recipe: Recipe, name: str) -> None:
        self.form.notice.say("")
        self.stop_looking()
        self.changing.open(recipe, self._origin(recipe, name))
        self.front_wanted.emit()

    def _origin(self, recipe: Recipe, name: str) -> str:
        if recipe.select.ids is None:
            return self.tr("What the filter of {recipe} finds").format(recipe=recipe.title or name)
        return self.tr("%Ln row(s) of {recipe}", "", len(recipe.select.ids)).format(recipe=recipe.title or name)

    def _refuse(self, name: str, mistakes: str) -> None:
        said = self.tr("{file} can’t be used as a recipe.").format(file=name)
        self.form.notice.say(said, mistakes, tone="warning")
        self.front_wanted.emit()

    def _take_table(self, name: str, reading: TableReading) -> None:
        """The rows of the table are what is selected from now on."""
        editor = self._values_editor()
        if reading.values:
            ids = tuple(reading.values)
            self.changing.pick(
                Picked(Selection(ids=ids), self.tr("%Ln row(s) of {file}", "", len(ids)).format(file=name))
            )
        if editor is not None:
            editor.show_reading(name, reading)

    def _refuse_table(self, words: str) -> None:
        editor = self._values_editor()
        if editor is not None:
            editor.show_failure(words)

    def _values_editor(self) -> ValuesPart | None:
        """The line of the table, which is added when a table comes first."""
        self.form.begin(Part.VALUES)
        line = self.form.lines.get(Part.VALUES)
        editor = line.editor if line is not None else None
        return editor if isinstance(editor, ValuesPart) else None

    def _read_people(self) -> None:
        self._jobs.start(self._learn_people(), key=PEOPLE_JOB, again=self._read_people)

    async def _learn_people(self) -> None:
        self.tools.bring_people(await self.session.editing.people())

    def _search_items(self, text: str) -> None:
        self._jobs.start(self._find_items(text), key=ITEMS_JOB, again=partial(self._search_items, text))

    async def _find_items(self, text: str) -> None:
        found = await self.session.editing.find_entities(text)
        self.changing.learn_items(found)
        self.tools.bring_items(found)

    def _read_file(self, read: Callable[[], object], take: Callable[[object], object]) -> None:
        self._jobs.start(_read(read, take), key=FILE_JOB)

    def _show(self) -> None:
        state = self.changing.state
        self.form.show_state(state)
        self.looking.show_state(state)

    # Building

    def _lay_out(self) -> None:
        row = QHBoxLayout(self.widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.form)
        row.addWidget(separator(vertical=True))
        row.addWidget(self.looking, 1)

    def _connect(self) -> None:
        self.form.put.connect(self.changing.put)
        self.form.dropped.connect(self.changing.drop)
        self.form.look_wanted.connect(self.look)
        self.form.recipes_wanted.connect(lambda: self.recipes.open_menu(self.form.recipes))
        self.looking.look_wanted.connect(self.look)
        self.looking.stop_wanted.connect(self.stop_looking)
        self.looking.apply_wanted.connect(self.apply)
        self.recipes.opened.connect(self._open)
        self.recipes.refused.connect(self._refuse)
        self.tables.read_done.connect(self._take_table)
        self.tables.failed.connect(self._refuse_table)
        self.tools.people_wanted.connect(self._read_people)
        self.tools.items_wanted.connect(self._search_items)
        self.tools.file_wanted.connect(self._read_file)
        self.tools.table_out_wanted.connect(self.write_table)
        self.tools.table_in_wanted.connect(self.tables.ask_which)

    def _actions(self) -> Actions:
        preview = self.looking.preview
        return Actions(
            add=self.form.open_list,
            look=self.look,
            apply=self.apply,
            go_to_form=self.form.take_focus,
            go_to_rows=lambda: preview.list.setFocus(Qt.FocusReason.ShortcutFocusReason),
            search=lambda: preview.search.setFocus(Qt.FocusReason.ShortcutFocusReason),
            save_recipe=self.recipes.ask_where,
            open_recipe=self.recipes.ask_which,
            recipes=lambda: self.recipes.open_menu(self.form.recipes),
            write_table=self.write_table,
            read_table=self.tables.ask_which,
            clear=self.clear,
            can_add=self.form.add.isEnabled,
            can_look=lambda: self.changing.state.can_look,
            can_apply=lambda: preview.apply.isEnabled() and self.changing.state.is_fresh,
            has_rows=lambda: self.changing.state.looked is not None,
            has_ids=lambda: bool(self._ids),
            has_parts=lambda: bool(self.changing.state.parts),
        )


async def _read(read: Callable[[], object], take: Callable[[object], object]) -> None:
    take(await asyncio.to_thread(read))
