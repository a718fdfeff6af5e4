"""The bell in the status line, with how many reminders wait."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from daybook.ui.kit.format import Formats
from daybook.ui.kit.icon_follower import IconFollower
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.reminders.words import ReminderWords


class Bell(QToolButton):
    """A number stands beside it while something waits: colour is not the only sign."""

    pressed_by_person = Signal()

    def __init__(self, look: Look, formats: Formats, words: ReminderWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._words = words
        self._icon = IconFollower(look, self, Glyph.BELL, "text_faint", 16)
        self.setProperty("tight", True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.pressed_by_person)
        self.show_number(0)

    def show_number(self, number: int) -> None:
        """How many wait."""
        self._icon.show(Glyph.BELL, "accent" if number else "text_faint")
        self.setText(self._formats.number(number) if number else "")
        name = self._words.bell(number)
        self.setAccessibleName(name)
        self.setToolTip(self.tr("{name} (Ctrl+B)").format(name=name))
