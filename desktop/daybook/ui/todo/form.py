"""The fields of a to-do, one below the other."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from daybook.domain.activity import TextFormat
from daybook.domain.run import Field
from daybook.domain.todo import TodoDraft
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.making import Making
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL
from daybook.ui.todo.binding_field import BindingField
from daybook.ui.todo.color_field import ColorField
from daybook.ui.todo.contract import Editing
from daybook.ui.todo.deadline_field import DeadlineField
from daybook.ui.todo.description_field import DescriptionField
from daybook.ui.todo.field_row import FieldRow, Marks
from daybook.ui.todo.fields import DRAFT_NAME, field_name
from daybook.ui.todo.growing_text import OneThought
from daybook.ui.todo.parent_field import ParentField
from daybook.ui.todo.person_field import PersonField
from daybook.ui.todo.ping_field import PingField
from daybook.ui.todo.state_notices import StateNotices
from daybook.ui.todo.subject import Subject, subject_of
from daybook.work.editor_state import EditorPhase, EditorState

_INSET = 9
"""How far a text stands inside its frame: title and description begin this much earlier, so that all texts align."""


class TodoForm(QWidget):
    """Shows a state and tells what the person makes of it; decides nothing."""

    taken = Signal(str, object)  # name in `TodoDraft`, value
    revert_wanted = Signal(object)  # Field
    kept = Signal(object)  # Field
    fault_changed = Signal()
    link_activated = Signal(QUrl)

    def __init__(
        self, look: Look, formats: Formats, editing: Editing, *, deadline: DeadlineField, pings: PingField
    ) -> None:
        super().__init__()
        self._subject: Subject = None
        self.notices = StateNotices(look)
        self.title = OneThought(field_name(Field.TITLE), font(Step.SUBTITLE), least=1, most=3)
        self.title.setPlaceholderText(self.tr("What is to be done?"))
        self.description = DescriptionField(look)
        for area in (self.title, self.description.area):
            area.setProperty("soft", True)
        self.deadline = deadline
        self.pings = pings
        self.color = ColorField(look)
        self.person = PersonField(look, editing.person)
        self.parent_field = ParentField(look, formats, editing.possible_parents)
        self.bindings = BindingField(look)
        self.rows = self._make_rows(look)
        self._lay_out()
        self._connect()

    @classmethod
    def making(cls, look: Look, formats: Formats, editing: Editing) -> Making["TodoForm"]:
        """See `kit.making`."""
        deadline, pings = DeadlineField(look, formats, editing), PingField(look)
        yield
        return cls(look, formats, editing, deadline=deadline, pings=pings)

    @property
    def fault(self) -> str:
        """What in the form is not understood, in words; "" when all is."""
        return self.deadline.fault

    def forget(self) -> None:
        """Nothing is open: whatever is shown next is something else, and nothing that was typed concerns it."""
        self._subject = None

    def show_state(self, state: EditorState, marks: Mapping[Field, Marks]) -> None:
        """Shows a state; of the same to-do, what the person is typing stays as it is typed."""
        if state.draft is None:
            return
        anew = subject_of(state) != self._subject
        self._subject = subject_of(state)
        self.notices.show_state(state)
        self._show_draft(state, state.draft, anew=anew)
        for row in self.rows.values():
            row.show_marks(marks[row.field])
        self.title.mark_wrong(bool(marks[Field.TITLE].problem))
        self._allow(state)

    def _show_draft(self, state: EditorState, draft: TodoDraft, *, anew: bool) -> None:
        self.title.show_text(draft.title, anew=anew)
        text_format = state.base.text_format if state.base is not None else TextFormat.PLAIN
        as_it_was = state.base is not None and draft.description == state.base.description
        self.description.show_description(draft.description, text_format, as_it_was=as_it_was, anew=anew)
        self.deadline.show_deadline(draft.deadline, anew=anew)
        self.pings.show_pings(draft.pings)
        self.color.show_color(draft.color)
        self.person.show_person(draft.responsible_id)
        unknown = not state.is_new and draft.pings is None
        ours = state.is_new or state.known_pings is not None  # whoever knows the reminders wrote the to-do
        self.parent_field.show_parent(draft.parent_id, is_known=ours, erases_pings=unknown)
        if state.is_new and state.owner is not None:
            self.bindings.show_coming(state.owner)
        else:
            self.bindings.show_bindings(state.bindings, editable=state.phase is EditorPhase.EDITING)

    def _allow(self, state: EditorState) -> None:
        """A save takes a moment, so only typing waits for it; what takes longer greys the fields."""
        completed = state.base is not None and state.base.completed
        editing = state.phase is EditorPhase.EDITING and not completed
        self.title.setReadOnly(not editing)
        self.description.set_editable(editing)
        self.deadline.field.setReadOnly(not editing)
        usable = editing or state.phase is EditorPhase.SAVING
        for widget in (self.deadline, self.pings, self.color, self.person, self.parent_field):
            widget.setEnabled(usable)

    def _make_rows(self, look: Look) -> dict[Field, FieldRow]:
        rows = (
            FieldRow(look, Field.TITLE, None, self.title),
            FieldRow(look, Field.DESCRIPTION, None, self.description),
            FieldRow(look, Field.DEADLINE, Glyph.CLOCK, self.deadline),
            FieldRow(look, Field.PINGS, Glyph.BELL, self.pings),
            FieldRow(look, Field.COLOR, Glyph.PALETTE, self.color),
            FieldRow(look, Field.RESPONSIBLE, Glyph.USER, self.person),
            FieldRow(look, Field.PARENT, Glyph.ARROW_RIGHT, self.parent_field),
            FieldRow(look, Field.BINDING, Glyph.LINK, self.bindings, self.bindings.add),
        )
        return {row.field: row for row in rows}

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(LARGE - _INSET, 0, SMALL, 0)
        top.setSpacing(0)
        below = QVBoxLayout()
        below.setContentsMargins(LARGE, 0, LARGE, 0)
        below.setSpacing(LARGE + 2)
        for field, row in self.rows.items():
            (top if field in (Field.TITLE, Field.DESCRIPTION) else below).addWidget(row)
        notices = QVBoxLayout()
        notices.setContentsMargins(LARGE, 0, LARGE, 0)
        notices.addWidget(self.notices)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SMALL, 0, LARGE)
        column.setSpacing(MEDIUM)
        column.addLayout(notices)
        column.addLayout(top)
        column.addWidget(separator())
        column.addLayout(below)
        column.addStretch(1)

    def _connect(self) -> None:
        self.title.typed.connect(self._title_typed)
        sources = {
            Field.DESCRIPTION: self.description.taken,
            Field.DEADLINE: self.deadline.taken,
            Field.PINGS: self.pings.taken,
            Field.COLOR: self.color.taken,
            Field.RESPONSIBLE: self.person.taken,
            Field.PARENT: self.parent_field.taken,
        }
        for field, signal in sources.items():
            signal.connect(partial(self.taken.emit, DRAFT_NAME[field]))
        self.deadline.fault_changed.connect(self.fault_changed)
        self.description.link_activated.connect(self.link_activated)
        for row in self.rows.values():
            row.revert_wanted.connect(self.revert_wanted)
            row.kept.connect(self.kept)

    def _title_typed(self, text: str) -> None:
        self.taken.emit(DRAFT_NAME[Field.TITLE], text)
