"""A few views of the same place, one of them on: segments in a tray."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from daybook.ui.kit.icon_follower import IconFollower
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look


@dataclass(frozen=True, slots=True)
class Segment:
    """One tab. `key` is what `chosen` carries."""

    key: str
    text: str
    glyph: Glyph | None = None


class SegmentedTabs(QFrame):
    """Segments of which exactly one is on; arrow keys move it."""

    chosen = Signal(str)  # Segment.key, by the person's own hand only

    def __init__(self, look: Look, name: str, segments: Sequence[Segment] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("panel", "tray")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(3, 3, 3, 3)
        self._row.setSpacing(2)
        self._group.buttonClicked.connect(self._clicked)
        self.offer(segments)

    @property
    def current(self) -> str:
        """The key of the segment that is on, "" while there is none."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def offer(self, segments: Sequence[Segment]) -> None:
        """Replaces the segments; the one that was on stays on if it is still there, else the first is."""
        before = self.current
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = {each.key: self._make(each) for each in segments}
        if self._buttons:
            self._buttons.get(before, next(iter(self._buttons.values()))).setChecked(True)

    def choose(self, key: str) -> None:
        """Shows a choice, without telling anybody."""
        self._buttons[key].setChecked(True)

    def _make(self, segment: Segment) -> QPushButton:
        button = QPushButton(segment.text, self)
        button.setProperty("look", "segment")
        button.setCheckable(True)
        button.setAccessibleName(segment.text)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        if segment.glyph is not None:
            IconFollower(self._look, button, segment.glyph, "text_soft", 16)
        self._group.addButton(button)
        self._row.addWidget(button)
        return button

    def _clicked(self) -> None:
        self.chosen.emit(self.current)
