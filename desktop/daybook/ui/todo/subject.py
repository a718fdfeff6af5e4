"""What the editor is about, and a draft that was thrown away and may come back."""

from dataclasses import dataclass

from daybook.domain.entities import EntityRef
from daybook.domain.todo import TodoDraft
from daybook.ui.todo.fields import DRAFT_NAME
from daybook.work.editor_state import EditorState

Subject = int | EntityRef | None
"""The id of the activity, the item that a new to-do is for, or None while nothing is open."""


@dataclass(frozen=True, slots=True)
class Discarded:
    """A draft as it was when the person threw it away."""

    subject: Subject
    draft: TodoDraft


def subject_of(state: EditorState) -> Subject:
    """What a state is about."""
    return state.base.id if state.base is not None else state.owner


def write_key(subject: Subject) -> str:
    """The queue in which writes about this stand behind each other."""
    return f"activity {subject}" if isinstance(subject, int) else f"new {subject}"


def known_values(draft: TodoDraft) -> dict[str, object]:
    """The values of a draft by name, without those that nobody knows."""
    values = {name: getattr(draft, name) for name in DRAFT_NAME.values()}
    return {name: value for name, value in values.items() if value is not None or name == "deadline"}
