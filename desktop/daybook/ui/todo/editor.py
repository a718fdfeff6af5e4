"""The editor on the right of the window: one activity, read or changed, and the way back from each change."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from daybook.bitrix.errors import PortalError
from daybook.domain.activity import TextFormat
from daybook.domain.entities import EntityRef, Person
from daybook.domain.richtext import to_plain
from daybook.domain.run import Field
from daybook.domain.todo import TodoDraft
from daybook.ui.kit.commands import Command
from daybook.ui.kit.empty_state import EmptyState
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.scroll import Scroll
from daybook.ui.kit.writes import Writes
from daybook.ui.todo.binding_field import BindingField
from daybook.ui.todo.candidates import CandidateList
from daybook.ui.todo.contract import Editing
from daybook.ui.todo.footer import Footer
from daybook.ui.todo.form import TodoForm
from daybook.ui.todo.header import Header
from daybook.ui.todo.marks import Marker
from daybook.ui.todo.reading_page import ReadingPage
from daybook.ui.todo.state_notices import StateNotices
from daybook.ui.todo.subject import Discarded, Subject, known_values, subject_of, write_key
from daybook.work.editing import EditorPhase, EditorState

LEAST_WIDTH: Final = 340
MOST_WIDTH: Final = 460
UNDO_S: Final = 10
"""How long a draft that was thrown away can be brought back."""
_TICK_MS: Final = 30_000
"""How often "in 5 minutes" is looked at again."""
_EMPTY_AFTER_MS: Final = 150
"""Between two activities nothing is open for a moment, which is not worth a flicker."""
_EMPTY_TEXT_WIDTH: Final = 260


class TodoEditorPanel(QWidget):
    """Shows what the presenter says and carries the person's wishes to it.

    Reads are `jobs`, whatever changes the portal is `writes`: one activity's stand behind each other.
    """

    deletion_wanted = Signal(object)  # int: Activity.id
    link_activated = Signal(QUrl)

    def __init__(self, look: Look, formats: Formats, editing: Editing, jobs: Jobs, writes: Writes) -> None:
        super().__init__()
        self._look = look
        self._editing = editing
        self._jobs = jobs
        self._writes = writes
        self._subject: Subject = None
        self._people: tuple[Person, ...] = ()
        self._marker = Marker(formats, self._name_of, self)
        self._focus_wish: QWidget | None = None
        self._discarded: Discarded | None = None
        self.header = Header(look, formats)
        self.form = TodoForm(look, formats, editing)
        self.reading = ReadingPage(look, formats, self._person_of)
        self.candidates = CandidateList(look, formats)
        self.footer = Footer(look, formats)
        self.quiet = QuietLine(look, formats)
        self._emptying = QTimer(self, singleShot=True, interval=_EMPTY_AFTER_MS)
        self._ticking = QTimer(self, interval=_TICK_MS)
        self._lay_out(look)
        self._connect()
        self._show_page(self._empty)
        self._show()

    # What others ask

    @property
    def commands(self) -> Sequence[Command]:
        """What can be done here, for the palette and the keys."""
        group = self.tr("Editor")
        save_keys = ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter")
        return (
            Command("todo-save", self.tr("Save"), self.save, save_keys, Glyph.CHECK, group, self._has_draft),
            Command(
                "todo-discard", self.tr("Discard the changes"), self.discard, ("Ctrl+Shift+Backspace",), Glyph.UNDO,
                group, self._has_draft,
            ),
            Command(
                "todo-complete", self.tr("Complete or reopen"), self.header.complete.click, ("Ctrl+D",),
                Glyph.CIRCLE_CHECK, group, self._has_base,
            ),
            Command(
                "todo-deadline", self.tr("Change the deadline"), self.focus_deadline, ("Ctrl+Shift+D",), Glyph.CALENDAR,
                group, self._has_draft,
            ),
            Command(
                "todo-responsible", self.tr("Choose who is responsible"), self.form.person.open_list,
                ("Ctrl+Shift+R",), Glyph.USER, group, self._has_draft,
            ),
            Command(
                "todo-delete", self.tr("Delete the activity"), self._delete, ("Ctrl+Shift+Delete",), Glyph.TRASH,
                group, self._has_base,
            ),
        )  # fmt: skip

    def focus_title(self) -> None:
        """Puts the cursor into the title, now or when what is being opened is there."""
        self._focus(self.form.title)

    def focus_deadline(self) -> None:
        """Puts the cursor into the deadline, now or when what is being opened is there."""
        self._focus(self.form.deadline.field)

    def save(self) -> None:
        """Saves, or shows what is in the way."""
        state = self._editing.state
        if not state.can_save or self.form.fault:
            self._show_hindrance()
            return
        self._writes.start(self._editing.save(), key=write_key(self._subject))

    def discard(self) -> None:
        """Throws the changes away without asking, and offers to bring them back."""
        state = self._editing.state
        if self._has_draft() and state.draft is not None and (state.changed or state.is_new or self.form.fault):
            kept = Discarded(self._subject, state.draft) if state.changed else None
            self._jobs.start(self._discard(kept), key="editor-discard")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape throws the changes away."""
        if event.key() == Qt.Key.Key_Escape and self._editing.state.changed:
            self.discard()
        else:
            super().keyPressEvent(event)

    # Showing

    def _show(self) -> None:
        state = self._editing.state
        subject = subject_of(state)
        anew = subject != self._subject
        self._subject = subject
        if anew:
            self._begin(subject)
        if state.phase is EditorPhase.EMPTY:
            self._emptying.start()
            return
        self._emptying.stop()
        self.header.show_state(state)
        self.form.show_state(state, self._marker.marks(state), anew=anew)
        self.reading.show_state(state)
        self.candidates.show_candidates(state.candidates)
        self.footer.show_state(state, fault=self.form.fault)
        self._show_page(self._page_for(state))
        if anew:
            self._grant_focus()

    def _begin(self, subject: Subject) -> None:
        """Something else is open, or nothing."""
        self._marker.forget()
        if subject is None:
            return
        if self._discarded is not None and self._discarded.subject != subject:
            self.quiet.end()
        if not self._people:
            self._ask_people()
        for page in (self._form_page, self._reading_page):
            page.verticalScrollBar().setValue(0)

    def _page_for(self, state: EditorState) -> QWidget:
        base = state.base
        if state.phase is EditorPhase.CANDIDATES:
            return self._candidates_page
        if base is not None and (not base.is_todo or (base.completed and not state.changed)):
            return self._reading_page
        return self._form_page

    def _show_page(self, page: QWidget) -> None:
        proxies: dict[QWidget, QWidget] = {
            self._empty: self._empty,
            self._form_page: self.form.title,
            self._reading_page: self.reading.title,
            self._candidates_page: self.candidates,
        }
        self._pages.setCurrentWidget(page)
        self.setFocusProxy(proxies[page])
        self.header.setVisible(page is not self._empty)
        self.footer.setVisible(page is self._form_page and self._editing.state.phase is not EditorPhase.GONE)

    def _show_empty(self) -> None:
        self._show_page(self._empty)

    def _tick(self) -> None:
        if self.isVisible():
            self.form.deadline.tick()

    # Focus

    def _focus(self, widget: QWidget) -> None:
        self._focus_wish = widget
        if widget.isVisible():
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _grant_focus(self) -> None:
        wish, self._focus_wish = self._focus_wish, None
        if wish is not None:
            wish.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_hindrance(self) -> None:
        """Brings the first thing that is to be put right into sight."""
        if self.form.fault:
            self.form.deadline.insist()
            return
        for row in self.form.rows.values():
            if row.problem.text:
                row.content.setFocus(Qt.FocusReason.OtherFocusReason)
                self._form_page.ensureWidgetVisible(row)
                return

    # What the person does

    def _taken(self, name: str, value: object) -> None:
        self._focus_wish = None
        self._editing.change(**{name: value})
        self._show()  # also when nothing came of it: then the widget must not show what is not so

    def _revert(self, field: Field) -> None:
        self._editing.revert(field)
        self._show()

    def _keep_mine(self, field: Field) -> None:
        self._marker.keep_mine(field, self._editing.state)
        self._show()

    def _complete(self, completed: bool) -> None:
        self._writes.start(self._editing.complete(completed), key=write_key(self._subject))

    def _reopen(self) -> None:
        self._complete(False)

    def _delete(self) -> None:
        if isinstance(self._subject, int):
            self.deletion_wanted.emit(self._subject)

    def _bind(self, ref: EntityRef) -> None:
        self._writes.start(self._editing.bind(ref), key=write_key(self._subject))

    def _unbind(self, ref: EntityRef) -> None:
        self._writes.start(self._editing.unbind(ref), key=write_key(self._subject))

    def _move(self, source: EntityRef, target: EntityRef) -> None:
        self._writes.start(self._editing.move(source, target), key=write_key(self._subject))

    def _settle_with(self, activity_id: int | None) -> None:
        self._writes.start(self._editing.settle_with(activity_id), key=write_key(self._subject))

    def _copy(self) -> None:
        """Title and description to the clipboard."""
        state = self._editing.state
        if state.draft is None:
            return
        text_format = state.base.text_format if state.base is not None else TextFormat.PLAIN
        lines = (state.draft.title, to_plain(state.draft.description, text_format))
        QGuiApplication.clipboard().setText("\n\n".join(line for line in lines if line))

    # Bringing back

    async def _discard(self, kept: Discarded | None) -> None:
        self._discarded = kept
        await self._editing.discard()
        self.form.deadline.forget_text()
        self._show()
        if kept is not None:
            undo = partial(self._bring_back, kept)
            self.quiet.offer(self.tr("Changes discarded."), self.tr("Undo"), undo, seconds=UNDO_S)

    def _bring_back(self, kept: Discarded) -> None:
        if kept.subject == self._subject:
            self._editing.change(**known_values(kept.draft))
        elif isinstance(kept.subject, EntityRef):
            self._jobs.start(self._begin_with(kept.subject, kept.draft), key="editor")

    def _renew(self) -> None:
        """The activity is gone: what was typed becomes a new to-do."""
        state = self._editing.state
        if state.owner is not None and state.draft is not None:
            self._jobs.start(self._begin_with(state.owner, state.draft), key="editor")

    async def _begin_with(self, owner: EntityRef, draft: TodoDraft) -> None:
        await self._editing.open_new(owner)
        self._editing.change(**known_values(draft))

    # Reading for the lists

    def _ask_people(self) -> None:
        self._jobs.start(self._read_people(), key="editor-people")

    async def _read_people(self) -> None:
        self._people = await self._editing.people()
        self.form.person.show_people(self._people)
        self._show()

    def _search(self, field: BindingField, text: str) -> None:
        self._jobs.start(self._find(field, text), key="editor-find")

    async def _find(self, field: BindingField, text: str) -> None:
        try:
            found = await self._editing.find_entities(text)
        except PortalError:
            field.show_found(())
            raise
        field.show_found(found)

    def _person_of(self, person_id: int | None) -> Person | None:
        return next((each for each in self._people if each.id == person_id), None)

    def _name_of(self, person_id: int) -> str:
        person = self._person_of(person_id)
        return person.name if person is not None else f"#{person_id}"

    def _has_draft(self) -> bool:
        return self._editing.state.phase is EditorPhase.EDITING and self._pages.currentWidget() is self._form_page

    def _has_base(self) -> bool:
        return self._editing.state.phase is EditorPhase.EDITING and self._editing.state.base is not None

    # Building

    def _lay_out(self, look: Look) -> None:
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMaximumWidth(MOST_WIDTH)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Editor"))
        self._empty = EmptyState(
            look,
            Glyph.PENCIL,
            self.tr("Nothing is open"),
            self.tr("Choose an activity in the timeline, or plan the next step with {keys}.").format(keys="Ctrl+N"),
            text_width=_EMPTY_TEXT_WIDTH,
        )
        self._form_page = Scroll(self.tr("To-do"), self.form)
        self._reading_page = Scroll(self.tr("Activity"), self.reading)
        self._candidates_page = Scroll(self.tr("Candidates"), self.candidates)
        self._pages = QStackedWidget()
        for page in (self._empty, self._form_page, self._reading_page, self._candidates_page):
            self._pages.addWidget(page)
        line = QVBoxLayout()
        line.setContentsMargins(MEDIUM, 0, MEDIUM, MEDIUM)
        line.addWidget(self.quiet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._pages, 1)
        column.addLayout(line)
        column.addWidget(self.footer)

    def _connect(self) -> None:
        self.destroyed.connect(self._editing.changed.add(self._show))
        self._emptying.timeout.connect(self._show_empty)
        self._ticking.timeout.connect(self._tick)
        self._ticking.start()
        self.form.taken.connect(self._taken)
        self.form.revert_wanted.connect(self._revert)
        self.form.kept.connect(self._keep_mine)
        self.form.fault_changed.connect(self._show)
        self.form.person.people_wanted.connect(self._ask_people)
        self.header.completion_wanted.connect(self._complete)
        self.header.deletion_wanted.connect(self._delete)
        self.footer.save_wanted.connect(self.save)
        self.footer.discard_wanted.connect(self.discard)
        self.footer.hindrance_wanted.connect(self._show_hindrance)
        self.candidates.chosen.connect(self._settle_with)
        for notices in (self.form.notices, self.reading.notices):
            self._connect_notices(notices)
        for field in (self.form.bindings, self.reading.bindings):
            self._connect_bindings(field)
        for links in (self.form.link_activated, self.reading.link_activated):
            links.connect(self.link_activated)

    def _connect_notices(self, notices: StateNotices) -> None:
        notices.discard_wanted.connect(self.discard)
        notices.reopen_wanted.connect(self._reopen)
        notices.copy_wanted.connect(self._copy)
        notices.renewal_wanted.connect(self._renew)

    def _connect_bindings(self, field: BindingField) -> None:
        field.bind_wanted.connect(self._bind)
        field.unbind_wanted.connect(self._unbind)
        field.move_wanted.connect(self._move)
        field.search_wanted.connect(partial(self._search, field))
