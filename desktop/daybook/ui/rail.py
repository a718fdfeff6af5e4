"""The strip on the left: one button a workspace, and what concerns the whole window."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from daybook.ui.kit.buttons import icon_button
from daybook.ui.kit.commands import Commands
from daybook.ui.kit.icon_follower import IconFollower
from daybook.ui.kit.icons import Glyph
from daybook.ui.kit.look import Look
from daybook.ui.kit.metrics import ICON_LARGE, MEDIUM, SMALL, TINY
from daybook.ui.workspace import Entry

WIDTH = 96
HEIGHT = 58
LOW_WIDTH, LOW_HEIGHT = 60, 40
"""Of the strip and of a button without its word, in a window that is too low for all of them."""


class Rail(QFrame):
    """Buttons with a drawing and a word. Arrow keys move among them."""

    chosen = Signal(str)  # Workspace.id

    def __init__(self, look: Look, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("panel", "rail")
        self.setAccessibleName(self.tr("Workspaces"))
        self.setFixedWidth(WIDTH)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._buttons: dict[str, QToolButton] = {}
        self._offered: list[tuple[str, str, Glyph]] = []
        self._places = QVBoxLayout()
        self._places.setSpacing(TINY)
        column = QVBoxLayout(self)
        column.setContentsMargins(SMALL, MEDIUM, SMALL, MEDIUM)
        column.setSpacing(TINY)
        column.addLayout(self._places)
        column.addStretch(1)
        for glyph, name, command in (
            (Glyph.SEARCH, self.tr("Find a command (Ctrl+K)"), "palette"),
            (Glyph.KEYBOARD, self.tr("Keys (F1)"), "keys"),
            (Glyph.CONTRAST, self.tr("Light or dark (Ctrl+Shift+L)"), "theme"),
        ):
            button = icon_button(look, glyph, name, partial(commands.run, command), tone="text_faint")
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)

    def offer(self, workspaces: Sequence[Entry]) -> None:
        """Replaces the buttons, unless they say the same: whoever stands on one stays there."""
        offered = [(each.id, each.title, each.glyph) for each in workspaces]
        if offered == self._offered:
            return
        self._offered = offered
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._places.removeWidget(button)
            button.deleteLater()
        self._buttons = {each.id: self._make(number, each) for number, each in enumerate(workspaces, start=1)}
        self._fit()

    def show_current(self, workspace_id: str) -> None:
        """Marks one; nothing is signalled."""
        if workspace_id in self._buttons:
            self._buttons[workspace_id].setChecked(True)

    def _make(self, number: int, workspace: Entry) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(workspace.id)
        button.setText(workspace.title)
        button.setAccessibleName(workspace.title)
        button.setToolTip(self.tr("{title} (Ctrl+{number})").format(title=workspace.title, number=number))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setProperty("look", "rail")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setFixedSize(QSize(WIDTH - 2 * SMALL, HEIGHT))
        IconFollower(self._look, button, workspace.glyph, "text_soft", ICON_LARGE)
        self._group.addButton(button)
        self._places.addWidget(button)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words where there is room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A low window shows the drawings alone; their words are in the tips."""
        layout = self.layout()
        if layout is None or not self._buttons:
            return
        # Buttons that are new or replaced count for nothing here until they are shown or gone: so none of them does.
        others = layout.minimumSize().height() - self._places.minimumSize().height()
        low = others + len(self._buttons) * (HEIGHT + TINY) > self.height()
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if low else Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        width, height = (LOW_WIDTH, LOW_HEIGHT) if low else (WIDTH, HEIGHT)
        for button in self._buttons.values():
            button.setToolButtonStyle(style)
            button.setFixedSize(QSize(width - 2 * SMALL, height))
        self.setFixedWidth(width)

    def _clicked(self, button: QToolButton) -> None:
        self.chosen.emit(button.objectName())
