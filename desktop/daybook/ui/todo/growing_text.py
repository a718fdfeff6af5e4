"""A text field that is as high as its text, within limits."""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from daybook.ui.kit.theme import restyle

_FRAME = 16
"""What the style sheet puts above and below the text: padding and border."""


class GrowingText(QPlainTextEdit):
    """Plain text that grows from `least` to `most` lines and scrolls beyond. Tab leaves it.

    `typed` tells of the person's own changes only.
    """

    typed = Signal(str)

    def __init__(self, name: str, font: QFont, *, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self._silent = False
        self.setAccessibleName(name)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.document().setDocumentMargin(0)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._tell)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def show_text(self, text: str, *, anew: bool = False) -> None:
        """Shows `text`, silently. The same text changes nothing: cursor, selection and undo stay.

        `anew` = it is about something else now, so that there is nothing to undo.
        """
        if text == self.toPlainText() and not anew:
            return
        self._silent = True
        if anew:
            self.setPlainText(text)
        else:
            self._replace(text)
        self._silent = False

    def mark_wrong(self, wrong: bool) -> None:
        """Whether it has to be put right."""
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            restyle(self)

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(240, self.height())

    def minimumSizeHint(self) -> QSize:
        """May be narrow."""
        return QSize(80, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._grow()

    def _replace(self, text: str) -> None:
        place = min(self.textCursor().position(), len(text))
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def _tell(self) -> None:
        self._grow()
        if not self._silent:
            self.typed.emit(self.toPlainText())

    def _grow(self) -> None:
        # Counted in lines: that is how the layout of plain text measures.
        lines = max(round(self.document().size().height()), 1)
        shown = min(max(lines, self._least), self._most)
        height = shown * self.fontMetrics().lineSpacing() + _FRAME
        if height != self.height():
            self.setFixedHeight(height)
        scrolls = lines > self._most
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff)


class OneThought(GrowingText):
    """A text that may break over several lines but holds no line break of its own; Enter goes to the next field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted becomes one line."""
        self.textCursor().insertText(" ".join(source.text().split()))
