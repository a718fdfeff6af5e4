"""One line of the form: what is changed, how, and a cross to leave it alone after all."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from daybook.ui.changing.part_words import part_glyph, part_name
from daybook.ui.kit.buttons import icon_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.glyph_label import GlyphLabel
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import MEDIUM, SMALL
from daybook.work.changing.parts import Part


class PartEditor(QWidget):
    """What stands in a line. `value` is what it fills the change with; None while it is not complete."""

    taken = Signal()

    @property
    def value(self) -> Any:
        """What is chosen."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Shows what was chosen elsewhere, such as in a recipe."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Where work with it begins."""
        target = self.focusProxy() or self
        target.setFocus(Qt.FocusReason.OtherFocusReason)


class PartLine(QFrame):
    """The frame around an editor."""

    taken = Signal(object, object)  # Part, its value or None
    removed = Signal(object)  # Part

    def __init__(self, look: Look, part: Part, editor: PartEditor) -> None:
        super().__init__()
        self.part = part
        self.editor = editor
        name = part_name(part)
        self.setProperty("panel", "card")
        self.setAccessibleName(name)
        self.cross = icon_button(
            look, Glyph.CLOSE, self.tr("Leave out: {what}").format(what=name), self._remove, size=14
        )
        head = QHBoxLayout()
        head.setSpacing(SMALL)
        head.addWidget(GlyphLabel(look, part_glyph(part), "text_soft", 16))
        head.addWidget(label(name, Step.STRONG), 1)
        head.addWidget(self.cross)
        column = QVBoxLayout(self)
        column.setContentsMargins(MEDIUM, SMALL, MEDIUM, MEDIUM)
        column.setSpacing(SMALL)
        column.addLayout(head)
        column.addWidget(editor)
        editor.taken.connect(self._tell)

    def _tell(self) -> None:
        self.taken.emit(self.part, self.editor.value)

    def _remove(self) -> None:
        self.removed.emit(self.part)
