"""Knows how high each row is and paints it; keeps faces and layouts for as long as they are true."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from daybook.ui.kit.look import Look
from daybook.ui.timeline.areas import Area
from daybook.ui.timeline.card_face import CardFace, Faces
from daybook.ui.timeline.card_layout import SECTION_HEIGHT, CardLayout, lay_out
from daybook.ui.timeline.card_painter import CardPainter, Mood
from daybook.ui.timeline.description import Descriptions
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
        self, look: Look, faces: Faces, sentences: Sentences, descriptions: Descriptions, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._faces = faces
        self._sentences = sentences
        self._descriptions = descriptions
        self._measures = FontMeasures()
        self._painter = CardPainter(look, descriptions)
        self._laid: dict[int, _Laid] = {}
        self.unfolded: set[int] = set()
        """Activities whose description shows in full."""
        self.hovered: tuple[int, Area] | None = None

    def forget_words(self) -> None:
        """The clock or the language went on: what cards say has to be asked again."""
        self._laid.clear()

    def laid(self, card: Card, width: int) -> tuple[CardFace, CardLayout]:
        """What a card says and where, in a row of this width."""
        number = card.activity.id
        unfolded = number in self.unfolded
        laid = self._laid.get(number)
        if laid is None or laid.width != width or laid.unfolded != unfolded or laid.card != card:
            face = laid.face if laid is not None and laid.card == card else self._faces.face(card)
            layout = lay_out(face, width, self._measures, _Describer(self._descriptions, card), unfolded=unfolded)
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
        painter.setClipRect(rect)
        painter.fillRect(rect, self._look.theme.window)
        painter.translate(QPointF(rect.topLeft()))
        last = index.row() == index.model().rowCount() - 1
        top = 20 if index.row() == 0 else 0
        paint_line(painter, rect.width(), top, 20 if last else rect.height(), self._look)
        if isinstance(row, Section):
            paint_section(painter, row, rect.width(), self._sentences, self._look)
        else:
            face, layout = self.laid(row, rect.width())
            self._painter.paint(painter, row, face, layout, self._mood(option, row))
        painter.restore()

    def link_at(self, card: Card, width: int, point: QPointF) -> str:
        """The address under a point of a card's row, "" where there is none."""
        layout = self.laid(card, width)[1]
        if layout.text is None or not layout.text.contains(point) or (layout.fold and layout.fold.contains(point)):
            return ""
        inside = point - layout.text.topLeft()
        return self._descriptions.link_at(card.activity, layout.text.width(), inside, whole=layout.whole)

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
        )

    @staticmethod
    def _row(index: QModelIndex | QPersistentModelIndex) -> Row | None:
        model = index.model()
        return model.row(index) if isinstance(model, TimelineModel) else None


@dataclass(frozen=True, slots=True)
class _Describer:
    """The height of one card's description."""

    descriptions: Descriptions
    card: Card

    def __call__(self, width: float, *, whole: bool) -> tuple[float, bool]:
        return self.descriptions.height(self.card.activity, width, whole=whole)
