"""Knows how high each row is and paints it; keeps faces and layouts for as long as they are true."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from daybook.domain.layouts.model import Action, Redirect
from daybook.ui.kit.look import Look
from daybook.ui.layouts.picture import Spot
from daybook.ui.timeline.areas import Area
from daybook.ui.timeline.card_face import CardFace, Faces
from daybook.ui.timeline.card_layout import SECTION_HEIGHT, CardLayout, lay_out
from daybook.ui.timeline.card_painter import CardPainter, Mood
from daybook.ui.timeline.description import Descriptions
from daybook.ui.timeline.layout_pictures import LayoutPicture, LayoutPictures, is_live
from daybook.ui.timeline.lettering import FontMeasures
from daybook.ui.timeline.model import TimelineModel
from daybook.ui.timeline.rows import Row, Section
from daybook.ui.timeline.section_painter import paint_line, paint_section
from daybook.ui.timeline.sentence import Sentences
from daybook.work.timeline import Card


@dataclass(frozen=True, slots=True)
class _Laid:
    """A card as it was laid out last, and for what."""

    card: Card
    width: int
    unfolded: bool
    face: CardFace
    layout: CardLayout


class CardDelegate(QStyledItemDelegate):
    """Paints headings and cards.

    What the person points at and which descriptions are unfolded belongs to the list; it tells by `hovered` and
    `unfolded`.
    """

    def __init__(
        self,
        look: Look,
        faces: Faces,
        sentences: Sentences,
        descriptions: Descriptions,
        parent: QObject | None = None,
        *,
        pictures: LayoutPictures,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._faces = faces
        self._sentences = sentences
        self._descriptions = descriptions
        self.pictures = pictures
        self._measures = FontMeasures()
        self._painter = CardPainter(look, descriptions)
        self._laid: dict[int, _Laid] = {}
        self.unfolded: set[int] = set()
        """Activities whose description shows in full."""
        self.hovered: tuple[int, Area] | None = None
        self.pointed: tuple[int, int] | None = None
        """The card and the number of the stop at which the keys are."""

    def forget_words(self) -> None:
        """The clock or the language went on: what cards say has to be asked again."""
        self._laid.clear()

    def forget_card(self, activity_id: int) -> None:
        """What an application put on it looks otherwise now."""
        self._laid.pop(activity_id, None)

    def laid(self, card: Card, width: int) -> tuple[CardFace, CardLayout]:
        """What a card says and where, in a row of this width."""
        number = card.activity.id
        unfolded = number in self.unfolded
        laid = self._laid.get(number)
        if laid is None or laid.width != width or laid.unfolded != unfolded or laid.card != card:
            face = laid.face if laid is not None and laid.card == card else self._faces.face(card)
            layout = lay_out(
                face,
                width,
                self._measures,
                _Describer(self._descriptions, card),
                unfolded=unfolded,
                blocks=_Measurer(self.pictures, card) if card.layout is not None else None,
            )
            laid = self._laid[number] = _Laid(card, width, unfolded, face, layout)
        return laid.face, laid.layout

    def height(self, row: Row, width: int) -> int:
        """How high a row of this width is, in whole pixels."""
        if isinstance(row, Section):
            return round(SECTION_HEIGHT)
        return round(self.laid(row, width)[1].height + 0.49)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as the list and as high as what it shows."""
        rect: QRect = option.rect
        row = self._row(index)
        return QSize(rect.width(), 0 if row is None else self.height(row, rect.width()))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The page, the line of the timeline, and on them the row."""
        row = self._row(index)
        if row is None:
            return
        rect: QRect = option.rect
        painter.save()
        painter.setClipRect(rect.intersected(self._window(option, rect)))
        painter.fillRect(rect, self._look.theme.window)
        painter.translate(QPointF(rect.topLeft()))
        last = index.row() == index.model().rowCount() - 1
        top = 20 if index.row() == 0 else 0
        paint_line(painter, rect.width(), top, 20 if last else rect.height(), self._look)
        if isinstance(row, Section):
            paint_section(painter, row, rect.width(), self._sentences, self._look)
        else:
            face, layout = self.laid(row, rect.width())
            self._painter.paint(painter, row, face, layout, self._mood(option, row), picture=self._picture(row, layout))
        painter.restore()

    def link_at(self, card: Card, width: int, point: QPointF) -> str:
        """The address under a point of a card's row, "" where there is none."""
        layout = self.laid(card, width)[1]
        if layout.text is None or not layout.text.contains(point) or (layout.fold and layout.fold.contains(point)):
            return ""
        inside = point - layout.text.topLeft()
        return self._descriptions.link_at(card.activity, layout.text.width(), inside, whole=layout.whole)

    def spots(self, card: Card, width: int) -> tuple[Spot, ...]:
        """What of an application's part can be pointed at, in a row of this width; of those that overlap the last."""
        face, layout = self.laid(card, width)
        tags = zip(face.tags, layout.tags, strict=True)
        found = [Spot(box, tag.steps, tag.action, tip=_tip(tag.action)) for tag, box in tags if tag.action is not None]
        if layout.blocks is not None:
            place, room = layout.blocks.topLeft(), layout.blocks.height()
            inner = (each for each in self._picture(card, layout).spots if each.rect.top() < room)
            found += [replace(each, rect=each.rect.translated(place)) for each in inner]
        return tuple(found)

    def stops(self, card: Card, width: int) -> tuple[Spot, ...]:
        """What the keys go through: everything of an application's part that a click does something with."""
        face, layout = self.laid(card, width)
        found = [each for each in self.spots(card, width) if each.action is not None or each.folds]
        if face.title_action is not None:
            found.insert(0, Spot(layout.title[0].box, (), face.title_action, tip=_tip(face.title_action)))
        return tuple(found)

    def _picture(self, card: Card, layout: CardLayout) -> LayoutPicture:
        return LayoutPicture() if layout.blocks is None else self.pictures.of(card, layout.blocks.width())

    def _pointed_box(self, card: Card, width: int) -> QRectF | None:
        if self.pointed is None or self.pointed[0] != card.activity.id:
            return None
        stops = self.stops(card, width)
        return stops[self.pointed[1]].rect if self.pointed[1] < len(stops) else None

    @staticmethod
    def _window(option: QStyleOptionViewItem, rect: QRect) -> QRect:
        """The part of the list that can be seen: a card may be far higher."""
        view: object = option.widget
        return view.viewport().rect() if isinstance(view, QAbstractItemView) else rect

    def _mood(self, option: QStyleOptionViewItem, card: Card) -> Mood:
        state: QStyle.StateFlag = option.state
        on_it = self.hovered is not None and self.hovered[0] == card.activity.id
        selected = bool(state & QStyle.StateFlag.State_Selected)
        by_key = bool(state & QStyle.StateFlag.State_KeyboardFocusChange)
        return Mood(
            selected=selected,
            # The list's first card is current as soon as the list has the focus; a click elsewhere need not show it.
            focused=bool(state & QStyle.StateFlag.State_HasFocus) and (selected or by_key),
            hovered=self.hovered[1] if on_it and self.hovered else None,
            pointed=self._pointed_box(card, option.rect.width()),
        )

    @staticmethod
    def _row(index: QModelIndex | QPersistentModelIndex) -> Row | None:
        model = index.model()
        return model.row(index) if isinstance(model, TimelineModel) else None


def _tip(action: Action | None) -> str:
    return action.uri if isinstance(action, Redirect) and is_live(action) else ""


@dataclass(frozen=True, slots=True)
class _Measurer:
    """The height of what an application put on one card."""

    pictures: LayoutPictures
    card: Card

    def __call__(self, width: float) -> tuple[float, float]:
        picture = self.pictures.of(self.card, width)
        return picture.height, picture.button_line


@dataclass(frozen=True, slots=True)
class _Describer:
    """The height of one card's description."""

    descriptions: Descriptions
    card: Card

    def __call__(self, width: float, *, whole: bool) -> tuple[float, bool]:
        return self.descriptions.height(self.card.activity, width, whole=whole)
