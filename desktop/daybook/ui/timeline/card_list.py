"""The scrolling list of cards: what the pointer and the keys do in it."""

from typing import NamedTuple

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip, QWidget

from daybook.domain.layouts.model import Redirect
from daybook.ui.kit.labels import plain_tip
from daybook.ui.layouts.picture import Spot
from daybook.ui.timeline.areas import PRESSABLE, Area, Use
from daybook.ui.timeline.card_layout import CardLayout
from daybook.ui.timeline.delegate import CardDelegate
from daybook.ui.timeline.layout_pictures import is_live
from daybook.ui.timeline.model import TimelineModel
from daybook.ui.timeline.row_heights import RowHeights
from daybook.ui.timeline.tips import Tips
from daybook.work.timeline import Card, TimelineContent

_LOOK_MS = 60
"""How long the list rests before it tells what is in sight."""
_BEYOND = 4
"""Cards above and below the edge that are about to come into sight."""
_STEP = 40
"""Pixels for one notch of the wheel, times three."""
_Cursor = QAbstractItemView.CursorAction
_WITHIN = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape})
"""What they do is another thing while the keys are within a layout."""
_MOVES = frozenset({Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp})


class Found(NamedTuple):
    """What is at a point: the card, its part, the address of a link in its description, the part of a layout."""

    card: Card
    area: Area
    link: str = ""
    spot: Spot | None = None


class CardList(QTableView):
    """A table of one column, for only that keeps rows of unlike height apart without laying out all of them.

    `QListView` lays every row out again whenever one changes: 5 to 8 ms for a thousand rows, and 20 for ten thousand.
    """

    used = Signal(object)  # Use
    link_used = Signal(object)  # str
    layout_link_used = Signal(object)  # str: a path of the portal or an address of the web, out of a layout
    selected = Signal(object)  # activity id, or None
    seen = Signal(object)  # tuple[int, ...]: activities whose cards are in sight, or nearly so

    def __init__(self, model: TimelineModel, delegate: CardDelegate, tips: Tips, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = model
        self._delegate = delegate
        self._tips = tips
        self._pressed: tuple[object, ...] | None = None
        self._told: int | None = None
        self.setModel(model)
        self.setItemDelegate(delegate)
        self._dress()
        self._heights = RowHeights(self, model, delegate.height)
        self._looking = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._looking.timeout.connect(self._tell_what_is_seen)
        delegate.pictures.drawn.connect(self._drawn)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.selectionModel().selectionChanged.connect(self._selection_changed)

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setAutoScroll(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(_STEP)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        header = self.verticalHeader()
        header.hide()
        header.setMinimumSectionSize(1)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    # What is shown

    def show_content(self, content: TimelineContent) -> None:
        """The same item's newer content: what stays, stays where it is, chosen and unfolded as it was."""
        anchors = self._heights.anchors()
        changes = self._cards.show(content)
        self._heights.forget(changes.changed)
        self._heights.rows_changed([anchor for anchor in anchors if anchor.key not in changes.moved])
        self._tell_selection()
        self._looking.start()

    def start_over(self, content: TimelineContent) -> None:
        """Another item: from the top, nothing chosen, nothing unfolded."""
        self._delegate.unfolded.clear()
        self._delegate.hovered = None
        self._delegate.pointed = None
        self._delegate.forget_words()
        self._delegate.pictures.start_over()
        self._heights.start_over()
        self._cards.start_over(content)
        self.verticalScrollBar().setValue(0)
        self._heights.rows_changed(())
        self._tell_selection()
        self._looking.start()

    def refresh_words(self) -> None:
        """Time went by: "in 5 minutes" is another word now."""
        self._delegate.forget_words()
        self._heights.forget()
        self._heights.settle(idle=False)
        self.viewport().update()

    @property
    def settled(self) -> bool:
        """True when every row has the height of what it shows."""
        return self._heights.settled and not self._delegate.pictures.is_drawing

    def _drawn(self, activity_id: int) -> None:
        """What an application put on a card is there now, and may need more room, or less."""
        self._measure_again(activity_id)
        self.viewport().update()

    def _measure_again(self, activity_id: int) -> None:
        self._delegate.forget_card(activity_id)
        self._heights.forget([activity_id])
        self._heights.settle()

    # What is in sight

    def showEvent(self, event: QShowEvent) -> None:
        """Whatever changed while nobody looked is asked for now."""
        super().showEvent(event)
        self._looking.start()

    def look_again(self) -> None:
        """Tells soon what is in sight: it may be that something of it could not be asked for before."""
        self._looking.start()

    def _tell_what_is_seen(self) -> None:
        first = self.rowAt(0)
        if not self.isVisible() or first < 0:
            return
        last = self.rowAt(self.viewport().height() - 1)
        last = self._cards.rowCount() - 1 if last < 0 else last
        rows = self._cards.rows[max(first - _BEYOND, 0) : last + 1 + _BEYOND]
        self.seen.emit(tuple(row.activity.id for row in rows if isinstance(row, Card)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is another height for every card; what is in sight stays there, above all the chosen one."""
        chosen = self.selectionModel().selectedRows()
        box = self.visualRect(chosen[0]) if chosen else QRect()
        was_in_sight = bool(chosen) and box.top() >= 0 and box.bottom() < event.oldSize().height()
        super().resizeEvent(event)
        self._heights.settle()
        if was_in_sight:
            self.scrollTo(chosen[0])
        self._looking.start()

    def _scrolled(self) -> None:
        self._heights.settle()
        self._looking.start()
        if self.underMouse():
            self._hover(self.viewport().mapFromGlobal(self.cursor().pos()).toPointF())

    # Choosing

    @property
    def selected_card(self) -> Card | None:
        """The chosen card."""
        chosen = self.selectionModel().selectedRows()
        row = self._cards.row(chosen[0]) if chosen else None
        return row if isinstance(row, Card) else None

    def select(self, activity_id: int | None) -> None:
        """Chooses a card and brings it into sight; None, or one that is not here, chooses nothing."""
        index = QModelIndex() if activity_id is None else self._cards.index_of(activity_id)
        if not index.isValid():
            self.clearSelection()
            return
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _selection_changed(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._tell_selection()

    def _tell_selection(self) -> None:
        card = self.selected_card
        number = card.activity.id if card is not None else None
        if self._delegate.pointed is not None and self._delegate.pointed[0] != number:
            self._delegate.pointed = None
        if number != self._told:
            self._told = number
            self.selected.emit(number)

    # Folding

    def toggle_fold(self, card: Card) -> None:
        """Shows the whole description, or its beginning again."""
        self.fold(card, folded=card.activity.id in self._delegate.unfolded)

    def fold(self, card: Card, *, folded: bool) -> bool:
        """Folds or unfolds a description that is long enough to be folded; False when there is nothing to do."""
        layout = self._layout(card)
        if layout.fold is None or layout.folded is folded:
            return False
        number = card.activity.id
        if folded:
            self._delegate.unfolded.discard(number)
        else:
            self._delegate.unfolded.add(number)
        self._heights.forget([number])
        self._heights.settle()
        index = self._cards.index_of(number)
        if folded and self.visualRect(index).top() < 0:
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
        self.viewport().update()
        return True

    # Where things are

    def card_at(self, point: QPointF) -> Found | None:
        """What is under a point of the viewport; None outside cards."""
        index = self.indexAt(point.toPoint())
        card = self._cards.row(index)
        if not isinstance(card, Card):
            return None
        inside = point - QPointF(self.visualRect(index).topLeft())
        area = self._layout(card).hit(inside)
        if area is None:
            return None
        width = self.viewport().width()
        if area is Area.TEXT:
            return Found(card, area, self._delegate.link_at(card, width, inside))
        if area in (Area.BLOCKS, Area.TAGS):
            spots = reversed(self._delegate.spots(card, width))
            return Found(card, area, spot=next((each for each in spots if each.rect.contains(inside)), None))
        return Found(card, area)

    def box_of(self, activity_id: int, area: Area) -> QRect:
        """Where a part of a card is in the viewport now; an empty rectangle when it has no such part."""
        index = self._cards.index_of(activity_id)
        card = self._cards.row(index)
        if not isinstance(card, Card):
            return QRect()
        origin = self.visualRect(index).topLeft()
        return self._layout(card).box(area).translated(QPointF(origin)).toAlignedRect()

    def _layout(self, card: Card) -> CardLayout:
        return self._delegate.laid(card, self.viewport().width())[1]

    # The pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Chooses the card; what the press meant is decided when the button is let go."""
        found = self.card_at(event.position())
        self._pressed = None
        if found is None:
            event.accept()
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = _part(found)
            self._delegate.pointed = None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Does what was pressed, if the pointer is still on it."""
        found, pressed = self.card_at(event.position()), self._pressed
        self._pressed = None
        super().mouseReleaseEvent(event)
        if found is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if pressed == _part(found):
            if found.link:
                self.link_used.emit(found.link)
            elif found.spot is not None:
                self._use_spot(found.card, found.spot)
            elif found.area in PRESSABLE:
                self._use(found.card, found.area)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the card, unless it hit something that a single click uses already."""
        found = self.card_at(event.position())
        if found is not None and found.area not in PRESSABLE and not found.link and not _is_used(found.spot):
            self._use(found.card, Area.EDIT)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows what a click would use. Dragging chooses nothing."""
        self._hover(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        super().leaveEvent(event)
        self._point_at(None)

    def _hover(self, point: QPointF) -> None:
        found = self.card_at(point)
        if found is None:
            self._point_at(None)
            self.viewport().unsetCursor()
            return
        card, area, link, spot = found
        face = self._delegate.laid(card, self.viewport().width())[0]
        live = bool(link) or (area in PRESSABLE and area not in face.greyed)
        live = live or (spot is not None and (spot.folds or is_live(spot.action)))
        live = live and not (area is Area.DEADLINE and not (face.due and face.due.editable))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if live else Qt.CursorShape.ArrowCursor)
        self._point_at((card.activity.id, area))

    def _point_at(self, what: tuple[int, Area] | None) -> None:
        before = self._delegate.hovered
        if before == what:
            return
        self._delegate.hovered = what
        for each in (before, what):
            if each is not None:
                self.viewport().update(self.visualRect(self._cards.index_of(each[0])))

    def viewportEvent(self, event: QEvent) -> bool:
        """Says what the part under the pointer means."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.card_at(QPointF(event.pos()))
            text = ""
            if found is not None:
                face, layout = self._delegate.laid(found.card, self.viewport().width())
                text = self._tips.tip(found.card, face, layout, found.area, found.link)
                if found.spot is not None:
                    text = self._tips.of_spot(found.spot)
            QToolTip.showText(event.globalPos(), plain_tip(text), self.viewport())
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the card under the pointer, or of the chosen one."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            found = self.card_at(QPointF(event.pos()))
            card = found.card if found is not None else None
        else:
            card = self.selected_card
        if card is not None:
            self._use(card, Area.MENU)

    # The keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves among cards and does with the chosen one what its buttons do."""
        card = self._current()
        if card is not None and self.selected_card is None and event.key() in _MOVES:
            self.selectRow(self.currentIndex().row())  # Qt begins at a card without choosing it
        elif card is None or not self._key(event, card):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent, card: Card) -> bool:
        """True when the key meant something to this card."""
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self._go_sideways(card, forward=key == Qt.Key.Key_Right)
            return True
        if self._delegate.pointed is not None and key in _WITHIN:
            self._key_within(event, card)
            return True
        area = {
            Qt.Key.Key_Return: Area.EDIT,
            Qt.Key.Key_Enter: Area.EDIT,
            Qt.Key.Key_Space: Area.CHECK,
            Qt.Key.Key_Delete: Area.DELETE,
            Qt.Key.Key_Menu: Area.MENU,
            Qt.Key.Key_F10: Area.MENU if shift else None,
        }.get(Qt.Key(key))
        if area is None:
            return False
        if not event.isAutoRepeat():
            self._use(card, area)
        return True

    def _go_sideways(self, card: Card, *, forward: bool) -> None:
        """Right unfolds the description, then goes from part to part of what an application put there; Left back."""
        pointed = self._delegate.pointed
        if forward and self.fold(card, folded=False):
            return
        if not forward and pointed is None:
            self.fold(card, folded=True)
            return
        stops = self._delegate.stops(card, self.viewport().width())
        number = (-1 if pointed is None else pointed[1]) + (1 if forward else -1)
        self._point_to(card, min(number, len(stops) - 1))

    def _point_to(self, card: Card, number: int) -> None:
        """Goes to a part of what an application put on a card, and says what is there; -1 leaves."""
        self._delegate.pointed = (card.activity.id, number) if number >= 0 else None
        self.viewport().update()
        if number < 0:
            QToolTip.hideText()
            return
        spot = self._delegate.stops(card, self.viewport().width())[number]
        self._show_box(card, spot.rect)
        words = self._tips.of_spot(spot)
        self._say_beside(card, spot.rect, words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _key_within(self, event: QKeyEvent, card: Card) -> None:
        """Enter and Space do what a click does there, Escape leaves."""
        pointed = self._delegate.pointed
        stops = self._delegate.stops(card, self.viewport().width())
        if event.key() == Qt.Key.Key_Escape or pointed is None or pointed[1] >= len(stops):
            self._point_to(card, -1)
        elif not event.isAutoRepeat():
            self._use_spot(card, stops[pointed[1]])

    def _show_box(self, card: Card, box: QRectF) -> None:
        """Scrolls as far as it needs for a part of a card to be in sight."""
        there = box.translated(self._origin(card)).toAlignedRect()
        bar, height = self.verticalScrollBar(), self.viewport().height()
        beyond = max(there.bottom() + _STEP - height, 0)
        bar.setValue(bar.value() + (there.top() - _STEP if there.top() < 0 else beyond))

    def _origin(self, card: Card) -> QPointF:
        return QPointF(self.visualRect(self._cards.index_of(card.activity.id)).topLeft())

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The card that a key leads to; headings are passed over."""
        cards = [number for number in range(self._cards.rowCount()) if isinstance(self._cards.row_at(number), Card)]
        if not cards:
            return QModelIndex()
        number = self._goal(action, self.currentIndex().row(), cards)
        if number == cards[0]:
            self.verticalScrollBar().setValue(0)  # so that the heading above it shows too
        return self._cards.index(number, 0)

    def _goal(self, action: QAbstractItemView.CursorAction, here: int, cards: list[int]) -> int:
        """The row among `cards` that a key leads to from row `here`, which is -1 at the beginning."""
        below = [number for number in cards if number > here]
        above = [number for number in cards if number < here]
        if here < 0 or action is _Cursor.MoveHome:
            return cards[0]
        if action is _Cursor.MoveEnd:
            return cards[-1]
        if action in (_Cursor.MoveDown, _Cursor.MoveNext):
            return below[0] if below else cards[-1]
        if action in (_Cursor.MoveUp, _Cursor.MovePrevious):
            return above[-1] if above else cards[0]
        header, page = self.verticalHeader(), round(self.viewport().height() * 0.9)
        if action is _Cursor.MovePageDown:
            reached = header.sectionPosition(here) + page
            return max((each for each in below if header.sectionPosition(each) <= reached), default=(below or cards)[0])
        if action is _Cursor.MovePageUp:
            reached = header.sectionPosition(here) - page
            return min(
                (each for each in above if header.sectionPosition(each) >= reached), default=(above or cards)[-1]
            )
        return here

    def _current(self) -> Card | None:
        row = self._cards.row(self.currentIndex())
        return row if isinstance(row, Card) else None

    # What was meant

    def _use(self, card: Card, area: Area) -> None:
        """Tells that a part of a card was used, or why it cannot be."""
        face = self._delegate.laid(card, self.viewport().width())[0]
        if area in face.greyed:
            self._explain(card, area, face.greyed[area])
        elif area is Area.DEADLINE and not (face.due and face.due.editable):
            return
        elif area is Area.FOLD:
            self.toggle_fold(card)
        else:
            self.used.emit(Use(card.activity.id, area))

    def _use_spot(self, card: Card, spot: Spot) -> None:
        """Folds a text, opens a link, or says why Daybook does not."""
        if spot.folds:
            self._delegate.pictures.turn(card.activity.id, spot.steps)
            self._measure_again(card.activity.id)
            self.viewport().update()
        elif isinstance(spot.action, Redirect) and is_live(spot.action):
            self.layout_link_used.emit(spot.action.uri)
        elif spot.action is not None:
            self._say_beside(card, spot.rect, self._tips.of_spot(spot))

    def _say_beside(self, card: Card, box: QRectF, words: str) -> None:
        place = box.translated(self._origin(card)).toAlignedRect().bottomLeft()
        QToolTip.showText(self.viewport().mapToGlobal(place + QPoint(0, 6)), plain_tip(words), self.viewport())

    def _explain(self, card: Card, area: Area, why: str) -> None:
        box = self.box_of(card.activity.id, area)
        if box.isEmpty():
            box = self.box_of(card.activity.id, Area.CHECK)
        place: QPoint = self.viewport().mapToGlobal(box.bottomLeft() + QPoint(0, 6))
        QToolTip.showText(place, why, self.viewport())

    def minimumSizeHint(self) -> QSize:
        """Narrower than this a card cannot be read."""
        return QSize(300, 160)


def _part(found: Found) -> tuple[object, ...]:
    """What has to be the same when the button is let go."""
    steps = (found.spot.steps, found.spot.folds) if found.spot is not None else None
    return found.card.activity.id, found.area, found.link, steps


def _is_used(spot: Spot | None) -> bool:
    return spot is not None and (spot.folds or spot.action is not None)
