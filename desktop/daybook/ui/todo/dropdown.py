"""A card that opens below the button it belongs to and leaves the rest of the window in sight."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import SMALL, TINY
from daybook.ui.kit.overlay import Overlay


class Dropdown(Overlay):
    """Opens at `anchor`, in the same window; a click beside it or Escape closes it and it is gone, as it is without it.

    Not a window of its own: so it has round corners and a shadow everywhere, and stands right also where a program
    may not place windows (Wayland).
    """

    def __init__(self, look: Look, name: str, anchor: QWidget) -> None:
        super().__init__(look, name, anchor.window())
        self._anchor = anchor
        self.column.setContentsMargins(SMALL, SMALL, SMALL, SMALL)
        self.column.setSpacing(SMALL)
        self.closed.connect(self.deleteLater)
        anchor.installEventFilter(self)
        anchor.destroyed.connect(self.close_card)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What it belongs to is not seen any more: somebody went elsewhere."""
        if watched is self._anchor and event.type() == QEvent.Type.Hide:
            self.close_card()
        return super().eventFilter(watched, event)

    def wanted_rect(self, room: QRect) -> QRect:
        """Below the anchor, or above it where there is more room; never beyond the window."""
        parent = self.parentWidget()
        corner = self._anchor.mapTo(parent, QPoint(0, 0)) if parent is not None else QPoint()
        size = self.card.sizeHint().expandedTo(self.card.minimumSize()).boundedTo(room.size())
        below = corner.y() + self._anchor.height() + TINY
        above = corner.y() - TINY - size.height()
        top = below if below + size.height() <= room.bottom() or above < room.top() else above
        left = min(max(corner.x(), room.left()), room.right() + 1 - size.width())
        return QRect(left, max(min(top, room.bottom() + 1 - size.height()), room.top()), size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing is dimmed."""
