"""The JSON of a layout: line numbers, colours, what is wrong underlined, and completion."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, QTimer, Signal
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
from daybook.ui.studio.letters import FOLD, LONGEST, Places, pieces, plain, portions, raw_of, shown_text, utf16
from daybook.ui.studio.suggestions import Suggestions
from daybook.work.studio.files import LONGEST_LINE, MOST_LETTERS, MOST_LINES, longest_line

_SHORTEST_UNDERLINE: Final = 1
_MOST_UNDERLINED: Final = 60
_INDENT: Final = "  "
_PAUSE_MS: Final = 4
GOES_ON: Final = "↪"
"""In the place of a number: the line goes on, and is shown in pieces only because it is so long."""
_SEAM: Final = 2
"""Places of Qt's that a seam takes."""
_MOST_BYTES: Final = 8
"""Of what a key types."""
_BACKWARDS: Final = (Qt.Key.Key_Left, Qt.Key.Key_Backspace)
_FORWARDS: Final = (Qt.Key.Key_Right, Qt.Key.Key_Delete)


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
        self._places: Places | None = None
        self._changed: range | None = None
        self._given: Places | None = None
        self._rest: list[str] = []
        self._adding = False
        self._filling = QTimer(self, interval=_PAUSE_MS)
        self._filling.timeout.connect(self._show_more)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPixelSize(13)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.setAccessibleName(self.tr("Layout as JSON"))
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.document().contentsChange.connect(self._look_what_changed)
        self._colours = JsonHighlighter(look, self.document())
        self.numbers = LineNumbers(self)
        self.suggestions = Suggestions(self)
        self.suggestions.taken.connect(self.take)
        self.cursorPositionChanged.connect(self._leave_seams)
        self.cursorPositionChanged.connect(self._leave_suggestions)
        self.textChanged.connect(self._tell)
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
        return self.places.text

    @property
    def places(self) -> Places:
        """Where the letters of `text` are shown."""
        if self._places is None:  # asked for several times a key, and a long text takes Qt milliseconds
            self._places = Places(self.document().toRawText())
        return self._places

    @property
    def place(self) -> int:
        """The letter of `text` before which the cursor stands."""
        return self.places.from_qt(self.textCursor().position())

    def show_text(self, text: str) -> None:
        """Another layout; undo does not lead back to the former one."""
        self._joined = ""
        self._filling.stop()
        shown = shown_text(text)
        first, *self._rest = portions(shown)
        self._given = Places(raw_of(shown))
        with self._colours.new_text():
            self._close(bool(self._rest))
            self.setPlainText(first)
        self._given = None
        if self._rest:
            self._filling.start()

    def show_rest(self) -> None:
        """All of the text stands here now, for whoever needs the places of its end."""
        while self._rest:
            self._show_more()

    def apply(self, change: Change, *, join: str = "") -> None:
        """Puts in what a form or the tree changed, to be undone like typing.

        Changes of the same `join`, one after another, are taken back together.
        """
        self.show_rest()
        places = self.places
        cursor = QTextCursor(self.document())
        joins = bool(join) and join == self._joined and self.document().isUndoAvailable()
        cursor.joinPreviousEditBlock() if joins else cursor.beginEditBlock()
        cursor.setPosition(places.to_qt(change.at))
        cursor.setPosition(places.to_qt(change.end), QTextCursor.MoveMode.KeepAnchor)
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
        self.show_rest()
        cursor = self.textCursor()
        cursor.setPosition(self.places.to_qt(at))
        if end is not None:
            cursor.setPosition(self.places.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    def complete_here(self) -> None:
        """Opens the list of what may stand here, if there is anything."""
        offer = self._complete(self.text, self.place)
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
        cursor.setPosition(self.places.to_qt(offer.begins))
        end = offer.ends + (1 if rest == '"' and text[offer.begins : offer.begins + 1] == '"' else 0)
        cursor.setPosition(self.places.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
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
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (event.modifiers() or self._rest):
            self._break_line()
        else:
            was_open = not self.suggestions.isHidden()
            self._step_over_seam(event)
            with self._one_step(fills=event.text().isprintable() and bool(event.text()) and self._row_is_full()):
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
        with self._one_step():
            self.textCursor().insertText(shown_text(text))
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied is the text and not how it is shown."""
        data = QMimeData()
        data.setText(plain(self.textCursor().selectedText()))
        return data

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers stay at the left."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self.numbers.setGeometry(QRect(inside.left(), inside.top(), self.numbers.width_wanted(), inside.height()))

    # Inside

    def paint_numbers(self, event: QPaintEvent) -> None:
        """The numbers of the lines in sight; those with something wrong in another colour, and with a mark."""
        theme, places = self._look.theme, self.places
        wrong = {each.line: each.is_warning for each in reversed(self._mistakes)}
        with QPainter(self.numbers) as painter:
            painter.fillRect(event.rect(), theme.window)
            painter.setFont(self.font())
            block = self.firstVisibleBlock()
            top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
            while block.isValid() and top <= event.rect().bottom():
                height = self.blockBoundingRect(block).height()
                number, goes_on = places.line_of(block.blockNumber()), places.goes_on(block.blockNumber())
                ink = theme.text_faint
                if number in wrong and not goes_on:
                    ink = theme.warning if wrong[number] else theme.danger
                painter.setPen(ink)
                room = QRect(0, round(top), self.numbers.width() - SMALL, self.fontMetrics().height())
                said = GOES_ON if goes_on else f"{'! ' if number in wrong else ''}{number}"
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
        if self._rest:
            return  # when all of it stands here
        theme, places = self._look.theme, self.places
        shown = []
        for mistake in self._mistakes[:_MOST_UNDERLINED]:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            end = max(mistake.end, mistake.at + _SHORTEST_UNDERLINE)
            cursor.setPosition(places.to_qt(mistake.at))
            cursor.setPosition(places.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
            wave = QTextCharFormat()
            wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wave.setUnderlineColor(theme.warning if mistake.is_warning else theme.danger)
            selection.cursor, selection.format = cursor, wave
            shown.append(selection)
        self.setExtraSelections(shown)
        self.numbers.update()

    # Long lines in pieces

    def _look_what_changed(self, at: int, _gone: int, new: int) -> None:
        if self._adding:
            return  # the rest of what is known already
        self._places = self._given
        before = self._changed or range(at, at)
        self._changed = range(min(before.start, at), max(before.stop, at) + new)

    def _tell(self) -> None:
        """Tells of another text; colours alone are none, though Qt makes no difference."""
        changed, self._changed = self._changed, None
        if changed is None:
            return
        if self._given is None and not self.document().isRedoAvailable():  # after undo all is as it was
            self._take_apart(changed)
        self.typed.emit()

    def _show_more(self) -> None:
        """The next lines of a text that is too long to be put in at once; until all are there nothing is typed."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self._adding = True
        with self._colours.more_text():
            cursor.insertText(self._rest.pop(0))
        self._adding = False
        if not self._rest:
            self._filling.stop()
            self._close(False)
            self._underline()

    def _close(self, closed: bool) -> None:
        """Whether the text can't be edited now."""
        self.document().setUndoRedoEnabled(not closed)
        self.setReadOnly(closed)

    def _take_apart(self, changed: range) -> None:
        """Lines that have become too long to be shown whole, as a part of the step that made them so."""
        block = self.document().findBlock(changed.start)
        while block.isValid() and block.position() <= changed.stop:
            shown = pieces(block.text().removesuffix(FOLD)) if block.length() > LONGEST // 4 else []
            if len(shown) > 1:
                self._put_seams(block.position(), shown)
            block = block.next()

    @contextmanager
    def _one_step(self, *, fills: bool = True) -> Iterator[None]:
        """What is done within it is undone at once, also with the seams that it makes necessary."""
        cursor = self.textCursor()
        if fills:
            cursor.beginEditBlock()  # Qt joins nothing to a letter that was typed without one
        try:
            yield
        finally:
            if fills:
                cursor.endEditBlock()

    def _row_is_full(self) -> bool:
        return len(self.textCursor().block().text().encode("utf-8", "surrogatepass")) + _MOST_BYTES > LONGEST

    def _put_seams(self, place: int, shown: Sequence[str]) -> None:
        cursor = QTextCursor(self.document())
        cursor.joinPreviousEditBlock()
        for piece in shown[:-1]:
            place += utf16(piece)
            cursor.setPosition(place)
            cursor.insertText(f"{FOLD}\n")
            place += _SEAM
        cursor.endEditBlock()

    def _step_over_seam(self, event: QKeyEvent) -> None:
        """At the edge of a piece a key means the letter beyond the seam."""
        cursor = self.textCursor()
        if cursor.hasSelection() and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return
        keeps = QTextCursor.MoveMode.KeepAnchor if cursor.hasSelection() else QTextCursor.MoveMode.MoveAnchor
        place = cursor.position()
        if event.key() in _BACKWARDS and cursor.atBlockStart() and self._is_seam(place - _SEAM):
            cursor.setPosition(place - _SEAM, keeps)
            self.setTextCursor(cursor)
        elif event.key() in _FORWARDS and self._is_seam(place):
            cursor.setPosition(place + _SEAM, keeps)
            self.setTextCursor(cursor)

    def _is_seam(self, place: int) -> bool:
        return place >= 0 and self.document().characterAt(place) == FOLD

    def _leave_seams(self) -> None:
        """The cursor never stands within a seam, so that no key takes half of it."""
        cursor = self.textCursor()
        ends = [each - 1 if self._is_seam(each - 1) else each for each in (cursor.anchor(), cursor.position())]
        if ends != [cursor.anchor(), cursor.position()]:
            cursor.setPosition(ends[0])
            cursor.setPosition(ends[1], QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

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
