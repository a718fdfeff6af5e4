"""The reminders that wait, and what can be done about the chosen one: by buttons, and by a key each."""

from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from daybook.domain.reminders import Reminder
from daybook.ui.kit.buttons import push_button
from daybook.ui.kit.empty_state import EmptyState
from daybook.ui.kit.fonts import Step
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL
from daybook.ui.kit.pages import PageStack
from daybook.ui.reminders.answers import Answer, is_possible
from daybook.ui.reminders.delegate import ROW_HEIGHT, ReminderDelegate
from daybook.ui.reminders.model import ReminderModel, Role
from daybook.ui.reminders.words import ReminderWords

KEYS: Final = {
    Answer.DONE: Qt.Key.Key_D,
    Answer.SNOOZE: Qt.Key.Key_Plus,
    Answer.TOMORROW: Qt.Key.Key_T,
    Answer.OPEN: Qt.Key.Key_Return,
    Answer.DISMISS: Qt.Key.Key_Delete,
}
_GLYPHS: Final = {
    Answer.DONE: Glyph.CHECK,
    Answer.SNOOZE: Glyph.CLOCK,
    Answer.TOMORROW: Glyph.CALENDAR,
    Answer.OPEN: Glyph.ARROW_RIGHT,
    Answer.DISMISS: Glyph.CLOSE,
}
ROWS: Final = 6
"""So many are seen without scrolling."""


class ReminderList(QListView):
    """Tells which key was pressed on the chosen row."""

    answered = Signal(object)  # Answer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The answers' own keys; all others move about."""
        key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else event.key()
        plain = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        answer = next((each for each, its in KEYS.items() if its == key), None)
        if answer is not None and not plain:
            self.answered.emit(answer)
        else:
            super().keyPressEvent(event)


class WaitingPage(QWidget):
    """The list, its buttons, and a line about what quiet hours hold back."""

    answered = Signal(object, object)  # Answer, Reminder
    dismissed_all = Signal()

    def __init__(self, look: Look, words: ReminderWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.model = ReminderModel(words, self)
        self.list = ReminderList()
        self.list.setAccessibleName(self.tr("Reminders that wait"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(ReminderDelegate(look, words, self.list))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMinimumHeight(ROWS * ROW_HEIGHT)
        self.buttons = {each: self._button(look, each) for each in KEYS}
        self.dismiss_all = push_button(
            look, self.tr("Dismiss all"), self.dismissed_all.emit, kind="quiet", compact=True
        )
        self._held = label(step=Step.SMALL, tone="text_soft", wrap=True)
        self._empty = EmptyState(
            look,
            Glyph.BELL,
            self.tr("Nothing waits for you"),
            self.tr("Reminders and deadlines that come appear here."),
        )
        self._pages = PageStack()
        self._lay_out()
        self.list.answered.connect(self._answer)
        self.list.activated.connect(lambda _index: self._answer(Answer.OPEN))
        self.list.selectionModel().currentChanged.connect(self._offer)
        self.show_waiting((), frozenset())
        self.show_held("")

    @property
    def chosen(self) -> Reminder | None:
        """The reminder that the buttons are about."""
        return self.model.reminder(self.list.currentIndex())

    @property
    def held(self) -> str:
        """What is said about quiet hours."""
        return self._held.text()

    def show_waiting(self, reminders: tuple[Reminder, ...], busy: frozenset[int]) -> None:
        """Takes over what waits; the chosen one stays chosen, or the one that comes to stand in its place."""
        before, place = self.chosen, max(self.list.currentIndex().row(), 0)
        had_focus = any(each.hasFocus() for each in self.buttons.values())
        self.model.show(reminders, busy)
        row = self.model.row_of(before.todo.id) if before is not None else None
        self._choose(min(place, len(reminders) - 1) if row is None else row)
        self._pages.setCurrentIndex(0 if reminders else 1)
        self.dismiss_all.setVisible(len(reminders) > 1)
        self._offer()
        if had_focus and row is None:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_held(self, text: str) -> None:
        """What quiet hours hold back; "" for nothing."""
        self._held.setText(text)
        self._held.setVisible(bool(text))

    def _choose(self, row: int) -> None:
        index = self.model.index(row, 0) if row >= 0 else QModelIndex()
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _offer(self) -> None:
        """Only what can be answered to the chosen one can be pressed."""
        chosen = self.chosen
        for answer, button in self.buttons.items():
            button.setEnabled(chosen is not None and self._may(answer, chosen))

    def _may(self, answer: Answer, reminder: Reminder) -> bool:
        busy = bool(self.list.currentIndex().data(Role.BUSY))
        return is_possible(answer, reminder) and (not busy or answer is Answer.OPEN)

    def _answer(self, answer: Answer) -> None:
        chosen = self.chosen
        if chosen is not None and self._may(answer, chosen):
            self.answered.emit(answer, chosen)

    def _button(self, look: Look, answer: Answer) -> QPushButton:
        text, key = self._words.answer(answer), key_name(answer)
        kind = "primary" if answer is Answer.DONE else "quiet" if answer is Answer.DISMISS else ""
        made = push_button(look, text, lambda: self._answer(answer), glyph=_GLYPHS[answer], kind=kind, compact=True)
        made.setToolTip(self.tr("{action} ({key})").format(action=text, key=key))
        return made

    def _lay_out(self) -> None:
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        for answer in (Answer.DONE, Answer.SNOOZE, Answer.TOMORROW, Answer.OPEN):
            row.addWidget(self.buttons[answer])
        row.addStretch(1)
        row.addWidget(self.buttons[Answer.DISMISS])
        row.addWidget(self.dismiss_all)
        column.addLayout(row)
        self._pages.addWidget(full)
        self._pages.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SMALL)
        whole.addWidget(self._pages, 1)
        whole.addWidget(self._held)


def key_name(answer: Answer) -> str:
    """The key of an answer, as this system writes it."""
    return QKeySequence(KEYS[answer]).toString(QKeySequence.SequenceFormat.NativeText)
