"""The head of the editor: what kind of activity it is, and what can be done with it as a whole."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from daybook.domain.activity import Activity, ActivityKind, CompletionRule
from daybook.ui.kit.buttons import icon_button, push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.format import Formats
from daybook.ui.kit.glyph_label import GlyphLabel
from daybook.ui.kit.icon_follower import IconFollower
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL
from daybook.ui.timeline.kinds import kind_glyph, kind_name
from daybook.ui.todo.words import completion_hindrance
from daybook.work.editor_state import EditorPhase, EditorState


class Header(QWidget):
    """Kind and age on the left; Complete or Reopen, and Delete, on the right."""

    completion_wanted = Signal(bool)  # True to complete, False to reopen
    deletion_wanted = Signal()

    def __init__(self, look: Look, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self._base: Activity | None = None
        self._glyph = GlyphLabel(look, Glyph.CHECK, "accent", 20)
        self.kind = ElidedLabel(step=Step.STRONG)
        self.about = ElidedLabel(step=Step.SMALL, tone="text_faint")
        self.complete = push_button(look, self.tr("Complete"), self._complete, compact=True)
        self._complete_icon = IconFollower(look, self.complete, Glyph.CHECK, "success", 16)
        self.delete = icon_button(look, Glyph.TRASH, self.tr("Delete"), self.deletion_wanted.emit)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.kind)
        words.addWidget(self.about)
        row = QHBoxLayout(self)
        row.setContentsMargins(LARGE, MEDIUM, MEDIUM, SMALL)
        row.setSpacing(MEDIUM - 2)
        row.addWidget(self._glyph)
        row.addLayout(words, 1)
        row.addWidget(self.complete)
        row.addWidget(self.delete)

    def show_state(self, state: EditorState) -> None:
        """Says what is open."""
        base = self._base = state.base
        self._glyph.show_glyph(kind_glyph(base) if base is not None else Glyph.PLUS)
        self.kind.setText(kind_name(base.kind if base is not None else ActivityKind.TODO))
        self.about.setText(self._about(base))
        whole = base is not None and state.phase in (EditorPhase.EDITING, EditorPhase.SAVING)
        self.complete.setVisible(whole)
        self.delete.setVisible(whole)
        if base is not None:
            self._show_completion(base, by_application=state.by_application)

    def _show_completion(self, base: Activity, *, by_application: bool) -> None:
        words = self.tr("Reopen") if base.completed else self.tr("Complete")
        hindrance = completion_hindrance(CompletionRule.of(base, by_application=by_application))
        self.complete.setText(words)
        self.complete.setAccessibleName(words)
        self.complete.setAccessibleDescription(hindrance)
        self.complete.setEnabled(not hindrance)
        self.complete.setToolTip(hindrance)
        self._complete_icon.show(
            Glyph.UNDO if base.completed else Glyph.CHECK, "text_soft" if base.completed else "success"
        )

    def _about(self, base: Activity | None) -> str:
        if base is None:
            return self.tr("Not created yet")
        if base.completed:
            return self.tr("Completed")
        if base.created is None:
            return self.tr("Open")
        return self.tr("Created {day}").format(day=self._formats.day(base.created))

    def _complete(self) -> None:
        if self._base is not None:
            self.completion_wanted.emit(not self._base.completed)
