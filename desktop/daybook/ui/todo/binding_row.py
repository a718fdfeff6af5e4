"""One item that an activity belongs to."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from daybook.ui.entities.types import type_glyph, type_name
from daybook.ui.kit.buttons import icon_button
from daybook.ui.kit.glyph_label import GlyphLabel
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL
from daybook.ui.kit.pill import Pill
from daybook.work.editor_state import Binding


def binding_title(binding: Binding) -> str:
    """The item's name; its type and number when that may not be read."""
    return binding.title or f"{type_name(binding.ref.type_id)} #{binding.ref.id}"


class BindingRow(QWidget):
    """Drawing, name, whether it is the owner, and what can be done with it."""

    move_wanted = Signal(object)  # Binding
    removal_wanted = Signal(object)  # Binding

    def __init__(self, look: Look, binding: Binding) -> None:
        super().__init__()
        self.binding = binding
        title, kind = binding_title(binding), type_name(binding.ref.type_id)
        self.setAccessibleName(self.tr("{kind}: {title}").format(kind=kind, title=title))
        name = ElidedLabel(title)
        move, remove = self.tr("Move from “{title}” to another {kind}"), self.tr("Take off “{title}”")
        self.move_button = icon_button(
            look, Glyph.MOVE, move.format(title=title, kind=kind.casefold()), self._move, size=16
        )
        self.remove_button = icon_button(look, Glyph.UNLINK, remove.format(title=title), self._remove, size=16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(GlyphLabel(look, type_glyph(binding.ref.type_id), "text_soft"))
        row.addWidget(name, 1)
        if binding.is_owner:
            owner = Pill(look, self.tr("owner"))
            owner.setToolTip(self.tr("The activity stands under this item first of all."))
            row.addWidget(owner)
        row.addWidget(self.move_button)
        row.addWidget(self.remove_button)

    def allow(self, *, move: bool, remove: bool) -> None:
        """Which buttons there are."""
        self.move_button.setVisible(move)
        self.remove_button.setVisible(remove)

    def _move(self) -> None:
        self.move_wanted.emit(self.binding)

    def _remove(self) -> None:
        self.removal_wanted.emit(self.binding)
