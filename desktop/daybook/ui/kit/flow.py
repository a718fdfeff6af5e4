"""A layout that breaks into lines like words do."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from daybook.ui.kit.metrics import SMALL


class FlowLayout(QLayout):
    """Puts widgets beside each other while there is room, then begins a new line. Leaves hidden ones out.

    It lays out a widget of its own, never a part of another layout: PySide then makes its items belong to that one, and
    some time later takes them for deleted (PySide6 6.11.3), which ends each layout of the page in an error.
    """

    def __init__(self, parent: QWidget, gap: int = SMALL) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt hands over what `addWidget` made."""
        self._items.append(item)

    def insert(self, position: int, widget: QWidget) -> None:
        """Puts a widget before the one at `position`."""
        self.addWidget(widget)
        self._items.insert(position, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One item; None beyond the last, as Qt wants it."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Gives an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Wants no room of its own."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Puts everything where it belongs."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """The least room."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Room for the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        room = rect.marginsRemoved(margins)
        x, y = room.x(), room.y()
        line: list[tuple[QLayoutItem, int]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            width = item.sizeHint().width()
            if line and x + width > room.right() + 1:
                x, y, line = room.x(), y + _place(line, y, move=move) + self._gap, []
            line.append((item, x))
            x += width + self._gap
        return y + _place(line, y, move=move) - rect.y() + margins.bottom()


def _place(line: list[tuple[QLayoutItem, int]], top: int, *, move: bool) -> int:
    """Puts the items of a line on its middle; returns how high it is."""
    height = max((item.sizeHint().height() for item, _ in line), default=0)
    if move:
        for item, left in line:
            hint = item.sizeHint()
            item.setGeometry(QRect(QPoint(left, top + (height - hint.height()) // 2), hint))
    return height
