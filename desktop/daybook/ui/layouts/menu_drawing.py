"""The menu behind the three dots, open. No page shows one: the order is documented, the look is our own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor

from daybook.domain.layouts.model import Menu, MenuDesign, MenuItem, Scope, SectionDesign
from daybook.ui.kit.icons import Glyph
from daybook.ui.layouts.set_text import STRONG, cut, pixel_font, width_of
from daybook.ui.layouts.stage import Stage, around

ROW: Final = 34.0
TALL_ROW: Final = 48.0
HEAD: Final = 28.0
EDGE: Final = 6.0
SIDE: Final = 16.0
MARK: Final = 22.0
"""Room of a check mark, or of its empty place."""
NARROWEST: Final = 190.0
WIDEST: Final = 330.0
_LEFT: Final = Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class _Row:
    """An item, or with `head` the name of a section; `item` None = one of the portal's own."""

    words: str
    item: MenuItem | None = None
    head: bool = False
    accent: bool = False
    ruled: bool = False
    """A line above it."""

    @property
    def height(self) -> float:
        if self.head:
            return HEAD
        return TALL_ROW if self.item is not None and self.item.subtitle else ROW


def draw_menu(stage: Stage, menu: Menu, top: float, right: float) -> float:
    """Puts the menu on the sheet, its upper right corner here; returns where it ends."""
    rows = list(_rows(stage, menu))
    width = min(max([NARROWEST, *(_width(stage, row) for row in rows)]), WIDEST, right)
    height = sum(row.height for row in rows) + 2 * EDGE
    box = QRectF(right - width, top, width, height)
    for step, alpha in ((6, 6), (4, 8), (2, 12)):
        stage.sheet.box(box.translated(0, step / 2).adjusted(-step, -step / 2, step, step / 2), 10, _shade(alpha))
    stage.sheet.box(box, 8, stage.colors.sheet, stage.colors.line)
    below = top + EDGE
    for row in rows:
        _draw(stage, row, QRectF(box.left(), below, width, row.height))
        below += row.height
    return box.bottom() + 8


def _rows(stage: Stage, menu: Menu) -> Iterator[_Row]:
    """Own items, by section where there are any, then those of the portal."""
    seen = [each for each in menu.items if stage.shows(each.scope, hidden_if_readonly=each.hide_if_readonly)]
    declared = {each.code for each in menu.sections}
    loose = [each for each in seen if each.section_code not in declared]
    yield from (_Row(stage.said(item.title), item) for item in loose)
    begun = bool(loose)
    for section in menu.sections:
        items = [each for each in seen if each.section_code == section.code]
        title = stage.said(section.title)
        if items and title:
            yield _Row(title, head=True, accent=section.design is SectionDesign.ACCENT, ruled=begun)
        for place, item in enumerate(items):
            yield _Row(stage.said(item.title), item, ruled=begun and place == 0 and not title)
        begun = begun or bool(items)
    yield from _own_rows(stage, menu, ruled=bool(seen))


def _own_rows(stage: Stage, menu: Menu, *, ruled: bool) -> Iterator[_Row]:
    """An open activity with a deadline can't be pinned; the mobile app says nothing about the application."""
    own = []
    if menu.show_postpone_item and stage.entry.deadline:
        own.append(_tr("Postpone"))
    if menu.show_delete_item:
        own.append(_tr("Delete"))
    if stage.view.scope is Scope.WEB:
        own.append(_tr("About the application"))
    for place, words in enumerate(own):
        yield _Row(words, ruled=ruled and place == 0)


def _width(stage: Stage, row: _Row) -> float:
    wide = width_of(row.words, pixel_font(14)) + 2 * SIDE
    if row.item is None:
        return wide
    wide += MARK if row.item.is_selected is not None else 0
    wide += MARK if row.item.is_locked else 0
    if row.item.badge_text is not None:
        wide += width_of(stage.said(row.item.badge_text.title), pixel_font(11, STRONG)) + 22
    return max(wide, width_of(stage.said(row.item.subtitle), pixel_font(12)) + 2 * SIDE + MARK)


def _draw(stage: Stage, row: _Row, place: QRectF) -> None:
    colors, sheet = stage.colors, stage.sheet
    if row.ruled:
        sheet.box(QRectF(place.left() + 8, place.top(), place.width() - 16, 1), 0, colors.line)
    inner = place.adjusted(SIDE, 0, -SIDE, 0)
    if row.head:
        ink = colors.link if row.accent else colors.texts["base_50"]
        font = pixel_font(12, STRONG)
        sheet.line(cut(row.words, font, inner.width()), font, inner.adjusted(0, 4, 0, 0), ink, _LEFT)
    elif row.item is None:
        sheet.line(cut(row.words, pixel_font(14), inner.width()), pixel_font(14), inner, colors.title, _LEFT)
    else:
        _item(stage, row.item, row.words, inner)
        sheet.spot(place, row.item.steps, row.item.action)


def _item(stage: Stage, item: MenuItem, words: str, inner: QRectF) -> None:
    sheet, colors = stage.sheet, stage.colors
    ink = _ink(stage, item.design)
    if item.is_selected is not None:
        if item.is_selected:
            sheet.glyph(Glyph.CHECK, around(QPointF(inner.left() + 7, inner.center().y()), 16), ink)
        inner.setLeft(inner.left() + MARK)
    if item.is_locked:
        sheet.glyph(Glyph.LOCK, around(QPointF(inner.right() - 8, inner.center().y()), 16), colors.idle)
        inner.setRight(inner.right() - MARK)
    subtitle = stage.said(item.subtitle)
    line = QRectF(inner.left(), inner.top() + 7, inner.width(), 18) if subtitle else QRectF(inner)
    if item.badge_text is not None:
        _badge(stage, stage.said(item.badge_text.title), item.badge_text.color, line)
    sheet.line(cut(words, pixel_font(14), line.width()), pixel_font(14), line, ink, _LEFT)
    if subtitle:
        below = QRectF(inner.left(), inner.top() + 25, inner.width(), 16)
        grey = colors.texts["base_70"]
        sheet.line(cut(subtitle, pixel_font(12), below.width()), pixel_font(12), below, grey, _LEFT)


def _badge(stage: Stage, words: str, color: str | None, line: QRectF) -> None:
    """A pill at the right of the line, which gets narrower by it."""
    font = pixel_font(11, STRONG)
    words = cut(words, font, line.width() / 2)
    width = width_of(words, font) + 14
    fill = QColor.fromString(color or "")
    pill = QRectF(line.right() - width, line.center().y() - 8, width, 16)
    stage.sheet.box(pill, 8, fill if fill.isValid() else stage.colors.texts["base_60"])
    ink = QColor("#333333") if fill.isValid() and _lightness(fill) > 0.6 else QColor("#ffffff")
    stage.sheet.line(words, font, pill, ink, Qt.AlignmentFlag.AlignHCenter)
    line.setRight(pill.left() - 8)


def _ink(stage: Stage, design: MenuDesign) -> QColor:
    colors = stage.colors
    return {
        MenuDesign.DEFAULT: colors.title,
        MenuDesign.ACCENT_1: colors.link,
        MenuDesign.ACCENT_2: colors.tags["success"].ink,
        MenuDesign.ALERT: colors.tags["failure"].ink,
        MenuDesign.COPILOT: QColor("#8e52ec"),
        MenuDesign.DISABLED: colors.texts["base_50"],
    }[design]


def _lightness(color: QColor) -> float:
    """How light a colour looks, from 0 to 1: yellow is lighter than blue."""
    return 0.299 * color.redF() + 0.587 * color.greenF() + 0.114 * color.blueF()


def _shade(alpha: int) -> QColor:
    return QColor(20, 30, 50, alpha)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Card", words)
