"""A card above everything else in the window, with the rest dimmed: the palette, the list of keys, a decision."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QVBoxLayout, QWidget
from shiboken6 import isValid

from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import WIDE

_DIM = 70
"""How dark the rest becomes, of 255."""


class Overlay(QWidget):
    """Covers its parent. Escape or a click beside the card closes it; Tab stays inside; the focus returns where it was.

    No event loop of its own: `open` returns at once, `closed` is emitted later.
    """

    closed = Signal()

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._focus_before: QWidget | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card = QFrame(self)
        self.card.setProperty("panel", "raised")
        self.card.setAccessibleName(name)
        self.column = QVBoxLayout(self.card)
        self.column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        shadow = QGraphicsDropShadowEffect(self.card)
        shadow.setBlurRadius(40)
        shadow.setOffset(0, 10)
        shadow.setColor(QColor(0, 0, 0, 90))
        self.card.setGraphicsEffect(shadow)
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Shows the card and gives it the focus."""
        self._focus_before = QApplication.focusWidget()
        self.setGeometry(self._room())
        self._place()
        self.show()
        self.raise_()
        self.take_focus()

    def fit(self) -> None:
        """Makes the card as large as its content is by now."""
        self._place()

    def close_card(self) -> None:
        """Takes the card away."""
        if self.isHidden():
            return
        self.hide()
        self._give_focus_back()
        self.closed.emit()

    def take_focus(self) -> None:
        """Puts the focus where typing should go: the first thing in the card that takes it."""
        for child in self.card.findChildren(QWidget):
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisibleTo(self.card):
                child.setFocus(Qt.FocusReason.PopupFocusReason)
                return

    def wanted_rect(self, room: QRect) -> QRect:
        """Where the card stands in the room there is: in the middle, a little above."""
        hint = self.card.sizeHint().boundedTo(self.card.maximumSize()).expandedTo(self.card.minimumSize())
        size = hint.boundedTo(room.size())
        left = room.x() + (room.width() - size.width()) // 2
        return QRect(left, room.y() + (room.height() - size.height()) // 3, size.width(), size.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grows and shrinks with the window."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize and not self.isHidden():
            self.setGeometry(self._room())
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; no other key reaches what lies below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes it."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_card()
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  (Qt's own name)
        """Goes round inside the card."""
        stops = [child for child in self.card.findChildren(QWidget) if _is_stop(child)]
        if stops:
            now = next_index(stops, QApplication.focusWidget(), forward=next)
            stops[now].setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dims what lies below."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(0, 0, 0, _DIM))

    def _give_focus_back(self) -> None:
        before, self._focus_before = self._focus_before, None
        # It may be gone: what lies below goes on while the card is open.
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _room(self) -> QRect:
        # No reference of our own to the parent: were it the last one, the parent would go inside our own destructor.
        parent = self.parentWidget()
        return parent.rect() if parent is not None else self.rect()

    def _place(self) -> None:
        margin = WIDE
        self.card.setGeometry(self.wanted_rect(self.rect().adjusted(margin, margin, -margin, -margin)))


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()


def next_index(stops: list[QWidget], now: QWidget | None, *, forward: bool) -> int:
    """The number of the stop after (or before) the one that has the focus; goes round."""
    if now not in stops:
        return 0 if forward else len(stops) - 1
    return (stops.index(now) + (1 if forward else -1)) % len(stops)
