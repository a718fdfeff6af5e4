"""The JSON of a layout: line numbers, colours, what is wrong underlined, and completion."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontDatabase,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from daybook.domain.layouts.completion import Completion, Expecting
from daybook.domain.layouts.completion import Offer as Word
from daybook.domain.layouts.editing import Change
from daybook.domain.layouts.faults import LayoutMistake
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL
from daybook.ui.studio.highlighter import JsonHighlighter
from daybook.ui.studio.letters import from_qt, shown_text, text_of, to_qt
from daybook.ui.studio.suggestions import Suggestions
from daybook.work.studio.files import LONGEST_LINE, MOST_LETTERS, MOST_LINES, longest_line

_SHORTEST_UNDERLINE: Final = 1
_MOST_UNDERLINED: Final = 60
_INDENT: Final = "  "


Complete = Callable[[str, int], Completion | None]
"""What may stand at a letter of a text; None where nothing can be offered."""


class LayoutEditor(QPlainTextEdit):
    """Tab leaves it, Ctrl+Space completes. `typed` also tells of what forms and the tree put in, and of undo."""

    typed = Signal()
    too_long = Signal()  # what was pasted is more than can be edited

    def __init__(self, look: Look, complete: Complete) -> None:
        super().__init__()
        self._look = look
        self._complete = complete
        self._offer: Completion | None = None
        self._mistakes: tuple[LayoutMistake, ...] = ()
        self._joined = ""
        self._offered_at = -1
        self._text: str | None = None
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPixelSize(13)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.setAccessibleName(self.tr("Layout as JSON"))
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.document().contentsChange.connect(self._forget_text)
        self._colours = JsonHighlighter(look, self.document())
        self.numbers = LineNumbers(self)
        self.suggestions = Suggestions(self)
        self.suggestions.taken.connect(self.take)
        self.cursorPositionChanged.connect(self._leave_suggestions)
        self.textChanged.connect(self.typed)
        self.blockCountChanged.connect(lambda _count: self._fit())
        self.updateRequest.connect(self._scroll_numbers)
        look.theming.changed.connect(self._underline)
        self._fit()

    @property
    def look(self) -> Look:
        """Theme and icons."""
        return self._look

    @property
    def mistakes(self) -> tuple[LayoutMistake, ...]:
        """What is underlined now."""
        return self._mistakes

    # What others ask

    @property
    def text(self) -> str:
        """What stands here, letter for letter."""
        if self._text is None:  # asked for several times a key, and a long one takes Qt milliseconds
            self._text = text_of(self.document())
        return self._text

    @property
    def place(self) -> int:
        """The letter of `text` before which the cursor stands."""
        return from_qt(self.text, self.textCursor().position())

    def show_text(self, text: str) -> None:
        """Another layout; undo does not lead back to the former one."""
        self._joined = ""
        with self._colours.new_text():
            self.setPlainText(shown_text(text))

    def apply(self, change: Change, *, join: str = "") -> None:
        """Puts in what a form or the tree changed, to be undone like typing.

        Changes of the same `join`, one after another, are taken back together.
        """
        text = self.text
        cursor = QTextCursor(self.document())
        joins = bool(join) and join == self._joined and self.document().isUndoAvailable()
        cursor.joinPreviousEditBlock() if joins else cursor.beginEditBlock()
        cursor.setPosition(to_qt(text, change.at))
        cursor.setPosition(to_qt(text, change.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(shown_text(change.put))
        cursor.endEditBlock()
        self._joined = join

    def undo(self) -> None:
        """Takes the last step back; what is typed into a form from now on is a step of its own."""
        self._joined = ""
        super().undo()

    def redo(self) -> None:
        """Does the step again that was taken back."""
        self._joined = ""
        super().redo()

    def show_mistakes(self, mistakes: Sequence[LayoutMistake]) -> None:
        """Underlines these and no others."""
        before, self._mistakes = self._mistakes, tuple(mistakes)
        if before or self._mistakes:
            self._underline()

    def go_to(self, at: int, end: int | None = None) -> None:
        """Puts the cursor at a letter and shows it, with what follows up to `end` selected."""
        text = self.text
        cursor = self.textCursor()
        cursor.setPosition(to_qt(text, at))
        if end is not None:
            cursor.setPosition(to_qt(text, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    def complete_here(self) -> None:
        """Opens the list of what may stand here, if there is anything."""
        text = self.text
        offer = self._complete(text, from_qt(text, self.textCursor().position()))
        words = [] if offer is None else fitting(offer)
        self._offer = offer
        place = self.cursorRect()
        place.translate(self.viewport().pos())
        self.suggestions.offer(words, place, self.contentsRect())
        self._offered_at = self.textCursor().position()

    def take(self, word: str) -> None:
        """Writes one of what was offered, and behind a key its colon."""
        offer, text = self._offer, self.text
        chosen = next((each for each in offer.offers if each.word == word), None) if offer else None
        if offer is None or chosen is None:
            return
        rest = text[offer.ends : offer.ends + 1]
        colon = offer.expecting is Expecting.KEY and not text[offer.ends :].lstrip().startswith(":")
        cursor = self.textCursor()
        cursor.setPosition(to_qt(text, offer.begins))
        end = offer.ends + (1 if rest == '"' and text[offer.begins : offer.begins + 1] == '"' else 0)
        cursor.setPosition(to_qt(text, end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(chosen.source + (": " if colon else ""))
        self.setTextCursor(cursor)
        self.suggestions.hide()

    # What Qt asks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Completion first, then line breaks that keep the margin, then what every editor does."""
        if self.suggestions.handle(event):
            return
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.complete_here()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._break_line()
        else:
            was_open = not self.suggestions.isHidden()
            super().keyPressEvent(event)
            if event.text() == '"' or (was_open and event.text().isprintable() and event.text()):
                self.complete_here()
        self._joined = ""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list of what may stand here goes with the focus."""
        super().focusOutEvent(event)
        self.suggestions.hide()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes what is offered while something is."""
        return False if not self.suggestions.isHidden() else super().focusNextPrevChild(forward)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted; more than can be edited is not taken."""
        text = source.text()
        letters, lines = len(text) + self.document().characterCount(), text.count("\n") + self.blockCount()
        if letters > MOST_LETTERS or lines > MOST_LINES or longest_line(text) > LONGEST_LINE:
            self.too_long.emit()
            return
        self._joined = ""
        super().insertFromMimeData(source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers stay at the left."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self.numbers.setGeometry(QRect(inside.left(), inside.top(), self.numbers.width_wanted(), inside.height()))

    # Inside

    def paint_numbers(self, event: QPaintEvent) -> None:
        """The numbers of the lines in sight; those with something wrong in another colour, and with a mark."""
        theme = self._look.theme
        wrong = {each.line: each.is_warning for each in reversed(self._mistakes)}
        with QPainter(self.numbers) as painter:
            painter.fillRect(event.rect(), theme.window)
            painter.setFont(self.font())
            block = self.firstVisibleBlock()
            top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
            while block.isValid() and top <= event.rect().bottom():
                height = self.blockBoundingRect(block).height()
                number = block.blockNumber() + 1
                ink = theme.text_faint
                if number in wrong:
                    ink = theme.warning if wrong[number] else theme.danger
                painter.setPen(ink)
                room = QRect(0, round(top), self.numbers.width() - SMALL, self.fontMetrics().height())
                said = f"{'! ' if number in wrong else ''}{number}"
                painter.drawText(room, Qt.AlignmentFlag.AlignRight, said)
                top += height
                block = block.next()

    def _break_line(self) -> None:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        margin = before[: len(before) - len(before.lstrip(" \t"))]
        opens = before.rstrip().endswith(("{", "["))
        after = self.document().characterAt(cursor.position())
        cursor.beginEditBlock()
        cursor.insertText("\n" + margin + (_INDENT if opens else ""))
        if opens and after in ("}", "]"):
            place = cursor.position()
            cursor.insertText("\n" + margin)
            cursor.setPosition(place)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _underline(self) -> None:
        theme, text = self._look.theme, self.text
        shown = []
        for mistake in self._mistakes[:_MOST_UNDERLINED]:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            end = max(mistake.end, mistake.at + _SHORTEST_UNDERLINE)
            cursor.setPosition(to_qt(text, mistake.at))
            cursor.setPosition(to_qt(text, end), QTextCursor.MoveMode.KeepAnchor)
            wave = QTextCharFormat()
            wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wave.setUnderlineColor(theme.warning if mistake.is_warning else theme.danger)
            selection.cursor, selection.format = cursor, wave
            shown.append(selection)
        self.setExtraSelections(shown)
        self.numbers.update()

    def _forget_text(self, _at: int, _gone: int, _new: int) -> None:
        self._text = None

    def _leave_suggestions(self) -> None:
        if self.textCursor().position() != self._offered_at:
            self.suggestions.hide()

    def _fit(self) -> None:
        self.setViewportMargins(self.numbers.width_wanted(), 0, 0, 0)

    def _scroll_numbers(self, area: QRect, by: int) -> None:
        if by:
            self.numbers.scroll(0, by)
        else:
            self.numbers.update(0, area.y(), self.numbers.width(), area.height())
        if area.contains(self.viewport().rect()):
            self._fit()


def fitting(offer: Completion) -> list[Word]:
    """What fits what is typed: what begins like it before what holds it, and what is needed first."""
    typed = offer.typed.casefold()
    found = [each for each in offer.offers if typed in each.word.casefold()]
    if len(found) == 1 and found[0].word == offer.typed:
        return []  # it is written already
    return sorted(found, key=lambda each: (not each.word.casefold().startswith(typed), not each.required))


class LineNumbers(QWidget):
    """The strip at the left of the editor, which paints it."""

    def __init__(self, editor: LayoutEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def width_wanted(self) -> int:
        """Enough for the last line's number and the mark of a mistake."""
        digits = max(2, len(str(max(1, self._editor.blockCount()))))
        return self._editor.fontMetrics().horizontalAdvance("0") * (digits + 2) + 2 * SMALL

    def sizeHint(self) -> QSize:
        """As wide as the numbers."""
        return QSize(self.width_wanted(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Numbers and marks."""
        self._editor.paint_numbers(event)
