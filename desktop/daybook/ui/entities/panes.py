"""Three panes beside each other: list, timeline, editor. Each keeps a width in which it can be read."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from daybook.ui.entities.list_panel import LEAST_WIDTH as LIST_LEAST
from daybook.ui.entities.list_panel import MOST_WIDTH as LIST_MOST
from daybook.ui.entities.list_panel import USUAL_WIDTH as LIST_USUAL
from daybook.ui.kit.panes import Panes
from daybook.ui.todo.editor import LEAST_WIDTH as EDITOR_LEAST
from daybook.ui.todo.editor import MOST_WIDTH as EDITOR_MOST

EDITOR_USUAL: Final = 400
MIDDLE_LEAST: Final = 320
MIDDLE_USUAL: Final = 480
"""The width the timeline is given before the others have what the person wishes for them."""
_LEAST_HEIGHT: Final = 300
_REST_MS: Final = 500


@dataclass(frozen=True, slots=True)
class Widths:
    """How wide each pane is; 0 = it is hidden."""

    list: int
    middle: int
    editor: int


def widths(room: int, list_wish: int, editor_wish: int) -> Widths:
    """Divides the room. `editor_wish` 0 = there is no editor. The list gives way where three panes find no room."""
    editor = editor_wish and _between(EDITOR_LEAST, room - list_wish - MIDDLE_USUAL, editor_wish)
    listed = _between(LIST_LEAST, room - editor - MIDDLE_USUAL, list_wish)
    if editor and room - editor - listed < MIDDLE_LEAST:
        editor = _between(EDITOR_LEAST, room - MIDDLE_USUAL, editor_wish)
        return Widths(0, room - editor, editor)
    return Widths(listed, room - editor - listed, editor)


def _between(least: int, wish: int, most: int) -> int:
    return max(least, min(wish, most))


class EntityPanes(Panes):
    """Puts the panes where they belong; the person may drag the borders, and the wish outlives the editor's coming."""

    escaped = Signal()  # Escape, which meant nothing to whoever has the focus

    wished = Signal(object)  # bytes for `restore`: a border was dragged, and rests

    def __init__(self, listed: QWidget, middle: QWidget, editor: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._list, self._middle, self._editor = listed, middle, editor
        self._list_wish, self._editor_wish = LIST_USUAL, EDITOR_USUAL
        self._editor_on = False
        middle.setMinimumWidth(MIDDLE_LEAST)
        editor.hide()  # first: what is shown is dressed, and again when this finds its place in the window
        for pane in (listed, middle, editor):
            self.addWidget(pane)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._tell)
        self.splitterMoved.connect(self._moved)

    @property
    def editor_is_on(self) -> bool:
        """True while there is something in the editor."""
        return self._editor_on

    @property
    def list_gives_way(self) -> bool:
        """True while the list is hidden, for there is room for the timeline and the editor only."""
        return self._list.isHidden()

    def restore(self, wishes: bytes) -> None:
        """Takes over what `wished` told in an earlier window; anything else changes nothing."""
        listed, _, editor = wishes.decode(errors="replace").partition(" ")
        if listed.isdecimal() and editor.isdecimal():
            self._list_wish = _between(LIST_LEAST, int(listed), LIST_MOST)
            self._editor_wish = _between(EDITOR_LEAST, int(editor), EDITOR_MOST)
            self._arrange()

    def show_editor(self, on: bool) -> None:
        """Makes room for the editor, or gives its room to the timeline."""
        if on != self._editor_on:
            self._editor_on = on
            self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Two panes: the list gives way to the editor."""
        return QSize(max(LIST_LEAST, EDITOR_LEAST) + MIDDLE_LEAST, _LEAST_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divides the room anew."""
        self._arrange()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape that nobody inside wanted."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def begin(self) -> None:
        """Divides the room when it is dressed."""
        super().begin()
        self._arrange()

    def _arrange(self) -> None:
        if not self.is_dressed:
            return
        given = widths(self.width() - 2 * self.handleWidth(), self._list_wish, self._editor_wish * self._editor_on)
        focus = QApplication.focusWidget()
        if not given.list and focus is not None and self._list.isAncestorOf(focus):
            self._middle.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.setVisible(given.list > 0)
        self._editor.setVisible(given.editor > 0)
        self.setSizes([given.list, given.middle, given.editor])

    def _moved(self) -> None:
        """The person drags a border: that is her wish from now on."""
        listed, _, editor = self.sizes()
        if listed:
            self._list_wish = _between(LIST_LEAST, listed, LIST_MOST)
        if editor:
            self._editor_wish = _between(EDITOR_LEAST, editor, EDITOR_MOST)
        self._rest.start()

    def _tell(self) -> None:
        self.wished.emit(f"{self._list_wish} {self._editor_wish}".encode())
