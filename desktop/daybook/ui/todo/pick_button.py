"""A button that looks like a field, shows what is chosen and opens a list."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from daybook.domain.entities import Person
from daybook.ui.kit.avatar import paint_avatar
from daybook.ui.kit.buttons import Button
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import plain_tip
from daybook.ui.kit.look import Look

_FACE: Final = 22
_CHEVRON: Final = 16
_SIDES: Final = 52
"""Padding, and room for the chevron."""


class PickButton(Button):
    """Shows a person or a drawing, words that are shortened when there is no room, and a chevron. ↓ opens it too."""

    def __init__(self, look: Look, name: str, open_list: Callable[[], object]) -> None:
        super().__init__()
        self._look = look
        self._name = name
        self._words = ""
        self._person: Person | None = None
        self._glyph: Glyph | None = None
        self.setProperty("look", "pick")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(_FACE, _FACE))
        self.clicked.connect(lambda _checked=False: open_list())
        look.theming.changed.connect(self._draw_icon)

    @property
    def words(self) -> str:
        """What is chosen, whole."""
        return self._words

    def show_choice(self, words: str, *, person: Person | None = None, glyph: Glyph | None = None) -> None:
        """Another choice."""
        self._words, self._person, self._glyph = words, person, glyph
        self.setAccessibleName(f"{self._name}: {words}")
        self._draw_icon()
        self._shorten()

    def sizeHint(self) -> QSize:
        """Takes the width it is given."""
        return QSize(160, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """May be narrow."""
        return QSize(80, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less of the words fit."""
        super().resizeEvent(event)
        self._shorten()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↓ opens, as in any field with a list."""
        if event.key() == Qt.Key.Key_Down:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and the chevron at its end."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            color = self._look.color("text_faint")
            pixmap = self._look.icons.pixmap(Glyph.CHEVRON_DOWN, color, _CHEVRON, self.devicePixelRatioF())
            left = 10 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - _CHEVRON - 10
            painter.drawPixmap(left, (self.height() - _CHEVRON) // 2, pixmap)

    def _shorten(self) -> None:
        room = self.width() - _SIDES - (_FACE if not self.icon().isNull() else 0)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(room, 0))
        self.setText(shown.replace("&", "&&"))  # else Qt takes it for a mnemonic
        self.setToolTip(plain_tip(self._words) if shown != self._words else "")

    def _draw_icon(self) -> None:
        if self._person is not None:
            icon = QIcon()
            for ratio in self._look.icons.ratios:
                icon.addPixmap(self._portrait(self._person, ratio))
            self.setIcon(icon)
        else:
            self.setIcon(self._look.icon(self._glyph) if self._glyph is not None else QIcon())

    def _portrait(self, person: Person, ratio: float) -> QPixmap:
        pixmap = QPixmap(round(_FACE * ratio), round(_FACE * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            paint_avatar(painter, QRectF(0, 0, _FACE, _FACE), person, self._look.theme)
        return pixmap
