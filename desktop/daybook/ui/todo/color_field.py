"""The colour of a to-do: eight discs, and the chosen one's name in words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

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
        self._swatches = Swatches(look, self.tr("Colour"), _offers(look))
        self._swatches.chosen.connect(self._choose)
        self.name = label(step=Step.SMALL, tone="text_soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self._swatches)
        row.addStretch(1)
        row.addWidget(self.name)
        look.theming.changed.connect(self._recolor)
        self.show_color(TodoColor.DEFAULT)

    @property
    def buttons(self) -> list[SwatchButton]:
        """The eight discs, in order."""
        return self._swatches.findChildren(SwatchButton)

    def show_color(self, value: TodoColor) -> None:
        """Shows a colour."""
        self.name.setText(todo_color_name(value))
        self._swatches.choose(value.value)

    def _choose(self, value: str) -> None:
        self.show_color(TodoColor(value))
        self.taken.emit(TodoColor(value))

    def _recolor(self) -> None:
        """Another theme has its own shades."""
        for button, swatch in zip(self.buttons, _offers(self._look), strict=True):
            button.swatch = swatch
            button.update()


def _offers(look: Look) -> list[Swatch]:
    looks = portal_colors(look.theme).todos
    return [Swatch(each.value, todo_color_name(each), looks[each].strong) for each in TodoColor]
