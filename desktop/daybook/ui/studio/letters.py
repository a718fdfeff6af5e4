"""The letters of a text as Python counts them and as Qt does, and a document's text without any of them changed.

Qt counts UTF-16: an emoji is two. `QPlainTextEdit.toPlainText` makes blanks of unbreakable ones; a layout's texts have
to stay as they are.
"""

from typing import Final

from PySide6.QtGui import QTextDocument

_PARAGRAPH: Final = "\u2029"
"""Qt's own sign for a new line of a document; within a text of JSON it is escaped, which says the same."""
_TO_ESCAPE: Final = {ord(each): f"\\u{ord(each):04x}" for each in ("\u2029", "\ufdd0", "\ufdd1")}
"""Signs that Qt uses for itself."""


def text_of(document: QTextDocument) -> str:
    """The whole text of a document."""
    return document.toRawText().replace(_PARAGRAPH, "\n")


def shown_text(text: str) -> str:
    """A text as a document can hold it."""
    return text.translate(_TO_ESCAPE)


def to_qt(text: str, at: int) -> int:
    """The place before the letter `at` as Qt counts; the end of the text for one that is beyond."""
    before = text[:at]
    return len(before) if before.isascii() else len(before.encode("utf-16-le", "surrogatepass")) // 2


def from_qt(text: str, place: int) -> int:
    """The letter before which Qt's place is."""
    if text.isascii():
        return min(place, len(text))
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * place].decode("utf-16-le", "surrogatepass"))
