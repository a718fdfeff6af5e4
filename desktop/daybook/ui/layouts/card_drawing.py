"""A card as the portal draws it: disc, top line, logo, blocks, bottom line.

Sizes are those of the pictures in the REST documentation, in pixels at their own scale. What the portal adds by itself
(time, checkbox, portrait, deadline) is drawn with sample values. Dark is our own choice.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter

from daybook.domain.layouts.model import Button, ButtonType, Card, Footer, Header, Layout, Logo
from daybook.domain.translated import Translated, shown
from daybook.ui.kit.icons import Glyph
from daybook.ui.layouts import portal_colors
from daybook.ui.layouts.block_drawing import Column
from daybook.ui.layouts.picture import Spot, View
from daybook.ui.layouts.pieces import Piece, Sheet
from daybook.ui.layouts.portal_colors import PortalColors
from daybook.ui.layouts.set_text import cut, pixel_font, width_of

PADDING: Final = 16.0
RADIUS: Final = 10.0
DISC: Final = 33.0
CARD_LEFT: Final = DISC + 11.0
HEADER_MIDDLE: Final = 23.0
BODY_TOP: Final = 47.0
PLATE: Final = 80.0
TAG: Final = 21.0
BUTTON: Final = QSizeF(181, 26)
PORTRAIT: Final = 20.0
PRIMARY: Final = QColor("#3bc8f5")
"""Buttons on the screenshots; the accent elsewhere is the token #2fc6f6."""
AIR_PRIMARY: Final = QColor("#0075ff")
_LEFT: Final = Qt.AlignmentFlag.AlignLeft
_MIDDLE: Final = Qt.AlignmentFlag.AlignHCenter
_ICONS: Final = {
    "call": Glyph.CALL,
    "call-incoming": Glyph.CALL_INCOMING,
    "call-outcoming": Glyph.CALL_OUTGOING,
    "call-outgoing": Glyph.CALL_OUTGOING,
    "call-completed": Glyph.CALL,
    "call-incoming-missed": Glyph.CALL_INCOMING,
    "sms": Glyph.CHAT,
    "telegram": Glyph.CHAT,
    "whatsapp": Glyph.CHAT,
    "IM": Glyph.CHAT,
    "comment": Glyph.CHAT,
    "notification": Glyph.CHAT,
    "mail-outcome": Glyph.MAIL_OUT,
    "document": Glyph.FILE,
    "task": Glyph.TASK,
    "info": Glyph.INFO,
    "check": Glyph.CHECK,
    "circle-check": Glyph.CIRCLE_CHECK,
    "complete": Glyph.CIRCLE_CHECK,
    "clock": Glyph.CLOCK,
    "stage-change": Glyph.MOVE,
    "pipeline": Glyph.FILTER,
}
"""The portal's own pictures can't be asked for, so ours stand in; an unknown code is a plain disc."""


@dataclass(frozen=True)
class CardPicture:
    """A card that was measured."""

    size: QSizeF
    spots: tuple[Spot, ...]
    pieces: tuple[Piece, ...]

    def paint(self, painter: QPainter) -> None:
        """Draws what of it is in sight."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = painter.clipBoundingRect() if painter.hasClipping() else QRectF(QPointF(0, 0), self.size)
        for piece in self.pieces:
            if piece.rect.intersects(clip):
                piece.paint(painter)


async def draw(layout: Layout, view: View) -> CardPicture:
    """The card, or the blocks alone under somebody else's entry."""
    if isinstance(layout, Card):
        return await _Drawing(view).card(layout)
    return await _Drawing(view).block_set(layout)


class _Drawing:
    """One card on its way."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._sheet = Sheet()
        self._colors: PortalColors = portal_colors.DARK if view.dark else portal_colors.LIGHT
        self._primary = AIR_PRIMARY if view.air else PRIMARY
        self._ground = self._colors.card_plain if view.air else self._colors.card_open

    async def block_set(self, layout: Layout) -> CardPicture:
        column = self._column(PADDING, self._view.width - 2 * PADDING)
        bottom = await column.draw(layout.blocks, PADDING)
        height = bottom + PADDING
        return self._whole(QRectF(0, 0, self._view.width, height), height)

    async def card(self, layout: Card) -> CardPicture:
        card_width = self._view.width - CARD_LEFT
        left = CARD_LEFT + PADDING
        self._header(layout.header, left, CARD_LEFT + card_width - PADDING)
        self._logo(layout.body.logo, QRectF(left, BODY_TOP, PLATE, PLATE))
        text_left = left + PLATE + PADDING
        column = self._column(text_left, CARD_LEFT + card_width - PADDING - text_left)
        bottom = max(await column.draw(layout.blocks, BODY_TOP), BODY_TOP + PLATE) + PADDING
        height = self._footer(layout.footer, left, bottom, CARD_LEFT + card_width - PADDING) + PADDING
        picture = self._whole(QRectF(CARD_LEFT, 0, card_width, height), height)
        return self._with_disc(layout, picture)

    def _whole(self, card: QRectF, height: float) -> CardPicture:
        ground = Sheet()
        ground.box(card, RADIUS, self._ground, self._colors.card_edge if self._view.dark else None)
        size = QSizeF(self._view.width, height)
        return CardPicture(size, tuple(self._sheet.spots), (*ground.pieces, *self._sheet.pieces))

    def _with_disc(self, layout: Card, picture: CardPicture) -> CardPicture:
        """The line of the timeline, the disc on it, and what connects it with the card."""
        sheet = Sheet()
        middle = DISC / 2
        line = self._colors.line
        sheet.box(QRectF(middle - 0.5, 0, 1, picture.size.height()), 0, line)
        sheet.box(QRectF(middle, HEADER_MIDDLE - 0.5, CARD_LEFT - middle, 1), 0, line)
        disc = QRectF(0, HEADER_MIDDLE - middle, DISC, DISC)
        sheet.box(disc, middle, AIR_PRIMARY if self._view.air else self._colors.accent)
        glyph = _ICONS.get(layout.icon.code)
        if glyph is not None:
            sheet.glyph(glyph, disc.adjusted(6.5, 6.5, -6.5, -6.5), QColor("#ffffff"))
        sheet.spot(disc, layout.icon.steps)
        return CardPicture(picture.size, (*sheet.spots, *picture.spots), (*sheet.pieces, *picture.pieces))

    def _column(self, left: float, width: float) -> Column:
        return Column(
            sheet=self._sheet,
            view=self._view,
            colors=self._colors,
            ground=self._ground,
            left=left,
            width=max(width, 60.0),
            deadline=_tr("today, 18:00"),
            more=_tr("Show more"),
            less=_tr("Show less"),
        )

    # The top line

    def _header(self, header: Header, left: float, right: float) -> None:
        sheet = self._sheet
        sheet.box(QRectF(left, HEADER_MIDDLE - 6.5, 13, 13), 2, self._colors.sheet, self._colors.button_edge)
        portrait = QRectF(right - PORTRAIT, HEADER_MIDDLE - PORTRAIT / 2, PORTRAIT, PORTRAIT)
        sheet.box(portrait, PORTRAIT / 2, self._colors.line)
        sheet.glyph(Glyph.USER, portrait.adjusted(4, 4, -4, -4), self._colors.accent_ink)
        left += 21
        room = portrait.left() - 8 - left
        font = pixel_font(14, bold=True)
        tags = sum(self._tag_width(each.title) + 8 for each in header.tags)
        title = cut(self._said(header.title), font, max(room - tags, 60.0))
        width = width_of(title, font)
        rect = QRectF(left, HEADER_MIDDLE - 10, width + 1, 20)
        sheet.line(title, font, rect, self._colors.title, _LEFT)
        sheet.spot(rect, header.steps, header.title_action)
        left = self._tags(header, left + width + 8)
        time, small = _tr("today, 09:41"), pixel_font(13)
        if left + width_of(time, small) < portrait.left() - 8:
            place = QRectF(left, HEADER_MIDDLE - 10, width_of(time, small) + 1, 20)
            sheet.line(time, small, place, self._colors.idle, _LEFT)

    def _tags(self, header: Header, left: float) -> float:
        font = pixel_font(10, bold=True, capitals=True)
        for tag in header.tags:
            look = self._colors.tags[tag.type.value]
            pill = QRectF(left, HEADER_MIDDLE - TAG / 2, self._tag_width(tag.title), TAG)
            self._sheet.box(pill, TAG / 2, look.fill)
            self._sheet.line(self._said(tag.title).upper(), font, pill, look.ink, _MIDDLE)
            self._sheet.spot(pill, tag.steps, tag.action)
            left = pill.right() + 8
        return left

    def _tag_width(self, title: Translated) -> float:
        return width_of(self._said(title).upper(), pixel_font(10, bold=True, capitals=True)) + 18

    # The middle

    def _logo(self, logo: Logo, plate: QRectF) -> None:
        sheet, accent = self._sheet, self._colors.accent
        sheet.box(plate, 12, self._colors.plate)
        if "document" in logo.code:
            paper = QRectF(plate.center().x() - 22.5, plate.center().y() - 28.5, 45, 57)
            sheet.box(paper, 4, self._colors.sheet, accent)
            for number in range(4):
                sheet.box(QRectF(paper.left() + 9, paper.top() + 18 + 8 * number, 27, 2), 1, accent)
        else:
            sheet.box(_around(plate.center(), 64), 32, self._colors.sheet)
            sheet.box(_around(plate.center(), 32), 16, accent)
            glyph = _ICONS.get(logo.code)
            if glyph is not None:
                sheet.glyph(glyph, _around(plate.center(), 18), QColor("#ffffff"))
        sheet.spot(plate, logo.steps, logo.action)

    # The bottom line

    def _footer(self, footer: Footer, left: float, top: float, right: float) -> float:
        """Returns where it ends."""
        middle = top + BUTTON.height() / 2
        for number in range(3):
            dot = QRectF(right - 4 - 7 * number, middle - 2, 4, 4)
            self._sheet.box(dot, 2, self._colors.idle)
        self._sheet.spot(QRectF(right - 20, top, 20, BUTTON.height()), footer.menu.steps)
        if footer.show_note:
            self._sheet.glyph(Glyph.PENCIL, QRectF(right - 44, middle - 8, 16, 16), self._colors.idle)
        room = right - 52 - left
        seen = [each for each in footer.buttons if each.scope is None or each.scope is self._view.scope]
        width = min(BUTTON.width(), (room - 8 * (len(seen) - 1)) / max(len(seen), 1))
        for button in seen:
            self._button(button, QRectF(left, top, width, BUTTON.height()))
            left += width + 8
        return top + BUTTON.height()

    def _button(self, button: Button, rect: QRectF) -> None:
        primary = button.type is ButtonType.PRIMARY
        edge = None if primary else self._colors.button_edge
        self._sheet.box(rect, rect.height() / 2, self._primary if primary else None, edge)
        font = pixel_font(11, bold=True)
        words = cut(self._said(button.title).upper(), font, rect.width() - 16)
        self._sheet.line(words, font, rect, QColor("#ffffff") if primary else self._colors.button_ink, _MIDDLE)
        self._sheet.spot(rect, button.steps, button.action)

    def _said(self, text: Translated) -> str:
        return " ".join(shown(text, self._view.language).split())


def _around(middle: QPointF, size: float) -> QRectF:
    return QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Card", words)
