"""A plain drawing of a card: its texts in a column, for where the portal's look is not to be had."""

import asyncio
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QTextLayout, QTextOption

from daybook.domain.layouts.model import Block, Card, Layout, LineBlock, LinkBlock, WithTitleBlock
from daybook.domain.translated import Translated, shown
from daybook.ui.kit.fonts import Step, font
from daybook.ui.layouts import portal_colors
from daybook.ui.studio.picture import Spot, View

_EDGE = 16.0


@dataclass(frozen=True)
class PlainPicture:
    """Lines of text, one below the other."""

    size: QSizeF
    spots: tuple[Spot, ...]
    lines: tuple[tuple[QTextLayout, float, QColor], ...]
    ground: QColor

    def paint(self, painter: QPainter) -> None:
        """Ground and lines."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.ground)
        painter.drawRoundedRect(QRectF(QPointF(0, 0), self.size), 10, 10)
        clip = painter.clipBoundingRect() if painter.hasClipping() else QRectF(QPointF(0, 0), self.size)
        for layout, top, ink in self.lines:
            if top + layout.boundingRect().height() >= clip.top() and top <= clip.bottom():
                painter.setPen(ink)
                layout.draw(painter, QPointF(_EDGE, top), [], clip)


async def draw(layout: Layout, view: View) -> PlainPicture:
    """The card as a column of texts, measured one block at a time."""
    colors = portal_colors.DARK if view.dark else portal_colors.LIGHT
    top, lines, spots = _EDGE, [], []
    title = [shown(layout.header.title, view.language)] if isinstance(layout, Card) else []
    for words, block in [*((each, None) for each in title), *((_words(each, view), each) for each in layout.blocks)]:
        await asyncio.sleep(0)
        made = _laid_out(words, view.width - 2 * _EDGE)
        height = made.boundingRect().height()
        link = isinstance(block, LinkBlock)
        lines.append((made, top, colors.link if link else colors.title))
        if block is not None:
            action = block.action if isinstance(block, LinkBlock) else None
            spots.append(Spot(QRectF(_EDGE, top, view.width - 2 * _EDGE, height), block.steps, action))
        top += height + 5
    return PlainPicture(QSizeF(view.width, top + _EDGE), tuple(spots), tuple(lines), colors.card_open)


def _words(block: Block, view: View) -> str:
    def said(text: Translated) -> str:
        return shown(text, view.language)

    if isinstance(block, WithTitleBlock):
        return f"{said(block.title)}  {_words(block.block, view) if block.block is not None else ''}"
    if isinstance(block, LineBlock):
        return " ".join(_words(each, view) for each in block.blocks)
    if isinstance(block, LinkBlock):
        return said(block.text)
    return said(block.value) if hasattr(block, "value") else ""


@lru_cache(maxsize=256)
def _laid_out(words: str, width: float) -> QTextLayout:
    made = QTextLayout(words.replace("\n", "\u2028"), font(Step.BODY))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setTextOption(option)
    made.beginLayout()
    top = 0.0
    while (line := made.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += 20.0
    made.endLayout()
    return made
