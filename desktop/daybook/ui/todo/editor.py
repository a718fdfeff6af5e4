"""The editor on the right of the window: one activity, read or changed, and the way back from each change."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from daybook.domain.activity import TextFormat
from daybook.domain.entities import Entity, Person
from daybook.domain.richtext import to_plain
from daybook.domain.run import Field
from daybook.ui.kit.commands import Command
from daybook.ui.kit.format import Formats
from daybook.ui.kit.jobs import Jobs
from daybook.ui.kit.look import Look
from daybook.ui.kit.making import Making, at_once
from daybook.ui.kit.metrics import MEDIUM
from daybook.ui.kit.quiet_line import QuietLine
from daybook.ui.kit.writes import Writes
from daybook.ui.todo.binding_field import BindingField
from daybook.ui.todo.candidates import CandidateList
from daybook.ui.todo.commands import Actions, editor_commands
from daybook.ui.todo.contract import Editing
from daybook.ui.todo.footer import Footer
from daybook.ui.todo.form import TodoForm
from daybook.ui.todo.header import Header
from daybook.ui.todo.marks import Marker
from daybook.ui.todo.pages import Pages
from daybook.ui.todo.reading_page import ReadingPage
from daybook.ui.todo.state_notices import StateNotices
from daybook.ui.todo.subject import Discarded, Subject, subject_of
from daybook.ui.todo.wishes import Wishes
from daybook.work.editor_state import EditorPhase

LEAST_WIDTH: Final = 340
MOST_WIDTH: Final = 460
UNDO_S: Final = 10
"""How long a draft that was thrown away can be brought back."""
_TICK_MS: Final = 30_000
"""How often "in 5 minutes" is looked at again."""


class TodoEditorPanel(QWidget):
    """Shows what the presenter says and hands it what the person does. Holds nothing that is worth keeping."""

    deletion_wanted = Signal(object)  # int: Activity.id
    link_activated = Signal(QUrl)

    def __init__(
        self,
        look: Look,
        formats: Formats,
        editing: Editing,
        jobs: Jobs,
        writes: Writes,
        *,
        form: TodoForm | None = None,
        reading: ReadingPage | None = None,
    ) -> None:
        """`form` and `reading` None: it makes its own."""
        super().__init__()
        self._editing = editing
        self._subject: Subject = None
        self._offered: Subject = None  # whose discarded draft the quiet line offers to bring back
        self._focus_wish: QWidget | None = None
        self._marker = Marker(formats, editing.person, self)
        self._wishes = Wishes(editing, jobs, writes, self)
        self.header = Header(look, formats)
        self.form = form or at_once(TodoForm.making(look, formats, editing))
        self.reading = reading or ReadingPage(look, formats, editing.person)
        self.candidates = CandidateList(look, formats)
        self.pages = Pages(look, self.form, self.reading, self.candidates)
        self.footer = Footer(look, formats)
        self.quiet = QuietLine(look, formats)
        self.commands: Sequence[Command] = self._make_commands()
        self._ticking = QTimer(self, interval=_TICK_MS)
        self._lay_out()
        self._connect()
        self._show_frame()
        self._show()

    @classmethod
    def making(
        cls, look: Look, formats: Formats, editing: Editing, jobs: Jobs, writes: Writes
    ) -> Making["TodoEditorPanel"]:
        """See `kit.making`."""
        form = yield from TodoForm.making(look, formats, editing)
        yield
        reading = ReadingPage(look, formats, editing.person)
        yield
        return cls(look, formats, editing, jobs, writes, form=form, reading=reading)

    # What others ask

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Puts the focus where work begins."""
        self.pages.take_focus(reason)

    def focus_title(self) -> None:
        """Puts the cursor into the title, now or when what is being opened is there."""
        self._focus(self.form.title)

    def focus_deadline(self) -> None:
        """Puts the cursor into the deadline, now or when what is being opened is there."""
        self._focus(self.form.deadline.field)

    def save(self) -> None:
        """Saves, or shows what is in the way."""
        if self._editing.state.can_save and not self.form.fault:
            self._wishes.save()
        else:
            self._show_hindrance()

    def discard(self) -> None:
        """Throws the changes away without asking, and offers to bring them back."""
        self.form.deadline.forget_text()
        state = self._editing.state
        if state.phase is EditorPhase.EDITING and (state.changed or state.is_new):
            self._wishes.discard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape throws the changes away; where there are none it means something else to somebody else."""
        state = self._editing.state
        if event.key() == Qt.Key.Key_Escape and (state.changed or state.is_new):
            self.discard()
        else:
            super().keyPressEvent(event)

    # Showing

    def _show(self) -> None:
        state = self._editing.state
        anew = subject_of(state) != self._subject
        self._subject = subject_of(state)
        if self._subject is None:
            self.form.forget()
        elif anew:
            self._begin()
        self.pages.show_for(state)
        self._show_frame()
        if state.phase is EditorPhase.EMPTY:
            return
        self.header.show_state(state)
        if self.pages.form_is_on:
            self.form.show_state(state, self._marker.marks(state))
            self._show_footer()
        else:
            self.reading.show_state(state)
            self.candidates.show_candidates(state.candidates)
        if anew:
            self._grant_focus()

    def _begin(self) -> None:
        """Something else is open."""
        self._marker.forget()
        self.pages.to_top()
        if isinstance(self._offered, int) and self._offered != self._subject:
            self.quiet.end()
        base = self._editing.state.base
        if base is not None and any(self._is_stranger(each) for each in (base.responsible_id, base.author_id)):
            self._wishes.read_people()

    def _show_footer(self) -> None:
        self.footer.show_state(self._editing.state, fault=self.form.fault)

    def _show_frame(self) -> None:
        """Head and foot belong to what is open."""
        self.header.setVisible(not self.pages.is_empty)
        self.footer.setVisible(self.pages.form_is_on and self._editing.state.phase is not EditorPhase.GONE)

    def _show_people(self, people: tuple[Person, ...]) -> None:
        self.form.person.show_people(people)
        self._show()

    def _show_found(self, found: Sequence[Entity]) -> None:
        for field in (self.form.bindings, self.reading.bindings):
            field.show_found(found)

    def _offer_undo(self, kept: Discarded) -> None:
        self._offered = kept.subject
        undo = partial(self._wishes.bring_back, kept)
        self.quiet.offer(self.tr("Changes discarded."), self.tr("Undo"), undo, seconds=UNDO_S)

    def _show_hindrance(self) -> None:
        """Brings the first thing that is to be put right into sight."""
        if self.form.fault:
            self.form.deadline.insist()
            return
        for row in self.form.rows.values():
            if row.problem.text:
                row.content.setFocus(Qt.FocusReason.OtherFocusReason)
                self.pages.bring_into_sight(row)
                return

    def show_week(self) -> None:
        """Other days are working days now: the days that are offered may be others."""
        self._tick()

    def show_zone(self) -> None:
        """Moments are shown in another zone; what is typed is left as it is typed."""
        self._show()

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

    # What the person does

    def _taken(self, name: str, value: object) -> None:
        self._focus_wish = None
        before = self._editing.state
        self._editing.change(**{name: value})
        if self._editing.state is before:
            self._show()  # nothing came of it: no widget may show what is not so

    def _keep_mine(self, field: Field) -> None:
        self._marker.keep_mine(field, self._editing.state)
        self._show()

    def _reopen(self) -> None:
        self._wishes.complete(False)

    def _delete(self) -> None:
        if isinstance(self._subject, int):
            self.deletion_wanted.emit(self._subject)

    def _copy(self) -> None:
        """Title and description to the clipboard."""
        state = self._editing.state
        if state.draft is not None:
            text_format = state.base.text_format if state.base is not None else TextFormat.PLAIN
            lines = (state.draft.title, to_plain(state.draft.description, text_format))
            QGuiApplication.clipboard().setText("\n\n".join(line for line in lines if line))

    def _renew(self) -> None:
        """The activity is gone: what was typed becomes a new to-do."""
        state = self._editing.state
        if state.owner is not None and state.draft is not None:
            self._wishes.begin_with(state.owner, state.draft)

    # What is known

    def _is_stranger(self, person_id: int | None) -> bool:
        return bool(person_id) and self._editing.person(person_id) is None

    def _has_draft(self) -> bool:
        return self._editing.state.phase is EditorPhase.EDITING and self.pages.form_is_on

    def _has_activity(self) -> bool:
        return self._editing.state.phase is EditorPhase.EDITING and self._editing.state.base is not None

    # Building

    def _make_commands(self) -> Sequence[Command]:
        return editor_commands(
            Actions(
                save=self.save,
                discard=self.discard,
                complete=self.header.complete.click,
                change_deadline=self.focus_deadline,
                choose_person=self.form.person.open_list,
                delete=self._delete,
                has_draft=self._has_draft,
                has_activity=self._has_activity,
            )
        )

    def _lay_out(self) -> None:
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMaximumWidth(MOST_WIDTH)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Editor"))
        line = QVBoxLayout()
        line.setContentsMargins(MEDIUM, 0, MEDIUM, MEDIUM)
        line.addWidget(self.quiet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.pages, 1)
        column.addLayout(line)
        column.addWidget(self.footer)

    def _connect(self) -> None:
        self.destroyed.connect(self._editing.changed.add(self._show))
        self.pages.currentChanged.connect(self._show_frame)
        self._wishes.people_read.connect(self._show_people)
        self._wishes.entities_found.connect(self._show_found)
        self._wishes.discarded.connect(self._offer_undo)
        self._ticking.timeout.connect(self._tick)
        self._ticking.start()
        self.form.taken.connect(self._taken)
        self.form.revert_wanted.connect(self._editing.revert)
        self.form.kept.connect(self._keep_mine)
        self.form.fault_changed.connect(self._show_footer)
        self.form.person.people_wanted.connect(self._wishes.read_people)
        self.header.completion_wanted.connect(self._wishes.complete)
        self.header.deletion_wanted.connect(self._delete)
        self.footer.save_wanted.connect(self.save)
        self.footer.discard_wanted.connect(self.discard)
        self.footer.hindrance_wanted.connect(self._show_hindrance)
        self.candidates.chosen.connect(self._wishes.settle_with)
        for page in (self.form, self.reading):
            page.link_activated.connect(self.link_activated)
            self._connect_notices(page.notices)
            self._connect_bindings(page.bindings)

    def _connect_notices(self, notices: StateNotices) -> None:
        notices.discard_wanted.connect(self.discard)
        notices.reopen_wanted.connect(self._reopen)
        notices.copy_wanted.connect(self._copy)
        notices.renewal_wanted.connect(self._renew)

    def _connect_bindings(self, field: BindingField) -> None:
        field.bind_wanted.connect(self._wishes.bind)
        field.unbind_wanted.connect(self._wishes.unbind)
        field.move_wanted.connect(self._wishes.move)
        field.search_wanted.connect(self._wishes.find_entities)
