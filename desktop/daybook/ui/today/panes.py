"""The sheet of the day, and the editor beside it."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from daybook.ui.kit.panes import Panes
from daybook.ui.today.page import TodayPage

_PAGE_WIDTH: Final = 1000
_EDITOR_WIDTH: Final = 400


class DayPanes(Panes):
    """On the window before there is an editor: the page never moves, and so is dressed once."""

    escaped = Signal()  # Escape, which meant nothing to whoever has the focus

    def __init__(self, page: TodayPage) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.page = page
        self.addWidget(page)

    def take(self, editor: QWidget) -> None:
        """Puts an editor at the end, not shown yet."""
        editor.hide()  # first: what is shown is dressed, and again when this finds its place in the window
        self.addWidget(editor)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setSizes([_PAGE_WIDTH, _EDITOR_WIDTH])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape that nobody inside wanted."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
