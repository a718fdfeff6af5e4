"""A dropdown with a field to search in and a list to pick from; the mouse is never needed."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from daybook.ui.kit.busy_line import BusyLine
from daybook.ui.kit.fuzzy import ranked
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL
from daybook.ui.kit.search_field import SearchField
from daybook.ui.todo.choice_list import CHOICE_ROLE, ROW_HEIGHT, Choice, ChoiceDelegate, ChoiceModel
from daybook.ui.todo.dropdown import Dropdown

_WIDTH: Final = 320
_ROWS: Final = 7


class Picker(Dropdown):
    """↑ ↓ choose, Enter picks, Escape leaves. `picked` gets the `Choice.value`.

    With `elsewhere`, what is typed is told by `searched` and whoever made the picker shows what was found; else the
    picker itself narrows down what it was given.
    """

    picked = Signal(object)
    searched = Signal(str)

    def __init__(self, look: Look, name: str, hint: str, anchor: QWidget, *, elsewhere: bool = False) -> None:
        super().__init__(look, name, anchor)
        self._all: tuple[Choice, ...] = ()
        self._elsewhere = elsewhere
        self.field = SearchField(look, hint)
        self.field.installEventFilter(self)
        self.busy = BusyLine(look, self.tr("Searching"))
        self.model = ChoiceModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(ChoiceDelegate(look, self.list))
        self.list.setAccessibleName(name)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._pick)
        self.nothing = label(tone="text_soft", wrap=True)
        self.nothing.setContentsMargins(SMALL, 0, SMALL, SMALL)
        for widget in (self.field, self.busy, self.list, self.nothing):
            self.column.addWidget(widget)
        self.column.setSpacing(SMALL // 2)
        self.card.setFixedWidth(min(_WIDTH, anchor.window().width() - 4 * SMALL))
        if elsewhere:
            self.field.searched.connect(self.searched)
        else:
            self.field.textChanged.connect(self._narrow)
        self._show(())

    def take_focus(self) -> None:
        """Typing goes into the field."""
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def offer(self, choices: Sequence[Choice], nothing: str) -> None:
        """What there is to pick from; `nothing` is said when that, or what fits, is nothing."""
        self._all = tuple(choices)
        self.nothing.setText(nothing)
        self.busy.set_busy(False)
        self._narrow()

    def wait(self, text: str = "") -> None:
        """More is coming; until then `text` stands where there is nothing yet."""
        self.busy.set_busy(True)
        if not self.model.rowCount():
            self.nothing.setText(text)
            self.nothing.setVisible(bool(text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that choose are taken from the field."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._choose_by_key(event)
        return super().eventFilter(watched, event)

    def _choose_by_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
        key = Qt.Key(event.key())
        if key in steps:
            self._move(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape and not self.field.text():
            self.close_card()
        else:
            return False
        return True

    def _move(self, by: int) -> None:
        rows = self.model.rowCount()
        if rows:
            now = self.list.currentIndex().row() + by
            self.list.setCurrentIndex(self.model.index(now % rows if abs(by) == 1 else max(0, min(now, rows - 1)), 0))

    def _narrow(self) -> None:
        if self._elsewhere:
            self._show(self._all)
        else:
            self._show(ranked(self.field.text(), self._all, lambda each: each.searched))

    def _show(self, choices: Sequence[Choice]) -> None:
        self.model.show(choices)
        self.list.setFixedHeight(ROW_HEIGHT * min(len(choices), _ROWS))
        self.list.setVisible(bool(choices))
        self.nothing.setVisible(not choices and bool(self.nothing.text()))
        start = next((number for number, each in enumerate(choices) if each.chosen), 0) if not self.field.text() else 0
        self.list.setCurrentIndex(self.model.index(start, 0))
        self.column.activate()
        if not self.isHidden():
            self._place()

    def _pick(self, index: QModelIndex) -> None:
        choice = index.data(CHOICE_ROLE)
        if isinstance(choice, Choice):
            self.close_card()
            self.picked.emit(choice.value)
