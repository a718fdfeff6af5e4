"""The list of what may stand at the cursor. A part of the editor and no window: the focus stays in the text."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from daybook.domain.layouts.completion import Offer
from daybook.ui.kit.metrics import SMALL

_MOST_LINES: Final = 9
_WIDE: Final = 5 * SMALL


class Suggestions(QListWidget):
    """`taken` brings the word that was chosen."""

    taken = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setProperty("panel", "suggestions")
        self.setAccessibleName(self.tr("What may stand here"))
        self.itemClicked.connect(lambda item: self.taken.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.hide()

    @property
    def words(self) -> tuple[str, ...]:
        """What is offered now; nothing while it is hidden."""
        if self.isHidden():
            return ()
        return tuple(self.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.count()))

    def offer(self, offers: Sequence[Offer], cursor: QRect, room: QRect) -> None:
        """Shows these below the cursor, or above it where there is no room; hides for none."""
        self.clear()
        for each in offers:
            self.addItem(self._item(each))
        self.setVisible(bool(offers))
        if not offers:
            return
        self.setCurrentRow(0)
        line = self.sizeHintForRow(0)
        height = min(len(offers), _MOST_LINES) * line + 2 * self.frameWidth() + SMALL
        width = min(self.sizeHintForColumn(0) + _WIDE, room.width())
        left = max(room.left(), min(cursor.left(), room.right() - width))
        below = cursor.bottom() + height <= room.bottom()
        top = cursor.bottom() if below else max(room.top(), cursor.top() - height)
        self.setGeometry(left, top, width, height)
        self.raise_()

    def handle(self, event: QKeyEvent) -> bool:
        """True for a key that is the list's while it is open."""
        if self.isHidden():
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self.setCurrentRow((self.currentRow() + steps[key]) % self.count())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and self.currentItem() is not None:
            self.taken.emit(self.currentItem().data(Qt.ItemDataRole.UserRole))
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _item(self, offer: Offer) -> QListWidgetItem:
        said = offer.word
        if offer.required:
            said = self.tr("{word} · needed").format(word=offer.word)
        elif offer.later:
            said = self.tr("{word} · newer portals").format(word=offer.word)
        item = QListWidgetItem(said)
        item.setData(Qt.ItemDataRole.UserRole, offer.word)
        return item
