"""What there is to say about each field of a state."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from daybook.domain.entities import Person
from daybook.domain.run import Field
from daybook.domain.todo import TodoColor
from daybook.ui.kit.format import Formats
from daybook.ui.layouts.color_names import todo_color_name
from daybook.ui.todo.field_row import Marks
from daybook.ui.todo.fields import SHOWN
from daybook.ui.todo.words import as_moment, problem, problem_field
from daybook.work.editor_state import EditorState

_LONGEST_QUOTE = 120


class Marker(QObject):
    """Reads the marks off a state. `person_of` gives people by number."""

    def __init__(
        self, formats: Formats, person_of: Callable[[int | None], Person | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._person_of = person_of
        self._kept: dict[Field, object] = {}

    def keep_mine(self, field: Field, state: EditorState) -> None:
        """The person has seen the other value and keeps her own: it is not shown again unless it changes again."""
        self._kept[field] = state.conflict.get(field)

    def forget(self) -> None:
        """Another activity is open."""
        self._kept.clear()

    def marks(self, state: EditorState) -> Mapping[Field, Marks]:
        """The marks of every field of the form."""
        problems = {problem_field(key): problem(key) for key in reversed(state.problems)}
        return {
            field: Marks(
                changed=field in state.changed and not state.is_new,
                problem=problems.get(field, ""),
                refused=state.refused.get(field),
                theirs=self._theirs(field, state),
            )
            for field in SHOWN
        }

    def _theirs(self, field: Field, state: EditorState) -> str:
        if field not in state.conflict:
            return ""
        value = state.conflict[field]
        settled = field in self._kept and self._kept[field] == value
        return "" if settled else self._words(field, value)

    def _words(self, field: Field, value: object) -> str:
        if field is Field.DEADLINE:
            return self._formats.deadline(as_moment(value))
        if field is Field.COLOR:
            return todo_color_name(TodoColor(str(value)))
        if field is Field.RESPONSIBLE:
            person = self._person_of(int(str(value))) if value else None
            unknown = self.tr("person #{number}").format(number=value) if value else self.tr("nobody")
            return person.name if person is not None else unknown
        text = " ".join(str(value or "").split())
        short = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE].rstrip() + "…"
        return self.tr("“{text}”").format(text=short) if short else self.tr("nothing")
