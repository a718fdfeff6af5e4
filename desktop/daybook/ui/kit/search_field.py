"""A field that searches while the person types."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look

PAUSE_MS = 220
"""How long the typing must rest before a search is worth a request."""


class SearchField(QLineEdit):
    """Tells what to search for once the typing rests, at once on Enter. Escape empties it."""

    searched = Signal(str)

    def __init__(self, look: Look, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._told = ""
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE_MS)
        self._rest.timeout.connect(self._tell)
        self.textChanged.connect(self._wait)
        self.returnPressed.connect(self._tell)
        look.theming.changed.connect(self._tint)
        self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the field before it means anything else."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._tell()
        else:
            super().keyPressEvent(event)

    def _wait(self) -> None:
        self._rest.start()

    def _tell(self) -> None:
        self._rest.stop()
        wanted = self.text().strip()
        if wanted != self._told:
            self._told = wanted
            self.searched.emit(wanted)

    def _tint(self) -> None:
        self._glass.setIcon(self._look.icon(Glyph.SEARCH, "text_faint"))
