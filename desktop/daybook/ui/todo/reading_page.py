"""An activity that can't be changed here: calls, meetings, e-mails, and to-dos that are done."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from daybook.domain.activity import Activity, CompletionRule
from daybook.domain.entities import Person
from daybook.domain.run import Field
from daybook.ui.kit.avatar import Avatar
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.glyph_label import GlyphLabel
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label, separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, SMALL
from daybook.ui.timeline.kinds import kind_name
from daybook.ui.todo.binding_field import BindingField
from daybook.ui.todo.facts import Fact, Facts
from daybook.ui.todo.field_row import FieldRow
from daybook.ui.todo.notice import Notice
from daybook.ui.todo.safe_text import SafeText
from daybook.ui.todo.state_notices import StateNotices
from daybook.ui.todo.words import completion_hindrance
from daybook.work.editor_state import EditorPhase, EditorState

_FACE = 18


class ReadingPage(QWidget):
    """Title, facts, description, and what it belongs to, which may be changed for every kind."""

    link_activated = Signal(QUrl)

    def __init__(self, look: Look, formats: Formats, person_of: Callable[[int | None], Person | None]) -> None:
        super().__init__()
        self._look = look
        self._facts = Facts(formats, person_of, self)
        self._shown: tuple[Fact, ...] = ()
        self.notices = StateNotices(look)
        self.title = label(step=Step.SUBTITLE, wrap=True)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._table: QWidget | None = None
        self._table_room = QVBoxLayout()
        self.description = SafeText(look, self.tr("Description"))
        self.description.link_activated.connect(self.link_activated)
        self.bindings = BindingField(look)
        self.note = Notice(look, "info")
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, SMALL, LARGE, LARGE)
        column.setSpacing(LARGE)
        column.addWidget(self.notices)
        column.addWidget(self.title)
        column.addLayout(self._table_room)
        self._line = separator()
        column.addWidget(self._line)
        column.addWidget(self.description)
        column.addWidget(separator())
        column.addWidget(FieldRow(look, Field.BINDING, Glyph.LINK, self.bindings, self.bindings.add))
        column.addWidget(self.note)
        column.addStretch(1)

    def show_state(self, state: EditorState) -> None:
        """Shows an activity."""
        activity = state.base
        if activity is None:
            return
        self.notices.show_state(state)
        self.title.setText(activity.subject or kind_name(activity.kind))
        self._show_facts(self._facts.of(activity))
        self.description.show_text(activity.description, activity.text_format)
        self.description.setVisible(bool(activity.description.strip()))
        self._line.setVisible(bool(activity.description.strip()))
        self.bindings.show_bindings(state.bindings, editable=state.phase is EditorPhase.EDITING)
        self.note.say(self._note(activity, by_application=state.by_application))

    def _note(self, activity: Activity, *, by_application: bool) -> str:
        if activity.is_todo:
            return ""
        told = self.tr("{kind}: “All fields” ({keys}) shows and changes what it holds.")
        keys = QKeySequence("Ctrl+I").toString(QKeySequence.SequenceFormat.NativeText)
        hindrance = completion_hindrance(CompletionRule.of(activity, by_application=by_application))
        return f"{told.format(kind=kind_name(activity.kind), keys=keys)} {hindrance}".strip()

    def _show_facts(self, facts: tuple[Fact, ...]) -> None:
        if facts == self._shown:
            return
        self._shown = facts
        if self._table is not None:
            self._table_room.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        self._table = self._make_table(facts)
        self._table_room.addWidget(self._table)

    def _make_table(self, facts: tuple[Fact, ...]) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SMALL)
        grid.setVerticalSpacing(SMALL + 1)
        grid.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        for line, fact in enumerate(facts):
            face = (
                Avatar(self._look, _FACE, fact.person)
                if fact.person is not None
                else GlyphLabel(self._look, fact.glyph, "text_faint", 16)
            )
            grid.addWidget(face, line, 0, top | Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(label(fact.name, tone="text_soft"), line, 1, top)
            grid.addWidget(label(fact.value, wrap=True), line, 2)
        return table
