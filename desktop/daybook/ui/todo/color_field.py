"""The colour of a to-do: eight discs, and the chosen one's name in words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from daybook.domain.todo import TodoColor
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL
from daybook.ui.kit.swatches import Swatch, SwatchButton, Swatches
from daybook.ui.layouts.color_names import todo_color_name
from daybook.ui.layouts.portal_colors import portal_colors


class ColorField(QWidget):
    """The portal's eight colours; arrow keys move the choice."""

    taken = Signal(object)  # TodoColor

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._value = TodoColor.DEFAULT
        self._swatches: Swatches | None = None
        self.name = label(step=Step.SMALL, tone="text_soft")
        self._room = QVBoxLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addLayout(self._room)
        row.addStretch(1)
        row.addWidget(self.name)
        self._make_swatches()
        look.theming.changed.connect(self._make_swatches)

    def show_color(self, value: TodoColor) -> None:
        """Shows a colour."""
        self._value = value
        self.name.setText(todo_color_name(value))
        if self._swatches is not None:
            self._swatches.choose(value.value)

    @property
    def buttons(self) -> list[SwatchButton]:
        """The eight discs, in order."""
        return self._swatches.findChildren(SwatchButton) if self._swatches is not None else []

    def _make_swatches(self) -> None:
        """Anew for each theme, for a dark one has its own shades."""
        if self._swatches is not None:
            self._swatches.deleteLater()
        looks = portal_colors(self._look.theme).todos
        offers = [Swatch(each.value, todo_color_name(each), looks[each].strong) for each in TodoColor]
        self._swatches = Swatches(self._look, self.tr("Colour"), offers)
        self._swatches.chosen.connect(self._choose)
        self._room.addWidget(self._swatches)
        self.setFocusProxy(self._swatches)
        self.show_color(self._value)

    def _choose(self, value: str) -> None:
        self.show_color(TodoColor(value))
        self.taken.emit(TodoColor(value))
