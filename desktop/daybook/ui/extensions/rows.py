"""What is there already: a line each, with what can be done with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from daybook.ui.kit.buttons import icon_button, push_button
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import ElidedLabel, label, separator
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import LARGE, MEDIUM, SMALL


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `value` is what the signals carry; `make_aside` makes a widget that stands behind the words."""

    value: object
    title: str
    text: str = ""
    make_aside: Callable[[], QWidget] | None = field(default=None, compare=False)


class Rows(QFrame):
    """A card of lines; says so while there are none."""

    opened = Signal(object)  # Row.value
    removal_wanted = Signal(object)  # Row.value

    def __init__(self, look: Look, name: str, *, opens: str = "", removes: str = "") -> None:
        """`opens` and `removes` are the words of the two buttons of a line, "" for none."""
        super().__init__()
        self._look = look
        self._opens, self._removes = opens, removes
        self._shown: tuple[Row, ...] | None = None
        self._editable = True
        self.setProperty("panel", "card")
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(LARGE, SMALL, LARGE, SMALL)
        self._column.setSpacing(0)
        self._nothing = label(tone="text_faint", wrap=True)
        self._nothing.setContentsMargins(0, SMALL, 0, SMALL)
        self._column.addWidget(self._nothing)
        self._lines: list[QWidget] = []
        self.buttons: dict[object, tuple[QWidget, ...]] = {}

    def show_rows(self, rows: Sequence[Row], nothing: str, *, editable: bool = True) -> None:
        """These lines, or `nothing` in words."""
        if (tuple(rows), editable) == (self._shown, self._editable) and self._nothing.text() == nothing:
            return
        self._shown, self._editable = tuple(rows), editable
        for old in self._lines:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines, self.buttons = [], {}
        self._nothing.setText(nothing)
        self._nothing.setVisible(not rows)
        asides = [None if row.make_aside is None else row.make_aside() for row in rows]
        width = max((each.sizeHint().width() for each in asides if each is not None), default=0)
        for number, (row, aside) in enumerate(zip(rows, asides, strict=True)):
            if number:
                self._put(separator())
            self._put(self._line(row, None if aside is None else _held(aside, width)))

    def _put(self, widget: QWidget) -> None:
        self._lines.append(widget)
        self._column.addWidget(widget)

    def _line(self, row: Row, aside: QWidget | None) -> QWidget:
        line = QWidget()
        line.setAccessibleName(row.title)
        line.setAccessibleDescription(row.text)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(row.title, Step.STRONG))
        if row.text:
            words.addWidget(ElidedLabel(row.text, Step.SMALL, "text_soft"))
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, SMALL, 0, SMALL)
        layout.setSpacing(MEDIUM)
        layout.addLayout(words, 1)
        if aside is not None:
            layout.addWidget(aside, alignment=Qt.AlignmentFlag.AlignVCenter)
        made: list[QWidget] = []
        if self._opens:
            open_ = push_button(self._look, self._opens, lambda: self.opened.emit(row.value), compact=True)
            open_.setAccessibleName(self.tr("{action}: {name}").format(action=self._opens, name=row.title))
            made.append(open_)
        if self._removes:
            name = self.tr("{action}: {name}").format(action=self._removes, name=row.title)
            remove = icon_button(self._look, Glyph.TRASH, name, lambda: self.removal_wanted.emit(row.value))
            remove.setEnabled(self._editable)
            made.append(remove)
        for button in made:
            layout.addWidget(button)
        self.buttons[row.value] = tuple(made)
        return line


def _held(aside: QWidget, width: int) -> QWidget:
    """As wide as the widest of all lines, so that all begin below each other."""
    holder = QWidget()
    holder.setFixedWidth(width)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(aside)
    row.addStretch(1)
    return holder
