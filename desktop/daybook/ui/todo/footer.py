"""The end of the editor: what saving does besides, and the two ways out of a draft."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from daybook.domain.run import Field
from daybook.ui.kit.busy_line import BusyLine
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.icon_follower import IconFollower
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel, separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL
from daybook.ui.todo.fields import field_name
from daybook.ui.todo.notice import Notice
from daybook.ui.todo.words import problem_field, warning
from daybook.work.editor_state import EditorPhase, EditorState


class Footer(QWidget):
    """Save says what it does. Warnings stand above it: saving is agreeing to them."""

    save_wanted = Signal()
    discard_wanted = Signal()
    hindrance_wanted = Signal()  # show me what is in the way

    def __init__(self, look: Look, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self.busy = BusyLine(look, self.tr("Saving"))
        self.warnings = Notice(look, "warning")
        self.blocker = push_button(look, "", self.hindrance_wanted.emit, kind="link")
        IconFollower(look, self.blocker, Glyph.ERROR, "danger", 16)
        self.quiet = ElidedLabel(step=Step.SMALL, tone="text_faint")
        self.discard = push_button(look, self.tr("Discard"), self.discard_wanted.emit, kind="quiet")
        self.discard.setToolTip(self.tr("Throw the changes away ({keys})").format(keys=_native("Esc")))
        self.save = push_button(look, self.tr("Save"), self.save_wanted.emit, kind="primary")
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self.quiet, 1)
        row.addWidget(self.discard)
        row.addWidget(self.save)
        inner = QVBoxLayout()
        inner.setContentsMargins(LARGE, MEDIUM - 2, LARGE, MEDIUM)
        inner.setSpacing(MEDIUM - 2)
        inner.addWidget(self.warnings)
        inner.addWidget(self.blocker)
        inner.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(separator())
        column.addWidget(self.busy)
        column.addLayout(inner)

    def show_state(self, state: EditorState, *, fault: str = "") -> None:
        """`fault` says what in the form is not understood yet, "" when all is."""
        phase = state.phase
        editing = phase is EditorPhase.EDITING
        self.busy.set_busy(phase in (EditorPhase.SAVING, EditorPhase.UNKNOWN))
        self._show_warnings(state if editing else None)
        self._show_blocker(self._in_the_way(state, fault) if editing else [])
        words = self._save_words(state)
        self.save.setText(words)
        self.save.setAccessibleName(words)
        self.save.setEnabled(state.can_save and not fault)
        self.save.setToolTip(fault or _native("Ctrl+S"))
        self.discard.setVisible(editing and (bool(state.changed) or state.is_new))
        self.discard.setText(self.tr("Discard") if state.changed or not state.is_new else self.tr("Cancel"))
        saved = editing and not state.changed and not state.is_new and not fault
        self.quiet.setText(self.tr("Everything is saved") if saved else "")

    def _show_warnings(self, state: EditorState | None) -> None:
        keys = state.warnings if state is not None else ()
        notified = state.notified if state is not None else ()
        lines = [warning(key, notified, self._formats.locale) for key in keys]
        self.warnings.say("\n".join(dict.fromkeys(lines)))

    def _show_blocker(self, names: list[str]) -> None:
        words = self.tr("Put right first: {fields}").format(fields=self._formats.locale.createSeparatedList(names))
        self.blocker.setText(words)
        self.blocker.setAccessibleName(words)
        self.blocker.setVisible(bool(names))

    @staticmethod
    def _in_the_way(state: EditorState, fault: str) -> list[str]:
        """The fields that keep it from being saved, by name. Nothing is asked of an empty new to-do yet."""
        fields = [Field.DEADLINE] if fault else []
        fields += [field for key in state.problems if (field := problem_field(key)) is not None]
        return [field_name(field) for field in dict.fromkeys(fields)]

    def _save_words(self, state: EditorState) -> str:
        if state.phase is EditorPhase.SAVING:
            return self.tr("Saving…")
        if state.phase is EditorPhase.UNKNOWN:
            return self.tr("Looking…")
        if state.is_new:
            return self.tr("Create to-do")
        return self.tr("Save %Ln change(s)", "", len(state.changed)) if state.changed else self.tr("Save")


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
