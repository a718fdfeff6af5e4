"""What stands at the right of the timeline: the editor of to-dos, the writer of other activities, or the details."""

from PySide6.QtCore import Qt

from daybook.ui.composing.panel import ComposerPanel
from daybook.ui.details.panel import DetailsPanel
from daybook.ui.kit.pages import PageStack
from daybook.ui.todo.editor import LEAST_WIDTH, TodoEditorPanel


class SidePanel(PageStack):
    """One of three panels. The editor is the one that is on while the others have nothing to show."""

    def __init__(self, editor: TodoEditorPanel, composer: ComposerPanel, details: DetailsPanel) -> None:
        super().__init__()
        self.editor, self.composer, self.details = editor, composer, details
        self.setMinimumWidth(LEAST_WIDTH)
        for panel in (editor, composer, details):
            self.addWidget(panel)
        self.setFocusProxy(editor)

    @property
    def shows_editor(self) -> bool:
        """True while the editor is on."""
        return self.currentWidget() is self.editor

    @property
    def has_content(self) -> bool:
        """True when what is on shows something."""
        return not self.shows_editor or not self.editor.pages.is_empty

    def show_editor(self) -> None:
        """The editor, whatever is in it."""
        self._show(self.editor)

    def show_composer(self) -> None:
        """The writer of activities."""
        self._show(self.composer)

    def show_details(self) -> None:
        """All that is known of one."""
        self._show(self.details)

    def go(self) -> None:
        """Puts the focus into what is on."""
        if (panel := self.currentWidget()) is not None:
            panel.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self, panel: TodoEditorPanel | ComposerPanel | DetailsPanel) -> None:
        self.setCurrentWidget(panel)
        self.setFocusProxy(panel)
