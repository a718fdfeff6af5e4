"""The content blocks of a card, one below the other, as the pictures of the documentation have them."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPainterPath, QTextLayout

from daybook.domain.layouts.model import (
    Block,
    DeadlineBlock,
    LargeTextBlock,
    LineBlock,
    LinkBlock,
    NestedBlock,
    Scope,
    TextBlock,
    TextSize,
    WithTitleBlock,
)
from daybook.domain.translated import Translated, shown
from daybook.ui.layouts.card_look import BubbleLook
from daybook.ui.layouts.picture import Spot, View
from daybook.ui.layouts.pieces import Piece, Sheet
from daybook.ui.layouts.portal_colors import PortalColors
from daybook.ui.layouts.set_text import (
    HEAVY,
    PLAIN,
    STRONG,
    cut,
    folded_lines,
    height_of,
    kept_lines,
    lines,
    pixel_font,
    width_of,
)

LINE: Final = 19.6
"""1.4 times the size of the text."""
GAP: Final = 6.0
VALUE_COLUMN: Final = 110.0
"""Values stand so far right of the label's left edge, whatever the label's length."""
LEAST_VALUE: Final = 70.0
"""In a narrower card a value stands below its label."""
STACKED: Final = 18.0
LARGE_PITCH: Final = 21.5
LARGE_PADDING: Final = 18.0
LARGE_TOP: Final = 13.0
LARGE_RIGHT: Final = 45.0
"""The portal keeps room there for its pencil."""
NARROW: Final = 260.0
FOLDED: Final = 125.5
FADE_FROM: Final = 76.0
PILL: Final = 21.0
MORE_PILL: Final = 24.0
CHEVRON: Final = 9.0
_SIZES: Final = {TextSize.XS: (12, 16.2), TextSize.SM: (13, 18.2), TextSize.MD: (14, LINE)}


@dataclass
class Column:
    """The blocks of one card: `left` and `width` of the column, `ground` of the card below them."""

    sheet: Sheet
    view: View
    colors: PortalColors
    ground: QColor
    bubble: BubbleLook
    left: float
    width: float
    deadline: str
    more: str
    """The words of the pill that unfolds a long text."""
    less: str

    async def draw(self, blocks: tuple[Block, ...], top: float) -> float:
        """Puts the blocks on the sheet from `top` on; returns where the last one ends."""
        bottom = top
        for end in self.rows(blocks, top):
            bottom = end
            await asyncio.sleep(0)
        return bottom

    def rows(self, blocks: tuple[Block, ...], top: float) -> Iterator[float]:
        """Puts one block after the other on the sheet from `top` on; where each ends. Stop between any two."""
        begun = False
        for block in blocks:
            if not is_seen(block.scope, self.view):
                continue
            top += GAP if begun else 0.0
            begun = True
            height = self._block(block, top)
            self.sheet.spots.insert(0, Spot(QRectF(self.left, top, self.width, height), block.steps))
            top += height
            yield top

    def _block(self, block: Block, top: float) -> float:
        if isinstance(block, LargeTextBlock):
            return self._large(block, top)
        if isinstance(block, WithTitleBlock):
            return self._titled(block, top)
        if isinstance(block, LineBlock):
            return self._line(block, top)
        return self._nested(block, self.left, top, self.width)

    def _nested(self, block: NestedBlock, left: float, top: float, width: float) -> float:
        if isinstance(block, DeadlineBlock):
            return self._deadline(block, left, top, width)
        words, font, pitch, ink = self._set(block)
        made = lines(words, font, width, pitch)
        height = max(height_of(made, pitch), LINE)
        self.sheet.text(made, QPointF(left, top + (LINE - pitch) / 2), height, width, ink)
        if isinstance(block, LinkBlock):
            self.sheet.spot(QRectF(left, top, min(width, width_of(words, font)), height), block.steps, block.action)
        elif said := self._said(block.title):
            self.sheet.spot(QRectF(left, top, width, height), block.steps, tip=said)
        return height

    def _set(self, block: TextBlock | LinkBlock) -> tuple[str, QFont, float, QColor]:
        """Words, font, pitch and colour."""
        if isinstance(block, LinkBlock):
            return (
                folded_lines(self._said(block.text)),
                pixel_font(14, STRONG if block.bold else PLAIN),
                LINE,
                self.colors.link,
            )
        pixels, pitch = _SIZES[block.size]
        said = self._said(block.value)
        words = kept_lines(said) if block.multiline else folded_lines(said)
        ink = self.colors.texts[block.color.value if block.color is not None else ""]
        return words, pixel_font(pixels, STRONG if block.bold else PLAIN), pitch, ink

    def _titled(self, block: WithTitleBlock, top: float) -> float:
        label = " ".join(self._said(block.title).split())
        font = pixel_font(13)
        if block.inline and self.width >= VALUE_COLUMN + LEAST_VALUE:
            made = lines(label, font, VALUE_COLUMN - 8, LINE)
            self.sheet.text(made, QPointF(self.left, top), height_of(made, LINE), VALUE_COLUMN, self._grey("base_70"))
            value_left = self.left + VALUE_COLUMN
            value = self._value(block, value_left, top, self.width - VALUE_COLUMN)
            return max(height_of(made, LINE), value)
        made = lines(label, font, self.width, STACKED)
        height = height_of(made, STACKED)
        self.sheet.text(made, QPointF(self.left, top), height, self.width, self._grey("base_50"))
        return height + self._value(block, self.left, top + height, self.width)

    def _value(self, block: WithTitleBlock, left: float, top: float, width: float) -> float:
        if block.block is None or not is_seen(block.block.scope, self.view):
            return LINE
        return self._nested(block.block, left, top, width)

    def _line(self, block: LineBlock, top: float) -> float:
        """Runs on like the words of a text: a block that does not fit goes to the next line."""
        left, begin = self.left, top
        space = width_of(" ", pixel_font(14))
        for inner in block.blocks:
            if not is_seen(inner.scope, self.view):
                continue
            width = self._width(inner)
            if left > self.left and left + width > self.left + self.width:
                left, top = self.left, top + LINE
            height = self._nested(inner, left, top, min(width + 1, self.width))
            top += height - LINE if height > PILL else 0.0
            left += width + space
        return top - begin + LINE

    def _width(self, block: NestedBlock) -> float:
        if isinstance(block, DeadlineBlock):
            return self._pill_width(block) if self.deadline else 0.0
        words, font, _, _ = self._set(block)
        return width_of(words, font)

    def _pill_width(self, block: DeadlineBlock) -> float:
        chevron = CHEVRON + 5 if self._may_change(block) else 0.0
        return width_of(self.deadline, pixel_font(12, HEAVY)) + 18 + chevron

    def _may_change(self, block: DeadlineBlock) -> bool:
        return not block.readonly and not self.view.readonly

    def _deadline(self, block: DeadlineBlock, left: float, top: float, width: float) -> float:
        """The block carries no date: it shows that of the activity, and nothing where there is none."""
        if not self.deadline:
            return 0.0
        look = self.colors.deadline
        pill = QRectF(left, top, min(self._pill_width(block), max(width, 40.0)), PILL)
        self.sheet.box(pill, PILL / 2, look.fill)
        words = pill.adjusted(9, 0, -9, 0)
        font, room = pixel_font(12, HEAVY), words.width() - (CHEVRON + 5 if self._may_change(block) else 0) + 1
        self.sheet.line(cut(self.deadline, font, room), font, words, look.ink, Qt.AlignmentFlag.AlignLeft)
        if self._may_change(block):
            self.sheet.path(chevron_down(pill.right() - 9 - CHEVRON, pill.center().y()), self.colors.idle)
        self.sheet.spot(pill, block.steps)
        return PILL

    def _large(self, block: LargeTextBlock, top: float) -> float:
        """A frame; a long text is folded to five lines, the last of which fade, under a pill that unfolds it."""
        outer, width = large_widths(self.width, self.bubble.inset)
        made = lines(kept_lines(self._said(block.value)), pixel_font(14), width, LARGE_PITCH)
        whole = height_of(made, LARGE_PITCH) + 2 * LARGE_TOP
        is_long = whole > FOLDED
        unfolded = block.steps in self.view.unfolded
        frame = QRectF(self.left, top, outer, whole if unfolded or not is_long else FOLDED)
        place = QPointF(self.left + LARGE_PADDING, top + LARGE_TOP)
        self._clipped(made, place, QRectF(place.x(), top + 1, width, frame.height() - LARGE_TOP))
        if is_long and not unfolded:
            self._fade(frame)
        self.sheet.bubble(frame, self.colors.frame, self.colors.line if self.bubble.tail else None)
        if not is_long:
            return frame.height()
        self._more(frame, block, unfolded=unfolded)
        return frame.height() + self.bubble.below

    def _clipped(self, made: QTextLayout, place: QPointF, rect: QRectF) -> None:
        ink = self.colors.title

        def paint(painter: QPainter) -> None:
            painter.save()
            painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
            painter.setPen(ink)
            made.draw(painter, place, [], rect)
            painter.restore()

        self.sheet.pieces.append(Piece(rect, paint))

    def _fade(self, frame: QRectF) -> None:
        """The fourth line is fading and the fifth almost gone."""
        rect = QRectF(frame.left() + 2, frame.top() + FADE_FROM, frame.width() - 4, FOLDED - FADE_FROM - 2)
        clear, full = QColor(self.ground), QColor(self.ground)
        clear.setAlpha(0)

        def paint(painter: QPainter) -> None:
            fade = QLinearGradient(rect.topLeft(), rect.bottomLeft())
            fade.setColorAt(0, clear)
            fade.setColorAt(0.8, full)
            painter.fillRect(rect, fade)

        self.sheet.pieces.append(Piece(rect, paint))

    def _more(self, frame: QRectF, block: LargeTextBlock, *, unfolded: bool) -> None:
        words, font = (self.less if unfolded else self.more), pixel_font(self.bubble.more_pixels)
        width = width_of(words, font) + 24
        pill = QRectF(frame.center().x() - width / 2, frame.bottom() - MORE_PILL / 2, width, MORE_PILL)
        for step, alpha in ((3, 8), (2, 12), (1, 20)):
            self.sheet.box(pill.translated(0, step), MORE_PILL / 2, QColor(90, 80, 40, alpha))
        self.sheet.box(pill, MORE_PILL / 2, self.ground, self.colors.frame)
        self.sheet.line(words, font, pill, self._grey("base_70"), Qt.AlignmentFlag.AlignHCenter)
        self.sheet.spots.append(Spot(pill, block.steps, folds=True, tip=words))

    def _said(self, text: Translated) -> str:
        return shown(text, self.view.language)

    def _grey(self, name: str) -> QColor:
        return self.colors.texts[name]


def large_widths(column: float, inset: float) -> tuple[float, float]:
    """How wide the frame of a long text is, and the text in it; a narrow card spends less on air."""
    is_narrow = column < NARROW
    outer = max(column - (inset / 2 if is_narrow else inset), 2 * LARGE_PADDING + 20)
    return outer, outer - LARGE_PADDING - (LARGE_PADDING if is_narrow else LARGE_RIGHT)


def chevron_down(left: float, middle: float) -> QPainterPath:
    """What says that a click opens a choice; nine pixels wide."""
    path = QPainterPath(QPointF(left, middle - 2))
    path.lineTo(left + CHEVRON / 2, middle + 2.5)
    path.lineTo(left + CHEVRON, middle - 2)
    return path


def is_seen(scope: Scope | None, view: View) -> bool:
    return scope is None or scope is view.scope
