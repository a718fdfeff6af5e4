"""The colours of JSON: keys, texts, numbers, words."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from daybook.ui.kit.look import Look

_TOKEN: Final = re.compile(
    r'(?P<text>"[^"\\]*+(?:\\.[^"\\]*+)*+"?)(?P<colon>\s*:)?|(?P<number>-?\d[\d.eE+-]*)|(?P<word>\b(?:true|false|null)\b)'
)
_LONGEST: Final = 20_000
"""Letters of a line that are coloured; one that is longer holds a text that needs no colours to be told apart."""
_MOST_TOKENS: Final = 2_000
"""Of a line that are coloured: strangers write lines of nothing but quotation marks."""
_PORTION_S: Final = 0.006
_PAUSE_MS: Final = 4
"""Between two portions, for all else that the window and other threads have to do."""


class JsonHighlighter(QSyntaxHighlighter):
    """Colours one line at a time: no text of JSON goes over two. A new text gets its colours in portions."""

    def __init__(self, look: Look, document: QTextDocument) -> None:
        super().__init__(document)
        self._look = look
        self._formats: dict[str, QTextCharFormat] = {}
        self._resting = False
        self._next = 0
        self._going_on = QTimer(self, interval=_PAUSE_MS)
        self._going_on.timeout.connect(self._colour_some)
        document.contentsChange.connect(self._look_back)
        self._dress()
        look.theming.changed.connect(self._redress)

    def highlightBlock(self, text: str) -> None:
        """Qt asks for one line."""
        if self._resting:
            return
        for token in islice(_TOKEN.finditer(text[:_LONGEST]), _MOST_TOKENS):
            kind = "key" if token["colon"] else token.lastgroup or "text"
            group = "text" if kind in ("key", "colon") else kind
            at, end = token.span(group)
            self.setFormat(at, end - at, self._formats[kind])

    @contextmanager
    def new_text(self) -> Iterator[None]:
        """Within it the document gets another text; its lines are coloured from the first one on afterwards."""
        self._resting = True
        try:
            yield
        finally:
            self._resting = False
            self._begin()

    def _begin(self) -> None:
        self._next = 0
        self._going_on.start()
        self._colour_some()

    def _colour_some(self) -> None:
        ends = time.monotonic() + _PORTION_S
        block = self.document().findBlockByNumber(self._next)
        while block.isValid() and time.monotonic() < ends:
            self.rehighlightBlock(block)
            block = block.next()
            self._next += 1
        if not block.isValid():
            self._going_on.stop()

    def _look_back(self, at: int, _gone: int, _new: int) -> None:
        """What changed above moves the lines that still have no colours."""
        if self._going_on.isActive():
            self._next = min(self._next, self.document().findBlock(at).blockNumber())

    def _redress(self) -> None:
        self._dress()
        self._begin()

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
