"""The colours of JSON: keys, texts, numbers, words."""

import re
from typing import Final

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from daybook.ui.kit.look import Look

_TOKEN: Final = re.compile(
    r'(?P<text>"[^"\\]*+(?:\\.[^"\\]*+)*+"?)(?P<colon>\s*:)?|(?P<number>-?\d[\d.eE+-]*)|(?P<word>\b(?:true|false|null)\b)'
)
_LONGEST: Final = 20_000
"""Letters of a line that are coloured; one that is longer holds a text that needs no colours to be told apart."""


class JsonHighlighter(QSyntaxHighlighter):
    """Colours one line at a time: no text of JSON goes over two."""

    def __init__(self, look: Look, document: QTextDocument) -> None:
        super().__init__(document)
        self._look = look
        self._formats: dict[str, QTextCharFormat] = {}
        self._dress()
        look.theming.changed.connect(self._redress)

    def highlightBlock(self, text: str) -> None:
        """Qt asks for one line."""
        for token in _TOKEN.finditer(text[:_LONGEST]):
            kind = "key" if token["colon"] else token.lastgroup or "text"
            group = "text" if kind in ("key", "colon") else kind
            at, end = token.span(group)
            self.setFormat(at, end - at, self._formats[kind])

    def _redress(self) -> None:
        self._dress()
        self.rehighlight()

    def _dress(self) -> None:
        theme = self._look.theme
        self._formats = {
            "key": _format(theme.accent, bold=True),
            "text": _format(theme.success),
            "number": _format(theme.warning),
            "word": _format(theme.warning, bold=True),
        }


def _format(ink: QColor, *, bold: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(ink)
    if bold:
        made.setFontWeight(QFont.Weight.DemiBold)
    return made
