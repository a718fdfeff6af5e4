"""Editors that open in a cell of a table: a line for what is typed, a list of people, a card of colours.

All read what is typed with the same `CellReader` as a pasted block, so a habit learnt in one serves in the other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from daybook.domain.cell_reading import BadCell
from daybook.domain.entities import Person
from daybook.domain.pending import Value
from daybook.domain.run import Field
from daybook.domain.todo import TodoColor
from daybook.ui.activities.cell_words import reason_words
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.labels import label, set_tone
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL, TINY
from daybook.ui.kit.swatches import SwatchButton
from daybook.ui.kit.theme import restyle
from daybook.ui.todo.choice_list import Choice
from daybook.ui.todo.color_field import ColorField
from daybook.ui.todo.dropdown import Dropdown
from daybook.ui.todo.picker import Picker

Read = Callable[[str], Value]
"""What a typed text means; raises BadCell."""


_OWN_KEYS: Final = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Delete}
)


class Leave(Enum):
    """Where the person goes from a cell whose editor closed."""

    STAY = (0, 0)
    DOWN = (1, 0)
    UP = (-1, 0)
    RIGHT = (0, 1)
    LEFT = (0, -1)


@dataclass(frozen=True, slots=True)
class Cell:
    """The cell that is edited. `value` is what it holds now, a pending wish included; `name` is for screen readers."""

    activity_id: int
    field: Field
    value: Value
    name: str
    text: str = ""
    """The value as a person would type it."""


class CellLine(QLineEdit):
    """One line over a cell; below it stands what is understood of what is typed, or why nothing is.

    Enter takes it and goes down, Tab goes right, with Shift the other way; Escape leaves the cell as it was. A text
    that is no value is not taken: the line stays, marked.
    """

    taken = Signal(object)  # Value
    left = Signal(object)  # Leave

    def __init__(self, cell: Cell, read: Read, describe: Callable[[Value], str] | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._cell = cell
        self._read = read
        self._describe = describe
        self._closed = False
        self.hint = CellHint(parent)
        self.setAccessibleName(cell.name)
        self.setProperty("cell", True)
        self.textEdited.connect(self._look)

    def begin(self, typed: str) -> None:
        """Shows the line: with `typed` in place of what stands there, or with all of it selected."""
        self.setText(typed or self._cell.text)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        if typed:
            self._look()
        else:
            self.selectAll()

    def place(self, rect: QRect) -> None:
        """Covers the cell, and a little more where a narrow one has no room for typing."""
        height = max(rect.height(), self.minimumSizeHint().height())
        self.setGeometry(QRect(rect.left(), rect.center().y() - height // 2, max(rect.width(), 160), height))
        self.hint.place(self.geometry())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that end the editing."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish(Leave.UP if back else Leave.DOWN)
        elif event.key() == Qt.Key.Key_Escape:
            self._close(Leave.STAY)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab is a way out of the cell, not to the next widget; no command of the window takes a key from here."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in _OWN_KEYS:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Tab:
                self.finish(Leave.RIGHT)
                return True
            if event.key() == Qt.Key.Key_Backtab:
                self.finish(Leave.LEFT)
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere takes what is typed, if it is a value; else it stays to be put right."""
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason):
            self.finish(Leave.STAY)

    def finish(self, leave: Leave) -> None:
        """Takes the text and closes, unless it is no value."""
        if self._closed:
            return
        if self.text() == self._cell.text:
            self._close(leave)
            return
        try:
            value = self._read(self.text())
        except BadCell as bad:
            self._complain(bad)
            return
        self._vanish()
        self.taken.emit(value)
        self.left.emit(leave)

    def _close(self, leave: Leave) -> None:
        if not self._closed:
            self._vanish()
            self.left.emit(leave)

    def _vanish(self) -> None:
        """Losing the focus by this is no click elsewhere."""
        self._closed = True
        self.hint.hide()
        self.hide()

    def _look(self) -> None:
        try:
            value = self._read(self.text())
        except BadCell as bad:
            self._complain(bad)
            return
        self._mark(wrong=False)
        self.hint.say(self._describe(value) if self._describe is not None else "", wrong=False)
        self.setAccessibleDescription(self.hint.text)
        self.hint.place(self.geometry())

    def _complain(self, bad: BadCell) -> None:
        self._mark(wrong=True)
        self.hint.say(reason_words(bad.reason), wrong=True)
        self.setAccessibleDescription(self.hint.text)
        self.hint.place(self.geometry())

    def _mark(self, *, wrong: bool) -> None:
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            restyle(self)


class CellHint(QFrame):
    """A small card below the line, or above it where there is more room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("panel", "raised")
        self._said = label(step=Step.SMALL, tone="text_soft", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SMALL, TINY, SMALL, TINY)
        column.addWidget(self._said)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._said.text()

    def say(self, text: str, *, wrong: bool) -> None:
        """Says something else; "" hides it."""
        self._said.setText(text)
        set_tone(self._said, "danger" if wrong else "text_soft")
        self.setVisible(bool(text))

    def place(self, line: QRect) -> None:
        """Stands at the line, never beyond the table."""
        parent = self.parentWidget()
        if parent is None or self.isHidden():
            return
        room = parent.rect()
        width = min(max(line.width(), 240), room.width())
        self._said.setFixedWidth(width - 2 * SMALL)
        height = self._said.heightForWidth(width - 2 * SMALL) + 2 * TINY + 2
        below = line.bottom() + TINY
        top = below if below + height <= room.bottom() else max(0, line.top() - TINY - height)
        self.setGeometry(QRect(min(line.left(), max(0, room.right() - width)), top, width, height))
        self.raise_()


class ColorCard(Dropdown):
    """The eight colours at a cell; arrows choose, 0 to 7 choose at once, Enter takes."""

    taken = Signal(object)  # TodoColor

    def __init__(self, look: Look, cell: Cell, anchor: QWidget) -> None:
        super().__init__(look, cell.name, anchor)
        self._chosen = cell.value if isinstance(cell.value, TodoColor) else TodoColor.DEFAULT
        self.field = ColorField(look)
        self.field.show_color(self._chosen)
        self.field.taken.connect(self._choose)
        self.column.addWidget(self.field)
        self.column.addWidget(label(self.tr("0–7 choose, Enter takes, Escape leaves"), Step.SMALL, "text_faint"))
        for button in self.field.buttons:
            button.installEventFilter(self)

    def take_focus(self) -> None:
        """Onto the colour that is on."""
        chosen = next((each for each in self.field.buttons if each.isChecked()), self.field.buttons[0])
        chosen.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Digits and Enter are meant for the card, whichever disc has the focus; a click on one is its end, too."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(watched, SwatchButton):
            self._take(TodoColor(watched.swatch.value))
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._took(event):
            return True
        return super().eventFilter(watched, event)

    def type_first(self, typed: str) -> None:
        """The key that opened the card counts already."""
        if typed in tuple("01234567"):
            self._take(TodoColor.DEFAULT if typed == "0" else TodoColor(typed))

    def _took(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take(self._chosen)
            return True
        if event.text() and event.text() in "01234567":
            self.type_first(event.text())
            return True
        return False

    def _choose(self, color: object) -> None:
        if isinstance(color, TodoColor):
            self._chosen = color

    def _take(self, color: TodoColor) -> None:
        self.taken.emit(color)
        self.close_card()


def person_choices(people: Sequence[Person], chosen: int | None, me: str) -> list[Choice]:
    """Those who may be picked, oneself first and called `me`."""
    return [
        Choice(person.id, me.format(name=person.name) if number == 0 else person.name, person.position, person,
               chosen=person.id == chosen)
        for number, person in enumerate(people)
    ]  # fmt: skip


class CellEditing(QObject):
    """Opens the editor that fits a cell, over whatever view shows it, and tells what became of it.

    One editor at a time. `taken` gets the cell and the value; `left` says where to go next. `read` is asked for each
    text, so that it may know more people by then.
    """

    taken = Signal(object, object)  # Cell, Value
    left = Signal(object)  # Leave
    people_wanted = Signal()

    def __init__(
        self,
        look: Look,
        read: Callable[[Cell, str], Value],
        describe: Callable[[Field, Value], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._read = read
        self._describe = describe
        self._people: tuple[Person, ...] = ()
        self._cell: Cell | None = None
        self._rect_of: Callable[[], QRect] = QRect
        self.line: CellLine | None = None
        self.card: ColorCard | None = None
        self.picker: Picker | None = None
        self._anchor: QWidget | None = None

    @property
    def is_open(self) -> bool:
        """True while something is edited."""
        return self.line is not None or self.card is not None or self.picker is not None

    @property
    def cell(self) -> Cell | None:
        """What is edited; None while nothing is."""
        return self._cell if self.is_open else None

    def begin(self, cell: Cell, viewport: QWidget, rect_of: Callable[[], QRect], typed: str = "") -> None:
        """Edits a cell that `rect_of` finds in the viewport; `typed` is the key that began it.

        Whether something is done has two answers, so it is not edited but turned over.
        """
        self.cancel()
        self._cell, self._rect_of = cell, rect_of
        if cell.field is Field.COMPLETED:
            self.taken.emit(cell, not cell.value)
            self.left.emit(Leave.STAY)
        elif cell.field is Field.COLOR:
            self._open_colors(cell, viewport, typed)
        elif cell.field is Field.RESPONSIBLE:
            self._open_people(cell, viewport, typed)
        else:
            self._open_line(cell, viewport, typed)

    def place(self) -> None:
        """The table was scrolled or resized, or its rows moved."""
        if self.line is not None:
            self.line.place(self._rect_of())

    def cancel(self) -> None:
        """Closes what is open, without taking anything."""
        line, card, picker = self.line, self.card, self.picker
        self._forget()
        if line is not None:
            line.hint.deleteLater()
            line.blockSignals(True)
            line.deleteLater()
        for each in (card, picker):
            if each is not None:
                each.close_card()

    def show_people(self, people: Sequence[Person]) -> None:
        """Those who may be picked, oneself first."""
        self._people = tuple(people)
        if self.picker is not None and self._cell is not None:
            self._offer(self.picker, self._cell)

    def _open_line(self, cell: Cell, viewport: QWidget, typed: str) -> None:
        describes = cell.field in (Field.DEADLINE, Field.PINGS)
        line = CellLine(
            cell,
            lambda text: self._read(cell, text),
            (lambda value: self._describe(cell.field, value)) if describes else None,
            viewport,
        )
        line.taken.connect(self._take)
        line.left.connect(self._leave)
        self.line = line
        line.place(self._rect_of())
        line.begin(typed)

    def _open_colors(self, cell: Cell, viewport: QWidget, typed: str) -> None:
        card = ColorCard(self._look, cell, self._anchored(viewport))
        card.taken.connect(self._take)
        card.closed.connect(self._leave_popup)
        self.card = card
        card.open()
        card.type_first(typed)

    def _open_people(self, cell: Cell, viewport: QWidget, typed: str) -> None:
        picker = Picker(self._look, cell.name, self.tr("Search people"), self._anchored(viewport))
        picker.picked.connect(self._take)
        picker.closed.connect(self._leave_popup)
        self.picker = picker
        if self._people:
            self._offer(picker, cell)
        else:
            picker.wait(self.tr("Reading who works here…"))
        picker.open()
        picker.field.setText(typed)
        self.people_wanted.emit()

    def _offer(self, picker: Picker, cell: Cell) -> None:
        chosen = cell.value if isinstance(cell.value, int) else None
        choices = person_choices(self._people, chosen, self.tr("Me ({name})"))
        picker.offer(choices, self.tr("Nobody is called so."))

    def _anchored(self, viewport: QWidget) -> QWidget:
        """An invisible stand-in for the cell, for cards stand at widgets."""
        rect = self._rect_of()
        anchor = QWidget(viewport)
        anchor.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        anchor.setGeometry(QRect(QPoint(rect.left(), rect.top()), rect.size()))
        self._anchor = anchor
        return anchor

    def _take(self, value: object) -> None:
        if self._cell is not None:
            self.taken.emit(self._cell, value)

    def _leave(self, leave: object) -> None:
        line = self.line
        self._forget()
        if line is not None:
            line.hint.deleteLater()
            line.deleteLater()
        self.left.emit(leave)

    def _leave_popup(self) -> None:
        if self.card is not None or self.picker is not None:
            self._forget()
            self.left.emit(Leave.STAY)

    def _forget(self) -> None:
        self.line = self.card = self.picker = None
        if self._anchor is not None:
            self._anchor.deleteLater()
            self._anchor = None
