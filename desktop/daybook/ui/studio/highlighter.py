"""The colours of JSON: keys, texts, numbers, words."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextDocument

from daybook.ui.kit.look import Look
from daybook.ui.studio.letters import FOLD

_TOKEN: Final = re.compile(
    r'(?P<text>"[^"\\]*+(?:\\.[^"\\]*+)*+(?P<end>"?))(?P<colon>\s*:)?|(?P<number>-?\d[\d.eE+-]*)'
    r"|(?P<word>\b(?:true|false|null)\b)"
)
_REST: Final = re.compile(r'(?P<text>[^"\\]*+(?:\\.[^"\\]*+)*+(?P<end>"?))(?P<colon>\s*:)?')
"""The rest of a text that began in the piece above."""
_MOST_TOKENS: Final = 2_000
"""Of a line that are coloured: strangers write lines of nothing but quotation marks."""
_NEW_LINE: Final = -1
"""The state of a piece behind which a line ends; Qt has it for what it has not seen, too."""
_PORTION_S: Final = 0.006
_PAUSE_MS: Final = 4
"""Between two portions, for all else that the window and other threads have to do."""


class JsonHighlighter(QSyntaxHighlighter):
    """Colours one line at a time: no text of JSON goes over two. A new text gets its colours in portions.

    The state of a piece of a long line is what has been coloured of that line, doubled, and one more within a text.
    """

    def __init__(self, look: Look, document: QTextDocument) -> None:
        super().__init__(document)
        self._look = look
        self._formats: dict[str, QTextCharFormat] = {}
        self._resting = False
        self._portion: QTextBlock | None = None
        self._next = 0
        self._going_on = QTimer(self, interval=_PAUSE_MS)
        self._going_on.timeout.connect(self._colour_some)
        document.contentsChange.connect(self._look_back)
        self._dress()
        look.theming.changed.connect(self._redress)

    def highlightBlock(self, text: str) -> None:
        """Qt asks for one line."""
        if self._resting or self._portion not in (None, self.currentBlock()):
            return  # a portion comes to the further pieces of a line by itself
        before = self.previousBlockState()
        used, within = (0, False) if before == _NEW_LINE else divmod(before, 2)
        goes_on = text.endswith(FOLD)
        letters = text.removesuffix(FOLD)
        for token in islice(_tokens(letters, within=bool(within)), _MOST_TOKENS - used):
            kind = "key" if token["colon"] else "text" if token["text"] is not None else token.lastgroup or "text"
            at, end = token.span("text" if kind == "key" else kind)
            self.setFormat(at, end - at, self._formats[kind])
            used += 1
            within = token["text"] is not None and not token["end"]
        if goes_on:
            self.setFormat(len(letters), 1, self._formats["seam"])
        self.setCurrentBlockState(2 * used + bool(within) if goes_on else _NEW_LINE)

    @contextmanager
    def new_text(self) -> Iterator[None]:
        """Within it the document gets another text; its lines are coloured from the first one on afterwards."""
        self._resting = True
        try:
            yield
        finally:
            self._resting = False
            self._begin()

    @contextmanager
    def more_text(self) -> Iterator[None]:
        """Within it the document gets more lines at its end; they are coloured in their turn."""
        first, self._resting = self.document().blockCount() - 1, True
        try:
            yield
        finally:
            self._resting = False
            self._begin(min(first, self._next))

    def _begin(self, first: int = 0) -> None:
        self._next = first
        self._going_on.start()

    def _colour_some(self) -> None:
        with QSignalBlocker(self.document()):  # Qt tells of colours as of another text, line by line
            self._colour_portion()

    def _colour_portion(self) -> None:
        ends = time.monotonic() + _PORTION_S
        block = self.document().findBlockByNumber(self._next)
        while block.isValid() and time.monotonic() < ends:
            self._portion = block
            self.rehighlightBlock(block)
            block = block.next()
            self._next += 1
        self._portion = None
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
            "seam": _format(QColor(Qt.GlobalColor.transparent)),
        }


def _tokens(text: str, *, within: bool) -> Iterator[re.Match[str]]:
    """What of a line gets a colour. `within`: it begins in the middle of a text."""
    at = 0
    if within and (rest := _REST.match(text)) is not None:
        yield rest
        at = rest.end()
    yield from _TOKEN.finditer(text, at)


def _format(ink: QColor, *, bold: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(ink)
    if bold:
        made.setFontWeight(QFont.Weight.DemiBold)
    return made
