"""The line in which the filter stands as text: what is wrong in it is underlined, what could follow is offered."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QInputMethodEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from daybook.domain.query_complete import Completion
from daybook.domain.query_faults import Mistake
from daybook.ui.activities.suggestions import Suggestions
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.theme import restyle

_TEXT_BEGINS: Final = 30
"""Pixels before the first letter: the frame and the glass."""
REST_MS: Final = 700
"""How long the typing must rest before an unfinished word is called a mistake."""


class QueryField(QLineEdit):
    """Tells each change at once. Escape empties it, and from an empty line goes back to the table."""

    typed = Signal(str)
    left = Signal()  # to the table
    mistakes_shown = Signal(object)  # list[Mistake]

    def __init__(self, look: Look, complete: Callable[[str, int], Completion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._complete = complete
        self._completion = Completion((0, 0))
        self._mistakes: Sequence[Mistake] = ()
        self.setPlaceholderText(self.tr("Search, or filter: due<today resp:me colour:red"))
        self.setAccessibleName(self.tr("Filter"))
        self.setClearButtonEnabled(True)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.suggestions = Suggestions(self)
        self.suggestions.chosen.connect(self._insert)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._complain)
        self.textEdited.connect(self._edited)
        self.returnPressed.connect(self._leave)
        look.theming.changed.connect(self._tint)
        self._tint()

    def show_text(self, text: str) -> None:
        """Another filter, not typed by hand."""
        if text != self.text():
            self.setText(text)

    def show_mistakes(self, mistakes: Sequence[Mistake], *, at_once: bool = False) -> None:
        """Underlines what is wrong; the word that is being typed only once the typing rests."""
        self._mistakes = mistakes
        self._rest.stop()
        if at_once or not self._is_unfinished():
            self._complain()
        else:
            self._underline([each for each in mistakes if each.at[1] < self.cursorPosition()])
            self._rest.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list below, while it is there; Escape, and the arrow that goes down into the table."""
        if not self.suggestions.isHidden() and self._is_for_list(event.key()):
            return
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
                self.typed.emit("")
            else:
                self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._offer(even_nothing=True)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  (Qt's own name)
        """Tab takes the first word of the list, if there is one."""
        if next and self.suggestions.words:
            if not self.suggestions.current:
                self.suggestions.step(1)
            return self.suggestions.take()
        return super().focusNextPrevChild(next)

    def _is_for_list(self, key: int) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.suggestions.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape:
            self.suggestions.hide()
            return True
        return (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.suggestions.current != "" and self.suggestions.take()
        )

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is unfinished any more."""
        super().focusOutEvent(event)
        self.suggestions.hide()
        self._complain()

    def _edited(self, text: str) -> None:
        self.typed.emit(text)
        self._offer()

    def _offer(self, *, even_nothing: bool = False) -> None:
        text = self.text()
        self._completion = self._complete(text, self.cursorPosition())
        words = [each.text for each in self._completion.suggestions]
        begin, end = self._completion.at
        is_between = begin == end and text[begin - 1 : begin] in ("", " ")
        if (is_between and not even_nothing) or [text[begin:end]] == words:
            words = []
        self.suggestions.offer(words, self.fontMetrics().horizontalAdvance(text[:begin]) + _TEXT_BEGINS)

    def _insert(self, word: str) -> None:
        begin, end = self._completion.at
        text = self.text()
        follows = "" if word.endswith(":") or text[end : end + 1] == " " else " "
        self.setText(text[:begin] + word + follows + text[end:])
        self.setCursorPosition(begin + len(word) + len(follows))
        self.typed.emit(self.text())

    def _leave(self) -> None:
        self.suggestions.hide()
        self._complain()
        if not self._mistakes:
            self.left.emit()

    def _is_unfinished(self) -> bool:
        """True while the cursor stands in or right behind a mistake."""
        return self.hasFocus() and any(begin <= self.cursorPosition() <= end for begin, end in self._places())

    def _places(self) -> list[tuple[int, int]]:
        return [each.at for each in self._mistakes]

    def _complain(self) -> None:
        self._rest.stop()
        self._underline(self._mistakes)

    def _underline(self, mistakes: Sequence[Mistake]) -> None:
        if bool(self.property("wrong")) != bool(mistakes):
            self.setProperty("wrong", bool(mistakes))
            restyle(self)
        self.mistakes_shown.emit(list(mistakes))
        QApplication.sendEvent(self, self._formats(mistakes))

    def _formats(self, mistakes: Sequence[Mistake]) -> QInputMethodEvent:
        """A line edit has no formats of its own; an input method that is composing nothing may give it some."""
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(self._look.color("danger"))
        wave.setForeground(self._look.color("danger"))
        kind = QInputMethodEvent.AttributeType.TextFormat
        attributes = [
            QInputMethodEvent.Attribute(kind, begin - self.cursorPosition(), max(1, end - begin), wave)
            for begin, end in (each.at for each in mistakes)
        ]
        return QInputMethodEvent("", attributes)

    def _tint(self) -> None:
        self._glass.setIcon(self._look.icon(Glyph.SEARCH, "text_faint"))
        if self.property("wrong"):
            self._complain()
