"""What there is to say about the whole to-do, above its fields."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from daybook.domain.run import Field
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL
from daybook.ui.todo.notice import Notice, RefusalNotice
from daybook.ui.todo.words import problem, problem_field
from daybook.work.editor_state import EditorPhase, EditorState

_WHOLE = (Field.EXISTENCE, Field.COMPLETED)
"""What has no place of its own in the form."""


class StateNotices(QWidget):
    """Restored, completed, unknown, gone, refused as a whole: each with what can be done about it."""

    discard_wanted = Signal()
    reopen_wanted = Signal()
    copy_wanted = Signal()
    renewal_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.restored = Notice(look, "info")
        self.restored.add_button(push_button(look, self.tr("Discard them"), self.discard_wanted.emit, kind="link"))
        self.completed = Notice(look, "info")
        self.completed.add_button(push_button(look, self.tr("Reopen"), self.reopen_wanted.emit, kind="link"))
        self.unknown = Notice(look, "warning")
        self.gone = Notice(look, "danger")
        self.renew = push_button(look, self.tr("Create it as a new to-do"), self.renewal_wanted.emit, kind="link")
        self.gone.add_button(self.renew)
        self.gone.add_button(push_button(look, self.tr("Copy the text"), self.copy_wanted.emit, kind="link"))
        self.problem = Notice(look, "danger")
        self.refusal = RefusalNotice(look)
        self._all = (self.gone, self.unknown, self.completed, self.restored, self.problem, self.refusal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        for notice in self._all:
            column.addWidget(notice)

    def show_state(self, state: EditorState) -> None:
        """Says what holds now."""
        phase, base = state.phase, state.base
        editing = phase is EditorPhase.EDITING
        completed = base is not None and base.completed and base.is_todo and editing
        self.restored.say(self.tr("Unsaved changes from before were restored.") if state.restored and editing else "")
        self.completed.say(self.tr("Completed to-dos can't be changed. Reopen it to edit.") if completed else "")
        self.unknown.say(
            self.tr("The portal's answer was lost. Daybook looks what became of it and doesn't send it twice.")
            if phase is EditorPhase.UNKNOWN
            else ""
        )
        self.gone.say(
            self.tr("It was deleted in the portal meanwhile. What you typed is still here.")
            if phase is EditorPhase.GONE
            else ""
        )
        self.renew.setVisible(state.owner is not None and (base is None or base.is_todo))
        self.problem.say(" ".join(dict.fromkeys(self._problems(state, completed=completed))))
        self.refusal.show_error(next((state.refused[each] for each in _WHOLE if each in state.refused), None))
        self.setVisible(any(notice.text for notice in self._all))

    @staticmethod
    def _problems(state: EditorState, *, completed: bool) -> list[str]:
        """What no single field is at fault for; that it is completed is said by its own notice."""
        return [
            problem(key)
            for key in state.problems
            if problem_field(key) is None and not (completed and key == "completed")
        ]
