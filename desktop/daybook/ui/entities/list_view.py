"""The scrolling list of items: what the pointer and the keys do in it."""

from PySide6.QtCore import QItemSelection, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from daybook.domain.entities import EntityRef
from daybook.ui.entities.delegate import ROW_HEIGHT, EntityDelegate
from daybook.ui.entities.model import EntityModel

REST_MS = 140
"""How long the arrow keys must rest before an item is worth a request: one that is passed by is not read."""
_NEAR_END = 8 * ROW_HEIGHT
_STEP = 20
"""Pixels for one notch of the wheel, times three."""


class EntityList(QListView):
    """One item is chosen, and stays so when the list is read again. Shift and Ctrl select more beside it."""

    chosen = Signal(object)  # EntityRef, another one than before
    opened = Signal()  # Enter or the right arrow: go on to what the item holds
    end_near = Signal()
    selection_changed = Signal()

    def __init__(self, model: EntityModel, delegate: EntityDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = model
        self._told: EntityRef | None = None
        self._by_key = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._tell)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(self.tr("Items"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(_STEP)
        self.verticalScrollBar().valueChanged.connect(self.look_for_end)
        self.selectionModel().selectionChanged.connect(self._selection_changed)

    @property
    def chosen_ref(self) -> EntityRef | None:
        """The item that was chosen last, also while it is not in the list."""
        return self._told

    @property
    def selected_refs(self) -> list[EntityRef]:
        """Every item that is selected, from the top; the chosen one alone for most."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        found = (self._items.row(self._items.index(number)) for number in rows)
        return [row.entity.ref for row in found if row is not None]

    def choose(self, ref: EntityRef) -> bool:
        """Chooses an item as a click would; False when it is not in the list."""
        number = self._items.row_of(ref)
        if number is None:
            return False
        index = self._items.index(number)
        in_sight = self.viewport().rect().contains(self.visualRect(index))
        self.setCurrentIndex(index)
        if not in_sight:
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def restore(self) -> None:
        """The rows are other ones now: marks the chosen item again if it is among them."""
        if self._told is not None and not self.selectionModel().hasSelection():
            self.choose(self._told)

    def enter_first(self) -> None:
        """Takes the focus; with nothing chosen, the first item is."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.selectionModel().hasSelection():
            self.setCurrentIndex(self._items.index(0))

    def look_for_end(self) -> None:
        """Tells when little is left to scroll to."""
        bar = self.verticalScrollBar()
        if bar.value() >= bar.maximum() - _NEAR_END:
            self.end_near.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is chosen and in sight stays in sight."""
        index = self.currentIndex()
        was_in_sight = index.isValid() and self.visualRect(index).top() < event.oldSize().height()
        super().resizeEvent(event)
        if was_in_sight and self.visualRect(index).bottom() > self.viewport().height():
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the right arrow go on to the timeline; the rest moves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self._tell()
            if self._told is not None:
                self.opened.emit()
            return
        self._by_key = True
        super().keyPressEvent(event)
        self._by_key = False

    def _selection_changed(self, _selected: QItemSelection) -> None:
        self.selection_changed.emit()
        if self._by_key:
            self._rest.start()
        else:
            self._tell()

    def _tell(self) -> None:
        self._rest.stop()
        indexes = self.selectionModel().selectedIndexes()
        current = self.currentIndex()
        row = self._items.row(current if current in indexes else indexes[0]) if indexes else None
        if row is not None and row.entity.ref != self._told:
            self._told = row.entity.ref
            self.chosen.emit(self._told)
