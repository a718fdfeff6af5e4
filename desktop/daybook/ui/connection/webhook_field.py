"""The one field that takes whatever people paste. It never holds a secret that it was given."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)  # fmt: skip
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from daybook.ui.kit.failure import Mask

Take = Callable[[str], None]


class WebhookField(QLineEdit):
    """Hands every paste to `take` before it becomes the field's text, and then shows only what it is told to.

    A `QLineEdit` keeps what is inserted in its undo history and tells it to screen readers, so all the ways by which
    more than one letter comes in at once (keys, menu, middle button, drag, input method) are caught before. Typed
    letters turn to dots as soon as they look like a secret; Enter hands them over.
    """

    def __init__(self, take: Take, mask: Mask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take = take
        self._mask = mask
        self._settled = ""
        self.setClearButtonEnabled(True)
        self.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhSensitiveData)
        self.textEdited.connect(self._typed)
        self.returnPressed.connect(self._hand_over)

    def show_text(self, text: str) -> None:
        """Shows what is left to see of a paste; nothing of what was there before can be brought back."""
        self._settled = text
        self.setEchoMode(QLineEdit.EchoMode.Normal)
        self.setText(text)  # also empties the undo history
        self.setCursorPosition(0)

    def paste(self) -> None:
        """Takes the clipboard's text."""
        self._receive(QGuiApplication.clipboard().text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that paste, and keys that bring more than one letter."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif len(event.text()) > 1:
            self._receive(event.text())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button pastes what was selected elsewhere, on systems where it does."""
        clipboard = QGuiApplication.clipboard()
        if event.button() == Qt.MouseButton.MiddleButton and clipboard.supportsSelection():
            self._receive(clipboard.text(clipboard.Mode.Selection))
        else:
            super().mouseReleaseEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method commits at once."""
        if len(event.commitString()) > 1:
            self._receive(event.commitString())
        else:
            super().inputMethodEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Text may be dropped here."""
        if event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Takes the text."""
        self._receive(event.mimeData().text())
        event.acceptProposedAction()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Pasting and emptying; Qt's own menu would paste past us."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pasting = menu.addAction(self.tr("Paste"), self.paste)
        pasting.setEnabled(bool(QGuiApplication.clipboard().text()))
        emptying = menu.addAction(self.tr("Clear"), self._empty)
        emptying.setEnabled(bool(self.text()))
        menu.popup(event.globalPos())

    def _receive(self, text: str) -> None:
        """Something came in at once. It replaces a paste that was settled, and joins what is being typed."""
        if not text:
            return
        typed = "" if self.text() == self._settled else self.text()
        start, end = (
            (self.selectionStart(), self.selectionEnd()) if self.hasSelectedText() else (self.cursorPosition(),) * 2
        )
        self._take(typed[:start] + text + typed[end:] if typed else text)

    def _typed(self, text: str) -> None:
        if self._settled:
            # What is shown is no longer the address: one changed letter makes it none at all.
            self._empty()
            return
        looks_secret = self._mask(text) != text
        wanted = QLineEdit.EchoMode.Password if looks_secret else QLineEdit.EchoMode.Normal
        if self.echoMode() != wanted:
            self.setEchoMode(wanted)
        if not text:
            self._take("")

    def _hand_over(self) -> None:
        if self.text() and self.text() != self._settled:
            self._take(self.text())

    def _empty(self) -> None:
        self.show_text("")
        self._take("")
