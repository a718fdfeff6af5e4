"""What stands at the right of the table: the editor of one activity, or the edits that wait."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from daybook.ui.activities.pending_panel import PendingPanel
from daybook.ui.kit.pages import PageStack
from daybook.ui.kit.panes import Panes
from daybook.ui.todo.editor import LEAST_WIDTH, MOST_WIDTH, TodoEditorPanel

_USUAL = 400


class TableSide(PageStack):
    """Hidden while neither has anything to show."""

    def __init__(self, editor: TodoEditorPanel, pending: PendingPanel) -> None:
        super().__init__()
        self.editor, self.pending = editor, pending
        self._pending_on = False
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMaximumWidth(MOST_WIDTH)
        self.addWidget(editor)
        self.addWidget(pending)
        self.hide()

    @property
    def shows_pending(self) -> bool:
        """True while the waiting edits are on."""
        return self._pending_on

    @property
    def has_focus(self) -> bool:
        """True while the focus is in it."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def show_pending(self, on: bool) -> None:
        """Brings the waiting edits on, or the editor."""
        self._pending_on = on
        self.setCurrentWidget(self.pending if on else self.editor)
        self.make_room()

    def make_room(self) -> None:
        """Shows itself when there is something to show."""
        self.setVisible(self._pending_on or not self.editor.pages.is_empty)


class TablePanes(Panes):
    """The table and what stands at its right."""

    escaped = Signal()  # Escape, which meant nothing to whoever has the focus

    def __init__(self, page: QWidget, side: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.addWidget(page)
        self.addWidget(side)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setSizes([1000, _USUAL])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape that nobody inside wanted."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
