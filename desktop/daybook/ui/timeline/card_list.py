"""The scrolling list of cards: what the pointer and the keys do in it."""

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip, QWidget

from daybook.ui.timeline.areas import PRESSABLE, Area, Use
from daybook.ui.timeline.card_layout import CardLayout
from daybook.ui.timeline.delegate import CardDelegate
from daybook.ui.timeline.model import TimelineModel
from daybook.ui.timeline.row_heights import RowHeights
from daybook.ui.timeline.tips import Tips
from daybook.work.timeline import Card, TimelineContent

_STEP = 40
"""Pixels for one notch of the wheel, times three."""
_Cursor = QAbstractItemView.CursorAction
_MOVES = frozenset({Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp})


class CardList(QTableView):
    """A table of one column, for only that keeps rows of unlike height apart without laying out all of them.

    `QListView` lays every row out again whenever one changes: 5 to 8 ms for a thousand rows, and 20 for ten thousand.
    """

    used = Signal(object)  # Use
    link_used = Signal(object)  # str
    selected = Signal(object)  # activity id, or None

    def __init__(self, model: TimelineModel, delegate: CardDelegate, tips: Tips, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = model
        self._delegate = delegate
        self._tips = tips
        self._pressed: tuple[int, Area, str] | None = None
        self._told: int | None = None
        self.setModel(model)
        self.setItemDelegate(delegate)
        self._dress()
        self._heights = RowHeights(self, model, delegate.height)
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

    def start_over(self, content: TimelineContent) -> None:
        """Another item: from the top, nothing chosen, nothing unfolded."""
        self._delegate.unfolded.clear()
        self._delegate.hovered = None
        self._delegate.forget_words()
        self._heights.start_over()
        self._cards.start_over(content)
        self.verticalScrollBar().setValue(0)
        self._heights.rows_changed(())
        self._tell_selection()

    def refresh_words(self) -> None:
        """Time went by: "in 5 minutes" is another word now."""
        self._delegate.forget_words()
        self._heights.forget()
        self._heights.settle(idle=False)
        self.viewport().update()

    @property
    def settled(self) -> bool:
        """True when every row has the height of what it shows."""
        return self._heights.settled

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is another height for every card; what is in sight stays there, above all the chosen one."""
        chosen = self.selectionModel().selectedRows()
        box = self.visualRect(chosen[0]) if chosen else QRect()
        was_in_sight = bool(chosen) and box.top() >= 0 and box.bottom() < event.oldSize().height()
        super().resizeEvent(event)
        self._heights.settle()
        if was_in_sight:
            self.scrollTo(chosen[0])

    def _scrolled(self) -> None:
        self._heights.settle()
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
        if number != self._told:
            self._told = number
            self.selected.emit(number)

    # Folding

    def toggle_fold(self, card: Card) -> None:
        """Shows the whole description, or its beginning again."""
        self.fold(card, folded=card.activity.id in self._delegate.unfolded)

    def fold(self, card: Card, *, folded: bool) -> None:
        """Folds or unfolds a description that is long enough to be folded."""
        layout = self._layout(card)
        if layout.fold is None or layout.folded is folded:
            return
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

    # Where things are

    def card_at(self, point: QPointF) -> tuple[Card, Area, str] | None:
        """The card, its part and the link under a point of the viewport; None outside cards."""
        index = self.indexAt(point.toPoint())
        card = self._cards.row(index)
        if not isinstance(card, Card):
            return None
        inside = point - QPointF(self.visualRect(index).topLeft())
        area = self._layout(card).hit(inside)
        if area is None:
            return None
        link = self._delegate.link_at(card, self.viewport().width(), inside) if area is Area.TEXT else ""
        return card, area, link

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
            self._pressed = (found[0].activity.id, found[1], found[2])
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Does what was pressed, if the pointer is still on it."""
        found, pressed = self.card_at(event.position()), self._pressed
        self._pressed = None
        super().mouseReleaseEvent(event)
        if found is None or event.button() != Qt.MouseButton.LeftButton:
            return
        card, area, link = found
        if pressed == (card.activity.id, area, link):
            if link:
                self.link_used.emit(link)
            elif area in PRESSABLE:
                self._use(card, area)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the card, unless it hit something that a single click uses already."""
        found = self.card_at(event.position())
        if found is not None and found[1] not in PRESSABLE and not found[2]:
            self._use(found[0], Area.EDIT)

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
        card, area, link = found
        face = self._delegate.laid(card, self.viewport().width())[0]
        live = bool(link) or (area in PRESSABLE and area not in face.greyed)
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
                card, area, link = found
                face, layout = self._delegate.laid(card, self.viewport().width())
                text = self._tips.tip(card, face, layout, area, link)
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the card under the pointer, or of the chosen one."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            found = self.card_at(QPointF(event.pos()))
            card = found[0] if found is not None else None
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
            self.fold(card, folded=key == Qt.Key.Key_Left)
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

    def _explain(self, card: Card, area: Area, why: str) -> None:
        box = self.box_of(card.activity.id, area)
        if box.isEmpty():
            box = self.box_of(card.activity.id, Area.CHECK)
        place: QPoint = self.viewport().mapToGlobal(box.bottomLeft() + QPoint(0, 6))
        QToolTip.showText(place, why, self.viewport())

    def minimumSizeHint(self) -> QSize:
        """Narrower than this a card cannot be read."""
        return QSize(300, 160)
