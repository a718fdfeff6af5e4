"""Lines with a single choice: colour, reminders, done or not, deletion."""

from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout

from daybook.domain.todo import PingOffsets, TodoColor
from daybook.ui.changing.part_line import PartEditor
from daybook.ui.changing.tools import Tools
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.labels import label
from daybook.ui.kit.metrics import SMALL
from daybook.ui.kit.tabs import Segment, SegmentedTabs
from daybook.ui.todo.color_field import ColorField
from daybook.ui.todo.notice import Notice
from daybook.ui.todo.ping_field import PingField

DONE: Final = "done"
OPEN: Final = "open"


class ColorPart(PartEditor):
    """One of the eight colours."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._color = TodoColor.DEFAULT
        self.field = ColorField(tools.look)
        self.field.taken.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.setFocusProxy(self.field.buttons[0])

    @property
    def value(self) -> TodoColor:
        """The colour."""
        return self._color

    def show_value(self, value: Any) -> None:
        """Shows a colour of a recipe."""
        self._color = TodoColor(value)
        self.field.show_color(self._color)

    def _take(self, color: TodoColor) -> None:
        self._color = color
        self.taken.emit()


class PingsPart(PartEditor):
    """Reminders; none of them is a choice as well."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._pings = PingOffsets()
        self.field = PingField(tools.look)
        self.field.show_pings(self._pings)
        self.field.taken.connect(self._take)
        hint = self.tr("They take the place of all reminders there are, also of those that nobody can read.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(self.field)
        column.addWidget(label(hint, Step.SMALL, "text_faint", wrap=True))
        self.setFocusProxy(next(iter(self.field.usual.values())))

    @property
    def value(self) -> PingOffsets:
        """The reminders."""
        return self._pings

    def show_value(self, value: Any) -> None:
        """Shows the reminders of a recipe."""
        self._pings = value
        self.field.show_pings(value)

    def _take(self, pings: PingOffsets) -> None:
        self._pings = pings
        self.taken.emit()


class CompletedPart(PartEditor):
    """Complete or reopen."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        segments = (Segment(DONE, self.tr("Complete")), Segment(OPEN, self.tr("Reopen")))
        self.choice = SegmentedTabs(tools.look, self.tr("Complete or reopen"), segments)
        self.choice.chosen.connect(lambda _key: self.taken.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.choice)
        self.setFocusProxy(self.choice)

    @property
    def value(self) -> bool:
        """True = completed."""
        return self.choice.current == DONE

    def show_value(self, value: Any) -> None:
        """Shows the choice of a recipe."""
        self.choice.choose(DONE if value else OPEN)


class DeletePart(PartEditor):
    """Nothing to choose, but something to know."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        notice = Notice(tools.look, "warning")
        notice.say(self.tr("What is deleted never comes back. You will be asked for the number before."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(notice)

    @property
    def value(self) -> bool:
        """Always."""
        return True

    def show_value(self, value: Any) -> None:
        """There is nothing to show."""
