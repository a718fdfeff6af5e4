"""The content blocks of a card, one below the other, as the pictures of the documentation have them."""

import asyncio
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter

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
from daybook.ui.kit.icons import Glyph
from daybook.ui.layouts.picture import Spot, View
from daybook.ui.layouts.pieces import Piece, Sheet
from daybook.ui.layouts.portal_colors import PortalColors
from daybook.ui.layouts.set_text import folded_lines, height_of, kept_lines, lines, pixel_font, width_of

LINE: Final = 20.0
GAP: Final = 5.0
VALUE_COLUMN: Final = 110.0
"""Values stand so far right of the label's left edge, whatever the label's length."""
STACKED: Final = 18.0
LARGE_PITCH: Final = 21.5
LARGE_PADDING: Final = 18.0
FOLDED: Final = 125.0
PILL: Final = 21.0
MORE_PILL: Final = 24.0
_SIZES: Final = {TextSize.XS: (12, 16.0), TextSize.SM: (13, 18.0), TextSize.MD: (14, LINE)}


@dataclass
class Column:
    """The blocks of one card: `left` and `width` of the column, `ground` of the card below them."""

    sheet: Sheet
    view: View
    colors: PortalColors
    ground: QColor
    left: float
    width: float
    deadline: str
    more: str
    """The words of the pill that unfolds a long text."""
    less: str

    async def draw(self, blocks: tuple[Block, ...], top: float) -> float:
        """Puts the blocks on the sheet from `top` on; returns where the last one ends."""
        begun = False
        for block in blocks:
            if not _is_seen(block.scope, self.view):
                continue
            top += GAP if begun else 0.0
            begun = True
            height = self._block(block, top)
            self.sheet.spots.insert(0, Spot(QRectF(self.left, top, self.width, height), block.steps))
            top += height
            await asyncio.sleep(0)
        return top

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
            return self._deadline(block, left, top)
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
            return folded_lines(self._said(block.text)), pixel_font(14, bold=block.bold), LINE, self.colors.link
        pixels, pitch = _SIZES[block.size]
        said = self._said(block.value)
        words = kept_lines(said) if block.multiline else folded_lines(said)
        ink = self.colors.texts[block.color.value if block.color is not None else ""]
        return words, pixel_font(pixels, bold=block.bold), pitch, ink

    def _titled(self, block: WithTitleBlock, top: float) -> float:
        label = " ".join(self._said(block.title).split())
        font = pixel_font(13)
        if block.inline:
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
        if block.block is None or not _is_seen(block.block.scope, self.view):
            return LINE
        return self._nested(block.block, left, top, width)

    def _line(self, block: LineBlock, top: float) -> float:
        """Runs on like the words of a text: a block that does not fit goes to the next line."""
        left, begin = self.left, top
        space = width_of(" ", pixel_font(14))
        for inner in block.blocks:
            if not _is_seen(inner.scope, self.view):
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
        chevron = 0.0 if block.readonly else 12.0
        return width_of(self.deadline, pixel_font(12, bold=True)) + 18 + chevron

    def _deadline(self, block: DeadlineBlock, left: float, top: float) -> float:
        """The block carries no date: it shows that of the activity, and nothing where there is none."""
        if not self.deadline:
            return 0.0
        look = self.colors.deadline
        pill = QRectF(left, top, self._pill_width(block), PILL)
        self.sheet.box(pill, PILL / 2, look.fill)
        words = pill.adjusted(9, 0, -9, 0)
        self.sheet.line(self.deadline, pixel_font(12, bold=True), words, look.ink, Qt.AlignmentFlag.AlignLeft)
        if not block.readonly:
            self.sheet.glyph(Glyph.CHEVRON_DOWN, QRectF(pill.right() - 19, pill.top() + 5, 11, 11), look.ink)
        self.sheet.spot(pill, block.steps)
        return PILL

    def _large(self, block: LargeTextBlock, top: float) -> float:
        """A frame; a long text is folded to five lines, the last of which fade, under a pill that unfolds it."""
        width = self.width - 2 * LARGE_PADDING
        made = lines(kept_lines(self._said(block.value)), pixel_font(14), width, LARGE_PITCH)
        whole = height_of(made, LARGE_PITCH) + 2 * (LARGE_PADDING - 4)
        is_long = whole > FOLDED
        unfolded = block.steps in self.view.unfolded
        height = whole if unfolded or not is_long else FOLDED
        frame = QRectF(self.left, top, self.width, height)
        self.sheet.box(frame, 12, self.ground)
        place = QPointF(self.left + LARGE_PADDING, top + LARGE_PADDING - 4)
        shown_height = height - LARGE_PADDING + 4
        self._clipped(made, place, QRectF(place.x(), top + 1, width, shown_height))
        if is_long and not unfolded:
            self._fade(frame)
        self.sheet.box(frame, 12, None, self.colors.frame)
        if not is_long:
            return height
        return height + self._more(frame, block, unfolded=unfolded)

    def _clipped(self, made: object, place: QPointF, rect: QRectF) -> None:
        ink = self.colors.title

        def paint(painter: QPainter) -> None:
            painter.save()
            painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
            painter.setPen(ink)
            made.draw(painter, place, [], rect)  # type: ignore[attr-defined]
            painter.restore()

        self.sheet.pieces.append(Piece(rect, paint))

    def _fade(self, frame: QRectF) -> None:
        rect = QRectF(frame.left() + 2, frame.bottom() - 56, frame.width() - 4, 54)
        clear, full = QColor(self.ground), QColor(self.ground)
        clear.setAlpha(0)

        def paint(painter: QPainter) -> None:
            fade = QLinearGradient(rect.topLeft(), rect.bottomLeft())
            fade.setColorAt(0, clear)
            fade.setColorAt(0.8, full)
            painter.fillRect(rect, fade)

        self.sheet.pieces.append(Piece(rect, paint))

    def _more(self, frame: QRectF, block: LargeTextBlock, *, unfolded: bool) -> float:
        words, font = (self.less if unfolded else self.more), pixel_font(13)
        width = width_of(words, font) + 24
        pill = QRectF(frame.center().x() - width / 2, frame.bottom() - MORE_PILL / 2, width, MORE_PILL)
        self.sheet.box(pill, MORE_PILL / 2, self.ground, self.colors.frame)
        self.sheet.line(words, font, pill, self._grey("base_70"), Qt.AlignmentFlag.AlignHCenter)
        self.sheet.spots.append(Spot(pill, block.steps, folds=True, tip=words))
        return MORE_PILL / 2

    def _said(self, text: Translated) -> str:
        return shown(text, self.view.language)

    def _grey(self, name: str) -> QColor:
        return self.colors.texts[name]


def _is_seen(scope: Scope | None, view: View) -> bool:
    return scope is None or scope is view.scope
