"""Chips: small choices that are on or off, and small values that can be taken away."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from daybook.ui.kit.buttons import Button, icon_button
from daybook.ui.kit.fonts import Step, font
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.labels import label, plain_tip
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import TINY

WIDEST: Final = 420
"""Pixels of the words of a chip; behind longer ones the cross would be out of sight."""


class ToggleChip(Button):
    """A choice that is on or off; on, it also bears a tick, so that colour is not the only sign."""

    def __init__(self, look: Look, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._look = look
        self.setProperty("look", "chip")
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(14, 14))
        self.toggled.connect(self._tick)
        look.theming.changed.connect(self._tick)

    def _tick(self) -> None:
        if self.isChecked():
            self.setIcon(self._look.icon(Glyph.CHECK, "accent"))
        else:
            self.setIcon(self._look.icons.blank)


class RemovableChip(QFrame):
    """A value with a cross behind it; Delete or Backspace takes it away too.

    `cross` is what takes the focus. It is no focus proxy, for `QWidget.setTabOrder` would leave the chip where it is.
    """

    removed = Signal()

    def __init__(self, look: Look, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "chip")
        self._words = label(step=Step.SMALL)
        self.cross = icon_button(look, Glyph.CLOSE, "", self.removed.emit, size=12)
        self.cross.setProperty("tight", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, TINY, 0)
        row.setSpacing(2)
        row.addWidget(self._words)
        row.addWidget(self.cross)
        self.say(text)

    def say(self, text: str) -> None:
        """Another value in the same place: quicker than another chip."""
        if text == self.accessibleName():
            return
        self.setAccessibleName(text)
        shown = QFontMetrics(font(Step.SMALL)).elidedText(text, Qt.TextElideMode.ElideRight, WIDEST)
        self._words.setText(shown)
        self.setToolTip(plain_tip(text) if shown != text else "")
        name = self.tr("Remove {what}").format(what=text)
        self.cross.setToolTip(plain_tip(name))
        self.cross.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that take things away."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)
