"""Descriptions of activities, laid out: one document for each text, width and theme, kept as long as it is looked at.

Documents are made from `domain.richtext.to_safe_html` only, load nothing and open nothing.
"""

import re
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from daybook.domain.activity import Activity, TextFormat
from daybook.domain.richtext import to_safe_html
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.look import Look

GLANCE_CHARACTERS: Final = 3_000
"""More than a folded description can show; an e-mail of a megabyte must not be laid out for five lines."""
MOST_CHARACTERS: Final = 16_000
"""What an unfolded card shows at most; the whole text is in the editor."""
_KEPT_DOCUMENTS: Final = 120
_KEPT_HEIGHTS: Final = 8_000
_LINE_PERCENT: Final = 122
"""Twenty pixels a line, as the portal has it."""
_LINE_SEPARATOR: Final = "\u2028"
_MOST_SPLITS: Final = 150
"""Splitting costs 0.1 ms a line; a protocol of a thousand lines keeps the direction of its last split one."""
_HALF_TAG: Final = re.compile(r"<[^>]*$|&[^;\s]{0,12}$")


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a description: where it leads and the words that stand for it."""

    address: str
    words: str


class Descriptions:
    """Lays descriptions out and paints them. Colours are those of the theme that is on."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._documents: OrderedDict[tuple[object, ...], QTextDocument] = OrderedDict()
        self._heights: dict[tuple[object, ...], float] = {}

    def height(self, activity: Activity, width: float, *, whole: bool) -> tuple[float, bool]:
        """How high the description is at this width, and whether that is all of it."""
        html, all_of_it = _excerpt(activity.description, activity.text_format, whole=whole)
        key = (html, round(width))
        if key not in self._heights:
            if len(self._heights) >= _KEPT_HEIGHTS:
                self._heights.clear()
            self._heights[key] = self._document(html, width).size().height()
        return self._heights[key], all_of_it

    def paint(self, painter: QPainter, activity: Activity, box: QRectF, *, whole: bool, ink: QColor) -> None:
        """The description inside `box`; what is beyond its lower edge is cut."""
        document = self._of(activity, box.width(), whole=whole)
        painter.save()
        painter.translate(box.topLeft())
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, ink)
        context.palette = palette
        clip = QRectF(0, 0, box.width(), box.height())
        context.clip = clip
        painter.setClipRect(clip)
        document.documentLayout().draw(painter, context)
        painter.restore()

    def link_at(self, activity: Activity, width: float, point: QPointF, *, whole: bool) -> str:
        """The address under a point, counted from the upper left corner of the text; "" where there is none."""
        return self._of(activity, width, whole=whole).documentLayout().anchorAt(point)

    def links(self, activity: Activity, at_most: int = 6) -> tuple[Link, ...]:
        """The first links of a description, each address once: for hands that use no mouse."""
        html, _ = _excerpt(activity.description, activity.text_format, whole=True)
        if "<a " not in html:
            return ()
        found: dict[str, str] = {}
        block = self._document(html, 400).begin()
        while block.isValid() and len(found) < at_most:
            part = block.begin()
            while not part.atEnd() and len(found) < at_most:
                address = part.fragment().charFormat().anchorHref()
                if address:
                    found.setdefault(address, part.fragment().text().strip() or address)
                part += 1
            block = block.next()
        return tuple(Link(address, words) for address, words in found.items())

    def _of(self, activity: Activity, width: float, *, whole: bool) -> QTextDocument:
        html, _ = _excerpt(activity.description, activity.text_format, whole=whole)
        return self._document(html, width)

    def _document(self, html: str, width: float) -> QTextDocument:
        key = (html, round(width), self._look.theme.name)
        document = self._documents.get(key)
        if document is None:
            document = self._documents[key] = self._make(html, width)
            if len(self._documents) > _KEPT_DOCUMENTS:
                self._documents.popitem(last=False)
        self._documents.move_to_end(key)
        return document

    def _make(self, html: str, width: float) -> QTextDocument:
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setDefaultFont(font(Step.BODY))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setDefaultStyleSheet(self._style())
        document.setHtml(html)
        _split_lines(document)
        document.setTextWidth(max(round(width), 1))
        return document

    def _style(self) -> str:
        theme = self._look.theme
        return f"""
            a {{ color: {theme.hex("link")}; text-decoration: underline; }}
            p, ul, ol, pre {{ margin-top: 0; margin-bottom: 6px; }}
            h1, h2, h3, h4 {{ font-size: 14px; font-weight: 600; margin-top: 4px; margin-bottom: 4px; }}
            blockquote {{ margin: 2px 0 6px 14px; color: {theme.hex("text_soft")}; }}
            td, th {{ padding: 2px 10px 2px 0; }}
        """


@lru_cache(maxsize=2_000)
def _excerpt(text: str, text_format: TextFormat, *, whole: bool) -> tuple[str, bool]:
    """The safe HTML of a description, or of its beginning, and whether that is all of it."""
    most = MOST_CHARACTERS if whole else GLANCE_CHARACTERS
    cut = text[: most * 4]
    html = to_safe_html(cut, text_format).strip()
    if len(html) > most:
        return _HALF_TAG.sub("", html[:most]) + "…", False
    return html, len(cut) == len(text)


def _split_lines(document: QTextDocument) -> None:
    """Makes each line of its own a paragraph of its own, so that each finds its own direction and alignment.

    Qt takes the direction of a whole paragraph from its first letter, and a `<br>` begins no new one. Lines that were
    kept from breaking (`<pre>`) may break again: a card has no scroll bar.
    """
    cursor = QTextCursor(document)
    cursor.beginEditBlock()  # else the document is laid out anew after every step
    text = document.toRawText()
    breaks = (number for number, letter in enumerate(text) if letter == _LINE_SEPARATOR)
    for place in reversed(list(islice(breaks, _MOST_SPLITS))):
        cursor.setPosition(place)
        if not _in_structure(cursor.block()):
            after = cursor.blockFormat()
            before = cursor.blockFormat()
            before.setBottomMargin(0)
            cursor.deleteChar()
            cursor.insertBlock(after)
            cursor.setPosition(place)
            cursor.setBlockFormat(before)
    block = document.begin()
    while block.isValid():
        if block.blockFormat().nonBreakableLines():
            cursor.setPosition(block.position())
            breakable = block.blockFormat()
            breakable.setNonBreakableLines(False)
            cursor.setBlockFormat(breakable)
        block = block.next()
    _space_lines(cursor)
    cursor.endEditBlock()


def _space_lines(cursor: QTextCursor) -> None:
    airy = QTextBlockFormat()
    airy.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(airy)


def _in_structure(block: QTextBlock) -> bool:
    """True inside a list, where a new paragraph would be a new item."""
    return block.textList() is not None
