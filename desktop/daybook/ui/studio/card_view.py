"""The live card: painted as it was measured last, and what is below the pointer said in words."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from daybook.domain.layouts.model import Action, OpenRestApp, Redirect, RestEvent
from daybook.ui.kit.labels import plain_tip
from daybook.ui.kit.look import Look
from daybook.ui.layouts.card_look import card_colors
from daybook.ui.layouts.footer_drawing import MENU
from daybook.ui.layouts.link_words import link_words, short
from daybook.ui.layouts.picture import Picture, Spot, View, spot_at


class CardView(QWidget):
    """Arrow keys go from one part that can be clicked to the next, Enter clicks it."""

    pointed = Signal(object)  # Spot | None: where the pointer or the keys are
    clicked = Signal(object)  # Spot

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._picture: Picture | None = None
        self._ground = QColor()
        self._at: Spot | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.tell("")

    @property
    def picture(self) -> Picture | None:
        """What is shown; None while there is no layout to show."""
        return self._picture

    @property
    def spot(self) -> Spot | None:
        """What is pointed at, by the mouse or by keys."""
        return self._at

    def show_picture(self, picture: Picture | None, said: str) -> None:
        """Another picture, and what it says for those who hear it."""
        self._picture = picture
        self._at = None
        if picture is not None:
            self.setFixedSize(picture.size.toSize())
        self.setVisible(picture is not None)
        self.setAccessibleDescription(said)
        self.update()

    def tell(self, words: str) -> None:
        """What a click on the part that is pointed at would do: heard as the keys go from part to part."""
        name = self.tr("The card as a portal draws it")
        self.setAccessibleName(f"{name}. {words}" if words else name)

    def sizeHint(self) -> QSize:
        """As large as the picture."""
        return self._picture.size.toSize() if self._picture is not None else QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, and a frame around what the keys point at."""
        if self._picture is None:
            return
        with QPainter(self) as painter:
            painter.setClipRect(event.rect())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.save()
            self._picture.paint(painter)
            painter.restore()
            if self.hasFocus() and self._at is not None:
                painter.setPen(QPen(self._look.theme.focus, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(self._at.rect.adjusted(-2, -2, 2, 2), 4, 4)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is below the pointer."""
        self._point(self._under(event.position()))

    def leaveEvent(self, event: object) -> None:
        """Nothing is."""
        self._point(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click."""
        spot = self._under(event.position())
        if spot is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(spot)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame goes."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From part to part, and a click."""
        spots = [each for each in (self._picture.spots if self._picture else ()) if each.action or each.folds]
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}.get(
            Qt.Key(event.key())
        )
        if step is not None and spots:
            place = spots.index(self._at) + step if self._at in spots else (0 if step > 0 else -1)
            self._point(spots[place % len(spots)])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at is not None:
            self.clicked.emit(self._at)
        else:
            super().keyPressEvent(event)

    def _under(self, place: QPointF) -> Spot | None:
        return spot_at(self._picture, place) if self._picture is not None else None

    def _point(self, spot: Spot | None) -> None:
        if spot == self._at:
            return
        self._at = spot
        active = spot is not None and (spot.action is not None or spot.folds)
        self.setCursor(Qt.CursorShape.PointingHandCursor if active else Qt.CursorShape.ArrowCursor)
        self.setToolTip(plain_tip(spot.tip) if spot is not None else "")
        self.pointed.emit(spot)
        self.update()


def page_ground(view: View) -> QColor:
    """The colour of the page on which a card lies that is looked at like this."""
    return card_colors(view).page


class Sheet(QWidget):
    """What lies behind the card: the page of the portal."""

    def __init__(self) -> None:
        super().__init__()
        self._ground = QColor()

    def show_ground(self, ground: QColor) -> None:
        """Another colour."""
        self._ground = ground
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self._ground)


class ClickWords(QWidget):
    """Sentences about clicks; a widget only for its translations."""

    def of(self, spot: Spot | None, host: str) -> str:
        """What a click there would do; "" for nothing."""
        if spot is None:
            return ""
        if spot.folds and spot.steps == MENU:
            return self.tr("Opens the menu, or closes it")
        if spot.folds:
            return self.tr("Shows the whole text, or folds it again")
        return self._of_action(spot.action, host) if spot.action is not None else ""

    def _of_action(self, action: Action, host: str) -> str:
        if isinstance(action, Redirect):
            return link_words(action.uri, host)
        if isinstance(action, RestEvent):
            return self.tr("Tells your application: event “{id}”").format(id=short(action.id))
        if isinstance(action, OpenRestApp):
            return self.tr("Opens your application in a slider; in the mobile app nothing happens")
        return ""
